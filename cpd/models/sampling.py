"""Sampling: a draw for a closed CPD year, who was left out and why, who was drawn, and what assessors made of it."""

from __future__ import annotations

import uuid

import pgtrigger
from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from cilexportal.foundation.asking.models import Request as Asked
from cilexportal.foundation.audit import audited
from cpd.enums import LeaveOut, Reading
from cpd.models.close import YearResult
from cpd.models.record import Record
from cpd.models.year import CpdYear
from members.models import Member

WORDS_LIMIT = 2000
USER = settings.AUTH_USER_MODEL
STAYS = "USING ERRCODE = 'check_violation';"

# The database's own word on what was drawn and read [CPD-16d].
DRAW_STAYS = pgtrigger.Trigger(
    name="draw_stays",
    when=pgtrigger.Before,
    operation=pgtrigger.Update | pgtrigger.Delete,
    condition=pgtrigger.Q(old__drawn_at__isnull=False),  # type: ignore[call-arg]  # its type knows no lookups
    func=f"RAISE EXCEPTION 'a draw stays as it was made' {STAYS}",
)
LIST_STAYS = pgtrigger.Trigger(
    name="left_out_stays",
    when=pgtrigger.Before,
    operation=pgtrigger.Insert | pgtrigger.Update | pgtrigger.Delete,
    func=f"""
        IF EXISTS (
            SELECT FROM cpd_draw draw WHERE draw.id IN (OLD.draw_id, NEW.draw_id) AND draw.drawn_at IS NOT NULL
        ) THEN
            RAISE EXCEPTION 'a draw stays as it was made' {STAYS}
        END IF;
        RETURN coalesce(NEW, OLD);
    """,
)
# Who is drawn stays; each reading is written once, by somebody whose record it is not.
READ_ONCE = pgtrigger.Trigger(
    name="sampled_stays",
    when=pgtrigger.Before,
    operation=pgtrigger.Insert | pgtrigger.Update | pgtrigger.Delete,
    declare=[("allowed", "cpd_sampled%ROWTYPE")],
    func=f"""
        IF TG_OP = 'INSERT' THEN
            IF EXISTS (SELECT FROM cpd_draw draw WHERE draw.id = NEW.draw_id AND draw.drawn_at IS NOT NULL) THEN
                RAISE EXCEPTION 'a draw stays as it was made' {STAYS}
            END IF;
            RETURN NEW;
        END IF;
        IF TG_OP = 'UPDATE' THEN
            allowed := OLD;
            allowed.asked_id := NEW.asked_id;
            IF OLD.first_by_id IS NULL THEN
                allowed.first_by_id := NEW.first_by_id; allowed.first_at := NEW.first_at;
                allowed.first_reading := NEW.first_reading; allowed.first_words := NEW.first_words;
            END IF;
            IF OLD.second_by_id IS NULL THEN
                allowed.second_by_id := NEW.second_by_id; allowed.second_at := NEW.second_at;
                allowed.second_reading := NEW.second_reading; allowed.second_words := NEW.second_words;
            END IF;
            IF OLD.outcome = '' THEN
                allowed.outcome := NEW.outcome; allowed.decided_at := NEW.decided_at;
            END IF;
            IF (SELECT member.user_id FROM members_member member WHERE member.id = NEW.member_id)
                IN (NEW.first_by_id, NEW.second_by_id) THEN
                RAISE EXCEPTION 'nobody assesses their own record' {STAYS}
            END IF;
            IF NEW IS NOT DISTINCT FROM allowed THEN
                RETURN NEW;
            END IF;
        END IF;
        RAISE EXCEPTION 'what was drawn and read stays as it is' {STAYS}
    """,  # noqa: S608 - made of constants
)
ROW_STAYS = pgtrigger.Trigger(
    name="row_stays",
    when=pgtrigger.Before,
    operation=pgtrigger.Update | pgtrigger.Delete,
    func=f"RAISE EXCEPTION 'what was drawn and read stays as it is' {STAYS}",
)


