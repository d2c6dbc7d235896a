"""The measuring of portfolios at a small size: it runs, and says what each figure is of."""

from __future__ import annotations

import pytest

from cilexportal.bench import portfolio, portfolio_hostile, portfolio_world, world
from portfolio.models import Portfolio

pytestmark = [pytest.mark.services, pytest.mark.pango]


@pytest.mark.django_db(transaction=True)
def test_the_building_of_a_portfolio_can_be_measured(monkeypatch) -> None:
    monkeypatch.setattr(portfolio_world, "SHEETS", 4)
    monkeypatch.setattr(portfolio_hostile, "A_ROUND", 2)
    said: list[str] = []
    with world.tables():
        figures = portfolio.measure(weights=(700_000,), rounds=1, say=said.append)
    assert [figure.value > 0 for figure in figures] == [True] * len(figures)
    words = {"against its floor", "share of all", "memory", "while a worker checks hostile files", "control"}
    assert words == {word for figure in figures for word in words if word in figure.name}
    assert said[0] == "making a portfolio with 0 MB of evidence"
    assert not Portfolio.objects.exists()
