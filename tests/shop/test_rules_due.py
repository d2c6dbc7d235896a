"""By when refunds, goods and credit notes are due, and who pays for sending things back."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from cilexportal.foundation import bank_holidays
from shop.enums import Ground
from shop.rules import due
from shop.rules.policy import Policy

POLICY = Policy()
TOLD = datetime(2026, 11, 21, 12, tzinfo=UTC)


@pytest.mark.clause("TC-9.7.2", "LAW-CCR34", "TC-9.7")
def test_money_that_waits_for_nothing_is_due_fourteen_days_after_being_told() -> None:
    found = due.refund_due(told_at=TOLD, policy=POLICY)
    assert (found.clause, found.last_day) == ("TC-9.7.2", date(2026, 12, 5))


@pytest.mark.clause("TC-9.7.2")
def test_the_day_of_being_told_is_a_london_day() -> None:
    found = due.refund_due(told_at=datetime(2026, 6, 10, 23, 30, tzinfo=UTC), policy=POLICY)
    assert found.last_day == date(2026, 6, 25)


@pytest.mark.clause("TC-9.7.1", "LAW-CCR34")
@pytest.mark.parametrize(
    ("received", "proof", "last_day", "clause"),
    [
        (date(2026, 12, 1), date(2026, 11, 24), date(2026, 12, 8), "LAW-CCR34"),
        (date(2026, 12, 1), None, date(2026, 12, 15), "TC-9.7.1"),
        (date(2026, 12, 1), date(2026, 12, 2), date(2026, 12, 15), "TC-9.7.1"),
        (date(2026, 12, 1), date(2026, 12, 1), date(2026, 12, 15), "TC-9.7.1"),
        (None, date(2026, 11, 24), date(2026, 12, 8), "LAW-CCR34"),
        (date(2026, 11, 20), None, date(2026, 12, 5), "TC-9.7.1"),
        (None, None, None, "TC-9.7.1"),
    ],
)
def test_goods_count_from_their_return_or_earlier_proof_of_sending(
    received: date | None, proof: date | None, last_day: date | None, clause: str
) -> None:
    found = due.goods_refund_due(told_at=TOLD, received_on=received, proof_on=proof, policy=POLICY)
    assert (found.last_day, found.clause) == (last_day, clause)


@pytest.mark.clause("TC-9.7")
def test_the_target_skips_weekends_and_bank_holidays_and_stays_within_the_law() -> None:
    last = date(2026, 12, 5)
    assert due.target_day(last, policy=POLICY, holidays=()) == date(2026, 11, 27)
    assert due.target_day(last, policy=Policy(refund_target_days=30), holidays=()) == last
    over_christmas = due.target_day(date(2027, 1, 6), policy=POLICY, holidays=bank_holidays.of_years([2026, 2027]))
    assert over_christmas == date(2027, 1, 4)


@pytest.mark.clause("LAW-VATCN")
def test_a_credit_note_has_fourteen_days_of_which_the_refund_is_the_first() -> None:
    assert due.credit_note_due(date(2026, 11, 21), policy=POLICY) == date(2026, 12, 4)


@pytest.mark.clause("TC-9.4b", "LAW-CCR35")
@pytest.mark.parametrize(("day", "late"), [(4, False), (5, False), (6, True)])
def test_goods_are_sent_back_within_fourteen_days_of_telling(day: int, late: bool) -> None:
    sent = date(2026, 12, day)
    last = due.send_back_by(TOLD, policy=POLICY)
    assert last == date(2026, 12, 5)
    mind = Ground.CHANGE_OF_MIND
    assert due.return_needs_officer(sent_on=sent, send_by=last, ground=mind, policy=POLICY) is late
    assert not due.return_needs_officer(sent_on=sent, send_by=last, ground=Ground.FAULTY, policy=POLICY)
    kind = Policy(late_return="refund")
    assert not due.return_needs_officer(sent_on=sent, send_by=last, ground=mind, policy=kind)


@pytest.mark.clause("TC-9.5", "LAW-CCR35")
@pytest.mark.parametrize(
    ("ground", "told", "cilex"),
    [
        (Ground.FAULTY, True, True),
        (Ground.ERROR, True, True),
        (Ground.WRONGDOING, True, True),
        (Ground.CHANGE_OF_MIND, True, False),
        (Ground.CHANGE_OF_MIND, False, True),
    ],
)
def test_who_pays_for_sending_goods_back(ground: Ground, told: bool, cilex: bool) -> None:
    assert due.cilex_pays_return(ground, told_return_cost=told) is cilex
