"""Giving up and paying back: notices, returned goods, refunds within what was paid, and credit for other courses."""

from __future__ import annotations

import uuid

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import Q

from cilexportal.foundation.audit import audited
from cilexportal.foundation.documents.models import Document
from shop.enums import CancellationStage, Channel, Ground, RefundState
from shop.models import guards
from shop.models.fulfilment import Told
from shop.models.invoices import CreditNote
from shop.models.orders import OrderLine
from shop.models.payments import Payment

USER = settings.AUTH_USER_MODEL
R = RefundState
REFUND_MOVES = [
    (R.DUE.value, R.SENDING.value),
    (R.SENDING.value, R.PAID.value),
    (R.SENDING.value, R.UNKNOWN.value),
    (R.SENDING.value, R.FAILED.value),
    (R.UNKNOWN.value, R.PAID.value),
    (R.UNKNOWN.value, R.FAILED.value),
    (R.FAILED.value, R.SENDING.value),
    # A bank may send back what was paid: an account is closed, a card was lost.
    (R.PAID.value, R.FAILED.value),
]
C = CancellationStage
CANCELLATION_MOVES = [
    (C.OFFICER.value, C.RETURN.value),
    (C.OFFICER.value, C.PAYABLE.value),
    (C.OFFICER.value, C.REFUSED.value),
    (C.RETURN.value, C.OFFICER.value),
    (C.RETURN.value, C.PAYABLE.value),
    (C.PAYABLE.value, C.OFFICER.value),
    (C.PAYABLE.value, C.RETURN.value),
    (C.PAYABLE.value, C.SETTLED.value),
    (C.SETTLED.value, C.PAYABLE.value),
]


