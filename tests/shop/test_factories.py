"""The rows that other tests start from are rows the database takes."""

from __future__ import annotations

from members.models import User
from shop.models import Product
from tests.shop import factories


def test_an_accepted_order_is_paid_by_whoever_pays(buyer: User, book: Product, course: Product) -> None:
    made = factories.order(buyer=buyer, lines=[(book, 2), (course, 1)], employer=True, delivery_pence=395)

    made.refresh_from_db()
    assert (made.stage, made.total_pence, made.payer.kind) == ("accepted", 2 * 2499 + 19900 + 395, "employer")
    assert made.payments.get().state == "captured"
    assert [line.sessions.count() for line in made.lines.all()] == [0, 6, 0]


def test_a_placed_order_has_no_number_and_no_payment(buyer: User) -> None:
    made = factories.order(buyer=buyer, accepted_at=None)

    assert (made.stage, made.number, made.payments.count()) == ("placed", None, 0)
