"""What people ask of the data about them: a download, an answer, an inquiry, and that the account is closed."""

from __future__ import annotations

import uuid

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

from cilexportal.foundation.audit import NO_TRUNCATE, audited
from people.enums import AccessState, Channel, ComplaintState, ComplaintStepKind, PackState

USER = settings.AUTH_USER_MODEL
NOT_DELETED = [pgtrigger.Protect(name="is_kept", operation=pgtrigger.Delete), NO_TRUNCATE]
IDENTITY = (AccessState.IDENTITY.value, AccessState.ANSWERED.value)


@audited()
class DataFigures(models.Model):
    """How long things take that people ask of their data, from a London date on."""

    from_date = models.DateField(unique=True)
    access_months = models.PositiveSmallIntegerField(help_text="For the answer to a request for one's data [LAW-SAR].")
    extension_months = models.PositiveSmallIntegerField(help_text="More for a complex request [LAW-SAR].")
    complaint_days = models.PositiveSmallIntegerField(
        help_text="To acknowledge a complaint, the day of receipt being the first [LAW-DPCOMP]."
    )
    cooling_days = models.PositiveSmallIntegerField(help_text="Between asking for an account to be closed and its end.")
    pack_days = models.PositiveSmallIntegerField(help_text="For which a finished download is kept.")

    class Meta:
        ordering = ["-from_date"]
        verbose_name_plural = "data figures"
        constraints = [
            models.CheckConstraint(
                condition=Q(access_months__gte=1, complaint_days__gte=1, cooling_days__gte=1, pack_days__gte=1),
                name="data_figures_are_sensible",
            )
        ]

    def __str__(self) -> str:
        return f"data figures from {self.from_date}"


class DataPack(models.Model):
    """A download of what the portal holds of a person: made by the worker, kept for some days, then deleted."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    person = models.ForeignKey(USER, on_delete=models.PROTECT, related_name="+")
    state = models.CharField(max_length=10, choices=PackState, default=PackState.WAITING)
    asked_at = models.DateTimeField(db_default=Now())
    parts = models.PositiveSmallIntegerField(default=0, help_text="How many parts it has.")
    done = models.PositiveSmallIntegerField(default=0, help_text="How many of them are made.")
    claimed_at = models.DateTimeField(null=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    made_at = models.DateTimeField(null=True)
    expires_at = models.DateTimeField(null=True)
    file = models.FileField(max_length=200, blank=True)
    size = models.BigIntegerField(default=0)
    sha256 = models.CharField(max_length=64, blank=True)

    class Meta:
        ordering = ["-asked_at", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["person"], condition=Q(state="waiting"), name="one_pack_made_at_a_time"),
            models.CheckConstraint(
                condition=~Q(state=PackState.READY)
                | (~Q(file="") & Q(made_at__isnull=False, expires_at__isnull=False)),
                name="ready_pack_has_a_file_and_an_end",
            ),
        ]
        indexes = [
            models.Index(fields=["id"], condition=Q(state="waiting"), name="pack_waiting"),
            models.Index(fields=["expires_at"], condition=Q(state="ready"), name="pack_ending"),
        ]

    def __str__(self) -> str:
        return f"data of {self.person_id}"


@audited(exclude=["words", "identity_words", "extended_why", "answer"])
class AccessRequest(models.Model):
    """Somebody asks for the data about them: made in the portal, or entered by an officer [LAW-SAR]."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    person = models.ForeignKey(USER, on_delete=models.PROTECT, null=True, related_name="+")
    name = models.CharField(max_length=200)
    email = models.EmailField(max_length=254, blank=True)
    channel = models.CharField(max_length=10, choices=Channel)
    words = models.TextField(help_text="What is asked for.")
    received_on = models.DateField(help_text="The London date on which it reached the organisation.")
    entered_at = models.DateTimeField()
    entered_by = models.ForeignKey(USER, on_delete=models.PROTECT, null=True, related_name="+")
    state = models.CharField(max_length=10, choices=AccessState, default=AccessState.RECEIVED)
    identity_asked_on = models.DateField(null=True)
    identity_words = models.TextField(blank=True)
    identity_proved_on = models.DateField(null=True)
    extended_on = models.DateField(null=True, help_text="The day on which the person was told that it takes longer.")
    extended_why = models.TextField(blank=True)
    due_on = models.DateField(null=True, help_text="The last London date for the answer; none while identity waits.")
    answered_on = models.DateField(null=True)
    answered_by = models.ForeignKey(USER, on_delete=models.PROTECT, null=True, related_name="+")
    answer = models.TextField(blank=True, help_text="What the person was told with the answer.")

    class Meta:
        ordering = ["-received_on", "-pk"]
        triggers = NOT_DELETED
        indexes = [
            models.Index(fields=["due_on", "id"], condition=~Q(state="answered"), name="access_open"),
            models.Index(fields=["person", "-received_on"], name="access_of_person"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(due_on__isnull=False) | Q(state__in=IDENTITY), name="access_request_has_a_last_day"
            ),
            models.CheckConstraint(
                condition=Q(extended_on=None, extended_why="") | Q(extended_on__isnull=False) & ~Q(extended_why=""),
                name="access_extended_when_and_why",
            ),
            models.CheckConstraint(
                condition=Q(answered_on=None, answered_by=None) & ~Q(state="answered")
                | Q(state="answered", answered_on__isnull=False, answered_by__isnull=False),
                name="access_answered_by_and_when",
            ),
        ]

    def __str__(self) -> str:
        return f"request for data of {self.name}"

    @property
    def reference(self) -> str:
        """What letters call it."""
        return f"DR-{self.uuid.hex[:8].upper()}"


