"""The audit trail of one thing as people read it: what changed, when, and who did it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.contrib.auth import get_user_model
from django.db import models

MOST = 50
TITLES = {"insert": "Entered", "update": "Changed", "delete": "Deleted"}
BY_ITSELF = "the portal itself"


@dataclass(frozen=True)
class Change:
    """One change, ready for a timeline. `text` names each field with its value before and after."""

    title: str
    at: datetime
    by: str
    text: str


def changes(thing: models.Model, *, most: int = MOST) -> list[Change]:
    """The newest changes of an audited thing, newest first, in two queries."""
    events = list(thing.events.select_related("pgh_context").order_by("-pgh_id")[: most + 1])
    names = _names(events)
    before = [*events[1:], None]
    return [_change(event, older, names) for event, older in zip(events[:most], before, strict=False)]


def _names(events: Sequence[Any]) -> dict[int, str]:
    """Who the ids in the trail are."""
    ids = {_actor(event) for event in events} - {None}
    return {user.pk: str(user) for user in get_user_model().objects.filter(pk__in=ids)}


def _actor(event: Any) -> int | None:
    return event.pgh_context.metadata.get("user") if event.pgh_context else None


def _change(event: Any, older: Any, names: dict[int, str]) -> Change:
    by = names.get(_actor(event) or 0, BY_ITSELF)
    text = "" if older is None or event.pgh_label != "update" else _difference(older, event)
    return Change(TITLES[event.pgh_label], event.pgh_created_at, by, text)


def _difference(older: Any, newer: Any) -> str:
    """`ends on: 2026-09-30, now 2026-10-01` for each field that differs."""
    fields = [field for field in newer._meta.concrete_fields if not field.name.startswith("pgh_")]
    pairs = [(field, getattr(older, field.attname), getattr(newer, field.attname)) for field in fields]
    return "; ".join(
        f"{field.verbose_name!s}: {_shown(before)}, now {_shown(after)}"
        for field, before, after in pairs
        if before != after
    )


def _shown(value: object) -> str:
    return "empty" if value in (None, "") else str(value)
