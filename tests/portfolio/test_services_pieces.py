"""Pieces: described, replaced, removed, looked through and answered."""

from __future__ import annotations

from dataclasses import fields
from datetime import date, timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from cilexportal.foundation.documents import checking
from cilexportal.foundation.documents.pages import Place, Sought
from cilexportal.foundation.london import add_months
from cilexportal.foundation.rulebook.refusal import Refused
from portfolio.models import Piece, Sheet, SheetPiece, SheetVersion, SpotAnswer
from portfolio.queries import library as queries
from portfolio.queries.board import board_now
from portfolio.queries.library import Check
from portfolio.queries.piece import reasons_of
from portfolio.rules import library as rules
from portfolio.rules.marks import mark_of
from portfolio.services import importing, looking, pieces, spots, uploads
from portfolio.services.pieces import Described, Email
from portfolio.services.versions import note
from tests import factories as people
from tests.applications.factories import NOON
from tests.foundation.documents import corpus
from tests.portfolio import factories

pytestmark = pytest.mark.django_db
WORDS = b"BT /F1 12 Tf 72 700 Td (Dear Ada, write to ada@example.org) Tj ET"
LETTER = corpus.pdf(content=WORDS)
SAID = {
    "title": "Advice on a refusal", "kind": "letter", "source": "An appeal", "matter": "Matter A",
    "worked_on": date(2026, 3, 2), "own_work": True, "shows_date": True, "shows_name": True, "shows_reference": False,
    "why_missing": "The firm uses none.",
}  # fmt: skip
FOUND = Sought(
    2, (Place(page=1, kind="email", box=(0.1, 0.1, 0.2, 0.2)), Place(page=2, kind="name", box=(0.3, 0.1, 0.4, 0.2)))
)


@pytest.fixture
def found(monkeypatch):
    """`found.append(...)` is what the next looks find."""
    looks = [FOUND]
    monkeypatch.setattr(looking.pages, "seek", lambda document, *, names: looks[-1])
    return looks


def add(portfolio, by, name="letter.pdf") -> Piece:
    upload = SimpleUploadedFile(name, LETTER)
    document = pieces.receive(portfolio=portfolio, upload=upload, by=by, at=NOON)
    return pieces.take(portfolio=portfolio, document=document, by=by, at=NOON)


@pytest.mark.clause("HB-37")
def test_nobody_fills_the_disk_by_sending_and_removing(portfolio, by) -> None:
    pieces.remove(piece=add(portfolio, by), by=by, at=NOON)
    room = rules.MOST_BYTES - len(LETTER)
    removed = people.DocumentFactory(owner=by, as_evidence=True, size=room - len(LETTER))
    kept = add(portfolio, by)
    told = {"portfolio": portfolio, "by": by, "at": NOON}
    file = SimpleUploadedFile("1.1(1).pdf", corpus.pdf())
    for send in (
        lambda: pieces.receive(upload=file, **told),
        lambda: pieces.replace(piece=kept, upload=file, by=by, at=NOON),
        lambda: importing.receive(upload=file, **told),
        lambda: uploads.begin(filename="other.pdf", size=1, **told),
    ):
        with pytest.raises(Refused, match="2,000 MB, those that you removed among them"):
            send()
    removed.delete()
    assert pieces.receive(upload=file, **told)


def look_for(portfolio, by, *names) -> None:
    seen = mark_of(queries.names_as_typed(portfolio))
    pieces.look_for(portfolio=portfolio, names=list(names), seen=seen, by=by, at=NOON)


@pytest.mark.clause("HB-37", "HB-38", "HB-38a")
def test_from_a_pasted_email_to_a_place_that_is_answered(portfolio, by):
    look_for(portfolio, by, "Grace Hopper")
    email = Email(
        sender="me", recipient="[blacked out]", sent_on="2 March 2026", subject="Costs", words="Dear GRACE HOPPER"
    )
    piece = pieces.paste(portfolio=portfolio, title="Reply of 3/4 to a client", email=email, by=by, at=NOON)
    assert piece.title == "Reply of 3/4 to a client"
    assert queries.check_of(piece) == Check.WAITING
    checking.check_waiting(at=NOON, limit=1)
    assert looking.look_through(limit=5) == 1
    row = queries.rows_of(portfolio, today=NOON.date())[0]
    assert (row.check, row.found, row.left, row.piece.pages) == (Check.DONE, 1, 1, 1)
    spot = SpotAnswer.objects.get()
    assert (spot.kind, spot.why_kept) == ("name", "")
    assert spots.answer(piece=piece, reasons={spot.pk: " She is my supervisor. "}, by=by, at=NOON) == 1
    assert queries.rows_of(portfolio, today=NOON.date())[0].left == 0
    spot.refresh_from_db()
    assert (spot.why_kept, spot.answered_at) == ("She is my supervisor.", NOON)
    spots.answer(piece=piece, reasons={spot.pk: ""}, by=by, at=NOON)
    assert SpotAnswer.objects.get().answered_at is None


