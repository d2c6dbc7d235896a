"""What can be written into the ledger: one sentence for each thing that is wrong, so that nothing typed is lost."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from applications.rules.hours import Days
from applications.rules.pathway import HoursFigures, Named
from cilexportal.foundation import london
from cilexportal.foundation.rulebook.refusal import Refusal

WEEK_HOURS = 168


@dataclass(frozen=True, slots=True, kw_only=True)
class RoleClaim:
    """A role as it was typed: days, hours a week, leave, kinds of work and what was done."""

    first: date
    last: date | None
    weekly: Decimal
    leave: tuple[Days, ...]
    tasks: tuple[str, ...]
    other_work: str
    description: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CourseClaim:
    """A course as it was typed."""

    code: str
    first: date
    last: date
    passed_on: date | None


def faults_of_role(
    claim: RoleClaim, *, figures: HoursFigures, tasks: Sequence[Named], today: date
) -> Iterator[tuple[str, Refusal]]:
    """[HB-17] [HB-17a] [HB-18] What is wrong with a role: (the box it belongs to, the sentence). Overlaps are not."""
    yield from _faults_of_days(claim.first, claim.last, today=today)
    if claim.weekly <= 0:
        yield "weekly_hours", Refusal("HB-18", "Enter how many hours a week you worked.")
    elif claim.weekly > WEEK_HOURS:
        yield "weekly_hours", Refusal("HB-18", f"A week has {WEEK_HOURS} hours.")
    elif claim.weekly > figures.most_weekly:
        sentence = f"At most {figures.most_weekly} hours a week are taken for one role. Check the hours, or contact us."
        yield "weekly_hours", Refusal("HB-20a", sentence)
    if not set(claim.tasks) & {task.code for task in tasks}:
        yield "tasks", Refusal("HB-17a", "Choose at least one kind of work.")
    if "other" in claim.tasks and not claim.other_work.strip():
        yield "other_work", Refusal("HB-17a", "Say what the other work was.")
    if len(claim.description.strip()) < figures.least_description:
        sentence = f"Describe your work in at least {figures.least_description} characters."
        yield "description", Refusal("HB-17a", sentence)
    yield from (("leave", refusal) for refusal in _faults_of_leave(claim))


def faults_of_course(
    claim: CourseClaim, *, courses: Sequence[Named], others: Sequence[str], today: date
) -> Iterator[tuple[str, Refusal]]:
    """[HB-19] What is wrong with a course; `others` are the codes of those that the ledger has already."""
    if claim.code not in {course.code for course in courses}:
        yield "code", Refusal("HB-19", "Choose one of the courses.")
    elif claim.code in others:
        yield "code", Refusal("HB-19", "This course is in your ledger already.")
    yield from _faults_of_days(claim.first, claim.last, today=None)
    if claim.passed_on is not None and claim.passed_on > today:
        yield "passed_on", Refusal("HB-19", "The day on which you passed lies in the future.")
    elif claim.passed_on is not None and claim.passed_on < claim.last:
        yield "passed_on", Refusal("HB-19", "You passed before the last day of the course. Check both days.")


def _faults_of_days(first: date, last: date | None, *, today: date | None) -> Iterator[tuple[str, Refusal]]:
    """Days that end before they begin, or lie ahead of `today` where they must not."""
    if last is not None and last < first:
        yield "until_date", Refusal("HB-18", f"The last day is before the first, {london.in_words(first)}.")
    elif today is not None and first > today:
        yield "from_date", Refusal("HB-18", "The first day lies in the future. Add the role once it has begun.")
    elif today is not None and last is not None and last > today:
        sentence = "The last day lies in the future. Leave it empty while you hold the role."
        yield "until_date", Refusal("HB-18", sentence)


def _faults_of_leave(claim: RoleClaim) -> Iterator[Refusal]:
    """Leave that ends before it begins, lies outside the role, or is stated twice."""
    before: Days | None = None
    for leave in sorted(claim.leave, key=lambda days: (days.first, days.last)):
        if leave.last < leave.first:
            yield Refusal("HB-18", f"Leave from {london.in_words(leave.first)} ends before it begins.")
        elif leave.first < claim.first or (claim.last is not None and leave.last > claim.last):
            yield Refusal("HB-18", f"Leave from {london.in_words(leave.first)} lies outside the role.")
        elif before is not None and leave.first <= before.last:
            yield Refusal("HB-18", f"Leave from {london.in_words(leave.first)} is stated twice.")
        before = leave
