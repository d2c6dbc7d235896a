"""Two acts at once, in connections of their own: the second begins while the first is inside a gate."""

from __future__ import annotations

from collections.abc import Callable

from django.db import DatabaseError

from cilexportal.foundation.rulebook.refusal import Refused
from tests.cpd.asking.test_asking_races import Gate
from tests.cpd.close.test_races import WAIT, Alongside

Act = Callable[[], object]
A_MOMENT = 0.5


def ended(act: Act) -> str:
    """How an act ends: done, refused in this sentence, or stopped by the database."""
    try:
        act()
    except Refused as no:
        return no.refusals[0].sentence
    except DatabaseError:
        return "the database"
    return "done"


def both(gate: Gate, one: Act, other: Act | None = None) -> list[str]:
    """How two acts end, in no order; the same act twice without another. The second does not end before the first."""
    first = Alongside(lambda: ended(one))
    assert gate.inside.wait(WAIT)
    second = Alongside(lambda: ended(other or one))
    second.join(A_MOMENT)
    assert second.is_alive()
    gate.go_on.set()
    return sorted([first.result(), second.result()])
