"""Sheets and statements as rows: versions at each save, places that swap, pieces in order, and nothing overwritten."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext

from applications.services import typing
from cilexportal.foundation.rulebook.refusal import Refused
from portfolio.enums import SheetKind
from portfolio.models import Portfolio, Sheet
from portfolio.queries.board import board_now
from portfolio.queries.content import gathered
from portfolio.queries.sheet import form_of_sheet, page_of, unsaved_of
from portfolio.queries.versions import beside, newest_of, versions_of
from portfolio.services import on_sheets, pieces, sheets, versions
from portfolio.services.holding import held
from portfolio.services.sheets import Seen
from tests.applications.factories import NOON
from tests.foundation.documents import corpus
from tests.portfolio import factories, leaving_steps

pytestmark = pytest.mark.django_db
WORDS: dict[str, Any] = {
    "listing": "", "how_met": "How.", "how_shown": "Shown.", "learned": "Much.", "ticked": ["a"], "supervisor": None
}  # fmt: skip
STATED: dict[str, Any] = {
    "without": "spoken", "why_without": "Nothing was written.", "matter": "Matter A", "how_met": "How.",
    "learned": "Much.", "why_old": "", "worked_on": date(2026, 5, 4), "worked_until": None, "ticked": [],
    "supervisor": None,
}  # fmt: skip


@pytest.fixture
def mine() -> Portfolio:
    return factories.portfolio()


def act(mine: Portfolio) -> dict[str, Any]:
    return {"portfolio": mine, "by": mine.case.application.user, "at": NOON}


def begin(mine: Portfolio, code: str = "", kind: SheetKind = SheetKind.SHEET) -> Sheet:
    return sheets.begin(code=code, kind=kind, **act(mine))


def save(mine: Portfolio, sheet: Sheet, version: int = 0, key: str = "k", **changed: Any) -> Sheet:
    usual = STATED if sheet.kind == SheetKind.STATEMENT else WORDS
    return sheets.save(uuid=sheet.uuid, seen=Seen(version=version, page_key=key), written=usual | changed, **act(mine))


def typed(mine: Portfolio, sheet: Sheet, version: int, key: str, **fields: str) -> int:
    application = mine.case.application
    return typing.keep(
        uuid=application.uuid, user_id=application.user_id, page=page_of(sheet), version=version, page_key=key,
        fields=fields, at=NOON,
    )  # fmt: skip


def place_of(sheet: Sheet) -> str:
    sheet.refresh_from_db()
    return str(sheet)


@pytest.mark.clause("HB-46", "HB-46a", "HB-57a")
def test_one_example_stands_in_a_place_and_each_save_that_changes_it_is_a_version(mine: Portfolio) -> None:
    sheet = begin(mine, "1.1-2")
    assert (place_of(sheet), newest_of(sheet)) == ("1.1(2)", None)
    with pytest.raises(Refused, match="HB-57a"):
        begin(mine, "1.1-2", SheetKind.STATEMENT)
    with pytest.raises(Refused, match="HB-57a"):
        begin(mine, "1.1-4")
    saved = save(mine, sheet)
    assert len(saved.signing_hash) == 64
    save(mine, sheet, version=1)
    changed = save(mine, sheet, version=2, how_met="Otherwise.")
    assert [one.number for one in versions_of(sheet)] == [2, 1]
    assert (changed.version, changed.signing_hash != saved.signing_hash) == (2, True)


@pytest.mark.clause("REC-17")
def test_a_save_never_goes_over_what_another_page_typed_or_saved(mine: Portfolio) -> None:
    sheet = begin(mine, "1.1-1")
    typed(mine, sheet, 0, "other", how_met="Typed elsewhere")
    with pytest.raises(typing.Stale) as other:
        save(mine, sheet, version=0)
    assert other.value.fields == {"how_met": "Typed elsewhere"}
    assert save(mine, sheet, version=1).how_met == "How."
    with pytest.raises(typing.Stale) as other:
        save(mine, sheet, version=1, how_met="An old page")
    assert other.value.fields["how_met"] == "How."


@pytest.mark.clause("REC-17")
def test_what_a_page_kept_while_it_was_typed_is_no_other_text_and_goes_once_it_is_saved(mine: Portfolio) -> None:
    sheet = begin(mine, "1.1-1")
    typed(mine, sheet, 0, "k", how_met="Half")
    assert [(one, kept.version) for one, kept in unsaved_of(mine)] == [(sheet, 1)]
    save(mine, sheet, version=0, key="k")
    sheet.refresh_from_db()
    form = form_of_sheet(sheet, application_id=mine.case.application_id)
    assert (form.fields["how_met"], form.typed_at, unsaved_of(mine)) == ("How.", None, [])


@pytest.mark.clause("HB-35", "HB-57a")
def test_examples_swap_places_and_a_parked_one_has_none(mine: Portfolio) -> None:
    one, other = save(mine, begin(mine, "1.1-1")), save(mine, begin(mine, "2.1-1"))
    seals = one.signing_hash, other.signing_hash
    sheets.move(uuid=one.uuid, code="2.1-1", **act(mine))
    assert (place_of(one), place_of(other)) == ("2.1(1)", "1.1(1)")
    assert (one.signing_hash, other.signing_hash) != seals
    assert one.ticked == other.ticked == []
    sheets.move(uuid=one.uuid, code="", **act(mine))
    assert place_of(one) == "parked"
    assert sheets.move(uuid=one.uuid, code="1.1-1", **act(mine)) == other
    assert (place_of(one), place_of(other)) == ("1.1(1)", "parked")
    with pytest.raises(Refused, match="HB-57a"):
        sheets.move(uuid=one.uuid, code="7.1-1", **act(mine))


@pytest.mark.clause("HB-48", "HB-51")
def test_a_sheet_made_a_statement_and_back_keeps_the_words_of_both(mine: Portfolio) -> None:
    sheet = save(mine, begin(mine, "1.1-1"))
    piece = factories.piece(mine, sheet)
    turned = sheets.turn(uuid=sheet.uuid, **act(mine))
    assert (turned.kind, turned.on_it.count(), piece.removed_at) == ("statement", 0, None)
    save(mine, turned, version=2)
    back = sheets.turn(uuid=sheet.uuid, **act(mine))
    assert (back.kind, back.how_shown, back.how_met) == ("sheet", "Shown.", "How.")
    assert (back.why_without, back.worked_on) == ("Nothing was written.", date(2026, 5, 4))
    typed(mine, sheet, 4, "k", how_shown="Half a")
    with pytest.raises(Refused, match="HB-48"):
        sheets.turn(uuid=sheet.uuid, **act(mine))


@pytest.mark.clause("HB-35")
def test_a_removed_example_comes_back_into_its_place_or_is_parked_where_that_is_taken(mine: Portfolio) -> None:
    sheet = save(mine, begin(mine, "1.1-1"))
    sheets.remove(uuid=sheet.uuid, **act(mine))
    with pytest.raises(Refused, match="HB-35"):
        save(mine, sheet, version=1)
    sheets.bring_back(uuid=sheet.uuid, **act(mine))
    assert (place_of(sheet), sheet.removed_at) == ("1.1(1)", None)
    sheets.remove(uuid=sheet.uuid, **act(mine))
    other = begin(mine, "1.1-1")
    sheets.bring_back(uuid=sheet.uuid, **act(mine))
    assert (place_of(sheet), place_of(other), sheet.how_met) == ("parked", "1.1(1)", "How.")


@pytest.mark.clause("HB-35", "HB-36")
def test_an_example_comes_back_with_the_evidence_that_there_still_is(mine: Portfolio) -> None:
    sheet, by = save(mine, begin(mine, "1.1-1")), mine.case.application.user
    mended, gone = factories.piece(mine, sheet), factories.piece(mine, sheet)
    sheets.remove(uuid=sheet.uuid, **act(mine))
    new = pieces.replace(piece=mended, upload=SimpleUploadedFile("a.pdf", corpus.pdf()), by=by, at=NOON)
    pieces.remove(piece=gone, by=by, at=NOON)
    sheets.bring_back(uuid=sheet.uuid, **act(mine))
    assert [on.piece for on in sheet.on_it.all()] == [new], "what is not printed does not count as evidence"
    newest = newest_of(sheet)
    assert newest
    assert [one["uuid"] for one in newest.content["pieces"]] == [str(new.uuid)]


@pytest.mark.clause("HB-43", "HB-48", "HB-57b")
def test_pieces_go_on_in_order_once_each_and_none_goes_on_a_statement(mine: Portfolio) -> None:
    sheet = save(mine, begin(mine, "1.1-1"))
    found = [factories.piece(mine) for _ in range(3)]
    for piece in [*found, found[0]]:
        on_sheets.put_on(uuid=sheet.uuid, piece=piece.uuid, **act(mine))
    on_sheets.shift(uuid=sheet.uuid, piece=found[2].uuid, by_places=-1, **act(mine))
    on_sheets.shift(uuid=sheet.uuid, piece=found[0].uuid, by_places=-1, **act(mine))
    assert [on.piece for on in sheet.on_it.all()] == [found[0], found[2], found[1]]
    on_sheets.take_off(uuid=sheet.uuid, piece=found[0].uuid, **act(mine))
    assert [(on.piece, on.position) for on in sheet.on_it.all()] == [(found[2], 1), (found[1], 2)]
    stranger = factories.piece(factories.portfolio())
    with pytest.raises(Refused, match="HB-37"):
        on_sheets.put_on(uuid=sheet.uuid, piece=stranger.uuid, **act(mine))
    statement = begin(mine, "1.1-2", SheetKind.STATEMENT)
    with pytest.raises(Refused, match="HB-48"):
        on_sheets.put_on(uuid=statement.uuid, piece=found[0].uuid, **act(mine))


@pytest.mark.clause("HB-54")
def test_what_a_supervisor_signed_stays_as_it_is_until_its_seal_is_given_up(mine: Portfolio) -> None:
    supervisor = leaving_steps.mary(mine)
    leaving_steps.begin(supervisor)
    leaving_steps.sign(supervisor)
    sheet = Sheet.objects.get(portfolio=mine, competency=1, example=1)
    free = begin(mine, "3.1-1")
    for change in (
        lambda: save(mine, sheet, how_met="Other."),
        lambda: sheets.move(uuid=sheet.uuid, code="", **act(mine)),
        lambda: sheets.move(uuid=free.uuid, code="1.1-1", **act(mine)),
        lambda: sheets.turn(uuid=sheet.uuid, **act(mine)),
        lambda: sheets.remove(uuid=sheet.uuid, **act(mine)),
        lambda: on_sheets.put_on(uuid=sheet.uuid, piece=factories.piece(mine).uuid, **act(mine)),
    ):
        with pytest.raises(Refused, match="HB-54"):
            change()


@pytest.mark.clause("HB-53b")
def test_versions_are_compared_and_taken_up_again_without_going_over_what_is_typed(mine: Portfolio) -> None:
    sheet = save(mine, begin(mine, "1.1-1"))
    save(mine, sheet, version=1, how_met="Otherwise.")
    found = beside(sheet, first=2, second=1)
    assert found is not None
    assert [(words, [part.text for part in one.parts]) for words, one in found.changes] == [
        ("How you met the outcome", ["How.", "Otherwise."])
    ]
    assert beside(sheet, first=1, second=9) is None
    sheet = Sheet.objects.select_related("portfolio__case__application").get(pk=sheet.pk)
    by = mine.case.application.user
    versions.take_up(sheet=sheet, number=1, by=by, at=NOON)
    form = form_of_sheet(sheet, application_id=mine.case.application_id)
    assert (form.fields["how_met"], form.typed_at) == ("How.", NOON)
    with pytest.raises(typing.Stale):
        versions.take_up(sheet=sheet, number=2, by=by, at=NOON)
    with pytest.raises(Refused, match="HB-46"):
        versions.take_up(sheet=sheet, number=9, by=by, at=NOON)


@pytest.mark.clause("HB-35", "HB-36")
def test_what_has_no_place_goes_into_no_file(mine: Portfolio) -> None:
    placed, parked = factories.sheet(mine, "2.1-1"), factories.sheet(mine)
    factories.piece(mine, placed, title="Counts")
    factories.piece(mine, parked, title="Parked", document=factories.document(mine, clean_sha256="1" * 64))
    factories.piece(mine, title="On no sheet", document=factories.document(mine, clean_sha256="2" * 64))
    found = gathered(mine)
    assert [(one.number, [piece.title for piece in one.evidence]) for one in found.content.examples] == [
        ("2.1", ["Counts"])
    ]
    assert list(found.stored) == ["0" * 64]


@pytest.mark.clause("HB-36a", "HB-51c")
@pytest.mark.parametrize(("first", "state"), [(date(2023, 11, 22), "complete"), (date(2023, 11, 21), "old")])
def test_of_work_that_took_several_days_the_first_is_tested(mine: Portfolio, first: date, state: str) -> None:
    stated = {"kind": "statement", "without": "spoken", "why_without": "Nothing was written.", "matter": "Matter A"}
    days = {"worked_on": first, "worked_until": date(2026, 5, 4), "why_old": "I was ill."}
    factories.sheet(mine, "2.1-1", supervisor=factories.supervisor(mine), **stated, **days)
    places = {place.slot.code: place.state for place in board_now(mine, applied_on=date(2026, 11, 22)).places}
    assert places["2.1-1"] == state


def test_each_change_grows_the_revision_and_a_frozen_portfolio_takes_none(mine: Portfolio) -> None:
    sheet = begin(mine, "1.1-1")
    mine.refresh_from_db()
    assert mine.revision == 2
    application = mine.case.application
    application.end, application.ended_at = "withdrawn", NOON + timedelta(days=1)
    application.save()
    with pytest.raises(Refused, match="has ended"):
        save(mine, sheet)
    with pytest.raises(Refused, match="has ended"):
        held(portfolio=mine, at=NOON)


def test_a_save_asks_as_much_with_thirty_pieces_as_with_one(mine: Portfolio) -> None:
    counts = []
    for number in (1, 3, 30):
        sheet = begin(mine)
        for _ in range(number):
            factories.piece(mine, sheet)
        with CaptureQueriesContext(
            connection,
        ) as asked:
            save(mine, sheet)
        counts.append(len(asked))
    assert len(set(counts)) == 1, counts
