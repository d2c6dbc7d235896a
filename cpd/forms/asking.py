"""What a member writes to ask for something, and what an officer writes to answer."""

from __future__ import annotations

from typing import Any

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Layout
from django import forms
from django.conf import settings
from django.http import QueryDict

from cilexportal.foundation.rulebook.refusal import Refusal
from cilexportal.foundation.ui.fields import CountedField, DateField, FileField, RadiosField
from cilexportal.foundation.ui.layout import Buttons, Group, Link, Primary, Secondary, Warn
from cpd.enums import Ask
from cpd.forms.record import ACCEPTED
from cpd.forms.typing import StillTyping
from cpd.models.asking import WORDS_LIMIT
from cpd.rules.asking import MOST_SPELLS, grounds_for
from cpd.rules.closing import Spell

MORE, SEND = "more", "send"
GRANT, REFUSE = "grant", "refuse"
REASONS = {
    Ask.EXTENSION: ("Why do you need more time?", "Say what kept you from it. An officer reads this and nobody else."),
    Ask.DISPENSATION: (
        "Why were you out of employment?",
        "Illness, parental leave, no work: a few words are enough. An officer reads this and nobody else.",
    ),
    Ask.REDUCTION: (
        "What do you tell us about your portfolio?",
        "When you sent it, to whom, and its reference if you have one. An officer looks it up.",
    ),
}


class AskForm(StillTyping):
    """The reason of a request; for a dispensation also the times out of employment, a row of two dates each."""

    rows = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, data: QueryDict | None, *, ask: Ask, url: str) -> None:
        super().__init__(data)
        self.is_typing = data is not None and data.get("do") == MORE
        self.ask = ask
        label, hint = REASONS[ask]
        self.count = _rows(data) if ask == Ask.DISPENSATION else 0
        self.fields["rows"].widget = forms.HiddenInput({"value": self.count})
        for row in range(self.count):
            which = f" of time {row + 1}" if self.count > 1 else ""
            self.fields[f"first_{row}"] = DateField(
                label="First day out of employment", what=f"the first day{which}", required=row == 0,
                help_text="For example, 27 3 2026.",
            )  # fmt: skip
            self.fields[f"last_{row}"] = DateField(
                label="Last day out of employment", what=f"the last day{which}", required=row == 0,
                help_text="It counts too.",
            )  # fmt: skip
        self.fields["reason"] = CountedField(
            limit=WORDS_LIMIT, rows=5, label=label, help_text=hint, missing="Say why you ask for it"
        )
        self.helper = FormHelper()
        self.helper.layout = Layout("rows", *self._spell_groups(), "reason", self._buttons(url))

    def _spell_groups(self) -> list[object]:
        return [
            Group(f"Time {row + 1}" if self.count > 1 else "When", f"first_{row}", f"last_{row}")
            for row in range(self.count)
        ]

    def _buttons(self, url: str) -> Buttons:
        more = [Secondary("Add another time", name="do", value=MORE)] if 0 < self.count < MOST_SPELLS else []
        return Buttons(Primary("Ask for it", name="do", value=SEND), *more, Link("Back to My CPD", url))

    def clean(self) -> dict[str, Any]:
        """Refuses half a time, and a time that ends before it starts."""
        cleaned: dict[str, Any] = super().clean() or {}
        for row in range(self.count):
            first, last = cleaned.get(f"first_{row}"), cleaned.get(f"last_{row}")
            has_fault = f"first_{row}" in self.errors or f"last_{row}" in self.errors
            if bool(first) != bool(last) and not has_fault:
                self.add_error(f"first_{row}" if last else f"last_{row}", "Enter both days of this time.")
            elif first and last and last < first:
                self.add_error(f"last_{row}", "Enter a last day that is not before the first one.")
        return cleaned

    def spells(self) -> list[Spell]:
        """The times given, those without dates left out."""
        pairs = ((self.cleaned_data[f"first_{row}"], self.cleaned_data[f"last_{row}"]) for row in range(self.count))
        return [Spell(first, last) for first, last in pairs if first and last]

    def field_of(self, refusal: Refusal) -> str:
        """The field that a refusal is about."""
        return "first_0" if self.count and refusal.clause == "CPD-16a" else "reason"


