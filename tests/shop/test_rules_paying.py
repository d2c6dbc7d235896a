"""What is taken, who gets how much back, and what stays owed."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shop.enums import PayerKind
from shop.rules import paying
from shop.rules.paying import Paid
from shop.rules.policy import Policy

POLICY = Policy()
BUYER, EMPLOYER = PayerKind.BUYER, PayerKind.EMPLOYER


@pytest.mark.clause("TC-5.4")
@pytest.mark.parametrize(
    ("brand", "taken"),
    [("amex", False), ("American Express", False), ("american_express", False), ("visa", True), ("", True)],
)
def test_american_express_is_refused_before_anything_is_taken(brand: str, taken: bool) -> None:
    refusal = paying.bad_brand(brand, policy=POLICY)
    assert (refusal is None) is taken
    assert refusal is None or refusal.clause == "TC-5.4"
    assert paying.bad_brand(brand, policy=Policy(blocked_brands=())) is None


@pytest.mark.clause("TC-5.2")
@pytest.mark.parametrize(("currency", "good"), [("GBP", True), ("gbp", True), ("EUR", False), ("", False)])
def test_only_pounds_are_taken(currency: str, good: bool) -> None:
    assert (paying.bad_currency(currency, policy=POLICY) is None) is good


@pytest.mark.clause("TC-5.1", "TC-5.2")
@pytest.mark.parametrize(
    ("pence", "currency", "clause"),
    [(11939, "gbp", "TC-5.1"), (11940, "gbp", None), (11941, "gbp", "TC-5.1"), (11940, "usd", "TC-5.2")],
)
def test_a_payment_is_of_the_orders_own_sum_in_pounds(pence: int, currency: str, clause: str | None) -> None:
    refusal = paying.bad_charge(pence=pence, currency=currency, wanted_pence=11940, policy=POLICY)
    assert (refusal and refusal.clause) == clause


@pytest.mark.clause("TC-9.6")
@pytest.mark.parametrize(("pence", "good"), [(0, False), (1, True), (100, True), (101, False), (-1, False)])
def test_refunds_never_exceed_what_was_paid(pence: int, good: bool) -> None:
    payments = [Paid(id=1, captured_pence=90, refunded_pence=20), Paid(id=2, captured_pence=30)]
    refusal = paying.bad_refund(pence, payments)
    assert (refusal is None) is good
    assert refusal is None or "£1.00" in refusal.sentence
    if not good:
        with pytest.raises(ValueError, match="more than can go back"):
            paying.shares(pence, payments)


@pytest.mark.clause("TC-9.6")
def test_one_payment_gets_all_and_two_share_by_what_each_has_left() -> None:
    assert paying.shares(50, [Paid(id=7, captured_pence=100)]) == [(7, 50)]
    both = [Paid(id=1, captured_pence=300), Paid(id=2, captured_pence=200, refunded_pence=100)]
    assert paying.shares(100, both) == [(1, 75), (2, 25)]
    spent = [Paid(id=1, captured_pence=300, refunded_pence=300), Paid(id=2, captured_pence=200)]
    assert paying.shares(200, spent) == [(2, 200)]


PAYMENTS = st.lists(st.integers(1, 50_000), min_size=1, max_size=5)


@pytest.mark.clause("TC-9.6")
@given(captured=PAYMENTS, steps=st.lists(st.integers(1, 60_000), max_size=15))
def test_refunds_in_any_steps_until_full_give_each_payer_exactly_what_they_paid(
    captured: list[int], steps: list[int]
) -> None:
    refunded = [0] * len(captured)
    for step in [*steps, sum(captured)]:
        payments = [Paid(id=i, captured_pence=c, refunded_pence=refunded[i]) for i, c in enumerate(captured)]
        wanted = min(step, sum(payment.left_pence for payment in payments))
        if wanted == 0:
            break
        parts = paying.shares(wanted, payments)
        assert sum(pence for _, pence in parts) == wanted
        for i, pence in parts:
            refunded[i] += pence
            assert 0 < refunded[i] <= captured[i]
    assert refunded == captured


@pytest.mark.clause("TC-9.6")
@pytest.mark.parametrize(("pence", "stale"), [(99, True), (100, False), (101, True)])
def test_a_sum_that_changed_is_shown_again(pence: int, stale: bool) -> None:
    assert (paying.stale_sum(seen_pence=100, pence=pence) is not None) is stale


@pytest.mark.clause("TC-5.5a")
@pytest.mark.parametrize(
    ("payer", "told", "missing"),
    [
        (EMPLOYER, (), (BUYER, EMPLOYER)),
        (EMPLOYER, (BUYER,), (EMPLOYER,)),
        (EMPLOYER, (EMPLOYER,), (BUYER,)),
        (EMPLOYER, (BUYER, EMPLOYER), ()),
        (BUYER, (), (BUYER,)),
        (BUYER, (BUYER,), ()),
    ],
)
def test_both_are_told_where_an_employer_pays(
    payer: PayerKind, told: tuple[PayerKind, ...], missing: tuple[PayerKind, ...]
) -> None:
    assert paying.not_told(payer, told=told) == missing


@pytest.mark.clause("TC-13.4")
@pytest.mark.parametrize(
    ("credited", "paid", "written_off", "owed"),
    [(0, 0, 0, 100), (0, 99, 0, 1), (0, 100, 0, 0), (40, 50, 10, 0), (40, 50, 9, 1), (0, 150, 0, 0)],
)
def test_only_money_credit_and_a_write_off_make_a_debt_less(
    credited: int, paid: int, written_off: int, owed: int
) -> None:
    assert (
        paying.owed(charged_pence=100, credited_pence=credited, paid_pence=paid, written_off_pence=written_off) == owed
    )


@pytest.mark.clause("TC-13.4")
@pytest.mark.parametrize(
    ("pence", "reason", "good"),
    [
        (0, "Gone away", False),
        (1, "Gone away", True),
        (100, "Gone away", True),
        (101, "Gone away", False),
        (100, " ", False),
    ],
)
def test_a_write_off_has_a_reason_and_stays_within_the_debt(pence: int, reason: str, good: bool) -> None:
    assert (paying.bad_write_off(pence, owed_pence=100, reason=reason) is None) is good


@pytest.mark.clause("TC-9.8.2")
@pytest.mark.parametrize(("day", "owed", "good"), [(20, 1, False), (21, 1, False), (22, 1, True), (22, 0, False)])
def test_a_payer_is_reminded_from_the_day_after_it_was_due(day: int, owed: int, good: bool) -> None:
    refusal = paying.may_remind(owed_pence=owed, due_on=date(2026, 11, 21), today=date(2026, 11, day))
    assert (refusal is None) is good
