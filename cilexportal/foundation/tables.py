"""CSV files: read line by line with faults that name the line, and written so that no spreadsheet runs a cell."""

from __future__ import annotations

import csv
import io
import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from typing import Any, TextIO

FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n")
LONGEST_CELL = 20_000
UTF_16 = (b"\xff\xfe", b"\xfe\xff")
SAVE_AS = 'In a spreadsheet, choose "CSV UTF-8" when saving.'
DATE_SHAPES = ("%Y-%m-%d", "%d/%m/%Y", "%d-%m-%Y", "%d %B %Y", "%d %b %Y")
YES, NO = frozenset({"yes", "y", "true", "1"}), frozenset({"no", "n", "false", "0"})

csv.field_size_limit(10 * LONGEST_CELL)


class TableFault(Exception):
    """The file as a whole cannot be read; says so in words."""


class CellFault(ValueError):
    """A cell cannot be understood; says so in words that follow "Line 14: "."""


@dataclass(frozen=True)
class Column:
    """A column by our name, the spellings of its heading that are accepted, and whether it has to be there and filled.

    A `prose` column may begin like a formula: it is neutralised whenever it is written out.
    """

    name: str
    spellings: tuple[str, ...] = ()
    required: bool = False
    prose: bool = False
    longest: int = 200

    def answers_to(self, heading: str) -> bool:
        """Whether `heading`, apart from case, spaces and punctuation, is one of the column's spellings."""
        return _bare(heading) in {_bare(spelling) for spelling in (self.name, *self.spellings)}


@dataclass(frozen=True)
class Line:
    """One line: its number in the file, as an editor counts, and our column name -> text without outer spaces."""

    number: int
    cells: Mapping[str, str]

    def __getitem__(self, name: str) -> str:
        return self.cells.get(name, "")


@dataclass
class Faults:
    """What is wrong with a file, line by line. All are counted; `keep` of them are kept in words."""

    keep: int = 1000
    count: int = 0
    kept: list[tuple[int, str]] = field(default_factory=list)

    def add(self, number: int, sentence: str) -> None:
        """Notes one fault of the line `number`."""
        self.count += 1
        if len(self.kept) < self.keep:
            self.kept.append((number, sentence))


def read(path: Path, columns: Sequence[Column], faults: Faults) -> Iterator[Line]:
    """The readable lines of a CSV file, one at a time; a line with an unreadable cell goes to `faults` instead.

    Comma or semicolon, UTF-8 with or without a byte order mark, first line headings in any order; headings that no
    column answers to are left out. Raises TableFault for another encoding, or headings that are missing or twice there.
    """
    with path.open("rb") as raw:
        if raw.read(2) in UTF_16:
            raise TableFault(f"The file is UTF-16; it has to be UTF-8. {SAVE_AS}")
        raw.seek(0)
        text = io.TextIOWrapper(raw, encoding="utf-8-sig", errors="strict", newline="")
        try:
            yield from _lines(text, columns, faults)
        except UnicodeDecodeError as fault:
            broken = fault.object[fault.start]
            raise TableFault(f"The file is not UTF-8: it holds the byte 0x{broken:02X}. {SAVE_AS}") from None
        except csv.Error as fault:
            raise TableFault(f"The file cannot be read as CSV: {fault}.") from None


def _lines(text: TextIO, columns: Sequence[Column], faults: Faults) -> Iterator[Line]:
    first = text.readline()
    delimiter = ";" if first.count(";") > first.count(",") else ","
    places = _places(next(csv.reader([first], delimiter=delimiter), []), columns)
    reader = csv.reader(text, delimiter=delimiter, strict=True)
    number = 2
    for cells in reader:
        here, number = number, reader.line_num + 2
        if not any(cell.strip() for cell in cells):
            continue
        try:
            values = {column.name: _cell(cells, place, column) for column, place in places.items()}
        except CellFault as fault:
            faults.add(here, str(fault))
        else:
            yield Line(here, values)


