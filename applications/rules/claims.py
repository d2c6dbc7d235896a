"""What can be written into the ledger: one sentence for each thing that is wrong, so that nothing typed is lost."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from applications.enums import Accepted, Stage
from applications.rules.hours import Days, Study, Work
from applications.rules.pathway import HoursFigures, Named
from applications.rules.stages import WITH_APPLICANT
from cilexportal.foundation import london
from cilexportal.foundation.rulebook.refusal import Refusal
from cilexportal.foundation.ui.words import number

WEEK_HOURS = 168
# More entries than anybody holds would only make a ledger slow to reckon.
MOST_ROLES, MOST_LEAVE = 40, 12
# The parts of a submission that an applicant can change once it has come back, as they are called.
CHANGEABLE = {"roles": "hours", "courses": "hours", "qualification": "qualification"}
NOT_SENT = (
    "You have changed your {what} since you submitted this step. Submit it again, or change it back, before you ask."
)
NOT_SENT_BY_THEM = (
    "The applicant has changed their {what} since they submitted this step, and has to submit it again first."
)


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


@dataclass(frozen=True, slots=True, kw_only=True)
class View:
    """What an officer makes of a role: a verdict; of a part its days and hours a week; and a coded reason for less."""

    verdict: Accepted
    first: date | None = None
    last: date | None = None
    weekly: Decimal | None = None
    why: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Credit:
    """What an officer makes of a course: a verdict; of a part its hours; a coded reason for less; and hours that lay at
    other times than any work, with how that is known."""

    verdict: Accepted
    hours: Decimal | None = None
    why: str = ""
    apart: Decimal | None = None
    apart_why: str = ""


def may_change(stage: Stage, *, is_over: bool) -> list[Refusal]:
    """[HB-11a] The ledger is changed while the applicant has the step: not once it is submitted, nor at the end."""
    if is_over:
        return [Refusal("HB-11a", "This application has ended, so its hours stay as they are.")]
    if stage == Stage.FEE:
        return [
            Refusal("HB-11a", "You have submitted your hours. Take them back before you pay, and change them then.")
        ]
    if stage == Stage.INFORMATION:
        return [Refusal("HB-11a", "You were asked for more. Answer that request: your hours stay as submitted.")]
    if stage not in WITH_APPLICANT:
        return [Refusal("HB-11a", "Your hours are being looked at, or were decided on, so they stay as they are.")]
    return []


def is_as_sent(entry: Mapping[str, Any] | None, now: Mapping[str, Any] | None) -> bool:
    """[HB-22] Whether a role, a course or a qualification is as a submission kept it, by all that it kept of it; None:
    not there."""
    if entry is None or now is None:
        return entry is now
    return all(now.get(key) == value for key, value in entry.items())


def may_be_reviewed(sent: Mapping[str, Any], now: Mapping[str, Any], *, by_applicant: bool) -> list[Refusal]:
    """[HB-15] [HB-22] [HB-28b] A decision is looked at again as the step was submitted: no role, no course and no
    qualification is another, added or taken out since. `sent` is the content of the last submission and `now` what
    would be submitted; what a step was submitted without it has none of to change."""
    for part, what in CHANGEABLE.items():
        old, new = (_by_key(content.get(part)) for content in (sent, now))
        if part in sent and not all(is_as_sent(old.get(key), new.get(key)) for key in {*old, *new}):
            return [Refusal("HB-28b", (NOT_SENT if by_applicant else NOT_SENT_BY_THEM).format(what=what))]
    return []


def may_drop(*, was_assessed: bool) -> list[Refusal]:
    """[HB-17] What an officer has looked at stays in the ledger; its days and hours can be changed."""
    sentence = "An officer has assessed this, so it stays in your ledger. Change what is wrong in it instead."
    return [Refusal("HB-17", sentence)] if was_assessed else []


def faults_of_view(view: View, *, claimed: Work, reasons: Collection[str]) -> Iterator[tuple[str, Refusal]]:
    """[HB-17] What is wrong with an officer's view of a role. Less than all has one of the step's reasons; a part lies
    within what was claimed, and is less than it."""
    if view.verdict != Accepted.FULL and view.why not in reasons:
        yield "why", Refusal("HB-17", "Choose the reason why less is accepted.")
    if view.verdict == Accepted.PART:
        yield from _faults_of_part(view, claimed)


def faults_of_credit(
    credit: Credit, *, claimed: Study, figures: HoursFigures, reasons: Collection[str]
) -> Iterator[tuple[str, Refusal]]:
    """[HB-19] [HB-20] What is wrong with an officer's view of a course: fewer hours than the rule gives, or none, have
    a reason; more than it gives only for hours at other times than any work, so that no time is credited twice, and
    with how that is known; one that was not passed is not credited."""
    verdict, most = credit.verdict, figures.course_most
    if verdict != Accepted.NONE and claimed.passed_on is None:
        yield "verdict", Refusal("HB-19", "The course was not passed, so nothing is credited for it.")
    if verdict != Accepted.FULL and credit.why not in reasons:
        yield "why", Refusal("HB-20", "Choose the reason why less is credited.")
    if verdict == Accepted.PART and (credit.hours is None or not 0 < credit.hours < most):
        yield "hours", Refusal("HB-20", f"Credit more than 0 hours, and fewer than {most}.")
    yield from _faults_of_apart(credit, most=min(most, figures.course))


def _faults_of_apart(credit: Credit, *, most: int) -> Iterator[tuple[str, Refusal]]:
    """Hours outside working time: some of the course's, of a course that is credited, with how it is known."""
    if credit.apart is None:
        if credit.apart_why.strip():
            yield "apart", Refusal("HB-20", "Enter how many hours lay outside working time, or leave both boxes empty.")
    elif credit.verdict == Accepted.NONE:
        yield "apart", Refusal("HB-20", "Nothing is credited, so leave the hours outside working time empty.")
    elif not 0 < credit.apart <= most:
        yield "apart", Refusal("HB-20", f"Enter more than 0 hours, and at most the {most} of the course.")
    elif not credit.apart_why.strip():
        yield "apart_why", Refusal("HB-20", "Say how you know that these hours lay outside working time.")


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
    if len(claim.leave) > MOST_LEAVE:
        yield Refusal("HB-18", f"State at most {MOST_LEAVE} periods of leave. Join those that follow one another.")
    before: Days | None = None
    for leave in sorted(claim.leave, key=lambda days: (days.first, days.last)):
        if leave.last < leave.first:
            yield Refusal("HB-18", f"Leave from {london.in_words(leave.first)} ends before it begins.")
        elif leave.first < claim.first or (claim.last is not None and leave.last > claim.last):
            yield Refusal("HB-18", f"Leave from {london.in_words(leave.first)} lies outside the role.")
        elif before is not None and leave.first <= before.last:
            yield Refusal("HB-18", f"Leave from {london.in_words(leave.first)} is stated twice.")
        before = leave


