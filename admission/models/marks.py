"""Marks of criteria, what officers judged besides, who marks what, and files as numbers that can be compared."""

from __future__ import annotations

import pgtrigger
from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import Q

from admission.enums import Mark
from applications.models import Case, Submission
from applications.models.dated import KEPT, stays, stays_once
from applications.models.deciding import NOT_ONES_OWN
from cilexportal.foundation.audit import audited
from cilexportal.foundation.documents.models import Document
from portfolio.models import SheetVersion

__all__ = ["CriterionMark", "DocumentTrace", "Judgement", "MarkTyped", "MarkingShare", "WordsTrace"]

USER = settings.AUTH_USER_MODEL
SUPERSEDED = stays_once("OLD.superseded_at IS NOT NULL", "superseded_at", name="superseded_stays_so")

# What is marked is a submission of the same case.
OF_ITS_CASE = pgtrigger.Trigger(
    name="submission_is_of_the_case",
    when=pgtrigger.Before,
    operation=pgtrigger.Insert,
    func="""
        IF NOT EXISTS (SELECT FROM applications_submission WHERE id = NEW.submission_id AND case_id = NEW.case_id) THEN
            RAISE EXCEPTION 'the submission is of another case' USING ERRCODE = 'check_violation';
        END IF;
        RETURN NEW;
    """,
)

# A second mark is somebody else's than the first of the same example as it was submitted, and the other way round.
TWO_PEOPLE = pgtrigger.Trigger(
    name="second_mark_is_anothers",
    when=pgtrigger.Before,
    operation=pgtrigger.Insert,
    func="""
        IF EXISTS (SELECT FROM admission_criterionmark other
                   WHERE other.case_id = NEW.case_id AND other.slot = NEW.slot AND other.seal = NEW.seal
                     AND other.is_second <> NEW.is_second AND other.by_id = NEW.by_id
                     AND other.superseded_at IS NULL)
        THEN
            RAISE EXCEPTION 'nobody marks an example twice' USING ERRCODE = 'check_violation';
        END IF;
        RETURN NEW;
    """,
)


