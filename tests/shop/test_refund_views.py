"""The officers' desk: the queue with its clocks, decisions, goods, paying back, notices by other ways, and endings."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from cilexportal.foundation import london
from cilexportal.foundation.correspondence.models import Message
from members.models import User
from shop.enums import CancellationStage, Channel, Ground, Method, RefundState
from shop.models import Cancellation, PaymentReminder, Product, Refund
from shop.queries import refund_desk
from shop.services import refund_sending
from tests import factories as people
from tests.shop import factories, paying_steps
from tests.shop.refund_steps import DAY, NOON, credited, give_up, invoiced, line_of, pay_back, refunded, send
from tests.shop.test_give_up_views import PNG, words

DESK = "/desk/shop/refunds/"
LATER = NOON + 5 * DAY


@pytest.fixture
def officer(db: None) -> User:
    return people.staff("finance")


@pytest.fixture
def desk(officer: User, sign_in: Callable[[User], Client], at: Callable) -> Client:
    """Finance, five days after the orders."""
    at(LATER)
    return sign_in(officer)


@pytest.mark.clause("TC-9.7", "TC-9.7.2")
@pytest.mark.parametrize(
    ("today", "clock"),
    [
        (date(2026, 11, 14), "Due in 3 days"),
        (date(2026, 11, 16), "Due in 1 day"),
        (date(2026, 11, 17), "Due today"),
        (date(2026, 11, 18), "Overdue by 1 day"),
    ],
)
def test_clocks_are_london_days(today: date, clock: str) -> None:
    assert refund_desk.clock(date(2026, 11, 17), today=today)[0] == clock


@pytest.mark.clause("TC-9.7")
def test_the_earliest_due_comes_first_and_goods_without_a_clock_last(
    buyer: User, officer: User, desk: Client, webinar: Product, book: Product
) -> None:
    goods = factories.order(buyer, [(book, 1)])
    send(goods, officer, delivered=NOON)
    give_up(line_of(goods))
    for days in (3, 1, 2):
        give_up(line_of(factories.order(buyer, [(webinar, 1)])), at=NOON + days * DAY)
    assert "by the end of 17 November 2026 our aim: 10 November 2026" in words(desk.get(DESK).content)
    rows = refund_desk.queue("")
    assert [row.due_on and row.due_on.day for row in rows] == [17, 18, 19, None]
    assert "4 notices" in words(desk.get(DESK).content)
    assert "1 notice," in words(desk.get(f"{DESK}?show=goods").content)


@pytest.mark.parametrize("notices", [1, 3, 30])
def test_the_queue_asks_as_much_for_thirty_as_for_one(
    buyer: User, officer: User, desk: Client, webinar: Product, notices: int
) -> None:
    for _ in range(notices):
        pay_back(give_up(line_of(invoiced(factories.order(buyer, [(webinar, 1)])))), officer)
    desk.get(DESK)
    with CaptureQueriesContext(connection) as asked:
        desk.get(DESK)
    assert len(asked) <= 9


def test_the_desk_is_for_finance_alone(buyer: User, webinar: Product, sign_in: Callable) -> None:
    notice = give_up(line_of(factories.order(buyer, [(webinar, 1)])))
    for person in (buyer, people.staff("cpd_officer")):
        for url in (DESK, f"{DESK}{notice.uuid}/", f"/desk/shop/orders/{notice.line.order.uuid}/end/"):
            assert sign_in(person).get(url).status_code == 404


@pytest.mark.clause("TC-9.1.5", "TC-9.6")
def test_a_claim_is_decided_and_paid_from_its_page(buyer: User, officer: User, desk: Client, webinar: Product) -> None:
    order = invoiced(factories.order(buyer, [(webinar, 1)], employer=True))
    notice = give_up(line_of(order), ground=Ground.FAULTY, words="No sound.")
    url = f"{DESK}{notice.uuid}/"
    assert "No sound." in words(desk.get(url).content)
    assert "Say why" in words(desk.post(url, {"do": "decide", "allow": "yes", **people.once(officer)}).content)
    desk.post(url, {"do": "decide", "allow": "yes", "why": "It is so.", **people.once(officer)})
    assert "the employer, to the card" in words(desk.get(url).content)
    stale = desk.post(url, {"do": "pay", "seen": "4499", **people.once(officer)})
    assert "The sum is now £45.00" in words(stale.content)
    assert not Refund.objects.exists()
    desk.post(url, {"do": "pay", "seen": "4500", **people.once(officer)})
    assert (refunded(order), credited(order)) == (4500, 4500)
    assert Message.objects.filter(kind="shop.decision").count() == 2


@pytest.mark.clause("TC-9.6a", "TC-9.4b", "TC-9.5")
def test_goods_come_back_with_damage_late_and_an_officer_decides(
    buyer: User, officer: User, desk: Client, book: Product
) -> None:
    order = invoiced(factories.order(buyer, [(book, 1)], delivery_pence=395, accepted_at=NOON - 20 * DAY))
    send(order, officer, at=NOON - 19 * DAY, delivered=NOON - 15 * DAY)
    notice = give_up(line_of(order), at=NOON - 12 * DAY)
    url = f"{DESK}{notice.uuid}/"
    day = {"received_on_day": "6", "received_on_month": "11", "received_on_year": "2026"}
    sent = {"returned_on_day": "5", "returned_on_month": "11", "returned_on_year": "2026"}
    form = {"do": "received", **day, **sent, "damage": "4.99"}
    assert "Say what the damage is" in words(desk.post(url, {**form, **people.once(officer)}).content)
    too_much = {**form, "damage": "25.00", "damage_why": "Wet."}
    assert "£0.00 to £24.99" in words(desk.post(url, {**too_much, **people.once(officer)}).content)
    with_cost = {**form, "damage_why": "Wet.", "cost": "3.00"}
    assert "The buyer bears the postage" in words(desk.post(url, {**with_cost, **people.once(officer)}).content)
    photo = SimpleUploadedFile("wet.png", PNG)
    desk.post(url, {**form, "damage_why": "Wet.", "photo": photo, **people.once(officer)})
    notice.refresh_from_db()
    assert (notice.stage, notice.total_pence) == (CancellationStage.OFFICER, 2499 + 395 - 499)
    assert str(notice.due_on) == "2026-11-20"
    desk.post(url, {"do": "decide", "allow": "yes", "why": "It came all the same.", **people.once(officer)})
    desk.post(url, {"do": "pay", "seen": str(2499 + 395 - 499), **people.once(officer)})
    assert (refunded(order), credited(order)) == (2395, 2395)


@pytest.mark.clause("TC-9.5", "LAW-CCR35")
def test_postage_of_faulty_goods_is_transferred_apart_and_the_price_by_the_card(
    buyer: User, officer: User, desk: Client, book: Product
) -> None:
    order = invoiced(factories.order(buyer, [(book, 1)]))
    send(order, officer, at=NOON, delivered=NOON)
    notice = give_up(line_of(order), ground=Ground.FAULTY, words="Pages are missing.")
    url = f"{DESK}{notice.uuid}/"
    desk.post(url, {"do": "decide", "allow": "yes", "why": "It is so.", **people.once(officer)})
    day = {"received_on_day": "6", "received_on_month": "11", "received_on_year": "2026"}
    desk.post(url, {"do": "received", **day, "cost": "3.20", **people.once(officer)})
    desk.post(url, {"do": "pay", "seen": "2499", **people.once(officer)})
    assert (refunded(order), credited(order)) == (2499, 2499)
    Refund.objects.update(state=RefundState.SENDING)
    refund_sending.refunds.mark(refund=Refund.objects.get(), state=RefundState.PAID, at=LATER)
    desk.post(url, {"do": "postage", **people.once(officer)})
    notice.refresh_from_db()
    assert (notice.stage, notice.total_pence) == (CancellationStage.SETTLED, 2499 + 320)


@pytest.mark.clause("TC-9.6")
def test_a_bank_transfer_is_recorded_with_its_reference(
    buyer: User, officer: User, desk: Client, webinar: Product
) -> None:
    order = invoiced(factories.order(buyer, [(webinar, 1)], employer=True, method=Method.BANK, by_transfer=True))
    notice = give_up(line_of(order))
    (refund,) = pay_back(notice, officer)
    url = f"{DESK}{notice.uuid}/"
    form = {"do": "transferred", "refund": str(refund.pk)}
    assert "Enter the reference" in words(desk.post(url, {**form, **people.once(officer)}).content)
    desk.post(url, {**form, "reference": "FP 77", **people.once(officer)})
    said = words(desk.get(url).content)
    assert "reference FP 77" in said
    assert "Settled" in said
    assert desk.post(url, {**form, "refund": "0", **people.once(officer)}).status_code == 404


@pytest.mark.clause("TC-9.3b", "LAW-CCR32")
def test_a_letter_is_entered_with_its_own_time(buyer: User, officer: User, desk: Client, webinar: Product) -> None:
    line = line_of(factories.order(buyer, [(webinar, 1)]))
    url = f"/desk/shop/lines/{line.uuid}/notice/"
    assert desk.get(url).status_code == 200
    sent = {"sent_on_day": "4", "sent_on_month": "11", "sent_on_year": "2026", "sent_time": "14:30"}
    came = {"came_on_day": "6", "came_on_month": "11", "came_on_year": "2026"}
    typed = {**sent, **came, "channel": "letter", "why": "change_of_mind", "units": "1"}
    for wrong, said in (
        ({"sent_on_year": "2025"}, "the day of the order"),
        ({"came_on_day": "3"}, "not after the time at which the notice arrived"),
        ({"came_on_year": "2027"}, "today or earlier"),
    ):
        assert said in words(desk.post(url, {**typed, **wrong, **people.once(officer)}).content)
    desk.post(url, {**typed, **people.once(officer)})
    notice = Cancellation.objects.get()
    assert notice.sent_at == NOON + 2 * DAY + timedelta(hours=2, minutes=30)
    assert (london.date_of(notice.told_at), notice.due_on) == (date(2026, 11, 6), date(2026, 11, 20))
    assert (notice.told_by, notice.entered_by) == (buyer, officer)


@pytest.mark.clause("TC-2.3")
def test_a_call_is_in_writing_once_our_answer_has_gone_out(
    buyer: User, officer: User, desk: Client, webinar: Product
) -> None:
    line = line_of(factories.order(buyer, [(webinar, 1)]))
    notice = give_up(line, by=officer, channel=Channel.PHONE, at=LATER)
    page = words(desk.get(f"{DESK}{notice.uuid}/").content)
    assert "Not in writing until our answer has gone out" in page
    assert "due by the end of 20 November 2026" in page, "its credit note"
    paying_steps.post(at=LATER)
    assert "Not in writing" not in words(desk.get(f"{DESK}{notice.uuid}/").content)


@pytest.mark.clause("TC-4.4")
def test_money_paid_twice_is_shown_and_opened(buyer: User, officer: User, desk: Client, webinar: Product) -> None:
    order = invoiced(factories.order(buyer, [(webinar, 1)]))
    url = f"/desk/shop/orders/{order.uuid}/paid-in-error/"
    assert "Nothing was paid beyond" in words(desk.get(url).content)
    factories.pay(order, at=NOON)
    assert "£45.00 was paid beyond" in words(desk.get(url).content)
    desk.post(url, {"words": "Two tabs.", **people.once(officer)})
    assert Cancellation.objects.get().total_pence == 4500


@pytest.mark.clause("TC-9.8", "TC-9.8.2", "TC-9.9")
def test_ending_is_unlocked_previewed_and_then_done(buyer: User, officer: User, desk: Client, webinar: Product) -> None:
    order = invoiced(factories.order(buyer, [(webinar, 1)], paid=False, by_transfer=True))
    url = f"/desk/shop/orders/{order.uuid}/end/"
    form = {"ground": "non_payment", "why": "It was not paid.", "cost_1": "Bank charges", "pounds_1": "5.00"}
    assert "Send a reminder first" in words(desk.post(url, {**form, "do": "preview", **people.once(officer)}).content)
    PaymentReminder.objects.create(order=order, asked_at=NOON - 6 * DAY, sent_at=NOON - 6 * DAY)
    page = words(desk.post(url, {**form, "do": "preview", **people.once(officer)}).content)
    assert "We end the contract about order" in page
    assert "Bank charges: -£5.00" in page
    assert "£5.00 of the invoice is still to be paid" in page
    assert not Cancellation.objects.exists()
    desk.post(url, {**form, "do": "end", "seen": "0", **people.once(officer)})
    notice = Cancellation.objects.get()
    assert (notice.stage, notice.clause, credited(order)) == (CancellationStage.SETTLED, "TC-9.8.2", 4000)
    assert Message.objects.filter(kind="shop.ended").count() == 1
