"""A member's records: what was saved, what is still being typed, and the papers beside it."""

from __future__ import annotations

import uuid

import pgtrigger
from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.db.models.functions import Length, Now
from django.db.models.lookups import LessThanOrEqual

from cilexportal.foundation.audit import audited
from cilexportal.foundation.documents.models import Document
from cpd.enums import Mode
from cpd.models.year import ActivityType, CpdYear
from members.models import Member

TITLE_LIMIT = 200
TEXT_LIMIT = 4000

# The database's own word on a closed year, whatever the code above it does [CPD-10].
CLOSED_YEAR = pgtrigger.Trigger(
    name="closed_year_is_closed",
    when=pgtrigger.Before,
    operation=pgtrigger.Insert | pgtrigger.Update | pgtrigger.Delete,
    func="""
        IF EXISTS (
            SELECT FROM cpd_yearresult result
            WHERE result.superseded_at IS NULL AND result.outcome NOT IN ('extended', 'held') AND (
                (result.member_id = OLD.member_id AND result.year_id = OLD.year_id)
                OR (result.member_id = NEW.member_id AND result.year_id = NEW.year_id)
            )
        ) THEN
            RAISE EXCEPTION 'the CPD year of this record is closed' USING ERRCODE = 'check_violation';
        END IF;
        RETURN coalesce(NEW, OLD);
    """,
)

# What a sample holds stays until it is decided, also where the year is opened again [CPD-16d].
IN_AN_OPEN_SAMPLE = """
    EXISTS (
        SELECT FROM cpd_sampledrecord kept JOIN cpd_sampled sample ON sample.id = kept.sampled_id
        WHERE kept.record_id = {record} AND sample.outcome = ''
    )
"""
SAMPLE_HOLDS_IT = "RAISE EXCEPTION 'the record is being sampled' USING ERRCODE = 'check_violation';"
SAMPLED_STAYS = pgtrigger.Trigger(
    name="sampled_record_is_held",
    when=pgtrigger.Before,
    operation=pgtrigger.Update | pgtrigger.Delete,
    func=f"""
        IF {IN_AN_OPEN_SAMPLE.format(record="OLD.id")} THEN
            {SAMPLE_HOLDS_IT}
        END IF;
        RETURN coalesce(NEW, OLD);
    """,
)
PAPERS_STAY = pgtrigger.Trigger(
    name="papers_of_a_sampled_record_are_held",
    when=pgtrigger.Before,
    operation=pgtrigger.Insert | pgtrigger.Update | pgtrigger.Delete,
    func=f"""
        IF {IN_AN_OPEN_SAMPLE.format(record="coalesce(OLD.record_id, NEW.record_id)")} THEN
            {SAMPLE_HOLDS_IT}
        END IF;
        RETURN coalesce(NEW, OLD);
    """,
)


@audited()
class Record(models.Model):
    """One CPD activity. It counts from `complete_at`; until every mandatory answer is there it is a draft [CPD-8]."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    member = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="records")
    year = models.ForeignKey(CpdYear, on_delete=models.PROTECT, related_name="records", db_index=False)
    mode = models.CharField(max_length=10, choices=Mode, default=Mode.GUIDED)
    title = models.TextField(blank=True)
    completed_on = models.DateField(null=True, blank=True)
    activity_type = models.ForeignKey(
        ActivityType, on_delete=models.PROTECT, null=True, blank=True, related_name="+", db_index=False
    )
    planned = models.BooleanField(null=True, blank=True)
    professionalism = models.BooleanField(default=False)
    areas = ArrayField(models.CharField(max_length=40), default=list, blank=True)
    hours = models.DecimalField(max_digits=5, decimal_places=2, null=True, blank=True)
    in_specialism = models.BooleanField(null=True, blank=True)
    need = models.TextField(blank=True)
    learned = models.TextField(blank=True)
    evaluation = models.TextField(blank=True)
    change = models.TextField(blank=True)
    kept_elsewhere = models.BooleanField(default=False, help_text="The attached paper is the record itself [REC-20].")
    explanation = models.TextField(blank=True)
    anonymised = models.BooleanField(default=False)
    complete_at = models.DateTimeField(null=True, blank=True)
    created_at = models.DateTimeField(db_default=Now())
    saved_at = models.DateTimeField(null=True, blank=True)
    deleted_at = models.DateTimeField(null=True, blank=True)
    refused_at = models.DateTimeField(null=True, blank=True, help_text="It does not stand after sampling [CPD-16d].")
    entered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+", db_index=False
    )
    entered_why = models.TextField(blank=True)
    entered_from = models.TextField(blank=True, db_default="", help_text="The message it was typed from [CPD-16f].")
    version = models.PositiveIntegerField(default=0, help_text="Grows with each save; what is typed goes on from it.")

    class Meta:
        triggers = [CLOSED_YEAR, SAMPLED_STAYS]
        indexes = [
            # The one path of both the logbook page and the close: a member's records of a year.
            models.Index(fields=["member", "year"], name="cpd_record_of_member_year"),
        ]
        constraints = [
            models.CheckConstraint(
                name="counted_record_is_complete",
                condition=Q(complete_at=None)
                | (
                    Q(completed_on__isnull=False, planned__isnull=False)
                    & ~Q(title="")
                    & ~Q(learned="")
                    & ~Q(evaluation="")
                    & Q(LessThanOrEqual(Length("title"), TITLE_LIMIT))
                    & Q(LessThanOrEqual(Length("learned"), TEXT_LIMIT))
                    & Q(LessThanOrEqual(Length("evaluation"), TEXT_LIMIT))
                ),
            ),
            models.CheckConstraint(
                name="record_hours_are_of_one_day", condition=Q(hours=None) | Q(hours__gt=0, hours__lte=24)
            ),
            models.CheckConstraint(
                name="record_entered_by_and_why",
                condition=Q(entered_by=None, entered_why="") | (Q(entered_by__isnull=False) & ~Q(entered_why="")),
            ),
            models.CheckConstraint(
                name="only_a_counted_record_is_refused", condition=Q(refused_at=None) | Q(complete_at__isnull=False)
            ),
            models.CheckConstraint(
                name="record_entered_from_by_somebody", condition=Q(entered_from="") | Q(entered_by__isnull=False)
            ),
        ]

    def __str__(self) -> str:
        return self.title or "Untitled record"


class Typing(models.Model):
    """What a member is typing into a record's form and has not saved yet, kept as it stands on the page [REC-17].

    It carries over-long and half-finished answers. `version` goes on from the record's own and grows with each
    autosave, so that a stale page is told; a save takes the next number and ends the typing.
    """

    record = models.OneToOneField(Record, on_delete=models.CASCADE, primary_key=True)
    fields = models.JSONField(default=dict)
    version = models.PositiveIntegerField(default=1)
    page = models.CharField(max_length=40, blank=True, help_text="The key of the page that sent this.")
    saved_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"version {self.version}"


@audited()
class Evidence(models.Model):
    """A supporting document of a record [REC-19]."""

    record = models.ForeignKey(Record, on_delete=models.PROTECT, related_name="evidence")
    document = models.OneToOneField(Document, on_delete=models.PROTECT, related_name="+")
    removed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        triggers = [PAPERS_STAY]

    def __str__(self) -> str:
        return str(self.document)
