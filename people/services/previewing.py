"""What a merge would move, and what one has moved, as officers of CILEX read it."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import datetime

from members.models import Member
from people.models import Merge
from people.queries.merging import side_of
from people.rules import merging as rules
from people.services.merging import Pair, movers
from people.services.movers import stays


@dataclass(frozen=True)
class Preview:
    """What the officer reads before deciding. `moves`, `ends` and `stays` are (kind, how many)."""

    pair: Pair
    refusals: list[str]
    moves: list[tuple[str, int]]
    ends: list[tuple[str, int]]
    stays: list[tuple[str, int]]


def preview(*, kept: Member, gone: Member, at: datetime) -> Preview:
    """The merge as it would be at `at`; nothing is written."""
    pair = Pair(kept, gone, at)
    refusals = rules.may_merge(side_of(kept, at=at), side_of(gone, at=at))
    seen = [] if refusals else [one for one in movers() if not one.unseen]
    counts = [(one, number) for one in seen if (number := one.find(pair).count())]
    moves = [(one.kind, number) for one, number in counts if not one.ends]
    ends = [(one.kind, number) for one, number in counts if one.ends]
    return Preview(pair, refusals, moves, ends, stays(pair))


def moved(found: Merge) -> list[tuple[str, int]]:
    """(kind, how many) of what moved, without what is the other body's."""
    unseen = {one.kind for one in movers() if one.unseen}
    counts = Counter(found.rows.exclude(kind__in=unseen).values_list("kind", flat=True))
    return sorted(counts.items())
