"""Renewing a year: begun, undertaken, billed, given up. What becomes of it once it is paid is in clearing.py.

Renewal and term are rows apart, so whatever becomes of a payment, the term that runs is not touched by it [TC-4.4a].
"""

from __future__ import annotations

from datetime import datetime
from typing import Protocol

from django.db import transaction

from cilexportal.foundation import london
from cilexportal.foundation.audit import because
from cilexportal.foundation.rulebook.refusal import Refused, refuse_if_any
from members.models import Member, User
from shop.enums import Stage
from shop.models import Order
from shop.services import billing
from shop.services.billing import BillTo
from standing.enums import FeeKind
from standing.models import Renewal
from standing.queries import member_rules, terms
from standing.queries.terms import Position
from standing.rules import renewing
from standing.rules.fees import Line, Sum
from standing.services.clearing import PURPOSE, clear

PRODUCTS = {
    FeeKind.REGISTRATION: "membership-registration",
    FeeKind.SUBSCRIPTION: "membership-subscription",
    FeeKind.CERTIFICATE: "practising-certificate",
    FeeKind.RETURN: "membership-return",
}


LONGEST_TITLE = 150


class Billed(Protocol):
    """What fees are billed for: a renewal, or a request to join."""

    pk: int


def begin(*, member_id: int, by: User | None, at: datetime) -> Renewal:
    """[TC-4.4a] Takes up the year that is open for a member, or the one they come back in; again gives the same.

    Raises Refused where nothing can be renewed now.
    """
    with transaction.atomic(), because(user_id=by.pk if by else None, why="standing.begin_renewal"):
        member = Member.objects.select_for_update(no_key=True).get(pk=member_id)
        found = terms.position(member, today=london.date_of(at))
        refuse_if_any(filter(None, [found.refusal(today=london.date_of(at))]))
        return _taken_up(found, at=at)


def _taken_up(found: Position, *, at: datetime) -> Renewal:
    if found.renewal is None:
        return Renewal.objects.create(
            member=found.member, year_id=found.days.year, kind=found.facts.kind, begun_at=at,
            declaration=found.declaration,
        )  # fmt: skip
    if found.renewal.kind != found.facts.kind:
        # A renewal that was not paid in time goes on as the return, with an order of its own.
        _end(found.renewal.order, at=at)
        found.renewal.kind, found.renewal.order = found.facts.kind, None
        found.renewal.save(update_fields=["kind", "order"])
    return found.renewal


def undertake(*, member_id: int, by: User, at: datetime) -> Renewal:
    """[TC-4.1] Keeps that the member undertook to follow the rules, in the versions of today. Raises Refused before
    the declaration of conduct."""
    with transaction.atomic(), because(user_id=by.pk, why="standing.undertake"):
        renewal = begin(member_id=member_id, by=by, at=at)
        found = terms.position(renewal.member, today=london.date_of(at))
        refuse_if_any(filter(None, [renewing.may_undertake(found.facts)]))
        renewal.undertaken_at, renewal.declaration = at, found.declaration
        renewal.save(update_fields=["undertaken_at", "declaration"])
        renewal.rules.set(member_rules.newest(today=london.date_of(at)))
        return renewal


def pay(*, member_id: int, payer: BillTo, certificate: bool, seen_pence: int, by: User, at: datetime) -> Order | None:
    """[TC-5.5] Bills the year's fees to the member or their employer; None where nothing is to be paid, and the year is
    theirs at once. Raises Refused for a step left out, and for a sum that is not the one that was seen."""
    with transaction.atomic(), because(user_id=by.pk, why="standing.pay"):
        renewal = begin(member_id=member_id, by=by, at=at)
        found = terms.position(renewal.member, today=london.date_of(at))
        asked = found.sum(certificate=certificate)
        refuse_if_any(
            filter(None, [renewing.may_pay(found.facts), billing.changed_sum(seen_pence=seen_pence, pence=asked.pence)])
        )
        _end(renewal.order, at=at)
        renewal.wants_certificate, renewal.declaration = certificate and found.may_certify(), found.declaration
        renewal.save(update_fields=["wants_certificate", "declaration"])
        if not asked.pence:
            clear(renewal=renewal, at=at)
            return None
        order = billing.bill_together(buyer=by, fees=fees_of(about=renewal, asked=asked, whom=by), payer=payer, at=at)
        renewal.order = order
        renewal.save(update_fields=["order"])
        return order


