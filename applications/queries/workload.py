"""How the work is spread: open cases of each officer, and how long open cases have been in the queue."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

from django.db.models import Count, Q

from applications.enums import StepKind, Whose
from applications.models import Case
from applications.models.cases import IS_OPEN, QUEUED
from applications.queries.desk import officers
from cilexportal.foundation import london

Row = tuple[str, dict[str, int]]
OURS, OTHERS, LATE = "an officer's move, in time", "waiting for others", "overdue"
UNASSIGNED = "Nobody yet"
# label, from so many days, to fewer than so many
AGES = (
    ("Up to a week", 0, 7), ("1 to 2 weeks", 7, 14), ("2 to 4 weeks", 14, 28), ("4 to 8 weeks", 28, 56),
    ("8 to 16 weeks", 56, 112), ("More than 16 weeks", 112, None),
)  # fmt: skip


def per_officer(*, today: date) -> list[Row]:
    """[HB-26] Each officer's open cases, those of nobody first; officers without one are listed too."""
    late = Q(due_on__lt=today)
    counted = (
        Case.objects.filter(IS_OPEN)
        .values("officer", "officer__full_name", "officer__email")
        .annotate(
            ours=Count("pk", filter=Q(whose=Whose.OFFICER) & ~late),
            others=Count("pk", filter=~Q(whose=Whose.OFFICER)),
            late=Count("pk", filter=late),
        )
        .order_by()
    )
    found = {row["officer"]: row for row in counted}
    names = {pk: name or email for pk, name, email in officers().values_list("pk", "full_name", "email")}
    names |= {pk: row["officer__full_name"] or row["officer__email"] for pk, row in found.items() if pk}
    rows = [(UNASSIGNED, found[None])] if None in found else []
    rows += [(name, found.get(pk, {})) for pk, name in sorted(names.items(), key=lambda one: one[1].lower())]
    return [(name, _split(row)) for name, row in rows]


def ages(*, today: date) -> list[Row]:
    """[HB-26] Open cases by how long they have been in the queue, by step; one statement."""
    counts = {f"age{index}": Count("pk", filter=_between(first, end, today)) for index, (_, first, end) in _ages()}
    found = Case.objects.filter(IS_OPEN).annotate(queued=QUEUED).values("kind").annotate(**counts).order_by()
    by_kind: dict[str, dict[str, Any]] = {row["kind"]: row for row in found}
    kinds = [kind for kind in StepKind if kind in by_kind]
    return [
        (label, {kind.label: by_kind[kind][f"age{index}"] for kind in kinds}) for index, (label, _, _) in _ages()
    ]  # fmt: skip


def _ages() -> Iterable[tuple[int, tuple[str, int, int | None]]]:
    return enumerate(AGES)


def _between(first: int, end: int | None, today: date) -> Q:
    """In the queue for at least `first` days and fewer than `end`; what came today is 0 days old."""
    found = Q(queued__lt=london.start_of_day(today - timedelta(days=first - 1)))
    return found if end is None else found & Q(queued__gte=london.start_of_day(today - timedelta(days=end - 1)))


def _split(row: dict[str, Any]) -> dict[str, int]:
    return {OURS: row.get("ours", 0), OTHERS: row.get("others", 0), LATE: row.get("late", 0)}
