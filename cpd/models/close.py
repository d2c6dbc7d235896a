"""The closing of a year: runs, their batches, the results they write and the members they park."""

from __future__ import annotations

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now

from cilexportal.foundation.audit import audited
from cpd.enums import NOT_FINAL, BatchState, Outcome
from cpd.models.year import CpdYear, Requirement
from members.models import Member

# The database's own word on a result, whatever the code above it does [CPD-10].
RESULT_STAYS = pgtrigger.Trigger(
    name="result_stays",
    when=pgtrigger.Before,
    operation=pgtrigger.Update | pgtrigger.Delete,
    declare=[("allowed", "cpd_yearresult%ROWTYPE")],
    func="""
        IF TG_OP = 'UPDATE' THEN
            allowed := OLD;
            allowed.superseded_at := coalesce(OLD.superseded_at, NEW.superseded_at);
            allowed.signature_id := coalesce(OLD.signature_id, NEW.signature_id);
            IF NEW IS NOT DISTINCT FROM allowed THEN
                RETURN NEW;
            END IF;
        END IF;
        RAISE EXCEPTION 'the result of a closed CPD year stays as it is' USING ERRCODE = 'check_violation';
    """,
)


@audited()
class CloseRun(models.Model):
    """One closing of a CPD year, or a rehearsal of it that changes nothing."""

    year = models.ForeignKey(CpdYear, on_delete=models.PROTECT, related_name="runs")
    rehearsal = models.BooleanField(default=False)
    extensions_only = models.BooleanField(default=False, help_text="Closes only members whose extension has ended.")
    retry_parked = models.BooleanField(default=False, help_text="Tries those again that were parked before it began.")
    member = models.ForeignKey(
        Member, on_delete=models.PROTECT, null=True, related_name="+", help_text="Judges this one member only."
    )
    at = models.DateTimeField(help_text="The instant as which the year is judged.")
    started_at = models.DateTimeField()
    started_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    finished_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-started_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["year", "rehearsal"], condition=Q(finished_at=None), name="one_running_close_per_year"
            ),
        ]

    def __str__(self) -> str:
        return f"{'rehearsal' if self.rehearsal else 'close'} of {self.year}"


class CloseBatch(models.Model):
    """The members with ids in [first, last), closed in one transaction by one task."""

    run = models.ForeignKey(CloseRun, on_delete=models.CASCADE, related_name="batches")
    first = models.BigIntegerField()
    last = models.BigIntegerField()
    members = models.PositiveIntegerField(help_text="Members found when the run began.")
    state = models.CharField(max_length=10, choices=BatchState, default=BatchState.WAITING)
    attempts = models.PositiveSmallIntegerField(default=0)
    claimed_at = models.DateTimeField(null=True)
    done_at = models.DateTimeField(null=True)
    error = models.TextField(blank=True, help_text="What the last failed attempt died of, where it could say so.")
    totals = models.JSONField(default=list, help_text="[grade, outcome, members] for the officer's drawing.")
    reasons = models.JSONField(default=list, help_text="[reason, members] of those who could not be judged.")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["run", "first", "last"], name="one_batch_per_range"),
            models.CheckConstraint(condition=Q(last__gt=F("first")), name="batch_has_members"),
        ]
        indexes = [models.Index(fields=["run", "state"], name="cpd_batch_by_state")]

    def __str__(self) -> str:
        return f"members {self.first} to {self.last}"


@audited()
class Signature(models.Model):
    """An officer's signature under the not-met results of a year that were there to be signed [CPD-13]."""

    year = models.ForeignKey(CpdYear, on_delete=models.PROTECT, related_name="signatures")
    at = models.DateTimeField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["at"]

    def __str__(self) -> str:
        return f"{self.by} under {self.year}"


@audited()
class YearResult(models.Model):
    """What a CPD year came to for one member, with the facts and the requirement it was judged by.

    What an extension that has ended came to supersedes "extended", and what an answer led to supersedes "held"; both
    stay. The database allows one live result a member and year, and refuses to change or delete any: it can be
    superseded once, and signed once.
    """

    member = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="cpd_results", db_index=False)
    year = models.ForeignKey(CpdYear, on_delete=models.PROTECT, related_name="results", db_index=False)
    run = models.ForeignKey(CloseRun, on_delete=models.PROTECT, related_name="results", db_index=False)
    requirement = models.ForeignKey(Requirement, on_delete=models.PROTECT, null=True, related_name="+", db_index=False)
    outcome = models.CharField(max_length=15, choices=Outcome)
    outcomes = models.PositiveSmallIntegerField()
    professionalism = models.PositiveSmallIntegerField()
    planned = models.PositiveSmallIntegerField()
    hours = models.DecimalField(max_digits=7, decimal_places=2)
    specialism_hours = models.DecimalField(max_digits=7, decimal_places=2)
    outside_study_hours = models.DecimalField(max_digits=7, decimal_places=2)
    reduced = models.BooleanField()
    extended_until = models.DateField(null=True)
    closed_at = models.DateTimeField(help_text="The closing instant that applied to this member.")
    decided_at = models.DateTimeField(db_default=Now())
    superseded_at = models.DateTimeField(null=True)
    signature = models.ForeignKey(
        Signature, on_delete=models.PROTECT, null=True, related_name="results", db_index=False
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["member", "year"], condition=Q(superseded_at=None), name="one_live_result_a_year"
            ),
            models.CheckConstraint(condition=Q(outcome__in=Outcome.values), name="result_outcome_is_known"),
            models.CheckConstraint(
                condition=Q(outcome=Outcome.EXTENDED, extended_until__isnull=False)
                | (~Q(outcome=Outcome.EXTENDED) & Q(extended_until=None)),
                name="extended_result_says_until_when",
            ),
            models.CheckConstraint(
                condition=Q(signature=None) | Q(outcome=Outcome.NOT_MET), name="only_not_met_results_are_signed"
            ),
        ]
        indexes = [
            # The officer's not-met list, and the search for extensions that have ended.
            models.Index(
                fields=["year", "outcome", "member"],
                condition=Q(superseded_at=None, outcome__in=[Outcome.NOT_MET, *NOT_FINAL]),
                name="cpd_result_to_follow_up",
            ),
        ]
        triggers = [RESULT_STAYS]

    def __str__(self) -> str:
        return f"{self.member_id} {self.year_id}: {self.get_outcome_display()}"


@audited()
class Parked(models.Model):
    """A member whose year could not be judged, with the reason, while the rest were closed."""

    run = models.ForeignKey(CloseRun, on_delete=models.PROTECT, related_name="parked")
    member = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+")
    reason = models.TextField()
    parked_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["run", "member"], name="parked_once_a_run")]

    def __str__(self) -> str:
        return f"{self.member}: {self.reason}"
