"""Who may. The access matrix decides by role; these decide by whose thing it is, and deny unless written."""

from __future__ import annotations

import uuid as uuids
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.http import Http404

from cpd.enums import Ask
from cpd.models import Record
from cpd.queries import asking
from cpd.queries import record as records
from members import queries as people
from members.models import Member, User


def member_of(user: User | AnonymousUser) -> Member:
    """A person as a member. Raises Http404 for anybody else."""
    member = people.member_of(user_id=user.pk) if user.pk else None
    if member is None:
        raise Http404
    return member


def own_record(member: Member, uuid: uuids.UUID) -> Record:
    """The member's own record. Somebody else's is not found, like one that does not exist: raises Http404."""
    record = records.record_of(member, uuid)
    if record is None:
        raise Http404
    return record


def refuse_somebody_elses(member: Member, uuid: uuids.UUID) -> None:
    """Lets the member's own record pass, and a name that nobody has used. Raises Http404."""
    if records.is_somebody_elses(member, uuid):
        raise Http404


def own_request(member: Member, ask: Ask, uuid: uuids.UUID) -> Any:
    """The member's own request. Somebody else's is not found, like one that does not exist: raises Http404."""
    found = asking.request_of(ask, uuid, member=member)
    if found is None:
        raise Http404
    return found
