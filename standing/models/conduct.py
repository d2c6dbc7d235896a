"""Prior conduct: the questions as versioned data, what people declare, and what only the regulator may read."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q

from cilexportal.foundation.audit import audited
from standing.enums import Statement, Verdict


@audited()
class ConductForm(models.Model):
    """One version of the declaration; a declaration keeps the version it was made on [CPD-15b]."""

    version = models.PositiveSmallIntegerField(primary_key=True)
    from_date = models.DateField(unique=True)
    introduction = models.TextField()
    statement_a = models.TextField(help_text="What somebody signs who has nothing new to declare.")
    statement_b = models.TextField(help_text="What somebody signs who answers the questions.")

    class Meta:
        ordering = ["-from_date"]

    def __str__(self) -> str:
        return f"version {self.version}"


@audited()
class ConductQuestion(models.Model):
    """One question of a version. Only who must declare spent convictions is shown `words_spent` in place of `words`."""

    form = models.ForeignKey(ConductForm, on_delete=models.PROTECT, related_name="questions")
    number = models.PositiveSmallIntegerField()
    words = models.TextField(blank=True, help_text="Empty: asked only of those who declare spent ones.")
    words_spent = models.TextField(blank=True, help_text="Empty: the same words for everybody.")

    class Meta:
        ordering = ["form", "number"]
        constraints = [
            models.UniqueConstraint(fields=["form", "number"], name="one_question_a_number"),
            models.CheckConstraint(condition=~Q(words="", words_spent=""), name="question_has_words"),
        ]

    def __str__(self) -> str:
        return f"{self.form_id}.{self.number}"


@audited()
class Declaration(models.Model):
    """What a person declared, for which calendar year, signed by typing their name. What they disclosed is apart."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="declarations")
    year = models.PositiveSmallIntegerField(help_text="The calendar year it is made for.")
    form = models.ForeignKey(ConductForm, on_delete=models.PROTECT, related_name="+")
    statement = models.CharField(max_length=1, choices=Statement)
    spent = models.BooleanField(help_text="Whether spent convictions were asked about.")
    discloses = models.BooleanField(help_text="Whether any question was answered with yes.")
    signed_name = models.CharField(max_length=200)
    made_at = models.DateTimeField()
    verdict = models.CharField(max_length=10, choices=Verdict, blank=True)
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+",
        help_text="Nobody where nothing was disclosed: then it is accepted as it is made.",
    )  # fmt: skip
    superseded_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["user", "year"], condition=Q(superseded_at=None), name="one_live_declaration_a_year"
            ),
            models.CheckConstraint(condition=Q(statement__in=Statement.values), name="statement_is_known"),
            models.CheckConstraint(
                condition=~Q(statement=Statement.NOTHING_NEW) | Q(discloses=False), name="statement_a_discloses_nothing"
            ),
            models.CheckConstraint(
                condition=Q(verdict="", decided_at=None, decided_by=None)
                | Q(verdict__in=Verdict.values, decided_at__isnull=False),
                name="verdict_and_when",
            ),
            models.CheckConstraint(
                condition=~Q(verdict__in=Verdict.values, discloses=True) | Q(decided_by__isnull=False),
                name="a_person_decides_on_what_was_disclosed",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user_id} for {self.year}"


class Disclosure(models.Model):
    """The answer yes and its particulars, sealed: criminal records and health are read by few [LAW-ART10].

    Not part of the general history: every reading is a row of its own instead.
    """

    declaration = models.ForeignKey(Declaration, on_delete=models.PROTECT, related_name="disclosures")
    question = models.ForeignKey(ConductQuestion, on_delete=models.PROTECT, related_name="+")
    sealed = models.BinaryField(help_text="The particulars, encrypted under the portal's field keys.")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["declaration", "question"], name="one_disclosure_a_question"),
        ]

    def __str__(self) -> str:
        return f"{self.declaration_id}, question {self.question_id}"


@audited()
class DisclosureRead(models.Model):
    """Somebody read what a person disclosed: who, when and why."""

    declaration = models.ForeignKey(Declaration, on_delete=models.PROTECT, related_name="readings")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    why = models.CharField(max_length=200)

    class Meta:
        ordering = ["-at"]

    def __str__(self) -> str:
        return f"{self.by_id} read {self.declaration_id}"
