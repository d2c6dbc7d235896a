"""The facts of a year from the database, held against the rules and against the oracle."""

from __future__ import annotations

import itertools
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cilexportal.foundation import london
from cpd.models import CpdYear, Dispensation, Extension, Record, Reduction
from cpd.queries import at_a_glance
from cpd.queries.year_facts import FACTS_SQL, MemberYear, NoRequirement, facts_for
from cpd.rules.closing import Held, closing_instant, grade_that_owes
from cpd.rules.requirement import decide
from members.models import Grade, GradeHeld, Member
from tests import factories
from tests.cpd.conftest import CLOSES, MAY, counting
from tests.cpd.oracle import FIRST_DAY, LAST_DAY, OWES_LEAST_FIRST, Activity, Case, judge

START = date(2015, 1, 1)
NUMBERS = itertools.count(1)

days_around = st.one_of(
    st.sampled_from([FIRST_DAY, LAST_DAY]).flatmap(
        lambda day: st.integers(-2, 2).map(lambda shift: day + timedelta(days=shift))
    ),
    st.dates(date(2025, 6, 1), date(2026, 12, 31)),
)
activities = st.builds(
    Activity,
    complete=st.sampled_from([True, True, True, False]),
    deleted=st.sampled_from([False, False, False, True]),
    this_year=st.sampled_from([True, True, True, False]),
    professionalism=st.booleans(),
    planned=st.booleans(),
    hundredths=st.one_of(st.none(), st.sampled_from([1, 99, 100, 399, 400, 401]), st.integers(1, 2400)),
    in_specialism=st.sampled_from([True, True, False, None]),
    study=st.booleans(),
)


@st.composite
def histories(draw: st.DrawFn) -> tuple[tuple[str, date, date | None], ...]:
    """Up to three grades one after the other, with or without a gap, begun before, in, or after the year."""
    turns = sorted(set(draw(st.lists(days_around, min_size=1, max_size=4))))
    starts = [draw(st.sampled_from([START, turns[0]])), *turns]
    held = []
    for first, after in itertools.pairwise(starts):
        if first < after and draw(st.sampled_from([True, True, True, False])):
            held.append((draw(st.sampled_from(OWES_LEAST_FIRST)), first, after))
    if draw(st.booleans()):
        held.append((draw(st.sampled_from(OWES_LEAST_FIRST)), starts[-1], None))
    return tuple(held)


cases = st.builds(
    Case,
    grades=histories(),
    activities=st.lists(activities, max_size=14).map(tuple),
    has_specialism=st.booleans(),
    dispensed=st.sampled_from([False, False, False, True]),
    extended_until=st.one_of(st.none(), st.dates(date(2026, 9, 1), date(2027, 1, 31))),
    reduced=st.booleans(),
)


def enter(case: Case) -> Member:
    """The case as rows."""
    number = next(NUMBERS)
    specialism = factories.PracticeAreaFactory() if case.has_specialism else None
    member = Member.objects.create(
        number=f"h{number}", full_name="H", sort_name="h", joined_on=START, specialism=specialism
    )
    GradeHeld.objects.bulk_create(
        GradeHeld(member=member, grade_id=grade, from_date=first, until_date=after)
        for grade, first, after in case.grades
    )
    this, other = CpdYear.objects.get(label="2025/26"), CpdYear.objects.get(label="2024/25")
    Record.objects.bulk_create(_record(member, this if one.this_year else other, one) for one in case.activities)
    officer = factories.UserFactory()
    grant = {"member": member, "year": this, "reason": "r", "granted_at": MAY, "granted_by": officer}
    withdrawn = {**grant, "withdrawn_at": MAY, "withdrawn_by": officer}
    Dispensation.objects.create(**(grant if case.dispensed else withdrawn))
    Reduction.objects.create(**(grant if case.reduced else withdrawn))
    until = case.extended_until or date(2027, 5, 5)
    Extension.objects.create(until=until, **(grant if case.extended_until else withdrawn))
    return member


def _record(member: Member, year: CpdYear, one: Activity) -> Record:
    return Record(
        member=member, year=year, title="t", learned="l", evaluation="e", completed_on=year.starts_on,
        planned=one.planned, professionalism=one.professionalism,
        hours=None if one.hundredths is None else Decimal(one.hundredths) / 100,
        in_specialism=one.in_specialism, activity_type_id="study" if one.study else "course",
        complete_at=MAY if one.complete else None, deleted_at=MAY if one.deleted else None,
    )  # fmt: skip


