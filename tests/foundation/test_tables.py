"""CSV files as people send them, and as the portal writes them."""

from __future__ import annotations

import csv
import io
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cilexportal.foundation.tables import (
    FORMULA_STARTS,
    CellFault,
    Column,
    Faults,
    TableFault,
    day,
    read,
    safe_cell,
    write,
    yes_or_no,
)

COLUMNS = (Column("name", ("full name",), required=True), Column("note", prose=True))


def lines(tmp_path: Path, text: str) -> tuple[list[dict[str, str]], Faults]:
    file, faults = tmp_path / "table.csv", Faults()
    file.write_text(text, encoding="utf-8")
    return [dict(line.cells) for line in read(file, COLUMNS, faults)], faults


def test_semicolons_separate_cells_too(tmp_path: Path) -> None:
    assert lines(tmp_path, 'Name;Note\n"A; B";c\n')[0] == [{"name": "A; B", "note": "c"}]


def test_a_short_line_has_empty_cells_and_more_columns_are_left_out(tmp_path: Path) -> None:
    assert lines(tmp_path, "other,name,note\nx,A\n")[0] == [{"name": "A", "note": ""}]


def test_two_headings_for_one_column_are_refused(tmp_path: Path) -> None:
    with pytest.raises(TableFault, match='Two headings mean "name"'):
        lines(tmp_path, "Name,Full name\nA,B\n")


@pytest.mark.parametrize("text", ["", "\n", "something\nA\n"])
def test_a_file_without_the_headings_is_refused(tmp_path: Path, text: str) -> None:
    with pytest.raises(TableFault, match="no heading for name"):
        lines(tmp_path, text)


def test_a_quote_that_never_ends_is_refused(tmp_path: Path) -> None:
    with pytest.raises(TableFault, match="cannot be read as CSV"):
        lines(tmp_path, 'name\n"A\n')


def test_all_faults_are_counted_and_a_thousand_kept(tmp_path: Path) -> None:
    _, faults = lines(tmp_path, "name,note\n" + "=A,\n" * 1500)
    assert (faults.count, len(faults.kept)) == (1500, 1000)


@pytest.mark.parametrize("start", FORMULA_STARTS)
def test_text_that_begins_like_a_formula_is_neutralised(start: str) -> None:
    assert safe_cell(f"{start}1") == f"'{start}1"


@pytest.mark.parametrize("hidden", [" ", "  \u00a0", "\u3000", "\ufeff", "\u200b", "\x00 "])
def test_a_formula_behind_what_cannot_be_seen_is_neutralised(hidden: str) -> None:
    assert safe_cell(f"{hidden}=1+1") == f"'{hidden}=1+1"


@pytest.mark.parametrize("text", ["＝cmd", "＋1", "－1", "＠SUM(A1)", " ＝cmd", "﹦1"])
def test_a_formula_in_full_width_signs_is_neutralised(text: str) -> None:
    assert safe_cell(text) == f"'{text}"


@pytest.mark.parametrize("name", ["=A", "\u200b=A", "＝A", "\u00a0+A"])
def test_a_name_that_begins_like_a_formula_is_not_taken_in(tmp_path: Path, name: str) -> None:
    taken, faults = lines(tmp_path, f"name,note\n{name},\n")
    assert not taken
    assert "which a spreadsheet would run" in faults.kept[0][1]


@pytest.mark.parametrize(
    ("value", "cell"), [(-1, "-1"), (Decimal("-1.50"), "-1.50"), (None, ""), ("1=1", "1=1"), (" a = b", " a = b")]
)
def test_numbers_and_plain_text_stay_as_they_are(value: object, cell: str) -> None:
    assert safe_cell(value) == cell


@given(st.lists(st.text(st.characters(blacklist_categories=["Cs"], blacklist_characters="\x00")), min_size=1))
def test_no_cell_that_is_written_begins_like_a_formula(row: list[str]) -> None:
    out = io.StringIO()
    write(out, ["=heading"], [row])
    written = list(csv.reader(io.StringIO(out.getvalue(), newline="")))
    assert all(not cell.startswith(FORMULA_STARTS) for line in written for cell in line)
    assert [cell.removeprefix("'") for cell in written[1]] == [cell.removeprefix("'") for cell in row]


@pytest.mark.parametrize("text", ["2026-09-30", "30/09/2026", "30-09-2026", "30 September 2026", "30 Sep 2026"])
def test_a_day_is_read_in_every_usual_form(text: str) -> None:
    assert day(text, "day") == date(2026, 9, 30)


@pytest.mark.parametrize("text", ["31/09/2026", "09/30/2026", "30.9.26", "", "tomorrow"])
def test_what_is_no_day_is_said_so(text: str) -> None:
    with pytest.raises(CellFault, match="write a day of the calendar"):
        day(text, "day")


def test_yes_and_no_in_their_short_forms() -> None:
    assert [yes_or_no(word, "it") for word in ("Yes", "y", "TRUE", "1")] == [True] * 4
    assert [yes_or_no(word, "it") for word in ("no", "N", "false", "0")] == [False] * 4
