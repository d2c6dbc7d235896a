"""Supervisors' references: who is asked, by which link, what they wrote, and what they signed."""

from __future__ import annotations

import uuid

import pgtrigger
from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Lower

from applications.enums import AskedStage
from applications.models.cases import Case
from applications.models.dated import KEPT, stays, stays_once
from applications.models.ledger import Role
from cilexportal.foundation.audit import audited
from cilexportal.foundation.documents.models import Document

USER = settings.AUTH_USER_MODEL


@audited()
class ReferenceAsked(models.Model):
    """A reference that a supervisor is asked for [HB-21] [HB-24]. One who hands over is followed by another row."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="references")
    roles = models.ManyToManyField(Role, related_name="references", help_text="The work it is about.")
    name = models.CharField(max_length=200)
    email = models.EmailField(max_length=254)
    headed_paper = models.BooleanField(default=False, help_text="A letter on headed paper is asked for too.")
    stage = models.CharField(max_length=12, choices=AskedStage, default=AskedStage.OPEN)
    asked_at = models.DateTimeField()
    asked_by = models.ForeignKey(
        USER, on_delete=models.PROTECT, null=True, blank=True, related_name="+", help_text="Nobody: handed over."
    )
    due_on = models.DateField(help_text="The last London day for it.")
    reminded = models.PositiveSmallIntegerField(default=0)
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_why = models.TextField(blank=True, help_text="Why it was declined, handed over or is asked for no longer.")
    follows = models.OneToOneField(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="followed_by",
        help_text="Whose place this supervisor took.",
    )  # fmt: skip
    exception_by = models.ForeignKey(USER, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    exception_at = models.DateTimeField(null=True, blank=True)
    exception_why = models.TextField(blank=True, help_text="Why an officer takes a kind that is not on the list.")

    class Meta:
        ordering = ["asked_at", "id"]
        triggers = [
            *KEPT,
            stays("uuid", "case", "name", "email", "asked_at", name="reference_is_asked_of_one_person"),
            stays_once("OLD.stage <> 'open'", "stage", "ended_at", name="ended_asking_stays"),
        ]
        indexes = [
            models.Index(Lower("email"), name="applications_reference_email"),
            models.Index(fields=["due_on"], condition=Q(stage="open"), name="applications_reference_open"),
        ]
        constraints = [
            models.UniqueConstraint(
                "case", Lower("email"), condition=Q(stage="open"), name="one_open_asking_a_supervisor"
            ),
            models.CheckConstraint(
                condition=Q(stage=AskedStage.OPEN, ended_at=None)
                | ~Q(stage=AskedStage.OPEN) & Q(ended_at__isnull=False),
                name="asking_ended_when",
            ),
            models.CheckConstraint(
                condition=Q(exception_by=None, exception_at=None, exception_why="")
                | (Q(exception_by__isnull=False, exception_at__isnull=False) & ~Q(exception_why="")),
                name="exception_by_whom_when_and_why",
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.name} for {self.case_id}"


class ReferenceLink(models.Model):
    """A link that was sent: only its hash is kept, one of them opens, and a new one ends the one before."""

    asked = models.ForeignKey(ReferenceAsked, on_delete=models.PROTECT, related_name="links")
    token_hash = models.CharField(max_length=64, unique=True)
    sent_at = models.DateTimeField()
    sent_by = models.ForeignKey(USER, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    expires_at = models.DateTimeField()
    opened_at = models.DateTimeField(null=True, blank=True, help_text="When somebody first pressed the button.")
    ended_at = models.DateTimeField(null=True, blank=True, help_text="Replaced, settled or dead with its matter.")

    class Meta:
        ordering = ["sent_at", "id"]
        triggers = [*KEPT, stays("asked", "token_hash", "sent_at", "expires_at", name="link_stays_as_sent")]
        constraints = [
            models.UniqueConstraint(fields=["asked"], condition=Q(ended_at=None), name="one_live_link_an_asking"),
            models.CheckConstraint(condition=Q(expires_at__gt=F("sent_at")), name="link_lives_for_a_while"),
        ]

    def __str__(self) -> str:
        return f"link of {self.asked_id}"


class ReferenceVisit(models.Model):
    """A supervisor's narrow session: this one reference and nothing else, for hours. Only the key's hash is kept."""

    link = models.ForeignKey(ReferenceLink, on_delete=models.PROTECT, related_name="visits")
    key_hash = models.CharField(max_length=64, unique=True)
    began_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(expires_at__gt=F("began_at")), name="visit_lasts_a_while")]

    def __str__(self) -> str:
        return f"visit of {self.link_id}"


class ReferenceTyped(models.Model):
    """What a supervisor is typing on one page and has not saved: kept at each pause, gone once the request is settled.

    `page_key` is the browser page that wrote last; empty once the page was saved, whose `fields` are then kept for
    another window that holds older text. `version` grows with either.
    """

    asked = models.ForeignKey(ReferenceAsked, on_delete=models.CASCADE, related_name="typed")
    page = models.CharField(max_length=30, help_text="The page of the reference, or the code of a heading.")
    fields = models.JSONField(default=dict)
    version = models.PositiveIntegerField(default=1)
    page_key = models.CharField(max_length=40, blank=True)
    saved_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["asked", "page"], name="one_typing_a_page_of_a_reference")]

    def __str__(self) -> str:
        return f"{self.asked_id}: {self.page}"


@audited()
class Reference(models.Model):
    """What a supervisor wrote, page by page, until it is signed; then nothing of it changes [HB-25]."""

    asked = models.OneToOneField(ReferenceAsked, on_delete=models.PROTECT, related_name="reference")
    person_kind = models.CharField(max_length=30, blank=True, help_text="A code of the version's list [HB-24].")
    regulator = models.CharField(max_length=120, blank=True)
    number = models.CharField(max_length=60, blank=True, help_text="With that regulator.")
    position = models.CharField(max_length=200, blank=True)
    from_date = models.DateField(null=True, blank=True, help_text="Supervised from.")
    until_date = models.DateField(null=True, blank=True, help_text="Until; empty: still.")
    heads = models.JSONField(default=dict, help_text="Code of each heading -> what was written.")
    doubts = ArrayField(models.CharField(max_length=30), default=list, blank=True, help_text="Heads answered with no.")
    letter = models.OneToOneField(Document, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    version = models.PositiveIntegerField(default=1, help_text="Grows with each page that is kept.")
    saved_at = models.DateTimeField()
    signed_name = models.CharField(max_length=200, blank=True)
    signed_at = models.DateTimeField(null=True, blank=True)
    signed_from = models.GenericIPAddressField(null=True, blank=True)
    statement = models.TextField(blank=True, help_text="The words that were signed.")
    sha256 = models.CharField(max_length=64, blank=True, help_text="Of what was signed, as canonical JSON.")
    privacy_version = models.CharField(max_length=10, blank=True)

    class Meta:
        triggers = [
            *KEPT,
            pgtrigger.Protect(
                name="signed_reference_stays",
                operation=pgtrigger.Update,
                condition=pgtrigger.Q(old__signed_at__isnull=False),  # type: ignore[call-arg]
            ),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(signed_at=None, signed_name="", sha256="")
                | (
                    Q(signed_at__isnull=False, from_date__isnull=False)
                    & ~Q(signed_name="") & ~Q(sha256="") & ~Q(person_kind="") & ~Q(regulator="") & ~Q(number="")
                ),
                name="signed_reference_names_person_and_body",
            ),
            models.CheckConstraint(
                condition=Q(until_date=None) | Q(until_date__gte=F("from_date")), name="supervised_until_after_from"
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"reference of {self.asked_id}"
