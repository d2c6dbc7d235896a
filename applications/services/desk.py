"""Cases given to officers, one or many at once: all of them, or none where one cannot be [HB-26]."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime
from uuid import UUID

from django.db import transaction

from applications.enums import Actor, EventKind, Stage
from applications.models import Case
from applications.queries.deciding import may_judge
from applications.queries.desk import is_officer
from applications.rules.desk import CLAUSE, may_assign
from applications.services import moving
from cilexportal.foundation.audit import because
from cilexportal.foundation.rulebook.refusal import Refusal, Refused, refuse_if_any
from members.models import User

MOST = 50
CHANGED = "It was changed while your page was open. Look at it again below, and send the form again."


def assign(*, seen: Mapping[UUID, int], officer: User | None, by: User, at: datetime) -> int:
    """[HB-26] Gives cases to an officer, or back to nobody; returns how many changed hands.

    `seen`: case -> the revision that the page saw. A case that is with this officer already stays as it is. Raises
    Refused, and changes nothing, where one of them was changed meanwhile, is a draft or over, or where the officer or
    whoever gives it is its applicant, referee or supervisor; and Case.DoesNotExist.
    """
    if not 0 < len(seen) <= MOST:
        raise Refused.because(CLAUSE, f"Choose between 1 and {MOST} cases.")
    if officer is not None and not is_officer(officer.pk):
        raise Refused.because(CLAUSE, f"{officer} is not an officer any more. Choose somebody else.")
    with transaction.atomic(), because(user_id=by.pk, why="applications.assign"):
        cases = _held(seen)
        refuse_if_any(fault for case in cases for fault in _faults(case, seen[case.uuid], officer, by))
        changed = [case for case in cases if case.officer_id != (officer.pk if officer else None)]
        for case in changed:
            before = case.officer_id
            case.officer, case.officer_since = officer, at if officer else None
            facts = {"officer": officer.pk if officer else None, "before": before}
            moving.settle(
                case=case, actor=Actor.OFFICER, kind=EventKind.ASSIGNED, by=by, at=at, facts=facts, shown=False
            )  # fmt: skip
        return len(changed)


def _held(seen: Mapping[UUID, int]) -> list[Case]:
    """The cases, their rows held in one order whoever asks, so that two officers never wait for each other."""
    ids = list(Case.objects.filter(uuid__in=seen).order_by("pk").values_list("pk", flat=True))
    if len(ids) != len(seen):
        raise Case.DoesNotExist
    return [moving.held(case=pk, revision=None) for pk in ids]


def _faults(case: Case, revision: int, officer: User | None, by: User) -> Iterator[Refusal]:
    name = case.application.reference
    if case.revision != revision:
        yield Refusal(CLAUSE, f"{name}: {CHANGED}")
        return
    if refusal := may_assign(Stage(case.stage)):
        yield Refusal(refusal.clause, f"{name}: {refusal.sentence}")
    own = may_judge(case, by)
    if own is not None:
        yield Refusal(own.clause, f"{name}: {own.sentence}")
    elif officer is not None and (refusal := may_judge(case, officer)):
        yield Refusal(refusal.clause, f"{name}: {officer} is its applicant, referee or supervisor.")
