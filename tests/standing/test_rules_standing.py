"""Standing on the day before, on the day and the day after; and that no signature ever makes it better."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cpd.enums import Outcome
from standing.enums import Benefit, Concession, Hold, RightKind, Verdict
from standing.rules.facts import Brings, CpdYearFacts, Facts, Issued, Reduced, Right
from standing.rules.standing import OF_GRADE, standing
from tests.standing.sample import CLOSED, FELLOW, NOT_MET, NOVEMBER, SIGNED, fellow, losses

DAY = timedelta(days=1)
ORDER = [Hold.NEVER, Hold.SUSPENDED, Hold.HELD]


def held(facts: Facts, today: date) -> set[Benefit]:
    return {benefit for benefit, answer in standing(facts, today=today).items() if answer.is_held}


def around(facts: Facts, day: date, benefit: Benefit) -> list[bool]:
    """Whether it is held on the day before, the day and the day after."""
    return [benefit in held(facts, day + offset) for offset in (-DAY, 0 * DAY, DAY)]


def test_all_is_held_by_a_fellow_in_order() -> None:
    assert held(FELLOW, NOVEMBER) == OF_GRADE
    assert standing(FELLOW, today=NOVEMBER)[Benefit.LETTERS].why == "FCILEX may stand after the name."


@pytest.mark.clause("CPD-13", "CPD-14", "HB-7")
@pytest.mark.parametrize("benefit", sorted(OF_GRADE))
def test_benefits_are_lost_on_the_day_an_officer_signs_and_not_before(benefit: Benefit) -> None:
    assert around(fellow(SIGNED), date(2026, 10, 20), benefit) == [True, False, False]


@pytest.mark.clause("CPD-13")
@pytest.mark.parametrize("benefit", sorted(OF_GRADE))
def test_signed_early_nothing_is_lost_before_the_day_of_the_year(benefit: Benefit) -> None:
    old = CpdYearFacts("2018/19", date(2019, 9, 30), date(2020, 1, 1), Outcome.NOT_MET, signed_on=date(2019, 11, 1))
    assert around(fellow(old), date(2020, 1, 1), benefit) == [True, False, False]


@pytest.mark.clause("CPD-13")
def test_without_a_signature_nothing_is_lost() -> None:
    assert held(fellow(NOT_MET), date(2030, 1, 1)) == held(FELLOW, date(2030, 1, 1))


@pytest.mark.clause("CPD-13", "CPD-11a", "HB-7")
def test_a_live_extension_protects_to_its_last_day() -> None:
    facts = fellow(replace(SIGNED, extended_until=date(2026, 12, 31)))
    assert around(facts, date(2027, 1, 1), Benefit.OATHS) == [True, False, False]
    lost = standing(facts, today=date(2027, 1, 1))[Benefit.OATHS]
    assert (lost.since, lost.clause) == (date(2027, 1, 1), "CPD-14")
    warned = standing(facts, today=date(2026, 12, 31))[Benefit.OATHS]
    assert (warned.until, warned.to_do != "") == (date(2026, 12, 31), True)


@pytest.mark.clause("CPD-13", "CPD-16a")
def test_a_dispensation_protects_for_good() -> None:
    assert held(fellow(replace(SIGNED, dispensed=True)), NOVEMBER) == OF_GRADE
    assert held(fellow(SIGNED), NOVEMBER) == set()


@pytest.mark.clause("CPD-14")
def test_what_is_made_good_comes_back_at_once() -> None:
    assert {one.benefit for one in losses(fellow(SIGNED), today=NOVEMBER)} == set(Benefit)
    assert {one.benefit for one in losses(fellow(CLOSED), today=NOVEMBER)} == {Benefit.CERTIFICATE}


@pytest.mark.clause("CPD-14")
def test_two_years_are_both_made_good_before_anything_comes_back() -> None:
    older = CpdYearFacts("2024/25", date(2025, 9, 30), date(2025, 10, 1), Outcome.NOT_MET, date(2025, 10, 9))
    both = standing(fellow(SIGNED, older), today=NOVEMBER)[Benefit.LETTERS]
    assert (both.hold, both.since, "2024/25" in both.why) == (Hold.SUSPENDED, date(2025, 10, 9), True)
    assert held(fellow(older), NOVEMBER) == set()


@pytest.mark.clause("TC-4.4a", "HB-7")
def test_arrears_take_the_oaths_from_the_day_after_the_last_day_to_pay() -> None:
    unpaid = fellow(paid_until=date(2027, 1, 1))
    assert around(unpaid, date(2027, 2, 1), Benefit.OATHS) == [True, False, False]
    assert around(unpaid, date(2027, 2, 1), Benefit.LETTERS) == [True, True, True]
    assert standing(unpaid, today=date(2027, 2, 1))[Benefit.OATHS].clause == "TC-4.4a"


@pytest.mark.clause("TC-4.4a")
@pytest.mark.parametrize("benefit", sorted(OF_GRADE - {Benefit.OATHS}))
def test_a_lapse_takes_everything_on_its_day_though_nobody_has_written_it_down(benefit: Benefit) -> None:
    assert around(fellow(paid_until=date(2027, 1, 1)), date(2027, 4, 1), benefit) == [True, False, False]
    assert around(fellow(lapsed_on=date(2027, 4, 1)), date(2027, 4, 1), benefit) == [True, False, False]


@pytest.mark.clause("TC-4.4a")
def test_who_never_had_a_term_on_record_loses_nothing_for_it() -> None:
    assert held(fellow(paid_until=None), date(2029, 1, 1)) == OF_GRADE


@pytest.mark.clause("CPD-14", "HB-7")
@pytest.mark.parametrize("kind", list(Concession))
def test_a_reduced_fee_takes_the_oaths_and_nothing_else_while_it_runs(kind: Concession) -> None:
    facts = fellow(concessions=(Reduced(kind, date(2026, 11, 1), date(2026, 12, 1)),))
    assert around(facts, date(2026, 11, 1), Benefit.OATHS) == [True, False, False]
    assert around(facts, date(2026, 12, 1), Benefit.OATHS) == [False, True, True]
    assert held(facts, date(2026, 11, 1)) == OF_GRADE - {Benefit.OATHS}
    assert standing(facts, today=NOVEMBER)[Benefit.OATHS].until == date(2026, 11, 30)


def test_rights_of_audience_begin_and_run_out() -> None:
    facts = fellow(rights=(Right(RightKind.HIGHER_CIVIL, date(2026, 6, 1), date(2026, 11, 1)),))
    assert around(facts, date(2026, 6, 1), Benefit.AUDIENCE) == [False, True, True]
    assert around(facts, date(2026, 11, 1), Benefit.AUDIENCE) == [True, False, False]
    before, after = (standing(facts, today=day)[Benefit.AUDIENCE] for day in (date(2026, 5, 31), NOVEMBER))
    assert (before.hold, after.hold, after.since) == (Hold.NEVER, Hold.SUSPENDED, date(2026, 11, 1))
    only_litigation = fellow(rights=(Right(RightKind.LITIGATION, date(2026, 6, 1), None),))
    assert standing(only_litigation, today=NOVEMBER)[Benefit.AUDIENCE].hold == Hold.NEVER


@pytest.mark.clause("CPD-15", "TC-4.4a")
def test_a_certificate_is_held_from_its_first_day_to_its_last_whatever_else_is_lost() -> None:
    issued = Issued("PC-2027-AAAAAAAA", 2027, date(2027, 1, 1), date(2028, 1, 1))
    facts = fellow(SIGNED, certificates=(issued,), lapsed_on=date(2027, 4, 1))
    assert around(facts, date(2027, 1, 1), Benefit.CERTIFICATE) == [False, True, True]
    assert around(facts, date(2028, 1, 1), Benefit.CERTIFICATE) == [True, False, False]
    assert standing(facts, today=NOVEMBER)[Benefit.CERTIFICATE].until == date(2026, 12, 31)


@pytest.mark.clause("CPD-15")
def test_without_a_certificate_the_first_light_that_is_not_green_says_why() -> None:
    assert standing(fellow(SIGNED), today=NOVEMBER)[Benefit.CERTIFICATE].clause == "CPD-15"
    waiting = standing(fellow(declared=()), today=NOVEMBER)[Benefit.CERTIFICATE]
    assert (waiting.hold, waiting.clause) == (Hold.SUSPENDED, "CPD-15b")
    assert "has yet to issue" in standing(FELLOW, today=NOVEMBER)[Benefit.CERTIFICATE].why


@pytest.mark.parametrize("facts", [Facts(), fellow(letters="", brings=Brings(), rights=())])
def test_a_grade_that_brings_nothing_has_nothing_to_lose(facts: Facts) -> None:
    assert {answer.hold for answer in standing(facts, today=NOVEMBER).values()} == {Hold.NEVER}


DAYS = st.dates(date(2018, 1, 1), date(2030, 12, 31))
YEARS = st.builds(
    lambda start, lost, **facts: CpdYearFacts(
        f"{start}/x", date(start + 1, 9, 30), date(start + 1, 10, 1) + timedelta(days=lost), **facts
    ),
    st.integers(2018, 2027), st.integers(0, 120),
    outcome=st.sampled_from([None, *Outcome]), extended_until=st.none() | DAYS, dispensed=st.booleans(),
)  # fmt: skip
FACTS = st.builds(
    lambda years, paid, lapsed, verdict, rights: fellow(
        *years, paid_until=paid, lapsed_on=lapsed, declared=((2027, verdict),), rights=rights
    ),
    st.lists(YEARS, min_size=1, max_size=4, unique_by=lambda year: year.label), st.none() | DAYS, st.none() | DAYS,
    st.sampled_from([None, *Verdict]),
    st.lists(st.builds(Right, st.sampled_from(RightKind), DAYS, st.none()), max_size=2).map(tuple),
)  # fmt: skip


@pytest.mark.clause("CPD-13", "CPD-14")
@given(FACTS, DAYS, DAYS)
def test_a_signed_not_met_year_never_makes_anything_better(facts: Facts, signed: date, today: date) -> None:
    before = standing(facts, today=today)
    worse = tuple(
        replace(year, outcome=Outcome.NOT_MET, signed_on=min(signed, year.signed_on or signed))
        for year in facts.cpd_years
    )
    after = standing(replace(facts, cpd_years=worse), today=today)
    for benefit in Benefit:
        assert ORDER.index(after[benefit].hold) <= ORDER.index(before[benefit].hold)
    if today < signed:
        assert {b: a.hold for b, a in after.items()} == {b: a.hold for b, a in before.items()}


@pytest.mark.clause("CPD-11a", "CPD-16a")
@given(FACTS, DAYS, DAYS)
def test_more_time_never_makes_anything_worse(facts: Facts, until: date, today: date) -> None:
    longer = tuple(replace(year, extended_until=max(until, year.extended_until or until)) for year in facts.cpd_years)
    before, after = standing(facts, today=today), standing(replace(facts, cpd_years=longer), today=today)
    for benefit in Benefit:
        assert ORDER.index(after[benefit].hold) >= ORDER.index(before[benefit].hold)


@given(FACTS, DAYS)
def test_every_answer_can_be_read_and_looked_up(facts: Facts, today: date) -> None:
    for answer in standing(facts, today=today).values():
        assert answer.why.endswith(".")
        assert answer.clause
        assert answer.to_do == "" or answer.to_do.endswith(".")
        assert answer.since is None or answer.since <= today
        assert answer.until is None or answer.until >= today
