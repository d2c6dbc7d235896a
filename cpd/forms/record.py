"""The recording form: one form that asks in two ways. Shape only; services decide."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Layout
from django import forms
from django.conf import settings
from django.forms.utils import ErrorList
from django.utils.datastructures import MultiValueDict

from cilexportal.foundation.ui.fields import CheckboxesField, CountedField, DateField, FileField, RadiosField
from cilexportal.foundation.ui.layout import Buttons, Group, Link, Mode, Panel, Primary, Secondary, Template, Text
from cilexportal.foundation.ui.widgets import ManyUploads
from cpd.enums import Mode as Modes
from cpd.models.record import TEXT_LIMIT, TITLE_LIMIT
from cpd.queries.owed import Asked
from cpd.rules.record import MOST_FILES, Finding
from cpd.rules.typed import MOST_CHARACTERS, NO, YES, Fields

ACCEPTED = (".pdf", ".docx", ".png", ".jpg", ".jpeg")
GUIDED, FREE = Modes.GUIDED.value, Modes.FREE.value
PLANNED = [(YES, "Planned"), (NO, "Unplanned")]
YES_NO = [(YES, "Yes"), (NO, "No")]
PLANNED_HINTS = {
    YES: "You set out to learn this before you did it. A course booked at short notice is planned too.",
    NO: "The need came up, or you read something, and you learned from it.",
}
SAVE, LATER = "save", "later"
# What the line about keeping says; {ago} is "just now", "12 seconds ago" or "on 3 May 2026 at 4pm".
DRAFT_KEPT = "Kept as a draft {ago}; it does not count until you press Save."
COUNTING_KEPT = "Changes kept {ago}; they take effect when you press Save."


@dataclass(frozen=True)
class Choices:
    """What the form offers: (code, name) pairs, the (slug, label) of open years, and the specialism by name."""

    activity_types: Sequence[tuple[str, str]]
    areas: Sequence[tuple[str, str]]
    years: Sequence[tuple[str, str]]
    specialism: str = ""


@dataclass(frozen=True)
class Page:
    """What the form's page knows beside the answers: where it autosaves, where files go, its version, and the marks:
    by field, the sentences about what could name somebody. `is_saved`: it shows what was saved, with nothing typed."""

    autosave_url: str
    upload_url: str
    back_url: str
    version: int
    mode: str
    saved_seconds: int | None = None
    is_saved: bool = False
    counts: bool = False
    findings: Iterable[Finding] = ()
    marks: Mapping[str, Sequence[str]] = field(default_factory=dict)


class RecordForm(forms.Form):
    """Draws the boxes as typed, with the findings at them. It judges nothing itself: the record's service does."""

    version = forms.CharField(widget=forms.HiddenInput)
    title = CountedField(
        limit=TITLE_LIMIT, one_line=True, label="Title", help_text="What the activity was, in a few words."
    )
    completed_on = DateField(label="When did you complete it?", help_text="For example, 27 3 2026.")
    year = RadiosField(
        label="Which CPD year is it for?",
        help_text="Two years are open for you. Your choice decides where the day fits both.",
        required=False,
    )
    activity_type = forms.ChoiceField(label="Kind of activity", required=False)
    planned = RadiosField(label="Did you plan it?", choices=PLANNED, hints=PLANNED_HINTS)
    hours = forms.CharField(
        label="Hours",
        help_text="As a number: 1.5 for an hour and a half, 0.75 for 45 minutes. "
        "Not needed when it is about professionalism.",
        widget=forms.TextInput(attrs={"class": "govuk-input--width-4", "inputmode": "decimal", "autocomplete": "off"}),
    )
    in_specialism = RadiosField(label="Was it in your specialism?", choices=YES_NO)
    need = CountedField(
        limit=TEXT_LIMIT, rows=4, required=False, label="What did you want to learn, and why?",
        help_text="The need you saw, in your work or in yourself.",
    )  # fmt: skip
    learned = CountedField(limit=TEXT_LIMIT, rows=7, label="What did you learn?")
    evaluation = CountedField(
        limit=TEXT_LIMIT, rows=5, label="How do you evaluate it?",
        help_text="Did it give you what you wanted, and how does it bear on your work?",
    )  # fmt: skip
    change = CountedField(
        limit=TEXT_LIMIT, rows=4, required=False, label="What has changed in your practice?",
        help_text="What you do differently now, or will do next.",
    )  # fmt: skip
    professionalism = forms.BooleanField(label="It was about professionalism", required=False)
    areas = CheckboxesField(
        label="Areas of professionalism it touched",
        help_text="As many as fit, or none. No record has to cover them all.",
        required=False,
    )
    files = FileField(
        label="Supporting documents",
        help_text=f"PDF, Word, PNG or JPEG, up to {settings.DOCUMENT_MAX_BYTES // 1_000_000} MB each and "
        f"{MOST_FILES} in all. Nobody may be recognisable in them either.",
        required=False,
    )
    kept_elsewhere = forms.BooleanField(
        label="An attached document is the record itself, kept for example at work", required=False
    )
    explanation = CountedField(
        limit=TEXT_LIMIT, rows=4, required=False, label="How does the attached record meet the requirement?",
        help_text="Needed when the attached document is the record itself. Make one record for each outcome.",
    )  # fmt: skip
    anonymised = forms.BooleanField(label="Nobody can be recognised in what I wrote and attached", required=False)

    use_required_attribute = False

    def __init__(self, boxes: Fields, *, asked: Asked, choices: Choices, page: Page) -> None:
        self.page = page
        self.asked = asked
        super().__init__(data=_as_data({**boxes, "version": str(page.version)}))
        self._offer(choices)
        self.helper = self._helper()

    def full_clean(self) -> None:
        """Takes the findings for errors, in the words and with the clauses they came with."""
        self.cleaned_data: dict[str, Any] = {}
        self._errors = forms.utils.ErrorDict()
        for finding in self.page.findings:
            if finding.field in self.fields:
                self._errors.setdefault(finding.field, ErrorList()).append(finding.refusal.sentence)

    def _offer(self, choices: Choices) -> None:
        """Fills in the choices and leaves out the questions that this member's scheme does not ask [CPD-5]."""
        self.fields["activity_type"].choices = [("", "Choose one"), *choices.activity_types]
        self.fields["areas"].choices = choices.areas
        self.fields["files"].widget = ManyUploads(
            {"accept": ",".join(ACCEPTED)}, url=self.page.upload_url, limit_bytes=settings.DOCUMENT_MAX_BYTES
        )
        if len(choices.years) > 1:
            self.fields["year"].choices = choices.years
        else:
            self.fields["year"].widget = forms.HiddenInput()
        if choices.specialism:
            self.fields["in_specialism"].label = f"Was it in your specialism, {choices.specialism}?"
        for name, asks in (("hours", self.asked.hours), ("in_specialism", self.asked.specialism)):
            if not asks:
                del self.fields[name]

    def _helper(self) -> FormHelper:
        helper = FormHelper(self)
        helper.form_id = "record"
        helper.attrs = {
            "data-autosave-url": self.page.autosave_url,
            "data-autosave-version": str(self.page.version),
            "data-autosave-kept": COUNTING_KEPT if self.page.counts else DRAFT_KEPT,
            "data-autosave-most": str(MOST_CHARACTERS - 1_000),
            "data-marks": "",
            "data-modes": "",
        }
        if self.page.saved_seconds is not None:
            helper.attrs["data-autosave-saved"] = str(self.page.saved_seconds)
        if self.page.is_saved:
            helper.attrs["data-autosave-first"] = "Saved {ago}"
        helper.layout = self._layout()
        return helper

    def _layout(self) -> Layout:
        guided = self.page.mode == GUIDED
        mixed = [name for name in ("hours", "in_specialism") if name in self.fields]
        return Layout(
            Template("cpd/record/form_top.html"),
            "version",
            Panel("The activity", *self._named("title"), "completed_on", "year", "activity_type", "planned", *mixed),
            Panel(
                "What you took from it",
                Template("cpd/record/form_anonymity.html"),
                Mode(GUIDED, *self._named("need"), shown=guided),
                Mode(FREE, Text("Give your account in your own words and order.", look="govuk-hint"), shown=not guided),
                *self._named("learned", "evaluation"),
                Mode(GUIDED, *self._named("change"), shown=guided),
                "anonymised",
            ),
            Group("Professionalism", "professionalism", "areas"),
            Group("Documents", "files", "kept_elsewhere", *self._named("explanation")),
            Buttons(
                Primary("Save this record", name="do", value=SAVE),
                Secondary("Keep it and come back later", name="do", value=LATER),
                Link("Back to your CPD", self.page.back_url),
            ),
        )

    def _named(self, *names: str) -> list[object]:
        """The fields, each followed by what in it could name somebody [REC-21]."""
        laid_out: list[object] = []
        for name in names:
            found = self.page.marks.get(name, ())
            laid_out += [name, Template("cpd/record/form_identifiers.html", name=name, found=found)]
        return laid_out


def _as_data(boxes: Mapping[str, Any]) -> MultiValueDict[str, str]:
    """Boxes as a posted form would bring them."""
    return MultiValueDict({name: value if isinstance(value, list) else [value] for name, value in boxes.items()})
