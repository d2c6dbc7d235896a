"""Money back for a fee because the person it was for is not admitted to membership [TC-4.1b]."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from django.db import transaction

from cilexportal.foundation.rulebook.refusal import Refused
from members.models import User
from shop.enums import CancellationStage, Channel, Ground
from shop.models import Cancellation, OrderLine
from shop.queries import giving_up
from shop.queries.order_rows import rows_of
from shop.queries.refund_facts import line_facts
from shop.rules import due, refunding
from shop.services import refunds

CLAUSE = "TC-4.1b"


def give_back(*, line_id: int, why: str, by: User, at: datetime) -> Cancellation:
    """[TC-4.1b] Opens the refund of one paid fee, by the officer's act that is its reason; finance sends the money.

    What is not paid yet is no longer asked for. Raises Refused where the line was given back before.
    """
    with transaction.atomic():
        order_id = OrderLine.objects.values_list("order_id", flat=True).get(pk=line_id)
        refunds.lock_order(order_id)
        rows = rows_of([order_id])[order_id]
        line = rows.lines[line_id]
        if not rows.units_left(line):
            raise Refused.because(CLAUSE, "This fee has been given back already.")
        parts = refunding.price_parts(replace(line_facts(rows, line), unpaid_pence=0), policy=rows.policy)
        notice = Cancellation.objects.create(
            line=line, quantity=rows.units_left(line), ground=Ground.NOT_ADMITTED, channel=Channel.LETTER, sent_at=at,
            told_at=at, told_by=by, entered_by=by, words=why, stage=CancellationStage.PAYABLE, clause=CLAUSE,
            sentence="The person was not admitted, so the subscription goes back.", parts=giving_up.kept(parts),
            total_pence=sum(part.pence for part in parts), decided_at=at, decided_by=by, decided_why=why,
            due_on=due.refund_due(told_at=at, policy=rows.policy).last_day,
        )  # fmt: skip
        notice.total_pence = refunds.refundable(rows=rows, notice=notice)
        notice.save(update_fields=["total_pence"])
        if not notice.total_pence:
            refunds.make(cancellation_id=notice.pk, by=None, at=at)
        return notice
