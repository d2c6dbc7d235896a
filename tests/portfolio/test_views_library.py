"""The library's pages: files with and without the script, descriptions, pages with places, and whose they are."""

from __future__ import annotations

from collections.abc import Callable
from hashlib import sha256

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext

from cilexportal.foundation.documents.models import Document
from cilexportal.foundation.rulebook.refusal import Refused
from portfolio.models import Piece, SpotAnswer, Upload
from portfolio.queries.library import names_as_typed
from portfolio.rules.marks import mark_of
from portfolio.services import pieces, uploads
from tests import factories as people
from tests.applications.factories import NOON
from tests.foundation.documents import corpus
from tests.portfolio import factories

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("short_parts")]
FILE = corpus.pdf()
DESCRIBED = {
    "title": "Advice", "kind": "letter", "source": "An appeal", "matter": "Matter A", "worked_on_day": "2",
    "worked_on_month": "3", "worked_on_year": "2026", "shows_date": "yes", "shows_name": "no",
    "shows_reference": "yes", "why_missing": "Others signed.", "own_work": "on", "version": "1",
}  # fmt: skip


@pytest.fixture
def client(owner, sign_in: Callable):
    return sign_in(owner)


@pytest.fixture
def url(portfolio) -> str:
    return f"/applications/{portfolio.case.application.uuid}/portfolio/library/"


def begin(client, url, size: int = len(FILE), name: str = "letter.pdf", **more):
    return client.post(f"{url}uploads/", {"name": name, "size": size, **more}, content_type="application/json")


def put(client, address: str, offset: int, content: bytes, **headers):
    kind = "application/octet-stream"
    return client.put(address, content, content_type=kind, headers={"Upload-Offset": str(offset), **headers})


@pytest.mark.clause("HB-37")
def test_parts_go_on_where_they_stopped(client, url):
    assert b"Nothing is here yet" in client.get(url).content
    begun = begin(client, url).json()
    assert (begun["arrived"], begun["part_bytes"]) == (0, uploads.PART_BYTES)
    assert put(client, begun["url"], 0, FILE[:300]).json() == {"arrived": 300, "done": False}
    assert b"Stopped half-way" in client.get(url).content
    assert begin(client, url).json()["arrived"] == 300
    wrong = put(client, begun["url"], 0, FILE[:300])
    assert (wrong.status_code, wrong.json()) == (409, {"arrived": 300, "sha256": sha256(FILE[:300]).hexdigest()})
    done = put(client, begun["url"], 300, FILE[300:]).json()
    assert done["done"]
    assert put(client, begun["url"], len(FILE), b"").json()["url"] == done["url"]  # its answer was lost
    assert client.get(done["url"]).status_code == 200
    assert client.get(begun["url"]).url == url
    assert Piece.objects.count() == 1


def test_another_file_of_the_same_name_begins_anew(client, url):
    first = begin(client, url).json()
    put(client, first["url"], 0, b"x" * 300)
    second = begin(client, url, anew=True).json()
    assert second["arrived"] == 0
    assert put(client, first["url"], 300, FILE[300:]).status_code == 404
    assert put(client, second["url"], 0, FILE).json()["done"]


@pytest.mark.parametrize(
    ("body", "sentence"),
    [("{", "could not be read"), ("[]", "could not be read"), ('{"name": "a.pdf", "size": true}', "could not be read"),
     ('{"name": "a.eml", "size": 9}', "Paste an email"), ('{"name": "a.pdf", "size": 99000000}', "the most that is"),
     ("[" * 100_000, "could not be read"), ('{"name": "a.pdf", "size": 1' + "0" * 400 + "}", "could not be read")],
    ids=range(7),
)  # fmt: skip
def test_what_cannot_begin_says_why(client, url, body, sentence):
    answer = client.post(f"{url}uploads/", body, content_type="application/json")
    assert answer.status_code == 422
    assert sentence in answer.json()["sentence"]


@pytest.mark.parametrize("offset", ["", "-1", "x", "9" * 12])
def test_a_part_without_its_place_is_not_read(client, url, offset):
    answer = put(client, begin(client, url).json()["url"], 0, b"x", **{"Upload-Offset": offset})
    assert answer.status_code == 422


def test_a_part_that_is_too_long_is_not_kept(client, url):
    address = begin(client, url, size=3_000_000).json()["url"]
    assert put(client, address, 0, b"x" * (uploads.PART_BYTES + 1)).status_code == 422
    assert Upload.objects.get().arrived == 0


