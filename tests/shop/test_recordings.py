"""Recordings behind the gate: taken by what they are, played in pieces, and started by playing and nothing else."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from cilexportal.foundation import private_files
from cilexportal.foundation.documents import checking
from cilexportal.foundation.documents.models import DocumentState
from members.models import User
from shop.models import Access, OrderLine, Product, ProductFile
from shop.services import access
from shop.services.access import pass_gate
from tests import factories as people
from tests.shop import factories
from tests.shop.factories import NOON

pytestmark = [pytest.mark.django_db, pytest.mark.clause("TC-6.4", "LAW-CCR37")]
SOON = NOON + timedelta(hours=1)
MP3 = b"ID3\x04" + b"".join(number.to_bytes(2, "big") for number in range(512))


def box(kind: bytes, inside: bytes = b"") -> bytes:
    return (8 + len(inside)).to_bytes(4, "big") + kind + inside


MP4 = box(b"ftyp", b"isom\0\0\2\0isomiso2mp41") + box(b"moov", b"m" * 50) + box(b"mdat", b"d" * 500)
M4A = box(b"ftyp", b"M4A \0\0\2\0M4A isom") + box(b"moov") + box(b"mdat", b"d" * 99)


@pytest.fixture
def line(buyer: User, webinar: Product) -> OrderLine:
    return factories.order(buyer=buyer, lines=[(webinar, 1)]).lines.get()


@pytest.fixture
def add(webinar: Product, sign_in: Callable, at: Callable) -> Callable[..., str]:
    """Adds a file at finance's desk and has it checked; gives the page that answered."""
    at(SOON)
    finance = people.staff("finance")

    def add(name: str, content: bytes, **more: str) -> str:
        sent = {**people.once(finance), "file": SimpleUploadedFile(name, content), **more}
        page = sign_in(finance).post(f"/desk/shop/products/{webinar.slug}/files/", sent, follow=True)
        checking.check_waiting(at=SOON, limit=5)
        return page.content.decode()

    return add


@pytest.fixture
def play(line: OrderLine, add: Callable[..., str], buyer: User, sign_in: Callable) -> tuple[Client, str]:
    """A browser of the buyer, and the address of an MP3 whose gate is still shut."""
    add("talk.mp3", MP3, transcript="https://example.org/talk/words")
    return sign_in(buyer), f"/shop/downloads/{line.uuid}/{ProductFile.objects.get().pk}/"


def open_gate(line: OrderLine) -> None:
    pass_gate(line_id=line.pk, by=line.order.buyer, ticks=access.MISSING.keys(), at=SOON)
    access.confirmed({"line": line.pk}, SOON)


@pytest.mark.clause("REC-19")
@pytest.mark.parametrize(
    ("name", "content", "state"),
    [
        ("a.mp3", MP3, DocumentState.CLEAN),
        ("a.mp4", MP4, DocumentState.CLEAN),
        ("a.m4a", M4A, DocumentState.CLEAN),
        ("cut.mp4", MP4[:-1], DocumentState.REFUSED),
        ("empty.mp4", MP4[:28], DocumentState.REFUSED),
    ],
)
def test_whole_recordings_are_taken_and_kept_as_they_are(
    add: Callable[..., str], name: str, content: bytes, state: str
) -> None:
    add(name, content)
    document = ProductFile.objects.get().document
    assert document.state == state, document.reason
    if state == DocumentState.CLEAN:
        assert document.file.read() == content
        document.file.close()


@pytest.mark.clause("REC-19")
def test_what_is_no_recording_or_too_long_is_refused(add: Callable[..., str], settings: object) -> None:
    assert "MP3, M4A or MP4" in add("a.mp3", b"MZ" + b"\0" * 100)
    assert "does not end in .mp3" in add("a.mp4", MP3)
    settings.RECORDING_MAX_BYTES = 500  # type: ignore[attr-defined]
    assert "Send a smaller copy" in add("a.mp3", MP3)
    assert not ProductFile.objects.exists()


