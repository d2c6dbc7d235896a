"""The three lights on their boundaries, and the one next action."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from itertools import product

import pytest

from cpd.enums import Outcome
from standing.enums import Light, Verdict
from standing.rules.facts import Brings, Facts, Issued, Paid
from standing.rules.lights import Lights, Step, certificate_year, lights
from tests.standing.sample import CLOSED, FELLOW, NOT_MET, NOVEMBER, SIGNED, fellow


def of(facts: Facts, today: date = NOVEMBER, year: int = 2027) -> Lights:
    return lights(facts, year=year, today=today)


@pytest.mark.clause("CPD-15a")
@pytest.mark.parametrize(("cpd", "conduct", "fee"), list(product([True, False], repeat=3)))
def test_two_of_three_are_as_good_as_none(cpd: bool, conduct: bool, fee: bool) -> None:
    facts = fellow(
        CLOSED if cpd else SIGNED,
        declared=((2027, Verdict.ACCEPTED),) if conduct else (),
        payments=FELLOW.payments if fee else (),
    )
    shown = of(facts)
    assert [one.is_green for one in shown.all] == [cpd, conduct, fee]
    assert shown.are_green == (cpd and conduct and fee)
    assert (shown.next.step == Step.ISSUE) == shown.are_green


@pytest.mark.clause("CPD-15")
def test_the_certificate_of_2027_asks_for_the_cpd_year_that_ended_on_30_september_2026() -> None:
    earlier = replace(SIGNED, label="2024/25", ends_on=date(2025, 9, 30))
    later = replace(SIGNED, label="2026/27", ends_on=date(2027, 9, 30))
    facts = fellow(earlier, CLOSED, later)
    assert [of(facts, year=year).cpd.colour for year in (2026, 2027, 2028)] == [Light.RED, Light.GREEN, Light.RED]


@pytest.mark.clause("CPD-15")
@pytest.mark.parametrize(
    ("outcome", "colour"),
    [
        (Outcome.MET, Light.GREEN),
        (Outcome.DISPENSED, Light.GREEN),
        (Outcome.NOT_REQUIRED, Light.GREEN),
        (Outcome.NOT_MET, Light.RED),
        (Outcome.EXTENDED, Light.RED),
        (None, Light.RED),
    ],
)
def test_met_or_dispensed_is_green_and_anything_else_red(outcome: Outcome | None, colour: Light) -> None:
    assert of(fellow(replace(CLOSED, outcome=outcome))).cpd.colour == colour


@pytest.mark.clause("CPD-15", "CPD-11a")
@pytest.mark.parametrize("outcome", [None, Outcome.EXTENDED, Outcome.NOT_MET])
def test_a_live_extension_is_amber_to_its_last_day(outcome: Outcome | None) -> None:
    facts = fellow(replace(CLOSED, outcome=outcome, extended_until=date(2026, 12, 31)))
    days = date(2026, 12, 30), date(2026, 12, 31), date(2027, 1, 1)
    assert [of(facts, day).cpd.colour for day in days] == [Light.AMBER, Light.AMBER, Light.RED]


@pytest.mark.clause("CPD-15")
def test_not_met_is_red_before_the_signature_too_but_says_so() -> None:
    unsigned, signed = of(fellow(NOT_MET)).cpd, of(fellow(SIGNED)).cpd
    assert (unsigned.colour, signed.colour) == (Light.RED, Light.RED)
    assert "has yet to sign" in unsigned.why
    assert "has signed" in signed.why


@pytest.mark.clause("CPD-11")
def test_a_request_that_waits_for_its_answer_is_amber() -> None:
    assert of(fellow(replace(CLOSED, outcome=Outcome.HELD))).cpd.colour == Light.AMBER


@pytest.mark.clause("CPD-16a")
def test_a_dispensation_after_the_close_waits_for_its_result() -> None:
    assert of(fellow(replace(SIGNED, dispensed=True))).cpd.colour == Light.AMBER


def test_who_was_no_member_in_the_cpd_year_owed_nothing() -> None:
    assert of(fellow(replace(CLOSED, outcome=None, was_member=False))).cpd.colour == Light.GREEN


@pytest.mark.clause("CPD-15b")
@pytest.mark.parametrize(
    ("declared", "colour"),
    [
        ((), Light.TO_DO),
        (((2026, Verdict.ACCEPTED),), Light.TO_DO),
        (((2027, None),), Light.AMBER),
        (((2027, Verdict.QUESTIONED),), Light.AMBER),
        (((2027, Verdict.REFERRED),), Light.AMBER),
        (((2027, Verdict.ACCEPTED),), Light.GREEN),
    ],
)
def test_conduct_needs_a_declaration_for_that_very_year_that_was_accepted(declared, colour) -> None:
    assert of(fellow(declared=declared)).conduct.colour == colour


@pytest.mark.clause("CPD-15a", "TC-4.4a")
@pytest.mark.parametrize(
    ("paid", "colour"),
    [
        (Paid(2027), Light.TO_DO),
        (Paid(2026, subscription=True, certificate=True), Light.TO_DO),
        (Paid(2027, begun=True), Light.AMBER),
        (Paid(2027, begun=True, subscription=True), Light.TO_DO),
        (Paid(2027, subscription=True, certificate=True), Light.GREEN),
        (Paid(2027, subscription=True, certificate_included=True), Light.GREEN),
        (Paid(2027, certificate=True), Light.TO_DO),
    ],
)
def test_fee_needs_both_sums_cleared(paid: Paid, colour: Light) -> None:
    assert of(fellow(payments=(paid,))).fee.colour == colour


@pytest.mark.clause("TC-4.4a", "CPD-15a", "CPD-15b")
@pytest.mark.parametrize("payments", [(), (Paid(2027, begun=True, subscription=True),)])
def test_nothing_of_a_year_is_late_before_its_last_day_to_pay_is_over(payments: tuple[Paid, ...]) -> None:
    facts = fellow(declared=(), payments=payments)
    before, on, after = (of(facts, day) for day in (date(2027, 1, 30), date(2027, 1, 31), date(2027, 2, 1)))
    for shown, colour in ((before, Light.TO_DO), (on, Light.TO_DO), (after, Light.RED)):
        assert (shown.conduct.colour, shown.fee.colour) == (colour, colour)
    for early, late in ((on.conduct, after.conduct), (on.fee, after.fee)):
        assert (early.due_by, late.due_by) == (date(2027, 1, 31), None)
        assert "Due by 31 January 2027." in early.why
        assert early.to_do.endswith(" by 31 January 2027.")
    assert not on.are_green


@pytest.mark.clause("CPD-15")
def test_a_cpd_year_that_runs_is_to_do_until_it_is_over() -> None:
    facts = fellow(replace(CLOSED, outcome=None))
    days = date(2026, 9, 29), date(2026, 9, 30), date(2026, 10, 1)
    assert [of(facts, day).cpd.colour for day in days] == [Light.TO_DO, Light.TO_DO, Light.RED]


def test_what_was_before_the_portals_time_is_marked_so() -> None:
    late, imported = date(2027, 2, 1), replace(FELLOW.payments[0], begun=False)
    before = of(fellow(replace(CLOSED, outcome=None), declared=(), payments=(imported,)), late)
    assert [one.recorded for one in before.all] == [False, False, True]
    for payments in ((), FELLOW.payments):
        assert all(one.recorded for one in of(fellow(SIGNED, declared=(), payments=payments), late).all)


@pytest.mark.clause("CPD-15a")
def test_a_grade_without_certificates_owes_no_fee_for_one() -> None:
    paid = (Paid(2027, begun=True, subscription=True),)
    assert of(fellow(payments=paid, brings=Brings(listed=True))).fee.colour == Light.GREEN
    assert of(fellow(payments=paid)).fee.colour == Light.TO_DO


@pytest.mark.clause("TC-4.4a")
def test_a_lapse_ends_the_claim_to_a_certificate_on_its_day() -> None:
    facts = fellow(lapsed_on=date(2027, 2, 1))
    days = date(2027, 1, 31), date(2027, 2, 1), date(2027, 2, 2)
    assert [of(facts, day).fee.colour for day in days] == [Light.GREEN, Light.RED, Light.RED]


def test_the_next_action_is_cpd_before_conduct_before_fee_and_what_is_to_do_before_what_waits() -> None:
    assert of(fellow(SIGNED, declared=(), payments=())).next.step == Step.CPD
    assert of(fellow(declared=(), payments=())).next.step == Step.CONDUCT
    assert of(fellow(payments=())).next.step == Step.FEE
    waiting = fellow(declared=((2027, None),), payments=())
    assert of(waiting).next.step == Step.FEE
    assert of(fellow(SIGNED, declared=(), payments=()), date(2027, 2, 1)).next.step == Step.CPD


def test_nothing_is_next_for_who_has_the_certificate_or_cannot_have_one() -> None:
    issued = Issued("PC-2027-AAAAAAAA", 2027, date(2027, 1, 1), date(2028, 1, 1))
    assert of(fellow(certificates=(issued,))).next.step == Step.NOTHING
    assert of(fellow(brings=Brings(listed=True))).next.step == Step.NOTHING


@pytest.mark.clause("CPD-15")
def test_the_year_to_get_a_certificate_for_begins_with_its_renewals() -> None:
    days = date(2026, 10, 31), date(2026, 11, 1), date(2026, 11, 2), date(2027, 1, 1)
    assert [certificate_year(FELLOW, today=day) for day in days] == [2026, 2027, 2027, 2027]
