"""A portfolio, the supervisors of its work, and its sheets and statements with every version that was saved."""

from __future__ import annotations

import uuid

import pgtrigger
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Lower

from applications.models import Case
from applications.models.dated import STAY, stays
from cilexportal.foundation.audit import audited
from cilexportal.foundation.documents.models import Document
from portfolio.enums import SheetKind, WithoutEvidence

# What was signed names whoever signed it as they were; once the pack is given up it counts for nothing.
SIGNER_STAYS = pgtrigger.Trigger(
    name="signed_supervisor_stays",
    when=pgtrigger.Before,
    operation=pgtrigger.Update,
    condition=pgtrigger.AnyChange("name", "email", "employer", "person_kind", "number", "removed_at"),
    func="""
        IF EXISTS (SELECT FROM portfolio_leaving
                   WHERE supervisor_id = OLD.id AND signed_at IS NOT NULL AND given_up_at IS NULL) THEN
            RAISE EXCEPTION 'a supervisor who has signed stays as they were' USING ERRCODE = 'check_violation';
        END IF;
        RETURN NEW;
    """,
)


@audited(exclude=["private_names", "warned_on"])
class Portfolio(models.Model):
    """The third step of one application. `revision` grows with each fact; two pages at once are told apart by it."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    case = models.OneToOneField(Case, on_delete=models.PROTECT, related_name="portfolio")
    planned_on = models.DateField(null=True, blank=True, help_text="The day of application the board is coloured for.")
    private_names = ArrayField(
        models.CharField(max_length=120), default=list, blank=True,
        help_text="Names the owner wants looked for in files. Nobody else reads them.",
    )  # fmt: skip
    warned_on = models.DateField(null=True, blank=True, help_text="Up to when its owner was warned of ageing work.")
    revision = models.PositiveIntegerField(default=1)
    begun_at = models.DateTimeField()

    class Meta:
        triggers = [stays("uuid", "case", "begun_at", name="portfolio_stays_of_its_case")]

    def __str__(self) -> str:
        return f"portfolio of {self.case_id}"


@audited()
class Supervisor(models.Model):
    """Somebody who supervised work in the portfolio [HB-46e]. There are several where jobs change."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    portfolio = models.ForeignKey(Portfolio, on_delete=models.PROTECT, related_name="supervisors")
    name = models.CharField(max_length=200)
    email = models.EmailField(max_length=254)
    employer = models.CharField(max_length=200)
    person_kind = models.CharField(max_length=30, blank=True, help_text="A code of the version's list.")
    number = models.CharField(max_length=60, blank=True, help_text="With their regulator.")
    removed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["name", "id"]
        triggers = [stays("uuid", "portfolio", name="supervisor_stays_of_a_portfolio"), SIGNER_STAYS]
        constraints = [
            models.UniqueConstraint(
                "portfolio", Lower("email"), condition=Q(removed_at=None), name="one_supervisor_an_address"
            )
        ]

    def __str__(self) -> str:
        return self.name


@audited()
class Sheet(models.Model):
    """A logbook sheet or a personal statement. Without a place of its own it is parked and counts for nothing.

    `signing_hash` is of all that a supervisor signs; a change makes another one, and voids what was signed [HB-53b].
    """

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    portfolio = models.ForeignKey(Portfolio, on_delete=models.PROTECT, related_name="sheets")
    kind = models.CharField(max_length=10, choices=SheetKind)
    competency = models.PositiveSmallIntegerField(null=True, blank=True)
    outcome = models.PositiveSmallIntegerField(null=True, blank=True)
    example = models.PositiveSmallIntegerField(null=True, blank=True)
    listing = models.TextField(blank=True, help_text="The evidence in the owner's words; empty: as it is built.")
    how_met = models.TextField(blank=True)
    how_shown = models.TextField(blank=True)
    learned = models.TextField(blank=True)
    supervisor = models.ForeignKey(Supervisor, on_delete=models.PROTECT, null=True, blank=True, related_name="sheets")
    ticked = ArrayField(models.CharField(max_length=4), default=list, blank=True, help_text="Letters of criteria.")
    without = models.CharField(max_length=15, choices=WithoutEvidence, blank=True)
    why_without = models.TextField(blank=True)
    matter = models.CharField(max_length=120, blank=True)
    worked_on = models.DateField(null=True, blank=True)
    worked_until = models.DateField(null=True, blank=True)
    why_old = models.TextField(blank=True)
    upload = models.OneToOneField(
        Document, on_delete=models.PROTECT, null=True, blank=True, related_name="+",
        help_text="A finished sheet that was made elsewhere.",
    )  # fmt: skip
    signing_hash = models.CharField(max_length=64, blank=True)
    version = models.PositiveIntegerField(default=1)
    saved_at = models.DateTimeField()
    removed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["portfolio", "competency", "outcome", "example", "id"]
        triggers = [stays("uuid", "portfolio", name="sheet_stays_of_its_portfolio")]
        constraints = [
            models.UniqueConstraint(
                fields=["portfolio", "competency", "outcome", "example"],
                condition=Q(competency__isnull=False, removed_at=None), name="one_sheet_a_place",
            ),
            models.CheckConstraint(
                condition=Q(competency=None, outcome=None, example=None)
                | Q(competency__gte=1, outcome__gte=1, example__gte=1),
                name="place_is_whole_or_none",
            ),
            models.CheckConstraint(
                condition=Q(worked_until=None) | Q(worked_until__gte=F("worked_on")), name="work_ends_after_it_begins"
            ),
            models.CheckConstraint(condition=Q(kind__in=SheetKind.values), name="sheet_kind_is_known"),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.competency}.{self.outcome}({self.example})" if self.competency else "parked"


class SheetVersion(models.Model):
    """A sheet as it was saved: words, pieces and their hashes. Never changed, so that two can be compared."""

    sheet = models.ForeignKey(Sheet, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField()
    content = models.JSONField()
    sha256 = models.CharField(max_length=64, help_text="Of the content as canonical JSON.")
    at = models.DateTimeField()

    class Meta:
        ordering = ["sheet", "-number"]
        triggers = STAY
        constraints = [models.UniqueConstraint(fields=["sheet", "number"], name="one_version_a_number")]

    def __str__(self) -> str:
        return f"{self.sheet_id}, version {self.number}"
