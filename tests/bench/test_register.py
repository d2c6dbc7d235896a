"""The measuring of the register at small sizes: it runs, and every search finds whom it is meant to find."""

from __future__ import annotations

import pytest

from cilexportal.bench import pages, register, world
from standing.models import RegisterEntry


@pytest.mark.services
@pytest.mark.django_db(transaction=True)
def test_the_register_can_be_measured(monkeypatch) -> None:
    monkeypatch.setattr(pages, "ROUNDS", 1)
    monkeypatch.setattr(pages, "A_ROUND", 2)
    monkeypatch.setattr(register, "ROUNDS", 1)
    said: list[str] = []
    with world.tables():
        (figure,) = register.measure(sizes=(2_000, 4_000), say=said.append)
    assert figure.value > 0
    assert all(name in figure.detail for name in register.SEARCHES)
    assert said == ["making a register of 2,000 people", "making a register of 4,000 people"]
    assert not RegisterEntry.objects.exists()
