"""The final application: the answers of its form, and the reference of the experience step that is used again."""

from __future__ import annotations

from django.db import models

from applications.models import Case, Reference
from applications.models.dated import KEPT, stays
from cilexportal.foundation.audit import audited

__all__ = ["Final"]


@audited()
class Final(models.Model):
    """What an applicant puts together for the last step, until it is submitted and frozen with it [HB-59].

    Letters, certificate, conduct and portfolio are where they were made; only what is asked here is kept here.
    """

    case = models.OneToOneField(Case, on_delete=models.PROTECT, related_name="final")
    answers = models.JSONField(default=dict, help_text="Code of a section -> code of a question -> the answer.")
    reference = models.ForeignKey(
        Reference, on_delete=models.PROTECT, null=True, blank=True, related_name="+",
        help_text="The one given for experience, where it is used again [HB-62].",
    )  # fmt: skip
    begun_at = models.DateTimeField()
    saved_at = models.DateTimeField()

    class Meta:
        triggers = [*KEPT, stays("case", "begun_at", name="final_is_of_one_case")]

    def __str__(self) -> str:
        return f"final application of {self.case_id}"
