"""The committee and the appeal panel: members, meetings, agenda, conflicts, and what is asked again of them."""

from __future__ import annotations

import uuid

import pgtrigger
from django.conf import settings
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.db import models
from django.db.models import F, Q

from applications.enums import Body, Cause, MeetingStage, SeatKind
from applications.models.cases import Case
from applications.models.dated import HALF_OPEN, KEPT, STAY, stays
from applications.models.deciding import BY_COMMITTEE, Decision
from cilexportal.foundation import london
from cilexportal.foundation.audit import audited
from cilexportal.foundation.documents.models import Printout

USER = settings.AUTH_USER_MODEL
SITTING = [Body.COMMITTEE, Body.PANEL]
# The database's own word on how a meeting moves; rules/moves.py says the same in Python.
MEETING_MOVES = [
    (MeetingStage.PLANNED.value, MeetingStage.PAPERS_OUT.value),
    (MeetingStage.PLANNED.value, MeetingStage.CANCELLED.value),
    (MeetingStage.PAPERS_OUT.value, MeetingStage.PLANNED.value),
    (MeetingStage.PAPERS_OUT.value, MeetingStage.HELD.value),
    (MeetingStage.PAPERS_OUT.value, MeetingStage.CANCELLED.value),
    (MeetingStage.HELD.value, MeetingStage.RELEASED.value),
]

# An item is heard by nobody the case is about, and a panel by nobody who decided the case before.
SEAT_IS_APART = pgtrigger.Trigger(
    name="conflict_is_ones_own",
    when=pgtrigger.Before,
    operation=pgtrigger.Insert,
    func="""
        IF NOT EXISTS (SELECT FROM applications_agendaitem item JOIN applications_seat seat
                       ON seat.meeting_id = item.meeting_id
                       WHERE item.id = NEW.item_id AND seat.id = NEW.seat_id) THEN
            RAISE EXCEPTION 'the seat is of another meeting' USING ERRCODE = 'check_violation';
        END IF;
        RETURN NEW;
    """,
)


