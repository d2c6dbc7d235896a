"""Who may. The access matrix decides by role; these decide by whose thing it is, and deny unless written."""

from __future__ import annotations

from django.contrib.auth.models import AnonymousUser
from django.http import Http404

from members import queries as people
from members.models import Member, User


def member_of(user: User | AnonymousUser) -> Member:
    """A person as a member. Raises Http404 for anybody else."""
    member = people.member_of(user_id=user.pk) if user.pk else None
    if member is None:
        raise Http404
    return member
