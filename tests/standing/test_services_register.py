"""The entries of the register follow standing, whatever changed it and by whichever way."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from cpd.enums import Outcome
from cpd.models import YearResult
from members.models import GradeHeld, GradeName, Member
from standing.enums import Concession
from standing.models import MembershipYear, Practice, ReducedFee, RegisterChange, RegisterEntry
from standing.queries.register import as_they_stand
from standing.services import certificates, register
from tests import factories
from tests.standing.people import AT, SIGNED, closed, issued, ready

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


def entry(member: Member) -> RegisterEntry:
    return RegisterEntry.objects.get(member=member)


def noted() -> set[int | None]:
    """Whose entries have to be made anew; forgotten by being asked."""
    found = set(RegisterChange.objects.values_list("member_id", flat=True))
    RegisterChange.objects.all().delete()
    return found


@pytest.mark.clause("CPD-13", "CPD-14")
def test_the_entry_goes_with_the_signature_and_is_back_with_the_cure() -> None:
    ben = factories.MemberFactory(grade="paralegal")
    register.follow(at=SIGNED - DAY)
    assert (entry(ben).shown, entry(ben).letters) == (True, "ACILEX")
    result = closed(ben, Outcome.NOT_MET, signed=SIGNED)
    assert register.follow(at=SIGNED) == 1
    assert (entry(ben).shown, entry(ben).letters) == (False, "")
    YearResult.objects.filter(pk=result.pk).update(superseded_at=AT)
    closed(ben, Outcome.MET)
    assert register.follow(at=AT) == 1
    assert (entry(ben).shown, entry(ben).letters) == (True, "ACILEX")
    assert register.follow(at=AT) == 0


@pytest.mark.clause("CPD-13")
def test_a_day_that_comes_changes_the_entry_without_any_event() -> None:
    fellow = ready()
    register.follow(at=AT)
    paid_for = date(2028, 1, 31)
    lapse = MembershipYear.objects.create(
        year=2028, opens_on=date(2027, 11, 1), pay_by=paid_for, lapses_on=date(2028, 4, 1)
    ).lapses_on
    register.follow(at=AT)
    assert entry(fellow).next_on == paid_for + DAY
    at_noon = datetime(2028, 1, 31, 12, tzinfo=AT.tzinfo)
    assert register.turn_day(at=at_noon) == 0
    assert entry(fellow).oaths
    assert register.turn_day(at=at_noon + DAY) == 1
    assert (entry(fellow).oaths, entry(fellow).shown, entry(fellow).next_on) == (False, True, lapse)
    assert as_they_stand([entry(fellow)], today=lapse - DAY)
    assert not as_they_stand([entry(fellow)], today=lapse), "nobody has refreshed it yet"
    assert register.turn_day(at=at_noon + 90 * DAY) == 1
    assert not entry(fellow).shown


def test_whatever_changes_a_member_leaves_a_note_of_them() -> None:
    made = issued()
    fellow, other = made.member, factories.MemberFactory()
    noted()
    fellow.full_name = "Zoë Amber"
    fellow.save()
    assert noted() == {fellow.pk}
    GradeHeld.objects.filter(member=fellow).update(until_date=date(2027, 5, 1))
    assert noted() == {fellow.pk}
    GradeHeld.objects.filter(member=other).delete()
    assert noted() == {other.pk}
    ReducedFee.objects.create(member=fellow, concession=Concession.RETIRED, from_date=date(2027, 1, 1))
    assert noted() == {fellow.pk}
    ReducedFee.objects.update(member=other)
    assert noted() == {fellow.pk, other.pk}
    certificates.revoke(certificate_id=made.pk, why="Asked for.", by=factories.UserFactory(), at=AT)
    assert noted() == {fellow.pk}
    closed(other, Outcome.MET)
    assert noted() == set(), "a result that nobody signed changes nothing"


def test_a_new_name_of_a_grade_reaches_everybody() -> None:
    ada, ben = ready(), factories.MemberFactory(grade="paralegal")
    register.follow(at=AT)
    GradeName.objects.filter(grade="fellow", is_alias=False, until_date=None).update(letters="FX")
    assert [one.letters for one in as_they_stand([entry(ada)], today=AT.date())] == ["FX"], "not refreshed yet"
    assert register.follow(at=AT) == 2
    assert (entry(ada).letters, entry(ben).letters) == ("FX", "ACILEX")


def test_where_one_works_is_kept_shown_at_once_and_written_in_the_trail() -> None:
    ada = ready()
    register.say_practice(member=ada, employer=" Marlow  & Finch ", place="Leeds", at=AT)
    register.say_practice(member=ada, employer="", place="Leeds", at=AT)
    assert (entry(ada).employer, entry(ada).place) == ("", "Leeds")
    events = Practice.pgh_event_model.objects.order_by("pgh_id").values_list("employer", flat=True)
    assert list(events) == ["Marlow & Finch", ""]


def test_an_entry_that_reads_the_same_is_left_alone() -> None:
    ada = ready()
    assert register.make_all(at=AT) == 1
    before = entry(ada).refreshed_at
    assert register.refresh(member_ids=[ada.pk], at=AT + DAY) == 0
    assert entry(ada).refreshed_at == before


def test_many_members_take_as_many_statements_as_one() -> None:
    members = [ready().pk for _ in range(6)]
    counts = []
    for ids in (members[:1], members[1:]):
        with CaptureQueriesContext(connection) as asked:
            register.refresh(member_ids=ids, at=AT)
        counts.append(len(asked))
    assert counts[0] == counts[1] <= 25
