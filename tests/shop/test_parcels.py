"""Parcels, attempts, attendance, and what follows at once from a line being paid."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

import pgtrigger
import pytest
from django.test import Client

from cilexportal.foundation.correspondence.models import Message
from cilexportal.foundation.rulebook.refusal import Refused
from cpd.models import Record
from members.models import User
from shop.enums import Channel, Ground, Supply
from shop.models import Access, ContactAttempt, Order, OrderedSession, Parcel, Product
from shop.queries import parcels as queries
from shop.queries.refund_facts import facts_of
from shop.services import cancelling, fulfilment, orders
from tests import factories as people
from tests.shop import factories
from tests.shop.factories import NOON

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


@pytest.fixture
def finance(db: None) -> User:
    return people.staff("finance")


@pytest.fixture
def order(buyer: User, book: Product) -> Order:
    return factories.order(buyer=buyer, lines=[(book, 3)])


def send(order: Order, quantity: int, by: User, at=NOON + DAY) -> Parcel:
    return fulfilment.dispatch(
        order_id=order.pk, units={order.lines.get().pk: quantity}, carrier="Post", tracking="AB1", by=by, at=at
    )


@pytest.mark.clause("TC-9.3a", "TC-6.5")
def test_part_of_a_line_goes_in_each_parcel_and_the_last_to_arrive_counts(order: Order, finance: User) -> None:
    line = order.lines.get()
    first, second = send(order, 2, finance), send(order, 1, finance)
    assert facts_of([line])[line.pk].goods.received_on == (None, None)
    fulfilment.deliver(parcel_id=first.pk, on=date(2026, 11, 4), by_carrier=True, by=finance, at=NOON + 3 * DAY)
    assert set(facts_of([line])[line.pk].goods.received_on) == {date(2026, 11, 4), None}
    fulfilment.deliver(parcel_id=second.pk, on=date(2026, 11, 9), by_carrier=False, by=finance, at=NOON + 7 * DAY)
    assert set(facts_of([line])[line.pk].goods.received_on) == {date(2026, 11, 4), date(2026, 11, 9)}
    assert Message.objects.filter(kind="shop.dispatched", to_email=order.email).count() == 2


@pytest.mark.parametrize("quantity", [0, 4])
def test_no_parcel_is_empty_or_holds_more_than_is_here(order: Order, finance: User, quantity: int) -> None:
    with pytest.raises(Refused):
        send(order, quantity, finance)
    assert not Parcel.objects.exists()


def test_what_was_given_up_or_sent_is_not_sent_again(order: Order, finance: User) -> None:
    cancelling.give_up(
        line_id=order.lines.get().pk, quantity=1, ground=Ground.CHANGE_OF_MIND, channel=Channel.PORTAL,
        sent_at=NOON, by=order.buyer, words="", at=NOON,
    )  # fmt: skip
    send(order, 1, finance)
    assert queries.lines_to_send().get().left == 1
    with pytest.raises(Refused, match="1 of Conveyancing in practice"):
        send(order, 2, finance)
    send(order, 1, finance)
    assert not queries.lines_to_send().exists()


@pytest.mark.clause("TC-6.5")
@pytest.mark.parametrize("on", [date(2026, 11, 2), date(2026, 11, 5)])
def test_a_parcel_arrives_between_its_dispatch_and_today_and_once(order: Order, finance: User, on: date) -> None:
    parcel, now = send(order, 3, finance), NOON + 2 * DAY
    with pytest.raises(Refused, match="from 3 November 2026, when it was sent, to 4 November 2026"):
        fulfilment.deliver(parcel_id=parcel.pk, on=on, by_carrier=True, by=finance, at=now)
    fulfilment.deliver(parcel_id=parcel.pk, on=date(2026, 11, 4), by_carrier=True, by=finance, at=now)
    with pytest.raises(Refused, match="was delivered on 4 November 2026"):
        fulfilment.fail_delivery(parcel_id=parcel.pk, on=date(2026, 11, 4), by=finance, at=now)


@pytest.mark.clause("TC-6.8", "TC-6.8a", "TC-6.7")
def test_a_failed_delivery_is_written_about_and_two_days_of_trying_open_the_end(order: Order, finance: User) -> None:
    parcel, now = send(order, 3, finance), NOON + 2 * DAY
    fulfilment.fail_delivery(parcel_id=parcel.pk, on=date(2026, 11, 4), by=finance, at=now)
    assert Message.objects.filter(kind="shop.delivery_failed").count() == 1
    for at, may_end in ((now, False), (now + timedelta(hours=1), False), (now + DAY, True)):
        fulfilment.record_attempt(order_id=order.pk, note="Called, no answer.", by=finance, at=at)
        found = queries.sending(order.uuid, at=at)
        assert found is not None
        assert found.may_end is may_end
    with pytest.raises(Refused):
        fulfilment.record_attempt(order_id=order.pk, note=" ", by=finance, at=now)
    fulfilment.deliver(parcel_id=parcel.pk, on=date(2026, 11, 5), by_carrier=True, by=finance, at=now + DAY)


@pytest.mark.clause("TC-6.3")
def test_who_came_is_marked_once_the_session_has_begun(course: Product, buyer: User, finance: User) -> None:
    mine = factories.order(buyer=buyer, lines=[(course, 1)]).lines.get().sessions.get(number=1)
    factories.order(lines=[(course, 1)])
    session = mine.session
    with pytest.raises(Refused, match="10 December 2026 at 12:00pm"):
        fulfilment.mark(session_id=session.pk, came=[mine.pk], by=finance, at=session.starts_at - timedelta(seconds=1))
    assert fulfilment.mark(session_id=session.pk, came=[mine.pk], by=finance, at=session.starts_at) == 1
    marks = OrderedSession.objects.filter(session=session)
    assert sorted(marks.values_list("attended", flat=True)) == [False, True]
    assert not OrderedSession.objects.filter(attended__isnull=False).exclude(session=session).exists()


def unpaid(order: Order) -> None:
    """Has it told anew that the order is paid; nothing but a test can."""
    with pgtrigger.ignore("shop.Order:paid_stays_paid"):
        Order.objects.filter(pk=order.pk).update(paid_at=None)
    order.refresh_from_db()


@pytest.mark.clause("TC-6.4")
def test_a_paid_download_has_its_gate_and_a_paid_course_becomes_one_draft(course: Product, webinar: Product) -> None:
    member = people.MemberFactory()
    order = factories.order(buyer=member.user, lines=[(course, 1), (webinar, 1)], paid=False)
    factories.pay(order, at=NOON)
    for _ in range(2):
        unpaid(order)
        assert orders.tell_paid(order, at=NOON)
    assert Access.objects.get().ready_at == NOON
    record = Record.objects.get()
    assert record.member == member
    assert record.complete_at is None
    assert record.typing.fields["title"] == "Six evenings on costs"
    assert record.typing.fields["hours"] == "12"
    day = [record.typing.fields[f"completed_on_{part}"] for part in ("day", "month", "year")]
    assert day == ["14", "1", "2027"], "the day of the last session"
    assert not {"199", "£"} & set(" ".join(map(str, record.typing.fields.values())).split())


def test_a_buyer_who_is_no_member_has_no_logbook(course: Product, buyer: User) -> None:
    order = factories.order(buyer=buyer, lines=[(course, 1)])
    unpaid(order)
    assert orders.tell_paid(order, at=NOON)
    assert not Record.objects.exists()


@pytest.fixture
def desk(finance: User, sign_in: Callable, at: Callable) -> Client:
    at(NOON + 2 * DAY)
    return sign_in(finance)


def test_the_desk_sends_delivers_and_tries(desk: Client, finance: User, order: Order) -> None:
    line = order.lines.get()
    assert order.number in desk.get("/desk/shop/parcels/").content.decode()
    url = f"/desk/shop/parcels/{order.uuid}/"
    wrong = desk.post(url, {**people.once(finance), "send": "1", f"units_{line.pk}": "4"}).content.decode()
    assert "less than or equal to 3" in wrong
    sent = {**people.once(finance), "send": "1", f"units_{line.pk}": "3", "carrier": "Post"}
    assert desk.post(url, sent)["Location"] == url
    parcel = Parcel.objects.get()
    day = {"on_day": "4", "on_month": "11", "on_year": "2026", "what": "failed"}
    assert desk.post(f"{url}{parcel.pk}/", {**people.once(finance), **day})["Location"] == url
    assert "Nobody was there" in desk.get("/desk/shop/parcels/").content.decode()
    desk.post(url, {**people.once(finance), "attempt": "1", "note": "Rang twice."})
    assert ContactAttempt.objects.get().note == "Rang twice."
    late = {**day, "what": "delivered", "on_day": "30"}
    refused = desk.post(f"{url}{parcel.pk}/", {**people.once(finance), **late}).content.decode()
    assert "Give a day from" in refused
    desk.post(f"{url}{parcel.pk}/", {**people.once(finance), **day, "what": "delivered", "by_carrier": "on"})
    parcel.refresh_from_db()
    assert (parcel.delivered_on, parcel.delivered_by_carrier) == (date(2026, 11, 4), True)
    assert "said by the carrier" in desk.get(url).content.decode()


def test_the_desk_marks_who_came(desk: Client, finance: User, buyer: User, at: Callable, sign_in: Callable) -> None:
    thing = factories.product(Supply.SESSIONS, 100, sessions=factories.weekly(NOON + DAY, 2))
    booked = factories.order(buyer=buyer, lines=[(thing, 1)]).lines.get().sessions.get(number=1)
    url = f"/desk/shop/sessions/{booked.session_id}/"
    assert "Ada Example" in desk.get(url).content.decode()
    assert "To be marked" in desk.get("/desk/shop/sessions/?show=past").content.decode()
    desk.post(url, {**people.once(finance), "came": str(booked.pk)})
    booked.refresh_from_db()
    assert (booked.attended, booked.marked_by) == (True, finance)
    later = thing.sessions.get(number=2)
    assert "can be marked from its beginning on" in desk.get(f"/desk/shop/sessions/{later.pk}/").content.decode()


def test_staff_add_a_file_that_nobody_gets_before_it_is_checked(desk: Client, finance: User, webinar: Product) -> None:
    from django.core.files.uploadedfile import SimpleUploadedFile

    url = f"/desk/shop/products/{webinar.slug}/files/"
    upload = SimpleUploadedFile("talk.pdf", b"%PDF-1.7\n%%EOF", content_type="application/pdf")
    assert desk.post(url, {**people.once(finance), "file": upload})["Location"] == url
    assert "Being checked" in desk.get(url).content.decode()
    bad = SimpleUploadedFile("talk.exe", b"MZ", content_type="application/pdf")
    assert "none of the types" in desk.post(url, {**people.once(finance), "file": bad}).content.decode()


@pytest.mark.parametrize("url", ["/desk/shop/parcels/", "/desk/shop/sessions/", "/desk/shop/products/"])
def test_lists_take_the_same_statements_whatever_their_length(
    desk: Client, url: str, finance: User, book: Product, django_assert_max_num_queries: Callable
) -> None:
    Product.objects.filter(pk=book.pk).update(left=None)
    counts, made = [], 0
    desk.get(url)
    for wanted in (1, 3, 30):
        while made < wanted:
            thing = factories.product(Supply.SESSIONS, 100, sessions=factories.weekly(NOON + 9 * DAY, 1))
            order = factories.order(lines=[(thing, 1), (book, 2)])
            line = order.lines.get(product=book)
            fulfilment.dispatch(order_id=order.pk, units={line.pk: 1}, carrier="", tracking="", by=finance, at=NOON)
            made += 1
        with django_assert_max_num_queries(40) as counted:
            desk.get(url)
        counts.append(len(counted.captured_queries))
    assert len(set(counts)) == 1, counts


def test_nobody_but_finance_is_at_this_desk(order: Order, sign_in: Callable) -> None:
    client = sign_in(order.buyer)
    for url in ("parcels/", f"parcels/{order.uuid}/", "sessions/", "products/"):
        assert client.get(f"/desk/shop/{url}").status_code == 404
