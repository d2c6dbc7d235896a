"""Money on its way back: shared over the payments it came by, with its credit note, and never more than was paid."""

from __future__ import annotations

import uuid
from datetime import datetime

from django.db import transaction

from cilexportal.foundation.documents.models import DocumentState
from cilexportal.foundation.nudge import nudge
from cilexportal.foundation.rulebook.refusal import Refused, refuse_if_any
from members.models import User
from shop.enums import CancellationStage, Channel, Ground, Method, RefundState, Supply
from shop.models import Cancellation, Credit, CreditNote, Order, Refund, Return
from shop.queries import giving_up, papers
from shop.queries.order_rows import OrderRows, rows_of
from shop.queries.refund_facts import pence_of
from shop.rules import due, ending, money, paying
from shop.rules.facts import PartOf
from shop.services import invoicing, telling
from shop.services.invoicing import CreditLine

BY_GATEWAY = (Method.STRIPE, Method.DEMO)
AS_CREDIT = "credit"


def lock_order(order_id: int) -> None:
    """Holds an order for the rest of the transaction: whatever gives money back comes one after the other."""
    Order.objects.select_for_update().only("pk").get(pk=order_id)


def locked(cancellation_id: int) -> tuple[OrderRows, Cancellation]:
    """A notice with everything about its order, which is locked first. Raises Cancellation.DoesNotExist."""
    order_id = Cancellation.objects.values_list("line__order_id", flat=True).get(pk=cancellation_id)
    lock_order(order_id)
    rows = rows_of([order_id])[order_id]
    return rows, next(found for found in rows.cancellations if found.pk == cancellation_id)


def make(*, cancellation_id: int, by: User | None, at: datetime, seen_pence: int | None = None) -> list[Refund]:
    """[TC-9.6] [LAW-VATCN] Makes the refunds of a notice and their credit note; the worker then sends the money.

    Whoever paid gets it, by the payment it came with, in proportion where there were several. Credit for another
    course in its place is given at once [TC-7.4a]. Nothing to pay back: the charge is taken off and that is all.
    Raises Refused where nothing is due, where it was made before, and for a sum that is not the one that was seen.
    """
    with transaction.atomic():
        rows, notice = locked(cancellation_id)
        if notice.stage != CancellationStage.PAYABLE or notice.refunds.exists():
            raise Refused.because("TC-9.7", "No refund is waiting to be made here. Look at it again.")
        _refuse_unseen_proof(notice)
        pence = refundable(rows=rows, notice=notice)
        if seen_pence is not None:
            refuse_if_any(filter(None, [paying.stale_sum(seen_pence=seen_pence, pence=pence)]))
        note = _credit(rows, notice, at=at)
        made = _shared(rows, notice, pence, note, by=by, at=at) if pence else []
        notice.total_pence = pence + pence_of(notice.parts, PartOf.RETURN)
        notice.save(update_fields=["total_pence"])
        settle_if_paid(order=rows.order, notice=notice, at=at)
        if any(refund.state == RefundState.DUE for refund in made):
            _tell_worker()
        return made


def _refuse_unseen_proof(notice: Cancellation) -> None:
    """[LAW-CCR34] Raises Refused where goods have not come, and the proof of sending cannot be looked at."""
    goods: Return | None = getattr(notice, "goods", None)
    if goods is None or goods.received_on is not None or goods.proof is None:
        return
    if goods.proof.state != DocumentState.CLEAN:
        raise Refused.because("LAW-CCR34", "The proof of sending is not checked yet. Look at it before you pay.")


def refundable(*, rows: OrderRows, notice: Cancellation) -> int:
    """[TC-9.6] What a notice brings back now, in pence: what it takes off the charge, less what was never paid."""
    credit = giving_up.credit_of(notice.parts)
    if notice.ground == Ground.PAID_IN_ERROR:
        return min(credit, surplus(rows))
    return credit - min(credit, rows.unpaid_pence)


def surplus(rows: OrderRows) -> int:
    """[TC-4.4] What was paid beyond what was charged, in pence."""
    return max(0, rows.kept_pence - (rows.charged_pence - rows.credited_pence))


def _credit(rows: OrderRows, notice: Cancellation, *, at: datetime) -> CreditNote | None:
    """The credit note: the line for its price less what was deducted, and delivery by its lines. None for an error."""
    invoice = papers.live_invoice(rows.order.pk)
    if invoice is None or notice.ground == Ground.PAID_IN_ERROR:
        return None
    delivery = pence_of(notice.parts, PartOf.DELIVERY)
    price = giving_up.credit_of(notice.parts) - delivery
    own = CreditLine(order_line_id=notice.line_id, quantity=notice.quantity, gross_pence=max(0, price))
    # Costs of a contract that CILEX ended may be more than the price: the rest of them comes off the delivery.
    lines = [line for line in (own, *_delivery_lines(rows, delivery + min(0, price))) if line.gross_pence]
    if not lines:
        return None
    reason = f"{notice.get_ground_display()} ({notice.clause})"
    return invoicing.credit(invoice_id=invoice.pk, lines=lines, reason=reason, at=at)


