"""What an officer accepts of a role or a course. Shape only: the ledger's service says what is wrong."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from django import forms

from applications.enums import Accepted
from applications.forms.ledger import RECKON, SAVE, WIDTH, first_shown
from applications.models import Course, CourseAssessed, Role, RoleAssessed
from applications.rules.claims import Credit, View
from applications.rules.pathway import Reason
from cilexportal.foundation.rulebook.refusal import Refusal
from cilexportal.foundation.ui.dates import DateParts
from cilexportal.foundation.ui.fields import CountedField, DateField, RadiosField
from cilexportal.foundation.ui.forms import Plain
from cilexportal.foundation.ui.layout import Buttons, Group, Link, Panel, Primary, Template

NOTE, APART_WHY = 2000, 300
MORE = (
    "On a day of work as well, the rule counts the larger of the two. Hours of the course that lay outside working "
    "time are credited beside the work, so that no time is counted twice."
)
NUMBER = {
    "invalid": "Enter the hours as a number, like 17.5.",
    "max_digits": "Enter the hours with two decimals at most, like 17.25.",
    "max_decimal_places": "Enter the hours with two decimals at most, like 17.25.",
    "max_whole_digits": "Enter the hours as a number, like 17.5.",
}


def hours_field(label: str, *, most_digits: int, hint: str) -> forms.DecimalField:
    """Hours in a narrow box."""
    return forms.DecimalField(
        label=label, max_digits=most_digits, decimal_places=2, required=False, help_text=hint,
        widget=forms.TextInput(attrs=WIDTH), error_messages=NUMBER,
    )  # fmt: skip


def note_field() -> CountedField:
    """Words beside the reason."""
    return CountedField(
        limit=NOTE, rows=4, required=False, label="Note",
        help_text="Beside the reason. The applicant reads it once the case is decided.",
    )  # fmt: skip


class ViewForm(Plain):
    """A view of an entry: its verdict, and a reason where less than all is accepted. Given `data` it is judged; given
    `boxes` it shows what was typed and says nothing."""

    verdict = RadiosField(label="How much of it is accepted?", choices=Accepted.choices, missing="Choose how much.")
    why = forms.ChoiceField(
        label="Why less?", required=False, error_messages={"invalid_choice": "Choose a reason of the list."}
    )
    note = note_field()
    save = "Save"

    def __init__(
        self, data: Any = None, *, boxes: Mapping[str, Any], reasons: Sequence[Reason], revision: int, back: str
    ) -> None:
        """`revision` is what the page saw of the case, sent back with the form; `back` the case's page."""
        self.boxes, self.reasons, self.revision, self.back = boxes, reasons, revision, back
        super().__init__(data, initial=first_shown(boxes))

    def laid_out(self) -> tuple[object, ...]:
        choices: Any = self.fields["why"]
        choices.choices = [("", "Choose the reason"), *((one.code, one.words) for one in self.reasons)]
        return (
            Template("applications/desk/role_form_top.html"),
            Panel("What is accepted", "verdict", self.part()),
            Panel("Where less is accepted", "why", "note"),
            *self.more(),
            Template("applications/desk/role_reckoned.html", do=RECKON),
            Buttons(Primary(self.save, name="do", value=SAVE), Link("Back to the case", self.back)),
        )

    def part(self) -> Group:
        """The boxes of a part."""
        raise NotImplementedError

    def more(self) -> tuple[Panel, ...]:
        """The boxes for more than the rule gives, where that can be."""
        return ()

    def as_row(self, entry: Any) -> RoleAssessed | CourseAssessed | None:
        """The view as a row that nobody saves, to reckon with; None while it cannot be told."""
        raise NotImplementedError

    def verdict_of(self) -> Accepted | None:
        """The verdict that was chosen, whatever else is wrong."""
        chosen = self.cleaned_data.get("verdict")
        return Accepted(chosen) if chosen else None

    def say(self, box: str, refusal: Refusal) -> None:
        """Puts a refusal at its box, or above the form where it has none."""
        self.add_error(box if box in self.fields else None, str(refusal))


