"""What goes into the files of a portfolio, read from its rows: a constant number of statements."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from applications.rules.pathway import Competency, LearningOutcome, PathwayData
from cilexportal.foundation import london
from cilexportal.foundation.documents.models import Document, DocumentState
from members.queries import member_of
from portfolio.enums import SheetKind
from portfolio.models import Piece, Portfolio, Sheet
from portfolio.queries.examples import slot_of
from portfolio.queries.leaving import as_rule, live_of
from portfolio.queries.owner import data_of
from portfolio.queries.versions import content_of
from portfolio.rules.assembly import Content, Declaration, Evidence, Example
from portfolio.rules.bundling import in_order
from portfolio.rules.leaving import covered
from portfolio.rules.slots import Slot, printed, slots_of
from portfolio.rules.versions import signing_hash


@dataclass(frozen=True, slots=True)
class Gathered:
    """The content, and under which name each file of it is stored, by its hash."""

    content: Content
    stored: Mapping[str, str]


def gathered(portfolio: Portfolio) -> Gathered:
    """[HB-46] [HB-57b] Everything that goes in, in the order of the places. A file that is not checked stays out."""
    data = data_of(portfolio)
    sheets = _sheets(portfolio)
    documents = [one for sheet in sheets.values() for one in _documents(sheet)]
    application = portfolio.case.application
    member = member_of(user_id=application.user_id)
    content = Content(
        holder=application.user.full_name,
        number=member.number if member else "",
        reference=application.reference,
        pathway=data.title,
        competencies=tuple((one.number, one.title) for one in data.competencies),
        examples=tuple(_example(slot, sheets[slot], data) for slot in in_order(sheets)),
        declarations=tuple(_declarations(portfolio, sheets, data.competencies)),
        empty=tuple(
            printed(slot, data.competencies)
            for slot, outcome in slots_of(data.competencies)
            if slot not in sheets and not outcome.optional
        ),
        held_back=tuple(sorted({title for title, one in documents if not _is_clean(one)})),
    )
    return Gathered(content, {one.clean_sha256: one.file.name or "" for _, one in documents if _is_clean(one)})


def _sheets(portfolio: Portfolio) -> dict[Slot, Sheet]:
    rows = Sheet.objects.filter(portfolio=portfolio, removed_at=None, competency__isnull=False)
    found = rows.select_related("supervisor", "upload").prefetch_related("on_it__piece__document")
    return {slot: sheet for sheet in found if (slot := slot_of(sheet))}


def _documents(sheet: Sheet) -> Iterator[tuple[str, Document]]:
    """Every file of a sheet, with what its owner calls it."""
    if sheet.upload:
        yield sheet.upload.filename, sheet.upload
    for piece in _pieces(sheet):
        yield piece.title, piece.document


def _pieces(sheet: Sheet) -> list[Piece]:
    return [on.piece for on in sheet.on_it.all() if on.piece.removed_at is None]


def _is_clean(document: Document) -> bool:
    return document.state == DocumentState.CLEAN


def _example(slot: Slot, sheet: Sheet, data: PathwayData) -> Example:
    [outcome] = [one for place, one in slots_of(data.competencies) if place == slot]
    upload = sheet.upload if sheet.upload and _is_clean(sheet.upload) else None
    supervisor = sheet.supervisor
    return Example(
        slot=slot, number=printed(slot, data.competencies), outcome=outcome.title,
        is_statement=sheet.kind == SheetKind.STATEMENT,
        supervisor=f"{supervisor.name}, {supervisor.employer}" if supervisor else "",
        listing=sheet.listing, how_met=sheet.how_met, how_shown=sheet.how_shown, learned=sheet.learned,
        criteria=tuple(_ticked(sheet, outcome)),
        without=sheet.get_without_display(), why_without=sheet.why_without, matter=sheet.matter,
        worked=_days(sheet.worked_on, sheet.worked_until),
        finished=upload.clean_sha256 if upload else "", finished_size=(upload.clean_size or 0) if upload else 0,
        evidence=tuple(_evidence(one, data) for one in _pieces(sheet) if _is_clean(one.document)),
    )  # fmt: skip


def _ticked(sheet: Sheet, outcome: LearningOutcome) -> Iterator[str]:
    return (one.words for one in outcome.criteria if one.letter in sheet.ticked)


def _evidence(piece: Piece, data: PathwayData) -> Evidence:
    kinds = {one.code: one.words for one in data.evidence.kinds}
    return Evidence(
        title=piece.title, kind=kinds.get(piece.kind, ""), worked_on=_days(piece.worked_on, None),
        why_missing=piece.why_missing, sha256=piece.document.clean_sha256, size=piece.document.clean_size or 0,
    )  # fmt: skip


def _days(first: date | None, last: date | None) -> str:
    return " to ".join(london.in_words(day) for day in (first, last) if day)


def _declarations(
    portfolio: Portfolio, sheets: Mapping[Slot, Sheet], competencies: Sequence[Competency]
) -> Iterator[Declaration]:
    """[HB-53b] [HB-54] What supervisors signed whom their applicant left, with what it covers as things stand now: the
    words and evidence that are printed are hashed anew, so that a signature stands under what was signed alone."""
    seals = {slot: signing_hash(content_of(sheet)) for slot, sheet in sheets.items()}
    for one in live_of(portfolio.pk):
        slots = in_order(covered(as_rule(one), seals=seals)) if one.signed_at else []
        if slots and one.signed_at:
            yield Declaration(
                supervisor=f"{one.supervisor.name}, {one.supervisor.employer}", statement=one.statement,
                signed_name=one.signed_name, signed_on=london.in_words(london.date_of(one.signed_at)),
                examples=tuple(printed(slot, competencies) for slot in slots),
            )  # fmt: skip
