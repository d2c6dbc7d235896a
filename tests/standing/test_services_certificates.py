"""Certificates are issued when all is green, once a year, and never past a close."""

from __future__ import annotations

import re
import threading
from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.db import connection, transaction

from cilexportal.foundation.correspondence.models import Message
from cilexportal.foundation.documents import making
from cilexportal.foundation.documents.models import Printout, PrintoutState
from cilexportal.foundation.rulebook.refusal import Refused
from cpd.enums import Outcome
from cpd.models import YearResult
from members.models import Member
from standing.models import Certificate, Declaration, Term
from standing.services import certificates
from tests import factories
from tests.foundation.test_sealing import checked
from tests.standing.people import AT, closed, issued, ready

WAIT = 20
LATE = datetime(2027, 3, 5, 9, 0, tzinfo=UTC)


def issue(member: Member, **how: Any) -> Certificate:
    return certificates.issue(**{"member_id": member.pk, "year": 2027, "by": None, "at": AT, **how})


def refusals(member: Member, **how: Any) -> list[str]:
    with pytest.raises(Refused) as refused:
        issue(member, **how)
    return [one.clause for one in refused.value.refusals]


@pytest.mark.django_db
@pytest.mark.clause("CPD-15", "CPD-15a")
def test_three_green_lights_bring_a_certificate_for_the_calendar_year() -> None:
    officer, fellow = factories.staff("cpd_officer"), ready()
    made = issue(fellow, by=officer)
    assert (made.from_date, made.until_date) == (date(2027, 1, 1), date(2028, 1, 1))
    assert (made.holder, made.issued_by) == (fellow.full_name, officer)
    assert re.fullmatch(r"PC-2027-[34679ACDEFGHJKMNPQRTUVWXY]{8}", made.number)
    letter = Message.objects.get(kind="standing.certificate_issued")
    assert (letter.to_user, letter.context) == (fellow.user, {"certificate": made.pk})


@pytest.mark.django_db
@pytest.mark.clause("CPD-15")
def test_issued_during_its_year_it_begins_that_day() -> None:
    assert issue(ready(), at=LATE).from_date == date(2027, 3, 5)


@pytest.mark.django_db
@pytest.mark.clause("CPD-15a", "CPD-15")
@pytest.mark.parametrize(
    ("spoil", "clause"),
    [
        (lambda member: YearResult.objects.update(superseded_at=AT), "CPD-15"),
        (lambda member: Declaration.objects.update(superseded_at=AT), "CPD-15b"),
        (lambda member: Term.objects.filter(year=2027).delete(), "CPD-15a"),
    ],
)
def test_one_light_that_is_not_green_refuses(spoil: Callable[[Member], object], clause: str) -> None:
    fellow = ready()
    spoil(fellow)
    assert refusals(fellow) == [clause]
    assert not Certificate.objects.exists()
    assert not Message.objects.exists()


@pytest.mark.django_db
@pytest.mark.clause("CPD-15a")
def test_every_light_that_is_not_green_is_named() -> None:
    assert refusals(factories.MemberFactory()) == ["CPD-15", "CPD-15b", "CPD-15a"]


@pytest.mark.django_db
@pytest.mark.parametrize("at", [datetime(2026, 10, 31, 12, tzinfo=UTC), datetime(2028, 1, 1, 12, tzinfo=UTC)])
def test_a_year_has_its_days_to_issue(at: datetime) -> None:
    assert refusals(ready(), at=at) == ["CPD-15"]


@pytest.mark.django_db
@pytest.mark.clause("CPD-15")
def test_there_is_one_live_certificate_a_year_and_after_a_revocation_another() -> None:
    fellow, officer = ready(), factories.staff("regulation_officer")
    first = issue(fellow)
    assert refusals(fellow) == ["CPD-15"]
    certificates.revoke(certificate_id=first.pk, why="Issued in error.", by=officer, at=AT)
    assert issue(fellow).number != first.number


@pytest.mark.django_db
def test_a_revocation_has_its_reason_and_is_told_once() -> None:
    made, officer = issued(), factories.staff("regulation_officer")
    with pytest.raises(Refused):
        certificates.revoke(certificate_id=made.pk, why="  ", by=officer, at=AT)
    certificates.revoke(certificate_id=made.pk, why="Issued in error.", by=officer, at=AT)
    with pytest.raises(Refused):
        certificates.revoke(certificate_id=made.pk, why="Again.", by=officer, at=AT)
    assert Message.objects.filter(kind="standing.certificate_revoked").count() == 1
    made.refresh_from_db()
    assert (made.revoked_why, made.revoked_by) == ("Issued in error.", officer)


@pytest.mark.django_db
@pytest.mark.pango
@pytest.mark.clause("CPD-15")
def test_the_worker_prints_and_seals_it() -> None:
    made = issued()
    assert made.printout is not None
    making.print_waiting(at=AT, limit=5)
    printout = Printout.objects.get()
    assert printout.state == PrintoutState.READY
    with printout.file.open("rb") as file:
        assert checked(file.read()).bottom_line


def alongside(*work: Callable[[], object]) -> list[str]:
    """Runs each in a thread and a connection of its own; how each ended, in order."""
    ends = ["" for _ in work]

    def run(number: int) -> None:
        try:
            work[number]()
            ends[number] = "done"
        except Refused:
            ends[number] = "refused"
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=[number], daemon=True) for number in range(len(work))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(WAIT)
    return ends


def judge_anew_while_one_is_issued(fellow: Member) -> list[str]:
    """A new judgement says not met, in a transaction still under way when a certificate is asked for."""
    superseded, go_on = threading.Event(), threading.Event()

    def judge() -> None:
        with transaction.atomic():
            YearResult.objects.filter(member=fellow).update(superseded_at=AT)
            closed(fellow, Outcome.NOT_MET)
            superseded.set()
            assert go_on.wait(WAIT)

    def ask() -> None:
        assert superseded.wait(WAIT)
        threading.Timer(0.5, go_on.set).start()
        issue(fellow)

    return alongside(judge, ask)


@pytest.mark.django_db(transaction=True)
@pytest.mark.clause("CPD-15", "CPD-10")
def test_a_certificate_waits_for_a_judgement_under_way_and_is_refused() -> None:
    assert judge_anew_while_one_is_issued(ready()) == ["done", "refused"]
    assert not Certificate.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_without_the_guard_a_member_who_has_not_met_the_year_would_have_one(monkeypatch) -> None:
    """The control: were there no certificate here, the test above would prove nothing."""
    monkeypatch.setattr(certificates, "hold_still", lambda *, member_id: Member.objects.get(pk=member_id))
    assert judge_anew_while_one_is_issued(ready()) == ["done", "done"]
    assert Certificate.objects.exists()
    assert YearResult.objects.get(superseded_at=None).outcome == Outcome.NOT_MET


@pytest.mark.django_db(transaction=True)
@pytest.mark.clause("CPD-15")
def test_two_officers_at_once_issue_one() -> None:
    fellow = ready()
    assert sorted(alongside(lambda: issue(fellow), lambda: issue(fellow))) == ["done", "refused"]
    assert Certificate.objects.count() == 1


@pytest.mark.django_db
@pytest.mark.clause("CPD-15")
def test_no_officer_issues_their_own_certificate() -> None:
    fellow = ready()
    with pytest.raises(Refused, match="your own certificate"):
        issue(fellow, by=fellow.user)
    assert issue(fellow, by=factories.staff("cpd_officer"))
