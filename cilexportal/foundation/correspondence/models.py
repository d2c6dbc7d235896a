"""The outbox: a message is a row written with the fact that caused it, and kept as it was sent."""

from __future__ import annotations

import re
import uuid

import pghistory
import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

from cilexportal.foundation.audit import NO_TRUNCATE, audited
from cilexportal.foundation.correspondence.rules import UNSAID, Through, Way


class MessageState(models.TextChoices):
    """Where a message stands."""

    QUEUED = "queued", "Waiting to be sent"
    SENT = "sent", "Sent"
    FAILED = "failed", "Not sent"
    DROPPED = "dropped", "No longer needed"
    NO_ADDRESS = "no_address", "To be posted"
    POSTED = "posted", "Posted"


ARRIVED = (MessageState.SENT, MessageState.POSTED)
STUCK = (MessageState.FAILED, MessageState.NO_ADDRESS)


# A trigger for each row and only where somebody acted: the sending of letters by the hundred thousand never meets it.
@pghistory.track(
    pghistory.UpdateEvent("handled", condition=pghistory.AnyChange("posted_at", "again_at"), level=pgtrigger.Row),
    fields=["id", "state", "posted_at", "posted_by", "again_at", "again_by"],
    model_name="MessageEvent",
    append_only=True,
    meta={"triggers": [NO_TRUNCATE]},
)
class Message(models.Model):
    """One e-mail, with a PDF letter where its kind has one, to one person."""

    uuid = models.UUIDField(default=uuid.uuid4, editable=False)
    kind = models.CharField(max_length=60)
    category = models.CharField(max_length=30, default="administration")
    to_user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+", db_index=False
    )
    to_name = models.CharField(max_length=200)
    to_email = models.CharField(max_length=254, blank=True)
    context = models.JSONField(default=dict, help_text="Ids and figures that the letter is built from.")
    dedupe_key = models.CharField(max_length=120, null=True, help_text="The same key is queued once, ever.")
    state = models.CharField(max_length=10, choices=MessageState, default=MessageState.QUEUED)
    queued_at = models.DateTimeField(db_default=Now())
    send_after = models.DateTimeField(db_default=Now())
    claimed_at = models.DateTimeField(null=True)
    sent_at = models.DateTimeField(null=True)
    posted_at = models.DateTimeField(null=True)
    posted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+", db_index=False
    )
    again_at = models.DateTimeField(null=True, help_text="When somebody last had it sent again.")
    again_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+", db_index=False
    )
    attempts = models.PositiveSmallIntegerField(default=0)
    error = models.TextField(blank=True)
    subject = models.TextField(blank=True)
    text = models.TextField(blank=True)
    html = models.TextField(blank=True)
    letter = models.FileField(max_length=200, blank=True)
    letter_sha256 = models.CharField(max_length=64, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["dedupe_key"], condition=Q(dedupe_key__isnull=False), name="message_queued_once"
            ),
            models.CheckConstraint(
                name="sent_message_says_when", condition=~Q(state__in=ARRIVED) | Q(sent_at__isnull=False)
            ),
            models.CheckConstraint(
                name="message_posted_by_and_when",
                condition=Q(posted_at=None, posted_by=None)
                | Q(state=MessageState.POSTED, posted_at__isnull=False, posted_by__isnull=False),
            ),
            models.CheckConstraint(
                name="message_again_by_and_when",
                condition=Q(again_at=None, again_by=None) | Q(again_at__isnull=False, again_by__isnull=False),
            ),
        ]
        indexes = [
            models.Index(fields=["send_after", "id"], condition=Q(state="queued"), name="message_due"),
            models.Index(fields=["to_user", "-id"], condition=Q(state__in=ARRIVED), name="message_of_person"),
            models.Index(fields=["to_email"], condition=Q(state__in=ARRIVED, to_user=None), name="message_of_address"),
            models.Index(fields=["state", "id"], condition=Q(state__in=STUCK), name="message_stuck"),
            # Not while it waits: a year's close queues letters by the hundred thousand.
            models.Index(fields=["uuid"], condition=~Q(state="queued"), name="message_by_uuid"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} to {self.to_name}"

    @property
    def about(self) -> str:
        """The subject; before it is written, the kind in words."""
        return self.subject or re.split(r"[./]", self.kind)[-1].replace("_", " ").capitalize()


@audited()
class Preference(models.Model):
    """What a person wishes of one category that may be switched off [TC-10]; without a row the rules say what holds."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    category = models.CharField(max_length=30, choices=[(one.value, one.label) for one in UNSAID])
    way = models.CharField(max_length=10, choices=Way)
    through = models.CharField(max_length=10, choices=Through)
    changed_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["user", "category"], name="one_wish_a_category"),
            models.CheckConstraint(
                name="only_what_may_be_switched_off",
                condition=Q(category__in=[one.value for one in UNSAID], way__in=Way.values),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.category}: {self.way}"
