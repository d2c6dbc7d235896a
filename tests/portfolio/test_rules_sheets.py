"""What an example has to have: each box, each piece, on the boundary of each clause."""

from __future__ import annotations

from datetime import date

import pytest

from portfolio.enums import SheetKind
from portfolio.rules.pieces import faults_of_kind
from portfolio.rules.sheets import faults_of_sheet
from tests.portfolio.examples import APPLIED, SUPERVISORS, pathway, piece, sheet, statement

FIGURES = pathway().evidence
TWO_YEARS, THREE_YEARS = date(2024, 11, 22), date(2023, 11, 22)


def clauses_of(example, **changed) -> list[tuple[str, str]]:
    known = {"applied_on": APPLIED, "figures": FIGURES, "supervisors": SUPERVISORS, **changed}
    return [(fault.place, fault.refusal.clause) for fault in faults_of_sheet(example, **known)]


def test_a_whole_sheet_and_a_whole_statement_lack_nothing() -> None:
    assert clauses_of(sheet("1.1-1")) == []
    assert clauses_of(statement("2.1")) == []


@pytest.mark.clause("HB-36", "HB-46c", "HB-46d", "HB-46e")
@pytest.mark.parametrize(
    ("changed", "fault"),
    [
        ({"how_met": " "}, ("how_met", "HB-46c")),
        ({"how_shown": ""}, ("how_shown", "HB-46c")),
        ({"learned": "\n"}, ("learned", "HB-46d")),
        ({"supervisor": ""}, ("supervisor", "HB-46e")),
        ({"supervisor": "stranger"}, ("supervisor", "HB-46e")),
        ({"pieces": ()}, ("pieces", "HB-36")),
    ],
)
def test_each_box_of_a_sheet_that_is_blank(changed, fault) -> None:
    assert clauses_of(sheet("2.1", **changed)) == [fault]


@pytest.mark.clause("HB-51a", "HB-51b", "HB-51c", "HB-51d", "HB-48", "HB-44")
@pytest.mark.parametrize(
    ("changed", "fault"),
    [
        ({"how_met": ""}, ("how_met", "HB-51b")),
        ({"learned": ""}, ("learned", "HB-51b")),
        ({"supervisor": ""}, ("supervisor", "HB-51d")),
        ({"why_without": " "}, ("why_without", "HB-51a")),
        ({"without": "because"}, ("why_without", "HB-51a")),
        ({"matter": ""}, ("matter", "HB-44")),
        ({"worked_on": None}, ("worked_on", "HB-51c")),
        ({"worked_on": date(2026, 11, 23)}, ("worked_on", "HB-41")),
        ({"worked_on": date(2024, 11, 21)}, ("worked_on", "HB-41b")),
        ({"worked_on": date(2023, 11, 21)}, ("worked_on", "HB-41a")),
        ({"pieces": (piece(),)}, ("pieces", "HB-48")),
    ],
)
def test_each_box_of_a_statement(changed, fault) -> None:
    assert clauses_of(statement("2.1", **changed)) == [fault]


@pytest.mark.clause("HB-36a", "HB-41b")
def test_old_work_of_a_statement_is_taken_with_a_reason() -> None:
    assert clauses_of(statement("2.1", worked_on=THREE_YEARS, why_old="I was ill.")) == []


@pytest.mark.clause("HB-36", "HB-37a", "HB-40", "HB-40a", "HB-42a", "HB-44", "HB-41", "HB-41a", "HB-41b")
@pytest.mark.parametrize(
    ("changed", "fault"),
    [
        ({"is_clean": False}, ("file", "HB-36")),
        ({"own_work": False}, ("own_work", "HB-37a")),
        ({"kind": "policy"}, ("kind", "HB-40")),
        ({"kind": "file_note"}, ("kind", "HB-40a")),
        ({"kind": ""}, ("kind", "HB-40")),
        ({"matter": "  "}, ("matter", "HB-44")),
        ({"shows_date": None}, ("shows_date", "HB-42a")),
        ({"shows_name": None, "why_missing": "It is a draft."}, ("shows_name", "HB-42a")),
        ({"shows_reference": None}, ("shows_reference", "HB-42a")),
        ({"shows_date": False}, ("why_missing", "HB-42a")),
        ({"shows_name": False}, ("why_missing", "HB-42a")),
        ({"shows_reference": False}, ("why_missing", "HB-42a")),
        ({"worked_on": None}, ("worked_on", "HB-42a")),
        ({"worked_on": date(2026, 11, 23)}, ("worked_on", "HB-41")),
        ({"worked_on": date(2024, 11, 21)}, ("why_old", "HB-41b")),
        ({"worked_on": THREE_YEARS}, ("why_old", "HB-41b")),
        ({"worked_on": date(2023, 11, 21)}, ("worked_on", "HB-41a")),
        ({"worked_on": date(2023, 11, 21), "why_old": "I was ill."}, ("worked_on", "HB-41a")),
    ],
)
def test_each_thing_a_piece_lacks(changed, fault) -> None:
    assert clauses_of(sheet("2.1", pieces=(piece(**changed),))) == [fault]


@pytest.mark.clause("HB-41", "HB-41b", "HB-42a")
@pytest.mark.parametrize(
    "changed",
    [
        {"worked_on": TWO_YEARS},
        {"worked_on": THREE_YEARS, "why_old": "I was on leave after a birth."},
        {"shows_date": False, "why_missing": "It is a draft."},
    ],
)
def test_what_is_explained_is_no_fault(changed) -> None:
    assert clauses_of(sheet("2.1", pieces=(piece(**changed),))) == []


@pytest.mark.clause("HB-40")
def test_a_statute_is_evidence_of_research_only() -> None:
    assert list(faults_of_kind("statute", outcome="1.1", figures=FIGURES)) == []
    (refused,) = faults_of_kind("statute", outcome="1.2", figures=FIGURES)
    assert refused.clause == "HB-40"
    assert "for outcome 1.1 only" in refused.sentence


@pytest.mark.clause("HB-41")
def test_a_replacement_is_dated_up_to_the_day_it_is_sent() -> None:
    example = sheet("2.1", pieces=(piece(worked_on=date(2027, 1, 10)),))
    assert clauses_of(example, sent_on=date(2027, 1, 10)) == []
    assert clauses_of(example, sent_on=date(2027, 1, 9)) == [("worked_on", "HB-41")]


def test_nothing_written_is_not_begun() -> None:
    assert not sheet("2.1", pieces=(), how_met=" ", how_shown="", learned="", supervisor="").is_begun
    assert sheet("2.1", kind=SheetKind.SHEET).is_begun
    assert statement("2.1", how_met="", learned="", supervisor="", why_without="", matter="").is_begun
