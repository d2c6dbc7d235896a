"""One person as an officer of either body sees them; what belongs to the other body never leaves this module."""

from __future__ import annotations

import uuid as uuids
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.db.models import Q, QuerySet

from cilexportal.foundation import london
from cilexportal.foundation.correspondence import queries as letters
from cilexportal.foundation.correspondence.models import Message
from members.models import GradeHeld, Member, User
from members.queries import grade_titles
from people.enums import Visibility
from people.models import Contact, Merge, Note
from people.queries.merging import merge_of, merges_into
from people.queries.timeline import Happening, timeline
from people.rules.wall import Seen, is_letter_of_membership, seen
from standing.enums import Body
from standing.queries.certificates import StandingPage, page_of

MOST_LETTERS = 20


@dataclass(frozen=True)
class GradeLine:
    """A grade that was held, as it was called when it began."""

    name: str
    letters: str
    held: GradeHeld


@dataclass(frozen=True)
class Person:
    """A member, or somebody with an account alone. Lists the other body keeps to itself are empty."""

    member: Member | None
    user: User | None
    body: Body
    grades: list[GradeLine] = field(default_factory=list)
    standing: StandingPage | None = None
    lights: list[Seen] = field(default_factory=list)
    happenings: list[Happening] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)
    letters: list[Message] = field(default_factory=list)
    in_progress: date | None = None
    merged: Merge | None = None
    swallowed: list[Merge] = field(default_factory=list)
    contact: list[tuple[str, str]] = field(default_factory=list)

    @property
    def name(self) -> str:
        return self.member.full_name if self.member else str(self.user)

    @property
    def is_of_membership(self) -> bool:
        """Whether an officer of CILEX looks."""
        return self.body == Body.CILEX

    @property
    def may_change_grade(self) -> bool:
        """Whether there is a grade to change, and the officer is of the body that grants them."""
        return self.is_of_membership and self.merged is None and any(one.held.until_date is None for one in self.grades)


def member_called(uuid: uuids.UUID) -> Member | None:
    """The member of an address, or None."""
    return Member.objects.select_related("user", "specialism").filter(uuid=uuid).first()


def account_called(pk: int) -> User | None:
    """A person with an account and no membership, or None."""
    return User.objects.filter(pk=pk, member=None).first()


def person(
    member: Member | None, user: User | None, *, body: Body, in_progress: datetime | None, at: datetime
) -> Person:
    """[LAW-ART10] Everything that officers of this body may read of a person at `at`."""
    today, user = london.date_of(at), member.user if member else user
    since = london.date_of(in_progress) if in_progress and body == Body.CILEX else None
    shared: dict[str, Any] = {
        "notes": notes_of(member, user, body=body), "letters": _letters(user, body), "in_progress": since,
        "contact": _contact(user, body),
    }  # fmt: skip
    if member is None:
        return Person(None, user, body, **shared)
    standing = page_of(member, today=today)
    return Person(
        member, user, body,
        grades=_grades(member, today),
        standing=standing,
        lights=_lights(standing, body) if standing.facts.brings.certificate else [],
        happenings=timeline(member, standing, body=body, today=today),
        merged=merge_of(member.pk),
        swallowed=list(merges_into(member.pk)),
        **shared,
    )  # fmt: skip


def _lights(standing: StandingPage, body: Body) -> list[Seen]:
    """[LAW-ART10] The three lights before a certificate, as this body sees them."""
    fee = standing.lights.fee
    return [
        seen(one.name, one.colour, why=one.why, clause=one.clause, body=body, is_fee=one is fee)
        for one in standing.lights.all
    ]


def _grades(member: Member, today: date) -> list[GradeLine]:
    """The grades held, the latest first, by the names they have today."""
    titles = grade_titles(on=today)
    held = GradeHeld.objects.filter(member=member).order_by("-from_date")
    return [
        GradeLine(title.name if title else one.grade_id, title.letters if title else "", one)
        for one in held
        for title in [titles.get(one.grade_id)]
    ]


def notes_of(member: Member | None, user: User | None, *, body: Body) -> list[Note]:
    """The notes that this body reads, the latest first; withdrawn ones too, marked so by the page."""
    about = Q(user=user, user__isnull=False)
    if member is not None:
        about |= Q(member=member)
    found: QuerySet[Note] = Note.objects.filter(about)
    if body == Body.REGULATOR:
        found = found.filter(visibility=Visibility.BOTH)
    return list(found.select_related("by", "withdrawn_by", "corrects"))


def _contact(user: User | None, body: Body) -> list[tuple[str, str]]:
    """Telephone and address, where they are known."""
    found = Contact.objects.filter(user=user).first() if user and body == Body.CILEX else None
    if found is None:
        return []
    return [(key, value) for key, value in (("Telephone", found.phone), ("Address", "\n".join(found.lines))) if value]


def _letters(user: User | None, body: Body) -> list[Message]:
    """What CILEX sent, the latest first; the regulator has a desk of its own for what it sends."""
    if user is None or body != Body.CILEX:
        return []
    sent = letters.of_person(user.pk)[: 5 * MOST_LETTERS]
    return [one for one in sent if is_letter_of_membership(one.kind)][:MOST_LETTERS]