@pytest.mark.clause("HB-38")
def test_other_names_are_looked_for_anew_and_answers_stay(portfolio, by, found):
    piece = factories.piece(portfolio)
    assert looking.look_through(limit=5) == 1
    first, _ = SpotAnswer.objects.order_by("id")
    spots.answer(piece=piece, reasons={first.pk: "Public."}, by=by, at=NOON)
    look_for(portfolio, by, "Ada")
    piece.refresh_from_db()
    assert (piece.pages, queries.check_of(piece)) == (None, Check.LOOKING)
    found.append(Sought(2, FOUND.places[:1]))
    assert looking.look_through(limit=5) == 1
    assert [(one.pk, one.why_kept) for one in SpotAnswer.objects.all()] == [(first.pk, "Public.")]


@pytest.mark.clause("HB-38")
def test_a_place_that_is_found_again_stays_for_whoever_types_its_answer(portfolio, by, found):
    factories.piece(portfolio)
    looking.look_through(limit=5)
    known = set(SpotAnswer.objects.values_list("pk", flat=True))
    look_for(portfolio, by, "Ada")
    more = Place(page=2, kind="name", box=(0.5, 0.1, 0.6, 0.2))
    found.append(Sought(2, (*FOUND.places, more)))
    assert looking.look_through(limit=5) == 1
    (new,) = SpotAnswer.objects.exclude(pk__in=known)
    assert (SpotAnswer.objects.count(), tuple(new.box)) == (3, more.box)


def test_a_file_that_cannot_be_looked_through_is_tried_three_times(portfolio, monkeypatch):
    def fails(*args, **kwargs):
        raise looking.sandbox.Broken

    monkeypatch.setattr(looking.pages, "seek", fails)
    piece = factories.piece(portfolio)
    for tries in (1, 2, 3):
        assert looking.look_through(limit=5) == 1
        piece.refresh_from_db()
        assert piece.look_attempts == tries
        Piece.objects.update(look_claimed_at=None)  # the lease is over
    assert looking.look_through(limit=5) == 0
    assert queries.check_of(piece) == Check.NOT_LOOKED


def test_answers_of_another_piece_are_left_alone(portfolio, by, found):
    mine, other = factories.piece(portfolio), factories.piece(portfolio)
    looking.look_through(limit=5)
    theirs = other.answers.first()
    assert spots.answer(piece=mine, reasons={theirs.pk: "No."}, by=by, at=NOON) == 0


@pytest.mark.clause("HB-37a", "HB-40", "HB-42a", "HB-44", "HB-45")
def test_a_description_is_kept_and_two_pages_do_not_overwrite_each_other(portfolio, by):
    piece, told = factories.piece(portfolio), {"reasons": {}, "by": by, "at": NOON}
    kept = pieces.describe(piece=piece, said=Described(**SAID), version=1, **told)
    assert {name: getattr(kept, name) for name in SAID} == SAID
    with pytest.raises(Refused, match="changed while your page was open"):
        pieces.describe(piece=piece, said=Described(**SAID), version=1, **told)
    with pytest.raises(Refused, match="never evidence"):
        pieces.describe(piece=piece, said=Described(**{**SAID, "kind": "policy"}), version=2, **told)


@pytest.mark.clause("HB-41b")
def test_older_work_has_a_reason_of_its_own_for_each_example(portfolio, by):
    first, second = (factories.sheet(portfolio, place) for place in ("2.1-1", "2.2-1"))
    piece = factories.piece(portfolio, first, second, worked_on=add_months(NOON.date(), -30))
    said = Described(**{field.name: getattr(piece, field.name) for field in fields(Described)})
    told = {"said": said, "by": by, "at": NOON}

    def states() -> list[str]:
        places = {place.slot.code: place.state for place in board_now(portfolio, applied_on=NOON.date()).places}
        return [places["2.1-1"], places["2.2-1"]]

    sheets = Sheet.objects.filter(portfolio=portfolio)
    sheets.update(supervisor=factories.supervisor(portfolio))
    assert states() == ["old", "old"]
    pieces.describe(piece=piece, reasons={first.uuid: "I was ill.", second.uuid: ""}, version=1, **told)
    assert states() == ["complete", "old"]
    pieces.describe(piece=piece, reasons={second.uuid: "Nothing newer was of this kind."}, version=2, **told)
    assert states() == ["complete", "complete"]
    assert [(one.number, one.words) for one in reasons_of(piece, portfolio)] == [
        ("2.1", "I was ill."), ("2.2", "Nothing newer was of this kind."),
    ]  # fmt: skip
    content = SheetVersion.objects.get(sheet=first).content
    assert content["pieces"][0]["why_old"] == "I was ill."
    assert not SheetVersion.objects.filter(sheet=first, number=2).exists(), "the other example's reason changes nothing"


