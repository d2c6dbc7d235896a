"""What follows an order by hand: notes of the staff, and claims that a download did harm."""

from __future__ import annotations

import uuid

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import Q

from cilexportal.foundation.audit import audited
from cilexportal.foundation.documents.models import Document
from shop.enums import HarmAnswer
from shop.models.orders import Order, OrderLine

USER = settings.AUTH_USER_MODEL


class OrderNote(models.Model):
    """What somebody of the staff wrote down about an order: added to, never changed."""

    order = models.ForeignKey(Order, on_delete=models.PROTECT, related_name="notes")
    words = models.TextField()
    at = models.DateTimeField()
    by = models.ForeignKey(USER, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["-at", "-id"]
        triggers = [pgtrigger.Protect(name="order_note_stays", operation=pgtrigger.Update | pgtrigger.Delete)]

    def __str__(self) -> str:
        return self.words[:80]


@audited(exclude=["words"])
class HarmClaim(models.Model):
    """A buyer's claim that a download harmed a device or data, and how it was answered [TC-12.3].

    `sum_pence` is paid by hand and stands beside what was paid for the order: it is no refund of it.
    """

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    line = models.ForeignKey(OrderLine, on_delete=models.PROTECT, related_name="harm_claims")
    words = models.TextField()
    document = models.OneToOneField(Document, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(USER, on_delete=models.PROTECT, related_name="+")
    privacy_version = models.CharField(max_length=10)
    answer = models.CharField(max_length=10, choices=HarmAnswer, blank=True)
    why = models.TextField(blank=True, help_text="What the buyer reads.")
    sum_pence = models.PositiveIntegerField(null=True, blank=True)
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.ForeignKey(USER, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    paid_on = models.DateField(null=True, blank=True)
    paid_how = models.CharField(max_length=200, blank=True)
    paid_entered_at = models.DateTimeField(null=True, blank=True)
    paid_entered_by = models.ForeignKey(USER, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        ordering = ["made_at", "id"]
        indexes = [models.Index(fields=["made_at"], condition=Q(decided_at=None), name="shop_harm_waiting")]
        constraints = [
            models.UniqueConstraint(fields=["line"], condition=Q(decided_at=None), name="one_open_claim_per_line"),
            models.CheckConstraint(
                name="claim_answered_by_and_when",
                condition=Q(answer="", why="", decided_at=None, decided_by=None)
                | (~Q(answer="") & ~Q(why="") & Q(decided_at__isnull=False, decided_by__isnull=False)),
            ),
            models.CheckConstraint(
                name="claim_sum_where_a_sum_was_decided",
                condition=Q(answer=HarmAnswer.SUM, sum_pence__gt=0) | (~Q(answer=HarmAnswer.SUM) & Q(sum_pence=None)),
            ),
            models.CheckConstraint(
                name="claim_paid_by_and_when",
                condition=Q(paid_on=None, paid_entered_at=None, paid_entered_by=None)
                | Q(sum_pence__isnull=False, paid_on__isnull=False, paid_entered_at__isnull=False,
                    paid_entered_by__isnull=False),
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"claim about {self.line}"
