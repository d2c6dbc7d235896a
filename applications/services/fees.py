"""The fee of a case: billed through the shop with its submission, paid before anything is assessed, not given back.

The shop holds an order before it tells of its payment, and the case is held after that. So whoever means to end an
order holds it first (`hold`), then the case: payment and withdrawal stand in line and never wait for each other.
"""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.db.models import Q, QuerySet

from applications.enums import Actor, EventKind, Stage
from applications.models import Case, CaseFee
from applications.rules import fees as rules
from applications.rules.fees import FeeFacts
from applications.rules.pathway import Step
from applications.services import moving
from cilexportal.foundation import london
from cilexportal.foundation.audit import because
from cilexportal.foundation.correspondence import services as correspondence
from cilexportal.foundation.rulebook.refusal import Refusal, Refused, refuse_if_any
from members.models import User
from shop import events
from shop.enums import Stage as OrderStage
from shop.models import Product
from shop.queries import catalogue, orders_state
from shop.queries.payments import money_given_at
from shop.services import billing, orders
from shop.services.billing import BillTo, NotBilled

CLAUSE = "HB-22"
PAID, UNPAID = "applications.fee_paid", "applications.fee_unpaid"
ENDED = (OrderStage.DECLINED, OrderStage.WITHDRAWN)
CHECKED = "A payment for this is still being checked. Look again in a few minutes."
INVOICED = "An invoice for this has gone to {payer}. Give order {number} up first, under Orders."
NO_PAYER = "Say who pays the fee."


def standing(case_id: int) -> CaseFee | None:
    """The fee of a case that was not let go, with its order and payer."""
    return CaseFee.objects.select_related("order__payer").filter(case=case_id, let_go_at=None).first()


def facts_of(fee: CaseFee | None) -> FeeFacts:
    """What the rules ask of a fee."""
    if fee is None:
        return FeeFacts()
    return FeeFacts(billed=True, paid=fee.paid_at is not None, reversed=fee.reversed_at is not None)


def price_of(step: Step, *, today: date) -> int | None:
    """[HB-22] What the fee of a step comes to on a London day, in pence; None where none is set or none is asked."""
    product = Product.objects.filter(slug=step.fee).first() if step.fee else None
    return catalogue.price_on(product.pk, today) if product else None


def bill_for(
    *, case: Case, step: Step, payer: BillTo | None, seen_pence: int | None, by: User, at: datetime
) -> CaseFee:
    """[HB-22] The invoice of a submission, in its transaction; the case is held by the caller.

    Raises Refused where no price is set, nobody is named to pay, or the price is not the one that was seen.
    """
    pence = price_of(step, today=london.date_of(at))
    if not pence:
        raise Refused.because(CLAUSE, rules.NOT_SET)
    if payer is None or seen_pence is None:
        raise Refused.because(CLAUSE, NO_PAYER)
    refuse_if_any(filter(None, [billing.changed_sum(seen_pence=seen_pence, pence=pence)]))
    purpose = rules.purpose_of(case.pk, bill=1 + CaseFee.objects.filter(case=case).count())
    try:
        order = billing.bill(
            buyer=by, product_slug=step.fee, purpose=purpose, payer=payer, at=at, beneficiary=case.application.user
        )
    except NotBilled as missing:
        raise Refused.because(CLAUSE, rules.NOT_SET) from missing
    return CaseFee.objects.create(case=case, order=order, by_transfer=payer.by_transfer, billed_at=at)


def line_paid(told: events.LinePaid) -> None:
    """[HB-11a] [HB-22] [HB-26] What the shop tells of a paid line: the fee of a case is paid, so its clock begins.

    In the shop's transaction, with which it stands or falls. The day is that on which the money was given; one that
    came before the invoice counts from the invoice. A case that was withdrawn meanwhile stays so, and its timeline says
    that the money came. An invoice that finance wrote off brought none: the step is a draft again, as after any order
    that ended unpaid, and its timeline says why.
    """
    case_id = rules.case_of(told.purpose)
    if case_id is None:
        return
    case = moving.held(case=case_id, revision=None)
    fee = CaseFee.objects.select_for_update(of=("self",)).get(order__lines=told.line_id)
    if fee.paid_at is not None:
        return
    given = money_given_at(fee.order_id)
    if given is None:
        if fee.let_go_at is None:
            _end_unpaid(case, fee, why="written_off", at=told.at)
        return
    fee.paid_at = max(fee.billed_at, min(given, told.at))
    fee.save(update_fields=["paid_at"])
    actor = Actor.FINANCE if fee.by_transfer else Actor.PORTAL
    facts = {"order": fee.order_id}
    moving.settle(case=case, actor=actor, kind=EventKind.PAID, by=None, at=fee.paid_at, facts=facts)
    if case.stage == Stage.ASSESSMENT:
        _tell(PAID, case, fee, at=told.at)


