"""The hours ledger of a case: its roles and courses, what they come to as claimed, and what an officer accepted."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.db.models import Prefetch

from applications.enums import Accepted
from applications.models import Case, Course, CourseAssessed, Role, RoleAssessed
from applications.rules import hours
from applications.rules.hours import Days, Ledger, Projection, Study, Work
from applications.rules.pathway import HoursFigures


@dataclass(frozen=True, slots=True, kw_only=True)
class Entries:
    """Work and courses as the rules take them, their keys being the uuids of the rows."""

    works: tuple[Work, ...]
    studies: tuple[Study, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Reckoned:
    """What entries come to on a day, and by when the hours are likely [HB-18] [HB-27a]."""

    found: Ledger
    projection: Projection
    is_enough: bool
    required: int

    @property
    def total(self) -> Decimal:
        return hours.shown(self.found.total)

    @property
    def missing(self) -> Decimal:
        return max(Decimal(0), self.required - self.total)

    @property
    def credit(self) -> Decimal:
        return hours.shown(self.found.credit)

    def of_role(self, key: str) -> Decimal:
        """The hours of one role, shown; 0 for one that is not among them."""
        return hours.shown(self.found.of_role.get(key, hours.NOTHING))


@dataclass(frozen=True, slots=True, kw_only=True)
class Book:
    """The roles and courses of a case with leave and the standing view of an officer, read in five queries at most."""

    roles: tuple[Role, ...]
    courses: tuple[Course, ...]

    def claimed(self) -> Entries:
        """Everything as it was claimed."""
        return Entries(works=tuple(map(work_of, self.roles)), studies=tuple(map(study_of, self.courses)))

    def accepted(self, instead: Mapping[UUID, RoleAssessed | CourseAssessed] | None = None) -> Entries:
        """[HB-17] [HB-20] What officers accepted of it. What none has looked at is left out. `instead` are views that
        are reckoned with in place of those that stand, by the uuid of their entry."""
        other = instead or {}
        roles = ((one, [other[one.uuid]] if one.uuid in other else views_of(one)) for one in self.roles)
        courses = ((one, [other[one.uuid]] if one.uuid in other else views_of(one)) for one in self.courses)
        works = (_accepted_work(role, view) for role, views in roles for view in views)
        studies = (_accepted_study(course, view) for course, views in courses for view in views)
        return Entries(
            works=tuple(one for one in works if one is not None),
            studies=tuple(one for one in studies if one is not None),
        )

    def is_judged(self) -> bool:
        """Whether an officer has looked at every role and every course."""
        return all(map(views_of, self.roles)) and all(map(views_of, self.courses))


def book_of(case: Case) -> Book:
    """The ledger of a case, in the order of its days."""
    standing = {"superseded_at": None}
    roles = Role.objects.filter(case=case).order_by("from_date", "pk").prefetch_related(
        "leave", Prefetch("assessed", RoleAssessed.objects.filter(**standing), to_attr="standing")
    )  # fmt: skip
    courses = Course.objects.filter(case=case).order_by("from_date", "pk").prefetch_related(
        Prefetch("assessed", CourseAssessed.objects.filter(**standing), to_attr="standing")
    )  # fmt: skip
    return Book(roles=tuple(roles), courses=tuple(courses))


def claimed(case: Case) -> Entries:
    """What an applicant claims."""
    return book_of(case).claimed()


def accepted(case: Case) -> Entries:
    """What officers accepted so far."""
    return book_of(case).accepted()


def reckon(entries: Entries, *, figures: HoursFigures, today: date) -> Reckoned:
    """What entries come to by the end of `today`."""
    found = hours.ledger(entries.works, entries.studies, figures=figures, on=today)
    return Reckoned(
        found=found, projection=hours.projected(found, entries.works, figures=figures),
        is_enough=hours.is_enough(found.total, figures=figures), required=figures.required,
    )  # fmt: skip


def work_of(role: Role) -> Work:
    """A role as the rules take it."""
    return Work(
        key=str(role.uuid), first=role.from_date, last=role.until_date, weekly=role.weekly_hours,
        leave=tuple(Days(first=one.from_date, last=one.until_date) for one in role.leave.all()),
    )  # fmt: skip


def study_of(course: Course) -> Study:
    """A course as the rules take it."""
    return Study(
        key=str(course.uuid), first=course.from_date, last=course.until_date, passed_on=course.passed_on
    )  # fmt: skip


def views_of(entry: Role | Course) -> list[Any]:
    """The officer's view that stands, in a list of one, or none: of an entry that book_of read."""
    standing: list[Any] = entry.standing
    return standing


def _accepted_work(role: Role, view: RoleAssessed) -> Work | None:
    if view.verdict == Accepted.NONE:
        return None
    if view.verdict == Accepted.FULL or view.from_date is None or view.weekly_hours is None:
        return work_of(role)
    return hours.accepted(work_of(role), first=view.from_date, last=view.until_date, weekly=view.weekly_hours)


def _accepted_study(course: Course, view: CourseAssessed) -> Study | None:
    if view.verdict == Accepted.NONE:
        return None
    found = study_of(course)
    return replace(found, most=view.hours, apart=view.apart or Decimal(0))
