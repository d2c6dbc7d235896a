"""One employer pays for many: one order, a line for each member, entered by a membership officer [TC-5.5]."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from django.db import transaction

from cilexportal.foundation import london
from cilexportal.foundation.audit import because
from cilexportal.foundation.correspondence import services as correspondence
from cilexportal.foundation.correspondence.services import Letter
from cilexportal.foundation.rulebook.refusal import Refusal, Refused, refuse_if_any
from members.models import Member, User
from shop.enums import Stage
from shop.services import billing
from shop.services.billing import BillTo
from standing.enums import RenewalKind
from standing.models import EmployerPays, MembershipYear, Renewal
from standing.queries import terms, unpaid
from standing.queries.unpaid import Due
from standing.rules import renewing
from standing.rules.fees import Sum
from standing.services.renewals import fees_of

TOLD = "standing.employer_pays"


def enter(
    *, members: Sequence[Member], year: int, payer: BillTo, certificates: bool, seen_pence: int, by: User, at: datetime
) -> EmployerPays:
    """[TC-5.5] [TC-5.5a] Bills an employer for the year of these members on one order, and tells each of them.

    What a member has already ordered for themselves makes way; nobody's own steps are taken for them, so that whoever
    has not declared and undertaken yet is asked to. Raises Refused, with a sentence for each member who is in the way.
    """
    with transaction.atomic(), because(user_id=by.pk, why="standing.employer_pays"):
        ids = sorted({member.pk for member in members})
        held = list(Member.objects.select_for_update(no_key=True, of=("self",)).filter(pk__in=ids).order_by("pk"))
        row = MembershipYear.objects.get(pk=year)
        due = unpaid.dues(_with_users(held), year=row, today=london.date_of(at), certificates=certificates)
        refuse_if_any(problems(due=due, year=row, at=at))
        pence = sum(one.pence or 0 for one in due)
        refuse_if_any(filter(None, [billing.changed_sum(seen_pence=seen_pence, pence=pence)]))
        made = EmployerPays.objects.create(organisation=payer.organisation, made_at=at, made_by=by)
        renewals = [_renewal(one, row, made, at=at) for one in due]
        lines = [fee for one, renewal in zip(due, renewals, strict=True) for fee in _fees(one, renewal)]
        made.order = billing.bill_together(buyer=by, fees=lines, payer=payer, at=at)
        made.save(update_fields=["order"])
        Renewal.objects.filter(pk__in=[renewal.pk for renewal in renewals]).update(order=made.order)
        correspondence.queue_all(letters=[_letter(renewal) for renewal in renewals], at=at)
        return made


def problems(*, due: Sequence[Due], year: MembershipYear, at: datetime) -> list[Refusal]:
    """[TC-5.5] [TC-4.4b] What stands in the way of one invoice for these members, member by member."""
    where = renewing.stage(terms.days_of(year), today=london.date_of(at))
    found = [] if due else [Refusal("TC-5.5", "Enter the number of at least one member.")]
    if where not in (renewing.Stage.OPEN, renewing.Stage.GRACE):
        found.append(Refusal("TC-4.4a", f"The year {year} cannot be renewed today."))
    for one in due:
        if said := _problem(one):
            found.append(Refusal("TC-5.5", f"{one.member.full_name} ({one.member.number}): {said}"))
    return found


def _problem(one: Due) -> str:
    if one.paid:
        return "has paid for this year."
    if one.lapsed_on is not None:
        return "has lapsed, and comes back by themselves."
    if one.member.user is None:
        return "has no account yet, so the payment cannot be told to them."
    if one.state == unpaid.WITH_EMPLOYER:
        return "is on an employer's invoice already."
    return one.why_not


def _with_users(members: Sequence[Member]) -> list[Member]:
    return list(Member.objects.filter(pk__in=[one.pk for one in members]).select_related("user").order_by("sort_name"))


def _renewal(one: Due, year: MembershipYear, made: EmployerPays, *, at: datetime) -> Renewal:
    """The member's renewal of the year, begun for them where it was not; their own unpaid order makes way."""
    found = terms.live_renewal(member_id=one.member.pk, year=year.pk)
    if found is None:
        found = Renewal(year=year, kind=RenewalKind.RENEWING, begun_at=at)
    order = found.order
    if order is not None and order.stage == Stage.PLACED and not billing.let_go(order_id=order.pk, at=at):
        said = f"{one.member.full_name}: a payment of theirs is being checked. Look again in a few minutes."
        raise Refused.because("TC-5.5", said)
    found.member, found.employer, found.wants_certificate = one.member, made, one.certificate
    found.save()
    return found


def _fees(one: Due, renewal: Renewal) -> list[billing.Fee]:
    """A line for each fee of a member, titled with their name: the employer sees who it is for and no more."""
    assert one.asked is not None, "a grade without a fee is refused before"
    assert one.member.user is not None, "whoever has no account is refused before"
    named = [replace(line, title=f"{one.member.full_name}: {line.title}") for line in one.asked.lines]
    return fees_of(about=renewal, asked=Sum(lines=tuple(named)), whom=one.member.user)


def _letter(renewal: Renewal) -> Letter:
    member = renewal.member
    return Letter(
        kind=TOLD, to_user_id=member.user_id, to_name=member.full_name,
        to_email=member.user.email if member.user else "", context={"renewal": renewal.pk},
        dedupe_key=f"{TOLD}:{renewal.pk}:{renewal.employer_id}",
    )  # fmt: skip
