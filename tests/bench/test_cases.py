"""The measuring of queue and clocks at small sizes: it runs, finds what is to be found, and agrees with its floor."""

from __future__ import annotations

import pytest

from applications.models import Case
from cilexportal.bench import cases, world

pytestmark = [pytest.mark.services, pytest.mark.django_db(transaction=True)]


def test_the_queue_can_be_measured(monkeypatch) -> None:
    monkeypatch.setattr(cases, "ROUNDS", 1)
    monkeypatch.setattr(cases, "A_ROUND", 1)
    said: list[str] = []
    with world.tables():
        figure = cases.queue_figure((2_000, 2_400), say=said.append)
    assert figure.value > 0
    assert all(name in figure.detail for name in cases.SEARCHES)
    assert said == ["making a queue of 2,000 cases", "making a queue of 2,400 cases"]
    assert not Case.objects.exists()


def test_the_clocks_can_be_measured_and_come_to_what_the_floor_does(monkeypatch) -> None:
    monkeypatch.setattr(cases, "CLOCK_ROUNDS", 1)
    with world.tables():
        figure = cases.clocks_figure(400, say=lambda line: None)
        assert figure.value > 0
        monkeypatch.setattr(cases, "BARE", cases.BARE.replace("clock_used = found.used", "clock_used = 1"))
        with pytest.raises(RuntimeError, match="differ from the floor"):
            cases.clocks_figure(400, say=lambda line: None)
    assert not Case.objects.exists()
