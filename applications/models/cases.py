"""Applications, and their cases: one for each step of the pathway."""

from __future__ import annotations

import uuid
from datetime import UTC, datetime

import pgtrigger
from django.conf import settings
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import F, Q, Value
from django.db.models.functions import Coalesce

from applications.enums import End, Stage, StepKind, Whose
from applications.models.dated import KEPT, stays
from applications.models.pathways import Pathway, PathwayVersion
from cilexportal.foundation.audit import audited

USER = settings.AUTH_USER_MODEL
# What waits for somebody of the house or was given back: the queue shows these unless another stage is chosen.
OPEN = [Stage.FEE.value, Stage.ASSESSMENT.value, Stage.INFORMATION.value, Stage.NOT_YET.value, Stage.COMMITTEE.value]
IS_OPEN = Q(stage__in=OPEN)
# Since when a case is in the queue. Drafts are not yet: they come last, in the order in which they were begun.
NEVER = datetime(9999, 1, 1, tzinfo=UTC)
QUEUED = Coalesce("cleared_at", "submitted_at", Value(NEVER))
# The database's own word on how a case moves; rules/moves.py says the same in Python, with who may.
CASE_MOVES = [
    (Stage.DRAFT.value, Stage.FEE.value),
    (Stage.DRAFT.value, Stage.ASSESSMENT.value),
    (Stage.DRAFT.value, Stage.WITHDRAWN.value),
    (Stage.DRAFT.value, Stage.LAPSED.value),
    (Stage.FEE.value, Stage.DRAFT.value),
    (Stage.FEE.value, Stage.ASSESSMENT.value),
    (Stage.FEE.value, Stage.WITHDRAWN.value),
    (Stage.ASSESSMENT.value, Stage.INFORMATION.value),
    (Stage.ASSESSMENT.value, Stage.NOT_YET.value),
    (Stage.ASSESSMENT.value, Stage.COMMITTEE.value),
    (Stage.ASSESSMENT.value, Stage.MET.value),
    (Stage.ASSESSMENT.value, Stage.WITHDRAWN.value),
    (Stage.INFORMATION.value, Stage.ASSESSMENT.value),
    (Stage.INFORMATION.value, Stage.WITHDRAWN.value),
    (Stage.NOT_YET.value, Stage.ASSESSMENT.value),
    (Stage.NOT_YET.value, Stage.COMMITTEE.value),
    (Stage.NOT_YET.value, Stage.WITHDRAWN.value),
    (Stage.COMMITTEE.value, Stage.ASSESSMENT.value),
    (Stage.COMMITTEE.value, Stage.MET.value),
    (Stage.COMMITTEE.value, Stage.NOT_YET.value),
    (Stage.COMMITTEE.value, Stage.NOT_MET.value),
    (Stage.COMMITTEE.value, Stage.WITHDRAWN.value),
    (Stage.MET.value, Stage.ASSESSMENT.value),
    (Stage.NOT_MET.value, Stage.COMMITTEE.value),
]

SAME_PATHWAY = pgtrigger.Trigger(
    name="version_is_of_its_pathway",
    when=pgtrigger.Before,
    operation=pgtrigger.Insert,
    func="""
        IF NOT EXISTS (SELECT FROM applications_pathwayversion
                       WHERE id = NEW.version_id AND pathway_id = NEW.pathway_id) THEN
            RAISE EXCEPTION 'the version is of another pathway' USING ERRCODE = 'check_violation';
        END IF;
        RETURN NEW;
    """,
)


