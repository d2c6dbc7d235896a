"""What a version holds: its fingerprint, what is signed of it, how two differ, and where an example may go."""

from __future__ import annotations

from difflib import SequenceMatcher
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portfolio.enums import SheetKind
from portfolio.rules import versions
from portfolio.rules.placing import MOST_SHEETS, before_statement, may_begin, may_turn, place_of, ticks_after, turned
from portfolio.rules.versions import GONE, NEW, SAME, compared, fingerprint, place_code, signing_hash
from tests.portfolio.examples import pathway, slot

PIECES = [
    {"uuid": "p1", "title": "Letter", "sha256": "a", "kind": "letter", "worked_on": "2026-03-02"},
    {"uuid": "p2", "title": "Note", "sha256": "b", "kind": "call_note", "worked_on": ""},
]


def content(**changed: Any) -> dict[str, Any]:
    usual = {
        "place": "1.1-2", "kind": "sheet", "listing": "", "how_met": "I wrote to the client.", "how_shown": "Page 2.",
        "learned": "Much.", "without": "", "why_without": "", "matter": "", "why_old": "", "worked_on": "",
        "worked_until": "", "ticked": ["a"], "supervisor": {"uuid": "s", "name": "Mary"}, "upload": None,
        "pieces": PIECES,
    }  # fmt: skip
    return usual | changed


@pytest.mark.clause("HB-53b", "HB-54")
@pytest.mark.parametrize(
    ("changed", "voids"),
    [
        ({"how_met": "I called the client."}, True),
        ({"place": "1.1-3"}, True),
        ({"kind": "statement"}, True),
        ({"pieces": PIECES[::-1]}, True),
        ({"pieces": PIECES[:1]}, True),
        ({"pieces": [{**PIECES[0], "sha256": "c"}, PIECES[1]]}, True),
        ({"pieces": [{**PIECES[0], "kind": "form"}, PIECES[1]]}, True),
        ({"pieces": [{**PIECES[0], "worked_on": "2026-03-03"}, PIECES[1]]}, True),
        ({"supervisor": {"uuid": "other", "name": "Mary"}}, True),
        ({"supervisor": None}, True),
        ({"supervisor": {"uuid": "s", "name": "Mary Somerville"}}, False),
        ({"pieces": [{**PIECES[0], "title": "A letter"}, PIECES[1]]}, False),
        ({"ticked": []}, False),
        ({"why_old": "I was ill."}, False),
    ],
)
def test_what_is_signed_is_the_place_the_words_and_the_evidence_in_order(changed: dict[str, Any], voids: bool) -> None:
    assert (signing_hash(content(**changed)) != signing_hash(content())) is voids


def test_a_fingerprint_is_of_what_is_held_and_not_of_its_order() -> None:
    turned_round = dict(reversed(content().items()))
    assert fingerprint(turned_round) == fingerprint(content())
    assert fingerprint(content(ticked=[])) != fingerprint(content())


def test_two_versions_are_compared_box_by_box_and_word_by_word() -> None:
    after = content(
        how_met="I wrote to the other side.", place="", pieces=PIECES[1:], supervisor=None, worked_on="2026-05-04"
    )
    found = {change.box: [(part.text, part.what) for part in change.parts] for change in compared(content(), after)}
    assert found == {
        "place": [("1.1-2", GONE)],
        "worked_on": [("4 May 2026", NEW)],
        "supervisor": [("Mary", GONE)],
        "pieces": [("Letter, 2 March 2026", GONE), ("Note", SAME)],
        "how_met": [("I wrote to the ", SAME), ("client.", GONE), ("other side.", NEW)],
    }


def test_kinds_and_reasons_are_told_in_words() -> None:
    after = content(kind="statement", without="spoken", upload={"filename": "Sheet.pdf", "sha256": "c"})
    found = {change.box: [part.text for part in change.parts] for change in compared(content(), after)}
    assert found == {
        "kind": ["Logbook sheet", "Personal statement"], "without": ["It was only spoken"], "upload": ["Sheet.pdf"],
    }  # fmt: skip