def _delivery_lines(rows: OrderRows, pence: int) -> list[CreditLine]:
    """A sum of delivery over its lines, in proportion to what is left of each."""
    left = [(line, rows.price_of(line).pence - rows.credited[line.pk]) for line in rows.delivery_lines]
    if pence <= 0 or not any(rest for _, rest in left):
        return []
    shares = money.split(pence, [rest for _, rest in left])
    return [
        CreditLine(order_line_id=line.pk, quantity=int(share == rest), gross_pence=share)
        for (line, rest), share in zip(left, shares, strict=True)
    ]


def _shared(
    rows: OrderRows, notice: Cancellation, pence: int, note: CreditNote | None, *, by: User | None, at: datetime
) -> list[Refund]:
    """One refund for each payment that has a share. Raises Refused for more than can go back."""
    refuse_if_any(filter(None, [paying.bad_refund(pence, rows.paid)]))
    by_id = {payment.pk: payment for payment in rows.captured}
    made = []
    for payment_id, share in paying.shares(pence, rows.paid):
        refund = Refund.objects.create(
            cancellation=notice, payment=by_id[payment_id], pence=share, credit_note=note, made_at=at, made_by=by
        )
        if notice.as_credit or by_id[payment_id].method == Method.CREDIT:
            _as_credit(refund, at=at)
        made.append(refund)
    if kept := sum(refund.pence for refund in made if refund.reference == AS_CREDIT):
        Credit.objects.create(owner=rows.order.buyer, cancellation=notice, pence=kept, given_at=at)
    return made


def _as_credit(refund: Refund, *, at: datetime) -> None:
    """[TC-7.4a] Money that stays with CILEX for another course: out of this payment, so that caps count it."""
    _move(refund, RefundState.SENDING)
    mark(refund=refund, state=RefundState.PAID, at=at, reference=AS_CREDIT)


def _move(refund: Refund, state: RefundState) -> None:
    refund.state = state
    refund.save(update_fields=["state"])


def mark(*, refund: Refund, state: RefundState, at: datetime, reference: str = "", failure: str = "") -> None:
    """Notes how far the money of one refund has come."""
    refund.state, refund.failure = state, failure
    refund.reference = reference or refund.reference
    refund.paid_at = at if state == RefundState.PAID else None
    refund.save(update_fields=["state", "failure", "reference", "paid_at"])


def settle_if_paid(*, order: Order, notice: Cancellation, at: datetime) -> None:
    """[TC-9.6] Closes a notice once all of its money has left, and writes to payer and buyer what went where."""
    goods = getattr(notice, "goods", None)
    gone = sum(refund.pence for refund in notice.refunds.all() if refund.state == RefundState.PAID)
    if goods is not None and goods.cost_paid_at is not None:
        gone += pence_of(notice.parts, PartOf.RETURN)
    if notice.stage != CancellationStage.PAYABLE or gone < notice.total_pence:
        return
    notice.stage, notice.settled_at = CancellationStage.SETTLED, at
    notice.save(update_fields=["stage", "settled_at"])
    if notice.total_pence:
        # Where some of it had come back, this is not the letter that was written the first time.
        returned = [refund.came_back_at.isoformat() for refund in notice.refunds.all() if refund.came_back_at]
        once = f":{max(returned)}" if returned else ""
        telling.about(notice, order=order, kind="shop.refund_paid", at=at, once=once)


def transferred(*, refund_id: int, reference: str, by: User, at: datetime) -> Refund:
    """[TC-9.6] Finance has sent a refund to the bank account it was paid from. Raises Refused."""
    with transaction.atomic():
        rows, refund = _locked_refund(refund_id)
        if not awaits_transfer(refund):
            raise Refused.because("TC-9.6", "This refund does not wait for a bank transfer. Look at it again.")
        if not reference.strip():
            raise Refused.because("TC-9.6", "Enter the reference of the transfer.")
        _move(refund, RefundState.SENDING)
        mark(refund=refund, state=RefundState.PAID, at=at, reference=reference.strip())
        settle_if_paid(order=rows.order, notice=refund.cancellation, at=at)
        return refund


def awaits_transfer(refund: Refund) -> bool:
    """Whether finance has to send this refund to a bank account, for the first time or again."""
    return refund.payment.method == Method.BANK and refund.state in (RefundState.DUE, RefundState.FAILED)


