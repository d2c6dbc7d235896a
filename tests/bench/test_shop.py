"""The measuring of the shop at small sizes: it runs, and every search finds something."""

from __future__ import annotations

import pytest

from cilexportal.bench import pages, shop, world
from shop.models import Order


@pytest.mark.services
@pytest.mark.django_db(transaction=True)
def test_the_shop_can_be_measured(monkeypatch) -> None:
    monkeypatch.setattr(pages, "ROUNDS", 1)
    monkeypatch.setattr(pages, "A_ROUND", 2)
    said: list[str] = []
    with world.tables():
        figures = shop.measure(sizes=(100, 400), orders=400, say=said.append)
    assert len(figures) == 5
    assert all(figure.value > 0 for figure in figures)
    statements = next(figure for figure in figures if figure.name.startswith("statements"))
    assert statements.met, statements
    assert said == [
        "making 400 orders", "making 100 orders", "making 100 orders to search", "making 400 orders to search"
    ]  # fmt: skip
    assert not Order.objects.exists()
