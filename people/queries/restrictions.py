"""Correspondence that has ended: at the desk, for officers' tasks, and where somebody writes to us."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import Q, QuerySet
from django.urls import reverse

from cilexportal.foundation import london
from members.enums import Role
from members.models import User
from people.models import Restriction
from people.queries.todo import Person
from people.rules.tasks import Task

# So many days before the day of looking again it becomes a task.
AHEAD = timedelta(days=14)


def live() -> QuerySet[Restriction]:
    """[TC-4.3] What is proposed or in force, the first to be looked at again first."""
    return Restriction.objects.filter(lifted_at=None).select_related("user", "proposed_by", "agreed_by")


def lifted() -> QuerySet[Restriction]:
    """What has ended, the latest first."""
    ended = Restriction.objects.filter(lifted_at__isnull=False).select_related("user", "proposed_by", "agreed_by")
    return ended.order_by("-lifted_at")


def one(uuid: UUID) -> Restriction | None:
    """One of them with its people."""
    return Restriction.objects.select_related("user", "proposed_by", "agreed_by", "lifted_by").filter(uuid=uuid).first()


def person_called(words: str) -> User | None:
    """Whom a membership number or an email address names."""
    return User.objects.filter(Q(member__number=words) | Q(email__iexact=words)).first()


def silence(user_id: int) -> str:
    """[TC-4.3] The sentence for somebody whose optional messages are taken no more; empty for everybody else."""
    found = Restriction.objects.filter(user=user_id, lifted_at=None, agreed_at__isnull=False).first()
    if found is None:
        return ""
    day = london.in_words(found.review_on)
    return f"We have ended our correspondence with you about: {found.matter}. We look at it again on {day}."


def todo(person: Person, at: datetime) -> Iterator[Task]:
    """[TC-4.3] What membership officers have to see to: proposals of others, and what is to be looked at again."""
    if Role.MEMBERSHIP_OFFICER not in person.roles:
        return
    today = london.date_of(at)
    for found in live().filter(Q(agreed_at=None) | Q(review_on__lte=today + AHEAD)):
        is_new = found.agreed_at is None
        if is_new and found.proposed_by_id == person.user_id:
            continue
        verb = "Agree or lift" if is_new else "Look again at"
        yield Task(
            key=f"restriction:{found.pk}", what=f"{verb} the end of correspondence with {found.user}", clause="TC-4.3",
            due=None if is_new else found.review_on, url=reverse("people:restriction", args=[found.uuid]), verb="Open",
        )  # fmt: skip