def _end(order: Order | None, *, at: datetime) -> None:
    """An order placed before and not paid makes way for the new one. Raises Refused where money may be on its way."""
    if order is None or order.paid_at is not None:
        return
    if order.stage == Stage.ACCEPTED:
        raise Refused.because("TC-5.5", f"An invoice for this has gone to {order.payer}. It is order {order.number}.")
    if not billing.let_go(order_id=order.pk, at=at):
        raise Refused.because("TC-4.4", "Your last payment is still being checked. Look again in a few minutes.")


def fees_of(*, about: Billed, asked: Sum, whom: User, purpose: str = PURPOSE) -> list[billing.Fee]:
    """The lines of a sum as the shop bills them, each with its own purpose."""
    return [fee_of(about=about, line=line, whom=whom, purpose=purpose) for line in asked.lines]


def fee_of(*, about: Billed, line: Line, whom: User, purpose: str = PURPOSE) -> billing.Fee:
    """One line as the shop bills it."""
    return billing.Fee(
        product_slug=PRODUCTS[line.kind], purpose=purpose_of(about=about, kind=line.kind, of=purpose), beneficiary=whom,
        pence=line.pence, title=line.title[:LONGEST_TITLE],
    )  # fmt: skip


def purpose_of(*, about: Billed, kind: FeeKind, of: str = PURPOSE) -> str:
    """What a fee is for, as the shop keeps it and tells it back."""
    return f"{of}:{about.pk}:{kind.value}"


def give_up(*, renewal_id: int, by: User, at: datetime) -> None:
    """[TC-4.4a] Ends a renewal that is not paid; the term that runs stays. Money that comes all the same still counts.

    Raises Refused for one that is paid, and for one whose invoice an employer has.
    """
    with transaction.atomic(), because(user_id=by.pk, why="standing.give_up"):
        renewal = Renewal.objects.select_for_update(of=("self",)).select_related("order__payer").get(pk=renewal_id)
        if renewal.cleared_at is not None:
            raise Refused.because("TC-4.4", "This year is paid. What has been paid is not given back.")
        if renewal.given_up_at is not None:
            return
        if renewal.order is not None and renewal.order.stage == Stage.ACCEPTED:
            said = f"The invoice has gone to {renewal.order.payer}. Give the order up first, under Orders."
            raise Refused.because("TC-9.2.3", said)
        if renewal.order_id:
            billing.let_go(order_id=renewal.order_id, at=at)
        renewal.given_up_at = at
        renewal.save(update_fields=["given_up_at"])


def want_certificate(*, member_id: int, payer: BillTo, seen_pence: int, by: User, at: datetime) -> Order | None:
    """[CPD-15a] Bills the fee of a practising certificate for a year that is paid already; None where it costs nothing.

    Raises Refused where no fee is set, before the year is paid, once it is paid, and where an employer has the invoice.
    """
    with transaction.atomic(), because(user_id=by.pk, why="standing.want_certificate"):
        member = Member.objects.select_for_update(no_key=True).get(pk=member_id)
        found = terms.position(member, today=london.date_of(at))
        line, renewal = found.certificate_line(), found.renewal
        paid = renewal is not None and renewal.certificate_cleared_at is not None
        refusals = [
            renewing.may_buy_certificate(found.days, found.facts, paid=paid),
            billing.changed_sum(seen_pence=seen_pence, pence=line.pence),
        ]
        refuse_if_any(filter(None, refusals))
        if renewal is None:
            renewal = _of_paid_year(found, at=at)
        _end(terms.order_of(purpose_of(about=renewal, kind=FeeKind.CERTIFICATE)), at=at)
        # A payment may have come since the first look: its word is not overwritten.
        renewal = Renewal.objects.select_for_update().get(pk=renewal.pk)
        paid = renewal.certificate_cleared_at is not None
        refuse_if_any(filter(None, [renewing.may_buy_certificate(found.days, found.facts, paid=paid)]))
        renewal.wants_certificate = True
        renewal.certificate_cleared_at = None if line.pence else at
        renewal.save(update_fields=["wants_certificate", "certificate_cleared_at"])
        if not line.pence:
            return None
        return billing.bill_together(buyer=by, fees=[fee_of(about=renewal, line=line, whom=by)], payer=payer, at=at)


def _of_paid_year(found: Position, *, at: datetime) -> Renewal:
    """The renewal that carries the certificate's fee where the year was paid before the portal kept renewals."""
    return Renewal.objects.create(
        member=found.member, year_id=found.days.year, kind=found.facts.kind, begun_at=at, cleared_at=at,
        declaration=found.declaration,
    )  # fmt: skip
