"""What a case leaves behind: whose move it was and when, what was typed and submitted, its files and its timeline."""

from __future__ import annotations

import uuid

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import F, Q

from applications.enums import EventKind, PaperKind, Whose
from applications.models.cases import Application, Case
from applications.models.dated import KEPT, STAY, stays
from cilexportal.foundation.audit import audited
from cilexportal.foundation.documents.models import Document

USER = settings.AUTH_USER_MODEL


class Turn(models.Model):
    """Whose move a case was, from one instant until another: what its clock is reckoned from. One is open at a time.

    A day belongs to whoever had the move as it began, so the day of a change counts for the one before.
    """

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="turns")
    whose = models.CharField(max_length=10, choices=Whose)
    since = models.DateTimeField()
    until = models.DateTimeField(null=True, blank=True)
    since_day = models.DateField(help_text="The London date of `since`.")
    until_day = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["case", "since", "id"]
        triggers = [
            *KEPT,
            stays("case", "whose", "since", "since_day", name="turn_stays_as_begun"),
            pgtrigger.Protect(
                name="ended_turn_stays",
                operation=pgtrigger.Update,
                condition=pgtrigger.Q(old__until__isnull=False),  # type: ignore[call-arg]
            ),
        ]
        indexes = [
            models.Index(fields=["case"], condition=Q(whose="officer"), name="applications_turn_of_officer"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["case"], condition=Q(until=None), name="one_open_turn_a_case"),
            models.CheckConstraint(
                condition=Q(until=None, until_day=None)
                | Q(until__gte=F("since"), until_day__gte=F("since_day")),
                name="turn_ends_after_it_begins",
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.case_id}: {self.whose}"


class Typed(models.Model):
    """What an applicant is typing on one page and has not saved: kept at each pause, told apart by version [REC-17].

    `page` names the form, with the thing it is about where it has one: "role:<uuid>", "knowledge". `page_key` is the
    browser page that wrote last, so that a second one is told instead of overwriting in silence.
    """

    application = models.ForeignKey(Application, on_delete=models.CASCADE, related_name="typed")
    page = models.CharField(max_length=80)
    fields = models.JSONField(default=dict)
    version = models.PositiveIntegerField(default=1)
    page_key = models.CharField(max_length=40, blank=True)
    saved_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["application", "page"], name="one_typing_a_page")]

    def __str__(self) -> str:
        return f"{self.application_id}: {self.page}"


class Submission(models.Model):
    """What was submitted, whole and frozen: the first time, and again after a request or a "not yet"."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="submissions")
    number = models.PositiveSmallIntegerField()
    at = models.DateTimeField()
    by = models.ForeignKey(USER, on_delete=models.PROTECT, related_name="+")
    content = models.JSONField(help_text="What an assessor reads: compared with the one before it.")
    sha256 = models.CharField(max_length=64, help_text="Of the content as canonical JSON.")
    privacy_version = models.CharField(max_length=10, blank=True)

    class Meta:
        ordering = ["case", "number"]
        triggers = STAY
        constraints = [models.UniqueConstraint(fields=["case", "number"], name="one_submission_a_number")]

    def __str__(self) -> str:
        return f"{self.case_id}, submission {self.number}"


@audited()
class CasePaper(models.Model):
    """A file on a case. Taken away, it stays in the history."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="papers")
    document = models.OneToOneField(Document, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=12, choices=PaperKind)
    label = models.CharField(max_length=120, blank=True)
    added_at = models.DateTimeField(help_text="For what came by post: when it was received.")
    added_by = models.ForeignKey(USER, on_delete=models.PROTECT, related_name="+")
    removed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["added_at", "id"]
        triggers = [*KEPT, stays("case", "document", "kind", "added_at", "added_by", name="paper_stays_as_added")]

    def __str__(self) -> str:
        return self.label or str(self.document)


class Happening(models.Model):
    """One thing that happened to a case, for its timeline: kept for ever, typed, with ids and figures as facts."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="timeline")
    kind = models.CharField(max_length=25, choices=EventKind)
    at = models.DateTimeField()
    by = models.ForeignKey(USER, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    who = models.CharField(max_length=10, help_text="As which actor: a word of Actor.")
    facts = models.JSONField(default=dict)
    stage = models.CharField(max_length=12, help_text="The stage after it.")
    shown = models.BooleanField(default=True, help_text="Whether the applicant sees it.")

    class Meta:
        ordering = ["case", "at", "id"]
        triggers = STAY
        indexes = [models.Index(fields=["case", "-at", "-id"], name="applications_event_of_case")]
        constraints = [models.CheckConstraint(condition=Q(kind__in=EventKind.values), name="event_kind_is_known")]

    def __str__(self) -> str:
        return f"{self.case_id}: {self.kind}"
