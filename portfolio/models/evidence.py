"""The evidence library: one piece serves many sheets [HB-37] [HB-43]."""

from __future__ import annotations

import uuid

from django.db import models
from django.db.models import Q

from applications.models.dated import stays
from cilexportal.foundation.audit import NO_TRUNCATE, audited
from cilexportal.foundation.documents.models import Document
from portfolio.models.sheets import Portfolio, Sheet


@audited(exclude=["look_claimed_at", "look_attempts", "more_spots"])
class Piece(models.Model):
    """A piece of evidence as its owner describes it. Its file is a PDF once checked; a new file is a new piece."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    portfolio = models.ForeignKey(Portfolio, on_delete=models.PROTECT, related_name="pieces")
    document = models.OneToOneField(Document, on_delete=models.PROTECT, related_name="+")
    title = models.CharField(max_length=120)
    kind = models.CharField(max_length=30, blank=True, help_text="A code of the version's kinds of document [HB-40].")
    source = models.CharField(max_length=120, blank=True, help_text="What matter it comes from, in general [HB-45].")
    matter = models.CharField(max_length=120, blank=True, help_text="A label that names nobody [HB-44].")
    worked_on = models.DateField(null=True, blank=True)
    own_work = models.BooleanField(default=False, help_text="The owner confirms it [HB-37a].")
    shows_date = models.BooleanField(null=True, blank=True, help_text="Empty until its owner answers [HB-42a].")
    shows_name = models.BooleanField(null=True, blank=True)
    shows_reference = models.BooleanField(null=True, blank=True)
    why_missing = models.TextField(blank=True)
    pages = models.PositiveSmallIntegerField(
        null=True, blank=True, help_text="Empty until the checked file was looked through for what names somebody."
    )
    more_spots = models.PositiveIntegerField(default=0, db_default=0, help_text="Places found that are not listed.")
    look_claimed_at = models.DateTimeField(null=True, blank=True)
    look_attempts = models.PositiveSmallIntegerField(default=0, db_default=0)
    version = models.PositiveIntegerField(default=1)
    saved_at = models.DateTimeField()
    removed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["portfolio", "-saved_at", "-id"]
        triggers = [stays("uuid", "portfolio", "document", name="piece_stays_of_its_portfolio")]
        indexes = [models.Index(fields=["portfolio", "-id"], condition=Q(removed_at=None), name="portfolio_pieces")]

    def __str__(self) -> str:
        return self.title


class SheetPiece(models.Model):
    """A piece on a sheet, in the order in which it is printed after it [HB-57b]."""

    sheet = models.ForeignKey(Sheet, on_delete=models.PROTECT, related_name="on_it")
    piece = models.ForeignKey(Piece, on_delete=models.PROTECT, related_name="on_sheets")
    position = models.PositiveSmallIntegerField()
    why_old = models.TextField(
        blank=True, default="", db_default="",
        help_text="Why nothing newer shows this example. May speak of health: for the officers of the case only.",
    )  # fmt: skip

    class Meta:
        ordering = ["sheet", "position", "id"]
        constraints = [models.UniqueConstraint(fields=["sheet", "piece"], name="a_piece_once_a_sheet")]

    def __str__(self) -> str:
        return f"{self.piece_id} on {self.sheet_id}"


@audited()
class SpotAnswer(models.Model):
    """What the owner says to a place that the check pointed out. The file stays as it is; another one is another piece.

    `words` says what kind of thing was met, never the thing itself.
    """

    piece = models.ForeignKey(Piece, on_delete=models.PROTECT, related_name="answers")
    page = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=12, help_text="A word of Kind, or the code of an identifier.")
    box = models.JSONField(help_text="Left, upper, right and lower edge as shares of the page's sides.")
    why_kept = models.TextField(blank=True, help_text="Why it may stay. Empty: not answered yet.")
    answered_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["piece", "page", "id"]
        triggers = [NO_TRUNCATE]
        constraints = [
            models.CheckConstraint(
                condition=Q(answered_at=None, why_kept="") | (Q(answered_at__isnull=False) & ~Q(why_kept="")),
                name="spot_answered_with_words",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} on page {self.page}"
