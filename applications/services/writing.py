"""Messages of an applicant to the officers, about a step; officers answer with a note that the applicant reads."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import transaction

from applications.enums import Actor, EventKind, SeenBy
from applications.models import Application, Case, CaseNote, Happening
from applications.rules.noting import MOST_A_DAY, faults_of_message
from applications.services import noting, typing
from applications.services.moving import held, touch
from cilexportal.foundation.audit import because
from cilexportal.foundation.rulebook.refusal import refuse_if_any
from members.models import User

PAGE = "message"
A_DAY = timedelta(days=1)


def write(*, case_id: int, words: str, by: User, at: datetime) -> CaseNote:
    """[HB-8] Keeps what an applicant writes about a step of theirs; it waits until an officer answers, and the officer
    who has the case is written to.

    It changes nothing else of the case. Raises Refused for no words, too many, more than MOST_A_DAY in 24 hours, and
    once the application has ended; Case.DoesNotExist for somebody else's.
    """
    with transaction.atomic(), because(user_id=by.pk, why="applications.write"):
        Case.objects.only("pk").get(pk=case_id, application__user=by)
        case = held(case=case_id, revision=None)
        _wait_for_others(case.application_id)
        own = CaseNote.objects.filter(case__application=case.application_id, by=by, at__gt=at - A_DAY)
        lately = own[: MOST_A_DAY + 1].count()
        refuse_if_any(faults_of_message(words, is_over=case.application.ended_at is not None, lately=lately))
        made = CaseNote.objects.create(case=case, words=words.strip(), seen_by=SeenBy.APPLICANT, at=at, by=by)
        Case.objects.filter(pk=case.pk, written_at=None).update(written_at=at)
        Happening.objects.create(
            case=case, kind=EventKind.MESSAGE, at=at, by=by, who=Actor.APPLICANT, stage=case.stage,
            facts={"note": made.pk},
        )  # fmt: skip
        touch(application_id=case.application_id, at=at)
        typing.let_go(application_id=case.application_id, page=PAGE)
        if case.officer is not None:
            noting.tell(made=made, colleague=case.officer, at=at)
        return made


def _wait_for_others(application_id: int) -> None:
    """Messages about all steps are counted together: holds the application until the transaction ends."""
    Application.objects.select_for_update(no_key=True).only("pk").get(pk=application_id)
