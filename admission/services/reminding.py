"""Reminding those who were asked to sign and have not."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction

from admission.enums import DeclarationStage
from admission.models import Declaration
from admission.queries.owner import data_of
from admission.services.declaring import PURPOSE, held, write
from applications.enums import Stage
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
        write(case, row, link=link, key=f"declare-again:{row.pk}:{row.due_on}:{due}", at=at, again=True)
        return 1
