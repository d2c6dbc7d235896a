"""My tasks: every part of the portal says what somebody has to do; filled in cilexportal/wiring.py."""

from __future__ import annotations

from datetime import datetime

from people.queries.todo import Person, Source
from people.rules.tasks import Task, in_order

__all__ = ["Person", "Source", "Task", "of_person", "register"]


_sources: list[Source] = []


def register(*, source: Source) -> None:
    """Declares a part of the portal that knows of tasks."""
    if source not in _sources:
        _sources.append(source)


def of_person(*, person: Person, at: datetime) -> list[Task]:
    """Everything the person has to do at `at`, what ends first first."""
    return in_order(task for source in _sources for task in source(person, at))
