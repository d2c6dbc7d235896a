"""What a submission was billed, and when that was paid: payment starts the clock, and nothing is given back."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from applications.models.cases import Case
from applications.models.dated import KEPT, stays, stays_once
from cilexportal.foundation.audit import audited
from shop.models import Order

USER = settings.AUTH_USER_MODEL


@audited()
class CaseFee(models.Model):
    """The order by which a case's fee is billed, made with its submission [HB-22]; let go where nobody paid it.

    A resubmission makes none. A fee is not given back; staff reverse it only where it was taken in error [HB-11b].
    """

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="fees")
    order = models.OneToOneField(Order, on_delete=models.PROTECT, related_name="+")
    by_transfer = models.BooleanField(default=False, help_text="An employer pays against the invoice.")
    billed_at = models.DateTimeField()
    paid_at = models.DateTimeField(null=True, blank=True)
    let_go_at = models.DateTimeField(null=True, blank=True)
    reversed_at = models.DateTimeField(null=True, blank=True)
    reversed_by = models.ForeignKey(USER, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    reversed_why = models.TextField(blank=True, help_text="The error: it is noted here and given back in the shop.")

    class Meta:
        ordering = ["billed_at"]
        triggers = [
            *KEPT,
            stays("case", "order", "billed_at", name="fee_stays_of_its_case"),
            stays_once("OLD.paid_at IS NOT NULL", "paid_at", "let_go_at", name="paid_fee_stays_paid"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["case"], condition=Q(let_go_at=None), name="one_standing_fee_a_case"),
            models.CheckConstraint(condition=Q(paid_at=None) | Q(let_go_at=None), name="paid_fee_is_not_let_go"),
            models.CheckConstraint(condition=Q(paid_at=None) | Q(paid_at__gte=F("billed_at")), name="paid_once_billed"),
            models.CheckConstraint(
                condition=Q(reversed_at=None, reversed_by=None, reversed_why="")
                | (
                    Q(reversed_at__isnull=False, reversed_by__isnull=False, paid_at__isnull=False) & ~Q(reversed_why="")
                ),
                name="fee_reversed_by_whom_when_and_why",
            ),
        ]

    def __str__(self) -> str:
        return f"fee of {self.case_id}"