@pytest.mark.parametrize(
    ("before", "after", "lengths"),
    [
        ("One. " * 600, "One. " * 599 + "Two.", [600, 600, 2, 1]),
        ("One. " * 601, "One. " * 600 + "Two.", []),
        ("a " * 300 + ".", "b " * 300 + ".", [1, 1]),
        ("a " * 299 + "a.", "b " * 299 + "b.", [1, 1, 599, 599]),
    ],
    ids=["600 sentences", "601 sentences", "601 words and spaces", "599 words and spaces"],
)
def test_what_takes_long_to_compare_is_shown_whole(
    before: str, after: str, lengths: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    seen = []

    def spied(junk: None, one: list[str], other: list[str]) -> SequenceMatcher[str]:
        seen.extend([len(one), len(other)])
        return SequenceMatcher(junk, one, other)

    monkeypatch.setattr(versions, "SequenceMatcher", spied)
    (change,) = compared(content(learned=before), content(learned=after))
    assert seen == lengths
    assert "".join(part.text for part in change.parts if part.what != NEW) == before
    assert "".join(part.text for part in change.parts if part.what != GONE) == after


@given(st.text(alphabet="ab.!? \n", max_size=40), st.text(alphabet="ab.!? \n", max_size=40))
def test_what_is_shown_of_a_text_gives_both_texts_back(before: str, after: str) -> None:
    for change in compared(content(learned=before), content(learned=after)):
        assert "".join(part.text for part in change.parts if part.what != NEW) == before
        assert "".join(part.text for part in change.parts if part.what != GONE) == after


@pytest.mark.clause("HB-57a")
@pytest.mark.parametrize(
    ("code", "found"),
    [("1.1-2", True), ("6.3-1", True), ("6.5-1", True), ("1.1-4", False), ("2.1-2", False), ("1.6-1", False),
     ("", False), ("34", False)],
)  # fmt: skip
def test_a_place_is_one_of_the_versions(code: str, found: bool) -> None:
    place = place_of(code, pathway().competencies)
    assert place_code(place) == (code if found else "")


@pytest.mark.clause("HB-35", "HB-48")
def test_a_place_holds_one_example_and_there_is_an_end_to_keeping_more() -> None:
    assert [one.clause for one in may_begin(is_taken=True, sheets=1)] == ["HB-57a"]
    assert not list(may_begin(is_taken=False, sheets=MOST_SHEETS - 1))
    assert [one.clause for one in may_begin(is_taken=False, sheets=MOST_SHEETS)] == ["HB-35"]


@pytest.mark.clause("HB-48")
def test_what_is_typed_is_saved_before_an_example_is_turned() -> None:
    assert [one.clause for one in may_turn(is_unsaved=True)] == ["HB-48"]
    assert not list(may_turn(is_unsaved=False))
    assert turned(turned(SheetKind.SHEET)) == SheetKind.SHEET


@pytest.mark.clause("HB-35a")
@pytest.mark.parametrize(
    ("came_from", "goes_to", "stay"),
    [("1.1-1", "1.1-3", True), ("1.1-1", "1.2-1", False), ("1.1-1", "", False), ("", "1.1-1", False)],
)
def test_ticks_stay_within_an_outcome(came_from: str, goes_to: str, stay: bool) -> None:
    places = [slot(code) if code else None for code in (came_from, goes_to)]
    assert ticks_after(["a"], came_from=places[0], goes_to=places[1]) == (["a"] if stay else [])


@pytest.mark.clause("HB-48", "HB-49")
@pytest.mark.parametrize(
    ("statements", "documents", "clauses"), [(3, False, []), (4, False, ["HB-49"]), (3, True, ["HB-48"])]
)
def test_a_fifth_statement_and_one_where_documents_are_asked_for_are_warned_of(
    statements: int, documents: bool, clauses: list[str]
) -> None:
    found = before_statement(statements=statements, wants_documents=documents, figures=pathway().evidence)
    assert [one.clause for one in found] == clauses
