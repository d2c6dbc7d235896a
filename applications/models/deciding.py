"""The officers' casework: sections passed or failed, decisions, letters, holds, notes, readings, saved filters."""

from __future__ import annotations

import uuid

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import F, Q

from applications.enums import Body, HoldReason, Outcome, SeenBy
from applications.models.cases import Application, Case
from applications.models.dated import IS_KEPT, KEPT, STAY, stays, stays_once
from applications.models.trail import Submission
from cilexportal.foundation.asking.models import Request
from cilexportal.foundation.audit import audited
from cilexportal.foundation.correspondence.models import Message

USER = settings.AUTH_USER_MODEL
BY_OFFICER = [Outcome.MET, Outcome.NOT_YET, Outcome.ASK, Outcome.REFER]
BY_COMMITTEE = [Outcome.MET, Outcome.NOT_YET, Outcome.NOT_MET, Outcome.RETURN]

# Who decides, or assesses a section, is nobody the case is about: neither its applicant, nor anybody who was asked for
# a reference or is named as the supervisor of a role in any step of the application; by any address of their account.
# As queries.deciding.parties, which knows other spellings of an address besides.
NOT_ONES_OWN = pgtrigger.Trigger(
    name="nobody_judges_their_own",
    when=pgtrigger.Before,
    operation=pgtrigger.Insert,
    declare=[("owner", "bigint"), ("whole", "bigint")],
    func="""
        SELECT application.user_id, application.id INTO owner, whole FROM applications_case matter
            JOIN applications_application application ON application.id = matter.application_id
            WHERE matter.id = NEW.case_id;
        IF owner = NEW.by_id OR EXISTS (
            SELECT email FROM (
                SELECT lower(email) AS email FROM members_user WHERE id = NEW.by_id
                UNION SELECT lower(email) FROM account_emailaddress WHERE user_id = NEW.by_id
            ) theirs WHERE email <> ''
            INTERSECT (
                SELECT lower(email) FROM members_user WHERE id = owner
                UNION SELECT lower(email) FROM account_emailaddress WHERE user_id = owner AND verified
                UNION SELECT lower(asked.email) FROM applications_referenceasked asked
                    JOIN applications_case step ON step.id = asked.case_id WHERE step.application_id = whole
                UNION SELECT lower(worked.supervisor_email) FROM applications_role worked
                    JOIN applications_case step ON step.id = worked.case_id WHERE step.application_id = whole
            )
        ) THEN
            RAISE EXCEPTION 'nobody judges a case of their own' USING ERRCODE = 'check_violation';
        END IF;
        RETURN NEW;
    """,
)