def _places(headings: Sequence[str], columns: Sequence[Column]) -> dict[Column, int]:
    """Where each column stands in the file."""
    places: dict[Column, int] = {}
    for column in columns:
        found = [place for place, heading in enumerate(headings) if column.answers_to(heading)]
        if len(found) > 1:
            raise TableFault(f'Two headings mean "{column.name}": keep one of them.')
        if not found and column.required:
            known = ", ".join(f'"{spelling}"' for spelling in (column.name, *column.spellings))
            raise TableFault(f"The first line has no heading for {column.name}. Accepted: {known}.")
        if found:
            places[column] = found[0]
    return places


def _cell(cells: Sequence[str], place: int, column: Column) -> str:
    raw = cells[place] if place < len(cells) else ""
    text = raw.strip()
    if not column.prose and (start := formula_start(raw)):
        raise CellFault(f"{column.name} begins with {_shown(start)}, which a spreadsheet would run; take it away.")
    if column.required and not text:
        raise CellFault(f"{column.name} is empty.")
    if len(text) > column.longest:
        raise CellFault(f"{column.name} has {len(text):,} characters; at most {column.longest:,} are kept.")
    if "\x00" in text or (not column.prose and not text.isprintable()):
        raise CellFault(f"{column.name} holds a character that cannot be shown.")
    return text


def day(text: str, what: str) -> date:
    """A date as 2026-09-30, 30/09/2026, 30-09-2026 or 30 September 2026. Raises CellFault."""
    for shape in DATE_SHAPES:
        try:
            return datetime.strptime(text, shape).date()  # noqa: DTZ007 - a date alone
        except ValueError:
            continue
    raise CellFault(f'{what} is "{text}"; write a day of the calendar as 2026-09-30 or 30/09/2026.')


def yes_or_no(text: str, what: str) -> bool:
    """Yes or no in any of the usual short forms. Raises CellFault."""
    word = text.casefold()
    if word not in YES | NO:
        raise CellFault(f'{what} is "{text}"; write yes or no.')
    return word in YES


def one_of(text: str, known: Mapping[str, str], what: str) -> str:
    """What `known` holds for the text, apart from case. Raises CellFault."""
    try:
        return known[text.casefold()]
    except KeyError:
        raise CellFault(f'{what} "{text}" is not known to the portal.') from None


def safe_cell(value: Any) -> str:
    """A value as a CSV cell that no spreadsheet takes for a formula: text that begins like one gets an apostrophe."""
    if value is None:
        return ""
    text = str(value)
    return f"'{text}" if isinstance(value, str) and formula_start(text) else text


def formula_start(text: str) -> str:
    """The character for which a spreadsheet takes the text for a formula, or nothing.

    Spreadsheets trim what cannot be seen before a formula, and some read the full-width signs of East Asian keyboards.
    """
    seen = next((character for character in text if character.isprintable() and not character.isspace()), "")
    starts = (start for start in (text[:1], seen) if unicodedata.normalize("NFKC", start) in FORMULA_STARTS)
    return next(starts, "")


def write(out: TextIO, headings: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
    """Writes a CSV table with safe cells."""
    write_line(out, headings)
    for row in rows:
        write_line(out, row)


def write_line(out: TextIO, cells: Sequence[Any]) -> None:
    """Writes one line of a CSV table with safe cells, for tables that are sent while they are read."""
    csv.writer(out).writerow([safe_cell(value) for value in cells])


def in_chunks(lines: Iterable[Line], size: int, take: Callable[[list[Line]], None]) -> int:
    """Hands the lines on in lists of at most `size`; returns how many there were."""
    chunk: list[Line] = []
    total = 0
    for line in lines:
        chunk.append(line)
        total += 1
        if len(chunk) == size:
            take(chunk)
            chunk = []
    if chunk:
        take(chunk)
    return total


def _bare(heading: str) -> str:
    return re.sub(r"[^a-z0-9]", "", heading.casefold())


def _shown(character: str) -> str:
    return {"\t": "a tab", "\r": "a line break", "\n": "a line break"}.get(character, character)
