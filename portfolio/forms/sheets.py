"""A logbook sheet and a personal statement as they are typed. Shape only: rules say what an example still lacks."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django import forms
from django.http import QueryDict

from applications.rules.pathway import LearningOutcome
from applications.rules.typed import MOST_CHARACTERS
from cilexportal.foundation.ui.dates import DateParts
from cilexportal.foundation.ui.fields import CheckboxesField, CountedField, DateField, RadiosField
from cilexportal.foundation.ui.forms import Patient
from cilexportal.foundation.ui.layout import Buttons, Link, Panel, Primary, Secondary, Template
from portfolio.enums import SheetKind, WithoutEvidence
from portfolio.models import Supervisor
from portfolio.queries.sheet import DAYS, PARTS, TEXTS, Boxes, names_of_boxes

SAVE, LATER, ADD, CPD = "save", "later", "add", "cpd"
LONG, SHORT, LINE = 6000, 2000, 120
KEPT = "Kept {ago}; it counts once you press Save."
MATTER_HINT = "A label that names nobody, such as “Matter C”. The same matter always gets the same label."
NOBODY = "Leave out the names of clients, colleagues and opponents."


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """Where a sheet autosaves, the version of what was typed and how long ago it was kept, and what it offers."""

    autosave_url: str
    back_url: str
    version: int
    kept_seconds: int | None
    outcome: LearningOutcome | None
    supervisors: Sequence[Supervisor]


def boxes_sent(sent: QueryDict, kind: SheetKind) -> Boxes:
    """The boxes of a form of this kind as sent, without what the buttons say."""
    boxes: Boxes = {name: sent.get(name, "") for name in names_of_boxes(kind)}
    return boxes | {"ticked": sent.getlist("ticked")}


class ExampleForm(Patient):
    """What a sheet and a statement have in common. Given `data` it is judged; given `boxes` it shows them.

    Everything may be left empty for now: what is missing is said beside the form, and nothing is lost by saving.
    """

    kind: SheetKind
    ticked = CheckboxesField(label="Covered here", required=False)
    how_met = CountedField(limit=LONG, rows=10, label="How did you meet the outcome?", help_text=NOBODY)
    learned = CountedField(
        limit=LONG, rows=8, label="What did you learn?",
        help_text="Look back on it: what went well, what you would do differently, what you take with you.",
    )  # fmt: skip
    supervisor = forms.ChoiceField(label="Who supervised this work?")

    def __init__(self, data: QueryDict | None = None, *, boxes: Mapping[str, Any], page: Page) -> None:
        self.page = page
        super().__init__(data, initial=_first_shown(boxes))
        criteria = page.outcome.criteria if page.outcome else ()
        self.fields["ticked"].choices = [(one.letter, one.words) for one in criteria]
        people = [(str(one.uuid), f"{one.name}, {one.employer}") for one in page.supervisors]
        self.fields["supervisor"].choices = [("", "Choose one"), *people]
        self.helper.form_id = "sheet"
        self.helper.attrs = {
            "data-autosave-url": page.autosave_url, "data-autosave-version": str(page.version),
            "data-autosave-kept": KEPT, "data-autosave-most": str(MOST_CHARACTERS - 1_000),
        }  # fmt: skip
        if page.kept_seconds is not None:
            self.helper.attrs["data-autosave-saved"] = str(page.kept_seconds)

    def written(self) -> dict[str, Any]:
        """The columns that a valid form writes; ticks of other outcomes' criteria go."""
        said = self.cleaned_data
        names = (*TEXTS[self.kind], *DAYS[self.kind], "ticked")
        return {name: said[name] for name in names} | {
            "supervisor": UUID(said["supervisor"]) if said["supervisor"] else None
        }

    def reflection(self) -> tuple[object, ...]:
        """The panels that both kinds end with."""
        return (
            Panel("Reflection and evaluation", "learned", Template("portfolio/sheet_cpd.html")),
            Panel("Supervisor", "supervisor", Template("portfolio/sheet_supervisors.html")),
            Buttons(
                Primary("Save", name="do", value=SAVE),
                Secondary("Keep it and come back later", name="do", value=LATER),
                Link("Back to the board", self.page.back_url),
            ),
            Template("portfolio/sheet_more.html"),
        )


class SheetForm(ExampleForm):
    """A logbook sheet: its evidence, how it meets the outcome and shows it, and what was learned [HB-46]."""

    kind = SheetKind.SHEET
    listing = CountedField(
        limit=SHORT, rows=4, required=False, label="The list of evidence in your own words",
        help_text="Leave it empty, and the list is printed as it is built here.",
    )  # fmt: skip
    how_shown = CountedField(
        limit=LONG, rows=8, label="How does the evidence show it?",
        help_text="Point to the pages and passages that show what you did.",
    )  # fmt: skip

    def laid_out(self) -> tuple[object, ...]:
        return (
            Template("portfolio/sheet_top.html"),
            Panel("Evidence", Template("portfolio/sheet_pieces.html"), "listing", css_id="pieces"),
            Panel("How you met the outcome", "how_met", "how_shown"),
            *self.reflection(),
        )


class StatementForm(ExampleForm):
    """A personal statement in place of a sheet and its evidence [HB-51]."""

    kind = SheetKind.STATEMENT
    without = RadiosField(label="Why is there no evidence?", choices=WithoutEvidence.choices, missing="Choose one.")
    why_without = CountedField(
        limit=SHORT, rows=4, label="Explain why you can give no evidence",
        help_text="Say what there was, where it is now, and what you did to get it.",
    )  # fmt: skip
    matter = CountedField(limit=LINE, one_line=True, label="Matter", help_text=MATTER_HINT)
    worked_on = DateField(
        label="When was the work done?", what="the day of the work",
        help_text="The first day, if it took several. For example, 6 1 2026.",
    )  # fmt: skip
    worked_until = DateField(label="Last day of the work", what="the last day of the work", required=False)
    why_old = CountedField(
        limit=SHORT, rows=4, required=False, label="If the work is older, why could nothing newer be used?",
        help_text="For example illness, or a time away with a child. Officers of your case read it, and nobody else.",
    )  # fmt: skip

    def laid_out(self) -> tuple[object, ...]:
        return (
            Template("portfolio/sheet_top.html"),
            Panel("Why there is no evidence", "without", "why_without"),
            Panel("The work", "matter", "worked_on", "worked_until", "why_old"),
            Panel("How you met the outcome", "how_met"),
            *self.reflection(),
        )

    def clean(self) -> dict[str, Any]:
        """Work ends on the day it begins, or after it."""
        said: dict[str, Any] = super().clean() or {}
        first, last = said.get("worked_on"), said.get("worked_until")
        if last and "worked_on" not in self.errors and (first is None or last < first):
            why = "The last day is before the first." if first else "Give the first day as well."
            self.add_error("worked_until", why)
        return said


FORMS: dict[SheetKind, type[ExampleForm]] = {SheetKind.SHEET: SheetForm, SheetKind.STATEMENT: StatementForm}


def _first_shown(boxes: Mapping[str, Any]) -> dict[str, Any]:
    """Boxes as what a form begins with: the three of a day as one."""
    days = {
        name: DateParts(*(str(boxes.get(f"{name}_{part}", "")) for part in PARTS)) for name in DAYS[SheetKind.STATEMENT]
    }
    return {**boxes, **days}
