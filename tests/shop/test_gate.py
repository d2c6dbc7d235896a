"""The gate of downloads: ready when paid, two ticks, their confirmation sent, then the file; shut when given up."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.test import Client

from cilexportal.foundation.correspondence import sending
from cilexportal.foundation.correspondence.models import Message, MessageState
from cilexportal.foundation.documents.models import Document, DocumentState
from cilexportal.foundation.rulebook.refusal import Refused
from members.models import User
from shop.enums import Channel, ConsentTo, Ground
from shop.models import Access, Consent, Order, OrderLine, Product, Wording
from shop.queries import access as queries
from shop.queries.refund_facts import facts_of
from shop.rules import refunding
from shop.rules.policy import Policy
from shop.services import access, cancelling
from tests import factories as people
from tests.shop import factories
from tests.shop.factories import NOON

pytestmark = pytest.mark.django_db
BOTH = queries.TICKS
A_SECOND = timedelta(seconds=1)
SOON = NOON + timedelta(hours=1)


def with_file(thing: Product, *, state: str = DocumentState.CLEAN, name: str = "talk.pdf") -> int:
    """A file behind the gate, as staff sent it; the id of it."""
    path = default_storage.save(f"documents/test/{name}", ContentFile(b"%PDF-1.7 the talk"))
    clean = {"clean_size": 17, "clean_sha256": "0" * 64} if state == DocumentState.CLEAN else {}
    document = Document.objects.create(
        owner=people.UserFactory(), filename=name, media_type="application/pdf", size=17, sha256="0" * 64, file=path,
        state=state, received_at=NOON, checked_at=None if state == DocumentState.WAITING else NOON,
        reason="Bad" if state == DocumentState.REFUSED else "", **clean,
    )  # fmt: skip
    return access.add_file(product_id=thing.pk, document=document, at=NOON).pk


@pytest.fixture
def line(buyer: User, webinar: Product) -> OrderLine:
    return factories.order(buyer=buyer, lines=[(webinar, 1)]).lines.get()


@pytest.fixture
def file(webinar: Product) -> int:
    return with_file(webinar)


def tick(line: OrderLine, at: datetime = SOON, ticks: tuple = BOTH) -> Access:
    return access.pass_gate(line_id=line.pk, by=line.order.buyer, ticks=ticks, at=at)


def serve(line: OrderLine, file: int, at: datetime) -> Document:
    return access.serve(line_id=line.pk, file_id=file, at=at)


def clause_of(call: Callable[[], object]) -> str:
    with pytest.raises(Refused) as refused:
        call()
    return refused.value.refusals[0].clause


@pytest.mark.clause("LAW-CCR37", "TC-9.2.1")
def test_the_file_leaves_only_after_both_ticks_and_their_confirmation(
    line: OrderLine, file: int, mailoutbox: list
) -> None:
    assert clause_of(lambda: serve(line, file, SOON)) == "TC-9.2.1"
    tick(line)
    assert clause_of(lambda: serve(line, file, SOON)) == "LAW-CCR37"
    later = SOON + timedelta(seconds=9)
    sending.send_due(at=later, limit=9)
    gate = Access.objects.get(line=line)
    assert gate.confirmed_at == later
    assert serve(line, file, later + A_SECOND).filename == "talk.pdf"
    serve(line, file, later + timedelta(days=1))
    gate.refresh_from_db()
    assert (gate.first_opened_at, gate.times_opened) == (later + A_SECOND, 2)
    letter = next(mail for mail in mailoutbox if "at once" in mail.subject)
    for wording in Wording.objects.filter(code__in=BOTH):
        assert wording.text in letter.body


@pytest.mark.clause("TC-9.2.1", "LAW-CCR37")
def test_the_right_lives_until_the_first_access_and_ends_with_it(line: OrderLine, file: int) -> None:
    def may_change_mind(at: datetime) -> bool:
        return refunding.answer(facts_of([line])[line.pk], policy=Policy(), at=at).allowed

    tick(line)
    sending.send_due(at=SOON, limit=9)
    started = SOON + timedelta(minutes=1)
    assert may_change_mind(started)
    serve(line, file, started)
    assert may_change_mind(started - A_SECOND)
    assert not may_change_mind(started)


@pytest.mark.clause("LAW-CCR37")
@pytest.mark.parametrize("left_out", BOTH)
def test_one_tick_is_not_enough(line: OrderLine, file: int, left_out: ConsentTo) -> None:
    ticks = tuple(to for to in BOTH if to != left_out)
    assert clause_of(lambda: tick(line, ticks=ticks)) == "TC-9.2.1"
    assert not Consent.objects.exists()
    assert not Message.objects.exists()


def test_ticking_twice_confirms_once_with_the_first_instant(line: OrderLine) -> None:
    tick(line)
    tick(line, at=SOON + timedelta(minutes=5))
    assert Consent.objects.filter(line=line, given_at=SOON).count() == 2
    assert Message.objects.filter(kind=queries.AGREED).count() == 1


@pytest.mark.clause("TC-6.4")
def test_ready_is_accepted_and_paid(buyer: User, webinar: Product, file: int) -> None:
    unpaid = factories.order(buyer=buyer, lines=[(webinar, 1)], paid=False, employer=True).lines.get()
    assert clause_of(lambda: tick(unpaid)) == "TC-6.4"
    factories.pay(unpaid.order, at=SOON)
    assert clause_of(lambda: serve(unpaid, file, SOON - A_SECOND)) == "TC-6.4"
    assert tick(unpaid, at=SOON).ready_at == SOON
    placed = factories.order(buyer=buyer, lines=[(webinar, 1)], accepted_at=None).lines.get()
    assert queries.line_of(buyer.pk, placed.uuid) is None, "no contract, nothing on the shelf"


@pytest.mark.clause("LAW-CCR37")
def test_after_the_fourteen_days_there_is_nothing_left_to_ask(line: OrderLine, file: int) -> None:
    last = NOON.replace(day=16, hour=23, minute=59, second=59)
    assert clause_of(lambda: serve(line, file, last)) == "TC-9.2.1"
    assert serve(line, file, last + A_SECOND)


@pytest.mark.clause("TC-9.3")
def test_what_was_given_up_stays_shut_whether_or_not_it_had_been_touched(line: OrderLine, file: int) -> None:
    cancelling.give_up(
        line_id=line.pk, quantity=1, ground=Ground.CHANGE_OF_MIND, channel=Channel.PORTAL, sent_at=SOON,
        by=line.order.buyer, words="", at=SOON,
    )  # fmt: skip
    assert clause_of(lambda: serve(line, file, SOON)) == "TC-9.6"
    assert clause_of(lambda: tick(line)) == "TC-9.6"
    assert clause_of(lambda: serve(line, file, SOON + timedelta(days=99))) == "TC-9.6"


@pytest.mark.clause("TC-7.2")
def test_only_checked_files_of_the_product_and_older_versions_stay(
    line: OrderLine, webinar: Product, file: int
) -> None:
    newer, waiting = with_file(webinar, name="talk-2.pdf"), with_file(webinar, state=DocumentState.WAITING)
    other = with_file(factories.product())
    after = NOON + timedelta(days=20)
    assert {one.pk for one in queries.files_of(line)} == {file, newer}
    for wrong in (waiting, other, 0):
        with pytest.raises(access.NoSuchFile):
            serve(line, wrong, after)
    assert not Access.objects.filter(first_opened_at__isnull=False).exists()


@pytest.fixture
def client(buyer: User, sign_in: Callable, at: Callable) -> Client:
    at(SOON)
    return sign_in(buyer)


@pytest.mark.clause("TC-9.2.1", "LAW-CCR37", "TC-6.4")
def test_the_way_through_the_gate(client: Client, buyer: User, line: OrderLine, file: int, at: Callable) -> None:
    url = f"/shop/downloads/{line.uuid}/"
    assert line.title in client.get("/shop/downloads/").content.decode()
    page = client.get(url).content.decode()
    assert page.count('type="checkbox"') == 2
    assert " checked" not in page
    assert client.get(f"{url}{file}/")["Location"] == url, "a guessed address leads back to the gate"
    half = client.post(url, {**people.once(buyer), ConsentTo.DOWNLOAD_NOW: "on"}).content.decode()
    assert "Tick that you know what you lose." in half
    sent = {**people.once(buyer), ConsentTo.DOWNLOAD_NOW: "on", ConsentTo.LOSE_WHEN_STARTED: "on"}
    assert client.post(url, sent)["Location"] == url
    waits = client.get(url).content.decode()
    assert "We are sending your confirmation" in waits
    assert "See whether it has gone out" in waits, "a browser without scripts looks again by itself"
    sending.send_due(at=SOON, limit=9)
    opened = client.get(url, headers={"X-Requested-With": "fetch"}).content.decode()
    assert "talk.pdf" in opened
    assert not Access.objects.filter(first_opened_at__isnull=False).exists(), "looking at the page starts nothing"
    for name in ("Sec-Purpose", "Purpose", "X-Moz"):
        ahead = client.get(f"{url}{file}/", headers={name: "prefetch"})
        assert ahead.status_code == 503
    assert client.head(f"{url}{file}/").status_code == 200
    assert not Access.objects.filter(first_opened_at__isnull=False).exists(), "and asking starts nothing"
    answer = client.get(f"{url}{file}/")
    assert answer["Content-Disposition"] == 'attachment; filename="talk.pdf"'
    assert "no-store" in answer["Cache-Control"]
    assert answer["Content-Security-Policy"].startswith("sandbox")
    assert Access.objects.get().first_opened_at == SOON
    assert "First opened on" in client.get(url).content.decode()


def test_a_confirmation_that_cannot_go_out_is_said(client: Client, line: OrderLine, file: int) -> None:
    tick(line)
    Message.objects.update(state=MessageState.FAILED)
    page = client.get(f"/shop/downloads/{line.uuid}/").content.decode()
    assert "could not be sent" in page
    assert "http-equiv" not in page


def test_nobody_else_comes_to_the_gate(line: OrderLine, file: int, sign_in: Callable, at: Callable) -> None:
    at(NOON + timedelta(days=20))
    other = sign_in(people.UserFactory())
    url = f"/shop/downloads/{line.uuid}/"
    assert other.get(url).status_code == other.get(f"{url}{file}/").status_code == 404
    assert other.post(url, {}).status_code == 404
    assert Client().get(url).status_code == 302
    assert line.title not in other.get("/shop/downloads/").content.decode()


def test_the_shelf_takes_the_same_statements_whatever_its_length(
    buyer: User, client: Client, webinar: Product, django_assert_max_num_queries: Callable
) -> None:
    counts = []
    client.get("/shop/downloads/")
    for wanted in (1, 3, 30):
        while Order.objects.count() < wanted:
            factories.order(buyer=buyer, lines=[(webinar, 1)])
        with django_assert_max_num_queries(30) as counted:
            client.get("/shop/downloads/")
        counts.append(len(counted.captured_queries))
    assert len(set(counts)) == 1, counts