def test_nobody_sends_parts_to_another(client, url, sign_in):
    address = begin(client, url).json()["url"]
    stranger = sign_in(people.UserFactory())
    assert put(stranger, address, 0, FILE).status_code == 404
    assert begin(stranger, url).status_code == 404
    theirs = factories.portfolio(people.UserFactory())
    elsewhere = address.replace(url, f"/applications/{theirs.case.application.uuid}/portfolio/library/")
    assert put(sign_in(theirs.case.application.user), elsewhere, 0, FILE).status_code == 404


@pytest.mark.clause("HB-37", "HB-38b")
def test_a_plain_form_sends_files_whole_each_for_itself(client, url, owner):
    files = [
        SimpleUploadedFile("a.pdf", FILE), SimpleUploadedFile("b.eml", b"x"),
        SimpleUploadedFile("c.png", corpus.picture("PNG")),
    ]  # fmt: skip
    page = client.post(f"{url}add/", {**people.once(owner), "files": files}, follow=True).content.decode()
    assert "2 files are in your library" in page
    assert "b.eml was not taken" in page
    assert Piece.objects.count() == 2
    assert "Choose a file first" in client.post(f"{url}add/", people.once(owner), follow=True).content.decode()


def test_files_are_stored_before_the_portfolio_is_held(client, url, owner, monkeypatch):
    held_by_then, receive = [], pieces.documents.receive

    def received(**told):
        held_by_then.append([one["sql"] for one in asked if "FOR UPDATE" in one["sql"]])
        return receive(**told)

    monkeypatch.setattr(pieces.documents, "receive", received)
    files = [SimpleUploadedFile(f"{number}.pdf", corpus.pdf(pages=number)) for number in (1, 2)]
    with CaptureQueriesContext(connection) as asked:
        client.post(f"{url}add/", {**people.once(owner), "files": files})
    assert held_by_then == [[], []]
    assert Piece.objects.count() == 2


def test_what_is_refused_once_it_is_stored_leaves_no_row(client, url, owner, monkeypatch):
    def refuses(**told):
        raise Refused.because("HB-57", "Frozen meanwhile.")

    monkeypatch.setattr(pieces, "held", refuses)
    sent = {**people.once(owner), "files": SimpleUploadedFile("a.pdf", FILE)}
    assert "a.pdf was not taken. Frozen meanwhile." in client.post(f"{url}add/", sent, follow=True).content.decode()
    assert not Document.objects.exists()


def test_a_part_of_an_upload_that_was_given_up_meanwhile_is_not_found(client, url, monkeypatch):
    address, put_there = begin(client, url).json()["url"], uploads.private_files.put

    def given_up_first(name, content):
        Upload.objects.all().delete()
        return put_there(name, content)

    monkeypatch.setattr(uploads.private_files, "put", given_up_first)
    assert put(client, address, 0, FILE[:300]).status_code == 404


@pytest.mark.clause("HB-38")
def test_an_answer_to_a_place_that_is_gone_is_given_back(client, url, owner, portfolio):
    piece = factories.piece(portfolio, pages=1)
    answer = client.post(f"{url}{piece.uuid}/pages/1/", {**people.once(owner), "spot_0": "A public office."})
    assert answer.status_code == 422
    assert "A public office." in answer.content.decode()


def test_a_stopped_upload_is_forgotten(client, url, owner):
    address = begin(client, url).json()["url"]
    put(client, address, 0, FILE[:9])
    client.post(f"{address}drop/", people.once(owner))
    assert not Upload.objects.exists()


@pytest.mark.clause("HB-37a", "HB-40", "HB-41", "HB-42a", "HB-43", "HB-44")
def test_a_piece_is_described(client, url, owner, portfolio):
    piece = factories.piece(portfolio, factories.sheet(portfolio, "1.1-2"), shows_name=False)
    address = f"{url}{piece.uuid}/"
    page = client.get(address).content.decode()
    assert "1.1(2)" in page
    assert 'id="id_why_missing"' in page
    assert client.post(address, {**people.once(owner), **DESCRIBED}).status_code == 302
    piece.refresh_from_db()
    assert (piece.title, piece.shows_name, piece.own_work, piece.version) == ("Advice", False, True, 2)
    barred = client.post(address, {**people.once(owner), **DESCRIBED, "version": "2", "kind": "policy"})
    assert barred.status_code == 422
    assert "never evidence" in barred.content.decode()
    stale = client.post(address, {**people.once(owner), **DESCRIBED})
    assert "changed while your page was open" in stale.content.decode()


