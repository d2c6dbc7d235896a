"""When a year can be renewed, in which order, and who may join or come back. Days are London dates."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from cilexportal.foundation import london
from cilexportal.foundation.rulebook.refusal import Refusal
from standing.enums import RenewalKind

# The first notice before the last day to pay comes when renewing opens, the second so many days ahead.
DAYS_AHEAD = 14
# A notice that could not go out on its day still goes within these days; after them it would be stale.
CATCH_UP = timedelta(days=3)


class Stage(StrEnum):
    """How far the time for renewing one year has come."""

    NOT_OPEN = "not open"
    OPEN = "open"
    GRACE = "grace"
    OVER = "over"


class Step(StrEnum):
    """What a member does to renew, in this order."""

    DECLARE = "declare"
    UNDERTAKE = "undertake"
    PAY = "pay"


class Notice(StrEnum):
    """What members who have not paid are written about."""

    OPEN = "open"
    SOON = "soon"
    TODAY = "today"
    LATE = "late"


@dataclass(frozen=True, slots=True, kw_only=True)
class Days:
    """The days of renewing one year: it opens, the last day to pay, and the first without membership."""

    year: int
    opens_on: date
    pay_by: date
    lapses_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """What is known of a member and a year. `kind` says whether they renew or come back after a lapse."""

    kind: RenewalKind = RenewalKind.RENEWING
    paid: bool = False
    declared: bool = False
    undertaken: bool = False
    holds_grade: bool = True
    cpd_not_met: str = ""


def stage(days: Days, *, today: date) -> Stage:
    """[TC-4.4a] Where today stands: a year is open from its day, and still is on the last day to pay."""
    if today < days.opens_on:
        return Stage.NOT_OPEN
    if today <= days.pay_by:
        return Stage.OPEN
    return Stage.GRACE if today < days.lapses_on else Stage.OVER


def is_in_time(days: Days, *, paid_on: date) -> bool:
    """[TC-4.4a] Whether money that came on a day keeps the membership going: up to the end of the day before it
    lapses."""
    return paid_on < days.lapses_on


def steps(facts: Facts) -> Iterator[tuple[Step, str]]:
    """[TC-4.1] Each step of renewing with its state: done, now or later. The first that is not done is now."""
    done = {Step.DECLARE: facts.declared, Step.UNDERTAKE: facts.undertaken, Step.PAY: facts.paid}
    current = next((step for step in Step if not done[step]), None)
    for step in Step:
        yield step, "done" if done[step] else "now" if step == current else "later"


def may_renew(days: Days, facts: Facts, *, today: date) -> Refusal | None:
    """[TC-4.4a] [TC-4.4b] Whether the member may go on with this year today; the sentence says when or how else."""
    if facts.paid:
        return Refusal("TC-4.4", f"{days.year} is paid. A fee is paid once and cannot be moved to somebody else.")
    if facts.kind == RenewalKind.RETURNING:
        return may_return(facts)
    where = stage(days, today=today)
    if where == Stage.NOT_OPEN:
        return Refusal("TC-5.5", f"You can renew for {days.year} from {london.in_words(days.opens_on)}.")
    if where == Stage.OVER:
        last = london.in_words(days.lapses_on - timedelta(days=1))
        said = f"You could renew for {days.year} until the end of {last}. Once your lapse has been noted, within a day,"
        return Refusal("TC-4.4a", f"{said} you can come back here for a further fee.")
    if not facts.holds_grade:
        return Refusal("TC-4.1", "You hold no grade of membership, so there is nothing to renew. Ask membership.")
    return None


def may_return(facts: Facts) -> Refusal | None:
    """[TC-4.4b] Coming back after a lapse: the CPD that was missing comes first, then declaration, then the fee."""
    if facts.cpd_not_met:
        said = f"Your CPD year {facts.cpd_not_met} was not met. Put that right with the CPD officer first."
        return Refusal("TC-4.4b", said)
    return None


def may_undertake(facts: Facts) -> Refusal | None:
    """[TC-4.1] [CPD-15b] The declaration of conduct comes before the undertaking."""
    return None if facts.declared else Refusal("CPD-15b", "Make your declaration of conduct first.")


def may_pay(facts: Facts) -> Refusal | None:
    """[TC-4.1] [CPD-15b] Declaration and undertaking come before the payment."""
    if not facts.declared:
        return may_undertake(facts)
    return None if facts.undertaken else Refusal("TC-4.1", "Give your undertaking first.")


def may_buy_certificate(days: Days, facts: Facts, *, paid: bool) -> Refusal | None:
    """[CPD-15a] [TC-4.4] The fee of a certificate by itself: once the year is paid for, and once. `paid`: it is, or it
    is part of the subscription."""
    if not facts.paid:
        return Refusal("CPD-15a", f"{days.year} is not paid yet. You ask for the certificate as you pay for the year.")
    return Refusal("TC-4.4", f"The fee of the certificate for {days.year} is paid.") if paid else None


def may_join(*, is_member: bool, has_lapsed: bool, waits: bool) -> Refusal | None:
    """[TC-4.1b] Who may ask to be admitted: somebody who is no member, has not lapsed, and does not wait already."""
    if has_lapsed:
        return Refusal("TC-4.4b", "Your membership lapsed. You come back to it; you do not join again.")
    if is_member:
        return Refusal("TC-4.1b", "You are a member already.")
    return Refusal("TC-4.1b", "You have asked to join. An officer will decide.") if waits else None


def may_admit(*, like: Collection[str], told_apart: str) -> Refusal | None:
    """[TC-4.4b] Whoever may have a number already, or may have had one, is admitted once an officer has said how they
    know that this is somebody else: who lapsed comes back, and does not join anew."""
    if not like or told_apart:
        return None
    said = f"This may be {' or '.join(like)}. Say how you know that it is not, or do not admit."
    return Refusal("TC-4.4b", said)


def notice_due(days: Days, *, today: date) -> Notice | None:
    """[TC-4.4a] The notice that is due today, or was within the last three days; the latest where several were."""
    dated = {
        Notice.OPEN: days.opens_on,
        Notice.SOON: days.pay_by - timedelta(days=DAYS_AHEAD),
        Notice.TODAY: days.pay_by,
        Notice.LATE: days.pay_by + timedelta(days=1),
    }
    due = [(on, notice) for notice, on in dated.items() if on <= today <= on + CATCH_UP and today < days.lapses_on]
    found = max(due, key=lambda pair: pair[0], default=None)
    if found is None or (found[1] == Notice.TODAY and today != days.pay_by):
        return None
    return found[1]
