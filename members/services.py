"""The verbs of people: give a role, take it back, enrol a member."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction

from cilexportal.foundation import audit
from members.models import GradeHeld, Member, RoleGrant, User
from members.rules import sort_name


def grant_role(*, user_id: int, role: str, by: int | None, at: datetime) -> RoleGrant:
    """Gives a staff role, or answers with the grant that already stands. `by` is None for the machine's own keeper."""
    with transaction.atomic(), audit.because(user_id=by, why="members.grant_role"):
        User.objects.select_for_update().get(pk=user_id)
        grant, _ = RoleGrant.objects.get_or_create(
            user_id=user_id, role=role, revoked_at=None, defaults={"granted_by_id": by, "granted_at": at}
        )
    return grant


def revoke_role(*, grant_id: int, by: int, at: datetime) -> bool:
    """Takes a role back from the next request on; False where it was taken back before."""
    live = RoleGrant.objects.filter(pk=grant_id, revoked_at=None)
    with audit.because(user_id=by, why="members.revoke_role"):
        return live.update(revoked_at=at, revoked_by=by) == 1


def enrol(*, user: User, number: str, grade_id: str, on: date) -> Member:
    """Makes the person a member of this grade from the London date `on`. `number` is theirs alone."""
    name = str(user)
    with transaction.atomic():
        member = Member.objects.create(
            user=user, number=number, full_name=name, sort_name=sort_name(name), joined_on=on
        )
        GradeHeld.objects.create(member=member, grade_id=grade_id, from_date=on)
    return member


def change_grade(*, held: GradeHeld, grade_id: str, on: date) -> GradeHeld:
    """Ends a grade and begins another on the London date `on`, inside the caller's transaction. The next period of the
    old grade is the caller's to look for: two grades at a time are refused by the table."""
    ends = held.until_date
    held.until_date = on
    held.save(update_fields=["until_date"])
    return GradeHeld.objects.create(member_id=held.member_id, grade_id=grade_id, from_date=on, until_date=ends)