def _by_key(part: Any) -> dict[str, Mapping[str, Any]]:
    """Entries by their uuids; a single thing, if any, by no key."""
    if isinstance(part, Mapping):
        return {"": part} if part else {}
    return {one["uuid"]: one for one in part or ()}


def _faults_of_part(view: View, claimed: Work) -> Iterator[tuple[str, Refusal]]:
    """A part of a role that has no days, lies outside it, or is all of it."""
    last = claimed.last or date.max
    if view.first is None:
        yield "first", Refusal("HB-17", "Enter the first day that is accepted.")
    elif not claimed.first <= view.first <= last:
        yield "first", Refusal("HB-17", "The first accepted day lies outside the role.")
    elif view.last is not None and not view.first <= view.last <= last:
        yield "last", Refusal("HB-17", "The last accepted day is before the first, or outside the role.")
    if view.last is None and claimed.last is not None:
        yield "last", Refusal("HB-17", "Enter the last day that is accepted.")
    if view.weekly is None or not 0 < view.weekly <= claimed.weekly:
        yield "weekly", Refusal("HB-17", f"Accept more than 0 hours a week, and at most {number(claimed.weekly)}.")
    if (view.first, view.last, view.weekly) == (claimed.first, claimed.last, claimed.weekly):
        yield "verdict", Refusal("HB-17", "This is all that was claimed: accept it as claimed.")
