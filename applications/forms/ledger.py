"""A role and a course of the hours ledger as they are typed. Shape only: the ledger's service says what is wrong."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django import forms
from django.conf import settings
from django.core.validators import RegexValidator
from django.http import QueryDict

from applications.enums import RoleKind
from applications.models import Course, Role
from applications.rules.claims import MOST_LEAVE, CourseClaim, RoleClaim
from applications.rules.hours import Days, Work
from applications.rules.pathway import PathwayData
from applications.services.ledger import Told
from cilexportal.foundation.rulebook.refusal import Refusal
from cilexportal.foundation.ui.dates import DateParts
from cilexportal.foundation.ui.fields import CheckboxesField, CountedField, DateField, FileField, RadiosField
from cilexportal.foundation.ui.forms import Plain
from cilexportal.foundation.ui.layout import Buttons, Group, Link, Panel, Primary, Secondary, Template

SAVE, LATER, MORE, RECKON = "save", "later", "more", "reckon"
DESCRIPTION, WORDS = 4000, 200
NO_WORK = "Choose at least one kind of work. (HB-17a)"
NO_DESCRIPTION = "Describe what you did. (HB-17a)"
ROOM = 2
ACCEPTED = (".pdf", ".docx", ".png", ".jpg", ".jpeg")
LEAVE = re.compile(r"leave_(\d{1,2})_(?:from|until)(?:_day|_month|_year)?")
MANY = frozenset({"tasks"})
WIDTH = {"class": "govuk-input--width-4", "inputmode": "decimal", "autocomplete": "off"}
Boxes = Mapping[str, Any]
# What these boxes hold goes to a supervisor in our letter, where a mail program makes a link of any address.
NO_LINK = RegexValidator(
    r"(?i)[@<>]|:/|\bwww\.|\w\.[a-z]{2}", "Leave out web and email addresses, and put a space after a full stop.",
    inverse_match=True,
)  # fmt: skip

OURS = frozenset({"do", "seen", "version", "once", "csrfmiddlewaretoken"})


def boxes_of(sent: QueryDict) -> dict[str, str | list[str]]:
    """The boxes of a form as sent, without what the buttons say."""
    return {name: sent.getlist(name) if name in MANY else sent.get(name, "") for name in sent if name not in OURS}


def as_sent(boxes: Boxes) -> QueryDict:
    """Boxes as a form would bring them."""
    sent = QueryDict(mutable=True)
    for name, value in boxes.items():
        sent.setlist(name, value if isinstance(value, list) else [value])
    return sent


def first_shown(boxes: Boxes) -> dict[str, Any]:
    """Boxes as what a form begins with: the three of a day as one, and a single tick as yes or no: as a list it would
    be drawn as the value of its box, and come back as another one."""
    days = {name.removesuffix("_day") for name in boxes if name.endswith("_day")}
    parts = {
        name: DateParts(*(str(boxes.get(f"{name}_{part}", "")) for part in ("day", "month", "year"))) for name in days
    }
    ticks = {name: bool(value) for name, value in boxes.items() if isinstance(value, list) and name not in MANY}
    return {**boxes, **ticks, **parts}


def line(
    label: str, missing: str, *, most: int = WORDS, hint: str = "", autocomplete: str = "off", links: bool = True
) -> forms.CharField:  # fmt: skip
    """A one-line box; without `links` it takes no address."""
    return forms.CharField(
        label=label, max_length=most, required=bool(missing), help_text=hint,
        widget=forms.TextInput(attrs={"autocomplete": autocomplete}), validators=() if links else (NO_LINK,),
        error_messages={"required": missing, "max_length": f"Use {most} characters or fewer."},
    )  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """Where the form of an entry autosaves, the version of what was typed, and how long ago it was kept."""

    autosave_url: str
    back_url: str
    version: int
    kept_seconds: int | None


class EntryForm(Plain):
    """An entry of the ledger. Given `data` it is judged; given `boxes` it shows what was typed and says nothing."""

    def __init__(
        self, data: QueryDict | None = None, files: Any = None, *, boxes: Boxes, options: PathwayData, page: Page
    ) -> None:
        self.boxes, self.options, self.page = boxes, options, page
        super().__init__(data, files, initial=first_shown(boxes))
        self.helper.form_id = "entry"
        self.helper.attrs = {"data-autosave-url": page.autosave_url, "data-autosave-version": str(page.version)}
        if page.kept_seconds is not None:
            self.helper.attrs["data-autosave-saved"] = str(page.kept_seconds)

    def say(self, box: str, refusal: Refusal) -> None:
        """Puts a refusal at its box, or above the form where it has none."""
        self.add_error(box if box in self.fields else None, str(refusal))

    def buttons(self, save: str) -> Buttons:
        """Save, keep for later, or go back."""
        return Buttons(
            Primary(save, name="do", value=SAVE),
            Secondary("Keep it and come back later", name="do", value=LATER),
            Link("Back to your hours", self.page.back_url),
        )


class RoleForm(EntryForm):
    """A role: what it was, when, how many hours, leave, kinds of work, and who supervised it."""

    title = line("Your job title", "Enter your job title.", most=120, autocomplete="organization-title", links=False)
    employer = line("Employer", "Enter who you worked for.", hint="Or the body you worked for, if nobody employed you.",
                    autocomplete="organization", links=False)  # fmt: skip
    kind = RadiosField(label="How did you work?", choices=RoleKind.choices, missing="Choose how you worked.")
    from_date = DateField(label="First day", what="the first day of the role", help_text="For example, 6 1 2025.")
    until_date = DateField(
        label="Last day", what="the last day of the role", required=False,
        help_text="Leave it empty while you hold the role.",
    )  # fmt: skip
    weekly_hours = forms.DecimalField(
        label="Hours a week", max_digits=5, decimal_places=2, widget=forms.TextInput(attrs=WIDTH),
        help_text="Of this work only, as a number: 35, or 17.5. Part-time work counts hour for hour.",
        error_messages={
            "required": "Enter how many hours a week you worked.", "invalid": "Enter the hours as a number, like 17.5.",
            "max_digits": "Enter the hours a week with two decimals at most, like 17.25.",
            "max_decimal_places": "Enter the hours a week with two decimals at most, like 17.25.",
            "max_whole_digits": "A week has 168 hours.",
        },
    )  # fmt: skip
    tasks = CheckboxesField(label="Kinds of work", help_text="Choose all that you did.", missing=NO_WORK)
    other_work = line("If other work, what was it?", "")
    description = CountedField(
        limit=DESCRIPTION, label="What did you do?", missing=NO_DESCRIPTION,
        help_text="Say how your work helped to provide legal services. Officers and the committee read it: leave out "
        "names of clients, colleagues and opponents, case numbers and addresses.",
    )  # fmt: skip
    supervisor_name = line("Supervisor's name", "Enter who supervised you.")
    supervisor_email = forms.EmailField(
        label="Supervisor's email address", max_length=254,
        help_text="We write to them only when you ask them for a reference.",
        widget=forms.EmailInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
        error_messages={
            "required": "Enter your supervisor's email address.",
            "invalid": "Enter an email address like name@example.org.",
        },
    )  # fmt: skip

    def __init__(self, data: QueryDict | None = None, files: Any = None, *, more: int = 0, **kwargs: Any) -> None:
        """`more`: how many rows of leave to add."""
        self.more = more
        super().__init__(data, files, **kwargs)

    def laid_out(self) -> tuple[object, ...]:
        self.fields["tasks"].choices = [(one.code, one.words) for one in self.options.tasks]
        return (
            Template("applications/ledger/form_top.html"),
            Panel("The role", "title", "employer", "kind"),
            Panel("Days and hours", "from_date", "until_date", "weekly_hours", self._leave(),
                  Template("applications/ledger/reckoned.html")),
            Panel("The work", "tasks", "other_work", "description"),
            Panel("Your supervisor", "supervisor_name", "supervisor_email"),
            self.buttons("Save this role"),
        )  # fmt: skip

    def _leave(self) -> Group:
        """The rows of leave: those that were typed, and a little room."""
        known = {int(found[1]) for name in self.boxes if (found := LEAVE.fullmatch(name))}
        self.rows = min(max([*known, ROOM - 1]) + 1 + self.more, MOST_LEAVE)
        names = []
        for row in range(self.rows):
            for end, words in (("from", "first day"), ("until", "last day")):
                label = f"Leave {row + 1}, {words}"
                field = DateField(label=label, what=f"the {words} of leave {row + 1}", required=False)
                self.fields[f"leave_{row}_{end}"] = field
                names.append(f"leave_{row}_{end}")
        room = [Secondary("More room for leave", name="do", value=MORE)] if self.rows < MOST_LEAVE else []
        intro = "Long leave, such as parental leave or a career break, is left out. Holidays need not be stated."
        return Group("Leave, if there was any", *names, *room, intro=intro)

    def clean(self) -> dict[str, Any]:
        """Leave has both its days."""
        said: dict[str, Any] = super().clean() or {}
        for row in range(self.rows):
            first, last = said.get(f"leave_{row}_from"), said.get(f"leave_{row}_until")
            wrong = f"leave_{row}_from" in self.errors or f"leave_{row}_until" in self.errors
            if not wrong and (first is None) != (last is None):
                self.add_error(f"leave_{row}_{'from' if first is None else 'until'}", "Leave needs both its days.")
        return said

    def leave(self) -> tuple[Days, ...]:
        """The leave that has both its days."""
        pairs = [(self.cleaned_data.get(f"leave_{row}_from"), self.cleaned_data.get(f"leave_{row}_until"))
                 for row in range(self.rows)]  # fmt: skip
        return tuple(Days(first=first, last=last) for first, last in pairs if first and last)

    def say(self, box: str, refusal: Refusal) -> None:
        """Puts what is wrong with leave at the first row."""
        super().say("leave_0_from" if box == "leave" else box, refusal)

    def claim(self) -> RoleClaim:
        """What the rules are asked about; of a form that is valid."""
        said = self.cleaned_data
        return RoleClaim(
            first=said["from_date"], last=said["until_date"], weekly=said["weekly_hours"], leave=self.leave(),
            tasks=tuple(said["tasks"]), other_work=said["other_work"], description=said["description"],
        )  # fmt: skip

    def told(self) -> Told:
        """What no rule decides by; of a form that is valid."""
        said = self.cleaned_data
        names = ("title", "employer", "supervisor_name", "supervisor_email")
        return Told(kind=RoleKind(said["kind"]), **{name: said[name] for name in names})

    def work(self, key: str) -> Work | None:
        """As much of a role as its hours take, whatever else is missing; None where they cannot be told."""
        unread = "until_date" in self.errors
        first, last = self.cleaned_data.get("from_date"), self.cleaned_data.get("until_date")
        weekly: Decimal | None = self.cleaned_data.get("weekly_hours")
        if first is None or weekly is None or not 0 < weekly <= self.options.hours.most_weekly or unread:
            return None
        leave = tuple(one for one in self.leave() if one.last >= one.first)
        return Work(key=key, first=first, last=last, weekly=weekly, leave=leave)


class CourseForm(EntryForm):
    """A course that is credited once it is passed."""

    code = RadiosField(label="Which course?", missing="Choose the course.")
    provider = line("Provider", "Enter who gave the course.", autocomplete="organization")
    from_date = DateField(label="First day", what="the first day of the course", help_text="For example, 2 9 2024.")
    until_date = DateField(label="Last day", what="the last day of the course")
    passed_on = DateField(
        label="Day on which you passed", what="the day on which you passed", required=False,
        help_text="Leave it empty if you have not passed, or not yet. Nothing is credited then.",
    )  # fmt: skip

    proof = FileField(
        label="Proof that you passed", required=False, accept=ACCEPTED, limit_bytes=settings.DOCUMENT_MAX_BYTES,
        help_text=f"PDF, Word, PNG or JPEG, up to {settings.DOCUMENT_MAX_BYTES // 1_000_000} MB. "
        "One you have sent already stays.",
    )  # fmt: skip

    def laid_out(self) -> tuple[object, ...]:
        self.fields["code"].choices = [(one.code, one.words) for one in self.options.courses]
        return (
            Template("applications/ledger/form_top.html"),
            Panel("The course", "code", "provider", "from_date", "until_date", "passed_on", "proof"),
            self.buttons("Save this course"),
        )

    def claim(self) -> CourseClaim:
        """What the rules are asked about; of a form that is valid."""
        said = self.cleaned_data
        return CourseClaim(
            code=said["code"], first=said["from_date"], last=said["until_date"], passed_on=said["passed_on"]
        )  # fmt: skip


def boxes_of_role(role: Role) -> dict[str, Any]:
    """What the form of a saved role begins with."""
    names = ("title", "employer", "kind", "other_work", "description", "supervisor_name", "supervisor_email")
    boxes = {name: getattr(role, name) for name in names} | {"tasks": list(role.tasks)}
    boxes |= {"weekly_hours": f"{role.weekly_hours.normalize():f}"}
    boxes |= _day("from_date", role.from_date) | _day("until_date", role.until_date)
    for row, one in enumerate(role.leave.all()):
        boxes |= _day(f"leave_{row}_from", one.from_date) | _day(f"leave_{row}_until", one.until_date)
    return boxes


def boxes_of_course(course: Course) -> dict[str, Any]:
    """What the form of a saved course begins with."""
    days = {"from_date": course.from_date, "until_date": course.until_date, "passed_on": course.passed_on}
    boxes = {"code": course.code, "provider": course.provider}
    for name, day in days.items():
        boxes |= _day(name, day)
    return boxes


def _day(name: str, day: date | None) -> dict[str, str]:
    """The three boxes of a day."""
    parts = DateParts.of(day)
    return {f"{name}_day": parts.day, f"{name}_month": parts.month, f"{name}_year": parts.year}
