"""The board of a portfolio, in a number of statements that does not grow with what is in it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.urls import reverse

from applications.models import Case
from applications.queries.pathways import data_by_id
from applications.queries.portfolios import Examples
from applications.rules.pathway import Competency, EvidenceFigures, LearningOutcome
from portfolio import models
from portfolio.enums import Age, SheetKind, SlotState
from portfolio.queries.examples import as_examples, rows_of, slot_of, supervisors_of
from portfolio.queries.leaving import unsigned_of
from portfolio.queries.owner import counted_from, data_of
from portfolio.rules.ages import age_of, last_usable_on
from portfolio.rules.board import Board, Place, board_of
from portfolio.rules.saying import Trouble, next_in_words, note_of, troubles_of
from portfolio.rules.sheets import Sheet
from portfolio.rules.slots import Slot, printed, slots_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """A place as the matrix shows it. `last` is the last day of application for which all of it can be used; None once
    the application is made."""

    place: Place
    number: str
    note: str
    is_statement: bool
    last: date | None
    troubles: tuple[Trouble, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """An outcome with its places."""

    outcome: LearningOutcome
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Band:
    """A competency with its outcomes, how many examples of it are ready and how many there have to be."""

    competency: Competency
    rows: tuple[Row, ...]
    ready: int
    wanted: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Dated:
    """A piece, or the work of a statement, with the numbers of the places it stands in; `last` as of a cell."""

    title: str
    piece: str
    slots: tuple[Slot, ...]
    numbers: tuple[str, ...]
    worked_on: date
    age: Age
    last: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """All that the page of the board shows for a chosen day of application, or the day on which it was made."""

    board: Board
    applied_on: date
    is_made: bool
    bands: tuple[Band, ...]
    counts: Mapping[SlotState, int]
    dated: tuple[Dated, ...]
    next: str
    parked: int


def shown(portfolio: models.Portfolio, *, today: date) -> Shown:
    """[HB-33] [HB-41] [HB-55] [HB-57] The board as its page shows it, for the day of the application or, before it was
    made, the planned day; where that is over, today."""
    data, rows = data_of(portfolio), rows_of(portfolio.pk)
    applied_on, is_made = counted_from(portfolio, today=today)
    sent_on = max(today, applied_on)
    board = _board(portfolio, rows, applied_on=applied_on, sent_on=sent_on)
    sheets = as_examples(rows)
    cells = {
        place.slot: _cell(
            place, sheets.get(place.slot), data.competencies, applied_on=applied_on,
            figures=None if is_made else data.evidence,
        )
        for place in board.places
    }  # fmt: skip
    return Shown(
        board=board, applied_on=applied_on, is_made=is_made,
        bands=tuple(_band(competency, cells) for competency in data.competencies),
        counts=Counter(place.state for place in board.places),
        dated=tuple(
            _dated(sheets, data.competencies, data.evidence, applied_on=applied_on, sent_on=sent_on, is_made=is_made)
        ),
        next=next_in_words(board, data.competencies),
        parked=sum(slot_of(row) is None for row in rows),
    )  # fmt: skip


def board_now(portfolio: models.Portfolio, *, applied_on: date, sent_on: date | None = None) -> Board:
    """[HB-34] [HB-57] The board for a day of application: what is ready and whether that is all. `sent_on` is the day
    of an answer to what was asked about that application [HB-41]."""
    return _board(portfolio, rows_of(portfolio.pk), applied_on=applied_on, sent_on=sent_on)


def board_today(portfolio: models.Portfolio, *, today: date) -> Board:
    """[HB-34] [HB-41] [HB-57] The board as its owner works on it: for the day that its page is coloured for, and for
    evidence that is sent today where the application was made before."""
    applied_on = day_of(portfolio, today=today)
    return board_now(portfolio, applied_on=applied_on, sent_on=max(today, applied_on))


def day_of(portfolio: models.Portfolio, *, today: date) -> date:
    """[HB-41] [HB-55] The day of application that ages are counted from."""
    return counted_from(portfolio, today=today)[0]


def examples_of(case: Case, today: date) -> Examples:
    """[HB-34] What the list of steps says of the portfolio of a case. Registered by cilexportal/wiring.py."""
    portfolio = models.Portfolio.objects.filter(case=case).first()
    data = data_by_id(case.application.version_id)
    if portfolio is None:
        board = board_of({}, competencies=data.competencies, figures=data.evidence, supervisors=(), applied_on=today)
    else:
        portfolio.case = case
        board = board_today(portfolio, today=today)
    return Examples(
        ready=board.ready, wanted=board.wanted, is_complete=board.is_complete,
        begun=any(place.state != SlotState.EMPTY for place in board.places),
        next=next_in_words(board, data.competencies),
        path=reverse("portfolio:board", args=[case.application.uuid]),
    )  # fmt: skip


def _board(
    portfolio: models.Portfolio, rows: Sequence[models.Sheet], *, applied_on: date, sent_on: date | None
) -> Board:  # fmt: skip
    data = data_of(portfolio)
    return board_of(
        as_examples(rows), competencies=data.competencies, figures=data.evidence,
        supervisors=supervisors_of(portfolio.pk).keys(), applied_on=applied_on, sent_on=sent_on,
        unsigned=unsigned_of(portfolio.pk),
    )  # fmt: skip


def _band(competency: Competency, cells: Mapping[Slot, Cell]) -> Band:
    by_outcome: dict[str, list[Cell]] = {}
    for slot, outcome in slots_of([competency]):
        by_outcome.setdefault(outcome.number, []).append(cells[slot])
    mine = [cell.place for group in by_outcome.values() for cell in group]
    return Band(
        competency=competency,
        rows=tuple(Row(outcome=one, cells=tuple(by_outcome[one.number])) for one in competency.outcomes),
        ready=sum(place.is_ready for place in mine),
        wanted=sum(not place.optional or place.state != SlotState.EMPTY for place in mine),
    )


def _cell(
    place: Place, sheet: Sheet | None, competencies: Sequence[Competency], *, applied_on: date,
    figures: EvidenceFigures | None,
) -> Cell:  # fmt: skip
    days = _days(sheet) if sheet else []
    last = min((last_usable_on(day, figures=figures) for day in days), default=None) if figures else None
    return Cell(
        place=place, number=printed(place.slot, competencies), last=last,
        note=note_of(place, last=last, applied_on=applied_on),
        is_statement=bool(sheet and sheet.kind == SheetKind.STATEMENT), troubles=tuple(troubles_of(place)),
    )  # fmt: skip


def _days(sheet: Sheet) -> list[date]:
    """The days that the age of an example is counted from."""
    days = [sheet.worked_on] if sheet.kind == SheetKind.STATEMENT else [piece.worked_on for piece in sheet.pieces]
    return [day for day in days if day]


def _dated(
    sheets: Mapping[Slot, Sheet], competencies: Sequence[Competency], figures: EvidenceFigures, *, applied_on: date,
    sent_on: date, is_made: bool,
) -> Iterator[Dated]:  # fmt: skip
    """[HB-41] [HB-55] Every piece once, and every statement, the first to grow old before the others."""
    found: dict[str, tuple[str, str, date, list[Slot]]] = {}
    known = {slot for slot, _ in slots_of(competencies)}
    for slot, sheet in sorted(sheets.items()):
        if slot not in known:
            continue
        if sheet.kind == SheetKind.STATEMENT and sheet.worked_on:
            found[slot.code] = ("Personal statement", "", sheet.worked_on, [slot])
        for piece in sheet.pieces:
            if piece.worked_on:
                found.setdefault(piece.code, (piece.title, piece.code, piece.worked_on, []))[3].append(slot)
    for title, code, day, slots in sorted(found.values(), key=lambda one: (one[2], one[0])):
        yield Dated(
            title=title, piece=code, slots=tuple(slots), numbers=tuple(printed(slot, competencies) for slot in slots),
            worked_on=day, age=age_of(day, applied_on=applied_on, figures=figures, sent_on=sent_on),
            last=None if is_made else last_usable_on(day, figures=figures),
        )  # fmt: skip