def test_nothing_plays_before_both_ticks_and_looking_starts_nothing(play: tuple[Client, str], line: OrderLine) -> None:
    browser, url = play
    for page in ("play/", "stream/"):
        assert browser.get(url + page)["Location"] == f"/shop/downloads/{line.uuid}/"
    open_gate(line)
    page = browser.get(f"{url}play/").content.decode()
    assert f'<audio class="player" controls preload="none" src="{url}stream/"' in page
    assert 'href="https://example.org/talk/words"' in page
    assert "Listen to talk.mp3" in browser.get(f"/shop/downloads/{line.uuid}/").content.decode()
    browser.head(f"{url}stream/")
    assert Access.objects.get().first_opened_at is None
    assert b"".join(browser.get(f"{url}stream/").streaming_content) == MP3
    assert Access.objects.get().first_opened_at == SOON


@pytest.mark.parametrize(
    ("asked", "status", "content"),
    [
        ("bytes=0-", 206, MP3),
        ("bytes=0-99", 206, MP3[:100]),
        ("bytes=100-199", 206, MP3[100:200]),
        ("bytes=1000-99999", 206, MP3[1000:]),
        ("bytes=-10", 206, MP3[-10:]),
        ("bytes=-", 200, MP3),
        ("bytes=0-1,5-6", 200, MP3),
        ("lines=1-2", 200, MP3),
        (f"bytes={'9' * 5000}-", 200, MP3),
        ("bytes=5000-", 416, b""),
        ("bytes=9-8", 416, b""),
    ],
    ids=range(11),
)
def test_a_player_asks_for_pieces(
    play: tuple[Client, str], line: OrderLine, asked: str, status: int, content: bytes
) -> None:
    browser, url = play
    open_gate(line)
    answer = browser.get(f"{url}stream/", headers={"range": asked})
    assert (answer.status_code, answer.getvalue()) == (status, content)
    assert (answer["X-Content-Type-Options"], answer["Cache-Control"]) == ("nosniff", "private, no-store")
    assert "sandbox" in answer["Content-Security-Policy"]
    if status == 206:
        first = MP3.index(content) if content != MP3 else 0
        assert answer["Content-Range"] == f"bytes {first}-{first + len(content) - 1}/{len(MP3)}"
        assert answer["Content-Length"] == str(len(content))


def test_the_pieces_of_one_recording_are_one_opening(play: tuple[Client, str], line: OrderLine) -> None:
    browser, url = play
    open_gate(line)
    for asked in ("bytes=0-99", "bytes=100-199", "bytes=200-"):
        browser.get(f"{url}stream/", headers={"range": asked}).getvalue()
    assert Access.objects.get().times_opened == 1


def test_a_document_has_no_player(line: OrderLine, buyer: User, add: Callable[..., str], sign_in: Callable) -> None:
    add("a.mp3", MP3)
    file = ProductFile.objects.get()
    type(file.document).objects.filter(pk=file.document_id).update(media_type="application/pdf")
    open_gate(line)
    for page in ("play/", "stream/"):
        assert sign_in(buyer).get(f"/shop/downloads/{line.uuid}/{file.pk}/{page}").status_code == 404


def test_an_empty_file_has_no_range() -> None:
    assert private_files.range_of("bytes=0-", size=0) == (0, -1)


@pytest.mark.parametrize("proxy", ["docs/deploy.md", "deploy/Caddyfile"])
def test_the_proxies_let_through_what_staff_and_everybody_else_may_send_and_little_more(proxy: str) -> None:
    text = (settings.BASE_DIR / proxy).read_text(encoding="utf-8")
    sizes = sorted(int(size) * 10**6 for size in re.findall(r"(?:client_max_body_size|max_size) (\d+)M", text, re.I))
    for size, longest in zip(sizes, (settings.REQUEST_MAX_BYTES, settings.STAFF_REQUEST_MAX_BYTES), strict=True):
        assert longest <= size < longest + 10**6, "nginx counts a megabyte a little longer still"
