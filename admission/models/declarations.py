"""Declarations that the work is the applicant's own: who is asked, what was signed, and what was left out."""

from __future__ import annotations

import uuid

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower

from admission.enums import DeclarationStage, Signer
from applications.models import Case, Submission
from applications.models.dated import KEPT, STAY, stays
from cilexportal.foundation.audit import audited
from portfolio.models import Supervisor

__all__ = ["Allowance", "Declaration", "Exclusion", "Signature"]

USER = settings.AUTH_USER_MODEL
OPEN, SIGNED, DECLINED = DeclarationStage.OPEN, DeclarationStage.SIGNED, DeclarationStage.DECLINED
# What stands for a signer until it is void or somebody else is asked.
LIVE = (OPEN, SIGNED, DECLINED)
MOVES = """
    (OLD.stage = 'open' AND NEW.stage IN ('signed', 'void', 'declined', 'handed_over', 'replaced'))
    OR (OLD.stage = 'signed' AND NEW.stage IN ('void', 'replaced'))
    OR (OLD.stage = 'declined' AND NEW.stage IN ('void', 'replaced'))
"""
MOVES_ON = pgtrigger.Trigger(
    name="declaration_moves_on",
    when=pgtrigger.Before,
    operation=pgtrigger.Update,
    func=f"""
        IF OLD.stage <> NEW.stage AND NOT ({MOVES}) THEN
            RAISE EXCEPTION 'a declaration does not go from % to %', OLD.stage, NEW.stage
            USING ERRCODE = 'check_violation';
        END IF;
        IF OLD.stage <> NEW.stage AND NEW.stage = 'signed'
           AND NOT EXISTS (SELECT FROM admission_signature WHERE declaration_id = NEW.id) THEN
            RAISE EXCEPTION 'nothing was signed' USING ERRCODE = 'check_violation';
        END IF;
        RETURN NEW;
    """,
)  # fmt: skip
# Nothing is signed, and nothing left out, of what is not waited for any more.
ONLY_OPEN = pgtrigger.Trigger(
    name="of_an_open_declaration",
    when=pgtrigger.Before,
    operation=pgtrigger.Insert,
    func="""
        IF NOT EXISTS (SELECT FROM admission_declaration WHERE id = NEW.declaration_id AND stage = 'open') THEN
            RAISE EXCEPTION 'this declaration is not open' USING ERRCODE = 'check_violation';
        END IF;
        RETURN NEW;
    """,
)

# Whoever judges a case signs nothing of it. The other way round stands in migration 0005, beneath tables of two apps.
NOT_A_JUDGE = pgtrigger.Trigger(
    name="nobody_signs_what_they_judge",
    when=pgtrigger.Before,
    operation=pgtrigger.Insert,
    declare=[("matter", "bigint")],
    func="""
        SELECT case_id INTO matter FROM admission_declaration WHERE id = NEW.declaration_id;
        IF EXISTS (SELECT FROM admission_criterionmark WHERE case_id = matter AND by_id = NEW.user_id)
            OR EXISTS (SELECT FROM admission_judgement WHERE case_id = matter AND by_id = NEW.user_id)
            OR EXISTS (SELECT FROM applications_sectionverdict WHERE case_id = matter AND by_id = NEW.user_id)
            OR EXISTS (SELECT FROM applications_decision WHERE case_id = matter AND by_id = NEW.user_id)
        THEN
            RAISE EXCEPTION 'nobody signs what they judge' USING ERRCODE = 'check_violation';
        END IF;
        RETURN NEW;
    """,
)