@audited()
class Application(models.Model):
    """One person's way along a pathway, under the version it was begun in [HB-1].

    `reference` stands in wherever a form wants a membership number and the person has none.
    """

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    reference = models.CharField(max_length=20, unique=True)
    user = models.ForeignKey(USER, on_delete=models.PROTECT, related_name="applications")
    pathway = models.ForeignKey(Pathway, on_delete=models.PROTECT, related_name="+")
    version = models.ForeignKey(PathwayVersion, on_delete=models.PROTECT, related_name="applications")
    answers = models.JSONField(default=dict, help_text="The questions before beginning: code -> answer.")
    begun_at = models.DateTimeField()
    touched_at = models.DateTimeField(help_text="When the applicant last changed anything: a draft's clock.")
    warned = models.PositiveSmallIntegerField(default=0, help_text="Warnings sent since then that the draft will end.")
    end = models.CharField(max_length=10, choices=End, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_why = models.TextField(blank=True)

    class Meta:
        ordering = ["-begun_at", "-id"]
        triggers = [
            *KEPT, SAME_PATHWAY,
            stays("uuid", "reference", "user", "pathway", "version", "begun_at", name="application_keeps_its_version"),
            pgtrigger.Protect(
                name="ended_application_stays",
                operation=pgtrigger.Update,
                # One whose title was granted goes on where the decision is reversed, and nothing else of it changes.
                condition=pgtrigger.Condition(
                    "(OLD.ended_at IS NOT NULL AND NOT (OLD.\"end\" = 'granted' AND NEW.ended_at IS NULL))"
                ),
            ),
        ]  # fmt: skip
        indexes = [
            models.Index(fields=["user", "-begun_at"], name="applications_of_person"),
            models.Index(fields=["touched_at"], condition=Q(ended_at=None), name="applications_live_by_touch"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["user", "pathway"], condition=Q(ended_at=None), name="one_live_application_a_pathway"
            ),
            models.CheckConstraint(
                condition=Q(end="", ended_at=None) | Q(end__in=End.values, ended_at__isnull=False),
                name="application_ended_how_and_when",
            ),
            models.CheckConstraint(condition=Q(touched_at__gte=F("begun_at")), name="touched_once_begun"),
        ]

    def __str__(self) -> str:
        return self.reference


@audited(exclude=["words", "clock_used", "clock_since", "due_on", "written_at"])
class Case(models.Model):
    """One step of an application: what officers work on. `stage` and `whose` are what rules/stages.py makes of facts.

    Its clock counts the working days on which an officer had the move since the fee was paid [HB-26]: `clock_used` of
    them up to the end of `clock_since`, going on from there; it stands still while `clock_since` is empty.
    """

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    application = models.ForeignKey(Application, on_delete=models.PROTECT, related_name="cases")
    step = models.CharField(max_length=20, help_text="The code of the step in the version's document.")
    kind = models.CharField(max_length=12, choices=StepKind)
    stage = models.CharField(max_length=12, choices=Stage, default=Stage.DRAFT)
    whose = models.CharField(max_length=10, choices=Whose, default=Whose.APPLICANT)
    revision = models.PositiveIntegerField(default=1, help_text="Grows with every change; a page posts what it saw.")
    submitted_at = models.DateTimeField(null=True, blank=True, help_text="First submitted: the date of application.")
    cleared_at = models.DateTimeField(null=True, blank=True, help_text="The fee is paid, or none is asked.")
    decided_at = models.DateTimeField(null=True, blank=True, help_text="When the decision that stands was made.")
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    officer = models.ForeignKey(USER, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    officer_since = models.DateTimeField(null=True, blank=True)
    target_days = models.PositiveSmallIntegerField(default=20, help_text="Working days, of the version's document.")
    clock_used = models.PositiveIntegerField(default=0)
    clock_since = models.DateField(null=True, blank=True)
    due_on = models.DateField(null=True, blank=True, help_text="The last working day of the target while it runs.")
    written_at = models.DateTimeField(
        null=True, blank=True, help_text="Since when a message from the applicant waits for an answer."
    )
    words = models.TextField(
        default="", editable=False, help_text="Reference, number, name and address in small letters: what is searched."
    )

    class Meta:
        ordering = ["application", "id"]
        triggers = [
            *KEPT,
            pgtrigger.FSM(name="case_moves", field="stage", transitions=CASE_MOVES),
            pgtrigger.Protect(
                name="case_begins_as_draft",
                operation=pgtrigger.Insert,
                condition=~pgtrigger.Q(new__stage="draft"),  # type: ignore[call-arg]
            ),
            stays("uuid", "application", "step", "kind", name="case_stays_of_its_step"),
        ]
        indexes = [
            models.Index(QUEUED, "id", condition=IS_OPEN, name="applications_case_queue"),
            models.Index(QUEUED, "id", name="applications_case_all"),
            models.Index("kind", QUEUED, "id", condition=IS_OPEN, name="applications_case_by_kind"),
            models.Index("officer", QUEUED, "id", condition=IS_OPEN, name="applications_case_by_officer"),
            models.Index("whose", QUEUED, "id", condition=IS_OPEN, name="applications_case_by_whose"),
            models.Index("stage", QUEUED, "id", name="applications_case_by_stage"),
            models.Index("stage", "kind", QUEUED, "id", name="applications_case_stage_kind"),
            models.Index("officer", "stage", QUEUED, "id", name="applications_case_of_officer"),
            models.Index(fields=["due_on"], condition=Q(due_on__isnull=False), name="applications_case_due"),
            models.Index(fields=["kind", "decided_at"], name="applications_case_decided"),
            models.Index(fields=["submitted_at", "id"], name="applications_case_submitted"),
            models.Index(QUEUED, "id", condition=Q(written_at__isnull=False), name="applications_case_written"),
            GinIndex(fields=["words"], opclasses=["gin_trgm_ops"], name="applications_case_words"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["application", "step"], name="one_case_a_step"),
            models.CheckConstraint(condition=Q(kind__in=StepKind.values), name="case_kind_is_known"),
            models.CheckConstraint(condition=Q(whose__in=Whose.values), name="case_whose_is_known"),
            models.CheckConstraint(
                condition=Q(officer=None, officer_since=None) | Q(officer__isnull=False, officer_since__isnull=False),
                name="case_has_its_officer_since",
            ),
            models.CheckConstraint(
                condition=Q(stage__in=[Stage.DRAFT, Stage.LAPSED, Stage.WITHDRAWN]) | Q(submitted_at__isnull=False),
                name="case_is_submitted_when",
            ),
            models.CheckConstraint(
                condition=Q(stage__in=[Stage.DRAFT, Stage.FEE, Stage.LAPSED, Stage.WITHDRAWN])
                | Q(cleared_at__isnull=False),
                name="nothing_is_assessed_before_the_fee",
            ),
            models.CheckConstraint(
                condition=Q(stage__in=[Stage.MET, Stage.NOT_MET, Stage.NOT_YET], decided_at__isnull=False)
                | ~Q(stage__in=[Stage.MET, Stage.NOT_MET, Stage.NOT_YET]),
                name="case_is_decided_when",
            ),
            models.CheckConstraint(
                condition=Q(stage=Stage.WITHDRAWN, withdrawn_at__isnull=False)
                | (~Q(stage=Stage.WITHDRAWN) & Q(withdrawn_at=None)),
                name="case_is_withdrawn_when",
            ),
            models.CheckConstraint(
                condition=Q(clock_since=None, due_on=None)
                | Q(clock_since__isnull=False, due_on__isnull=False, whose=Whose.OFFICER),
                name="clock_runs_while_an_officer_has_the_move",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.application}: {self.step}"
