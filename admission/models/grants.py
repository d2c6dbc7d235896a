"""Titles that were granted, and the archives of cases that were given out."""

from __future__ import annotations

import uuid

import pgtrigger
from django.conf import settings
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import Q

from applications.models import Case, Decision, Pathway
from applications.models.dated import KEPT, STAY, stays, stays_once
from cilexportal.foundation.audit import audited
from cilexportal.foundation.documents.models import Printout
from people.models import GradeChange

__all__ = ["CaseArchive", "Title"]

USER = settings.AUTH_USER_MODEL
LIVE = Q(taken_back_at=None)
# What stands behind a title: the decision, the fee, and every signature. A fee that went back is waived in words. Of
# each example of the submission that was decided on, the applicant's signature and its supervisor's name the same hash;
# instead of the latter a leaver's declaration does, or an officer let it pass as it is.
GROUNDED = pgtrigger.Trigger(
    name="title_rests_on_its_case",
    when=pgtrigger.Before,
    operation=pgtrigger.Insert,
    declare=[("example", "jsonb"), ("place", "text"), ("hashed", "text")],
    func="""
        IF NOT EXISTS (
            SELECT FROM applications_decision made
            JOIN applications_submission sent ON sent.id = made.submission_id
            JOIN applications_case matter ON matter.id = made.case_id
            JOIN applications_application whole ON whole.id = matter.application_id
            WHERE made.id = NEW.decision_id AND made.outcome = 'met' AND made.reversed_at IS NULL
              AND matter.id = NEW.case_id AND matter.kind = 'admission' AND matter.stage = 'met'
              AND matter.cleared_at IS NOT NULL AND sent.sha256 = NEW.evidence_sha256
              AND whole.user_id = NEW.user_id AND whole.pathway_id = NEW.pathway_id)
        THEN
            RAISE EXCEPTION 'no decision stands behind this title' USING ERRCODE = 'check_violation';
        END IF;
        IF EXISTS (
            SELECT FROM applications_casefee fee JOIN applications_decision made ON made.id = NEW.decision_id
            WHERE fee.case_id = NEW.case_id AND fee.let_go_at IS NULL
              AND (fee.paid_at IS NULL OR (fee.reversed_at IS NOT NULL AND made.why = '')))
        THEN
            RAISE EXCEPTION 'the fee of this title has not cleared' USING ERRCODE = 'check_violation';
        END IF;
        IF NOT EXISTS (SELECT FROM admission_declaration
                       WHERE case_id = NEW.case_id AND signer = 'applicant' AND stage = 'signed')
            OR EXISTS (SELECT FROM admission_declaration
                       WHERE case_id = NEW.case_id AND stage IN ('open', 'declined'))
            OR EXISTS (SELECT FROM admission_exclusion gap
                       JOIN admission_declaration said ON said.id = gap.declaration_id
                       LEFT JOIN admission_allowance passed ON passed.exclusion_id = gap.id
                       WHERE said.case_id = NEW.case_id AND said.stage = 'signed' AND passed.id IS NULL)
        THEN
            RAISE EXCEPTION 'not everybody has signed' USING ERRCODE = 'check_violation';
        END IF;
        FOR example IN
            SELECT one FROM applications_decision made JOIN applications_submission sent ON sent.id = made.submission_id
            CROSS JOIN LATERAL jsonb_array_elements(sent.content -> 'examples') AS listed(one)
            WHERE made.id = NEW.decision_id
        LOOP
            place := example ->> 'slot';
            hashed := example ->> 'seal';
            IF NOT EXISTS (SELECT FROM admission_declaration said
                           JOIN admission_signature signed ON signed.declaration_id = said.id
                           WHERE said.case_id = NEW.case_id AND said.signer = 'applicant' AND said.stage = 'signed'
                             AND signed.seals ->> place = hashed)
                OR NOT EXISTS (
                    SELECT 1 FROM admission_declaration said
                    JOIN portfolio_supervisor who ON who.id = said.supervisor_id
                    JOIN admission_signature signed ON signed.declaration_id = said.id
                    LEFT JOIN admission_exclusion gap ON gap.declaration_id = said.id AND gap.slot = place
                    LEFT JOIN admission_allowance passed ON passed.exclusion_id = gap.id
                    WHERE said.case_id = NEW.case_id AND said.stage = 'signed'
                      AND who.uuid::text = example ->> 'supervisor'
                      AND (signed.seals ->> place = hashed OR (gap.seal = hashed AND passed.id IS NOT NULL))
                    UNION ALL
                    SELECT 1 FROM portfolio_leaving pack
                    JOIN portfolio_supervisor who ON who.id = pack.supervisor_id
                    WHERE who.uuid::text = example ->> 'supervisor' AND who.removed_at IS NULL
                      AND pack.signed_at IS NOT NULL AND pack.given_up_at IS NULL
                      AND pack.sealed ->> place = hashed AND NOT place = ANY (pack.released))
            THEN
                RAISE EXCEPTION 'not everybody has signed for %', place USING ERRCODE = 'check_violation';
            END IF;
        END LOOP;
        RETURN NEW;
    """,
)


