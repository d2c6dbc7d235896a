"""What an applicant is asked for about a case: made from failed sections, given more time, and taken back."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction

from applications.enums import Actor, EventKind, Stage
from applications.models import Case, Happening
from applications.queries.deciding import ToDecide
from applications.queries.facts import about
from applications.rules.deciding import items_of
from applications.services import moving
from cilexportal.foundation.asking import services as asking
from cilexportal.foundation.asking.models import Request
from cilexportal.foundation.asking.services import Wanted
from cilexportal.foundation.audit import because
from cilexportal.foundation.correspondence.models import Message
from cilexportal.foundation.rulebook.refusal import Refused
from members.models import User

CLAUSE = "HB-26"
NOT_OPEN = "Nothing is asked of the applicant at the moment."


def ask(*, found: ToDecide, subject: str, why: str, by: User, at: datetime) -> Request:
    """[HB-26] Asks the applicant one question for each mendable reason of a failed section, with 28 days and reminders.

    The caller is in a transaction, holds the case and records the decision. Raises Refused while the same is open.
    """
    user = found.case.application.user
    items = [Wanted(item.question, file=item.file) for item in items_of(found.matter.sections, found.data)]
    return asking.ask(
        person=user, email=user.email, subject=subject, why=why, about=about(found.case), items=items, by=by, at=at,
        clause=CLAUSE,
    )  # fmt: skip


def message_of(asked: Request) -> Message | None:
    """The message that a request went with."""
    return Message.objects.filter(dedupe_key=f"{asking.ASKED}:{asked.uuid}:asked").first()


def take_back(*, case_id: int, why: str, by: User, at: datetime) -> Case:
    """[HB-26] Asks no longer: the applicant is told, and the case is assessed with what is there.

    Raises Refused without a reason, and once it is answered.
    """
    if not why.strip():
        raise Refused.because(CLAUSE, "Say why it is asked for no longer. The applicant reads it.")
    with transaction.atomic(), because(user_id=by.pk, why="applications.request_taken_back"):
        # Whoever answers holds the request before the case, so it is held first here too.
        asked = asking.withdraw(request_id=_open_of(case_id).pk, why=why.strip(), by=by, at=at)
        case = moving.held(case=case_id, revision=None)
        facts = {"request": asked.pk, "withdrawn": True}
        moving.settle(case=case, actor=Actor.OFFICER, kind=EventKind.ASKED, by=by, at=at, facts=facts)
        return case


def give_time(*, case_id: int, until: date, by: User, at: datetime) -> Case:
    """[HB-26] Moves the last day for an answer, and tells the applicant. Raises Refused for a day that is no later."""
    with transaction.atomic(), because(user_id=by.pk, why="applications.request_given_time"):
        asked = asking.give_time(request_id=_open_of(case_id).pk, until=until, at=at)
        case = moving.held(case=case_id, revision=None)
        # Nobody has the move who did not have it before, so the revision stays.
        Happening.objects.create(
            case=case, kind=EventKind.ASKED, at=at, by=by, who=Actor.OFFICER, stage=case.stage,
            facts={"request": asked.pk, "until": until.isoformat()},
        )  # fmt: skip
        return case


def _open_of(case_id: int) -> Request:
    case = Case.objects.get(pk=case_id)
    found = Request.objects.filter(about=about(case), ended_at=None).first()
    if found is None or case.stage != Stage.INFORMATION:
        raise Refused.because(CLAUSE, NOT_OPEN)
    return found
