"""The print-outs that somebody has asked for."""

from __future__ import annotations

import uuid as uuids

from django.contrib.auth.models import AnonymousUser

from cilexportal.foundation.documents import printouts
from cilexportal.foundation.documents.models import Printout, PrintoutState
from members.models import User


def printout_of(owner: User | AnonymousUser, uuid: uuids.UUID) -> Printout | None:
    """A print-out that this person asked for, or None; None too for one that only a page of its own gives out."""
    found = Printout.objects.exclude(kind__in=printouts.guarded())
    return found.filter(uuid=uuid, owner_id=owner.pk).first()


def is_ready(printout: Printout) -> bool:
    """Whether it can be downloaded."""
    return printout.state == PrintoutState.READY
