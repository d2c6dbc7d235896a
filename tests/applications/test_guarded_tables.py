"""What the tables refuse whoever asks: each row that must not be, tried with the database's own words."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import DatabaseError, connection, transaction

from applications.enums import Stage
from applications.models import (
    AgendaItem,
    CaseFee,
    Happening,
    Interest,
    Leave,
    Letter,
    PathwayVersion,
    Reconsideration,
    Reference,
    ReferenceLink,
    RoleAssessed,
    Seat,
    SectionVerdict,
    Turn,
)
from shop.models import Order
from tests import factories as people
from tests.applications import factories
from tests.applications.factories import NOON, TODAY
from tests.shop import factories as shop

pytestmark = pytest.mark.django_db


def refused(act: Callable[[], Any]) -> None:
    """The database turns it away."""
    with pytest.raises(DatabaseError), transaction.atomic():
        act()


def changed(row: Any, **values: Any) -> Callable[[], Any]:
    return lambda: type(row).objects.filter(pk=row.pk).update(**values)


def gone(row: Any) -> Callable[[], Any]:
    def delete() -> None:
        with connection.cursor() as cursor:
            cursor.execute(f"DELETE FROM {row._meta.db_table} WHERE {row._meta.pk.column} = %s", [row.pk])

    return delete


def an_order() -> Order:
    """An order of the shop by somebody."""
    return shop.order(people.UserFactory(), [(shop.product(), 1)])


@pytest.mark.clause("HB-1")
def test_a_person_has_one_live_application_under_the_version_it_began_with() -> None:
    user = people.UserFactory()
    first = factories.application(user)
    refused(lambda: factories.application(user))
    newer = PathwayVersion(pathway=first.pathway, version=2, from_date=date(2027, 1, 1), document={})
    refused(lambda: newer.save(force_insert=True))
    changed(first.version, until_date=date(2027, 1, 1))()
    newer.save()
    refused(changed(first, version=newer))
    refused(changed(first, reference="IM-OTHER"))
    refused(changed(first.version, document={}))
    refused(changed(first, end="withdrawn"))
    refused(gone(first))
    changed(first, end="withdrawn", ended_at=NOON)()
    refused(changed(first, end="", ended_at=None))
    assert factories.application(user).pk


@pytest.mark.clause("HB-11a")
def test_a_case_says_when_and_is_not_assessed_before_its_fee() -> None:
    case = factories.case()
    refused(changed(case, stage=Stage.FEE))
    changed(case, stage=Stage.FEE, submitted_at=NOON)()
    refused(changed(case, stage=Stage.ASSESSMENT))
    changed(case, stage=Stage.ASSESSMENT, cleared_at=NOON, whose="officer")()
    refused(changed(case, stage=Stage.MET))
    refused(changed(case, clock_since=TODAY))
    refused(changed(case, officer=case.application.user))
    changed(case, clock_since=TODAY, due_on=date(2026, 12, 18))()
    refused(changed(case, whose="applicant"))
    refused(changed(case, step="knowledge"))
    refused(changed(case, stage=Stage.WITHDRAWN))


def test_turns_follow_each_other_and_the_timeline_stays() -> None:
    case = factories.case()
    turn = Turn.objects.create(case=case, whose="applicant", since=NOON, since_day=TODAY)
    refused(lambda: Turn.objects.create(case=case, whose="officer", since=NOON, since_day=TODAY))
    refused(changed(turn, until=NOON - timedelta(seconds=1), until_day=TODAY))
    changed(turn, until=NOON, until_day=TODAY)()
    refused(changed(turn, until=None, until_day=None))
    told = Happening.objects.create(case=case, kind="begun", at=NOON, who="applicant", stage="draft")
    sent = factories.submission(case)
    for row in (told, sent):
        refused(changed(row, at=NOON + timedelta(days=1)))
        refused(gone(row))


@pytest.mark.clause("HB-17", "HB-18", "HB-19")
def test_the_ledger_holds_only_what_can_be() -> None:
    case = factories.case()
    for wrong in ({"until_date": date(2025, 1, 5)}, {"weekly_hours": 0}, {"weekly_hours": 169}, {"tasks": []}):
        refused(lambda wrong=wrong: factories.role(case, **wrong))
    role = factories.role(case, weekly_hours=168)
    Leave.objects.create(role=role, from_date=date(2025, 2, 1), until_date=date(2025, 2, 5))
    refused(lambda: Leave.objects.create(role=role, from_date=date(2025, 2, 5), until_date=date(2025, 2, 6)))
    Leave.objects.create(role=role, from_date=date(2025, 2, 6), until_date=date(2025, 2, 6))
    refused(lambda: factories.course(case, passed_on=date(2025, 6, 29)))
    factories.course(case)
    refused(lambda: factories.course(case))
    officer = people.UserFactory()
    view = {"role": role, "by": officer, "at": NOON}
    refused(lambda: RoleAssessed.objects.create(verdict="none", **view))
    refused(lambda: RoleAssessed.objects.create(verdict="part", why="hours_unclear", **view))
    refused(lambda: RoleAssessed.objects.create(verdict="full", weekly_hours=3, **view))
    full = RoleAssessed.objects.create(verdict="full", **view)
    refused(lambda: RoleAssessed.objects.create(verdict="full", **view))
    refused(changed(full, verdict="none", why="work_not_legal"))
    changed(full, superseded_at=NOON)()
    RoleAssessed.objects.create(verdict="none", why="work_not_legal", **view)
    refused(role.delete)


@pytest.mark.clause("HB-24")
def test_a_supervisor_is_asked_once_has_one_link_and_signs_for_good() -> None:
    asked = factories.asked(factories.case())
    refused(lambda: factories.asked(asked.case, email="Mary@Example.org"))
    life = {"asked": asked, "sent_at": NOON, "expires_at": NOON + timedelta(days=28)}
    link = ReferenceLink.objects.create(token_hash="a" * 64, **life)
    refused(lambda: ReferenceLink.objects.create(token_hash="b" * 64, **life))
    refused(changed(link, expires_at=NOON + timedelta(days=90)))
    changed(link, ended_at=NOON)()
    ReferenceLink.objects.create(token_hash="b" * 64, **life)
    reference = Reference.objects.create(asked=asked, saved_at=NOON)
    signature = {"signed_at": NOON, "signed_name": "Mary Somerville", "sha256": "0" * 64, "from_date": TODAY}
    refused(changed(reference, **signature))
    changed(reference, **signature, person_kind="solicitor", regulator="SRA", number="1")()
    refused(changed(reference, number="2"))
    changed(asked, stage="received", ended_at=NOON)()
    refused(changed(asked, stage="open", ended_at=None))
    refused(changed(asked, exception_by=people.UserFactory()))


@pytest.mark.clause("HB-26", "HB-28")
def test_nobody_decides_their_own_case_and_no_officer_refuses_alone() -> None:
    case = factories.case(stage=Stage.ASSESSMENT)
    factories.asked(case, email="mary@example.org")
    factories.asked(case.application.cases.get(step="knowledge"), email="Boss@example.org")
    about = [case.application.user, people.UserFactory(email="mary@example.org")]
    about.append(people.UserFactory(email="boss@example.org"))
    verdict = {"case": case, "submission": factories.submission(case), "section": "work", "at": NOON}
    for person in about:
        refused(lambda person=person: factories.decision(case, by=person))
        refused(lambda person=person: SectionVerdict.objects.create(by=person, passed=True, **verdict))
    officer = people.UserFactory()
    refused(lambda: SectionVerdict.objects.create(by=officer, passed=False, **verdict))
    refused(lambda: SectionVerdict.objects.create(by=officer, passed=True, reasons=[{"code": "x"}], **verdict))
    SectionVerdict.objects.create(by=officer, passed=True, **verdict)
    refused(lambda: factories.decision(case, by=officer, outcome="not_met", why="No."))
    refused(lambda: factories.decision(case, by=officer, outcome="refer"))
    refused(lambda: factories.decision(case, by=officer, outcome="ask"))
    refused(lambda: factories.decision(case, by=officer, body="committee", outcome="not_met"))
    made = factories.decision(case, by=officer)
    refused(changed(made, outcome="not_yet"))
    refused(changed(made, reversed_at=NOON, reversed_by=officer))
    changed(made, reversed_at=NOON, reversed_by=officer, reversed_why="The wrong case.")()
    refused(changed(made, reversed_at=None, reversed_by=None, reversed_why=""))


def test_a_letter_stays_as_it_was_released() -> None:
    case = factories.case(stage=Stage.ASSESSMENT)
    about = {"application": case.application, "case": case, "written_at": NOON, "written_by": people.UserFactory()}
    letter = Letter.objects.create(number=1, subject="Your application", body="Words.", **about)
    refused(lambda: Letter.objects.create(number=1, subject="Again", body="Words.", **about))
    changed(letter, body="Better words.")()
    changed(letter, released_at=NOON)()
    refused(changed(letter, body="Other words."))
    refused(changed(letter, released_at=None))
    refused(gone(letter))


@pytest.mark.clause("HB-28", "HB-28b")
def test_the_committee_decides_once_with_reasons_and_what_was_declared_stays() -> None:
    case = factories.case(stage=Stage.COMMITTEE)
    referral = factories.referral(case)
    refused(lambda: factories.referral(case))
    meeting, other = factories.meeting(), factories.meeting()
    clerk = referral.by
    listing = {"referral": referral, "listed_at": NOON, "listed_by": clerk}
    item = AgendaItem.objects.create(meeting=meeting, number=1, **listing)
    refused(lambda: AgendaItem.objects.create(meeting=other, number=1, **listing))
    seat = Seat.objects.create(meeting=meeting, member=factories.sitter(), chairs=True)
    refused(lambda: Seat.objects.create(meeting=meeting, member=factories.sitter(), chairs=True))
    elsewhere = Seat.objects.create(meeting=other, member=seat.member)
    refused(lambda: Interest.objects.create(item=item, seat=elsewhere, conflicted=False, at=NOON))
    refused(lambda: Interest.objects.create(item=item, seat=seat, conflicted=True, at=NOON))
    told = Interest.objects.create(item=item, seat=seat, conflicted=True, nature="A former colleague.", at=NOON)
    refused(changed(told, conflicted=False))
    refused(gone(told))
    refused(changed(item, outcome="met"))
    refused(changed(item, outcome="refer", recorded_at=NOON, recorded_by=clerk, reasons="So."))
    changed(item, outcome="met", recorded_at=NOON, recorded_by=clerk, reasons="So.")()
    made = factories.decision(case, body="committee", outcome="not_met", why="So.", by=clerk)
    changed(item, decision=made)()
    refused(changed(item, reasons="Otherwise."))
    asked = {
        "case": case, "decision": made, "to": "committee", "received_on": TODAY, "asked_at": NOON,
        "asked_by": case.application.user,
    }  # fmt: skip
    refused(lambda: Reconsideration.objects.create(reasons="", **asked))
    refused(lambda: Reconsideration.objects.create(reasons="Look.", late=True, referral=referral, **asked))
    again = Reconsideration.objects.create(reasons="Look.", late=True, **asked)
    refused(changed(again, late=False))
    refused(lambda: Reconsideration.objects.create(reasons="Look again.", **asked))


@pytest.mark.clause("HB-22", "HB-11b")
def test_a_case_has_one_standing_fee_that_stays_paid() -> None:
    case = factories.case()
    fee = CaseFee.objects.create(case=case, order=an_order(), billed_at=NOON)
    refused(lambda: CaseFee.objects.create(case=case, order=an_order(), billed_at=NOON))
    changed(fee, let_go_at=NOON)()
    standing = CaseFee.objects.create(case=case, order=an_order(), billed_at=NOON)
    refused(changed(standing, reversed_at=NOON, reversed_by=people.UserFactory(), reversed_why="Not paid at all."))
    changed(standing, paid_at=NOON)()
    refused(changed(standing, paid_at=None))
    refused(changed(standing, let_go_at=NOON))
    refused(changed(standing, reversed_at=NOON, reversed_by=people.UserFactory()))
    refused(gone(standing))
