"""Members with everything, or all but one thing, that a practising certificate of 2027 asks for; as rows."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

from cpd.enums import Outcome
from cpd.models import CloseRun, CpdYear, Signature, YearResult
from members.models import Member
from standing.enums import Statement
from standing.models import Certificate
from standing.services import certificates
from tests import factories
from tests.standing import factories as paid

AT = datetime(2026, 11, 20, 12, 0, tzinfo=UTC)
TODAY = date(2026, 11, 20)
SIGNED = datetime(2026, 10, 20, 9, 0, tzinfo=UTC)


def closed(member: Member, outcome: Outcome = Outcome.MET, *, signed: datetime | None = None) -> YearResult:
    """The member's 2025/26 as the close left it, with an officer's signature from `signed`."""
    year = CpdYear.objects.get(label="2025/26")
    run, _ = CloseRun.objects.get_or_create(
        year=year, rehearsal=False, defaults={"at": year.closes_at, "started_at": year.closes_at, "finished_at": AT}
    )
    counts: dict[str, Any] = dict.fromkeys(("outcomes", "professionalism", "planned"), 0)
    hours: dict[str, Any] = dict.fromkeys(("hours", "specialism_hours", "outside_study_hours"), 0)
    signature = Signature.objects.create(year=year, at=signed, by=factories.UserFactory()) if signed else None
    return YearResult.objects.create(
        member=member, year=year, run=run, outcome=outcome, reduced=False, closed_at=year.closes_at,
        signature=signature, **counts, **hours,
    )  # fmt: skip


def ready(outcome: Outcome = Outcome.MET, **fields: Any) -> Member:
    """A Fellow whose three lights for 2027 are green, unless the outcome says otherwise."""
    member: Member = factories.MemberFactory(grade="fellow", **fields)
    closed(member, outcome)
    if member.user:
        paid.declaration(member, statement=Statement.NOTHING_NEW)
    paid.term(member, number=2026)
    paid.term(member, number=2027)
    return member


def issued(member: Member | None = None) -> Certificate:
    """The certificate of 2027 of a member who is ready for it."""
    whom = member or ready()
    return certificates.issue(member_id=whom.pk, year=2027, by=None, at=AT)
