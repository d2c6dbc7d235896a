"""Reminding those who were asked to sign and have not, and telling officers of those who do not."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction

from admission.enums import DeclarationStage, Signer
from admission.models import Declaration
from admission.queries.declared import OVERDUE
from admission.queries.owner import data_of
from admission.services.declaring import PURPOSE, held, write
from applications.enums import Actor, EventKind, Stage
from applications.services import moving
from cilexportal.foundation import london
from cilexportal.foundation.visitors import queries as visitors
from portfolio.rules.leaving import reminders_due


def remind_due(*, at: datetime) -> int:
    """[HB-47] Reminds everybody who has not signed, on the days before the last one that the version names; returns
    how many. Nothing goes once it is signed or over."""
    rows = Declaration.objects.filter(
        stage=DeclarationStage.OPEN, due_on__gte=london.date_of(at), case__stage=Stage.ASSESSMENT
    )
    return sum(_remind(pk, at=at) for pk in rows.order_by("pk").values_list("pk", flat=True))


def tell_overdue(*, at: datetime) -> int:
    """[HB-S4.1a] Gives a case to an officer once a supervisor has not signed by the last day: they send it again, or
    ask somebody else. Returns how many declarations that were."""
    rows = Declaration.objects.filter(
        stage=DeclarationStage.OPEN, signer=Signer.SUPERVISOR, due_on__lt=london.date_of(at),
        case__stage=Stage.ASSESSMENT,
    )  # fmt: skip
    waiting = rows.exclude(reminded=OVERDUE).order_by("pk").values_list("pk", flat=True)
    return sum(_tell_overdue(pk, at=at) for pk in waiting)


def _tell_overdue(declaration_id: int, *, at: datetime) -> int:
    with transaction.atomic():
        case, row = held(declaration_id)
        if row.stage != DeclarationStage.OPEN or row.due_on >= london.date_of(at) or row.reminded == OVERDUE:
            return 0
        row.reminded = OVERDUE
        row.save(update_fields=["reminded"])
        facts = {"name": f"{row.name} has not signed by the last day"}
        moving.settle(
            case=case, actor=Actor.PORTAL, kind=EventKind.NOTE, by=None, at=at, facts=facts, shown=False
        )  # fmt: skip
        return 1


def _remind(declaration_id: int, *, at: datetime) -> int:
    with transaction.atomic():
        case, row = held(declaration_id)
        days: Iterable[int] = data_of(case).reference.reminders
        due = reminders_due(row.due_on, days=list(days), today=london.date_of(at))
        if row.stage != DeclarationStage.OPEN or due <= row.reminded:
            return 0
        row.reminded = due
        row.save(update_fields=["reminded"])
        link = visitors.newest(purpose=PURPOSE, subjects=[row.uuid]).get(row.uuid)
        write(case=case, row=row, link=link, key=f"declare-again:{row.pk}:{row.due_on}:{due}", at=at, again=True)
        return 1
