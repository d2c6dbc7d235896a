"""A change of mind about each kind of line, on the boundaries of its clauses."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from shop.enums import Method, PayerKind, ShareUnit, Supply
from shop.rules import refunding
from shop.rules.facts import Answer, Delivery, Gate, Goods, LineFacts, PartOf
from shop.rules.policy import Policy
from shop.rules.supplied import Course, Session

POLICY = Policy()
A_SECOND = timedelta(seconds=1)
SENT = datetime(2026, 11, 21, 10, tzinfo=UTC)
LATE = datetime(2026, 12, 6, tzinfo=UTC)
NOW = datetime(2026, 11, 25, 12, tzinfo=UTC)


def line(supply: Supply, pence: int = 19900, **facts: object) -> LineFacts:
    plain = {"title": "A thing", "supply": supply, "pence": pence, "confirmed_at": SENT, "told_at": SENT}
    return LineFacts(**{**plain, **facts})


def answer(facts: LineFacts, at: datetime = NOW, policy: Policy = POLICY) -> Answer:
    return refunding.answer(facts, policy=policy, at=at)


def shown(found: Answer) -> list[tuple[str, int, str]]:
    return [(part.of.value, part.pence, part.clause) for part in found.parts]


# ---- goods


def book(**facts: object) -> LineFacts:
    goods = Goods(received_on=(date(2026, 11, 24), date(2026, 11, 22)), dispatched=True)
    return line(Supply.GOODS, 3000, **{"goods": goods, "delivery": Delivery(left_pence=450), **facts})


@pytest.mark.clause("TC-9.3a", "TC-9.2")
def test_goods_are_open_to_the_end_of_the_fourteenth_day_after_the_last_parcel() -> None:
    first_late = datetime(2026, 11, 24, tzinfo=UTC)
    ordered = datetime(2026, 10, 28, tzinfo=UTC)
    parcels = Goods(received_on=(date(2026, 11, 9), date(2026, 11, 1)), dispatched=True)
    facts = book(goods=parcels, confirmed_at=ordered, told_at=ordered)
    found = answer(facts, first_late - A_SECOND)
    assert (found.allowed, found.clause, found.last_moment) == (True, "TC-9.3a", "23 November 2026 at 11:59pm")
    assert shown(found) == [("price", 3000, "TC-9.6"), ("delivery", 450, "TC-9.6")]
    late = answer(facts, first_late)
    assert (late.allowed, late.clause, late.until, late.refund_pence) == (False, "TC-9.3a", first_late, 0)
    assert late.refusal is not None
    assert "23 November 2026 at 11:59pm" in late.refusal.sentence


@pytest.mark.clause("TC-9.4")
def test_goods_that_were_sent_out_come_back_before_the_money_does() -> None:
    assert answer(book()).goods_back
    assert answer(book()).sentence.endswith(
        "£34.50 would go back to the card it was paid with, once the goods have come back."
    )
    assert not answer(book(goods=Goods(dispatched=True, back=True))).goods_back
    unsent = answer(book(goods=Goods()))
    assert (unsent.allowed, unsent.goods_back, unsent.until) == (True, False, None)
    assert unsent.sentence.startswith("You can change your mind. £34.50")


@pytest.mark.clause("TC-9.6")
@pytest.mark.parametrize(
    ("delivery", "kind", "pence"),
    [
        (Delivery(left_pence=450), "full_or_difference", 450),
        (Delivery(left_pence=450, for_the_rest_pence=450, all_goods_go=False), "full_or_difference", 0),
        (Delivery(left_pence=450, for_the_rest_pence=300, all_goods_go=False), "full_or_difference", 150),
        (Delivery(left_pence=100, for_the_rest_pence=300, all_goods_go=False), "full_or_difference", 0),
        (Delivery(left_pence=450, for_the_rest_pence=300, all_goods_go=False), "full_or_nothing", 0),
        (Delivery(left_pence=450), "full_or_nothing", 450),
    ],
)
def test_all_delivery_when_all_goods_go_else_the_difference(delivery: Delivery, kind: str, pence: int) -> None:
    found = answer(book(delivery=delivery), policy=Policy(delivery_refund=kind))
    assert found.pence_of(PartOf.DELIVERY) == pence


@pytest.mark.clause("TC-9.6")
def test_delivery_belongs_to_goods_alone_and_is_not_given_up_by_itself() -> None:
    download = line(Supply.DIGITAL, delivery=Delivery(left_pence=450))
    assert answer(download).credit_pence == 19900
    alone = answer(line(Supply.DELIVERY, 450))
    assert (alone.allowed, alone.clause) == (False, "TC-9.6")


@pytest.mark.clause("TC-9.6a")
@pytest.mark.parametrize(("damage", "kept"), [(0, 0), (1, 1), (3000, 3000), (3001, 3000)])
def test_damage_takes_up_to_the_price_and_leaves_delivery(damage: int, kept: int) -> None:
    goods = Goods(received_on=(date(2026, 11, 21),), dispatched=True, damage_pence=damage)
    found = answer(book(goods=goods))
    assert found.credit_pence == 3450 - kept
    untold = answer(book(goods=goods, told_at=None))
    assert untold.credit_pence == 3450


@pytest.mark.clause("TC-9.6a")
@pytest.mark.parametrize(
    ("pence", "reason", "told", "said"),
    [
        (0, "", SENT, None),
        (3000, "Pages torn", SENT, None),
        (3001, "Pages torn", SENT, "from £0.00 to £30.00"),
        (-1, "Pages torn", SENT, "from £0.00 to £30.00"),
        (1, " ", SENT, "Say what the damage is"),
        (1, "Pages torn", None, "had not been told"),
        (1, "Pages torn", NOW + A_SECOND, "had not been told"),
        (1, "Pages torn", NOW, None),
    ],
)
def test_an_officer_takes_off_a_sum_with_a_reason_from_a_buyer_who_was_told(
    pence: int, reason: str, told: datetime | None, said: str | None
) -> None:
    refusal = refunding.bad_damage(book(told_at=told), pence=pence, reason=reason, at=NOW)
    assert (refusal is None) == (said is None)
    if refusal is not None:
        assert said in refusal.sentence
        assert refusal.clause == "TC-9.6a"


@pytest.mark.clause("LAW-CCR35", "TC-9.5")
def test_return_postage_is_the_buyers_if_the_checkout_said_so() -> None:
    goods = Goods(dispatched=True, return_cost_pence=399)
    assert answer(book(goods=goods)).pence_of(PartOf.RETURN) == 0
    untold = answer(book(goods=replace(goods, told_return_cost=False)))
    assert (untold.pence_of(PartOf.RETURN), untold.credit_pence) == (399, 3849)


# ---- downloads

FULL_GATE = Gate(consented_at=SENT, acknowledged_at=SENT, confirmed_at=SENT, started_at=NOW)


@pytest.mark.clause("TC-9.2.1", "TC-9.3")
def test_a_download_not_begun_keeps_the_fourteen_days() -> None:
    facts = line(Supply.DIGITAL)
    assert answer(facts, LATE - A_SECOND).allowed
    assert (answer(facts, LATE).allowed, answer(facts, LATE).clause) == (False, "TC-9.3")
    assert not refunding.right_is_lost(Gate(consented_at=SENT, acknowledged_at=SENT, confirmed_at=SENT))


@pytest.mark.clause("TC-9.2.1", "LAW-CCR37")
def test_a_download_begun_with_all_three_is_lost_at_that_instant() -> None:
    facts = line(Supply.DIGITAL, gate=FULL_GATE)
    assert answer(facts, NOW - A_SECOND).allowed
    found = answer(facts, NOW)
    assert (found.allowed, found.clause, found.until) == (False, "TC-9.2.1", NOW)
    assert "25 November 2026 at 12:00pm" in found.sentence


@pytest.mark.clause("LAW-CCR37")
@pytest.mark.parametrize("missing", ["consented_at", "acknowledged_at", "confirmed_at"])
@pytest.mark.parametrize("when", [None, NOW + A_SECOND])
def test_one_of_the_three_missing_or_late_leaves_the_right_and_all_the_money(
    missing: str, when: datetime | None
) -> None:
    facts = line(Supply.DIGITAL, gate=replace(FULL_GATE, **{missing: when}))
    found = answer(facts, LATE - A_SECOND)
    assert (found.allowed, found.clause, found.refund_pence, found.until) == (True, "LAW-CCR37", 19900, LATE)
    assert answer(facts, LATE).clause == "TC-9.3"


@pytest.mark.clause("LAW-CCR37")
def test_the_three_may_come_at_the_very_instant_of_the_first_access() -> None:
    at = SENT + A_SECOND
    assert refunding.right_is_lost(Gate(consented_at=at, acknowledged_at=at, confirmed_at=at, started_at=at))


@pytest.mark.clause("TC-9.2.1")
def test_begun_after_the_period_the_period_is_what_ended_it() -> None:
    facts = line(Supply.DIGITAL, gate=replace(FULL_GATE, started_at=LATE))
    assert answer(facts, LATE).clause == "TC-9.3"


# ---- courses


def sessions(number: int, *, first: datetime = datetime(2026, 11, 22, 9, tzinfo=UTC)) -> tuple[Session, ...]:
    """One a day, of an hour each."""
    starts = [first + timedelta(days=day) for day in range(number)]
    return tuple(Session(starts_at=start, ends_at=start + timedelta(hours=1)) for start in starts)


def course(given: Course, **facts: object) -> LineFacts:
    return line(Supply.SESSIONS, course=given, **facts)


TEN = Course(sessions=sessions(10), asked_early=True, accepted_loss=True)
SIXTH_ENDS = datetime(2026, 11, 27, 10, tzinfo=UTC)
TENTH_ENDS = datetime(2026, 12, 1, 10, tzinfo=UTC)


@pytest.mark.clause("TC-9.6b")
@pytest.mark.parametrize(
    ("at", "kept"),
    [
        (SENT, 0),
        (datetime(2026, 11, 22, 9, 59, 59, tzinfo=UTC), 0),
        (datetime(2026, 11, 22, 10, tzinfo=UTC), 1990),
        (SIXTH_ENDS - A_SECOND, 9950),
        (SIXTH_ENDS, 11940),
        (TENTH_ENDS - A_SECOND, 17910),
    ],
)
def test_a_begun_course_is_charged_by_the_sessions_that_ended(at: datetime, kept: int) -> None:
    found = answer(course(TEN), at)
    assert (found.allowed, found.refund_pence, -found.pence_of(PartOf.SUPPLIED)) == (True, 19900 - kept, kept)
    assert found.until == TENTH_ENDS


@pytest.mark.clause("TC-9.6b")
def test_six_of_ten_on_199_pounds_is_shown_as_a_sum() -> None:
    found = answer(course(TEN), SIXTH_ENDS)
    assert shown(found) == [("price", 19900, "TC-9.6"), ("supplied", -11940, "TC-9.6b")]
    assert found.parts[1].label == "Given already: 6 of 10 sessions"
    assert (found.clause, found.review) == ("TC-9.6b", "")
    assert "£79.60 would go back" in found.sentence


@pytest.mark.clause("TC-9.6b")
@pytest.mark.parametrize(("pence", "kept"), [(100, 33), (19900, 6633), (1, 0), (3, 1)])
def test_the_deduction_is_rounded_down(pence: int, kept: int) -> None:
    three = Course(sessions=sessions(3), asked_early=True)
    found = answer(course(three, pence=pence), datetime(2026, 11, 22, 10, tzinfo=UTC))
    assert -found.pence_of(PartOf.SUPPLIED) == kept


@pytest.mark.clause("TC-9.2.2", "LAW-CCR36")
def test_a_finished_course_with_both_boxes_is_refused_at_the_end_of_its_last_session() -> None:
    assert answer(course(TEN), TENTH_ENDS - A_SECOND).allowed
    found = answer(course(TEN), TENTH_ENDS)
    assert (found.allowed, found.clause, found.until) == (False, "TC-9.2.2", TENTH_ENDS)


@pytest.mark.clause("LAW-CCR36")
@pytest.mark.parametrize("told_to_pay", [True, False])
def test_finished_without_an_express_request_is_repaid_in_full(told_to_pay: bool) -> None:
    facts = course(replace(TEN, asked_early=False, told_to_pay=told_to_pay))
    found = answer(facts, LATE - A_SECOND)
    assert (found.allowed, found.clause, found.refund_pence, found.review) == (True, "LAW-CCR36", 19900, "")


@pytest.mark.clause("LAW-CCR36", "TC-9.2.2")
def test_finished_with_the_request_alone_comes_to_nothing_and_goes_to_an_officer() -> None:
    facts = course(replace(TEN, accepted_loss=False))
    found = answer(facts, TENTH_ENDS)
    assert (found.allowed, found.clause, found.refund_pence) == (True, "TC-9.6b", 0)
    assert found.review
    assert found.sentence.endswith("Nothing would come back. An officer decides first.")
    plain = answer(facts, TENTH_ENDS, Policy(finished_without_acknowledgement="nothing"))
    assert (plain.refund_pence, plain.review) == (0, "")


@pytest.mark.clause("LAW-CCR36")
@pytest.mark.parametrize(
    "untold", [{"told_at": None}, {"course": replace(TEN, accepted_loss=False, told_to_pay=False)}]
)
def test_nothing_is_kept_from_a_buyer_who_was_not_told(untold: dict[str, object]) -> None:
    facts = replace(course(replace(TEN, accepted_loss=False)), **untold)
    found = answer(facts, TENTH_ENDS)
    assert (found.allowed, found.clause, found.refund_pence) == (True, "LAW-CCR36", 19900)


@pytest.mark.clause("LAW-CCR36")
@pytest.mark.parametrize("accepted", [True, False])
def test_part_done_with_the_request_is_in_proportion_with_or_without_the_acknowledgement(accepted: bool) -> None:
    found = answer(course(replace(TEN, accepted_loss=accepted)), SIXTH_ENDS)
    assert (found.clause, found.refund_pence) == ("TC-9.6b", 7960)
    assert found.until == (TENTH_ENDS if accepted else LATE)


@pytest.mark.clause("TC-9.3")
def test_a_course_is_shut_by_the_period_as_well() -> None:
    longer = course(replace(TEN, sessions=sessions(30)))
    assert answer(longer, LATE - A_SECOND).allowed
    assert answer(longer, LATE).clause == "TC-9.3"
    assert answer(longer, datetime(2027, 3, 1, tzinfo=UTC)).clause == "TC-9.3"


@pytest.mark.clause("TC-9.2.2", "TC-9.3")
@pytest.mark.parametrize(("ends", "clause"), [(LATE - A_SECOND, "TC-9.2.2"), (LATE, "TC-9.3")])
def test_whichever_came_first_ended_the_right(ends: datetime, clause: str) -> None:
    one = replace(TEN, sessions=(Session(starts_at=NOW, ends_at=ends),))
    assert answer(course(one), LATE).clause == clause


@pytest.mark.clause("TC-9.2.2")
def test_before_the_acceptance_a_finished_course_is_still_finished() -> None:
    assert answer(course(TEN, confirmed_at=None), TENTH_ENDS).clause == "TC-9.2.2"
    assert answer(course(replace(TEN, sessions=()), confirmed_at=None)).until is None


@pytest.mark.clause("TC-9.2.2")
def test_a_session_called_off_is_not_given_and_leaves_the_course_unfinished() -> None:
    called_off = (*TEN.sessions[:9], replace(TEN.sessions[9], held=False))
    found = answer(course(replace(TEN, sessions=called_off)), TENTH_ENDS)
    assert (found.allowed, found.refund_pence) == (True, 1990)


@pytest.mark.clause("TC-9.2.2")
def test_a_course_on_demand_is_finished_when_all_of_it_was_viewed() -> None:
    month = (Session(starts_at=SENT, ends_at=SENT + timedelta(days=30)),)
    on_demand = Course(sessions=month, unit=ShareUnit.DAYS, asked_early=True, accepted_loss=True, viewed_at=NOW)
    assert answer(course(on_demand), NOW - A_SECOND).allowed
    assert answer(course(on_demand), NOW).clause == "TC-9.2.2"


# ---- assessments and fees


@pytest.mark.clause("TC-9.2.2")
def test_an_assessment_not_carried_out_goes_to_an_officer() -> None:
    waiting = line(Supply.ASSESSMENT)
    found = answer(waiting)
    assert (found.allowed, found.refund_pence, bool(found.review)) == (True, 19900, True)
    assert not answer(waiting, policy=Policy(assessment_fee="service")).review
    assert answer(waiting, LATE).clause == "TC-9.3"
    done = Course(sessions=sessions(1), asked_early=True, accepted_loss=True)
    assert answer(replace(waiting, course=done)).clause == "TC-9.2.2"
    arguable = answer(replace(waiting, course=replace(done, accepted_loss=False)))
    assert "acknowledged" in arguable.review


@pytest.mark.clause("TC-9.2.3", "TC-4.4")
@pytest.mark.parametrize("after", [timedelta(0), A_SECOND, timedelta(days=400)])
def test_a_paid_fee_is_refused_at_any_time(after: timedelta) -> None:
    found = answer(line(Supply.FEE), SENT + after)
    assert (found.allowed, found.clause, found.refund_pence) == (False, "TC-9.2.3", 0)


@pytest.mark.clause("TC-9.2.3")
@pytest.mark.parametrize("unpaid", [19900, 19899, 1])
def test_what_is_unpaid_of_a_fee_is_withdrawn_and_what_is_paid_stays_paid(unpaid: int) -> None:
    found = answer(line(Supply.FEE, unpaid_pence=unpaid), SENT + timedelta(days=400))
    assert (found.allowed, found.credit_pence, found.refund_pence, found.owed_pence) == (True, unpaid, 0, 0)
    assert "no longer be asked for" in found.sentence
    assert ("is not given back" in found.sentence) == (unpaid < 19900)


@pytest.mark.clause("TC-4.4")
def test_the_fourteen_days_can_be_opened_for_fees_by_the_policy() -> None:
    opened = Policy(fee_cooling_off=True)
    assert answer(line(Supply.FEE), LATE - A_SECOND, opened).refund_pence == 19900
    assert answer(line(Supply.FEE), LATE, opened).clause == "TC-9.3"


# ---- who is repaid


@pytest.mark.clause("TC-9.6")
@pytest.mark.parametrize(
    ("payer", "method", "words"),
    [
        (PayerKind.BUYER, Method.STRIPE, "the card it was paid with"),
        (PayerKind.BUYER, Method.BANK, "the bank account it was paid from"),
        (PayerKind.BUYER, Method.CREDIT, "the course credit it was paid with"),
        (PayerKind.EMPLOYER, Method.DEMO, "the employer, to the card it was paid with"),
    ],
)
def test_whoever_paid_is_repaid_by_the_same_means(payer: PayerKind, method: Method, words: str) -> None:
    found = answer(line(Supply.DIGITAL, payer=payer, method=method))
    assert found.sentence.endswith(f"£199.00 would go back to {words}.")


@pytest.mark.clause("TC-9.6")
def test_a_part_that_was_used_and_not_paid_is_still_owed() -> None:
    found = answer(course(TEN, unpaid_pence=19900), SIXTH_ENDS)
    assert (found.credit_pence, found.refund_pence, found.owed_pence) == (7960, 0, 11940)
    assert found.sentence.endswith("£119.40 would still have to be paid.")


@pytest.mark.clause("LAW-CCR4", "TC-9.2")
@pytest.mark.parametrize("facts", [book(), line(Supply.DIGITAL, gate=FULL_GATE), course(TEN), line(Supply.FEE)])
@pytest.mark.parametrize("at", [SIXTH_ENDS, LATE])
def test_an_employer_gets_the_same_answer_as_a_person(facts: LineFacts, at: datetime) -> None:
    own, employers = answer(facts, at), answer(replace(facts, payer=PayerKind.EMPLOYER), at)
    assert replace(own, sentence="") == replace(employers, sentence="")