@audited()
class Title(models.Model):
    """A title that somebody holds from the instant of admission, member or not, with what it allows [HB-2] [HB-7].

    Title, rights and limits are in the words of the version of the pathway. Taken back with its decision, it stays.
    """

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    number = models.CharField(max_length=20, unique=True, help_text="Of its certificate: opaque.")
    user = models.ForeignKey(USER, on_delete=models.PROTECT, related_name="titles")
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="titles")
    pathway = models.ForeignKey(Pathway, on_delete=models.PROTECT, related_name="+")
    decision = models.OneToOneField(Decision, on_delete=models.PROTECT, related_name="title")
    title = models.CharField(max_length=120)
    holder = models.CharField(max_length=200, help_text="The name on it, as it was on the day.")
    folded = models.CharField(max_length=400, help_text="The name in plain small letters, for the search.")
    authorised = models.BooleanField(help_text="An authorised person under the Legal Services Act 2007.")
    oaths = models.BooleanField(help_text="Commissioner for Oaths.")
    activities = models.JSONField(help_text="What may be done, in the version's words.")
    limits = models.JSONField(help_text="What may not.")
    evidence_sha256 = models.CharField(max_length=64, help_text="Of the submission that was decided on.")
    from_date = models.DateField()
    granted_at = models.DateTimeField()
    granted_by = models.ForeignKey(USER, on_delete=models.PROTECT, related_name="+")
    printout = models.OneToOneField(Printout, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    grade_change = models.OneToOneField(
        GradeChange, on_delete=models.PROTECT, null=True, blank=True, related_name="+",
        help_text="Of a member whose grade followed.",
    )  # fmt: skip
    taken_back_at = models.DateTimeField(null=True, blank=True)
    taken_back_by = models.ForeignKey(USER, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    taken_back_why = models.TextField(blank=True, help_text="Its holder reads it.")

    class Meta:
        ordering = ["-granted_at", "-id"]
        triggers = [
            *KEPT, GROUNDED,
            stays("uuid", "number", "user", "case", "pathway", "decision", "title", "holder", "folded", "authorised",
                  "oaths", "activities", "limits", "evidence_sha256", "from_date", "granted_at", "granted_by",
                  name="title_stays_as_granted"),
            stays_once("OLD.taken_back_at IS NOT NULL", "taken_back_at", "taken_back_by_id", "taken_back_why",
                       name="taken_back_stays_so"),
        ]  # fmt: skip
        indexes = [
            GinIndex(fields=["folded"], opclasses=["gin_trgm_ops"], name="admission_title_by_name"),
            models.Index(fields=["folded", "id"], condition=LIVE, name="admission_title_live"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["user", "pathway"], condition=LIVE, name="one_live_title_a_pathway"),
            models.CheckConstraint(
                condition=Q(taken_back_at=None, taken_back_by=None, taken_back_why="")
                | (Q(taken_back_at__isnull=False, taken_back_by__isnull=False) & ~Q(taken_back_why="")),
                name="title_taken_back_by_whom_when_and_why",
            ),
            models.CheckConstraint(condition=~Q(holder="") & ~Q(title=""), name="title_has_a_holder_and_words"),
        ]

    def __str__(self) -> str:
        return self.number


class CaseArchive(models.Model):
    """An archive of a case that was given out: by whom, when, and the hash of the list of all that was in it."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="archives")
    by = models.ForeignKey(USER, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    files = models.PositiveIntegerField()
    size = models.BigIntegerField(help_text="Of the whole archive, in bytes.")
    manifest_sha256 = models.CharField(max_length=64)
    faults = models.PositiveIntegerField(default=0, help_text="Files that are not as they were when they were checked.")

    class Meta:
        ordering = ["-at", "-id"]
        triggers = STAY

    def __str__(self) -> str:
        return f"{self.case_id}, {self.at}"
