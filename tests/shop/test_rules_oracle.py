"""The rules and the oracle, held against each other on made-up lines around every boundary."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from cilexportal.foundation import london
from shop.enums import Supply
from shop.rules import refunding, windows
from shop.rules.facts import Delivery, Gate, Goods, LineFacts
from shop.rules.policy import Policy
from shop.rules.supplied import Course, Session
from tests.shop import oracle
from tests.shop.oracle import Case

POLICY = Policy()
# Around the changes of the clock and a leap day, in steps that meet midnights and the ends of sessions exactly.
BASES = st.sampled_from(
    [datetime(2026, 3, 14, tzinfo=UTC), datetime(2026, 10, 10, tzinfo=UTC), datetime(2028, 2, 14, tzinfo=UTC)]
)
STEPS = st.integers(0, 40 * 24 * 2)
HALF_HOUR, A_SECOND = timedelta(minutes=30), timedelta(seconds=1)


@st.composite
def cases(draw: st.DrawFn) -> Case:
    base = draw(BASES)

    def instant() -> datetime:
        return base + draw(STEPS) * HALF_HOUR - draw(st.sampled_from([timedelta(0), A_SECOND]))

    maybe = st.none() | st.builds(lambda steps: base + steps * HALF_HOUR, STEPS)
    days = st.none() | st.builds(lambda steps: oracle.london_day(base + steps * HALF_HOUR), STEPS)
    confirmed = draw(st.sampled_from([None, base + HALF_HOUR, base + 47 * HALF_HOUR]))
    starts = sorted(draw(st.lists(STEPS, max_size=6)))
    price = draw(st.integers(1, 50_000))
    return Case(
        supply=draw(st.sampled_from(["goods", "digital", "sessions", "fee"])),
        price=price,
        at=instant() if draw(st.booleans()) else base + timedelta(days=draw(st.integers(300, 420))),
        confirmed=confirmed,
        told=draw(st.one_of(st.just(confirmed), maybe)),
        parcels=tuple(draw(st.lists(days, max_size=3))),
        delivery_left=draw(st.integers(0, 900)),
        delivery_for_rest=draw(st.integers(0, 900)),
        all_goods_go=draw(st.booleans()),
        damage=draw(st.integers(0, 60_000)),
        gate=(draw(maybe), draw(maybe), draw(maybe)),
        opened=draw(maybe),
        sessions=tuple((base + s * HALF_HOUR, base + (s + 2) * HALF_HOUR) for s in starts),
        asked_early=draw(st.booleans()),
        accepted_loss=draw(st.booleans()),
        told_to_pay=draw(st.booleans()),
        paid=draw(st.booleans()),
    )


def facts_of(case: Case) -> LineFacts:
    consented, acknowledged, confirmed = case.gate
    return LineFacts(
        title="A thing",
        supply=Supply(case.supply),
        pence=case.price,
        confirmed_at=case.confirmed,
        told_at=case.told,
        unpaid_pence=0 if case.paid else case.price,
        goods=Goods(received_on=case.parcels, dispatched=bool(case.parcels), damage_pence=case.damage),
        delivery=Delivery(
            left_pence=case.delivery_left,
            for_the_rest_pence=case.delivery_for_rest,
            all_goods_go=case.all_goods_go,
        ),
        gate=Gate(consented_at=consented, acknowledged_at=acknowledged, confirmed_at=confirmed, started_at=case.opened),
        course=Course(
            sessions=tuple(Session(starts_at=start, ends_at=end) for start, end in case.sessions),
            asked_early=case.asked_early,
            accepted_loss=case.accepted_loss,
            told_to_pay=case.told_to_pay,
        ),
    )


@pytest.mark.clause("TC-9.2", "TC-9.2.1", "TC-9.2.2", "TC-9.2.3", "TC-9.6b", "LAW-CCR31", "LAW-CCR36", "LAW-CCR37")
@settings(max_examples=600, deadline=None)
@given(case=cases())
def test_the_rules_and_the_oracle_agree(case: Case) -> None:
    found = refunding.answer(facts_of(case), policy=POLICY, at=case.at)
    verdict = oracle.judge(case)
    assert (found.allowed, found.credit_pence) == (verdict.allowed, verdict.pence)
    assert 0 <= found.credit_pence <= case.price + case.delivery_left
    assert found.refund_pence == max(0, found.credit_pence - (0 if case.paid else case.price))
    if found.allowed:
        assert found.until is None or case.at < found.until
    else:
        assert found.until is None or found.until <= case.at


@settings(max_examples=200, deadline=None)
@given(case=cases(), later=st.integers(0, 80 * 24 * 2))
def test_a_right_that_is_gone_never_returns(case: Case, later: int) -> None:
    facts = facts_of(case)
    if not refunding.answer(facts, policy=POLICY, at=case.at).allowed:
        assert not refunding.answer(facts, policy=POLICY, at=case.at + later * HALF_HOUR).allowed


@settings(max_examples=200, deadline=None)
@given(case=cases(), later=st.integers(0, 80 * 24 * 2))
def test_waiting_never_makes_a_refund_larger(case: Case, later: int) -> None:
    if case.supply != "goods":
        facts = facts_of(case)
        now = refunding.answer(facts, policy=POLICY, at=case.at)
        then = refunding.answer(facts, policy=POLICY, at=case.at + later * HALF_HOUR)
        told_between = case.told is not None and case.at < case.told <= case.at + later * HALF_HOUR
        assert then.credit_pence <= now.credit_pence or told_between


@pytest.mark.clause("LAW-CCR29")
@given(at=st.datetimes(datetime(2020, 1, 1), datetime(2040, 1, 1)))
@example(at=datetime(2026, 3, 29, 0, 59, 59))
@example(at=datetime(2026, 10, 25, 0, 30))
def test_both_know_what_day_it_is_in_london(at: datetime) -> None:
    instant = at.replace(tzinfo=UTC)
    assert oracle.london_day(instant) == london.date_of(instant)


@pytest.mark.clause("LAW-CCR29")
@given(day=st.dates(date(2020, 1, 1), date(2040, 1, 1)), days=st.integers(0, 60))
def test_both_count_days_alike(day: date, days: int) -> None:
    assert oracle.walk(day, days) == windows.days_after(day, days)