@audited()
class SectionVerdict(models.Model):
    """A section of a submission, passed or failed with coded reasons. The last one stands; the earlier ones stay."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="verdicts")
    submission = models.ForeignKey(Submission, on_delete=models.PROTECT, related_name="verdicts")
    section = models.CharField(max_length=30, help_text="A code of the version's sections of the step.")
    passed = models.BooleanField()
    reasons = models.JSONField(default=list, help_text='[{"code": of the version, "note": to the applicant}].')
    by = models.ForeignKey(USER, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    superseded_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["at", "id"]
        triggers = [
            IS_KEPT, NOT_ONES_OWN,
            stays("case", "submission", "section", "passed", "reasons", "by", "at", name="section_verdict_stays"),
        ]  # fmt: skip
        constraints = [
            models.UniqueConstraint(
                fields=["case", "section"], condition=Q(superseded_at=None), name="one_standing_verdict_a_section"
            ),
            models.CheckConstraint(
                condition=Q(passed=True, reasons=[]) | (Q(passed=False) & ~Q(reasons=[])),
                name="failed_section_says_why_and_passed_does_not",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.section}: {'passed' if self.passed else 'failed'}"


@audited()
class Decision(models.Model):
    """What was decided of a case, by whom, when and on what. It stays; it can be reversed once, with a reason.

    Hours are hundredths of an hour, rounded down: `hours_claimed` beside `hours_accepted` at the time.
    """

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="decisions")
    submission = models.ForeignKey(Submission, on_delete=models.PROTECT, related_name="decisions")
    body = models.CharField(max_length=10, choices=Body)
    outcome = models.CharField(max_length=10, choices=Outcome)
    by = models.ForeignKey(
        USER, on_delete=models.PROTECT, related_name="+", help_text="Of a committee's: who recorded it."
    )
    at = models.DateTimeField()
    why = models.TextField(blank=True, help_text="For a referral, for a committee's decision.")
    sections = models.JSONField(default=list, help_text="The verdicts on the sections, as they stood.")
    hours_claimed = models.PositiveIntegerField(null=True, blank=True)
    hours_accepted = models.PositiveIntegerField(null=True, blank=True)
    expected_on = models.DateField(null=True, blank=True, help_text="By when the hours are likely [HB-27a].")
    expected_why = models.CharField(max_length=200, blank=True, help_text="Where an officer wrote another day.")
    ledger = models.JSONField(default=dict, help_text="The ledger it was decided on.")
    request = models.OneToOneField(
        Request, on_delete=models.PROTECT, null=True, blank=True, related_name="+", help_text="What ASK asked for."
    )
    reversed_at = models.DateTimeField(null=True, blank=True)
    reversed_by = models.ForeignKey(USER, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    reversed_why = models.TextField(blank=True)

    class Meta:
        ordering = ["case", "at", "id"]
        triggers = [
            *KEPT, NOT_ONES_OWN,
            stays("uuid", "case", "submission", "body", "outcome", "by", "at", "why", "sections", "hours_claimed",
                  "hours_accepted", "expected_on", "expected_why", "ledger", "request", name="decision_stays"),
            pgtrigger.Protect(
                name="reversed_stays_reversed",
                operation=pgtrigger.Update,
                condition=pgtrigger.Q(old__reversed_at__isnull=False),  # type: ignore[call-arg]
            ),
        ]  # fmt: skip
        constraints = [
            models.CheckConstraint(
                condition=Q(body=Body.OFFICER, outcome__in=BY_OFFICER)
                | Q(body__in=[Body.COMMITTEE, Body.PANEL], outcome__in=BY_COMMITTEE),
                name="no_officer_refuses_for_good_alone",
            ),
            models.CheckConstraint(
                condition=Q(outcome=Outcome.MET) | Q(outcome__in=[Outcome.NOT_YET, Outcome.ASK]) | ~Q(why=""),
                name="referral_and_refusal_say_why",
            ),
            models.CheckConstraint(
                condition=Q(outcome=Outcome.ASK, request__isnull=False) | (~Q(outcome=Outcome.ASK) & Q(request=None)),
                name="asking_decision_has_its_request",
            ),
            models.CheckConstraint(
                condition=Q(reversed_at=None, reversed_by=None, reversed_why="")
                | (Q(reversed_at__isnull=False, reversed_by__isnull=False) & ~Q(reversed_why="")),
                name="decision_reversed_by_whom_when_and_why",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.case_id}: {self.get_outcome_display()}"


@audited()
class Letter(models.Model):
    """A letter about a case: generated, edited, numbered, kept as sent. A meeting's go out together."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    application = models.ForeignKey(Application, on_delete=models.PROTECT, related_name="letters")
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="letters")
    number = models.PositiveSmallIntegerField(help_text="Of the application's letters: 3 is written IM-… / 3.")
    decision = models.OneToOneField(Decision, on_delete=models.PROTECT, null=True, blank=True, related_name="letter")
    subject = models.CharField(max_length=200)
    body = models.TextField(help_text="Paragraphs, an empty line between two.")
    written_at = models.DateTimeField()
    written_by = models.ForeignKey(USER, on_delete=models.PROTECT, related_name="+")
    released_at = models.DateTimeField(null=True, blank=True)
    message = models.OneToOneField(Message, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        ordering = ["application", "number"]
        triggers = [
            *KEPT,
            stays("uuid", "application", "case", "number", "decision", name="letter_stays_of_its_decision"),
            stays_once("OLD.released_at IS NOT NULL", "subject", "body", "released_at", name="released_letter_stays"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["application", "number"], name="one_letter_a_number"),
            models.CheckConstraint(condition=~Q(body=""), name="letter_says_something"),
        ]

    def __str__(self) -> str:
        return f"{self.application_id} / {self.number}"

    @property
    def paragraphs(self) -> list[str]:
        """The body, paragraph by paragraph."""
        return [one.strip() for one in self.body.replace("\r\n", "\n").split("\n\n") if one.strip()]


@audited()
class Hold(models.Model):
    """A case put on hold by an officer, with its reason; its clock goes on."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="holds")
    reason = models.CharField(max_length=10, choices=HoldReason)
    note = models.TextField(blank=True)
    at = models.DateTimeField()
    by = models.ForeignKey(USER, on_delete=models.PROTECT, related_name="+")
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_by = models.ForeignKey(USER, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    ended_note = models.TextField(blank=True)

    class Meta:
        ordering = ["-at"]
        triggers = KEPT
        constraints = [
            models.UniqueConstraint(fields=["case"], condition=Q(ended_at=None), name="one_hold_at_a_time"),
            models.CheckConstraint(
                condition=Q(ended_at=None, ended_by=None) | Q(ended_at__gte=F("at"), ended_by__isnull=False),
                name="hold_ended_by_whom_and_when",
            ),
            models.CheckConstraint(condition=~Q(reason=HoldReason.OTHER) | ~Q(note=""), name="other_hold_says_why"),
        ]

    def __str__(self) -> str:
        return f"{self.case_id}: {self.get_reason_display()}"


@audited()
class CaseNote(models.Model):
    """What is written about a case, and who reads it: by staff, or by the applicant to them. None changes."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="notes")
    words = models.TextField()
    seen_by = models.CharField(max_length=10, choices=SeenBy)
    to = models.ManyToManyField(USER, related_name="+", blank=True, help_text="Colleagues who are told of it.")
    at = models.DateTimeField()
    by = models.ForeignKey(USER, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["-at", "-id"]
        triggers = STAY
        constraints = [models.CheckConstraint(condition=~Q(words=""), name="note_says_something")]

    def __str__(self) -> str:
        return f"{self.case_id}, {self.at}"


class CaseReading(models.Model):
    """Who of the staff opened which part of a case, and when: one row a person, part and London day."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="readings")
    by = models.ForeignKey(USER, on_delete=models.PROTECT, related_name="+")
    what = models.CharField(max_length=60, help_text='"case", "reference:<uuid>", "paper:<uuid>", "pack:<id>".')
    on = models.DateField()
    at = models.DateTimeField()

    class Meta:
        ordering = ["-at"]
        triggers = STAY
        constraints = [models.UniqueConstraint(fields=["case", "by", "what", "on"], name="one_reading_a_day")]

    def __str__(self) -> str:
        return f"{self.by_id} read {self.what} of {self.case_id}"


class SavedFilter(models.Model):
    """A view of the queue that an officer keeps."""

    user = models.ForeignKey(USER, on_delete=models.CASCADE, related_name="+")
    name = models.CharField(max_length=60)
    query = models.CharField(max_length=1000, help_text="As in the address of the queue.")
    saved_at = models.DateTimeField()

    class Meta:
        ordering = ["name"]
        constraints = [models.UniqueConstraint(fields=["user", "name"], name="one_filter_a_name")]

    def __str__(self) -> str:
        return self.name
