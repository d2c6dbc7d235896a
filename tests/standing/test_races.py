"""Closes, grants and certificates at the same time, by the real services in connections of their own: what comes of it
is what one after the other would give, and nobody whose close says not met is given a certificate."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

import pytest

from cilexportal.foundation.rulebook.refusal import Refused
from cpd.enums import Ask, Outcome
from cpd.models import CpdYear, Dispensation, YearResult
from cpd.services import answering, close, late
from cpd.services.close import setwise
from members.models import Member
from standing.enums import Statement
from standing.models import Certificate
from standing.queries import certificates as queries
from standing.services import certificates
from tests import factories
from tests.cpd.asking.conftest import TOO_LATE, asked
from tests.cpd.asking.test_asking_races import Gate, grant
from tests.cpd.asking.test_services_late import NINTH
from tests.cpd.close.conftest import log_nine, outcome
from tests.cpd.close.test_races import WAIT, Alongside, close_all
from tests.cpd.conftest import MAY, extend, year
from tests.standing import factories as paid
from tests.standing.people import AT, TODAY

__all__ = ["extend", "year"]
pytestmark = pytest.mark.django_db(transaction=True)
A_MOMENT = 0.5


@pytest.fixture
def fellow(db: None) -> Member:
    """A Fellow to whom nothing but a CPD year is wanting for the certificate of 2027."""
    member: Member = factories.MemberFactory(grade="fellow")
    paid.declaration(member, statement=Statement.NOTHING_NEW)
    paid.term(member, number=2026)
    paid.term(member, number=2027)
    return member


@pytest.fixture
def cleo(db: None) -> Any:
    return factories.staff("cpd_officer")


def issue(member: Member) -> str:
    """Asks for the certificate; how that ended."""
    try:
        certificates.issue(member_id=member.pk, year=2027, by=None, at=AT)
    except Refused:
        return "refused"
    return "issued"


def met_while(gate: Gate, *works: Callable[[], Any]) -> list[Any]:
    """Begins the first work, which stops at the gate, then all others; opens the gate; what each gave."""
    first = Alongside(works[0])
    assert gate.inside.wait(WAIT)
    others = [Alongside(work) for work in works[1:]]
    for other in others:
        other.join(A_MOMENT)
    gate.go_on.set()
    return [one.result() for one in (first, *others)]


@pytest.mark.clause("CPD-11a", "CPD-15")
@pytest.mark.parametrize(("granted", "expected"), [(True, Outcome.EXTENDED), (False, Outcome.NOT_MET)])
def test_an_extension_granted_or_taken_back_during_the_close_brings_no_certificate(
    fellow, year, cleo, extend, monkeypatch, granted, expected
) -> None:
    given = asked(fellow, year, at=TOO_LATE) if granted else extend(fellow, year)
    act = partial(grant, given, cleo) if granted else partial(take_back, Ask.EXTENSION, given, cleo)
    gate = Gate(monkeypatch, setwise, "close_range")
    ends = met_while(gate, lambda: close_all(year), act, lambda: issue(fellow))
    assert ends[-1] == "refused"
    assert outcome(fellow, year) == expected
    assert issue(fellow) == "refused"
    assert not Certificate.objects.exists()


def take_back(ask: Ask, relief: Any, cleo: Any) -> None:
    answering.take_back_grant(ask=ask, relief_id=relief.pk, reason="In error.", by=cleo, at=AT)


def dispensed(member: Member, year: CpdYear) -> Dispensation:
    """The member's year is closed, and owed nothing."""
    told = {"reason": "Out of work.", "granted_by": factories.UserFactory(), "granted_at": MAY}
    granted = Dispensation.objects.create(member=member, year=year, **told)
    close_all(year)
    assert outcome(member, year) == Outcome.DISPENSED
    return granted


def taken_back_while_a_certificate_is_asked_for(fellow, year, cleo, monkeypatch) -> str:
    """A dispensation is taken back, the year judged anew and not committed, when the certificate is asked for."""
    granted = dispensed(fellow, year)
    gate = Gate(monkeypatch, setwise, "close_range")
    _, end = met_while(gate, lambda: take_back(Ask.DISPENSATION, granted, cleo), lambda: issue(fellow))
    assert outcome(fellow, year) == Outcome.NOT_MET
    return end


@pytest.mark.clause("CPD-15", "CPD-16a")
def test_a_certificate_asked_for_while_a_grant_is_taken_back_waits_and_is_refused(
    fellow, year, cleo, monkeypatch
) -> None:
    assert taken_back_while_a_certificate_is_asked_for(fellow, year, cleo, monkeypatch) == "refused"
    assert not Certificate.objects.exists()


def test_without_the_guard_the_same_member_is_given_one_though_the_close_says_not_met(
    fellow, year, cleo, monkeypatch
) -> None:
    """The control: were it refused here too, the test above would prove nothing."""
    monkeypatch.setattr(certificates, "hold_still", lambda *, member_id: Member.objects.get(pk=member_id))
    assert taken_back_while_a_certificate_is_asked_for(fellow, year, cleo, monkeypatch) == "issued"
    assert Certificate.objects.filter(revoked_at=None).exists()


@pytest.mark.clause("CPD-15", "CPD-16a")
def test_a_grant_taken_back_while_a_certificate_is_issued_waits_and_an_officer_is_shown_it(
    fellow, year, cleo, monkeypatch
) -> None:
    granted = dispensed(fellow, year)
    gate = Gate(monkeypatch, certificates, "facts_of_one")
    end, _ = met_while(gate, lambda: issue(fellow), lambda: take_back(Ask.DISPENSATION, granted, cleo))
    assert end == "issued"
    before, after = YearResult.objects.order_by("pk")
    issued_at = Certificate.objects.get().issued_at
    assert (before.outcome, after.outcome, issued_at) == (Outcome.DISPENSED, Outcome.NOT_MET, AT)
    close.sign(year=year, by=cleo, at=AT)
    assert list(queries.to_look_at(today=TODAY)) == [Certificate.objects.get()]


@pytest.mark.clause("CPD-15", "CPD-16f")
def test_a_certificate_asked_for_while_a_late_record_cures_the_year_waits_and_is_issued(
    fellow, year, cleo, monkeypatch
) -> None:
    log_nine(fellow, year, of=8, professionalism=0)
    close_all(year)
    assert issue(fellow) == "refused"
    gate = Gate(monkeypatch, setwise, "close_range")
    told = {"why": "In hospital.", "message": "Email", "by": cleo, "at": AT}
    cure = partial(late.enter, member=fellow, year=year, entries=[NINTH], **told)
    assert met_while(gate, cure, lambda: issue(fellow))[-1] == "issued"
    assert outcome(fellow, year) == Outcome.MET
