"""A buyer asks to have something they ordered changed; staff quote; the buyer says yes or no, or lets it lapse."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from cilexportal.foundation import london
from cilexportal.foundation.correspondence import services as correspondence
from cilexportal.foundation.rulebook.refusal import Refused
from members.models import User
from shop.enums import Channel, Ground, Stage
from shop.models import Cancellation, ChangeRequest, OrderLine
from shop.queries.order_rows import rows_of
from shop.rules import ending
from shop.rules.policy import Policy
from shop.services import cancelling

QUOTED = "shop.change_quoted"


def ask(*, line_id: int, text: str, by: User, at: datetime) -> ChangeRequest:
    """[TC-5.7] Takes a wish for something else. It stops no clock, and is evidence of what the buyer meant.

    Raises Refused without words, for what has been given up, and while another wish about the line is open.
    """
    with transaction.atomic():
        line = OrderLine.objects.select_for_update(of=("self",)).select_related("order").get(pk=line_id)
        rows = rows_of([line.order_id])[line.order_id]
        if line.order.stage != Stage.ACCEPTED or rows.units_left(line) == 0:
            raise Refused.because("TC-5.7", "Nothing of this is left to change.")
        if not text.strip():
            raise Refused.because("TC-5.7", "Say what you would like instead.")
        if ChangeRequest.objects.filter(line=line, answered_at=None, possible=None).exists():
            raise Refused.because("TC-5.7", "You have asked about this already. We answer that first.")
        return ChangeRequest.objects.create(line=line, asked_at=at, text=text.strip())


def quote(*, change_id: int, possible: bool, text: str, pence: int | None, by: User, at: datetime) -> ChangeRequest:
    """[TC-5.7] Says whether it can be done, and what it does to price (pence, less than nothing for less) and timing.

    The buyer is written to. Raises Refused without words and for one that has been quoted.
    """
    with transaction.atomic():
        change = _locked(change_id)
        if change.quoted_at is not None:
            raise Refused.because("TC-5.7", "Somebody has answered this already.")
        if not text.strip():
            raise Refused.because("TC-5.7", "Say what it means for the buyer, or why it cannot be done.")
        change.possible, change.quote_text, change.quoted_at, change.quoted_by = possible, text.strip(), at, by
        change.quote_pence = (pence or 0) if possible else None
        change.save()
        order = change.line.order
        correspondence.queue(
            kind=QUOTED, to_user_id=order.buyer_id, to_name=str(order.buyer), to_email=order.email,
            context={"change": change.pk}, dedupe_key=f"{QUOTED}:{change.pk}", at=at,
        )  # fmt: skip
        return change


def answer(*, change_id: int, accept: bool, by: User, at: datetime) -> ChangeRequest:
    """[TC-5.7] [TC-5.7a] The buyer takes the quote or leaves it; left, giving up is as it was on the day of asking.

    Raises Refused before there is a quote, after it has lapsed, and a second time.
    """
    with transaction.atomic():
        change = _locked(change_id)
        if no := why_closed(change, at=at):
            raise Refused.because("TC-5.7", no)
        if accept and not change.possible:
            raise Refused.because("TC-5.7", "It cannot be done, so there is nothing to agree to.")
        change.accepted, change.answered_at = accept, at
        change.save(update_fields=["accepted", "answered_at"])
        return change


def end_instead(*, change_id: int, by: User, at: datetime, seen_pence: int | None = None) -> Cancellation:
    """[TC-5.7a] Gives up all of a line whose change cannot be done or is not wanted: as if told on the day of asking.

    Raises Refused while there is no quote, once one was taken or has lapsed, and where the right was over by then.
    """
    with transaction.atomic():
        change = _locked(change_id)
        if not may_end(change, at=at):
            raise Refused.because("TC-5.7a", "This is open once a change was refused, or its quote turned down.")
        rows = rows_of([change.line.order_id])[change.line.order_id]
        if change.answered_at is None:
            change.accepted, change.answered_at = False, at
            change.save(update_fields=["accepted", "answered_at"])
        return cancelling.give_up(
            line_id=change.line_id, quantity=rows.units_left(rows.lines[change.line_id]),
            ground=Ground.DECLINED_QUOTE, channel=Channel.PORTAL, sent_at=change.asked_at, by=by,
            words=change.text, at=at, seen_pence=seen_pence,
        )  # fmt: skip


def may_end(change: ChangeRequest, *, at: datetime) -> bool:
    """[TC-5.7a] Whether the buyer may turn to the refund rules: quoted and not taken, or turned down."""
    return change.accepted is False or not why_closed(change, at=at)


def why_closed(change: ChangeRequest, *, at: datetime) -> str:
    """[TC-5.7a] Why a quote can no longer (or not yet) be answered; empty while it can."""
    policy = Policy.of(change.line.order.policy.figures)
    if change.answered_at is not None:
        return "You have answered this."
    if change.quoted_at is None:
        return "We have not answered yet. Until we do, your order stays as it is."
    if not ending.quote_holds(quoted_on=london.date_of(change.quoted_at), today=london.date_of(at), policy=policy):
        return f"The quote lapsed {policy.change_quote_days} days after its day. Your order stays as it was."
    return ""


def _locked(change_id: int) -> ChangeRequest:
    """A change, locked, with its line, order and buyer."""
    related = ChangeRequest.objects.select_for_update(of=("self",))
    return related.select_related("line__order__buyer", "line__order__policy").get(pk=change_id)
