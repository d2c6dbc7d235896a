"""Money in: payments and their states, messages from gateways, transfers, reminders and write-offs."""

from __future__ import annotations

import uuid

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import F, Q

from cilexportal.foundation.audit import audited
from shop.enums import EventVerdict, Method, PaymentState
from shop.models import guards
from shop.models.orders import Order, Payer

USER = settings.AUTH_USER_MODEL
S = PaymentState
# The database's own word on how a payment moves; shop.rules.moves says the same in Python.
PAYMENT_MOVES = [
    (S.STARTED.value, S.AUTHORISED.value),
    (S.STARTED.value, S.CAPTURED.value),
    (S.STARTED.value, S.UNKNOWN.value),
    (S.STARTED.value, S.RELEASED.value),
    (S.STARTED.value, S.FAILED.value),
    (S.UNKNOWN.value, S.AUTHORISED.value),
    (S.UNKNOWN.value, S.CAPTURED.value),
    (S.UNKNOWN.value, S.RELEASED.value),
    (S.UNKNOWN.value, S.FAILED.value),
    (S.AUTHORISED.value, S.CAPTURED.value),
    (S.AUTHORISED.value, S.UNKNOWN.value),
    (S.AUTHORISED.value, S.RELEASED.value),
]


@audited(exclude=["claimed_at", "attempts", "checked_at", "refunded_pence"])
class Payment(models.Model):
    """One attempt of a payer to pay an order. `key` makes every request to the gateway safe to repeat."""

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    order = models.ForeignKey(Order, on_delete=models.PROTECT, related_name="payments")
    payer = models.ForeignKey(Payer, on_delete=models.PROTECT, related_name="payments")
    method = models.CharField(max_length=10, choices=Method)
    pence = models.PositiveIntegerField()
    currency = models.CharField(max_length=3, default="GBP")
    state = models.CharField(max_length=10, choices=PaymentState, default=PaymentState.STARTED)
    reference = models.CharField(max_length=120, blank=True, help_text="The gateway's own name of the check-out.")
    charge = models.CharField(max_length=120, blank=True, help_text="The gateway's own name of the payment itself.")
    page_url = models.TextField(blank=True, help_text="Where the payer is sent to pay.")
    brand = models.CharField(max_length=20, blank=True)
    started_at = models.DateTimeField()
    expires_at = models.DateTimeField(null=True, blank=True)
    authorised_at = models.DateTimeField(null=True, blank=True)
    captured_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True, help_text="Released or failed: nothing was taken.")
    wanted = models.CharField(max_length=10, blank=True, help_text="What the worker has yet to do: capture, release.")
    claimed_at = models.DateTimeField(null=True, blank=True)
    checked_at = models.DateTimeField(null=True, blank=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    refunded_pence = models.PositiveIntegerField(
        default=0, db_default=0, editable=False, help_text="Kept by the trigger of refunds alone."
    )

    class Meta:
        ordering = ["id"]
        triggers = [
            pgtrigger.FSM(name="payment_moves", field="state", transitions=PAYMENT_MOVES),
            pgtrigger.Protect(
                name="payment_begins_started",
                operation=pgtrigger.Insert,
                condition=~pgtrigger.Q(new__state="started"),  # type: ignore[call-arg]  # its type knows no lookups
            ),
            pgtrigger.Protect(
                name="payment_amount_stays",
                operation=pgtrigger.Update,
                condition=pgtrigger.AnyChange("pence", "currency", "order", "payer", "method", "key"),
            ),
            *guards.PAYMENT,
        ]
        indexes = [
            models.Index(
                fields=["claimed_at"], condition=Q(state__in=["started", "unknown"]) | ~Q(wanted=""),
                name="shop_payment_open",
            ),
            models.Index(fields=["reference"], name="shop_payment_reference"),
            models.Index(fields=["captured_at"], condition=Q(state="captured"), name="shop_payment_by_day"),
        ]  # fmt: skip
        constraints = [
            models.CheckConstraint(condition=Q(pence__gt=0), name="payment_is_of_something"),
            models.CheckConstraint(condition=Q(refunded_pence__lte=F("pence")), name="payment_refunds_within_it"),
            models.CheckConstraint(condition=Q(currency="GBP"), name="payment_in_pounds"),
            models.CheckConstraint(
                name="captured_payment_says_when",
                condition=Q(state=S.CAPTURED, captured_at__isnull=False) | (~Q(state=S.CAPTURED) & Q(captured_at=None)),
            ),
            models.CheckConstraint(
                name="ended_payment_says_when",
                condition=Q(state__in=[S.RELEASED, S.FAILED], ended_at__isnull=False)
                | (~Q(state__in=[S.RELEASED, S.FAILED]) & Q(ended_at=None)),
            ),
            # One open attempt of an order at a time: a double click, a second tab or a retry never pays twice. Credit
            # is spent in one transaction, beside the card that pays the rest.
            models.UniqueConstraint(
                fields=["order"],
                condition=Q(state__in=[S.STARTED, S.UNKNOWN, S.AUTHORISED]) & ~Q(method=Method.CREDIT),
                name="one_open_payment_per_order",
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.get_method_display()} for {self.order}"


class GatewayEvent(models.Model):
    """A message from a gateway as it came, and what became of it; each counts once."""

    gateway = models.CharField(max_length=10, choices=Method)
    event_id = models.CharField(max_length=120)
    kind = models.CharField(max_length=80)
    sha256 = models.CharField(max_length=64, help_text="Of the raw body.")
    verdict = models.CharField(max_length=10, choices=EventVerdict)
    payment = models.ForeignKey(Payment, on_delete=models.PROTECT, null=True, blank=True, related_name="messages")
    received_at = models.DateTimeField()

    class Meta:
        ordering = ["-id"]
        triggers = guards.STAY
        constraints = [
            models.UniqueConstraint(
                fields=["gateway", "event_id"], condition=Q(verdict="applied"), name="gateway_event_counts_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.gateway} {self.event_id}"


@audited()
class Transfer(models.Model):
    """Money seen on the bank account, and the payment that finance matched it to."""

    received_on = models.DateField()
    pence = models.PositiveIntegerField()
    reference = models.CharField(max_length=60)
    sender = models.CharField(max_length=120, blank=True)
    payment = models.OneToOneField(Payment, on_delete=models.PROTECT, null=True, blank=True, related_name="transfer")
    entered_at = models.DateTimeField()
    entered_by = models.ForeignKey(USER, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["-received_on", "-id"]

    def __str__(self) -> str:
        return f"{self.reference} on {self.received_on}"


@audited()
class PaymentReminder(models.Model):
    """The payer was reminded; ten days later the contract may be ended [TC-9.8.2]."""

    order = models.ForeignKey(Order, on_delete=models.PROTECT, related_name="reminders")
    asked_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True, blank=True, help_text="The e-mail went out; empty where it bounced.")
    asked_by = models.ForeignKey(USER, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        ordering = ["asked_at"]

    def __str__(self) -> str:
        return f"reminder of {self.order}"


@audited()
class WriteOff(models.Model):
    """What will not be asked for any more, and why: only a person gives up a debt [TC-13.4]."""

    order = models.ForeignKey(Order, on_delete=models.PROTECT, related_name="write_offs")
    pence = models.PositiveIntegerField()
    reason = models.TextField()
    at = models.DateTimeField()
    by = models.ForeignKey(USER, on_delete=models.PROTECT, related_name="+")

    class Meta:
        triggers = guards.WRITE_OFF
        constraints = [models.CheckConstraint(condition=Q(pence__gt=0), name="write_off_is_of_something")]

    def __str__(self) -> str:
        return f"write-off of {self.order}"