def _rows(data: QueryDict | None) -> int:
    """How many times the form has room for; one more where another was asked for."""
    sent = (data or {}).get("rows", "")
    rows = int(sent) if sent.isascii() and sent.isdigit() and len(sent) < 3 else 1
    if data and data.get("do") == MORE:
        rows += 1
    return min(max(rows, 1), MOST_SPELLS)


class EvidenceForm(forms.Form):
    """A document that shows the dates."""

    document = FileField(
        label="Add a document", accept=ACCEPTED, limit_bytes=settings.DOCUMENT_MAX_BYTES,
        help_text=f"PDF, Word, PNG or JPEG, up to {settings.DOCUMENT_MAX_BYTES // 1_000_000} MB. "
        "A doctor's note, a letter from your employer or a notice of leave will do.",
    )  # fmt: skip

    use_required_attribute = False

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper = FormHelper()
        self.helper.form_tag = False
        self.helper.layout = Layout("document", Buttons(Secondary("Add it")))


class AnswerForm(forms.Form):
    """What an officer decides: granted, with a date or a tick where one is needed, or refused for a reason."""

    answer = RadiosField(
        label="What do you decide?", choices=[(GRANT, "Grant it"), (REFUSE, "Refuse it")],
        missing="Choose whether you grant it or refuse it",
    )  # fmt: skip
    until = DateField(
        label="The year stays open until the end of", what="the new last day", required=False,
        help_text="Only where you grant it.",
    )  # fmt: skip
    portfolio_seen = forms.BooleanField(
        label="I have seen that a portfolio of this member is under way", required=False
    )
    ground = forms.ChoiceField(label="Why it is refused", required=False, help_text="Only where you refuse it.")
    why = CountedField(
        limit=WORDS_LIMIT, rows=4, label="In your own words", missing="Say why: the member reads it in the letter",
        help_text="The member reads this in the letter.",
    )  # fmt: skip

    use_required_attribute = False

    def __init__(self, data: QueryDict | None, *, ask: Ask, in_time: bool, until: Any, url: str) -> None:
        super().__init__(data, initial={"until": until})
        self.fields["ground"].choices = [("", "Choose one"), *grounds_for(ask, in_time=in_time)]
        if ask != Ask.EXTENSION:
            del self.fields["until"]
        if ask != Ask.REDUCTION:
            del self.fields["portfolio_seen"]
        own = [name for name in ("until", "portfolio_seen") if name in self.fields]
        self.helper = FormHelper()
        self.helper.layout = Layout(
            "answer", *own, "ground", "why", Buttons(Primary("Answer the request"), Link("Back to the requests", url))
        )

    def clean(self) -> dict[str, Any]:
        """Asks for the date of what is granted, and for the reason of what is refused."""
        cleaned: dict[str, Any] = super().clean() or {}
        if cleaned.get("answer") == REFUSE and not cleaned.get("ground") and "ground" not in self.errors:
            self.add_error("ground", "Choose why it is refused.")
        needs_date = cleaned.get("answer") == GRANT and "until" in self.fields and "until" not in self.errors
        if needs_date and not cleaned.get("until"):
            self.add_error("until", "Enter the new last day.")
        return cleaned

    def field_of(self, refusal: Refusal) -> str:
        """The field that a refusal is about."""
        field = {"CPD-11a": "until", "CPD-16b": "portfolio_seen"}.get(refusal.clause, "answer")
        return field if field in self.fields else "answer"


class ReasonForm(forms.Form):
    """Why an officer does something to a member's year."""

    reason = CountedField(limit=WORDS_LIMIT, rows=3, label="Why?", missing="Say why: it is kept with what you do")

    use_required_attribute = False

    def __init__(self, data: QueryDict | None, *, verb: str, url: str) -> None:
        super().__init__(data)
        self.helper = FormHelper()
        self.helper.layout = Layout("reason", Buttons(Warn(verb), Link("Leave it as it is", url)))
