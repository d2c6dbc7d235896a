"""How somebody and their supervisors mean to show each outcome of the pathway, and what is agreed of it [HB-10a]."""

from __future__ import annotations

from django.db import models

from applications.models.cases import Application
from cilexportal.foundation.audit import audited


@audited()
class PlannedOutcome(models.Model):
    """One outcome: how it will be shown, with whom that is agreed, and since when; unless it is only an idea yet."""

    application = models.ForeignKey(Application, on_delete=models.CASCADE, related_name="planned")
    outcome = models.CharField(max_length=10, help_text="Its number in the version's document.")
    how = models.TextField(blank=True)
    supervisor = models.CharField(max_length=200, blank=True)
    agreed_on = models.DateField(null=True, blank=True)
    saved_at = models.DateTimeField()

    class Meta:
        ordering = ["application", "id"]
        constraints = [models.UniqueConstraint(fields=["application", "outcome"], name="one_plan_an_outcome")]

    def __str__(self) -> str:
        return f"{self.application_id}: {self.outcome}"