@pytest.mark.clause("HB-37a")
def test_a_description_that_another_page_came_before_can_be_sent_again(client, url, owner, portfolio):
    piece = factories.piece(portfolio, matter="Matter B", version=2, shows_name=None)
    address = f"{url}{piece.uuid}/"
    stale = client.post(address, {**people.once(owner), **DESCRIBED})
    html = stale.content.decode()
    assert stale.status_code == 422
    assert "The other page says “Matter B”" in html
    assert "The other page leaves this empty." in html, "it answers no question that this one answers"
    assert "Others signed." in html
    version = html.split('name="version" value="')[1].split('"')[0]
    again = client.post(address, {**people.once(owner), **DESCRIBED, "version": version})
    assert again.status_code == 302
    piece.refresh_from_db()
    assert (piece.matter, piece.version) == ("Matter A", 3)


@pytest.mark.clause("HB-42a")
def test_what_the_board_asks_of_a_piece_is_not_called_optional_and_may_wait(client, url, owner, portfolio):
    piece = factories.piece(portfolio)
    address = f"{url}{piece.uuid}/"
    page = client.get(address).content.decode()
    for first, box in (
        ("Kind of document", "id_kind"),
        ("Matter", "id_matter"),
        ("the work done?", "id_worked_on_day"),
    ):
        assert "(optional)" not in page[page.index(first) : page.index(f'id="{box}"')]
    assert client.post(address, {**people.once(owner), "title": "Advice", "version": "1"}).status_code == 302
    piece.refresh_from_db()
    assert (piece.title, piece.kind, piece.matter, piece.worked_on) == ("Advice", "", "", None)


@pytest.mark.clause("HB-41")
def test_a_month_without_its_day_is_no_date(client, url, owner, portfolio):
    piece = factories.piece(portfolio)
    answer = client.post(f"{url}{piece.uuid}/", {**people.once(owner), **DESCRIBED, "worked_on_day": ""})
    assert answer.status_code == 422
    assert Piece.objects.get().version == 1


@pytest.mark.clause("HB-42a")
def test_none_of_the_three_questions_comes_answered(client, url, owner, portfolio):
    document = factories.document(portfolio)
    piece = pieces.take(portfolio=portfolio, document=document, by=owner, at=NOON)
    address = f"{url}{piece.uuid}/"
    assert "checked" not in client.get(address).content.decode().split('id="id_own_work"')[0].split("<form")[-1]
    unanswered = {name: value for name, value in DESCRIBED.items() if not name.startswith("shows_")}
    assert client.post(address, {**people.once(owner), **unanswered}).status_code == 302
    piece.refresh_from_db()
    assert (piece.shows_date, piece.shows_name, piece.shows_reference) == (None, None, None)
    client.post(address, {**people.once(owner), **DESCRIBED, "version": "2"})
    piece.refresh_from_db()
    assert (piece.shows_date, piece.shows_name, piece.shows_reference) == (True, False, True)


@pytest.mark.clause("HB-41b")
def test_each_example_has_a_box_for_the_reason_of_its_own(client, url, owner, portfolio):
    sheets = [factories.sheet(portfolio, place) for place in ("2.1-1", "1.2-3")]
    piece = factories.piece(portfolio, *sheets)
    address = f"{url}{piece.uuid}/"
    html = client.get(address).content.decode()
    assert html.index("newer be used for 1.2(3)?") < html.index("newer be used for 2.1?")
    client.post(address, {**people.once(owner), **DESCRIBED, f"why_old_{sheets[0].uuid.hex}": "I was ill."})
    assert list(piece.on_sheets.order_by("sheet_id").values_list("why_old", flat=True)) == ["I was ill.", ""]


@pytest.mark.clause("HB-38")
def test_two_pages_do_not_overwrite_each_others_list_of_names(client, url, owner, portfolio):
    shown = client.get(f"{url}names/").content.decode()
    seen = shown.split('name="version" value="')[1].split('"')[0]
    portfolio.private_names = ["Ada", "Emmy"]
    portfolio.save()
    stale = client.post(f"{url}names/", {**people.once(owner), "names": "Grace", "version": seen}).content.decode()
    assert "The other page says “Ada, Emmy”" in stale
    assert "Grace</textarea>" in stale
    version = stale.split('name="version" value="')[1].split('"')[0]
    client.post(f"{url}names/", {**people.once(owner), "names": "Ada\nGrace", "version": version})
    portfolio.refresh_from_db()
    assert portfolio.private_names == ["Ada", "Grace"]