class RoleViewForm(ViewForm):
    """The part of a role that is accepted."""

    first = DateField(label="First day", what="the first day", required=False)
    last = DateField(label="Last day", what="the last day", required=False, help_text="Empty for a role that goes on.")
    weekly = hours_field("Hours a week", most_digits=5, hint="At most the hours that are claimed.")
    save = "Save what is accepted of this role"

    def part(self) -> Group:
        intro = "The days and the hours a week that are accepted. They begin with what is claimed."
        return Group("If it is accepted in part", "first", "last", "weekly", intro=intro)

    def view(self) -> View:
        """What the service is asked; of a form that is valid."""
        said = self.cleaned_data
        return View(
            verdict=Accepted(said["verdict"]), first=said["first"], last=said["last"], weekly=said["weekly"],
            why=said["why"],
        )  # fmt: skip

    def as_row(self, role: Role) -> RoleAssessed | None:
        """The view as a row that nobody saves, to reckon with; None while it cannot be told."""
        verdict, said = self.verdict_of(), self.cleaned_data
        weekly: Decimal | None = said.get("weekly")
        if verdict is None or (verdict == Accepted.PART and (not said.get("first") or not weekly or weekly <= 0)):
            return None
        return RoleAssessed(
            role=role, verdict=verdict, from_date=said.get("first"), until_date=said.get("last"), weekly_hours=weekly
        )


class CourseViewForm(ViewForm):
    """How much of a course is credited."""

    hours = hours_field("Hours credited", most_digits=6, hint="Fewer than the rule gives.")
    apart = hours_field("Hours outside working time", most_digits=6, hint="Leave it empty to go by the rule.")
    apart_why = forms.CharField(
        label="How do you know?", required=False, max_length=APART_WHY,
        help_text="Such as a timetable of evenings and weekends. The applicant reads it once the case is decided.",
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
        error_messages={"max_length": f"Use {APART_WHY} characters or fewer."},
    )  # fmt: skip
    save = "Save what is credited of this course"

    def part(self) -> Group:
        return Group("If it is credited in part", "hours")

    def more(self) -> tuple[Panel, ...]:
        return (Panel("Where more is credited than the rule gives", "apart", "apart_why", intro=MORE),)

    def credit(self) -> Credit:
        """What the service is asked; of a form that is valid."""
        said = self.cleaned_data
        return Credit(
            verdict=Accepted(said["verdict"]), hours=said["hours"], why=said["why"], apart=said["apart"],
            apart_why=said["apart_why"],
        )  # fmt: skip

    def as_row(self, course: Course) -> CourseAssessed | None:
        """The view as a row that nobody saves, to reckon with; None while it cannot be told."""
        verdict, most, apart = self.verdict_of(), *(self.cleaned_data.get(one) for one in ("hours", "apart"))
        if verdict is None or (verdict == Accepted.PART and (most is None or most <= 0)):
            return None
        part = most if verdict == Accepted.PART else None
        return CourseAssessed(course=course, verdict=verdict, hours=part, apart=apart if apart and apart > 0 else None)


def boxes_of_role(role: Role, standing: RoleAssessed | None) -> dict[str, Any]:
    """What the form begins with: the view that stands, its part filled with what is claimed where it has none."""
    part = standing if standing and standing.verdict == Accepted.PART else role
    boxes: dict[str, Any] = {"weekly": "" if part.weekly_hours is None else f"{part.weekly_hours.normalize():f}"}
    for name, day in (("first", part.from_date), ("last", part.until_date)):
        parts = DateParts.of(day)
        boxes |= {f"{name}_day": parts.day, f"{name}_month": parts.month, f"{name}_year": parts.year}
    return boxes | _said(standing)


def boxes_of_course(standing: CourseAssessed | None) -> dict[str, Any]:
    """What the form begins with: the view that stands."""
    if standing is None:
        return {}
    hours = {name: getattr(standing, name) for name in ("hours", "apart")}
    shown = {name: "" if value is None else f"{value.normalize():f}" for name, value in hours.items()}
    return {**shown, "apart_why": standing.apart_why, **_said(standing)}


def _said(standing: RoleAssessed | CourseAssessed | None) -> dict[str, Any]:
    if standing is None:
        return {}
    return {"verdict": standing.verdict, "why": standing.why, "note": standing.note}
