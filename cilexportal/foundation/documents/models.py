"""Files of people, held back until checked, and print-outs that the worker makes."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.db import models
from django.db.models import F, Q, Value
from django.db.models.functions import Now

from cilexportal.foundation.audit import audited


class DocumentState(models.TextChoices):
    """Where a received file stands. Only a clean one can be opened."""

    WAITING = "waiting", "Being checked"
    CLEAN = "clean", "Checked"
    REFUSED = "refused", "Refused"


@audited(exclude=["claimed_at", "attempts", "as_evidence"])
class Document(models.Model):
    """A file somebody sent. It is hostile until checked and stored under a name of ours; its cleaned copy is opened."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    filename = models.CharField(max_length=200)
    media_type = models.CharField(max_length=100)
    size = models.BigIntegerField()
    sha256 = models.CharField(max_length=64, help_text="Of the file as it was received.")
    file = models.FileField(max_length=200, help_text="As received while it waits; the cleaned copy once checked.")
    clean_size = models.BigIntegerField(null=True)
    clean_sha256 = models.CharField(max_length=64, blank=True)
    state = models.CharField(max_length=10, choices=DocumentState, default=DocumentState.WAITING)
    reason = models.TextField(blank=True, help_text="The sentence the owner reads when the file is refused.")
    warnings = models.JSONField(default=list, help_text="What the check noticed, such as text under a black box.")
    spots = models.JSONField(
        default=list, db_default=Value([], output_field=models.JSONField()),
        help_text="Where on which page: kind, and a box in shares of the page's sides.",
    )  # fmt: skip
    as_evidence = models.BooleanField(
        default=False, db_default=False, help_text="Kept as a plain PDF, whatever it came as."
    )
    received_at = models.DateTimeField()
    checked_at = models.DateTimeField(null=True)
    claimed_at = models.DateTimeField(null=True)
    attempts = models.PositiveSmallIntegerField(default=0)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="refused_document_says_why",
                condition=~Q(state=DocumentState.REFUSED) | ~Q(reason=""),
            ),
            models.CheckConstraint(
                name="checked_document_says_when",
                condition=Q(state=DocumentState.WAITING) | Q(checked_at__isnull=False),
            ),
            models.CheckConstraint(
                name="clean_document_has_a_hash",
                condition=~Q(state=DocumentState.CLEAN) | (~Q(clean_sha256="") & Q(clean_size__isnull=False)),
            ),
        ]
        indexes = [
            models.Index(fields=["id"], condition=Q(state="waiting"), name="document_waiting"),
        ]

    def __str__(self) -> str:
        return self.filename

    @property
    def is_recording(self) -> bool:
        """Whether it is sound or film, for a player."""
        return self.media_type.startswith(("audio/", "video/"))

    @property
    def is_film(self) -> bool:
        """Whether there is something to see in it."""
        return self.media_type.startswith("video/")


@audited()
class Original(models.Model):
    """Evidence as it was received, sealed: no page opens it. Its document says its size and SHA-256.

    Its own row says who opened it last and why; the trail has every opening.
    """

    document = models.OneToOneField(Document, on_delete=models.CASCADE, related_name="original")
    file = models.FileField(max_length=200, unique=True)
    sealed_at = models.DateTimeField()
    keep_until = models.DateField(help_text="The last London day that it is kept.")
    opened_at = models.DateTimeField(null=True)
    opened_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    opened_with = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    opened_why = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="original_opened_by_two_for_a_reason",
                condition=Q(opened_at=None)
                | Q(opened_by__isnull=False, opened_with__isnull=False)
                & ~Q(opened_by=F("opened_with"))
                & ~Q(opened_why=""),
            ),
        ]
        indexes = [models.Index(fields=["keep_until"], name="original_keep_until")]

    def __str__(self) -> str:
        return f"the original of {self.document}"


class PrintoutState(models.TextChoices):
    """Where a print-out stands."""

    WAITING = "waiting", "Being made"
    READY = "ready", "Ready"
    FAILED = "failed", "Could not be made"


class Printout(models.Model):
    """A PDF asked for by a person and made by the worker: `kind` names the maker, `params` holds its ids only."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=60)
    params = models.JSONField(default=dict)
    key = models.CharField(max_length=120, help_text="The same key gives the same print-out again.")
    filename = models.CharField(max_length=200)
    file = models.FileField(max_length=200, blank=True)
    sha256 = models.CharField(max_length=64, blank=True)
    state = models.CharField(max_length=10, choices=PrintoutState, default=PrintoutState.WAITING)
    asked_at = models.DateTimeField(db_default=Now())
    made_at = models.DateTimeField(null=True)
    claimed_at = models.DateTimeField(null=True)
    attempts = models.PositiveSmallIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["owner", "kind", "key"], name="one_printout_per_key"),
            models.CheckConstraint(
                name="ready_printout_has_a_file",
                condition=~Q(state=PrintoutState.READY) | (~Q(file="") & Q(made_at__isnull=False)),
            ),
        ]
        indexes = [
            models.Index(fields=["id"], condition=Q(state="waiting"), name="printout_waiting"),
        ]

    def __str__(self) -> str:
        return self.filename
