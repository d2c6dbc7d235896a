"""The daily job: notices before, on and after the last day, the lapse, and the way back."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from cilexportal.foundation.correspondence import sending
from cilexportal.foundation.correspondence.models import Message, MessageState
from cilexportal.foundation.rulebook.refusal import Refused
from cpd.models import CloseRun, YearResult
from members.models import GradeHeld
from standing.models import Certificate, Lapse, Term
from standing.queries import terms, unpaid
from standing.services import lapsing, renewals
from tests import factories as people
from tests.standing import factories, paying

DAY = datetime(2027, 2, 1, 0, 5, tzinfo=UTC)


def noon(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, 12, tzinfo=UTC)


@pytest.mark.clause("TC-4.4a")
def test_nobody_lapses_on_the_last_day_and_who_has_not_paid_does_on_the_next(member):
    factories.term(member)
    paid = people.MemberFactory()
    factories.term(paid)
    factories.term(paid, number=2027)
    without_terms = people.MemberFactory()
    assert lapsing.run(at=DAY - timedelta(minutes=6)) == 0
    assert lapsing.run(at=DAY) == 1
    assert lapsing.run(at=DAY + timedelta(days=1)) == 0
    lapse = Lapse.objects.get()
    assert (lapse.member, lapse.on, lapse.grade_code) == (member, date(2027, 2, 1), "fellow")
    assert GradeHeld.objects.get(member=member).until_date == date(2027, 2, 1)
    for other in (paid, without_terms):
        assert GradeHeld.objects.get(member=other).until_date is None
    assert Message.objects.filter(kind="standing.lapsed").count() == 1


def test_a_job_that_runs_late_dates_the_lapse_by_the_years_own_day(member):
    factories.term(member)
    assert lapsing.run(at=DAY + timedelta(days=9)) == 1
    assert Lapse.objects.get().on == date(2027, 2, 1)


@pytest.mark.clause("TC-4.4a")
def test_a_certificate_issued_already_goes_to_an_officer_and_is_not_revoked(member):
    factories.term(member)
    made = Certificate.objects.create(
        number="C1", member=member, year_id=2027, holder="A", title="T", from_date=date(2027, 1, 1),
        until_date=date(2028, 1, 1), issued_at=DAY,
    )  # fmt: skip
    assert not unpaid.certificates_after_lapse().exists()
    lapsing.run(at=DAY)
    assert [one.pk for one in unpaid.certificates_after_lapse()] == [made.pk]
    made.refresh_from_db()
    assert made.revoked_at is None


def test_each_notice_is_queued_once_and_only_to_who_has_not_paid(member):
    factories.term(member)
    paid = people.MemberFactory()
    factories.term(paid)
    factories.term(paid, number=2027)
    for day in (date(2026, 11, 1), date(2026, 11, 1), date(2026, 11, 3), date(2027, 1, 17), date(2027, 1, 31)):
        lapsing.run(at=noon(day))
    found = Message.objects.filter(kind="standing.renewal_due").order_by("pk")
    assert [message.context["notice"] for message in found] == ["open", "soon", "today"]
    assert {message.to_user_id for message in found} == {member.user_id}


@pytest.mark.parametrize("what", ["nothing", "paid", "over"])
def test_a_notice_is_asked_again_at_the_moment_of_sending(member, what):
    factories.term(member)
    lapsing.run(at=noon(date(2027, 1, 17)))
    if what == "paid":
        factories.term(member, number=2027)
    sent_on = date(2027, 2, 1) if what == "over" else date(2027, 1, 18)
    sending.send_due(at=noon(sent_on), limit=10)
    message = Message.objects.get(kind="standing.renewal_due")
    assert message.state == (MessageState.SENT if what == "nothing" else MessageState.DROPPED)
    if what == "nothing":
        assert "31 January 2027" in message.text


def test_a_letter_of_a_lapse_taken_back_meanwhile_is_not_sent(member):
    factories.term(member)
    lapsing.run(at=DAY)
    Lapse.objects.update(returned_on=date(2027, 2, 1))
    sending.send_due(at=DAY, limit=10)
    assert Message.objects.get(kind="standing.lapsed").state == MessageState.DROPPED


@pytest.mark.clause("TC-4.4b")
def test_coming_back_asks_for_cpd_declaration_and_the_fee_and_gives_the_grade_back(member):
    factories.term(member)
    lapsing.run(at=DAY)
    factories.fee("return", 7500)
    at = noon(date(2027, 5, 4))
    year = people.CpdYearFactory()
    run = CloseRun.objects.create(year=year, at=year.closes_at, started_at=year.closes_at)
    figures = dict.fromkeys(("outcomes", "professionalism", "planned", "hours", "specialism_hours"), 0)
    result = YearResult.objects.create(
        member=member, year=year, run=run, outcome="not_met", reduced=False, closed_at=year.closes_at,
        outside_study_hours=0, **figures,
    )  # fmt: skip
    with pytest.raises(Refused, match="2025/26 was not met"):
        renewals.begin(member_id=member.pk, by=member.user, at=at)
    result.superseded_at = at
    result.save()
    with pytest.raises(Refused, match="CPD-15b"):
        renewals.undertake(member_id=member.pk, by=member.user, at=at)
    factories.declaration(member)
    renewals.undertake(member_id=member.pk, by=member.user, at=at)
    order = renewals.pay(
        member_id=member.pk,
        payer=paying.bill_to(organisation="Example LLP", by_transfer=True),
        certificate=False,
        seen_pence=7500 + 38700,
        by=member.user,
        at=at,
    )
    paying.by_transfer(order, at=at)
    assert terms.live_lapse(member.pk) is None
    assert Term.objects.get(member=member, year=2027).from_date == date(2027, 5, 4)
    held = GradeHeld.objects.filter(member=member).order_by("from_date")
    assert [(row.from_date, row.until_date) for row in held][1:] == [(date(2027, 5, 4), None)]
    assert held[0].until_date == date(2027, 2, 1)


@pytest.mark.parametrize("many", [1, 3, 30])
def test_the_job_takes_as_many_statements_for_many_as_for_one(db, many, django_assert_num_queries):
    for _ in range(many):
        factories.term(people.MemberFactory())
    with django_assert_num_queries(8):
        assert lapsing.lapse(year=factories.year(), at=DAY) == many
