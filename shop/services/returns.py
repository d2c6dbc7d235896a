"""Goods on their way back: by when, proof of sending, what an officer finds, and what the buyer objects."""

from __future__ import annotations

import secrets
from dataclasses import dataclass, replace
from datetime import date, datetime

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction

from cilexportal.foundation import london
from cilexportal.foundation.documents import services as documents
from cilexportal.foundation.documents.models import Document, DocumentState
from cilexportal.foundation.rulebook.refusal import Refused, refuse_if_any
from members.models import User
from shop.enums import CancellationStage, Ground
from shop.models import Cancellation, Return
from shop.queries import giving_up
from shop.queries.order_rows import OrderRows
from shop.queries.refund_facts import line_facts
from shop.rules import due, moves, refunding
from shop.rules.facts import LineFacts, Part, PartOf
from shop.rules.moves import GivenUp
from shop.rules.policy import Policy
from shop.services import holding, refunds, telling

# Read aloud and written by hand on parcels, so no letter looks like a figure.
LETTERS = "23456789ABCDEFGHJKMNPQRSTVWXYZ"


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """What an officer found: the day the goods came, damage in pence with its reason, postage a receipt shows."""

    received_on: date
    sent_on: date | None = None
    damage_pence: int = 0
    damage_why: str = ""
    cost_pence: int = 0


def begin(*, notice: Cancellation, policy: Policy, at: datetime) -> Return:
    """[TC-9.4a] [TC-9.4b] Gives the parcel its number and the last day for sending it.

    The days run from `at`, when the buyer is told where to send it: a notice may be typed in late.
    """
    number = "R-" + "".join(secrets.choice(LETTERS) for _ in range(8))
    return Return.objects.create(
        cancellation=notice, number=number, send_by=due.send_back_by(max(notice.told_at, at), policy=policy)
    )


def sent(*, cancellation_id: int, sent_on: date, proof: UploadedFile | None, by: User, at: datetime) -> Return:
    """[LAW-CCR34] [TC-9.4b] The buyer says when the goods were sent; proof of it starts the clock of the refund.

    Raises Refused for a day that is not over yet or lies before the notice, for goods that have come, and for a file
    that is not taken.
    """
    # Storing a file may take a while, so it stands before the transaction.
    document = documents.receive(owner=by, upload=proof, at=at) if proof else None
    with transaction.atomic():
        rows, notice = refunds.locked(cancellation_id)
        goods = _goods(notice)
        if sent_on > london.date_of(at):
            raise Refused.because("TC-9.4b", "Give the day on which you sent it: today or earlier.")
        told_on = london.date_of(notice.sent_at)
        if sent_on < told_on:
            raise Refused.because("TC-9.4b", f"Give a day from {london.in_words(told_on)}, when you told us.")
        if goods.received_on is not None:
            raise Refused.because("TC-9.4", f"It came on {london.in_words(goods.received_on)}.")
        goods.sent_on = sent_on
        if document is not None and not _is_proof(goods):
            goods.proof, goods.proof_at = document, at
        goods.save()
        settle_stage(rows=rows, notice=notice, goods=goods)
        notice.save()
        return goods


def proof_checked(document_id: int) -> None:
    """[LAW-CCR34] A file has been checked: one that was not taken is no proof, and the goods are waited for again.

    Listened to by documents.
    """
    no_proof = Return.objects.filter(proof=document_id, proof__state=DocumentState.REFUSED)
    for cancellation_id in no_proof.values_list("cancellation", flat=True):
        with transaction.atomic():
            rows, notice = refunds.locked(cancellation_id)
            if not is_paid(notice):
                settle_stage(rows=rows, notice=notice, goods=notice.goods)
                notice.save()


def received(*, cancellation_id: int, found: Found, photo: UploadedFile | None, by: User, at: datetime) -> Return:
    """[TC-9.6a] [TC-9.7.1] The goods are here: damage is taken off, postage that CILEX bears is added, and both told.

    May be said again while nothing is paid, as after an objection. Where the refund left on proof of sending, its sum
    stands: damage that an officer puts in pounds is then asked of the buyer [LAW-CCR34]. Raises Refused.
    """
    document = _photo(photo, by=by, at=at)
    with transaction.atomic():
        rows, notice = refunds.locked(cancellation_id)
        goods = _goods(notice, late=True)
        facts = line_facts(rows, rows.lines[notice.line_id], units=notice.quantity, but=notice.pk)
        wrong = refunding.bad_damage(facts, pence=found.damage_pence, reason=found.damage_why, at=notice.sent_at)
        refuse_if_any(filter(None, [wrong]))
        _check_day(found, notice, at=at)
        if goods.received_on is None and not found.damage_pence:
            holding.give_back(product_id=rows.lines[notice.line_id].product_id, quantity=notice.quantity)
        goods.received_on, goods.received_by = found.received_on, by
        goods.sent_on = found.sent_on or goods.sent_on
        goods.damage_pence, goods.damage_why = found.damage_pence, found.damage_why.strip()
        goods.damage_photo = document or goods.damage_photo
        goods.cost_pence = _postage(found, notice, told=facts.goods.told_return_cost)
        goods.save()
        if not is_paid(notice):
            _with_findings(rows, notice, goods, facts)
            settle_stage(rows=rows, notice=notice, goods=goods)
            notice.save()
        telling.about(notice, order=rows.order, kind="shop.goods_back", at=at, once=f":{at.isoformat()}")
        return goods


