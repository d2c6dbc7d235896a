"""The facts as they are read from the tables: set-wise, and right on the day."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from cpd.enums import Outcome
from cpd.models import CpdYear, Dispensation, Extension, YearResult
from members.models import GradeHeld, Member
from standing.enums import Benefit, Concession, Light, RightKind, Verdict
from standing.models import Lapse, ReducedFee, RightHeld
from standing.queries.standing import facts_of, facts_of_one
from standing.rules.lights import lights
from standing.rules.standing import standing
from tests import factories
from tests.standing import factories as paid
from tests.standing.people import AT, SIGNED, TODAY, closed, ready
from tests.standing.sample import losses

pytestmark = pytest.mark.django_db


def lost(member: Member, today: date = TODAY) -> set[Benefit]:
    """What the member has lost but for a certificate not yet issued."""
    return {one.benefit for one in losses(facts_of_one(member.pk, today), today=today)} - {Benefit.CERTIFICATE}


def colours(member: Member, year: int = 2027, today: date = TODAY) -> list[Light]:
    return [one.colour for one in lights(facts_of_one(member.pk, today), year=year, today=today).all]


def test_who_has_everything_has_three_green_lights() -> None:
    assert colours(ready()) == [Light.GREEN] * 3


@pytest.mark.clause("CPD-13", "CPD-14")
def test_a_signed_year_takes_letters_and_entry_and_superseding_it_brings_them_back() -> None:
    ben = factories.MemberFactory(grade="paralegal")
    result = closed(ben, Outcome.NOT_MET, signed=SIGNED)
    assert lost(ben, SIGNED.date() - timedelta(days=1)) == set()
    assert lost(ben, SIGNED.date()) == {Benefit.LETTERS, Benefit.REGISTER}
    YearResult.objects.filter(pk=result.pk).update(superseded_at=AT)
    assert lost(ben) == set()
    closed(ben, Outcome.MET)
    assert lost(ben) == set()


@pytest.mark.clause("CPD-13")
def test_nothing_is_lost_without_a_signature() -> None:
    ben = factories.MemberFactory(grade="paralegal")
    closed(ben, Outcome.NOT_MET)
    assert lost(ben) == set()


@pytest.mark.clause("CPD-13", "CPD-11a", "CPD-16a")
@pytest.mark.parametrize(("withdrawn", "expected"), [(False, set()), (True, {Benefit.LETTERS, Benefit.REGISTER})])
@pytest.mark.parametrize("kind", [Extension, Dispensation])
def test_a_live_extension_or_dispensation_protects_and_a_withdrawn_one_does_not(kind, withdrawn, expected) -> None:
    ben, officer = factories.MemberFactory(grade="paralegal"), factories.UserFactory()
    closed(ben, Outcome.NOT_MET, signed=SIGNED)
    back = {"withdrawn_at": AT, "withdrawn_by": officer} if withdrawn else {}
    until = {"until": date(2026, 12, 31)} if kind is Extension else {}
    year = CpdYear.objects.get(label="2025/26")
    kind.objects.create(member=ben, year=year, reason="x", granted_at=AT, granted_by=officer, **back, **until)
    assert lost(ben) == expected


@pytest.mark.clause("TC-4.4a")
def test_a_lapse_takes_everything_although_the_grade_has_ended() -> None:
    fellow = ready()
    GradeHeld.objects.filter(member=fellow).update(until_date=date(2026, 11, 1))
    assert {answer.hold for answer in standing(facts_of_one(fellow.pk, TODAY), today=TODAY).values()} == {"never"}
    Lapse.objects.create(
        member=fellow, year=paid.year(2026), on=date(2026, 11, 1), grade_code="fellow", recorded_at=AT
    )  # fmt: skip
    assert lost(fellow) == {Benefit.LETTERS, Benefit.OATHS, Benefit.REGISTER}
    Lapse.objects.update(returned_on=date(2026, 11, 10))
    assert lost(fellow) == set()


@pytest.mark.clause("HB-2", "HB-7")
@pytest.mark.parametrize(("days", "begun"), [(-1, False), (0, True), (1, True)], ids=["before", "on", "after"])
def test_what_a_grade_brings_begins_on_its_first_day_and_not_before(days: int, begun: bool) -> None:
    member, first = factories.MemberFactory(grade="paralegal"), TODAY + timedelta(days=30)
    GradeHeld.objects.filter(member=member).update(until_date=first)
    GradeHeld.objects.create(member=member, grade=factories.GradeFactory(code="fellow"), from_date=first)
    day = first + timedelta(days=days)
    facts = facts_of_one(member.pk, day)
    assert facts.grade == ("fellow" if begun else "paralegal")
    assert standing(facts, today=day)[Benefit.OATHS].is_held is begun


@pytest.mark.clause("CPD-14")
def test_rights_and_concessions_count_on_their_days() -> None:
    fellow = ready()
    RightHeld.objects.create(member=fellow, right=RightKind.AUDIENCE, from_date=date(2026, 1, 1))
    ReducedFee.objects.create(member=fellow, concession=Concession.PARENTAL_LEAVE, from_date=TODAY)
    answers = standing(facts_of_one(fellow.pk, TODAY), today=TODAY)
    assert (answers[Benefit.AUDIENCE].is_held, answers[Benefit.OATHS].is_held) == (True, False)


@pytest.mark.clause("CPD-15a")
def test_each_light_is_read_from_its_own_rows() -> None:
    bare = factories.MemberFactory(grade="fellow")
    assert colours(bare) == [Light.RED, Light.TO_DO, Light.TO_DO]
    paid.declaration(bare, verdict="", decided_at=None)
    paid.renewal(bare)
    assert colours(bare) == [Light.RED, Light.AMBER, Light.AMBER]


@pytest.mark.clause("CPD-15a")
def test_a_reduced_subscription_does_not_include_the_certificate() -> None:
    fellow = ready()
    ReducedFee.objects.create(member=fellow, concession=Concession.DUAL_QUALIFIED, from_date=date(2026, 1, 1))
    assert colours(fellow)[2] == Light.TO_DO
    paid.renewal(fellow, cleared_at=AT, certificate_cleared_at=AT)
    assert colours(fellow)[2] == Light.GREEN


def test_a_declaration_of_somebody_else_or_another_year_does_not_count() -> None:
    fellow = factories.MemberFactory(grade="fellow")
    paid.declaration(number=2027)
    paid.declaration(fellow, number=2026)
    assert dict(facts_of_one(fellow.pk, TODAY).declared) == {2026: Verdict.ACCEPTED}


def test_members_are_told_apart_and_strangers_left_out() -> None:
    good, bad = ready(), factories.MemberFactory(grade="paralegal", user=None)
    closed(bad, Outcome.NOT_MET, signed=SIGNED)
    found = facts_of([good.pk, bad.pk, 0], TODAY)
    assert found.keys() == {good.pk, bad.pk}
    assert (found[good.pk].letters, found[bad.pk].letters) == ("FCILEX", "ACILEX")
    assert facts_of([], TODAY) == {}


def test_many_members_take_as_many_statements_as_one() -> None:
    members = [ready().pk for _ in range(8)]
    with CaptureQueriesContext(connection) as one:
        facts_of(members[:1], TODAY)
    with CaptureQueriesContext(connection) as many:
        facts_of(members, TODAY)
    assert len(one) == len(many) == 14
