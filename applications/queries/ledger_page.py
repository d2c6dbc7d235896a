"""What the page of a ledger shows: a row for each role and course, and all of them on a line of time."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import Q

from applications.enums import Accepted, Stage
from applications.models import Application, Case, Course, CourseAssessed, Role, RoleAssessed, Typed
from applications.queries.ledger import Book, Reckoned, reckon, views_of
from applications.rules import hours
from applications.rules.pathway import PathwayData
from cilexportal.foundation.ui.svg import Span
from cilexportal.foundation.ui.words import number

# What an officer accepted is told once something was decided on it, and not while it is still being written.
TOLD = frozenset({Stage.NOT_YET, Stage.MET, Stage.NOT_MET})
ROLES, COURSES, BOTH = "Roles", "Courses", "Course and work on the same days"
LONGEST_LABEL = 24


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A role or a course with the hours claimed, and beside them what was accepted of it and why less."""

    entry: Role | Course
    is_role: bool
    title: str
    claimed: Decimal
    accepted: Decimal | None = None
    verdict: str = ""
    why: str = ""
    note: str = ""


def shows_accepted(case: Case) -> bool:
    """[HB-17] Whether the applicant is shown what was accepted."""
    return case.stage in TOLD


def rows_of(book: Book, claimed: Reckoned, data: PathwayData, *, today: date, told: bool) -> list[Row]:
    """[HB-17] [HB-20] Roles, then courses. What was accepted is among them only where it is `told`."""
    accepted = reckon(book.accepted(), figures=data.hours, today=today) if told else None
    return [*_roles(book, claimed, accepted, data), *_courses(book, claimed, accepted, data)]


def drawn(book: Book, claimed: Reckoned, data: PathwayData, *, today: date) -> list[Span]:
    """[HB-20] Everything up to today on one line of time, and the days that a course shares with work."""
    spans = list(_spans(book, data, today=today))
    shared = claimed.found.overlap
    if shared:
        days = sum(map(len, shared))
        periods = tuple((one.first, one.last) for one in _joined(shared))
        spans.append(Span(label="Both at once", series=BOTH, periods=periods, words=f"{days:,} days"))
    return spans


@dataclass(frozen=True, slots=True, kw_only=True)
class TooBusy:
    """Days that follow one another on which more hours a week are claimed than seem possible, and the most of them."""

    first: date
    last: date
    weekly: Decimal


def flagged(claimed: Reckoned) -> list[TooBusy]:
    """[HB-20a] The stretches that are put before the officer, those that follow one another as one."""
    found: list[TooBusy] = []
    for one in claimed.found.flagged:
        weekly, before = hours.shown(one.weekly), found[-1] if found else None
        if before and before.last + hours.A_DAY == one.first:
            found[-1] = TooBusy(first=before.first, last=one.last, weekly=max(before.weekly, weekly))
        else:
            found.append(TooBusy(first=one.first, last=one.last, weekly=weekly))
    return found


def begun(application: Application) -> list[Typed]:
    """[REC-17] Roles and courses that were typed and are not saved, the last one first."""
    of_ledger = Q(page__startswith="role:") | Q(page__startswith="course:")
    return list(Typed.objects.filter(of_ledger, application=application).exclude(page_key="").order_by("-saved_at"))


def title_of(entry: Role | Course, data: PathwayData) -> str:
    """A role or a course as people call it."""
    return str(entry) if isinstance(entry, Role) else _words(entry, data)


def _roles(book: Book, claimed: Reckoned, accepted: Reckoned | None, data: PathwayData) -> Iterator[Row]:
    for role in book.roles:
        key = str(role.uuid)
        said = _said(role, data) if accepted else {}
        credit = accepted.of_role(key) if accepted and said else None
        yield Row(
            entry=role, is_role=True, title=str(role), claimed=claimed.of_role(key), accepted=credit, **said
        )  # fmt: skip


def _courses(book: Book, claimed: Reckoned, accepted: Reckoned | None, data: PathwayData) -> Iterator[Row]:
    for course in book.courses:
        key = str(course.uuid)
        said = _said(course, data) if accepted else {}
        credit = _credit(accepted, key) if accepted and said else None
        yield Row(
            entry=course, is_role=False, title=_words(course, data), claimed=_credit(claimed, key), accepted=credit,
            **said,
        )  # fmt: skip


def _credit(reckoned: Reckoned, key: str) -> Decimal:
    """What this course is credited with: only one of them is."""
    return reckoned.credit if reckoned.found.course == key else Decimal(0)


def _said(entry: Role | Course, data: PathwayData) -> dict[str, Any]:
    """What the officer's standing view says of an entry; nothing where there is none."""
    for view in views_of(entry):
        why = data.reason(view.why).words if view.why else ""
        note = "\n".join(filter(None, [_apart(view), view.note]))
        return {"verdict": Accepted(view.verdict).label, "why": why, "note": note}
    return {}


def _apart(view: RoleAssessed | CourseAssessed) -> str:
    """[HB-20] The hours of a course that are credited beside work, and how it is known that they may be."""
    if not isinstance(view, CourseAssessed) or view.apart is None:
        return ""
    return f"{number(view.apart)} of its hours lay outside working time: {view.apart_why}"


def _spans(book: Book, data: PathwayData, *, today: date) -> Iterator[Span]:
    for role, work in zip(book.roles, book.claimed().works, strict=True):
        periods = tuple((days.first, days.last) for days in hours.worked(work, on=today))
        if periods:
            yield Span(
                label=_short(role.title),
                series=ROLES,
                periods=periods,
                words=f"{number(role.weekly_hours)} hours a week",
            )
    for course in book.courses:
        words = "passed" if course.passed_on else "not passed"
        label = _short(_words(course, data))
        yield Span(label=label, series=COURSES, periods=((course.from_date, course.until_date),), words=words)


def _joined(days: tuple[hours.Days, ...]) -> list[hours.Days]:
    """Days that follow one another as one."""
    found: list[hours.Days] = []
    for one in days:
        if found and found[-1].last + hours.A_DAY == one.first:
            found[-1] = hours.Days(first=found[-1].first, last=one.last)
        else:
            found.append(one)
    return found


def _words(course: Course, data: PathwayData) -> str:
    return {one.code: one.words for one in data.courses}.get(course.code, course.code)


def _short(label: str) -> str:
    return label if len(label) <= LONGEST_LABEL else f"{label[: LONGEST_LABEL - 1].rstrip()}…"
