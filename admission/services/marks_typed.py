"""What an assessor is typing of an example: kept at each pause, told apart from another page's [REC-17]."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction

from admission.models import MarkTyped
from applications.models import Submission
from applications.rules.typed import tidy
from members.models import User


@dataclass
class Stale(Exception):
    """Another page or device has written since this one was opened: here is what it wrote, and when."""

    version: int
    fields: Mapping[str, Any]
    saved_at: datetime


def typed_of(*, submission: Submission, slot: str, is_second: bool, by: User) -> MarkTyped | None:
    """What this assessor typed of an example and has not saved."""
    return MarkTyped.objects.filter(submission=submission, slot=slot, is_second=is_second, by=by.pk).first()


def keep(
    *, submission: Submission, slot: str, is_second: bool, by: User, version: int, page_key: str,
    fields: Mapping[str, Any], at: datetime,
) -> int:  # fmt: skip
    """[REC-17] Keeps what is typed of an example; returns the new version. `version` is the one that the page holds, 0
    where nothing was kept. Raises Stale, and TooMuch for more than can be kept."""
    values = tidy(fields)
    with transaction.atomic():
        row, made = MarkTyped.objects.select_for_update().get_or_create(
            submission=submission, slot=slot, is_second=is_second, by=by,
            defaults={"fields": values, "page_key": page_key, "saved_at": at},
        )  # fmt: skip
        if made:
            return row.version
        if row.version != version and row.page_key != page_key:
            raise Stale(row.version, row.fields, row.saved_at)
        row.fields, row.page_key, row.saved_at = values, page_key, at
        row.version += 1
        row.save()
        return row.version