@audited(exclude=["reminded"])
class Declaration(models.Model):
    """Somebody who is asked to sign that examples are the applicant's own work [HB-47] [HB-52].

    Of one signer of a case one row stands at a time. `supervisor` is the one whom the examples name, whoever signs for
    them; empty for the applicant.
    """

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="declarations")
    submission = models.ForeignKey(Submission, on_delete=models.PROTECT, related_name="+")
    signer = models.CharField(max_length=12, choices=Signer)
    supervisor = models.ForeignKey(Supervisor, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    name = models.CharField(max_length=200)
    email = models.EmailField(max_length=254)
    person_kind = models.CharField(max_length=30, blank=True, help_text="A code of the version's list.")
    number = models.CharField(max_length=60, blank=True, help_text="With their regulator.")
    slots = models.JSONField(help_text="Codes of the examples to be signed.")
    stage = models.CharField(max_length=12, choices=DeclarationStage, default=OPEN)
    asked_at = models.DateTimeField()
    due_on = models.DateField(help_text="The last London day for it.")
    reminded = models.PositiveSmallIntegerField(default=0)
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_by = models.ForeignKey(
        USER, on_delete=models.PROTECT, null=True, blank=True, related_name="+", help_text="The officer, if one did."
    )
    ended_why = models.TextField(blank=True, help_text="Why it was declined, is void, or another person is asked.")
    follows = models.OneToOneField(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="followed_by",
        help_text="Whose place this person took.",
    )  # fmt: skip

    class Meta:
        ordering = ["asked_at", "id"]
        triggers = [
            *KEPT, MOVES_ON,
            stays(
                "uuid", "case", "submission", "signer", "supervisor", "name", "email", "person_kind", "number", "slots",
                "asked_at", "follows", name="declaration_is_asked_of_one_person",
            ),
        ]  # fmt: skip
        indexes = [
            models.Index(fields=["due_on"], condition=Q(stage=OPEN), name="admission_declaration_open"),
            models.Index(Lower("email"), name="admission_declaration_email"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["case", "signer", "supervisor"], condition=Q(stage__in=LIVE), nulls_distinct=False,
                name="one_live_declaration_a_signer",
            ),
            models.CheckConstraint(
                condition=Q(signer=Signer.APPLICANT, supervisor=None)
                | Q(signer=Signer.SUPERVISOR, supervisor__isnull=False),
                name="declaration_names_its_supervisor",
            ),
            models.CheckConstraint(
                condition=Q(stage__in=[OPEN, SIGNED], ended_at=None)
                | ~Q(stage__in=[OPEN, SIGNED]) & Q(ended_at__isnull=False),
                name="declaration_ended_when",
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.name} for {self.case_id}"


class Signature(models.Model):
    """What was signed, under which words, by whom, when and from where: never changed and never taken away."""

    declaration = models.OneToOneField(Declaration, on_delete=models.PROTECT, related_name="signature")
    seals = models.JSONField(help_text="Code of an example -> the hash that was signed.")
    submission_sha256 = models.CharField(max_length=64, help_text="Of the submission that they are part of.")
    statement_version = models.PositiveSmallIntegerField()
    statement = models.TextField()
    consent = models.TextField(help_text="The words by which typing a name was agreed to be a signature.")
    name = models.CharField(max_length=200)
    at = models.DateTimeField()
    address = models.GenericIPAddressField(null=True, blank=True)
    user = models.ForeignKey(
        USER, on_delete=models.PROTECT, null=True, blank=True, related_name="+", help_text="Signed in as, if anybody."
    )
    privacy_version = models.CharField(max_length=10, blank=True)
    sha256 = models.CharField(max_length=64, unique=True, help_text="Of all of it, as canonical JSON.")

    class Meta:
        triggers = [*STAY, ONLY_OPEN, NOT_A_JUDGE]
        constraints = [
            models.CheckConstraint(
                condition=~Q(name="") & ~Q(statement="") & ~Q(consent="") & ~Q(seals={}) & ~Q(sha256=""),
                name="signed_by_name_and_words",
            )
        ]

    def __str__(self) -> str:
        return f"{self.name}, {self.at}"


class Exclusion(models.Model):
    """An example that a supervisor does not sign for, and why [HB-47]."""

    declaration = models.ForeignKey(Declaration, on_delete=models.PROTECT, related_name="exclusions")
    slot = models.CharField(max_length=8)
    seal = models.CharField(max_length=64)
    why = models.TextField()

    class Meta:
        ordering = ["declaration", "slot"]
        triggers = [*STAY, ONLY_OPEN]
        constraints = [
            models.UniqueConstraint(fields=["declaration", "slot"], name="one_exclusion_an_example"),
            models.CheckConstraint(condition=~Q(why=""), name="excluded_with_a_reason"),
        ]

    def __str__(self) -> str:
        return f"{self.slot} of {self.declaration_id}"


class Allowance(models.Model):
    """An officer lets an example go on that its supervisor left out, and says why [HB-S4.1a]."""

    exclusion = models.OneToOneField(Exclusion, on_delete=models.PROTECT, related_name="allowance")
    by = models.ForeignKey(USER, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    why = models.TextField()

    class Meta:
        triggers = STAY
        constraints = [models.CheckConstraint(condition=~Q(why=""), name="allowed_with_a_reason")]

    def __str__(self) -> str:
        return f"{self.exclusion_id} by {self.by_id}"
