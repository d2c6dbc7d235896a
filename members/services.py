"""The verbs of people: give a role, take it back."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from cilexportal.foundation import audit
from members.models import RoleGrant, User


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
