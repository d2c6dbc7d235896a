"""An officer takes a reference of a supervisor whose kind is not on the list, with a reason [HB-24]."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from applications.enums import Actor, EventKind
from applications.models import ReferenceAsked
from applications.queries.references import data_of_asked
from applications.rules.supervisors import may_except
from applications.services import moving
from applications.services.assessing import being_assessed
from cilexportal.foundation.audit import because
from cilexportal.foundation.rulebook.refusal import Refusal, refuse_if_any
from members.models import User


def take_by_exception(*, asked_id: int, revision: int, why: str, by: User, at: datetime) -> ReferenceAsked:
    """[HB-24] Accepts a signed reference although its supervisor is none of the authorised persons, and keeps why.

    Raises Refused without a reason, for a reference that is not signed or needs no exception, where the case is not
    being assessed or was changed since `revision`, and for the officer's own case.
    """
    with transaction.atomic(), because(user_id=by.pk, why="applications.reference_exception"):
        case_id = ReferenceAsked.objects.values_list("case", flat=True).get(pk=asked_id)
        case = being_assessed(case_id=case_id, revision=revision, by=by)
        asked = ReferenceAsked.objects.select_for_update(of=("self",)).get(pk=asked_id)
        asked.case = case
        refuse_if_any(why_not(asked, why=why))
        asked.exception_by, asked.exception_at, asked.exception_why = by, at, why.strip()
        asked.save(update_fields=["exception_by", "exception_at", "exception_why"])
        facts = {"asked": str(asked.uuid), "exception": True}
        moving.settle(
            case=case, actor=Actor.OFFICER, kind=EventKind.ASSESSED, by=by, at=at, facts=facts, shown=False
        )  # fmt: skip
        return asked


def why_not(asked: ReferenceAsked, *, why: str) -> list[Refusal]:
    """[HB-24] Why no exception can be made of a reference; nothing where it can."""
    written = getattr(asked, "reference", None)
    signed = written is not None and written.signed_at is not None
    kind = data_of_asked(asked).person(written.person_kind) if written is not None else None
    return may_except(kind, is_signed=signed, has_exception=asked.exception_at is not None, why=why)
