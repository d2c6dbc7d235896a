"""What the public sees of a member: kept ready for the search, derived from standing and never edited by hand."""

from __future__ import annotations

from django.contrib.postgres.indexes import GinIndex, OpClass
from django.db import models
from django.db.models import Q

from cilexportal.foundation.audit import audited
from members.models import Member

SHOWN = Q(shown=True)
ASKED = ["folded", "grade_code", "specialism", "practising", "oaths", "audience"]


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
    # Sorted by its bytes, never by the database's collation, which differs between machines.
    sort_name = models.CharField(max_length=400, db_collation="C")
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
    next_on = models.DateField(null=True, help_text="From this date the entry may read differently.")
    refreshed_at = models.DateTimeField()

    class Meta:
        indexes = [
            GinIndex(
                OpClass("folded", name="gin_trgm_ops"), name="register_by_any_part", condition=SHOWN, fastupdate=False
            ),
            # What is common is found by reading on in the order of names: all that a search asks of is in the index.
            models.Index(fields=["sort_name", "member"], condition=SHOWN, name="register_by_name", include=ASKED),
            models.Index(fields=["letter", "sort_name", "member"], condition=SHOWN, name="register_by_letter"),
            models.Index(fields=["grade_code", "sort_name", "member"], condition=SHOWN, name="register_by_grade"),
            models.Index(
                fields=["specialism", "sort_name", "member"],
                condition=SHOWN & ~Q(specialism=""),
                name="register_by_specialism",
            ),
            models.Index(
                fields=["sort_name", "member"], condition=SHOWN & Q(audience=True), name="register_by_audience"
            ),
            models.Index(fields=["next_on"], condition=Q(next_on__isnull=False), name="register_by_next_day"),
        ]

    def __str__(self) -> str:
        return self.name


class RegisterChange(models.Model):
    """A note, made by triggers in the transaction that changed something, that an entry has to be made anew.

    Rows are only ever added, so that nobody waits for anybody; who refreshes entries takes them away.
    """

    member_id = models.BigIntegerField(null=True, db_index=True, help_text="Nobody in particular: everybody's.")

    def __str__(self) -> str:
        return str(self.member_id or "everybody")