def returned(*, refund_id: int, why: str, by: User | None, at: datetime) -> Refund:
    """[TC-9.6] Money that was paid has come back: it is owed again, its notice is open again, and it can be sent again.

    Raises Refused for a refund that is not paid, for one that was given as credit, and without a reason.
    """
    with transaction.atomic():
        _, refund = _locked_refund(refund_id)
        if refund.state != RefundState.PAID or refund.reference == AS_CREDIT or refund.payment.method == Method.CREDIT:
            raise Refused.because("TC-9.6", "Only money that was paid out can come back. Look at it again.")
        if not why.strip():
            raise Refused.because("TC-9.6", "Say what the bank gave as the reason.")
        come_back(refund=refund, notice=refund.cancellation, why=why.strip(), at=at)
        return refund


def come_back(*, refund: Refund, notice: Cancellation, why: str, at: datetime) -> None:
    """Marks a paid refund as failed, opens its notice again and writes to payer and buyer. The caller holds the order,
    as `locked` gives it with the notice."""
    refund.came_back_at = at
    refund.save(update_fields=["came_back_at"])
    mark(refund=refund, state=RefundState.FAILED, at=at, failure=f"It was paid, and has come back ({why}).")
    if notice.stage == CancellationStage.SETTLED:
        notice.stage, notice.settled_at = CancellationStage.PAYABLE, None
        notice.save(update_fields=["stage", "settled_at"])
    telling.both(
        order=notice.line.order, kind="shop.refund_came_back", context={"cancellation": notice.pk, "refund": refund.pk},
        key=f"{notice.uuid}:{refund.pk}:{at.isoformat()}", at=at,
    )  # fmt: skip


def try_again(*, refund_id: int, by: User, at: datetime) -> Refund:
    """[TC-9.6] Has a refund that the gateway refused sent again. Raises Refused for any other.

    It goes under a new key: a gateway answers the old one as before, and a word about that try means nothing now.
    """
    with transaction.atomic():
        _, refund = _locked_refund(refund_id)
        if refund.state != RefundState.FAILED or refund.payment.method not in BY_GATEWAY:
            raise Refused.because("TC-9.6", "Only a refund that failed is sent again. Look at it again.")
        refund.key, refund.reference = uuid.uuid4(), ""
        refund.claimed_at, refund.failure = None, ""
        refund.state = RefundState.SENDING
        refund.save(update_fields=["key", "reference", "state", "claimed_at", "failure"])
        _tell_worker()
        return refund


def _locked_refund(refund_id: int) -> tuple[OrderRows, Refund]:
    """A refund with everything about its order, which is locked. Raises Refund.DoesNotExist."""
    rows, notice = locked(Refund.objects.values_list("cancellation_id", flat=True).get(pk=refund_id))
    refund = Refund.objects.select_related("payment").get(pk=refund_id)
    refund.cancellation = notice
    return rows, refund


def paid_in_error(*, order_id: int, words: str, by: User, at: datetime) -> Cancellation:
    """[TC-4.4] Opens the refund of what was paid beyond the charge, whatever was bought. Raises Refused."""
    with transaction.atomic():
        lock_order(order_id)
        rows = rows_of([order_id])[order_id]
        if not words.strip():
            raise Refused.because("TC-4.4", "Say how it came to be paid twice or too much.")
        open_stages = (CancellationStage.OFFICER, CancellationStage.PAYABLE)
        if any(one.ground == Ground.PAID_IN_ERROR and one.stage in open_stages for one in rows.cancellations):
            raise Refused.because("TC-4.4", "The refund of this error is already under way.")
        found = ending.overpaid(charged_pence=rows.charged_pence - rows.credited_pence, paid_pence=rows.kept_pence)
        refuse_if_any(filter(None, [found.refusal]))
        line = next(line for line in rows.lines.values() if line.supply != Supply.DELIVERY)
        notice = Cancellation.objects.create(
            line=line, quantity=1, ground=Ground.PAID_IN_ERROR, channel=Channel.PORTAL, sent_at=at, told_at=at,
            told_by=by, entered_by=by, words=words.strip(), stage=CancellationStage.PAYABLE, clause=found.clause,
            sentence=found.sentence, parts=giving_up.kept(found.parts), total_pence=found.refund_pence,
            due_on=due.refund_due(told_at=at, policy=rows.policy).last_day,
        )  # fmt: skip
        telling.about(notice, order=rows.order, kind="shop.notice", at=at)
        return notice


def _tell_worker() -> None:
    from shop.tasks import send_refunds

    nudge(send_refunds)