def hold(*, application_id: int) -> None:
    """[HB-22] Holds the orders of the unpaid fees of an application, before its cases are held."""
    unpaid = CaseFee.objects.filter(case__application=application_id, let_go_at=None, paid_at=None)
    for order_id in unpaid.order_by("order").values_list("order", flat=True):
        orders.locked(order_id)


def let_go(*, case: Case, at: datetime) -> None:
    """[HB-22] Ends the unpaid order of a case that is taken back or withdrawn; one that is paid stays as it is.

    The caller has held orders and case, in that order. Raises Refused while a payment is being checked, and where
    somebody has the invoice.
    """
    fee = standing(case.pk)
    if fee is None or fee.paid_at is not None:
        return
    if fee.order.stage == OrderStage.PLACED and not billing.let_go(order_id=fee.order_id, at=at):
        raise Refused.because(CLAUSE, CHECKED)
    if fee.order.stage == OrderStage.ACCEPTED:
        refuse_if_any(filter(None, [_is_wanted(fee)]))
    fee.let_go_at = at
    fee.save(update_fields=["let_go_at"])


def _is_wanted(fee: CaseFee) -> Refusal | None:
    """Why an accepted order cannot be let go: its money is on the way, or somebody has the invoice."""
    rows = orders_state.rows_for(fee.order)
    if orders_state.telling(rows.payments) in orders_state.OPEN:
        return Refusal(CLAUSE, CHECKED)
    if rows.is_given_up:
        return None
    return Refusal(CLAUSE, INVOICED.format(payer=fee.order.payer, number=fee.order.number))


def follow_orders(*, at: datetime) -> int:
    """[HB-22] Gives back as drafts the submissions whose order ended unpaid; returns how many.

    Nothing is lost: what was submitted stays, and so does everything it was made of.
    """
    return sum(_give_back(fee.pk, order_id=fee.order_id, at=at) for fee in _ended())


def _ended() -> QuerySet[CaseFee]:
    """Unpaid fees whose order has ended, or may have been given up by whoever has the invoice."""
    given_up = Q(order__stage=OrderStage.ACCEPTED, order__paid_at=None, order__lines__cancellations__isnull=False)
    unpaid = CaseFee.objects.filter(let_go_at=None, paid_at=None)
    return unpaid.filter(Q(order__stage__in=ENDED) | given_up).distinct()


def _give_back(fee_id: int, *, order_id: int, at: datetime) -> bool:
    with transaction.atomic():
        order = orders.locked(order_id)
        if order.stage not in ENDED and not orders_state.rows_for(order).is_given_up:
            return False
        case_id = CaseFee.objects.values_list("case", flat=True).get(pk=fee_id)
        case = moving.held(case=case_id, revision=None)
        fee = CaseFee.objects.select_for_update().get(pk=fee_id)
        if fee.paid_at is not None or fee.let_go_at is not None:
            return False
        _end_unpaid(case, fee, why="unpaid", at=at)
        return True


def _end_unpaid(case: Case, fee: CaseFee, *, why: str, at: datetime) -> None:
    """Lets a fee go that nobody paid; the step that waited for it is a draft again, and its applicant is told."""
    fee.let_go_at = at
    fee.save(update_fields=["let_go_at"])
    if case.stage == Stage.FEE:
        case.submitted_at = None
        facts = {"order": fee.order_id, why: True}
        moving.settle(case=case, actor=Actor.PORTAL, kind=EventKind.TAKEN_BACK, by=None, at=at, facts=facts)
        _tell(UNPAID, case, fee, at=at)


def reverse(*, case_id: int, why: str, by: User, at: datetime) -> CaseFee:
    """[HB-11b] Notes that a fee was taken in error, and which error; finance gives it back in the shop.

    Raises Refused for a fee that is not paid or was reversed before, for that of `by`'s own application, and without
    the error.
    """
    with transaction.atomic(), because(user_id=by.pk, why="applications.fee_reversed"):
        case = moving.held(case=case_id, revision=None)
        fee = standing(case_id)
        refuse_if_any(rules.may_reverse(facts_of(fee), is_own=case.application.user_id == by.pk, why=why))
        assert fee is not None, "the rule refuses without one"
        fee.reversed_at, fee.reversed_by, fee.reversed_why = at, by, why.strip()
        fee.save(update_fields=["reversed_at", "reversed_by", "reversed_why"])
        facts: dict[str, Any] = {"order": fee.order_id, "fee_reversed": True}
        moving.settle(case=case, actor=Actor.FINANCE, kind=EventKind.NOTE, by=by, at=at, facts=facts)
        return fee


def _tell(kind: str, case: Case, fee: CaseFee, *, at: datetime) -> None:
    user = case.application.user
    correspondence.queue(
        kind=kind, to_user_id=user.pk, to_name=str(user), to_email=user.email, context={"fee": fee.pk},
        dedupe_key=f"{kind}:{fee.pk}", at=at,
    )  # fmt: skip