def object_to(*, cancellation_id: int, words: str, by: User, at: datetime) -> Return:
    """[TC-9.6a] The buyer objects to what was taken off for damage; an officer looks again. Raises Refused."""
    with transaction.atomic():
        _, notice = refunds.locked(cancellation_id)
        goods = _goods(notice, late=True)
        if not goods.damage_pence:
            raise Refused.because("TC-9.6a", "Nothing is taken off for damage.")
        if not words.strip():
            raise Refused.because("TC-9.6a", "Say why you think that this is not right.")
        goods.objection, goods.objected_at = words.strip(), at
        goods.save(update_fields=["objection", "objected_at"])
        return goods


def postage_paid(*, cancellation_id: int, by: User, at: datetime) -> Return:
    """[TC-9.5] Finance has transferred the postage that CILEX bears: never charged, it goes back by no payment."""
    with transaction.atomic():
        rows, notice = refunds.locked(cancellation_id)
        goods = getattr(notice, "goods", None)
        if goods is None or not goods.cost_pence or goods.cost_paid_at is not None:
            raise Refused.because("TC-9.5", "No postage waits to be paid.")
        goods.cost_paid_at, goods.cost_paid_by = at, by
        goods.save(update_fields=["cost_paid_at", "cost_paid_by"])
        refunds.settle_if_paid(order=rows.order, notice=notice, at=at)
        return goods


def settle_stage(*, rows: OrderRows, notice: Cancellation, goods: Return) -> None:
    """[TC-9.4] [TC-9.7.1] What the notice now waits for, and by when the money is due. The caller saves it."""
    line = rows.lines[notice.line_id]
    late = goods.sent_on is not None and due.return_needs_officer(
        sent_on=goods.sent_on, send_by=goods.send_by, ground=Ground(notice.ground), policy=rows.policy
    )
    proof_on = london.date_of(goods.proof_at) if goods.proof_at and _is_proof(goods) else None
    notice.stage = moves.stage_of_cancellation(
        GivenUp(
            needs_officer=late,
            decided=notice.decided_at is not None,
            goods_back=True,
            returned=goods.received_on is not None or proof_on is not None,
        )
    )
    notice.due_on = giving_up.due_day(
        rows, line.supply == "goods", told_at=notice.told_at, received_on=goods.received_on, proof_on=proof_on
    )


def is_paid(notice: Cancellation) -> bool:
    """Whether the refund of a notice has been made: its sum stands from then on."""
    return notice.stage == CancellationStage.SETTLED or notice.refunds.exists()


def may_record(notice: Cancellation) -> bool:
    """[TC-9.6a] [LAW-CCR34] Whether goods can be recorded: until the refund is made, and after one on proof of sending.

    What was found after such a refund may be objected to and looked at again; what the refund took into account stands.
    """
    goods: Return | None = getattr(notice, "goods", None)
    if goods is None or notice.stage == CancellationStage.REFUSED:
        return False
    return not is_paid(notice) or goods.received_on is None or is_demand(notice)


def is_demand(notice: Cancellation) -> bool:
    """[TC-9.6a] Whether damage was found after the refund, and so is asked of the buyer and not taken off."""
    goods: Return | None = getattr(notice, "goods", None)
    if goods is None or not goods.damage_pence or not is_paid(notice):
        return False
    return not any(part[3] == PartOf.DAMAGE for part in notice.parts)


def _goods(notice: Cancellation, *, late: bool = False) -> Return:
    """The goods of a notice that is not paid yet, or with `late` of one paid before they came. Raises Refused."""
    goods: Return | None = getattr(notice, "goods", None)
    if goods is None or not may_record(notice) or (is_paid(notice) and not late):
        raise Refused.because("TC-9.4", "Nothing about these goods can be changed any more.")
    return goods


def _is_proof(goods: Return) -> bool:
    """Whether a file was shown that was taken, or may still be."""
    return goods.proof is not None and goods.proof.state != DocumentState.REFUSED


def _photo(photo: UploadedFile | None, *, by: User, at: datetime) -> Document | None:
    return documents.receive(owner=by, upload=photo, at=at) if photo else None


def _check_day(found: Found, notice: Cancellation, *, at: datetime) -> None:
    """Goods come on a day that has begun. Raises Refused."""
    if found.received_on > london.date_of(at):
        raise Refused.because("TC-9.7.1", "Give the day on which the goods came: today or earlier.")
    if found.sent_on is not None and found.sent_on > found.received_on:
        raise Refused.because("TC-9.4b", "Give a day of sending that is not after the day on which the goods came.")


def _postage(found: Found, notice: Cancellation, *, told: bool) -> int:
    """[TC-9.5] Pence of postage, where CILEX bears it. Raises Refused where the buyer does."""
    if found.cost_pence and not due.cilex_pays_return(Ground(notice.ground), told_return_cost=told):
        raise Refused.because("LAW-CCR35", "The buyer bears the postage of this return. Leave the sum empty.")
    return found.cost_pence


def _with_findings(rows: OrderRows, notice: Cancellation, goods: Return, facts: LineFacts) -> None:
    """[TC-9.6a] [TC-9.5] Puts damage and postage into the shown sum, in place of what stood there before."""
    kept = [part for part in notice.parts if part[3] not in (PartOf.DAMAGE, PartOf.RETURN)]
    with_cost = replace(facts, goods=replace(facts.goods, return_cost_pence=goods.cost_pence))
    found = refunding.return_cost(with_cost, Ground(notice.ground))
    if goods.damage_pence:
        found = (*found, Part(of=PartOf.DAMAGE, label="Damage", pence=-goods.damage_pence, clause="TC-9.6a"))
    notice.parts = [*kept, *giving_up.kept(found)]
    credit = giving_up.credit_of(notice.parts)
    notice.total_pence = credit - min(rows.unpaid_pence, credit) + goods.cost_pence
