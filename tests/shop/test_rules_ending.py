"""Ending for a reason: the buyer's five grounds, CILEX's own four, quotes, and money paid in error."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from shop.enums import AnnouncementKind, Choice, Ground, Supply
from shop.rules import defaulting, ending, refunding
from shop.rules.defaulting import Cost
from shop.rules.ending import Announced, Move
from shop.rules.facts import Answer, Delivery, Gate, Goods, LineFacts, PartOf
from shop.rules.policy import Policy
from shop.rules.supplied import Course, Session

POLICY = Policy()
A_SECOND = timedelta(seconds=1)
SENT = datetime(2026, 1, 5, 10, tzinfo=UTC)
TOLD = datetime(2026, 3, 1, 12, tzinfo=UTC)
SIX = tuple(
    Session(starts_at=datetime(2026, 3, day, 9, tzinfo=UTC), ends_at=datetime(2026, 3, day, 10, tzinfo=UTC))
    for day in (2, 3, 9, 10, 16, 17)
)
AFTER_TWO = datetime(2026, 3, 3, 10, tzinfo=UTC)


def line(supply: Supply = Supply.SESSIONS, **facts: object) -> LineFacts:
    plain = {"title": "A", "supply": supply, "pence": 19900, "confirmed_at": SENT, "told_at": SENT}
    if supply == Supply.SESSIONS:
        plain["course"] = Course(sessions=SIX)
    return LineFacts(**{**plain, **facts})


def told(kind: AnnouncementKind, **facts: object) -> Announced:
    return Announced(**{"kind": kind, "told_at": TOLD, **facts})


def moved(old: datetime, new: datetime) -> Announced:
    return told(AnnouncementKind.MOVED, moves=(Move(old_starts_at=old, new_starts_at=new),))


LARGER = told(AnnouncementKind.LARGER_CHANGE, effective_at=datetime(2026, 3, 29, 23, tzinfo=UTC))
SUSPENDED = told(AnnouncementKind.SUSPENDED)


def end(facts: LineFacts, announced: Announced, at: datetime) -> Answer:
    return ending.end_for_cause(facts, announced, policy=POLICY, at=at)


@pytest.mark.clause("TC-7.5", "TC-9.1.1")
def test_a_larger_change_lets_go_until_its_first_instant_in_london() -> None:
    last = datetime(2026, 3, 29, 23, tzinfo=UTC)
    assert end(line(), LARGER, TOLD).clause == "TC-9.1.1"
    assert end(line(), LARGER, last - A_SECOND).allowed
    late = end(line(), LARGER, last)
    assert (late.allowed, late.clause) == (False, "TC-7.5")
    assert not end(line(), told(AnnouncementKind.LARGER_CHANGE), TOLD).allowed


@pytest.mark.clause("TC-7.5")
@pytest.mark.parametrize(("day", "refused"), [(14, True), (15, False), (16, False)])
def test_a_larger_change_takes_effect_fourteen_days_after_its_notice(day: int, refused: bool) -> None:
    refusal = ending.bad_effective_day(date(2026, 3, day), announced_on=date(2026, 3, 1), policy=POLICY)
    assert (refusal is not None) is refused
    assert refusal is None or "15 March 2026" in refusal.sentence


@pytest.mark.clause("TC-7.5a")
@pytest.mark.parametrize(
    ("kind", "clause"),
    [
        (AnnouncementKind.MEMBERSHIP_RULES, "TC-7.5a"),
        (AnnouncementKind.LAW, "TC-7.5"),
        (AnnouncementKind.MINOR, "TC-7.5"),
        (AnnouncementKind.CURRENCY, "TC-7.5"),
    ],
)
def test_membership_rules_and_small_changes_let_nobody_go(kind: AnnouncementKind, clause: str) -> None:
    found = end(line(), told(kind), TOLD)
    assert (found.allowed, found.clause) == (False, clause)


@pytest.mark.clause("TC-9.1.2")
def test_an_error_lets_go_until_the_corrected_order_is_confirmed() -> None:
    wrong = told(AnnouncementKind.ERROR)
    assert end(line(), wrong, TOLD + timedelta(days=400)).allowed
    kept = replace(wrong, kept_at=TOLD + A_SECOND)
    assert end(line(), kept, TOLD).allowed
    late = end(line(), kept, TOLD + A_SECOND)
    assert (late.allowed, late.clause) == (False, "TC-9.1.2")
    assert "1 March 2026 at 12:00pm" in late.sentence


@pytest.mark.clause("TC-9.1.3")
def test_an_announced_delay_lets_go() -> None:
    found = end(line(), told(AnnouncementKind.DELAYED, substantial=True), TOLD)
    assert (found.clause, found.refund_pence) == ("TC-9.1.3", 19900)


@pytest.mark.clause("TC-9.1.4")
@pytest.mark.parametrize(
    ("old", "new", "open_"),
    [
        (datetime(2026, 3, 9, 9), datetime(2026, 3, 10, 9), True),
        (datetime(2026, 3, 9, 9), datetime(2026, 3, 9, 18), False),
        (datetime(2026, 3, 29, 22, 59), datetime(2026, 3, 29, 23), True),
    ],
)
def test_another_london_date_opens_and_another_hour_does_not(old: datetime, new: datetime, open_: bool) -> None:
    found = end(line(), moved(old.replace(tzinfo=UTC), new.replace(tzinfo=UTC)), TOLD)
    assert (found.allowed, found.clause) == (open_, "TC-9.1.4")


@pytest.mark.clause("TC-9.1.4")
def test_a_change_of_room_moves_no_session() -> None:
    assert not end(line(), told(AnnouncementKind.MOVED), TOLD).allowed


NEW = datetime(2026, 4, 10, 9, tzinfo=UTC)
MOVED = moved(datetime(2026, 3, 9, 9, tzinfo=UTC), NEW)


@pytest.mark.clause("TC-7.4a")
@pytest.mark.parametrize("choice", [Choice.REFUND, Choice.CREDIT])
def test_refund_and_credit_of_a_moved_course_are_the_same_full_price_until_the_new_start(choice: Choice) -> None:
    before = ending.chosen(line(), MOVED, choice, policy=POLICY, at=NEW - A_SECOND)
    assert (before.allowed, before.credit_pence) == (True, 19900)
    assert "£199.00" in before.sentence
    late = ending.chosen(line(), MOVED, choice, policy=POLICY, at=NEW)
    assert (late.allowed, late.clause) == (False, "TC-7.4a")
    assert "began on 10 April 2026 at 10:00am" in late.sentence


@pytest.mark.clause("TC-7.4a")
def test_credit_has_its_own_sentence_and_keeping_ends_nothing() -> None:
    credit = ending.chosen(line(), MOVED, Choice.CREDIT, policy=POLICY, at=AFTER_TWO)
    refund = ending.chosen(line(), MOVED, Choice.REFUND, policy=POLICY, at=AFTER_TWO)
    assert (refund.clause, refund.sentence.startswith("The course was moved")) == ("TC-9.1.4", True)
    assert (credit.clause, credit.sentence) == ("TC-7.4a", "£199.00 can be spent on another course.")
    with pytest.raises(ValueError, match="ends nothing"):
        ending.chosen(line(), MOVED, Choice.KEEP, policy=POLICY, at=AFTER_TWO)


@pytest.mark.clause("TC-7.4a")
def test_the_policy_may_keep_back_the_sessions_given_of_a_moved_course() -> None:
    less = ending.end_for_cause(line(), MOVED, policy=Policy(moved_course_refund="not_given"), at=AFTER_TWO)
    assert less.credit_pence == 19900 - 6633


@pytest.mark.clause("TC-6.11a", "TC-9.1.4")
@pytest.mark.parametrize(
    ("at", "kept"),
    [
        (TOLD, 0),
        (AFTER_TWO - A_SECOND, 3316),
        (AFTER_TWO, 6633),
        (datetime(2026, 3, 17, 10, tzinfo=UTC), 19900),
    ],
)
def test_a_suspended_course_gives_back_the_sessions_not_given(at: datetime, kept: int) -> None:
    found = end(line(), SUSPENDED, at)
    assert (found.allowed, found.clause, found.credit_pence) == (True, "TC-9.1.4", 19900 - kept)


@pytest.mark.clause("TC-6.11a")
def test_a_suspended_course_can_be_left_until_it_goes_on() -> None:
    again = replace(SUSPENDED, ended_at=NEW)
    assert end(line(), again, NEW - A_SECOND).allowed
    late = end(line(), again, NEW)
    assert (late.allowed, late.clause) == (False, "TC-6.11a")


@pytest.mark.clause("TC-9.1")
def test_delivery_comes_back_with_goods_and_goods_come_back_first() -> None:
    goods = line(Supply.GOODS, delivery=Delivery(left_pence=450))
    unsent = end(goods, LARGER, TOLD)
    assert (unsent.credit_pence, unsent.goods_back) == (20350, False)
    sent = end(replace(goods, goods=Goods(dispatched=True)), LARGER, TOLD)
    assert (sent.credit_pence, sent.goods_back) == (20350, True)


@pytest.mark.clause("TC-9.1")
@pytest.mark.parametrize(("opened", "back"), [(None, 19900), (TOLD + A_SECOND, 19900), (TOLD, 0)])
def test_a_download_that_was_opened_was_provided(opened: datetime | None, back: int) -> None:
    assert end(line(Supply.DIGITAL, gate=Gate(started_at=opened)), LARGER, TOLD).credit_pence == back


@pytest.mark.clause("TC-9.1.5", "TC-9.5")
@pytest.mark.parametrize("ground", [Ground.WRONGDOING, Ground.FAULTY])
def test_a_claim_waits_for_an_officer_and_brings_return_postage(ground: Ground) -> None:
    faulty = line(Supply.GOODS, goods=Goods(dispatched=True, return_cost_pence=399))
    found = ending.ended(faulty, ground, policy=POLICY, at=TOLD)
    assert (bool(found.review), found.goods_back, found.pence_of(PartOf.RETURN)) == (True, True, 399)
    fee = ending.ended(line(Supply.FEE), ground, policy=POLICY, at=TOLD)
    assert (fee.allowed, fee.credit_pence) == (True, 19900)


@pytest.mark.clause("TC-9.1")
def test_a_change_of_mind_is_no_ground_of_this_kind() -> None:
    with pytest.raises(KeyError):
        ending.ended(line(), Ground.CHANGE_OF_MIND, policy=POLICY, at=TOLD)


# ---- quotes and errors


@pytest.mark.clause("TC-5.7a")
@pytest.mark.parametrize(("day", "holds"), [(1, True), (15, True), (16, False)])
def test_a_quote_stands_for_fourteen_days(day: int, holds: bool) -> None:
    assert ending.quote_holds(quoted_on=date(2026, 3, 1), today=date(2026, 3, day), policy=POLICY) is holds


@pytest.mark.clause("TC-5.7a")
def test_after_an_unwelcome_quote_the_answer_is_that_of_the_day_of_asking() -> None:
    asked = datetime(2026, 1, 19, 23, 59, tzinfo=UTC)
    late = asked + timedelta(days=7)
    assert ending.after_quote(line(), asked_at=asked, policy=POLICY).allowed
    assert not refunding.answer(line(), policy=POLICY, at=late).allowed
    assert ending.after_quote(line(), asked_at=asked, policy=POLICY) == refunding.answer(
        line(), policy=POLICY, at=asked
    )


@pytest.mark.clause("TC-4.4")
@pytest.mark.parametrize(("paid", "back"), [(19899, None), (19900, None), (19901, 1), (39800, 19900)])
def test_what_was_paid_beyond_the_charge_goes_back(paid: int, back: int | None) -> None:
    found = ending.overpaid(charged_pence=19900, paid_pence=paid)
    assert (found.allowed, found.refund_pence) == (back is not None, back or 0)
    assert found.clause == "TC-4.4"


# ---- CILEX ends


def not_paid(at: datetime, *, owed: int = 1, reminded_at: datetime | None = TOLD) -> str | None:
    refusal = defaulting.not_paid(owed_pence=owed, reminded_at=reminded_at, policy=POLICY, at=at)
    return refusal and refusal.sentence


@pytest.mark.clause("TC-9.8.2")
def test_non_payment_ends_a_contract_from_the_eleventh_day_after_the_reminder() -> None:
    eleventh = datetime(2026, 3, 12, tzinfo=UTC)
    assert "end of 11 March 2026" in (not_paid(eleventh - A_SECOND) or "")
    assert not_paid(eleventh) is None
    assert not_paid(eleventh, owed=0) == "Nothing is owed."
    assert "reminder" in (not_paid(eleventh + timedelta(days=400), reminded_at=None) or "")


@pytest.mark.clause("TC-9.8.3", "TC-6.10a")
def test_missing_information_opens_after_its_day_and_one_reminder() -> None:
    due = defaulting.information_due(asked_on=date(2026, 3, 1), policy=POLICY)
    assert due == date(2026, 3, 29)
    assert defaulting.no_information(due_on=due, reminded=True, today=due) is not None
    assert defaulting.no_information(due_on=due, reminded=True, today=due + timedelta(days=1)) is None
    assert defaulting.no_information(due_on=due, reminded=False, today=date(2027, 1, 1)) is not None
    assert defaulting.no_information(due_on=None, reminded=True, today=date(2027, 1, 1)) is not None


@pytest.mark.clause("TC-9.8.4", "TC-6.8a")
@pytest.mark.parametrize(
    ("attempts", "open_"),
    [
        ((), False),
        ((TOLD, TOLD + timedelta(hours=2)), False),
        ((datetime(2026, 6, 1, 22, 59, tzinfo=UTC), datetime(2026, 6, 1, 23, tzinfo=UTC)), True),
    ],
)
def test_two_attempts_on_different_london_days(attempts: tuple[datetime, ...], open_: bool) -> None:
    assert (defaulting.no_delivery(attempts=attempts, policy=POLICY) is None) is open_


@pytest.mark.clause("TC-9.8.1")
@pytest.mark.parametrize(("decision", "open_"), [("", False), ("  ", False), ("Referral 12", True)])
def test_a_breach_names_its_decision(decision: str, open_: bool) -> None:
    assert (defaulting.breach(decision=decision) is None) is open_


@pytest.mark.clause("TC-9.9")
@pytest.mark.parametrize(
    ("unpaid", "costs", "back", "owed"),
    [
        (0, (), 13267, 0),
        (0, (Cost(label="Room", pence=5000),), 8267, 0),
        (0, (Cost(label="Room", pence=13267),), 0, 0),
        (0, (Cost(label="Room", pence=13268),), 0, 1),
        (19900, (Cost(label="Room", pence=5000),), 0, 11633),
    ],
)
def test_net_costs_come_off_and_may_leave_a_balance(unpaid: int, costs: tuple[Cost, ...], back: int, owed: int) -> None:
    found = defaulting.ended_by_cilex(line(unpaid_pence=unpaid), costs, policy=POLICY, at=AFTER_TWO)
    assert (found.refund_pence, found.owed_pence, found.clause) == (back, owed, "TC-9.9")
    assert ("still to be paid" in found.sentence) is bool(owed)
    assert found.review


@pytest.mark.clause("TC-9.9", "TC-9.4")
@pytest.mark.parametrize(
    ("dispatched", "back", "awaited"), [(False, False, False), (True, False, True), (True, True, False)]
)
def test_goods_come_back_when_cilex_ends_too(dispatched: bool, back: bool, awaited: bool) -> None:
    sent = line(Supply.GOODS, goods=Goods(dispatched=dispatched, back=back))
    assert defaulting.ended_by_cilex(sent, (), policy=POLICY, at=TOLD).goods_back is awaited
    assert ending.ended(sent, Ground.DELAY, policy=POLICY, at=TOLD).goods_back is awaited


@pytest.mark.clause("TC-9.9")
@pytest.mark.parametrize(
    ("cost", "bad"),
    [(Cost(label="Room", pence=1), False), (Cost(label="Room", pence=0), True), (Cost(label=" ", pence=1), True)],
)
def test_costs_are_broken_down(cost: Cost, bad: bool) -> None:
    assert (defaulting.bad_costs([cost]) is not None) is bad
    assert defaulting.bad_costs([]) is None
