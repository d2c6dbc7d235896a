"""What may be ordered, what the check-out asks, and what acceptance brings."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from shop.enums import ConsentTo, DeclineReason, PayerKind, Supply
from shop.rules import ordering
from shop.rules.ordering import Asker, Wanted
from shop.rules.policy import Policy

POLICY = Policy()
A_SECOND = timedelta(seconds=1)
AT = datetime(2026, 11, 21, 12, tzinfo=UTC)


def wanted(**facts: object) -> Wanted:
    plain = {"title": "A book", "supply": Supply.GOODS, "quantity": 2, "seen_pence": 3000, "price_pence": 3000}
    return Wanted(**{**plain, "left": 2, "delivery_days": 30, **facts})


@pytest.mark.clause("TC-3.2")
@pytest.mark.parametrize(
    ("facts", "reason"),
    [
        ({}, None),
        ({"left": None}, None),
        ({"left": 1}, DeclineReason.OUT_OF_STOCK),
        ({"left": 0, "supply": Supply.SESSIONS}, DeclineReason.FULL),
        ({"price_pence": 3001}, DeclineReason.PRICE_ERROR),
        ({"price_pence": 2999}, DeclineReason.PRICE_ERROR),
        ({"price_pence": None}, DeclineReason.NO_LONGER_SOLD),
        ({"description_is_right": False}, DeclineReason.DESCRIPTION_ERROR),
        ({"delivery_days": 31}, DeclineReason.NO_DELIVERY_DATE),
        ({"delivery_days": None}, DeclineReason.NO_DELIVERY_DATE),
        ({"delivery_days": None, "supply": Supply.DIGITAL}, None),
    ],
)
def test_an_order_is_declined_with_a_reason_for_each_line(
    facts: dict[str, object], reason: DeclineReason | None
) -> None:
    found = ordering.why_declined([wanted(), wanted(**facts)], policy=POLICY)
    assert [decline.reason for decline in found] == ([reason] if reason else [])
    assert all(decline.refusal.clause == "TC-3.2" for decline in found)


@pytest.mark.clause("TC-3.2")
@pytest.mark.parametrize(
    ("quantity", "most", "said"),
    [
        (0, 5, "1 or more"),
        (1, 5, None),
        (5, 5, None),
        (6, 5, "5 or fewer"),
        (1, 0, "None are left"),
        (99, None, None),
    ],
)
def test_a_basket_takes_one_or_more_and_no_more_than_there_are(
    quantity: int, most: int | None, said: str | None
) -> None:
    refusal = ordering.bad_quantity(quantity, most=most)
    assert (refusal is None) == (said is None)
    assert refusal is None or str(said) in refusal.sentence


@pytest.mark.clause("TC-5.1")
@pytest.mark.parametrize(("now", "changed"), [(2999, True), (3000, False), (3001, True)])
def test_a_changed_price_is_shown_again(now: int, changed: bool) -> None:
    refusal = ordering.changed_price(title="A book", seen_pence=3000, price_pence=now)
    assert (refusal is not None) is changed
    assert refusal is None or (refusal.clause == "TC-5.1" and "£30.00" in refusal.sentence)


@pytest.mark.clause("TC-6.2")
@pytest.mark.parametrize(
    ("day", "good"),
    [
        (date(2026, 11, 20), False),
        (date(2026, 11, 21), True),
        (date(2026, 12, 21), True),
        (date(2026, 12, 22), False),
    ],
)
def test_goods_come_within_thirty_days_after_the_day_of_acceptance(day: date, good: bool) -> None:
    refusal = ordering.bad_delivery_day(day, accepted_on=date(2026, 11, 21), policy=POLICY)
    assert (refusal is None) is good
    assert refusal is None or "21 December 2026" in refusal.sentence


@pytest.mark.clause("TC-6.3")
@pytest.mark.parametrize(
    ("supply", "starts", "on_demand", "sold"),
    [
        (Supply.SESSIONS, (), False, False),
        (Supply.SESSIONS, (AT,), False, True),
        (Supply.SESSIONS, (), True, True),
        (Supply.GOODS, (), False, True),
    ],
)
def test_a_course_is_sold_with_its_dates(
    supply: Supply, starts: tuple[datetime, ...], on_demand: bool, sold: bool
) -> None:
    refusal = ordering.may_be_sold(supply=supply, session_starts=starts, open_on_demand=on_demand)
    assert (refusal is None) is sold


@pytest.mark.clause("TC-5.2b")
@pytest.mark.parametrize(
    ("supplies", "pence"),
    [([Supply.GOODS, Supply.DIGITAL], 450), ([Supply.DIGITAL, Supply.SESSIONS], 0), ([], 0)],
)
def test_delivery_is_charged_where_something_is_posted(supplies: list[Supply], pence: int) -> None:
    assert ordering.delivery_charge(supplies, rate_pence=450) == pence


@pytest.mark.clause("LAW-CCR36")
@pytest.mark.parametrize(
    ("supply", "first_day", "asked"),
    [
        (Supply.SESSIONS, date(2026, 12, 4), True),
        (Supply.SESSIONS, date(2026, 12, 5), True),
        (Supply.SESSIONS, date(2026, 12, 6), False),
        (Supply.SESSIONS, None, False),
        (Supply.ASSESSMENT, date(2026, 11, 21), True),
        (Supply.DIGITAL, date(2026, 11, 21), False),
    ],
)
@pytest.mark.parametrize("extra", [True, False])
def test_an_early_start_is_asked_about_up_to_the_last_cancelling_day(
    supply: Supply, first_day: date | None, asked: bool, extra: bool
) -> None:
    found = ordering.consents(
        supply=supply, first_day=first_day, confirmed_on=date(2026, 11, 21), has_extra_terms=extra, policy=POLICY
    )
    early = (ConsentTo.START_EARLY, ConsentTo.LOSE_WHEN_DONE) if asked else ()
    assert found == ((ConsentTo.EXTRA_TERMS,) if extra else ()) + early


@pytest.mark.clause("TC-6.4")
def test_a_download_is_ready_at_acceptance_or_later_payment() -> None:
    assert ordering.access_from(confirmed_at=None, paid_at=AT) is None
    assert ordering.access_from(confirmed_at=AT, paid_at=None) is None
    assert ordering.access_from(confirmed_at=AT, paid_at=AT - A_SECOND) == AT
    assert ordering.access_from(confirmed_at=AT, paid_at=AT + A_SECOND) == AT + A_SECOND


@pytest.mark.clause("TC-6.5")
@pytest.mark.parametrize(("lost", "buyers"), [(20, False), (21, True), (22, True)])
def test_risk_passes_on_the_day_of_delivery(lost: int, buyers: bool) -> None:
    day = date(2026, 11, lost)
    assert ordering.is_at_buyers_risk(delivered_on=date(2026, 11, 21), lost_on=day) is buyers
    assert not ordering.is_at_buyers_risk(delivered_on=None, lost_on=day)


@pytest.mark.clause("TC-6.6")
@pytest.mark.parametrize("payer", list(PayerKind))
def test_goods_belong_to_the_payer_once_the_last_penny_is_paid(payer: PayerKind) -> None:
    assert ordering.owner(owed_pence=0, payer=payer) == payer
    assert ordering.owner(owed_pence=1, payer=payer) is None


@pytest.mark.clause("TC-13.2")
@pytest.mark.parametrize(
    ("asker", "sees", "ends"),
    [
        (Asker.BUYER, True, True),
        (Asker.BENEFICIARY, True, True),
        (Asker.STAFF, True, True),
        (Asker.EMPLOYER, True, False),
        (Asker.OTHER, False, False),
    ],
)
def test_who_may_see_a_line_and_who_may_end_it(asker: Asker, sees: bool, ends: bool) -> None:
    assert (ordering.may_see(asker) is None) is sees
    refusal = ordering.may_give_up(asker, policy=POLICY)
    assert (refusal is None) is ends
    assert refusal is None or refusal.clause == "TC-13.2"
    assert (ordering.may_give_up(asker, policy=Policy(employer_can_cancel="employer")) is None) is sees


@pytest.mark.clause("TC-2.2")
@pytest.mark.parametrize(
    ("profile", "bounced", "task"),
    [
        ("new@example.org", False, ""),
        ("new@example.org", True, "A message to old@example.org came back. The profile has new@example.org."),
        ("old@example.org", True, "A message to old@example.org came back."),
    ],
)
def test_messages_go_to_the_address_of_the_order(profile: str, bounced: bool, task: str) -> None:
    found = ordering.contact(order_email="old@example.org", profile_email=profile, bounced=bounced)
    assert (found.email, found.task) == ("old@example.org", task)
