"""What the board says of a place and of an age, on the days around each [HB-41] [HB-55]."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from portfolio.enums import Age, SlotState
from portfolio.rules.board import Place
from portfolio.rules.saying import age_in_words, note_of
from tests.portfolio.examples import APPLIED, slot

A_DAY = timedelta(days=1)
LAST = date(2027, 2, 20)


@pytest.mark.clause("HB-41", "HB-55")
@pytest.mark.parametrize(
    ("state", "last", "said"),
    [
        (SlotState.COMPLETE, APPLIED, "Usable until 22 November 2026"),
        (SlotState.COMPLETE, APPLIED - A_DAY, "Older, and explained"),
        (SlotState.UNSIGNED, APPLIED, "Usable until 22 November 2026"),
        (SlotState.COMPLETE, None, ""),
        (SlotState.STARTED, APPLIED, "0 to do"),
        (SlotState.PROBLEM, APPLIED, "0 to mend"),
        (SlotState.EMPTY, None, ""),
    ],
)
def test_a_place_says_until_when_it_can_be_used(state: SlotState, last: date | None, said: str) -> None:
    place = Place(slot=slot("1.1-1"), optional=False, state=state)
    assert note_of(place, last=last, applied_on=APPLIED) == said


def test_an_empty_place_says_where_it_may_stay_so() -> None:
    place = Place(slot=slot("6.5"), optional=True, state=SlotState.EMPTY)
    assert note_of(place, last=None, applied_on=APPLIED) == "Optional"


@pytest.mark.clause("HB-41", "HB-55")
@pytest.mark.parametrize(
    ("age", "last", "today", "said"),
    [
        (Age.IN_TIME, LAST, LAST - timedelta(days=91), ("In time", "green")),
        (Age.IN_TIME, LAST, LAST - timedelta(days=90), ("Soon too old", "amber")),
        (Age.IN_TIME, LAST, LAST, ("Soon too old", "amber")),
        (Age.IN_TIME, None, LAST, ("In time", "green")),
        (Age.EXPLAIN, LAST, LAST + A_DAY, ("Older: explain why", "amber")),
        (Age.TOO_OLD, LAST, LAST + A_DAY, ("Too old", "red")),
        (Age.AHEAD, LAST, LAST, ("In the future", "red")),
    ],
)
def test_what_is_said_of_an_age(age: Age, last: date | None, today: date, said: tuple[str, str]) -> None:
    assert age_in_words(age, last, today=today) == said
