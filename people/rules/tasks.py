"""What a person has to do, in the order in which it has to be done."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from cilexportal.foundation import london


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """One thing to do: until when, by which clause, and the one button that leads to it.

    `key` names it for pages that say the same in another place already. `due` is a London date, the whole of which is
    left, or the first instant that is too late; None where nothing ends. `has_cost` is of what is lost already.
    """

    key: str
    what: str
    clause: str
    url: str
    verb: str
    why: str = ""
    due: date | datetime | None = None
    has_cost: bool = False

    @property
    def ends_at(self) -> datetime | None:
        """The first instant that is too late."""
        if self.due is None or isinstance(self.due, datetime):
            return self.due
        return london.end_of_day(self.due)


def in_order(tasks: Iterable[Task]) -> list[Task]:
    """What has cost something comes first, then what ends first; what never ends comes last, by its words."""
    return sorted(tasks, key=_place)


def _place(task: Task) -> tuple[bool, bool, float, str]:
    end = task.ends_at
    return not task.has_cost, end is None, end.timestamp() if end else 0, task.what