@pytest.mark.clause("CPD-5a", "CPD-7a", "CPD-16a", "CPD-16b", "CPD-16c", "CPD-10", "REC-25")
@settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(case=cases, on=st.dates(LAST_DAY, date(2027, 2, 28)))
def test_the_portal_and_the_oracle_agree(db: None, case: Case, on: date) -> None:
    with transaction.atomic():
        member = enter(case)
        row = facts_for(member_id=member.pk, year_id=CpdYear.objects.get(label="2025/26").pk)
        transaction.set_rollback(True)
    verdict = judge(case, on=on)
    assert (row.grade if row.on_roll_at_start else None) == verdict.grade
    assert (row.outcomes, row.professionalism, row.planned) == (
        verdict.outcomes,
        verdict.professionalism,
        verdict.planned,
    )
    hundredths = (row.hours * 100, row.specialism_hours * 100, row.outside_study_hours * 100)
    assert hundredths == (verdict.hundredths, verdict.specialism, verdict.outside_study)
    assert row.closed_at == closing_instant(closes_at=CLOSES, extended_until=case.extended_until)
    decision = decide(row.facts, at=london.end_of_day(on))
    assert (decision.outcome.value, len(decision.missing)) == (verdict.outcome, verdict.missing)


@pytest.mark.clause("CPD-16c")
@settings(max_examples=300, deadline=None)
@given(grades=histories())
def test_the_rule_for_the_grade_and_the_oracle_agree(grades: tuple[tuple[str, date, date | None], ...]) -> None:
    held = [Held(grade, OWES_LEAST_FIRST.index(grade), first, after) for grade, first, after in grades]
    assert grade_that_owes(held, starts_on=FIRST_DAY) == judge(Case(grades), on=LAST_DAY).grade


def test_ranks_in_the_database_are_those_the_oracle_goes_by(db: None) -> None:
    ranked = list(Grade.objects.filter(code__in=OWES_LEAST_FIRST).order_by("rank").values_list("code", flat=True))
    assert ranked == OWES_LEAST_FIRST


def test_a_range_holds_its_first_member_and_not_its_last(year: CpdYear) -> None:
    one, two, three = (factories.MemberFactory() for _ in range(3))
    counting(two, year, planned=True)
    with connection.cursor() as cursor:
        cursor.execute(FACTS_SQL, {"year": year.pk, "first": one.pk, "last": three.pk})
        rows = {row.member_id: row for row in (MemberYear(*found) for found in cursor.fetchall())}
    assert sorted(rows) == [one.pk, two.pk]
    assert (rows[one.pk].outcomes, rows[two.pk].outcomes, rows[two.pk].planned) == (0, 1, 1)


def test_a_grade_without_a_requirement_is_said_and_not_guessed(year: CpdYear) -> None:
    member = factories.MemberFactory(grade="invented")
    row = facts_for(member_id=member.pk, year_id=year.pk)
    with pytest.raises(NoRequirement, match="invented"):
        _ = row.facts


def test_a_requirement_is_the_one_in_force_on_the_first_day_of_the_year(ada: Member, year: CpdYear) -> None:
    later = {"grade_id": "fellow", "outcomes": 12, "reduced_outcomes": 5}
    factories.RequirementFactory(from_date=date(2025, 10, 2), **later)
    assert facts_for(member_id=ada.pk, year_id=year.pk).target.outcomes == 9
    factories.RequirementFactory(from_date=date(2025, 10, 1), **later)
    assert facts_for(member_id=ada.pk, year_id=year.pk).target.outcomes == 12


@pytest.mark.clause("CPD-16b")
def test_a_reduction_lowers_the_target_and_names_its_clause(ada: Member, year: CpdYear) -> None:
    Reduction.objects.create(member=ada, year=year, reason="r", granted_at=MAY, granted_by=ada.user)
    target = facts_for(member_id=ada.pk, year_id=year.pk).target
    assert (target.outcomes, target.professionalism, target.planned, target.clause) == (5, 1, 3, "CPD-16b")


# --- At a glance -----------------------------------------------------------------------------------------------------


@pytest.mark.clause("REC-6", "REC-9")
def test_the_card_of_the_home_page_costs_three_queries_at_most(ada: Member, year: CpdYear) -> None:
    counting(ada, year)
    with CaptureQueriesContext(connection) as queries:
        card = at_a_glance(ada, MAY)
    assert len(queries) <= 3
    assert card is not None
    assert (card.label, card.slug, card.days_left, card.done) == ("2025/26", "2025-26", 139, "1 of 9 outcomes")
    assert [refusal.clause for refusal in card.missing] == ["CPD-5a"] * 3
    assert card.outcome is None


@pytest.mark.clause("CPD-9")
def test_the_last_day_has_no_days_left_and_the_next_second_is_the_new_year(ada: Member) -> None:
    last = at_a_glance(ada, CLOSES - timedelta(seconds=1))
    first = at_a_glance(ada, CLOSES)
    assert last is not None
    assert first is not None
    assert (last.label, last.days_left) == ("2025/26", 0)
    assert (first.label, first.days_left) == ("2026/27", 364)


def test_who_owes_nothing_sees_how_much_is_recorded(year: CpdYear) -> None:
    member = factories.MemberFactory(grade="affiliate")
    counting(member, year)
    card = at_a_glance(member, MAY)
    assert card is not None
    assert (card.done, card.owes, card.missing) == ("1 recorded", False, ())


def test_without_years_there_is_no_card(ada: Member) -> None:
    assert at_a_glance(ada, datetime(2010, 1, 1, tzinfo=UTC)) is None
