"""The board against an oracle that counts by hand, and the boundaries of what examples must not have in common."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from itertools import product
from typing import Any

import pytest
from hypothesis import event, given
from hypothesis import strategies as st

from portfolio.enums import Age, SheetKind, SlotState
from portfolio.rules.board import ages, board_of
from portfolio.rules.outcomes import clashes
from portfolio.rules.pieces import Piece
from portfolio.rules.sheets import Sheet
from portfolio.rules.slots import Slot, slots_of
from tests.portfolio.examples import APPLIED, KINDS, RECENT, SUPERVISORS, pathway, piece, sheet, slot, statement, whole

DATA = pathway()
FIRST, SECOND = DATA.competencies[:2]


def board(sheets, **changed):
    known = {
        "competencies": DATA.competencies, "figures": DATA.evidence, "supervisors": SUPERVISORS,
        "applied_on": APPLIED, **changed,
    }  # fmt: skip
    return board_of(sheets, **known)


def state(found, number):
    return {place.slot: place.state for place in found.places}[slot(number)]


def clauses(sheets, competency=FIRST):
    return sorted(clash.refusal.clause for clash in clashes(sheets, competency=competency) if not clash.warning)


@pytest.mark.clause("HB-33", "HB-34", "HB-57")
def test_thirty_five_are_complete_and_thirty_four_are_not() -> None:
    full = board(whole())
    assert (full.is_complete, full.ready, full.wanted, full.next) == (True, 35, 35, None)
    for missing in whole():
        without = {place: example for place, example in whole().items() if place != missing}
        assert not board(without).is_complete, missing


@pytest.mark.clause("HB-34")
def test_thirty_six_only_with_the_optional_outcome() -> None:
    assert board(whole(optional=True)).wanted == 36
    assert board(whole(optional=True)).is_complete
    traded = {place: example for place, example in whole(optional=True).items() if place != slot("6.4")}
    assert len(traded) == 35
    assert not board(traded).is_complete
    assert not board({**whole(), slot("6.5"): sheet("6.5", learned="")}).is_complete, "what is begun is finished"


@pytest.mark.clause("HB-33a", "HB-33c", "HB-35")
def test_a_sheet_without_a_place_is_parked() -> None:
    parked = {**whole(), Slot(1, 4, 4): sheet("1.4-1"), Slot(2, 1, 2): sheet("2.1")}
    assert board(parked) == board(whole())


@pytest.mark.clause("HB-49")
def test_four_statements_and_a_fifth() -> None:
    numbers = ["2.1", "2.2", "2.3", "2.4", "6.5"]
    four = {**whole(), **{slot(number): statement(number) for number in numbers[:4]}}
    five = {**four, slot("6.5"): statement("6.5")}
    assert (board(four).is_complete, board(four).statements) == (True, 4)
    assert (board(five).is_complete, board(five).statements) == (False, 5)
    assert [refusal.clause for refusal in board(five).faults] == ["HB-49"]


@pytest.mark.clause("HB-44")
def test_each_example_of_an_outcome_is_from_another_matter() -> None:
    def of(*matters):
        return [
            sheet(f"1.2-{n}", pieces=(piece(f"p{n}", kind=kind, matter=matter),))
            for n, (kind, matter) in enumerate(zip(("letter", "form", "report"), matters, strict=True), start=1)
        ]

    assert clauses(of("A", "B", "C")) == []
    assert clauses(of("A", "B", " a ")) == ["HB-44"]
    assert clauses(of("A", "B", "B  ")) == ["HB-44"]
    assert clauses(of("A", "a", "A")) == ["HB-44"] * 3
    assert clauses(of("A", "B", "")) == [], "an empty label is the sheet's own fault"


@pytest.mark.clause("HB-33b")
def test_each_example_of_an_outcome_is_of_another_kind() -> None:
    def of(*kinds):
        return [sheet(f"1.2-{n}", pieces=(piece(f"p{n}", kind=kind),)) for n, kind in enumerate(kinds, start=1)]

    assert clauses(of("letter", "form", "report")) == []
    assert clauses(of("letter", "form", "letter")) == ["HB-33b"]
    between = [sheet("1.1-1", pieces=(piece("a", kind="letter"),)), sheet("1.2-1", pieces=(piece("b", kind="letter"),))]
    assert state(board({example.slot: example for example in between}), "1.1-1") == SlotState.COMPLETE


@pytest.mark.clause("HB-43")
def test_a_piece_serves_many_outcomes_and_never_twice_in_one() -> None:
    one = piece("shared")
    across = {slot(number): sheet(number, pieces=(one,)) for number in ("1.1-1", "2.1", "2.4", "3.3", "1.2-1")}
    assert {state(board(across), number) for number in ("1.1-1", "2.1", "2.4", "3.3", "1.2-1")} == {SlotState.COMPLETE}
    twice = [sheet(f"1.1-{n}", pieces=(one, piece(f"own{n}", kind=kind))) for n, kind in ((1, "form"), (2, "report"))]
    assert "HB-43" in clauses(twice)


@pytest.mark.clause("HB-48")
def test_a_statement_in_the_first_competency_is_for_an_officer_to_judge() -> None:
    (warned,) = clashes([statement("1.1-1")], competency=FIRST)
    assert warned.warning
    assert state(board({slot("1.1-1"): statement("1.1-1")}), "1.1-1") == SlotState.COMPLETE
    assert list(clashes([statement("2.1")], competency=SECOND)) == []


def test_the_states_of_a_place() -> None:
    old = piece("o", worked_on=date(2024, 1, 1))
    sheets = {
        slot("2.1"): sheet("2.1", learned=""),
        slot("2.2"): sheet("2.2", pieces=(piece("x", own_work=False),)),
        slot("2.3"): sheet("2.3", pieces=(old,)),
        slot("2.4"): sheet("2.4"),
        slot("3.1"): sheet("3.1"),
        slot("3.2"): sheet("3.2", pieces=(), how_met="", how_shown="", learned="", supervisor=""),
    }
    found = board(sheets, unsigned=[slot("2.4")])
    assert [state(found, number) for number in ("2.1", "2.2", "2.3", "2.4", "3.1", "3.2")] == [
        SlotState.STARTED, SlotState.PROBLEM, SlotState.OLD, SlotState.UNSIGNED, SlotState.COMPLETE, SlotState.EMPTY,
    ]  # fmt: skip
    assert found.next.slot == slot("2.2"), "a problem before what is old, begun or empty"


@pytest.mark.clause("HB-41", "HB-51c")
def test_work_of_a_day_that_is_still_to_come_is_a_problem_and_not_old() -> None:
    ahead = date(2026, 11, 23)
    found = board({
        slot("2.1"): sheet("2.1", pieces=(piece(worked_on=ahead),)),
        slot("2.2"): statement("2.2", worked_on=ahead),
    })  # fmt: skip
    assert [state(found, number) for number in ("2.1", "2.2")] == [SlotState.PROBLEM, SlotState.PROBLEM]


@pytest.mark.clause("HB-55")
def test_another_day_of_application_recolours_the_board() -> None:
    sheets = {slot("2.1"): sheet("2.1", pieces=(piece(worked_on=date(2024, 11, 22)),))}
    assert state(board(sheets), "2.1") == SlotState.COMPLETE
    assert state(board(sheets, applied_on=date(2026, 11, 23)), "2.1") == SlotState.OLD
    assert ages(sheets[slot("2.1")], applied_on=APPLIED, figures=DATA.evidence) == {Age.IN_TIME}
    assert ages(statement("2.1", worked_on=None), applied_on=APPLIED, figures=DATA.evidence) == set()


@pytest.mark.clause("HB-53b")
def test_what_a_supervisor_who_leaves_has_not_signed_comes_after_all_else() -> None:
    waiting = board(whole(), unsigned=[slot("3.1")])
    assert (waiting.next.slot, waiting.is_complete) == (slot("3.1"), True)
    assert board(whole() | {slot("6.4"): Sheet(slot=slot("6.4"))}, unsigned=[slot("3.1")]).next.slot == slot("6.4")
    assert board({}).next.slot == slot("1.1-1")


CHANGES = (
    "missing", "blank", "statement", "faulty", "same matter", "same kind", "same piece", "two years", "over two years",
    "explained", "over three years", "ahead", "not checked", "not answered", "nobody", "kind that is barred",
    "old statement",
)  # fmt: skip
LEAP_DAYS = (date(2027, 2, 28), date(2028, 2, 29), date(2028, 3, 1))
A_DAY = timedelta(days=1)


@pytest.mark.clause("HB-33", "HB-34", "HB-36", "HB-49", "HB-57")
@given(
    optional=st.booleans(),
    changes=st.lists(st.tuples(st.integers(0, 35), st.sampled_from(CHANGES)), max_size=7),
    applied_on=st.sampled_from((APPLIED, *LEAP_DAYS)),
)
def test_completeness_is_what_an_oracle_counts(optional, changes, applied_on) -> None:
    sheets = whole(optional=optional)
    places = [place for place, _ in slots_of(DATA.competencies)]
    for at, what in changes:
        sheets.pop(places[at], None)
        if what != "missing":
            sheets[places[at]] = changed(places[at], what, applied_on)
    wanted = is_complete(sheets, applied_on)
    event(f"complete: {wanted}")
    assert board(sheets, applied_on=applied_on).is_complete == wanted


def changed(place: Slot, what: str, applied_on: date) -> Sheet:
    number = f"{place.outcome_number}-{place.example}"
    whole_one = {
        "blank": lambda: Sheet(slot=place), "faulty": lambda: sheet(number, learned=""),
        "nobody": lambda: sheet(number, supervisor="stranger"), "statement": lambda: statement(number),
        "old statement": lambda: statement(number, worked_on=day_before(applied_on, 2) - A_DAY),
    }  # fmt: skip
    if what in whole_one:
        return whole_one[what]()
    usual = piece(number, kind=KINDS[place.example - 1])
    return sheet(number, pieces=(replace(usual, **of_piece(what, applied_on)),))


def of_piece(what: str, applied_on: date) -> dict[str, Any]:
    """What a change makes of a piece; the day of its work lies on an edge."""
    two, three = (day_before(applied_on, years) for years in (2, 3))
    return {
        "same piece": {"code": "shared"}, "two years": {"worked_on": two}, "over two years": {"worked_on": two - A_DAY},
        "explained": {"worked_on": three, "why_old": "I was ill."}, "ahead": {"worked_on": applied_on + A_DAY},
        "over three years": {"worked_on": three - A_DAY, "why_old": "I was ill."}, "not checked": {"is_clean": False},
        "same matter": {"matter": "The same"}, "same kind": {"kind": "report"}, "not answered": {"shows_name": None},
        "kind that is barred": {"kind": "policy"},
    }[what]  # fmt: skip


def day_before(day: date, years: int) -> date:
    """By hand: the same day some years before; of 29 February the 28th, where there is no other."""
    leap = (day.month, day.day) == (2, 29) and (day.year - years) % 4
    return date(day.year - years, day.month, 28 if leap else day.day)


def is_good(one: Piece, applied_on: date) -> bool:
    """By hand: checked, answered, of a kind that shows work, and no older than it may be."""
    return one.is_clean and one.shows_name is not None and one.kind != "policy" and is_in_time(one, applied_on)


def is_in_time(one: Piece | Sheet, applied_on: date) -> bool:
    return day_before(applied_on, 3 if one.why_old else 2) <= one.worked_on <= applied_on


def is_complete(sheets: dict[Slot, Sheet], applied_on: date) -> bool:
    """By hand: every compulsory place has words, a supervisor, good pieces and a matter of its own, no piece stands
    twice in an outcome, and there are four statements at most."""
    begun = {place: example for place, example in sheets.items() if example.learned or example.how_met}
    good = {
        place
        for place, example in begun.items()
        if example.learned and example.supervisor == "okoro" and all(is_good(one, applied_on) for one in example.pieces)
        if example.pieces or is_in_time(example, applied_on)
    }
    whole_ones = all(
        place in good or (outcome.optional and place not in begun) for place, outcome in slots_of(DATA.competencies)
    )
    statements = sum(example.kind == SheetKind.STATEMENT for example in begun.values())
    for outcome in range(1, 6):
        of = [begun[place] for place in begun if (place.competency, place.outcome) == (1, outcome)]
        codes = [one.code for example in of for one in example.pieces]
        if len(codes) != len(set(codes)):
            return False
        papers = [example.pieces for example in of if example.kind == SheetKind.SHEET]
        matters = [[one.matter for one in example.pieces] or [example.matter] for example in of]
        if not all(any_apart(values) for values in (matters, [[one.kind for one in pieces] for pieces in papers])):
            return False
    return whole_ones and statements <= 4


def any_apart(values: list[list[str]]) -> bool:
    """Whether each can have one of its values that no other has."""
    return any(len(set(choice)) == len(values) for choice in product(*values))


def test_an_example_of_two_matters_can_stand_for_either() -> None:
    both = [
        sheet("1.1-1", pieces=(piece("a", matter="A"), piece("b", matter="B", kind="form"))),
        sheet("1.1-2", pieces=(piece("c", matter="A", kind="form"),)),
        sheet("1.1-3", pieces=(piece("d", matter="C", kind="report"),)),
    ]
    assert clauses(both) == []
    assert clauses([*both[:2], sheet("1.1-3", pieces=(piece("d", matter="B", kind="report"),))]) == ["HB-44"]
    assert RECENT < APPLIED
