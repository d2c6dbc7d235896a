"""The verbs on practising certificates: issue and revoke. Each writes to the member in the same transaction."""

from __future__ import annotations

import secrets
from datetime import date, datetime

from django.db import transaction

from cilexportal.foundation import london
from cilexportal.foundation.audit import because
from cilexportal.foundation.correspondence import services as correspondence
from cilexportal.foundation.documents.services import request_printout
from cilexportal.foundation.rulebook.refusal import Refusal, Refused, refuse_if_any
from cpd.models import YearResult
from members.models import Member, User
from standing.models import Certificate
from standing.queries.standing import facts_of_one
from standing.rules.facts import Facts
from standing.rules.lights import lights
from standing.rules.numbers import number_of

PRINTOUT = "standing.certificate"
ISSUED = "standing.certificate_issued"
REVOKED = "standing.certificate_revoked"


def issue(*, member_id: int, year: int, by: User | None, at: datetime) -> Certificate:
    """[CPD-15] [CPD-15a] Issues the certificate of a calendar year, has it printed and writes to the member.

    The facts are read again under lock, so that no certificate passes a close or another officer. Raises Refused with
    one reason for each light that is not green, where there is one already, and for an officer's own.
    """
    today = london.date_of(at)
    with transaction.atomic(), because(user_id=by.pk if by else None, why="standing.certificate.issue"):
        member = hold_still(member_id=member_id)
        if by is not None and member.user_id == by.pk:
            raise Refused.because("CPD-15", "This is your own certificate: another officer issues it.")
        facts = facts_of_one(member_id, today)
        refuse_if_any(_why_not(facts, year, today))
        begins = max(date(year, 1, 1), today)
        certificate = Certificate.objects.create(
            number=number_of(year, secrets.choice), member=member, year_id=year, holder=member.full_name,
            title=facts.title, from_date=begins, until_date=date(year + 1, 1, 1), issued_at=at, issued_by=by,
        )  # fmt: skip
        if owner := member.user or by:
            certificate.printout = request_printout(
                owner=owner, kind=PRINTOUT, key=certificate.number, params={"certificate": certificate.pk},
                filename=f"practising-certificate-{year}.pdf", at=at, unasked=True,
            )  # fmt: skip
            certificate.save(update_fields=["printout"])
        _tell(certificate, ISSUED, at=at)
        return certificate


def hold_still(*, member_id: int) -> Member:
    """Locks the member and every live result of theirs until the transaction ends.

    Another certificate waits for the first lock. A close or a new judgement supersedes a result by changing its row: it
    waits for the second, or is waited for; what is read after this is what stands.
    """
    member = Member.objects.select_for_update(no_key=True, of=("self",)).select_related("user").get(pk=member_id)
    list(YearResult.objects.select_for_update(no_key=True).filter(member=member, superseded_at=None).order_by("pk"))
    return member


def revoke(*, certificate_id: int, why: str, by: User, at: datetime) -> None:
    """[CPD-15] Revokes a certificate with its reason, and writes to the member. Raises Refused where it was before."""
    with transaction.atomic(), because(user_id=by.pk, why="standing.certificate.revoke"):
        certificate = Certificate.objects.select_for_update().get(pk=certificate_id)
        if certificate.revoked_at:
            raise Refused.because("CPD-15", f"Certificate {certificate.number} has been revoked before.")
        if not why.strip():
            raise Refused.because("CPD-15", "Say why the certificate is revoked: the member reads it.")
        certificate.revoked_at, certificate.revoked_by, certificate.revoked_why = at, by, why.strip()
        certificate.save(update_fields=["revoked_at", "revoked_by", "revoked_why"])
        _tell(certificate, REVOKED, at=at)


def _why_not(facts: Facts, year: int, today: date) -> list[Refusal]:
    """Why there is no certificate: everything at once."""
    if held := facts.certificate_for(year):
        return [Refusal("CPD-15", f"Certificate {held.number} for {year} has been issued already.")]
    if not facts.brings.certificate:
        return [Refusal("CPD-15", "This grade holds no practising certificate.")]
    known = facts.membership_year(year)
    if known is None or today < known.opens_on or today.year > year:
        return [Refusal("CPD-15", f"Certificates for {year} are not issued on this day.")]
    shown = lights(facts, year=year, today=today)
    return [Refusal(one.clause, one.why) for one in shown.all if not one.is_green]


def _tell(certificate: Certificate, kind: str, *, at: datetime) -> None:
    user = certificate.member.user
    correspondence.queue(
        kind=kind, to_user_id=user.pk if user else None, to_name=certificate.holder,
        to_email=user.email if user else "", context={"certificate": certificate.pk},
        dedupe_key=f"{kind}:{certificate.pk}", at=at,
    )  # fmt: skip