@audited()
class CriterionMark(models.Model):
    """A criterion of an example, met or not with a coded reason. The last one stands; the earlier ones stay [HB-31]."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="marks")
    submission = models.ForeignKey(Submission, on_delete=models.PROTECT, related_name="marks")
    slot = models.CharField(max_length=8, help_text="The place, as 1.1-2.")
    outcome = models.CharField(max_length=5, help_text="The number of the outcome, as 1.1.")
    letter = models.CharField(max_length=4)
    seal = models.CharField(max_length=64, help_text="The hash of the example that was marked.")
    is_second = models.BooleanField(default=False, help_text="Of the second assessor.")
    mark = models.CharField(max_length=8, choices=Mark)
    reason = models.CharField(max_length=30, blank=True, help_text="A code of the version's shortfalls.")
    note = models.TextField(blank=True, help_text="To the applicant.")
    by = models.ForeignKey(USER, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    superseded_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["case", "slot", "letter", "id"]
        triggers = [
            *KEPT, NOT_ONES_OWN, OF_ITS_CASE, TWO_PEOPLE, SUPERSEDED,
            stays("case", "submission", "slot", "outcome", "letter", "seal", "is_second", "mark", "reason", "note",
                  "by", "at", name="mark_stays"),
        ]  # fmt: skip
        indexes = [
            models.Index(
                fields=["case", "outcome", "letter"], condition=Q(superseded_at=None), name="admission_marks_standing"
            )
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["submission", "slot", "letter", "is_second"], condition=Q(superseded_at=None),
                name="one_standing_mark_a_criterion",
            ),
            models.CheckConstraint(
                condition=Q(mark=Mark.MET, reason="", note="") | (Q(mark=Mark.NOT_MET) & ~Q(reason="") & ~Q(note="")),
                name="criterion_not_met_says_why",
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.slot} ({self.letter}): {self.get_mark_display()}"


@audited()
class Judgement(models.Model):
    """Whether a statement, or the explanation of older work, is accepted, and why [HB-41c] [HB-50]."""

    class Kind(models.TextChoices):
        STATEMENT = "statement", "Personal statement"
        OLD = "old", "Explanation of older work"

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="judgements")
    submission = models.ForeignKey(Submission, on_delete=models.PROTECT, related_name="judgements")
    kind = models.CharField(max_length=10, choices=Kind)
    about = models.CharField(max_length=45, help_text='"sheet:1.1-2" or "1.1-2:<uuid of a piece>".')
    slot = models.CharField(max_length=8, help_text="The place where it stands, or the first of them.")
    seal = models.CharField(max_length=64, help_text="The hash of what was judged.")
    accepted = models.BooleanField()
    why = models.TextField()
    by = models.ForeignKey(USER, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    superseded_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["case", "id"]
        triggers = [
            *KEPT, NOT_ONES_OWN, OF_ITS_CASE, SUPERSEDED,
            stays("case", "submission", "kind", "about", "slot", "seal", "accepted", "why", "by", "at",
                  name="judgement_stays"),
        ]  # fmt: skip
        constraints = [
            models.UniqueConstraint(
                fields=["submission", "kind", "about"], condition=Q(superseded_at=None), name="one_standing_judgement"
            ),
            models.CheckConstraint(condition=~Q(why=""), name="judgement_says_why"),
        ]

    def __str__(self) -> str:
        return f"{self.about}: {'accepted' if self.accepted else 'not accepted'}"


@audited()
class MarkingShare(models.Model):
    """A competency of a case that one assessor marks. Nobody else gives it a first mark meanwhile."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="shares")
    competency = models.PositiveSmallIntegerField()
    assessor = models.ForeignKey(USER, on_delete=models.PROTECT, related_name="+")
    by = models.ForeignKey(USER, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["case", "competency", "id"]
        triggers = [
            *KEPT, NOT_ONES_OWN,
            stays("case", "competency", "assessor", "by", "at", name="share_stays"),
            stays_once("OLD.ended_at IS NOT NULL", "ended_at", name="ended_share_stays"),
        ]  # fmt: skip
        constraints = [
            models.UniqueConstraint(
                fields=["case", "competency"], condition=Q(ended_at=None), name="one_assessor_a_competency"
            )
        ]

    def __str__(self) -> str:
        return f"{self.case_id}, {self.competency}: {self.assessor_id}"


class MarkTyped(models.Model):
    """What an assessor is typing of one example and has not saved: kept at each pause, as applications.Typed."""

    submission = models.ForeignKey(Submission, on_delete=models.CASCADE, related_name="+")
    slot = models.CharField(max_length=8)
    is_second = models.BooleanField(default=False)
    by = models.ForeignKey(USER, on_delete=models.CASCADE, related_name="+")
    fields = models.JSONField(default=dict)
    version = models.PositiveIntegerField(default=1)
    page_key = models.CharField(max_length=40, blank=True)
    saved_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["submission", "slot", "is_second", "by"], name="one_typing_an_example")
        ]

    def __str__(self) -> str:
        return f"{self.submission_id}, {self.slot}"


class DocumentTrace(models.Model):
    """A submitted file as numbers: the smallest hashes of its runs of words. None of the words is kept."""

    document = models.OneToOneField(Document, on_delete=models.CASCADE, related_name="+")
    pages = models.PositiveSmallIntegerField(null=True, blank=True, help_text="Empty until it was read.")
    runs = models.PositiveIntegerField(default=0, help_text="How many different runs of words there are.")
    minima = ArrayField(models.BigIntegerField(), default=list, blank=True, help_text="In order, the smallest first.")
    claimed_at = models.DateTimeField(null=True, blank=True)
    attempts = models.PositiveSmallIntegerField(default=0)

    class Meta:
        indexes = [
            GinIndex(fields=["minima"], name="admission_trace_minima"),
            models.Index(fields=["id"], condition=Q(pages=None), name="admission_trace_waiting"),
        ]

    def __str__(self) -> str:
        return f"{self.document_id}: {self.runs}"


class WordsTrace(models.Model):
    """What was typed in an example as it was submitted, as numbers: the same as a file's. None of the words is kept."""

    version = models.OneToOneField(SheetVersion, on_delete=models.CASCADE, related_name="+")
    runs = models.PositiveIntegerField(null=True, blank=True, help_text="Empty until it was read.")
    minima = ArrayField(models.BigIntegerField(), default=list, blank=True, help_text="In order, the smallest first.")

    class Meta:
        indexes = [
            GinIndex(fields=["minima"], name="admission_words_minima"),
            models.Index(fields=["id"], condition=Q(runs=None), name="admission_words_waiting"),
        ]

    def __str__(self) -> str:
        return f"{self.version_id}: {self.runs}"
