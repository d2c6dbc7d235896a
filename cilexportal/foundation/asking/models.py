"""Requests for particulars, and what is asked in each."""

from __future__ import annotations

import uuid
from datetime import date

from django.conf import settings
from django.db import models
from django.db.models import Q

from cilexportal.foundation import london
from cilexportal.foundation.asking.rules import Span
from cilexportal.foundation.audit import audited
from cilexportal.foundation.documents.models import Document

USER = settings.AUTH_USER_MODEL
# Particulars that a contract needs; another clause may be what papers are asked by.
CONTRACT = "TC-6.10"


class Stage(models.TextChoices):
    """How far a request has come."""

    OPEN = "open", "Waiting for an answer"
    ANSWERED = "answered", "Answered"
    WITHDRAWN = "withdrawn", "Withdrawn"


@audited(exclude=["why"])
class Request(models.Model):
    """Something a person is asked for, by whom and until when [TC-6.10]. `about` is the asking app's own key."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    person = models.ForeignKey(USER, on_delete=models.PROTECT, related_name="+")
    email = models.EmailField(max_length=254, blank=True)
    subject = models.CharField(max_length=200)
    why = models.TextField(blank=True)
    about = models.CharField(max_length=100)
    clause = models.CharField(max_length=20, default=CONTRACT, db_default=CONTRACT, help_text="What it is asked by.")
    stage = models.CharField(max_length=10, choices=Stage, default=Stage.OPEN)
    asked_at = models.DateTimeField()
    asked_by = models.ForeignKey(USER, on_delete=models.PROTECT, related_name="+")
    due_on = models.DateField(help_text="The last London day for an answer.")
    typed_at = models.DateTimeField(null=True, blank=True, help_text="When answers were last kept without sending.")
    ended_at = models.DateTimeField(null=True, blank=True, help_text="When it was answered or withdrawn.")
    ended_by = models.ForeignKey(USER, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    withdrawn_why = models.TextField(blank=True)
    privacy_version = models.CharField(max_length=10, blank=True, help_text="The statement shown with the form.")

    class Meta:
        ordering = ["-asked_at", "-id"]
        indexes = [
            models.Index(fields=["person", "-asked_at"], name="asking_of_person"),
            models.Index(fields=["about"], name="asking_about"),
            models.Index(fields=["due_on"], condition=Q(stage="open"), name="asking_open"),
        ]
        constraints = [
            models.CheckConstraint(
                name="asking_ended_by_and_when",
                condition=Q(stage=Stage.OPEN, ended_at=None, ended_by=None)
                | (~Q(stage=Stage.OPEN) & Q(ended_at__isnull=False, ended_by__isnull=False)),
            )
        ]

    def __str__(self) -> str:
        return self.subject

    @property
    def is_for_a_contract(self) -> bool:
        """Whether a contract waits for it, so that silence may end it [TC-6.10a]."""
        return self.clause == CONTRACT

    @property
    def waiting(self) -> Span:
        """The London days on which the answer was waited for [TC-6.10b]."""
        since = london.date_of(self.asked_at)
        return Span(since, london.date_of(self.ended_at) if self.ended_at else None)

    def is_overdue(self, today: date) -> bool:
        """Whether the last day is over without an answer."""
        return self.stage == Stage.OPEN and today > self.due_on


class Item(models.Model):
    """One question of a request, answered with words or with a file."""

    request = models.ForeignKey(Request, on_delete=models.CASCADE, related_name="items")
    number = models.PositiveSmallIntegerField()
    question = models.CharField(max_length=500)
    wants_file = models.BooleanField(default=False)
    answer = models.TextField(blank=True, help_text="Kept as typed until the request is answered.")
    document = models.ForeignKey(Document, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        ordering = ["request", "number"]
        constraints = [models.UniqueConstraint(fields=["request", "number"], name="one_item_per_number")]

    def __str__(self) -> str:
        return self.question
