"""Whom the portal has told that benefits are lost: so that each loss, and each return, is told once."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from members.models import Member


class ToldLoss(models.Model):
    """A member was told that a CPD year took benefits away [CPD-13], and later that they are back [CPD-14]."""

    member = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+")
    since = models.DateField(help_text="The first London date of the loss.")
    told_at = models.DateTimeField()
    returned_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["member"], condition=Q(returned_at=None), name="one_told_loss_at_a_time"),
        ]

    def __str__(self) -> str:
        return f"{self.member_id} from {self.since}"
