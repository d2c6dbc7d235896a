"""What the public sees of a member: kept ready for the search, derived from standing and never edited by hand."""

from __future__ import annotations

from django.contrib.postgres.indexes import GinIndex, OpClass
from django.db import models
from django.db.models import Q

from cilexportal.foundation.audit import audited
from members.models import Member


@audited()
class Practice(models.Model):
    """Where a member works, as the register shows it."""

    member = models.OneToOneField(Member, on_delete=models.PROTECT, primary_key=True, related_name="practice")
    employer = models.CharField(max_length=200, blank=True)
    place = models.CharField(max_length=100, blank=True)

    def __str__(self) -> str:
        return f"{self.member_id}: {self.employer}"


class RegisterEntry(models.Model):
    """One line of the public register, as standing made it at `refreshed_at`. `shown` is False for who is hidden."""

    member = models.OneToOneField(Member, on_delete=models.PROTECT, primary_key=True, related_name="entry")
    name = models.CharField(max_length=200)
    letter = models.CharField(max_length=1, help_text="The letter of the A-Z it stands under.")
    sort_name = models.CharField(max_length=200)
    employer = models.CharField(max_length=200, blank=True)
    place = models.CharField(max_length=100, blank=True)
    folded = models.TextField(help_text="Name, employer and place, one a line, without accents and in small letters.")
    grade_code = models.CharField(max_length=30)
    title = models.CharField(max_length=120)
    letters = models.CharField(max_length=20, blank=True)
    specialism = models.CharField(max_length=80, blank=True)
    practising = models.BooleanField(help_text="Holds a practising certificate today.")
    oaths = models.BooleanField(help_text="May administer oaths today.")
    audience = models.BooleanField(help_text="Has rights of audience today.")
    status = models.CharField(max_length=60)
    shown = models.BooleanField()
    refreshed_at = models.DateTimeField()

    class Meta:
        indexes = [
            GinIndex(OpClass("folded", name="gin_trgm_ops"), name="register_by_any_part", condition=Q(shown=True)),
            models.Index(fields=["sort_name", "member"], condition=Q(shown=True), name="register_by_name"),
            models.Index(fields=["letter", "sort_name", "member"], condition=Q(shown=True), name="register_by_letter"),
        ]

    def __str__(self) -> str:
        return self.name
