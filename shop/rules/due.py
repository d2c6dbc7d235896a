"""By when money, goods and credit notes are due, and who bears the cost of sending goods back."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime

from cilexportal.foundation import london, working_days
from shop.enums import Ground
from shop.rules.policy import Policy
from shop.rules.windows import days_after

# What was wrong with the goods, or with what was said of them.
FAULTS = frozenset({Ground.FAULTY, Ground.ERROR, Ground.WRONGDOING})


@dataclass(frozen=True, slots=True, kw_only=True)
class Due:
    """A refund's clock: the legal last day, a London date; None while goods are awaited."""

    clause: str
    last_day: date | None


def refund_due(*, told_at: datetime, policy: Policy) -> Due:
    """[TC-9.7.2] [LAW-CCR34] For everything but goods: by the end of the 14th day after the day of being told.

    Money that leaves by then is in time.
    """
    return Due(clause="TC-9.7.2", last_day=days_after(london.date_of(told_at), policy.refund_days))


def goods_refund_due(
    *,
    told_at: datetime,
    received_on: date | None,
    proof_on: date | None,
    policy: Policy,
) -> Due:
    """[TC-9.7.1] [LAW-CCR34] For goods that were sent out: 14 days from their return, or proof of sending if earlier.

    `proof_on` is the day on which the proof was shown to CILEX. Goods that came before the notice count from it.
    """
    known = [day for day in (received_on, proof_on) if day is not None]
    if not known:
        return Due(clause="TC-9.7.1", last_day=None)
    back = min(known)
    clause = "TC-9.7.1" if back == received_on else "LAW-CCR34"
    return Due(clause=clause, last_day=days_after(max(back, london.date_of(told_at)), policy.refund_days))


def target_day(last_day: date, *, policy: Policy, holidays: Collection[date]) -> date:
    """[TC-9.7] The staff's own target of a clock that ends on `last_day`: so many working days from its start.

    `holidays` are bank holidays, which only the target knows; it never lies behind the last day.
    """
    start = days_after(last_day, -policy.refund_days)
    return min(last_day, working_days.after(start, policy.refund_target_days, closed=holidays))


def credit_note_due(refunded_on: date, *, policy: Policy) -> date:
    """[LAW-VATCN] The last day for a credit note: 14 days of which the day of the refund is the first."""
    return days_after(refunded_on, policy.credit_note_days - 1)


def send_back_by(told_at: datetime, *, policy: Policy) -> date:
    """[TC-9.4b] [LAW-CCR35] The last day for sending goods back: 14 days after the day of telling.

    Where CILEX wrote to the buyer later than it was told, `told_at` is when it wrote.
    """
    return days_after(london.date_of(told_at), policy.return_days)


def return_needs_officer(*, sent_on: date, send_by: date, ground: Ground, policy: Policy) -> bool:
    """[TC-9.4b] Whether goods sent back too late after a change of mind wait for an officer.

    The terms name no consequence: an officer decides, or the refund is made on receipt all the same.
    """
    return sent_on > send_by and ground == Ground.CHANGE_OF_MIND and policy.late_return == "review"


def cilex_pays_return(ground: Ground, *, told_return_cost: bool) -> bool:
    """[TC-9.5] [LAW-CCR35] CILEX bears the cost of faulty or misdescribed goods, and where nobody said who does."""
    return ground in FAULTS or not told_return_cost
