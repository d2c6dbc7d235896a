"""The form of the knowledge step. Shape only: rules say which route it takes and what is wanting."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django import forms
from django.conf import settings
from django.core.files.uploadedfile import UploadedFile

from applications.queries.knowledge import DAYS, OTHER, TEXTS
from applications.rules.knowledge import Copy, Named
from applications.rules.pathway import Accredited
from applications.rules.typed import MOST_CHARACTERS, Fields
from cilexportal.foundation.ui.dates import DateParts
from cilexportal.foundation.ui.fields import CountedField, DateField, FileField, RadiosField
from cilexportal.foundation.ui.forms import Patient
from cilexportal.foundation.ui.layout import Buttons, Group, Link, Panel, Primary, Secondary, Template

ACCEPTED = (".pdf", ".docx", ".png", ".jpg", ".jpeg")
SAVE, LATER = "save", "later"
LINE = 200
PARTS = ("day", "month", "year")
KEPT = "Kept {ago}; it takes effect when you press Save."


@dataclass(frozen=True)
class Page:
    """What the form's page knows: the list of its version, where it autosaves, its versions, and where Back leads."""

    accredited: Sequence[Accredited]
    autosave_url: str
    back_url: str
    version: int
    revision: int
    saved_seconds: int | None = None


class KnowledgeForm(Patient):
    """Which qualification it is, and the certified copy of its certificate."""

    data: Any
    revision = forms.IntegerField(widget=forms.HiddenInput)
    version = forms.IntegerField(widget=forms.HiddenInput)
    code = RadiosField(label="Which qualification do you hold?", missing="Choose the qualification you hold")
    title = CountedField(limit=LINE, one_line=True, label="What it is called")
    awarded_by = CountedField(limit=LINE, one_line=True, label="Who awarded it")
    awarded_on = DateField(
        label="When was it awarded?", help_text="For example, 27 3 2019. It does not matter how long ago.",
        what="the day of the award",
        error_messages={"required": "Enter the day of the award"},
    )  # fmt: skip
    file = FileField(
        label="Add a file", accept=ACCEPTED, limit_bytes=settings.DOCUMENT_MAX_BYTES,
        help_text=f"PDF, Word, PNG or JPEG, up to {settings.DOCUMENT_MAX_BYTES // 1_000_000} MB. One file at a time; "
        "each is added when you save.",
    )  # fmt: skip
    certified_by = CountedField(limit=LINE, one_line=True, label="Who certified the copy")
    certified_as = CountedField(
        limit=LINE, one_line=True, label="In which capacity", help_text="For example, solicitor."
    )
    certified_on = DateField(label="When was it certified?", what="the day of certifying")

    def __init__(self, *args: Any, page: Page, boxes: Fields | None = None, **kwargs: Any) -> None:
        """`boxes` are what the page holds where nothing was sent."""
        self.page = page
        super().__init__(*args, initial={**_initial(boxes or {}), "version": page.version}, **kwargs)
        known = [(one.code, f"{one.title}, {one.awarded_by}") for one in page.accredited]
        self.fields["code"].choices = [*known, (OTHER, "Another qualification")]
        self.initial["revision"] = page.revision
        self.helper.attrs = {
            "data-autosave-url": page.autosave_url, "data-autosave-version": str(page.version),
            "data-autosave-kept": KEPT, "data-autosave-most": str(MOST_CHARACTERS - 1_000),
        }  # fmt: skip
        if page.saved_seconds is not None:
            self.helper.attrs["data-autosave-saved"] = str(page.saved_seconds)

    def laid_out(self) -> tuple[object, ...]:
        """The qualification, then its proof."""
        return (
            "revision", "version", Template("ui/autosave.html"),
            Panel(
                "Your qualification", "code",
                Group("Only for another qualification", "title", "awarded_by"),
                "awarded_on",
            ),
            Panel(
                "The certified copy", "file", "certified_by", "certified_as", "certified_on",
                intro="Somebody such as a solicitor writes on the copy that it is true, with name, capacity and day. "
                "For another qualification, add the papers you have: an officer says what else is wanted.",
            ),
            Buttons(
                Primary("Save", name="do", value=SAVE), Secondary("Keep and come back later", name="do", value=LATER),
                Link("Back to your steps", self.page.back_url),
            ),
        )  # fmt: skip

    def may_wait(self) -> tuple[str, ...]:
        """Everything but which qualification it is, and when it was awarded."""
        return ("title", "awarded_by", "file", "certified_by", "certified_as", "certified_on")

    def again(self, *, revision: int, version: int) -> None:
        """Has the page that is shown again hold the case as it is now; what was typed stays."""
        self.carry(revision=revision, version=version)
        self.helper.attrs["data-autosave-version"] = str(version)

    def named(self) -> Named:
        """The qualification, by its code where it is of the list."""
        said = self.cleaned_data
        code = "" if said["code"] == OTHER else said["code"]
        own = {name: "" if code else said[name] for name in ("title", "awarded_by")}
        return Named(code=code, awarded_on=said["awarded_on"], **own)

    def certified(self) -> Copy:
        """What is said of the copy."""
        said = self.cleaned_data
        day: date | None = said["certified_on"]
        return Copy(
            has_file=False, certified_by=said["certified_by"], certified_as=said["certified_as"], certified_on=day
        )

    def upload(self) -> UploadedFile | None:
        """The file that was chosen, where it can be taken by its size."""
        return getattr(self, "cleaned_data", {}).get("file")

    def is_accredited(self) -> bool:
        """Whether one of the list is chosen, so that a file is its certificate."""
        return self.data.get("code") in {one.code for one in self.page.accredited}

    def boxes(self) -> Fields:
        """The boxes as they were sent."""
        days = [f"{name}_{part}" for name in DAYS for part in PARTS]
        return {name: self.data.get(name, "") for name in ("code", *TEXTS, *days)}


def _initial(boxes: Fields) -> dict[str, object]:
    """Boxes as the fields' own values."""
    days = {
        name: DateParts(*(str(boxes.get(f"{name}_{part}", "")) for part in ("day", "month", "year"))) for name in DAYS
    }
    return {**{name: boxes.get(name, "") for name in ("code", *TEXTS)}, **days}
