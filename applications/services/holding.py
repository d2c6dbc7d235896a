"""Cases put on hold by an officer with a reason, and taken off again; the clock goes on meanwhile [HB-26]."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import transaction

from applications.enums import Actor, EventKind, HoldReason, Stage
from applications.models import Case, Hold
from applications.queries.deciding import may_judge
from applications.rules import desk as rules
from applications.services import moving
from cilexportal.foundation.audit import because
from cilexportal.foundation.rulebook.refusal import Refused, refuse_if_any
from members.models import User


def hold(
    *, case_id: int | UUID, revision: int, reason: HoldReason, note: str, by: User, at: datetime
) -> Hold:  # fmt: skip
    """[HB-26] Puts a case on hold: it cannot be decided until it is released, and its clock goes on.

    Raises Refused where it was changed since `revision`, is on hold or not being assessed, where another reason is
    not said, and for the case's own people; and Case.DoesNotExist.
    """
    with transaction.atomic(), because(user_id=by.pk, why="applications.hold"):
        case = moving.held(case=case_id, revision=revision)
        _refuse_own(case, by)
        on_hold = _open(case) is not None
        refuse_if_any(rules.may_hold(Stage(case.stage), on_hold=on_hold, reason=reason, note=note))
        made = Hold.objects.create(case=case, reason=reason, note=note.strip(), at=at, by=by)
        _settle(case, EventKind.HELD, made, by=by, at=at)
        return made


def release(*, case_id: int | UUID, revision: int, note: str, by: User, at: datetime) -> Hold:
    """[HB-26] Takes a case off hold. Raises Refused as `hold` does, and where it is not on hold."""
    with transaction.atomic(), because(user_id=by.pk, why="applications.release"):
        case = moving.held(case=case_id, revision=revision)
        _refuse_own(case, by)
        found = _open(case)
        if found is None:
            raise Refused.because(rules.CLAUSE, "The case is not on hold.")
        found.ended_at, found.ended_by, found.ended_note = at, by, note.strip()
        found.save(update_fields=["ended_at", "ended_by", "ended_note"])
        _settle(case, EventKind.RELEASED, found, by=by, at=at)
        return found


def _refuse_own(case: Case, by: User) -> None:
    if refusal := may_judge(case, by):
        raise Refused(refusal)


def _open(case: Case) -> Hold | None:
    return Hold.objects.filter(case=case, ended_at=None).first()


def _settle(case: Case, kind: EventKind, found: Hold, *, by: User, at: datetime) -> None:
    facts = {"hold": found.pk, "reason": found.reason}
    moving.settle(case=case, actor=Actor.OFFICER, kind=kind, by=by, at=at, facts=facts, shown=False)