@audited(exclude=["words"])
class Complaint(models.Model):
    """A complaint about how data is used, by anybody: acknowledged by the last day, then answered [LAW-DPCOMP]."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    form_key = models.UUIDField(unique=True, editable=False, help_text="Of the form it was typed in.")
    person = models.ForeignKey(USER, on_delete=models.PROTECT, null=True, related_name="+")
    name = models.CharField(max_length=200)
    email = models.EmailField(max_length=254)
    words = models.TextField()
    privacy_version = models.CharField(max_length=10, blank=True, help_text="The statement shown with the form.")
    received_at = models.DateTimeField()
    received_on = models.DateField()
    due_on = models.DateField(help_text="The last London date to acknowledge it.")
    acknowledged_at = models.DateTimeField(null=True, help_text="When the letter that acknowledges it went out.")
    state = models.CharField(max_length=15, choices=ComplaintState, default=ComplaintState.RECEIVED)
    answered_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-received_at", "-pk"]
        triggers = NOT_DELETED
        indexes = [
            models.Index(fields=["received_at", "id"], condition=~Q(state="answered"), name="dp_complaint_open"),
            models.Index(fields=["person", "-received_at"], name="dp_complaint_of_person"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(state="answered", answered_at__isnull=False) | ~Q(state="answered") & Q(answered_at=None),
                name="dp_complaint_answered_when",
            )
        ]

    def __str__(self) -> str:
        return f"complaint of {self.name}"

    @property
    def reference(self) -> str:
        """What letters call it."""
        return f"DP-{self.uuid.hex[:8].upper()}"


class ComplaintStep(models.Model):
    """One thing done about a complaint. `by` is None for what the portal did by itself."""

    complaint = models.ForeignKey(Complaint, on_delete=models.PROTECT, related_name="steps")
    kind = models.CharField(max_length=15, choices=ComplaintStepKind)
    words = models.TextField(blank=True)
    at = models.DateTimeField()
    by = models.ForeignKey(USER, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ["at", "pk"]
        triggers = [pgtrigger.Protect(name="stays", operation=pgtrigger.Update | pgtrigger.Delete), NO_TRUNCATE]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}"


@audited()
class Closing(models.Model):
    """A person asked for their account to be closed: undone in time, stopped by something open, or done."""

    person = models.ForeignKey(USER, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    closes_at = models.DateTimeField(help_text="Until then it can be undone.")
    undone_at = models.DateTimeField(null=True)
    stopped_at = models.DateTimeField(null=True)
    stopped_why = models.TextField(blank=True, help_text="What was open on the day, as the person was told.")
    closed_at = models.DateTimeField(null=True)
    deleted = models.JSONField(default=dict, help_text="What was deleted -> how many rows.")

    class Meta:
        ordering = ["-asked_at", "-pk"]
        triggers = NOT_DELETED
        indexes = [
            models.Index(
                fields=["closes_at"],
                condition=Q(undone_at=None, stopped_at=None, closed_at=None),
                name="closing_due",
            ),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["person"],
                condition=Q(undone_at=None, stopped_at=None, closed_at=None),
                name="one_closing_at_a_time",
            ),
            models.CheckConstraint(
                condition=Q(undone_at=None, stopped_at=None)
                | Q(undone_at=None, closed_at=None)
                | Q(stopped_at=None, closed_at=None),
                name="closing_ends_one_way",
            ),
        ]

    def __str__(self) -> str:
        return f"closing of {self.person_id}"
