"""The officers: who they are."""

from __future__ import annotations

from django.db.models import QuerySet

from members.enums import Role
from members.models import User


def officers() -> QuerySet[User]:
    """[HB-26] Everybody who works on cases now, by name."""
    held = {"role_grants__role": Role.REGULATION_OFFICER, "role_grants__revoked_at": None}
    return User.objects.filter(is_active=True, **held).order_by("full_name", "email")


def is_officer(user_id: int) -> bool:
    """[HB-26] Whether somebody works on cases now."""
    return officers().filter(pk=user_id).exists()
