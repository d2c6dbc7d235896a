"""Two rows of one person: that they are not one, that they became one, and every row that moved when they did."""

from __future__ import annotations

import uuid

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import F, Q

from cilexportal.foundation.audit import NO_TRUNCATE, audited
from members.models import Member

USER = settings.AUTH_USER_MODEL
STAYS = pgtrigger.Protect(name="stays", operation=pgtrigger.Update | pgtrigger.Delete)


@audited()
class NotDuplicate(models.Model):
    """An officer looked at two members who seemed to be one and says that they are two people."""

    one = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+")
    other = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+")
    reason = models.CharField(max_length=200)
    by = models.ForeignKey(USER, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["one", "other"], name="a_pair_is_told_apart_once"),
            models.CheckConstraint(condition=Q(one__lt=F("other")), name="a_pair_is_written_one_way"),
        ]

    def __str__(self) -> str:
        return f"{self.one_id} is not {self.other_id}"


@audited()
class Merge(models.Model):
    """One membership number that was given up for another of the same person; undone, both stand again."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    kept = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="merges")
    gone = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="merged_into")
    reason = models.CharField(max_length=200)
    by = models.ForeignKey(USER, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    undone_at = models.DateTimeField(null=True)
    undone_by = models.ForeignKey(USER, on_delete=models.PROTECT, null=True, related_name="+")
    undone_why = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ["-at", "-pk"]
        triggers = [
            pgtrigger.Protect(name="merge_is_kept", operation=pgtrigger.Delete),
            pgtrigger.Protect(
                name="merge_stays_as_made",
                operation=pgtrigger.Update,
                condition=pgtrigger.AnyChange("uuid", "kept", "gone", "reason", "by", "at"),
            ),
            NO_TRUNCATE,
        ]
        constraints = [
            models.UniqueConstraint(fields=["gone"], condition=Q(undone_at=None), name="merged_into_one"),
            models.CheckConstraint(condition=~Q(kept=F("gone")), name="nobody_is_merged_into_themselves"),
            models.CheckConstraint(
                condition=Q(undone_at=None, undone_by=None, undone_why="")
                | Q(undone_at__isnull=False, undone_by__isnull=False) & ~Q(undone_why=""),
                name="merge_undone_by_whom_when_and_why",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.gone_id} into {self.kept_id}"


class MergedRow(models.Model):
    """A row that a merge changed or took away: what it held before and after, and how many rows hung on it then."""

    merge = models.ForeignKey(Merge, on_delete=models.PROTECT, related_name="rows")
    kind = models.CharField(max_length=60, help_text="What the preview counts it as.")
    table = models.CharField(max_length=80, help_text="The model, as app.Model.")
    row = models.BigIntegerField(help_text="Its primary key.")
    before = models.JSONField(help_text="The columns that changed; the whole row where it was taken away.")
    after = models.JSONField(null=True, help_text="None: taken away.")
    hanging = models.PositiveIntegerField(default=0, help_text="How many rows led to it.")

    class Meta:
        ordering = ["pk"]
        triggers = [STAYS, NO_TRUNCATE]
        constraints = [
            models.UniqueConstraint(fields=["merge", "table", "row"], name="a_row_moves_once_a_merge"),
        ]

    def __str__(self) -> str:
        return f"{self.table} {self.row}"
