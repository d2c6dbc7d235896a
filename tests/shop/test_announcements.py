"""Announcements: everybody with a live line is told in one act, and the buyer chooses while the way out is open."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, timedelta

import pytest
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext

from cilexportal.foundation import london
from cilexportal.foundation.correspondence import rendering
from cilexportal.foundation.correspondence.models import Message
from cilexportal.foundation.rulebook.refusal import Refused
from members.models import User
from shop.enums import AnnouncementKind, Channel, Choice, Ground, Supply
from shop.models import Announcement, Cancellation, MovedSession, Order, Product, Told
from shop.services import announcements, cancelling, invoicing
from shop.services.announcements import NewTimes, Said
from tests import factories as people
from tests.shop import factories
from tests.shop.factories import NOON

pytestmark = pytest.mark.django_db
K = AnnouncementKind
A_SECOND, DAY, WEEK = timedelta(seconds=1), timedelta(days=1), timedelta(weeks=1)


@pytest.fixture
def finance(db: None) -> User:
    return people.staff("finance")


def bought(thing: Product, buyer: User | None = None, **facts: object) -> Order:
    order = factories.order(buyer=buyer, lines=[(thing, 1)], **facts)  # type: ignore[arg-type]
    invoicing.issue(order_id=order.pk, at=NOON)
    return order


def announce(thing: Product, by: User, kind: K, *, at: datetime = NOON + DAY, **said: object) -> Announcement:
    words = Said(kind=kind, text="Something changes.", **said)  # type: ignore[arg-type]
    return announcements.announce(product_id=thing.pk, said=words, by=by, at=at)


def later(thing: Product, by: timedelta, number: int = 1) -> NewTimes:
    one = thing.sessions.get(number=number)
    return NewTimes(session_id=one.pk, starts_at=one.starts_at + by, ends_at=one.ends_at + by)


def choose(told: Told, choice: Choice, at: datetime, **more: int) -> Cancellation | None:
    return announcements.choose(told_id=told.pk, choice=choice, by=told.line.order.buyer, at=at, **more)


def written(message: Message) -> str:
    return rendering.write(message, at=NOON).text


@pytest.mark.clause("TC-7.4", "TC-7.4a")
def test_everybody_with_a_live_line_is_told_of_a_move_and_nobody_else(course: Product, finance: User) -> None:
    mine, theirs, gone = bought(course), bought(course, employer=True), bought(course)
    factories.order(lines=[(course, 1)], accepted_at=None)
    bought(factories.product())
    cancelling.give_up(
        line_id=gone.lines.get().pk, quantity=1, ground=Ground.CHANGE_OF_MIND, channel=Channel.PORTAL, sent_at=NOON,
        by=gone.buyer, words="", at=NOON,
    )  # fmt: skip
    made = announce(course, finance, K.MOVED, moves=[later(course, WEEK)])
    assert set(made.told.values_list("line__order", flat=True)) == {mine.pk, theirs.pk}
    letters = Message.objects.filter(kind="shop.announcement")
    assert {one.to_email for one in letters} == {mine.email, theirs.email, "accounts@example.com"}
    move = MovedSession.objects.get()
    assert move.new_starts_at == move.old_starts_at + WEEK
    session = course.sessions.get(number=1)
    assert session.starts_at == move.new_starts_at
    assert mine.lines.get().sessions.get(number=1).starts_at == move.old_starts_at, "what was promised stays"
    text = written(letters.get(to_email=mine.email))
    assert "from 10 December 2026 at 12:00pm to 17 December 2026 at 12:00pm" in text
    assert f"/shop/announcements/{made.told.get(line__order=mine).pk}/" in text
    employers = written(letters.get(to_email="accounts@example.com"))
    assert "/shop/announcements/" not in employers


@pytest.mark.clause("TC-7.4a", "TC-9.1.4")
@pytest.mark.parametrize("choice", [Choice.REFUND, Choice.CREDIT])
def test_refund_or_credit_of_the_same_pence_until_the_new_start(course: Product, finance: User, choice: Choice) -> None:
    bought(course)
    told = announce(course, finance, K.MOVED, moves=[later(course, WEEK)]).told.get()
    new_start = course.sessions.get(number=1).starts_at
    with pytest.raises(Refused, match="You could choose until then"):
        choose(told, choice, new_start)
    given_up = choose(told, choice, new_start - A_SECOND, seen_pence=19900)
    assert given_up is not None
    assert (given_up.total_pence, given_up.as_credit) == (19900, choice == Choice.CREDIT)
    told.refresh_from_db()
    assert told.choice == choice


@pytest.mark.clause("TC-7.4a")
def test_keeping_it_closes_the_way_out_and_can_be_said_twice(course: Product, finance: User) -> None:
    bought(course)
    told = announce(course, finance, K.MOVED, moves=[later(course, WEEK)]).told.get()
    for _ in range(2):
        assert choose(told, Choice.KEEP, NOON + 2 * DAY) is None
    with pytest.raises(Refused, match="You chose to keep it"):
        choose(told, Choice.REFUND, NOON + 3 * DAY)
    assert not Cancellation.objects.exists()


def test_a_sum_that_is_no_longer_right_is_not_paid_unseen(course: Product, finance: User) -> None:
    bought(course)
    told = announce(course, finance, K.MOVED, moves=[later(course, WEEK)]).told.get()
    with pytest.raises(Refused):
        choose(told, Choice.REFUND, NOON + 2 * DAY, seen_pence=1)


@pytest.mark.clause("TC-6.11", "TC-6.11a")
def test_a_suspended_course_can_be_left_until_it_goes_on(course: Product, finance: User) -> None:
    bought(course), bought(course)
    made = announce(course, finance, K.SUSPENDED, urgent_why="The tutor is ill.")
    course.refresh_from_db()
    assert course.suspended_at == NOON + DAY
    leaves, stays = made.told.order_by("pk")
    assert choose(leaves, Choice.REFUND, NOON + 29 * DAY)
    with pytest.raises(Refused, match="suspended already"):
        announce(course, finance, K.SUSPENDED)
    on = NOON + 30 * DAY
    announcements.resume(announcement_id=made.pk, by=finance, at=on)
    course.refresh_from_db()
    assert course.suspended_at is None
    assert Message.objects.get(kind="shop.course_goes_on").to_email == stays.line.order.email
    with pytest.raises(Refused, match="not suspended"):
        announcements.resume(announcement_id=made.pk, by=finance, at=on)


@pytest.mark.clause("TC-6.11a")
def test_once_it_goes_on_the_way_out_is_closed(finance: User) -> None:
    thing = factories.product(Supply.SESSIONS, 6000, sessions=factories.weekly(NOON + WEEK, 6))
    bought(thing)
    made = announce(thing, finance, K.SUSPENDED)
    announcements.resume(announcement_id=made.pk, by=finance, at=NOON + 3 * DAY)
    with pytest.raises(Refused, match="goes on since"):
        choose(made.told.get(), Choice.REFUND, NOON + 3 * DAY)
    assert Message.objects.filter(kind="shop.course_goes_on").count() == 1


@pytest.mark.clause("TC-7.5")
def test_a_larger_change_begins_fourteen_days_after_its_notice_and_can_be_left_before(
    course: Product, finance: User
) -> None:
    bought(course)
    with pytest.raises(Refused, match="on or after 17 November 2026"):
        announce(course, finance, K.LARGER_CHANGE, effective_on=date(2026, 11, 16))
    with pytest.raises(Refused, match="takes effect"):
        announce(course, finance, K.LARGER_CHANGE)
    assert not Announcement.objects.exists()
    told = announce(course, finance, K.LARGER_CHANGE, effective_on=date(2026, 11, 17)).told.get()
    begins = london.start_of_day(date(2026, 11, 17))
    with pytest.raises(Refused, match="taken effect"):
        choose(told, Choice.REFUND, begins)
    with pytest.raises(Refused, match="Credit is for courses"):
        choose(told, Choice.CREDIT, begins - A_SECOND)
    assert choose(told, Choice.REFUND, begins - A_SECOND)


@pytest.mark.clause("TC-7.5a", "TC-7.1.1", "TC-7.1.2", "TC-7.3")
@pytest.mark.parametrize(("kind", "letters"), [(K.MEMBERSHIP_RULES, 1), (K.LAW, 1), (K.MINOR, 0), (K.CURRENCY, 0)])
def test_what_opens_no_way_out_is_told_or_only_logged(course: Product, finance: User, kind: K, letters: int) -> None:
    bought(course)
    made = announce(course, finance, kind)
    assert made.told.count() == Message.objects.filter(kind="shop.announcement").count() == letters
    for told in made.told.all():
        with pytest.raises(Refused, match="nothing to choose"):
            choose(told, Choice.REFUND, NOON + 2 * DAY)
        assert "need to do nothing" in written(Message.objects.get(kind="shop.announcement"))


@pytest.mark.clause("TC-6.9", "TC-9.1.2", "TC-9.1.3")
@pytest.mark.parametrize(("kind", "substantial"), [(K.DELAYED, True), (K.ERROR, False)])
def test_a_substantial_delay_and_an_error_can_be_left(book: Product, finance: User, kind: K, substantial: bool) -> None:
    bought(book)
    told = announce(book, finance, kind, substantial=substantial).told.get()
    assert "/shop/announcements/" in written(Message.objects.get(kind="shop.announcement"))
    found = choose(told, Choice.REFUND, NOON + 2 * DAY)
    assert found is not None
    assert found.total_pence == 2499


@pytest.mark.clause("TC-6.9", "TC-9.1.3")
def test_of_a_small_delay_people_are_told_and_nobody_may_go(
    book: Product, buyer: User, finance: User, sign_in: Callable, at: Callable
) -> None:
    at(NOON + 2 * DAY)
    order = bought(book, buyer)
    told = announce(book, finance, K.DELAYED).told.get()
    with pytest.raises(Refused, match="nothing to choose"):
        choose(told, Choice.REFUND, NOON + 2 * DAY)
    with pytest.raises(Refused, match="does not go with what was announced"):
        cancelling.give_up(
            line_id=told.line_id, quantity=1, ground=Ground.DELAY, channel=Channel.PORTAL, sent_at=NOON + 2 * DAY,
            by=buyer, words="Too late.", at=NOON + 2 * DAY, told_id=told.pk,
        )  # fmt: skip
    text = written(Message.objects.get(kind="shop.announcement"))
    assert "need to do nothing" in text
    assert "TC-6.9" in text
    client = sign_in(buyer)
    assert "The delay is not substantial" in client.get(f"/shop/announcements/{told.pk}/").content.decode()
    assert "Substantial delay: refund" not in client.get(f"/shop/give-up/{order.lines.get().uuid}/").content.decode()


@pytest.mark.clause("TC-6.9")
def test_whoever_announces_a_delay_says_whether_it_is_substantial(
    book: Product, finance: User, sign_in: Callable, at: Callable
) -> None:
    at(NOON + DAY)
    bought(book)
    desk: Client = sign_in(finance)
    url = f"/desk/shop/products/{book.slug}/announce/"
    typed = {"kind": "delayed", "text": "The printer is late."}
    assert "over 30 days" in desk.get(url).content.decode()
    assert "Say whether the delay is substantial" in desk.post(url, {**people.once(finance), **typed}).content.decode()
    typed["substantial"] = "yes"
    assert "they may wait, or go" in desk.post(url, {**people.once(finance), **typed}).content.decode()
    assert desk.post(url, {**people.once(finance), **typed, "confirm": "1"}).status_code == 302
    made = Announcement.objects.get()
    assert made.substantial
    assert "The delay is substantial." in desk.get(f"/desk/shop/announcements/{made.pk}/").content.decode()
    with pytest.raises(IntegrityError, match="only_a_delay_is_substantial"), transaction.atomic():
        Announcement.objects.update(kind="law")


def test_moves_have_to_move_something_to_a_time_to_come(course: Product, finance: User) -> None:
    for moves in ([], [later(course, -99 * DAY)]):
        with pytest.raises(Refused):
            announce(course, finance, K.MOVED, moves=moves)
    with pytest.raises(Refused, match="words that buyers"):
        announcements.announce(product_id=course.pk, said=Said(kind=K.LAW, text=" "), by=finance, at=NOON)
    assert not Announcement.objects.exists()


@pytest.mark.clause("TC-7.4a")
def test_the_buyer_sees_each_choice_with_its_sum(
    course: Product, finance: User, buyer: User, sign_in: Callable, at: Callable
) -> None:
    at(NOON + 2 * DAY)
    bought(course, buyer)
    told = announce(course, finance, K.MOVED, moves=[later(course, WEEK)]).told.get()
    client, url = sign_in(buyer), f"/shop/announcements/{told.pk}/"
    page = client.get(url).content.decode()
    assert page.count("£199.00") >= 3
    assert "17 December 2026 at 12:00pm" in page
    assert " checked" not in page
    empty = client.post(url, {**people.once(buyer), "seen_pence": "19900"}).content.decode()
    assert "Choose one" in empty
    stale = client.post(url, {**people.once(buyer), "seen_pence": "5", "choice": "refund"})
    assert stale.status_code == 200
    assert not Cancellation.objects.exists()
    assert client.post(url, {**people.once(buyer), "seen_pence": "19900", "choice": "refund"})["Location"] == url
    assert Cancellation.objects.get().total_pence == 19900
    assert "You chose: refund." in client.get(url).content.decode()
    assert sign_in(people.UserFactory()).get(url).status_code == 404


def test_the_desk_looks_through_an_announcement_before_it_is_told(
    course: Product, finance: User, sign_in: Callable, at: Callable
) -> None:
    at(NOON + DAY)
    bought(course)
    desk: Client = sign_in(finance)
    one = course.sessions.get(number=1)
    url = f"/desk/shop/products/{course.slug}/announce/"
    assert "Session 1, now 10 December 2026" in desk.get(url).content.decode()
    typed = {"kind": "moved", "text": "The room is gone.", f"time_{one.pk}": "18:30"}
    half = desk.post(url, {**people.once(finance), **typed}).content.decode()
    assert "Enter the new day and the new time" in half
    typed |= {f"day_{one.pk}_day": "17", f"day_{one.pk}_month": "12", f"day_{one.pk}_year": "2026"}
    review = desk.post(url, {**people.once(finance), **typed}).content.decode()
    assert "The buyers of 1 line" in review
    assert "17 December 2026 at 6:30pm" in review
    assert not Announcement.objects.exists()
    assert "The room is gone." in desk.post(url, {**people.once(finance), **typed, "change": "1"}).content.decode()
    assert desk.post(url, {**people.once(finance), **typed, "confirm": "1"}).status_code == 302
    made = Announcement.objects.get()
    assert made.moved.get().new_starts_at == datetime(2026, 12, 17, 18, 30, tzinfo=london.LONDON)
    assert "None yet" in desk.get(f"/desk/shop/announcements/{made.pk}/").content.decode()
    early = {"kind": "larger_change", "text": "More", "effective_on_day": "3", "effective_on_month": "11"}
    early |= {"effective_on_year": "2026", "confirm": "1"}
    assert "buyers need time to choose" in desk.post(url, {**people.once(finance), **early}).content.decode()


def test_the_desk_takes_a_course_up_again(course: Product, finance: User, sign_in: Callable, at: Callable) -> None:
    at(NOON + 2 * DAY)
    bought(course)
    made = announce(course, finance, K.SUSPENDED)
    url = f"/desk/shop/announcements/{made.pk}/"
    desk: Client = sign_in(finance)
    assert "The course goes on" in desk.get(url).content.decode()
    assert desk.post(url, people.once(finance))["Location"] == url
    assert "The course goes on since" in desk.get(url).content.decode()
    assert "not suspended" in desk.post(url, people.once(finance)).content.decode()


@pytest.mark.parametrize("kind", [K.LAW, K.SUSPENDED])
def test_telling_thirty_takes_the_statements_of_telling_three(finance: User, kind: K) -> None:
    counts = []
    for heads in (3, 30):
        thing = factories.product(Supply.SESSIONS, sessions=factories.weekly(NOON + WEEK, 2))
        for number in range(heads):
            factories.order(lines=[(thing, 1)], employer=number == 0)
        with CaptureQueriesContext(connection) as told:
            made = announce(thing, finance, kind)
        counts.append(len(told))
        if kind == K.SUSPENDED:
            with CaptureQueriesContext(connection) as resumed:
                announcements.resume(announcement_id=made.pk, by=finance, at=NOON + 2 * DAY)
            counts[-1] += len(resumed)
    assert counts[0] == counts[1], counts
    letters = Message.objects.filter(kind="shop.announcement")
    assert letters.count() == 3 + 30 + 2, "each buyer, and each of the two employers"
