"""A rate that changes between order and supply: new for the whole line, unless it was paid or supplied before."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from decimal import Decimal

import pytest

from cilexportal.foundation import london
from shop.enums import Supply
from shop.models import CreditNote, Invoice, Order, Product, VatRate
from shop.queries import papers
from shop.services import fulfilment, invoicing, transfers, vat_changes
from tests import factories as people
from tests.shop import factories
from tests.shop.factories import NOON

pytestmark = [pytest.mark.django_db, pytest.mark.clause("TC-5.3")]
CHANGE = date(2026, 12, 1)
BEGINS = london.start_of_day(CHANGE)
A_SECOND = timedelta(seconds=1)


def bought(thing: Product, **facts: object) -> Order:
    """An order invoiced while the old rate held; the new one is entered afterwards."""
    standard = VatRate.objects.filter(code="standard")
    standard.filter(from_date=CHANGE).delete()
    order = factories.order(lines=[(thing, 1)], employer=True, **{"paid": False, **facts})  # type: ignore[arg-type]
    invoicing.issue(order_id=order.pk, at=NOON)
    standard.update(until_date=CHANGE)
    VatRate.objects.create(code_id="standard", from_date=CHANGE, percent=Decimal("25"))
    return order


def follow(at: datetime) -> int:
    return vat_changes.follow(at=at)


def test_unpaid_at_the_change_is_invoiced_anew_at_the_new_rate_from_its_first_instant() -> None:
    order = bought(factories.product(Supply.DIGITAL, 12000))
    assert follow(BEGINS - A_SECOND) == 0
    assert follow(BEGINS) == 1
    assert follow(BEGINS) == 0, "once"
    live = papers.live_invoice(order.pk)
    assert live is not None
    assert (live.net_pence, live.vat_pence, live.gross_pence) == (10000, 2500, 12500)
    order.refresh_from_db()
    assert order.total_pence == 12500
    assert CreditNote.objects.get().reason == "The rate of VAT changed before the supply."


def test_part_paid_is_unpaid_and_the_whole_line_bears_the_new_rate() -> None:
    order = bought(factories.product(Supply.DIGITAL, 12000))
    factories.pay(order, at=BEGINS - A_SECOND, pence=11999)
    assert follow(BEGINS) == 1
    live = papers.live_invoice(order.pk)
    assert live is not None
    assert live.gross_pence == 12500


def test_paid_in_full_a_second_before_keeps_the_old_rate() -> None:
    order = bought(factories.product(Supply.DIGITAL, 12000))
    factories.pay(order, at=BEGINS - A_SECOND)
    assert follow(BEGINS) == 0
    assert Invoice.objects.count() == 1


def transferred(order: Order, pence: int, *, on: date, owed: int, at: datetime) -> None:
    """A transfer that the bank received on a day, entered and matched at an instant."""
    entered = transfers.enter(
        received_on=on, pence=pence, reference="x", sender="y", by=people.UserFactory(), at=at
    )  # fmt: skip
    transfers.match(transfer_id=entered.pk, order_id=order.pk, seen_owed_pence=owed, at=at)


@pytest.mark.parametrize("pence", [12000, 11997])
def test_a_transfer_from_before_the_change_that_is_entered_after_it_brings_the_old_rate_back(pence: int) -> None:
    order = bought(factories.product(Supply.DIGITAL, pence))
    assert follow(BEGINS) == 1
    asked, entered_at = papers.live_invoice(order.pk), BEGINS + timedelta(days=3)
    assert asked is not None
    owed = asked.gross_pence
    for part, on, why in (
        (400, CHANGE, "a part is not all"),
        (pence - 100, CHANGE - timedelta(days=1), "all of the old sum, but the last of it came after the change"),
    ):
        transferred(order, part, on=on, owed=owed, at=entered_at)
        assert Invoice.objects.count() == 2, why
        owed -= part
    transferred(order, 100, on=CHANGE - timedelta(days=2), owed=owed, at=entered_at)
    live = papers.live_invoice(order.pk)
    assert live is not None
    assert (live.gross_pence, live.lines.get().vat_percent) == (pence, 20)
    order.refresh_from_db()
    assert (order.total_pence, order.paid_at is not None) == (pence, True)
    assert CreditNote.objects.latest("pk").reason == "It had been paid in full before the rate of VAT changed."
    assert follow(BEGINS + timedelta(days=4)) == 0


def test_what_was_supplied_before_the_change_keeps_the_old_rate() -> None:
    over = factories.product(Supply.SESSIONS, 100, sessions=[(BEGINS - timedelta(hours=2), BEGINS - A_SECOND)])
    to_come = factories.product(Supply.SESSIONS, 100, sessions=[(BEGINS - timedelta(hours=1), BEGINS)])
    bought(over)
    later = bought(to_come)
    assert follow(BEGINS) == 1
    assert Invoice.objects.exclude(replaces=None).get().order == later


def test_goods_and_their_delivery_change_together_until_they_are_sent() -> None:
    thing = factories.product(Supply.GOODS, 12000, vat_code=factories.vat_code())
    sent, here = bought(thing, delivery_pence=600), bought(thing, delivery_pence=600)
    fulfilment.dispatch(
        order_id=sent.pk, units={sent.lines.get(product=thing).pk: 1}, carrier="", tracking="",
        by=people.UserFactory(), at=BEGINS - A_SECOND,
    )  # fmt: skip
    assert follow(BEGINS) == 1
    live = papers.live_invoice(here.pk)
    assert live is not None
    assert (live.net_pence, live.gross_pence) == (10500, 13125)


def test_an_order_that_somebody_is_paying_waits() -> None:
    order = bought(factories.product(Supply.DIGITAL, 12000))
    payment = order.payments.create(payer=order.payer, method="demo", pence=12000, started_at=NOON)
    assert follow(BEGINS) == 0
    payment.state, payment.ended_at = "failed", BEGINS
    payment.save()
    assert follow(BEGINS) == 1


def test_what_bears_no_such_rate_is_left_alone(book: Product) -> None:
    bought(book)
    assert follow(BEGINS) == 0
