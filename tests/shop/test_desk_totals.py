"""Sums by London day, and every order whose papers and money do not agree."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.test import Client
from django.urls import reverse

from members.enums import Role
from members.models import User
from shop.enums import EventVerdict, Method
from shop.models import GatewayEvent, PaymentReminder, Product
from shop.queries import desk_totals
from tests import factories as people
from tests.shop import factories

pytestmark = pytest.mark.django_db
DAY = date(2026, 11, 2)
ASKED = {"from_day_day": "1", "from_day_month": "11", "from_day_year": "2026",
         "to_day_day": "4", "to_day_month": "11", "to_day_year": "2026"}  # fmt: skip


@pytest.fixture
def finance() -> Client:
    return people.signed_in(people.staff(Role.FINANCE))


def test_money_is_counted_on_its_london_day(buyer: User, webinar: Product) -> None:
    late = factories.NOON.replace(month=7, day=1, hour=22, minute=59)
    factories.order(buyer, [(webinar, 1)], accepted_at=late)
    factories.order(buyer, [(webinar, 2)], accepted_at=late + timedelta(minutes=1))
    found = desk_totals.days(date(2026, 7, 1), date(2026, 7, 2))
    assert [(day.day.day, day.taken, day.orders) for day in found] == [(2, 9000, 1), (1, 4500, 1)]
    assert desk_totals.sum_of(found).taken == 13500
    assert desk_totals.bars(found)[1] == ("1 July 2026, taken", {"Taken": 45})


def test_what_came_and_what_went_on_a_day_are_drawn_apart_and_never_added() -> None:
    day = desk_totals.Day(date(2026, 7, 1), 11890, 11890, 29802, 29802, 1)
    assert [(label, float(sum(parts.values()))) for label, parts in desk_totals.bars([day])] == [
        ("1 July 2026, taken", 118.90), ("1 July 2026, paid back", 298.02),
    ]  # fmt: skip


def test_money_without_an_invoice_is_a_difference_nobody_explains(buyer: User, webinar: Product) -> None:
    order = factories.order(buyer, [(webinar, 1)])
    found, more = desk_totals.differences(DAY, DAY)
    assert [(one.order, one.pence, one.why) for one in found] == [(order, -4500, "")]
    assert not more


def test_days_without_money_have_no_differences() -> None:
    assert desk_totals.differences(DAY, DAY) == ([], False)


def test_the_pages_show_sums_and_a_drawing_with_its_table(finance: Client, buyer: User, webinar: Product) -> None:
    factories.order(buyer, [(webinar, 1)])
    totals = finance.get(reverse("shop_desk:totals"), ASKED).content.decode()
    assert "£45.00 taken" in totals
    assert "<svg" in totals
    assert "2 November 2026" in totals
    reconciliation = finance.get(reverse("shop_desk:reconciliation"), ASKED).content.decode()
    assert "Not known" in reconciliation
    assert "-£45.00" in reconciliation


def test_a_message_that_was_not_believed_is_listed(finance: Client) -> None:
    GatewayEvent.objects.create(
        gateway=Method.DEMO, event_id="evt_1", kind="payment.captured", sha256="0" * 64, verdict=EventVerdict.FORGED,
        received_at=factories.NOON,
    )  # fmt: skip
    assert "Signature is wrong" in finance.get(reverse("shop_desk:reconciliation"), ASKED).content.decode()


@pytest.mark.parametrize(
    ("changed", "said"),
    [({"to_day_month": "10"}, "not before the first"), ({"from_day_year": "2025"}, "at most 92 days")],
)
def test_days_that_cannot_be_shown_are_refused(finance: Client, changed: dict[str, str], said: str) -> None:
    for name in ("totals", "reconciliation"):
        page = finance.get(reverse(f"shop_desk:{name}"), ASKED | changed)
        assert page.status_code == 200
        assert said in page.content.decode()


def test_refunds_can_be_had_as_a_table(finance: Client) -> None:
    answer = finance.get(reverse("shop_desk:refunds_csv"), ASKED)
    assert b"".join(answer.streaming_content).decode().startswith("\ufeffRefund,Order,")
    assert "refunds-2026-11-01-2026-11-04.csv" in answer["Content-Disposition"]


@pytest.mark.clause("TC-9.8.2", "TC-13.4")
def test_unpaid_orders_say_what_is_owed_and_until_when(finance: Client, buyer: User, webinar: Product, at) -> None:
    order = factories.order(buyer, [(webinar, 1)], paid=False, employer=True, by_transfer=True)
    unpaid = reverse("shop_desk:unpaid")
    assert "Send a reminder first." in finance.get(unpaid).content.decode()
    sent = factories.NOON + timedelta(days=2)
    PaymentReminder.objects.create(order=order, asked_at=sent, sent_at=sent)
    for days, said in ((10, "until the end of 14 November 2026"), (11, "The contract may be ended.")):
        at(sent + timedelta(days=days))
        page = people.signed_in(people.staff(Role.FINANCE)).get(unpaid).content.decode()
        assert said in page
        assert "£45.00" in page
    factories.pay(order, at=sent)
    assert "Everything that was accepted is paid." in finance.get(unpaid).content.decode()
