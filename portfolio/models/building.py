"""The files a portfolio is put into: built by the worker, once for each content, with progress to look at [HB-57b]."""

from __future__ import annotations

import uuid

from django.db import models
from django.db.models import Q

from portfolio.models.sheets import Portfolio


class BuildState(models.TextChoices):
    """Where a build stands."""

    WAITING = "waiting", "Waiting"
    WORKING = "working", "Being put together"
    READY = "ready", "Ready"
    FAILED = "failed", "Could not be put together"


class Build(models.Model):
    """One putting together of a portfolio. The same content gives the same hash, and is not built again."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    portfolio = models.ForeignKey(Portfolio, on_delete=models.PROTECT, related_name="builds")
    content_sha256 = models.CharField(max_length=64, help_text="Of all that goes in, as canonical JSON.")
    shrink = models.BooleanField(default=False, help_text="The owner agreed to smaller pictures.")
    state = models.CharField(max_length=10, choices=BuildState, default=BuildState.WAITING)
    done = models.PositiveSmallIntegerField(default=0, help_text="Parts put together so far.")
    parts = models.PositiveSmallIntegerField(default=0)
    why = models.TextField(blank=True, help_text="The sentence where it failed.")
    asked_at = models.DateTimeField()
    claimed_at = models.DateTimeField(null=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    kept = models.BooleanField(
        default=False, db_default=False, help_text="Of a submission: it stays, whatever is built afterwards [HB-59b]."
    )
    made_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["portfolio", "-asked_at"]
        indexes = [
            models.Index(fields=["id"], condition=Q(state__in=["waiting", "working"]), name="portfolio_to_build")
        ]
        constraints = [
            models.UniqueConstraint(fields=["portfolio", "content_sha256", "shrink"], name="one_build_a_content"),
            models.CheckConstraint(
                condition=~Q(state=BuildState.READY) | Q(made_at__isnull=False), name="ready_build_says_when"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.portfolio_id}: {self.content_sha256[:8]}"


class MadePart(models.Model):
    """A file made for a portfolio, under the hash of what it was made from: a sheet's pages, a smaller copy of a piece,
    or a sealed file. The same is not made twice. The row is there before its file and goes after it, so that no file
    is ever without one; a piece with nothing to make smaller has no file."""

    portfolio = models.ForeignKey(Portfolio, on_delete=models.PROTECT, related_name="made")
    key = models.CharField(max_length=64)
    file = models.FileField(max_length=200, blank=True)
    sha256 = models.CharField(max_length=64, blank=True)
    size = models.BigIntegerField(default=0)
    pages = models.PositiveIntegerField(default=0)
    is_stored = models.BooleanField(default=False)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["portfolio", "key"], name="made_once_a_portfolio")]

    def __str__(self) -> str:
        return f"{self.portfolio_id}: {self.key[:8]}"


class BuiltFile(models.Model):
    """One sealed PDF of a build: the whole, or one competency's. Builds share those that stayed the same."""

    build = models.ForeignKey(Build, on_delete=models.PROTECT, related_name="files")
    competency = models.PositiveSmallIntegerField(null=True, help_text="None: the whole.")
    made = models.ForeignKey(MadePart, on_delete=models.PROTECT, related_name="in_builds")
    too_large = models.BooleanField(default=False)

    class Meta:
        ordering = ["build", "competency"]
        constraints = [
            models.UniqueConstraint(fields=["build", "competency"], nulls_distinct=False, name="one_file_a_competency")
        ]

    def __str__(self) -> str:
        return f"{self.build_id}: {self.competency or 'whole'}"