@pytest.mark.clause("HB-41b")
def test_a_reason_is_given_under_a_signature_and_leaves_it_whole(portfolio, by):
    sheet = factories.sheet(portfolio, "2.1-1")
    piece = factories.piece(portfolio, sheet)
    note(sheet=sheet, at=NOON)
    said = Described(**{field.name: getattr(piece, field.name) for field in fields(Described)})
    pieces.describe(piece=piece, said=said, reasons={sheet.uuid: "I was ill."}, version=1, by=by, at=NOON)
    assert Sheet.objects.get(pk=sheet.pk).signing_hash == sheet.signing_hash
    assert "I was ill." in str(SheetVersion.objects.get(sheet=sheet, number=2).content)


@pytest.mark.clause("HB-38")
def test_places_beyond_the_most_are_counted_and_not_forgotten(portfolio, monkeypatch, found):
    monkeypatch.setattr(looking, "MOST_SPOTS", 1)
    found.append(Sought(2, FOUND.places, more=7))
    factories.piece(portfolio)
    looking.look_through(limit=1)
    assert (SpotAnswer.objects.count(), Piece.objects.get().more_spots) == (1, 8)


@pytest.mark.clause("HB-38", "HB-43")
def test_a_mended_file_takes_the_place_on_every_sheet(portfolio, by):
    sheets = [factories.sheet(portfolio, "1.1-1"), factories.sheet(portfolio, "2.1-1")]
    old = factories.piece(portfolio, *sheets)
    other = factories.piece(portfolio, sheets[0])
    upload = SimpleUploadedFile("mended.pdf", corpus.pdf(content=WORDS))
    new = pieces.replace(piece=old, upload=upload, by=by, at=NOON)
    assert (new.title, new.matter, new.pages) == (old.title, old.matter, None)
    assert [one.piece_id for one in sheets[0].on_it.all()] == [new.pk, other.pk]
    assert [one.piece_id for one in sheets[1].on_it.all()] == [new.pk]
    assert SheetVersion.objects.count() == 2
    old.refresh_from_db()
    assert old.removed_at == NOON
    with pytest.raises(Refused, match="was removed"):
        pieces.replace(piece=old, upload=SimpleUploadedFile("b.pdf", corpus.pdf()), by=by, at=NOON)


@pytest.mark.clause("HB-43")
def test_a_piece_on_a_sheet_is_not_removed_and_one_that_is_comes_back(portfolio, by):
    sheet = factories.sheet(portfolio, "1.1-2")
    piece = factories.piece(portfolio, sheet)
    with pytest.raises(Refused, match=r"evidence of 1\.1\(2\)"):
        pieces.remove(piece=piece, by=by, at=NOON)
    SheetPiece.objects.all().delete()
    pieces.remove(piece=piece, by=by, at=NOON)
    assert [*queries.rows_of(portfolio, today=NOON.date())] == []
    assert queries.removed_of(portfolio) == [piece]
    pieces.bring_back(piece=piece, by=by, at=NOON)
    assert not queries.removed_of(portfolio)


@pytest.mark.clause("HB-43")
def test_the_same_file_is_stored_once(portfolio, by):
    add(portfolio, by)
    with pytest.raises(Refused, match="already"):
        add(portfolio, by, name="other.pdf")
    other = factories.portfolio()
    assert add(other, other.case.application.user)


@pytest.mark.clause("HB-43", "HB-44")
def test_the_same_file_from_two_pages_at_once_is_one_piece(portfolio, by):
    both = [SimpleUploadedFile("letter.pdf", LETTER) for _ in range(2)]
    first, second = (pieces.receive(portfolio=portfolio, upload=one, by=by, at=NOON) for one in both)
    pieces.take(portfolio=portfolio, document=first, by=by, at=NOON)
    with pytest.raises(Refused, match="already"):
        pieces.take(portfolio=portfolio, document=second, by=by, at=NOON)


@pytest.mark.clause("HB-55")
def test_the_library_is_of_today_once_the_planned_day_is_over():
    yesterday = NOON.date() - timedelta(days=1)
    portfolio = factories.portfolio(planned_on=yesterday)
    factories.piece(portfolio, worked_on=add_months(yesterday, -24))
    assert [row.age for row in queries.rows_of(portfolio, today=yesterday)] == ["in_time"]
    assert [row.age for row in queries.rows_of(portfolio, today=NOON.date())] == ["explain"]


def test_as_many_statements_for_thirty_pieces_as_for_one(portfolio, django_assert_num_queries):
    sheet = factories.sheet(portfolio, "1.1-2")
    piece = factories.piece(portfolio, sheet)
    file = piece.document.file.name
    for count in (1, 3, 30):
        while Piece.objects.count() < count:
            factories.piece(portfolio, sheet, document=factories.document(portfolio, file=file))
        with django_assert_num_queries(3):
            assert len(queries.rows_of(portfolio, today=NOON.date())) == count
