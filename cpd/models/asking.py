"""What members ask for in a CPD year, what officers answered, and closed years that were judged again."""

from __future__ import annotations

import uuid
from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from cilexportal.foundation.audit import audited
from cilexportal.foundation.documents.models import Document
from cpd.enums import Answer, Ask, Cause
from cpd.models.close import YearResult
from cpd.models.relief import Dispensation, Extension, Reduction
from cpd.models.year import CpdYear
from members.models import Member

WORDS_LIMIT = 2000
# A request that waits for its answer.
PENDING = Q(answer="", withdrawn_at=None)


class Request(models.Model):
    """Asked by a member in writing; decided by whom, when and why, unless its member took it back before."""

    kind: ClassVar[Ask]
    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    member = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+")
    year = models.ForeignKey(CpdYear, on_delete=models.PROTECT, related_name="+", db_index=False)
    reason = models.TextField()
    asked_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    answer = models.CharField(max_length=10, choices=Answer, blank=True)
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+", db_index=False
    )
    decided_why = models.TextField(blank=True, help_text="In the officer's words; the member reads them.")
    refused_for = models.CharField(max_length=20, blank=True, help_text="A code of cpd/rules/asking.py.")

    class Meta:
        abstract = True
        constraints = [
            models.UniqueConstraint(fields=["member", "year"], condition=PENDING, name="one_waiting_%(class)s_a_year"),
            models.CheckConstraint(
                condition=Q(answer="", decided_at=None, decided_by=None, decided_why="")
                | (Q(answer__in=Answer.values, decided_at__isnull=False, decided_by__isnull=False, withdrawn_at=None)
                   & ~Q(decided_why="")),
                name="%(class)s_decided_by_when_and_why",
            ),
            models.CheckConstraint(
                condition=(Q(answer=Answer.REFUSED) & ~Q(refused_for=""))
                | (~Q(answer=Answer.REFUSED) & Q(refused_for="")),
                name="%(class)s_refused_for_a_reason",
            ),
            models.CheckConstraint(condition=~Q(reason=""), name="%(class)s_gives_a_reason"),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.member} {self.year}"

    @property
    def is_pending(self) -> bool:
        """Whether it waits for its answer."""
        return not self.answer and self.withdrawn_at is None

    @property
    def relief(self) -> Any:
        """What was granted, or None."""
        return getattr(self, "granted", None)


def granted_only(**more: Any) -> models.CheckConstraint:
    """What was granted stands on a granted request, and on no other; `more` has to hold of a granted one."""
    return models.CheckConstraint(
        condition=Q(answer=Answer.GRANTED, granted__isnull=False, **more)
        | (~Q(answer=Answer.GRANTED) & Q(granted__isnull=True)),
        name="%(class)s_granted_leads_to_it",
    )


@audited()
class ExtensionRequest(Request):
    """More time; one that came in time holds the close of the year for its member until it is answered [CPD-11]."""

    kind = Ask.EXTENSION
    in_time = models.BooleanField(help_text="It reached us by the end of the year's last day for asking.")
    granted = models.OneToOneField(Extension, on_delete=models.PROTECT, null=True, related_name="request")

    class Meta(Request.Meta):
        constraints = [*Request.Meta.constraints, granted_only()]


@audited()
class DispensationRequest(Request):
    """To owe nothing for a year with six months or more out of employment, with dates and evidence [CPD-16a]."""

    kind = Ask.DISPENSATION
    granted = models.OneToOneField(Dispensation, on_delete=models.PROTECT, null=True, related_name="request")

    class Meta(Request.Meta):
        constraints = [*Request.Meta.constraints, granted_only()]


@audited()
class AbsenceSpell(models.Model):
    """Time out of employment, first and last day both counted."""

    request = models.ForeignKey(DispensationRequest, on_delete=models.PROTECT, related_name="spells")
    first = models.DateField()
    last = models.DateField()

    class Meta:
        ordering = ["first"]
        constraints = [
            models.CheckConstraint(condition=Q(last__gte=F("first")), name="spell_ends_after_it_starts"),
            models.UniqueConstraint(fields=["request", "first"], name="one_spell_a_first_day"),
        ]

    def __str__(self) -> str:
        return f"{self.first} to {self.last}"


@audited()
class AbsenceEvidence(models.Model):
    """A document that shows a time out of employment."""

    request = models.ForeignKey(DispensationRequest, on_delete=models.PROTECT, related_name="evidence")
    document = models.OneToOneField(Document, on_delete=models.PROTECT, related_name="+")

    def __str__(self) -> str:
        return str(self.document)


@audited()
class ReductionRequest(Request):
    """The lower target while a work-based portfolio is with the regulator [CPD-16b]."""

    kind = Ask.REDUCTION
    portfolio_seen = models.BooleanField(default=False, help_text="An officer has seen that a portfolio is under way.")
    granted = models.OneToOneField(Reduction, on_delete=models.PROTECT, null=True, related_name="request")

    class Meta(Request.Meta):
        constraints = [*Request.Meta.constraints, granted_only(portfolio_seen=True)]


@audited()
class Reopening(models.Model):
    """A member's closed year, judged again: the result before and the result after, by whom, when and why [CPD-10]."""

    before = models.OneToOneField(YearResult, on_delete=models.PROTECT, related_name="reopening")
    after = models.OneToOneField(YearResult, on_delete=models.PROTECT, related_name="reopened")
    cause = models.CharField(max_length=15, choices=Cause)
    reason = models.TextField()
    at = models.DateTimeField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(reason=""), name="reopening_gives_a_reason"),
            models.CheckConstraint(condition=Q(cause__in=Cause.values), name="reopening_cause_is_known"),
            models.CheckConstraint(condition=~Q(before=F("after")), name="reopening_has_two_results"),
        ]

    def __str__(self) -> str:
        return f"{self.before} judged again"
