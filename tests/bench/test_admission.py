"""The measuring of marks at a small size: it runs, and says what each figure is of."""

from __future__ import annotations

import pytest

from cilexportal.bench import admission, portfolio_world, world
from portfolio.models import Portfolio

pytestmark = pytest.mark.services


@pytest.mark.django_db(transaction=True)
def test_marking_can_be_measured(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(portfolio_world, "SHEETS", 3)
    said: list[str] = []
    with world.tables():
        figures = admission.measure(weight=700_000, pictures=1, say=said.append)
    assert len(figures) == 4
    assert [figure.met for figure in figures[:2]] == [True, True], "as many statements with many sheets as with one"
    assert figures[2].value > figures[3].value > 0
    assert "with 3 sheets" in figures[0].detail
    assert not Portfolio.objects.exists()