@audited(exclude=["population"])
class Draw(models.Model):
    """A draw of a closed year: prepared first, then drawn once and for all from its population by its seed."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    year = models.ForeignKey(CpdYear, on_delete=models.PROTECT, related_name="draws")
    number = models.PositiveIntegerField(null=True, help_text="How many are drawn by lot.")
    percent = models.DecimalField(max_digits=5, decimal_places=2, null=True, help_text="Or this share, rounded up.")
    seed = models.CharField(max_length=64)
    prepared_at = models.DateTimeField()
    prepared_by = models.ForeignKey(USER, on_delete=models.PROTECT, related_name="+")
    drawn_at = models.DateTimeField(null=True)
    drawn_by = models.ForeignKey(USER, on_delete=models.PROTECT, null=True, related_name="+")
    population = ArrayField(
        models.BigIntegerField(), default=list, help_text="Ids of all with a result who could be sampled, in order."
    )

    class Meta:
        ordering = ["-prepared_at", "-pk"]
        triggers = [DRAW_STAYS]
        constraints = [
            models.CheckConstraint(
                condition=Q(number__gte=1, percent=None) | Q(number=None, percent__gt=0, percent__lte=100),
                name="draw_has_one_size",
            ),
            models.CheckConstraint(
                condition=Q(drawn_at=None, drawn_by=None) | Q(drawn_at__isnull=False, drawn_by__isnull=False),
                name="draw_drawn_by_and_when",
            ),
            models.CheckConstraint(condition=~Q(seed=""), name="draw_has_a_seed"),
        ]

    def __str__(self) -> str:
        return f"draw for {self.year}"


@audited()
class LeftOut(models.Model):
    """Somebody who is not drawn, with the reason; by an officer, or by the rule of the draw where `by` is empty."""

    draw = models.ForeignKey(Draw, on_delete=models.CASCADE, related_name="left_out")
    member = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+")
    reason = models.CharField(max_length=20, choices=LeaveOut)
    words = models.TextField(blank=True)
    by = models.ForeignKey(USER, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        triggers = [LIST_STAYS]
        constraints = [
            models.UniqueConstraint(fields=["draw", "member"], name="left_out_once_a_draw"),
            models.CheckConstraint(condition=Q(reason__in=LeaveOut.values), name="left_out_for_a_known_reason"),
            models.CheckConstraint(condition=~Q(reason=LeaveOut.OTHER) | ~Q(words=""), name="other_reason_in_words"),
        ]

    def __str__(self) -> str:
        return f"{self.member}: {self.get_reason_display()}"


def read_by_and_when(which: str) -> models.CheckConstraint:
    """A reading has its assessor, its instant and its outcome, or none of them."""
    none = {f"{which}_by": None, f"{which}_at": None, f"{which}_reading": "", f"{which}_words": ""}
    whole = {f"{which}_by__isnull": False, f"{which}_at__isnull": False, f"{which}_reading__in": Reading.values}
    return models.CheckConstraint(condition=Q(**none) | Q(**whole), name=f"sampled_{which}_by_and_when")


@audited()
class Sampled(models.Model):
    """A member drawn for a year. A first reading that does not accept leaves the outcome to a second person."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    draw = models.ForeignKey(Draw, on_delete=models.PROTECT, related_name="sampled")
    member = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="samples")
    year = models.ForeignKey(CpdYear, on_delete=models.PROTECT, related_name="+", db_index=False)
    result = models.ForeignKey(YearResult, on_delete=models.PROTECT, related_name="+", db_index=False)
    again = models.CharField(max_length=15, choices=Reading, blank=True, help_text="What it came to the year before.")
    asked = models.ForeignKey(Asked, on_delete=models.PROTECT, null=True, related_name="+", help_text="Asked last.")
    first_by = models.ForeignKey(USER, on_delete=models.PROTECT, null=True, related_name="+", db_index=False)
    first_at = models.DateTimeField(null=True)
    first_reading = models.CharField(max_length=15, choices=Reading, blank=True)
    first_words = models.TextField(blank=True)
    second_by = models.ForeignKey(USER, on_delete=models.PROTECT, null=True, related_name="+", db_index=False)
    second_at = models.DateTimeField(null=True)
    second_reading = models.CharField(max_length=15, choices=Reading, blank=True)
    second_words = models.TextField(blank=True)
    outcome = models.CharField(max_length=15, choices=Reading, blank=True)
    decided_at = models.DateTimeField(null=True)

    class Meta:
        triggers = [READ_ONCE]
        constraints = [
            models.UniqueConstraint(fields=["year", "member"], name="sampled_once_a_year"),
            read_by_and_when("first"),
            read_by_and_when("second"),
            models.CheckConstraint(
                condition=Q(second_by=None) | (Q(first_reading=Reading.NOT_ACCEPTED) & ~Q(second_by=F("first_by"))),
                name="second_assessor_is_another",
            ),
            models.CheckConstraint(
                condition=Q(outcome="", decided_at=None, second_by=None)
                & (Q(first_by=None) | Q(first_reading=Reading.NOT_ACCEPTED))
                | Q(decided_at__isnull=False, second_by__isnull=False, outcome=F("second_reading"))
                | (
                    Q(decided_at__isnull=False, second_by=None, first_by__isnull=False, outcome=F("first_reading"))
                    & ~Q(first_reading=Reading.NOT_ACCEPTED)
                ),
                name="sampled_outcome_is_the_last_word",
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.member_id} drawn for {self.year_id}"


@audited()
class SampledRecord(models.Model):
    """A record that counted when its member was drawn; it is held until the sample is decided."""

    sampled = models.ForeignKey(Sampled, on_delete=models.PROTECT, related_name="records")
    record = models.ForeignKey(Record, on_delete=models.PROTECT, related_name="sampled")

    class Meta:
        triggers = [ROW_STAYS]
        constraints = [models.UniqueConstraint(fields=["sampled", "record"], name="sampled_record_once")]

    def __str__(self) -> str:
        return str(self.record)


@audited()
class Mark(models.Model):
    """What an assessor makes of one record: whether it meets the requirement, and why [REC-28]."""

    of = models.ForeignKey(SampledRecord, on_delete=models.PROTECT, related_name="marks")
    second = models.BooleanField(help_text="Made by the second assessor.")
    met = models.BooleanField()
    reason = models.CharField(max_length=20, help_text="A code of cpd/rules/sampling.py.")
    words = models.TextField(blank=True)

    class Meta:
        triggers = [ROW_STAYS]
        constraints = [
            models.UniqueConstraint(fields=["of", "second"], name="one_mark_an_assessor"),
            models.CheckConstraint(condition=~Q(reason=""), name="mark_has_a_reason"),
            models.CheckConstraint(condition=Q(met=True) | ~Q(words=""), name="not_met_in_words"),
        ]

    def __str__(self) -> str:
        return "met" if self.met else "not met"
