"""Rows that say something else than their history, which the database writes: changed past it, by whatever way."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.db.models import Model, QuerySet

from admission.models import CriterionMark, Judgement
from applications.models import Case

WEIGHED = (CriterionMark, Judgement)


def untold(rows: QuerySet[Any]) -> Iterator[Model]:
    """[HB-59b] The rows whose history says something else of them last, or nothing at all: two statements. A table in
    which nothing of these has a history any more is one whose time was over."""
    history = rows.model.pgh_event_model
    found = list(rows)
    last = {one.pgh_obj_id: one for one in history.objects.filter(pgh_obj__in=found).order_by("pgh_id")}
    told = [field.attname for field in rows.model._meta.concrete_fields if _is_told(history, field.name)]
    return (
        row for row in found
        if last and any(getattr(row, name) != getattr(last.get(row.pk), name, None) for name in told)
    )  # fmt: skip


def reweighed(case: Case) -> list[str]:
    """[HB-31] [HB-41c] The marks and judgements of a case that are not as somebody made them."""
    return [str(row) for model in WEIGHED for row in untold(model._base_manager.filter(case=case))]


def _is_told(history: type[Model], name: str) -> bool:
    return any(field.name == name for field in history._meta.concrete_fields)