@audited()
class CommitteeMember(models.Model):
    """Somebody who sits, as a professional or a lay member, from one London date until, not including, another."""

    user = models.ForeignKey(USER, on_delete=models.PROTECT, related_name="+")
    body = models.CharField(max_length=10, choices=[(body.value, body.label) for body in SITTING])
    kind = models.CharField(max_length=12, choices=SeatKind)
    from_date = models.DateField()
    until_date = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["user"]
        constraints = [
            models.CheckConstraint(condition=Q(body__in=SITTING), name="member_sits_on_a_body_that_meets"),
            models.CheckConstraint(
                condition=Q(until_date=None) | Q(until_date__gt=F("from_date")), name="seat_ends_after_it_begins"
            ),
            ExclusionConstraint(
                name="one_seat_of_a_person_at_a_time",
                expressions=[
                    ("user", RangeOperators.EQUAL),
                    ("body", RangeOperators.EQUAL),
                    (HALF_OPEN, RangeOperators.OVERLAPS),
                ],
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user} ({self.get_kind_display()})"


@audited()
class Meeting(models.Model):
    """A meeting of the committee or the panel: its day, until when papers go out, who makes it able to decide."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    body = models.CharField(max_length=10, choices=[(body.value, body.label) for body in SITTING])
    stage = models.CharField(max_length=12, choices=MeetingStage, default=MeetingStage.PLANNED)
    starts_at = models.DateTimeField()
    place = models.CharField(max_length=200, blank=True)
    papers_due_on = models.DateField(help_text="The last London day on which papers go to members.")
    quorum = models.PositiveSmallIntegerField(help_text="How many members at least.")
    least_professional = models.PositiveSmallIntegerField(default=1)
    least_lay = models.PositiveSmallIntegerField(default=1)
    minutes = models.TextField(blank=True)
    papers_at = models.DateTimeField(null=True, blank=True)
    held_at = models.DateTimeField(null=True, blank=True)
    released_at = models.DateTimeField(null=True, blank=True)
    released_by = models.ForeignKey(USER, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        ordering = ["-starts_at"]
        triggers = [
            *KEPT,
            pgtrigger.FSM(name="meeting_moves", field="stage", transitions=MEETING_MOVES),
            pgtrigger.Protect(
                name="released_meeting_stays",
                operation=pgtrigger.Update,
                condition=pgtrigger.Q(old__stage="released"),  # type: ignore[call-arg]
            ),
        ]
        constraints = [
            models.CheckConstraint(condition=Q(body__in=SITTING), name="meeting_is_of_a_body_that_meets"),
            models.CheckConstraint(
                condition=Q(quorum__gte=F("least_professional") + F("least_lay")), name="quorum_holds_both_kinds"
            ),
            models.CheckConstraint(
                condition=Q(stage=MeetingStage.RELEASED, released_at__isnull=False, released_by__isnull=False)
                | (~Q(stage=MeetingStage.RELEASED) & Q(released_at=None, released_by=None)),
                name="meeting_released_by_whom_and_when",
            ),
            models.CheckConstraint(
                condition=~Q(stage__in=[MeetingStage.HELD, MeetingStage.RELEASED]) | Q(held_at__isnull=False),
                name="meeting_was_held_when",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_body_display()}, {london.in_words(london.date_of(self.starts_at))}"


@audited()
class Seat(models.Model):
    """A member invited to a meeting; whether they chair it, came, and which pack was made for them."""

    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="seats")
    member = models.ForeignKey(CommitteeMember, on_delete=models.PROTECT, related_name="seats")
    chairs = models.BooleanField(default=False)
    attended = models.BooleanField(null=True, blank=True)
    pack = models.OneToOneField(Printout, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        ordering = ["meeting", "id"]
        constraints = [
            models.UniqueConstraint(fields=["meeting", "member"], name="one_seat_a_meeting"),
            models.UniqueConstraint(fields=["meeting"], condition=Q(chairs=True), name="one_chair_a_meeting"),
        ]

    def __str__(self) -> str:
        return str(self.member)


@audited()
class Referral(models.Model):
    """A case before the committee or the panel, and why, until it is decided or taken back [HB-28]."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="referrals")
    body = models.CharField(max_length=10, choices=[(body.value, body.label) for body in SITTING])
    cause = models.CharField(max_length=15, choices=Cause)
    question = models.TextField(help_text="What the committee is asked.")
    paper = models.JSONField(default=dict, help_text="The ledger and the sections as they were referred.")
    at = models.DateTimeField()
    by = models.ForeignKey(USER, on_delete=models.PROTECT, related_name="+")
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["at", "id"]
        triggers = [
            *KEPT, stays("case", "body", "cause", "question", "paper", "at", "by", name="referral_stays_as_made"),
        ]  # fmt: skip
        constraints = [
            models.UniqueConstraint(fields=["case"], condition=Q(ended_at=None), name="one_open_referral_a_case"),
            models.CheckConstraint(condition=Q(body__in=SITTING), name="referral_is_to_a_body_that_meets"),
            models.CheckConstraint(condition=~Q(question=""), name="referral_asks_something"),
        ]

    def __str__(self) -> str:
        return f"{self.get_cause_display()}, {london.in_words(london.date_of(self.at))}"


@audited()
class AgendaItem(models.Model):
    """A referral on the agenda of a meeting; the outcome is kept here until the meeting's decisions are released."""

    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="items")
    referral = models.ForeignKey(Referral, on_delete=models.PROTECT, related_name="items")
    number = models.PositiveSmallIntegerField()
    listed_at = models.DateTimeField()
    listed_by = models.ForeignKey(USER, on_delete=models.PROTECT, related_name="+")
    told_at = models.DateTimeField(null=True, blank=True, help_text="The applicant was told the date [HB-28a].")
    outcome = models.CharField(max_length=10, choices=[(one.value, one.label) for one in BY_COMMITTEE], blank=True)
    reasons = models.TextField(blank=True)
    recorded_at = models.DateTimeField(null=True, blank=True)
    recorded_by = models.ForeignKey(USER, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    decision = models.OneToOneField(Decision, on_delete=models.PROTECT, null=True, blank=True, related_name="item")
    taken_off_at = models.DateTimeField(null=True, blank=True)
    taken_off_why = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ["meeting", "number"]
        triggers = [
            *KEPT,
            stays("meeting", "referral", "listed_at", "listed_by", name="item_stays_of_its_meeting"),
            pgtrigger.Protect(
                name="released_item_stays",
                operation=pgtrigger.Update,
                condition=pgtrigger.Q(old__decision_id__isnull=False),  # type: ignore[call-arg]
            ),
        ]
        constraints = [
            models.UniqueConstraint(fields=["meeting", "number"], name="one_item_a_number"),
            models.UniqueConstraint(
                fields=["referral"], condition=Q(taken_off_at=None), name="one_listing_a_referral_at_a_time"
            ),
            models.CheckConstraint(
                condition=Q(outcome="", recorded_at=None, recorded_by=None)
                | (Q(outcome__in=BY_COMMITTEE, recorded_at__isnull=False, recorded_by__isnull=False) & ~Q(reasons="")),
                name="item_decided_by_whom_when_and_why",
            ),
            models.CheckConstraint(
                condition=Q(decision=None) | ~Q(outcome=""), name="item_is_released_once_it_is_decided"
            ),
            models.CheckConstraint(
                condition=Q(taken_off_at=None, taken_off_why="")
                | (Q(taken_off_at__isnull=False) & ~Q(taken_off_why="")),
                name="item_taken_off_when_and_why",
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"Case {self.number}"


@audited()
class Interest(models.Model):
    """What a member declared of an item before its paper opened: an interest hides the paper, and stays declared."""

    item = models.ForeignKey(AgendaItem, on_delete=models.PROTECT, related_name="interests")
    seat = models.ForeignKey(Seat, on_delete=models.PROTECT, related_name="interests")
    conflicted = models.BooleanField()
    nature = models.TextField(blank=True)
    at = models.DateTimeField()

    class Meta:
        ordering = ["at"]
        triggers = [*STAY, SEAT_IS_APART]
        constraints = [
            models.UniqueConstraint(fields=["item", "seat", "conflicted"], name="declared_once_each_way"),
            models.CheckConstraint(condition=Q(conflicted=False) | ~Q(nature=""), name="conflict_says_what_it_is"),
        ]

    def __str__(self) -> str:
        return f"{self.seat_id} on {self.item_id}"


@audited()
class Reconsideration(models.Model):
    """A decision that an applicant asks to have looked at again, and whether that came in time [HB-28b]."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="reconsiderations")
    decision = models.ForeignKey(Decision, on_delete=models.PROTECT, related_name="reconsiderations")
    to = models.CharField(max_length=10, choices=[(body.value, body.label) for body in SITTING])
    received_on = models.DateField(help_text="The London day on which the decision counts as received.")
    last_day = models.DateField(null=True, blank=True, help_text="Empty: no limit is set for it.")
    asked_at = models.DateTimeField()
    asked_by = models.ForeignKey(USER, on_delete=models.PROTECT, related_name="+")
    reasons = models.TextField()
    wants_hearing = models.BooleanField(default=False)
    late = models.BooleanField(default=False)
    late_allowed_by = models.ForeignKey(USER, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    late_allowed_why = models.TextField(blank=True)
    referral = models.OneToOneField(
        Referral, on_delete=models.PROTECT, null=True, blank=True, related_name="reconsideration"
    )

    class Meta:
        ordering = ["asked_at"]
        triggers = [
            *KEPT,
            stays("uuid", "case", "decision", "to", "received_on", "last_day", "asked_at", "asked_by", "reasons",
                  "late", name="reconsideration_stays_as_asked"),
        ]  # fmt: skip
        constraints = [
            models.UniqueConstraint(fields=["decision", "to"], name="asked_again_once_each"),
            models.CheckConstraint(condition=~Q(reasons=""), name="reconsideration_gives_reasons"),
            models.CheckConstraint(
                condition=Q(late=False)
                | Q(referral=None)
                | (Q(late_allowed_by__isnull=False) & ~Q(late_allowed_why="")),
                name="late_one_goes_on_only_where_allowed",
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.get_to_display()}, asked for on {london.in_words(london.date_of(self.asked_at))}"
