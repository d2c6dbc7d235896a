"""Who may. The access matrix decides by role; these decide by whose thing it is, and deny unless written."""

from __future__ import annotations

import uuid as uuids

from django.http import Http404
from django.http.request import HttpRequest

from cpd.models import Record
from members.models import Member


def member_of(request: HttpRequest) -> Member:
    """The signed-in person as a member. Raises Http404 for anybody else."""
    member = Member.objects.select_related("specialism").filter(user_id=request.user.pk).first()
    if member is None:
        raise Http404
    return member


def own_record(member: Member, uuid: uuids.UUID) -> Record:
    """The member's own record. Somebody else's is not found, like one that does not exist: raises Http404."""
    record = Record.objects.select_related("year", "typing", "activity_type").filter(member=member, uuid=uuid).first()
    if record is None:
        raise Http404
    return record


def is_somebody_elses(member: Member, uuid: uuids.UUID) -> bool:
    """Whether a record of this name belongs to another member."""
    return Record.objects.filter(uuid=uuid).exclude(member=member).exists()
