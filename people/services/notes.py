"""Notes about people: written, corrected by another note, withdrawn with a reason."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.db.models import Q

from cilexportal.foundation.audit import because
from members.models import Member, User
from people.enums import Visibility
from people.models import Note
from people.rules.saying import Declined, reason

LONGEST = 4000
OWN = "This is about you: another officer sees to it."


def write(
    *, member: Member | None, user: User | None, body: str, visibility: str, by: User, at: datetime,
    corrects: Note | None = None,
) -> Note:  # fmt: skip
    """Keeps a note about a member, or about somebody with an account alone. A correction stands beside what it
    corrects. Raises Declined."""
    words = body.strip()
    if not 0 < len(words) <= LONGEST or visibility not in Visibility.values:
        raise Declined("Write something, and choose who reads it.")
    if by.pk in (user.pk if user else None, member.user_id if member else None):
        raise Declined(OWN)
    with transaction.atomic(), because(user_id=by.pk, why="people.note"):
        return Note.objects.create(
            member=member, user=None if member else user, body=words, visibility=visibility, by=by, at=at,
            corrects=corrects,
        )  # fmt: skip


def withdraw(*, note_id: int, why: str, by: User, at: datetime) -> None:
    """Marks a note as withdrawn; its words stay on record and leave the page. Raises Declined."""
    words = reason(why)
    with transaction.atomic(), because(user_id=by.pk, why="people.withdraw_note"):
        if Note.objects.filter(Q(user=by) | Q(member__user=by), pk=note_id).exists():
            raise Declined(OWN)
        live = Note.objects.filter(pk=note_id, withdrawn_at=None)
        if live.update(withdrawn_at=at, withdrawn_by=by, withdrawn_why=words) != 1:
            raise Declined("This note has been withdrawn already.")
