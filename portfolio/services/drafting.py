"""What was learned on an example becomes a draft in the CPD logbook, with one press."""

from __future__ import annotations

import uuid as uuids
from datetime import datetime

from cilexportal.foundation.rulebook.refusal import Refused
from cpd.services import typing
from members import queries as people
from members.models import User
from portfolio.models import Sheet
from portfolio.queries.drafted import draft_name, was_deleted

NO_MEMBER = "Only members keep a CPD logbook."
NOTHING = "Write what you learned first."
DELETED = "You deleted the draft of this example. Bring it back in your CPD logbook, or record there what you learned."


def draft(*, sheet: Sheet, title: str, by: User, at: datetime) -> uuids.UUID:
    """[HB-46d] [REC-17] A draft of a CPD record with what the sheet, as it is saved, says was learned; its uuid.

    Pressed again, the same draft, as its owner has changed it since. Raises Refused for somebody who is no member,
    where nothing was learned yet, where the draft was deleted since, and where no CPD year is open.
    """
    member = people.member_of(user_id=by.pk)
    if member is None:
        raise Refused.because("HB-46d", NO_MEMBER)
    if not sheet.learned.strip():
        raise Refused.because("HB-46d", NOTHING)
    if was_deleted(sheet):
        raise Refused.because("HB-46d", DELETED)
    name = draft_name(sheet)
    fields = {"title": title, "learned": sheet.learned}
    try:
        typing.keep(member_id=member.pk, uuid=name, version=0, page="", year="", fields=fields, at=at)
    except typing.Stale:
        return name
    return name
