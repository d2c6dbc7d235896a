"""What officers type on a case: notes, and papers that came by post. Shape only; the services decide."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.conf import settings

from applications.enums import PaperKind, SeenBy
from applications.rules.knowledge import Copy
from applications.rules.noting import LONGEST
from cilexportal.foundation.ui.boxes import text
from cilexportal.foundation.ui.fields import CheckboxesField, CountedField, DateField, FileField, RadiosField
from cilexportal.foundation.ui.forms import Plain
from cilexportal.foundation.ui.layout import Buttons, Link, Panel, Primary
from members.models import User

COPY = ("is_copy", "certified_by", "certified_as", "certified_on")
ACCEPTED = (".pdf", ".docx", ".png", ".jpg", ".jpeg")
HINTS = {
    SeenBy.COMMITTEE.value: "Officers and the committee’s secretary read it. No paper of a meeting shows it.",
    SeenBy.APPLICANT.value: "They read it on the page of their application, and get an email. It cannot be taken back.",
}


class NoteForm(Plain):
    """A new note."""

    words = CountedField(limit=LONGEST, rows=5, label="Note", missing="Write the note.",
                         help_text="It stays as you write it. A correction is another note.")  # fmt: skip
    seen_by = RadiosField(
        label="Who reads it?", choices=SeenBy.choices, hints=HINTS, missing="Choose who reads the note."
    )
    to = CheckboxesField(
        label="Tell colleagues", required=False, missing="Choose colleagues who may open this case.",
        help_text="They get an email that a note is here. It does not say what the note says.",
    )  # fmt: skip

    def __init__(self, *args: Any, colleagues: Sequence[User], back: str, **kwargs: Any) -> None:
        self.back, self.colleagues = back, colleagues
        super().__init__(*args, **kwargs)

    def laid_out(self) -> tuple[object, ...]:
        if not self.colleagues:
            del self.fields["to"]
        choices: Any = self.fields.get("to")
        if choices:
            choices.choices = [(str(one.pk), str(one)) for one in self.colleagues]
        told = ("to",) if choices else ()
        return ("words", "seen_by", *told, Buttons(Primary("Keep this note"), Link("Back to the case", self.back)))

    def told(self) -> list[int]:
        """The ids of the colleagues who are told; of a form that is valid."""
        return [int(one) for one in self.cleaned_data.get("to", ())]


class PostedForm(Plain):
    """The scan of a paper that came by post."""

    kind = RadiosField(label="What is it?", choices=PaperKind.choices, missing="Choose what it is.")
    label = forms.CharField(
        label="What to call it", max_length=120, required=False, help_text="Leave it empty to use the file’s name.",
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
        error_messages={"max_length": "Use 120 characters or fewer."},
    )  # fmt: skip
    received_on = DateField(
        label="Received on", what="the day on which it was received", help_text="For example, 27 11 2026."
    )
    file = FileField(
        label="Scan", accept=ACCEPTED, limit_bytes=settings.DOCUMENT_MAX_BYTES, missing="Choose the scan.",
        help_text="PDF, Word (.docx), PNG or JPEG.",
    )  # fmt: skip

    is_copy = forms.BooleanField(
        label="It is the certified copy that proves the qualification", required=False,
        help_text="It takes the place of the copy before it, if there is one. What is typed below is kept with it.",
    )  # fmt: skip
    certified_by = text("Who certified the copy", most=200, autocomplete="off")
    certified_as = text("In which capacity", most=200, autocomplete="off")
    certified_on = DateField(label="When was it certified?", required=False, what="the day of certifying")

    def __init__(self, *args: Any, back: str, of_knowledge: bool, **kwargs: Any) -> None:
        """`of_knowledge`: the case is of the knowledge step, so that a paper can be its certified copy."""
        self.back, self.of_knowledge = back, of_knowledge
        super().__init__(*args, **kwargs)

    def laid_out(self) -> tuple[object, ...]:
        buttons = Buttons(Primary("File it on the case"), Link("Back to the case", self.back))
        if not self.of_knowledge:
            for name in COPY:
                del self.fields[name]
            return ("kind", "label", "received_on", "file", buttons)
        return ("kind", "label", "received_on", "file", Panel("For a certified copy", *COPY), buttons)

    def certified(self) -> Copy | None:
        """Who certified the copy, where it is one; of a form that is valid."""
        said = self.cleaned_data
        if not said.get("is_copy"):
            return None
        return Copy(has_file=True, **{name: said[name] for name in COPY[1:]})