@audited()
class Cancellation(models.Model):
    """One notice about some units of a line: who told, when it was sent and came, on which ground, and what it came to.

    `parts` is the sum as shown: a list of [label, pence, clause, what it is of]; `total_pence` is what is paid back.
    Money paid in error ends nothing, so it uses up no unit of its line.
    """

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    line = models.ForeignKey(OrderLine, on_delete=models.PROTECT, related_name="cancellations")
    quantity = models.PositiveSmallIntegerField()
    ground = models.CharField(max_length=20, choices=Ground)
    channel = models.CharField(max_length=10, choices=Channel, default=Channel.PORTAL)
    sent_at = models.DateTimeField(help_text="The notice counts from when it was sent [LAW-CCR32].")
    told_at = models.DateTimeField(help_text="When it came to CILEX.")
    told_by = models.ForeignKey(USER, on_delete=models.PROTECT, related_name="+")
    entered_by = models.ForeignKey(USER, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    words = models.TextField(blank=True, help_text="What the buyer or the officer wrote.")
    announcement = models.ForeignKey(Told, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    stage = models.CharField(max_length=10, choices=CancellationStage)
    clause = models.CharField(max_length=20)
    sentence = models.TextField(help_text="The answer as the buyer reads it.")
    parts = models.JSONField(default=list)
    total_pence = models.PositiveIntegerField(null=True, blank=True)
    due_on = models.DateField(null=True, blank=True, help_text="The refund is paid by the end of this day.")
    as_credit = models.BooleanField(default=False, help_text="Credit for another course was chosen [TC-7.4a].")
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.ForeignKey(USER, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    decided_why = models.TextField(blank=True)
    settled_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-told_at", "-id"]
        triggers = [
            pgtrigger.FSM(name="cancellation_moves", field="stage", transitions=CANCELLATION_MOVES),
            pgtrigger.Trigger(
                name="gives_up_no_more_than_was_ordered",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert | pgtrigger.Update,
                declare=[("ordered", "integer"), ("given_up", "integer")],
                func="""
                    SELECT quantity INTO ordered FROM shop_orderline WHERE id = NEW.line_id FOR UPDATE;
                    SELECT coalesce(sum(quantity), 0) INTO given_up FROM shop_cancellation
                    WHERE line_id = NEW.line_id AND stage <> 'refused' AND ground <> 'paid_in_error' AND id <> NEW.id;
                    IF NEW.stage <> 'refused' AND NEW.ground <> 'paid_in_error' AND given_up + NEW.quantity > ordered THEN
                        RAISE EXCEPTION 'more units given up than ordered' USING ERRCODE = 'check_violation';
                    END IF;
                    RETURN NEW;
                """,  # noqa: E501 - as the migration has it
            ),
            *guards.NOTICE,
        ]
        indexes = [
            models.Index(
                fields=["due_on"], condition=Q(stage__in=["officer", "return", "payable"]), name="shop_refund_due"
            )
        ]
        constraints = [
            models.CheckConstraint(condition=Q(quantity__gte=1), name="cancellation_is_of_something"),
            models.CheckConstraint(
                name="decision_by_when_and_why",
                condition=Q(decided_at=None, decided_by=None)
                | (Q(decided_at__isnull=False, decided_by__isnull=False) & ~Q(decided_why="")),
            ),
            models.CheckConstraint(
                name="payable_cancellation_says_how_much",
                condition=~Q(stage__in=["payable", "settled"]) | Q(total_pence__isnull=False),
            ),
            models.CheckConstraint(
                name="settled_cancellation_says_when",
                condition=Q(stage="settled", settled_at__isnull=False) | (~Q(stage="settled") & Q(settled_at=None)),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_ground_display()}: {self.line}"


@audited()
class Return(models.Model):
    """Goods on their way back for a cancellation, and what an officer found [TC-9.4] [TC-9.5] [TC-9.6a]."""

    cancellation = models.OneToOneField(Cancellation, on_delete=models.PROTECT, related_name="goods")
    number = models.CharField(max_length=20, unique=True, help_text="Quoted on the parcel.")
    send_by = models.DateField()
    sent_on = models.DateField(null=True, blank=True)
    proof = models.OneToOneField(Document, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    proof_at = models.DateTimeField(null=True, blank=True, help_text="When proof of sending was supplied to CILEX.")
    received_on = models.DateField(null=True, blank=True)
    received_by = models.ForeignKey(USER, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    damage_pence = models.PositiveIntegerField(default=0)
    damage_why = models.TextField(blank=True)
    damage_photo = models.OneToOneField(Document, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    cost_pence = models.PositiveIntegerField(default=0, help_text="Return postage that CILEX bears.")
    cost_paid_at = models.DateTimeField(null=True, blank=True, help_text="Finance transferred the postage.")
    cost_paid_by = models.ForeignKey(USER, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    objection = models.TextField(blank=True)
    objected_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(damage_pence=0) | ~Q(damage_why=""), name="damage_says_why"),
            models.CheckConstraint(
                condition=Q(received_on=None, received_by=None)
                | Q(received_on__isnull=False, received_by__isnull=False),
                name="goods_received_by_and_when",
            ),
            models.CheckConstraint(
                condition=Q(cost_paid_at=None, cost_paid_by=None)
                | Q(cost_paid_at__isnull=False, cost_paid_by__isnull=False),
                name="postage_paid_by_and_when",
            ),
        ]

    def __str__(self) -> str:
        return self.number


@audited(exclude=["claimed_at", "attempts"])
class Refund(models.Model):
    """Money on its way back to the payer, by the payment it came with, and never more than that [TC-9.6]."""

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    cancellation = models.ForeignKey(Cancellation, on_delete=models.PROTECT, related_name="refunds")
    payment = models.ForeignKey(Payment, on_delete=models.PROTECT, related_name="refunds")
    pence = models.PositiveIntegerField()
    state = models.CharField(max_length=10, choices=RefundState, default=RefundState.DUE)
    reference = models.CharField(max_length=120, blank=True)
    credit_note = models.ForeignKey(CreditNote, on_delete=models.PROTECT, null=True, blank=True, related_name="refunds")
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(USER, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    paid_at = models.DateTimeField(null=True, blank=True)
    came_back_at = models.DateTimeField(null=True, blank=True, help_text="It was paid, and the bank sent it back.")
    failure = models.TextField(blank=True)
    claimed_at = models.DateTimeField(null=True, blank=True)
    attempts = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["id"]
        triggers = [
            pgtrigger.FSM(name="refund_moves", field="state", transitions=REFUND_MOVES),
            pgtrigger.Protect(
                name="refund_begins_due",
                operation=pgtrigger.Insert,
                condition=~pgtrigger.Q(new__state="due"),  # type: ignore[call-arg]  # its type knows no lookups
            ),
            pgtrigger.Protect(
                name="refund_amount_stays",
                operation=pgtrigger.Update,
                condition=pgtrigger.AnyChange("pence", "payment", "cancellation"),
            ),
            # A gateway answers the same key with the same answer: only what has failed for good is asked anew.
            pgtrigger.Protect(
                name="refund_key_stays",
                operation=pgtrigger.Update,
                condition=pgtrigger.Q(old__key__df=pgtrigger.F("new__key"))  # type: ignore[call-arg]
                & ~pgtrigger.Q(old__state="failed", new__state="sending"),  # type: ignore[call-arg]
            ),
            pgtrigger.Protect(name="refund_is_kept", operation=pgtrigger.Delete),
            *guards.REFUND,
        ]
        indexes = [
            models.Index(
                fields=["claimed_at"], condition=Q(state__in=["due", "sending", "unknown"]), name="shop_refund_open"
            ),
            models.Index(fields=["paid_at"], condition=Q(state="paid"), name="shop_refund_by_day"),
        ]
        constraints = [
            models.CheckConstraint(condition=Q(pence__gt=0), name="refund_is_of_something"),
            models.CheckConstraint(
                name="paid_refund_says_when",
                condition=Q(state="paid", paid_at__isnull=False) | (~Q(state="paid") & Q(paid_at=None)),
            ),
        ]

    def __str__(self) -> str:
        return f"refund for {self.cancellation}"


@audited()
class Credit(models.Model):
    """What a buyer may spend on another course in place of a refund [TC-7.4a]. Spending it is a Payment by credit."""

    owner = models.ForeignKey(USER, on_delete=models.PROTECT, related_name="shop_credits")
    cancellation = models.OneToOneField(Cancellation, on_delete=models.PROTECT, related_name="credit")
    pence = models.PositiveIntegerField()
    given_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"credit for {self.cancellation}"


@audited()
class CreditUse(models.Model):
    """So much of a credit went into a payment; never more than there is."""

    credit = models.ForeignKey(Credit, on_delete=models.PROTECT, related_name="uses")
    payment = models.ForeignKey(Payment, on_delete=models.PROTECT, related_name="credit_uses")
    pence = models.PositiveIntegerField()

    class Meta:
        triggers = [
            pgtrigger.Trigger(
                name="uses_within_the_credit",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert | pgtrigger.Update,
                declare=[("given", "bigint"), ("used", "bigint")],
                func="""
                    SELECT pence INTO given FROM shop_credit WHERE id = NEW.credit_id FOR UPDATE;
                    SELECT coalesce(sum(pence), 0) INTO used FROM shop_credituse
                    WHERE credit_id = NEW.credit_id AND id <> NEW.id;
                    IF used + NEW.pence > given THEN
                        RAISE EXCEPTION 'more used than the credit holds' USING ERRCODE = 'check_violation';
                    END IF;
                    RETURN NEW;
                """,
            )
        ]

    def __str__(self) -> str:
        return f"use of {self.credit}"
