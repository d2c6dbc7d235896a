"""A wish for something else: quoted, agreed or not; unanswered it changes nothing."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest

from cilexportal.foundation.correspondence import rendering
from cilexportal.foundation.correspondence.models import Message
from cilexportal.foundation.rulebook.refusal import Refused
from members.models import User
from shop.enums import Ground
from shop.models import Cancellation, ChangeRequest, OrderLine, Product
from shop.services import changes, invoicing
from tests import factories as people
from tests.shop import factories
from tests.shop.factories import NOON

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)
LAST_MINUTE = NOON.replace(day=16, hour=23, minute=59)


@pytest.fixture
def finance(db: None) -> User:
    return people.staff("finance")


@pytest.fixture
def line(buyer: User, course: Product) -> OrderLine:
    order = factories.order(buyer=buyer, lines=[(course, 1)])
    invoicing.issue(order_id=order.pk, at=NOON)
    return order.lines.get()


def ask(line: OrderLine, at=NOON + DAY) -> ChangeRequest:
    return changes.ask(line_id=line.pk, text="The spring course, please.", by=line.order.buyer, at=at)


def quote(change: ChangeRequest, by: User, *, possible: bool = True, at=NOON + 2 * DAY) -> ChangeRequest:
    return changes.quote(change_id=change.pk, possible=possible, text="In May.", pence=1250, by=by, at=at)


def answer(change: ChangeRequest, accept: bool, at) -> ChangeRequest:
    return changes.answer(change_id=change.pk, accept=accept, by=change.line.order.buyer, at=at)


@pytest.mark.clause("TC-5.7")
@pytest.mark.parametrize(("hour", "day", "holds"), [(23, 18, True), (0, 19, False)])
def test_a_quote_holds_for_fourteen_days_after_its_day(line: OrderLine, finance: User, hour, day, holds) -> None:
    change = quote(ask(line), finance)
    at = NOON.replace(day=day, hour=hour, minute=59 if holds else 0)
    if holds:
        assert answer(change, True, at).accepted is True
    else:
        with pytest.raises(Refused, match="lapsed 14 days"):
            answer(change, True, at)
        with pytest.raises(Refused):
            changes.end_instead(change_id=change.pk, by=line.order.buyer, at=at)


@pytest.mark.clause("TC-5.7a")
def test_declined_a_week_later_the_right_is_as_it_was_on_the_day_of_asking(line: OrderLine, finance: User) -> None:
    change = quote(ask(line, at=LAST_MINUTE), finance, at=LAST_MINUTE + DAY)
    week_later = LAST_MINUTE + 7 * DAY
    answer(change, False, week_later)
    found = changes.end_instead(change_id=change.pk, by=line.order.buyer, at=week_later, seen_pence=19900)
    assert (found.ground, found.sent_at, found.total_pence) == (Ground.DECLINED_QUOTE, LAST_MINUTE, 19900)


@pytest.mark.clause("TC-5.7a")
def test_asked_a_minute_too_late_there_is_no_right_to_go_back_to(line: OrderLine, finance: User) -> None:
    late = LAST_MINUTE + timedelta(minutes=1)
    change = quote(ask(line, at=late), finance, possible=False, at=late + DAY)
    with pytest.raises(Refused):
        changes.end_instead(change_id=change.pk, by=line.order.buyer, at=late + 2 * DAY)
    assert not Cancellation.objects.exists()
    change.refresh_from_db()
    assert change.answered_at is None, "refused as a whole"


@pytest.mark.clause("TC-5.7")
def test_nothing_happens_out_of_turn(line: OrderLine, finance: User) -> None:
    with pytest.raises(Refused, match="what you would like"):
        changes.ask(line_id=line.pk, text=" ", by=line.order.buyer, at=NOON)
    change = ask(line)
    with pytest.raises(Refused, match="asked about this already"):
        ask(line)
    for call in (
        lambda: answer(change, True, NOON + 2 * DAY),
        lambda: changes.end_instead(change_id=change.pk, by=line.order.buyer, at=NOON + 2 * DAY),
    ):
        with pytest.raises(Refused):
            call()
    quote(change, finance, possible=False)
    with pytest.raises(Refused, match="answered this already"):
        quote(change, finance)
    with pytest.raises(Refused, match="cannot be done"):
        answer(change, True, NOON + 3 * DAY)
    answer(change, False, NOON + 3 * DAY)
    with pytest.raises(Refused, match="have answered"):
        answer(change, False, NOON + 3 * DAY)


@pytest.mark.clause("TC-5.7", "TC-5.7a")
def test_the_way_of_a_wish_on_screen(
    line: OrderLine, buyer: User, finance: User, sign_in: Callable, at: Callable
) -> None:
    at(NOON + DAY)
    client, desk = sign_in(buyer), sign_in(finance)
    url = f"/shop/lines/{line.uuid}/change/"
    assert client.post(url, {**people.once(buyer), "text": "In spring?"})["Location"] == url
    change = ChangeRequest.objects.get()
    assert line.title in desk.get("/desk/shop/products/").content.decode()
    bad = desk.post(f"/desk/shop/changes/{change.pk}/", {**people.once(finance), "possible": "yes", "text": ""})
    assert "Say what it means" in bad.content.decode()
    typed = {"possible": "yes", "text": "In May.", "pounds": "-12.50"}
    assert desk.post(f"/desk/shop/changes/{change.pk}/", {**people.once(finance), **typed}).status_code == 302
    change.refresh_from_db()
    assert change.quote_pence == -1250
    text = rendering.write(Message.objects.get(kind="shop.change_quoted"), at=NOON).text
    assert "lower the price by £12.50" in text
    assert "by the end of 17 November 2026" in text
    mine = f"/shop/changes/{change.pk}/"
    page = client.get(mine).content.decode()
    assert "lowers the price by £12.50" in page
    assert "have £199.00 back" in page
    assert client.post(mine, {**people.once(buyer), "answer": "end", "seen_pence": "19900"})["Location"] == mine
    assert Cancellation.objects.get().ground == Ground.DECLINED_QUOTE
    other = sign_in(people.UserFactory())
    assert other.get(mine).status_code == other.get(url).status_code == 404