@pytest.mark.clause("HB-38")
def test_more_places_than_are_listed_are_told(client, url, portfolio):
    piece = factories.piece(portfolio, pages=1, more_spots=12)
    SpotAnswer.objects.create(piece=piece, page=1, kind="email", box=[0.1, 0.1, 0.3, 0.2])
    assert "12 places more were found" in client.get(f"{url}{piece.uuid}/").content.decode()


@pytest.mark.clause("HB-38", "HB-39")
def test_a_page_shows_its_places_and_takes_answers(client, url, owner, portfolio):
    file = default_storage.save("a/page.pdf", ContentFile(corpus.pdf(pages=2)))
    piece = factories.piece(portfolio, document=factories.document(portfolio, file=file), pages=2)
    spot = SpotAnswer.objects.create(piece=piece, page=2, kind="email", box=[0.1, 0.1, 0.3, 0.2])
    address = f"{url}{piece.uuid}/pages/2/"
    assert "1 place, 1 not answered" in " ".join(client.get(f"{url}{piece.uuid}/").content.decode().split())
    assert "1. Looks like an email address" in client.get(address).content.decode()
    picture = client.get(f"{address}picture/")
    assert (picture["Content-Type"], picture["Cache-Control"]) == ("image/jpeg", "private, no-store")
    client.post(address, {**people.once(owner), f"spot_{spot.pk}": "It is mine."})
    spot.refresh_from_db()
    assert spot.why_kept == "It is mine."
    assert client.get(f"{url}{piece.uuid}/pages/3/").status_code == 404
    assert "no proof" in client.get(f"{url}{piece.uuid}/").content.decode()


@pytest.mark.clause("HB-38a")
def test_an_email_is_pasted(client, url, owner):
    email = {
        "title": "An email",
        "sender": "me",
        "recipient": "you",
        "sent_on": "2 March",
        "subject": "",
        "words": "Dear",
    }
    assert client.post(f"{url}paste/", {**people.once(owner), **email}).status_code == 302
    link = client.post(f"{url}paste/", {**people.once(owner), **email, "words": "https://example.org"})
    assert (link.status_code, Piece.objects.count()) == (422, 1)


@pytest.mark.clause("HB-38")
def test_names_are_kept_for_their_owner_alone(client, url, owner, portfolio):
    seen = mark_of(names_as_typed(portfolio))
    client.post(f"{url}names/", {**people.once(owner), "names": "Ada\nMary Somerville", "version": seen})
    portfolio.refresh_from_db()
    assert portfolio.private_names == ["Ada", "Mary Somerville"]
    assert client.post(f"{url}names/", {**people.once(owner), "names": "x"}).status_code == 422


def test_a_piece_is_mended_removed_and_brought_back(client, url, owner, portfolio):
    piece = factories.piece(portfolio)
    address = f"{url}{piece.uuid}/"
    assert (
        "Choose the mended file" in client.post(f"{address}replace/", people.once(owner), follow=True).content.decode()
    )
    sent = {**people.once(owner), "file": SimpleUploadedFile("b.pdf", FILE)}
    assert "being checked" in client.post(f"{address}replace/", sent, follow=True).content.decode()
    client.post(f"{url}{Piece.objects.get(removed_at=None).uuid}/remove/", people.once(owner))
    assert not Piece.objects.filter(removed_at=None).exists()
    client.post(f"{address}back/", people.once(owner))
    assert Piece.objects.get(removed_at=None) == piece


@pytest.mark.clause("HB-36")
def test_as_many_statements_for_thirty_pieces_as_for_one(client, url, portfolio):
    file = default_storage.save("a/b.pdf", ContentFile(b"%PDF"))
    sheet, counted = factories.sheet(portfolio, "1.1-1", saved_at=NOON), []
    for count in (1, 3, 30):
        while Piece.objects.count() < count:
            factories.piece(portfolio, sheet, document=factories.document(portfolio, file=file))
        with CaptureQueriesContext(connection) as asked:
            assert client.get(url).status_code == 200
        counted.append(sum('FROM "portfolio_' in one["sql"] for one in asked.captured_queries))
    assert counted == [counted[0]] * 3
