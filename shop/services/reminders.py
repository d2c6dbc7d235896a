"""What is owed: the payer is reminded; ten days later an officer may end the contract; only a person gives it up."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import transaction

from cilexportal.foundation import london
from cilexportal.foundation.correspondence import services as correspondence
from cilexportal.foundation.rulebook.refusal import Refused
from members.models import User
from shop.enums import Stage
from shop.models import PaymentReminder, WriteOff
from shop.queries import orders_state
from shop.rules import paying
from shop.services import orders

KIND = "shop.payment_reminder"


def remind(*, order_id: int, by: User, at: datetime) -> PaymentReminder:
    """[TC-9.8.2] Reminds the payer of what is owed on an accepted order, the day after it was due or later.

    The ten days begin when the letter has gone out, not now. Raises Refused where nothing is owed or nothing is late,
    and where a reminder is on its way.
    """
    with transaction.atomic():
        order = orders.locked(order_id)
        if order.stage != Stage.ACCEPTED or order.accepted_at is None:
            raise Refused.because("TC-9.8.2", "Only an accepted order is due.")
        owed = orders_state.rows_for(order).owed_pence
        today, due_on = london.date_of(at), london.date_of(order.accepted_at)
        if refusal := paying.may_remind(owed_pence=owed, due_on=due_on, today=today):
            raise Refused(refusal)
        if any(london.date_of(one.asked_at) == today for one in order.reminders.all()):
            raise Refused.because("TC-9.8.2", "The payer has been reminded today.")
        reminder = PaymentReminder.objects.create(order=order, asked_at=at, asked_by=by)
        payer = order.payer
        correspondence.queue(
            kind=KIND, to_user_id=payer.user_id, to_name=payer.contact or payer.name, to_email=payer.email,
            context={"order": order.pk, "reminder": reminder.pk, "owed_pence": owed},
            dedupe_key=f"{KIND}:{reminder.pk}", at=at,
        )  # fmt: skip
        return reminder


def still_needed(context: dict[str, Any], at: datetime) -> bool:
    """Whether anything is owed when the reminder is about to be sent."""
    reminder = PaymentReminder.objects.select_related("order").get(pk=context["reminder"])
    return orders_state.rows_for(reminder.order).owed_pence > 0


def went_out(context: dict[str, Any], at: datetime) -> None:
    """[TC-9.8.2] The reminder has been sent: the ten days are counted from this day."""
    PaymentReminder.objects.filter(pk=context["reminder"], sent_at=None).update(sent_at=at)


def came_back(*, reminder_id: int) -> None:
    """[TC-9.8.2] A reminder that bounced never reached the payer, so it counts for nothing."""
    PaymentReminder.objects.filter(pk=reminder_id).update(sent_at=None)


def write_off(*, order_id: int, pence: int, seen_owed_pence: int, reason: str, by: User, at: datetime) -> WriteOff:
    """[TC-13.4] Gives up a debt or a part of it, with a reason. Raises Refused where it is not owed like that."""
    with transaction.atomic():
        order = orders.locked(order_id)
        owed = orders_state.rows_for(order).owed_pence if order.stage == Stage.ACCEPTED else 0
        refusal = paying.stale_sum(seen_pence=seen_owed_pence, pence=owed) or paying.bad_write_off(
            pence, owed_pence=owed, reason=reason
        )
        if refusal:
            raise Refused(refusal)
        given_up = WriteOff.objects.create(order=order, pence=pence, reason=reason.strip(), at=at, by=by)
        orders.tell_paid(order, at=at)
        return given_up
