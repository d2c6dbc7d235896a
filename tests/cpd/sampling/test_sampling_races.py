"""Two assessors at once, and a draw pressed twice, in connections of their own; and the controls without the lock."""

from __future__ import annotations

import contextlib
import threading
from collections.abc import Callable
from typing import Any

import pytest
from django.db import IntegrityError

from cilexportal.foundation.correspondence.models import Message
from cilexportal.foundation.rulebook.refusal import Refused
from cpd.enums import Reading
from cpd.models import Draw, Sampled
from cpd.services import sampling
from cpd.services.sampling import drawing, reading
from tests.cpd.close.test_races import WAIT, Alongside
from tests.cpd.sampling.conftest import DECEMBER, drawn, prepared, read

pytestmark = pytest.mark.django_db(transaction=True)


class Both:
    """Waits inside a function until both have come so far, or a moment has passed because one is kept waiting."""

    def __init__(self, monkeypatch: Any, where: Any, name: str) -> None:
        meet, real = threading.Barrier(2), getattr(where, name)

        def together(*args: Any, **kwargs: Any) -> Any:
            done = real(*args, **kwargs)
            with contextlib.suppress(threading.BrokenBarrierError):
                meet.wait(1)
            return done

        monkeypatch.setattr(where, name, together)


def faults_of(*works: Callable[[], Any]) -> list[Exception]:
    faults: list[Exception] = []
    for one in [Alongside(work) for work in works]:
        try:
            one.join(WAIT)
            one.result()
        except (Refused, IntegrityError) as fault:
            faults.append(fault)
    return faults


def unlocked(model: Any) -> Callable[[int], Any]:
    return lambda pk: model.objects.select_related("year").get(pk=pk)


@pytest.mark.clause("CPD-16d")
@pytest.mark.parametrize("guarded", [True, False])
def test_two_first_assessments_at_once_are_one(closed, year, cleo, rosa, monkeypatch, guarded) -> None:
    """With the lock off the second one reaches the database, which has the last word and no sentence to say."""
    closed(1)
    (one,) = drawn(year, cleo)
    if not guarded:
        monkeypatch.setattr(reading, "held", unlocked(Sampled))
    Both(monkeypatch, reading, "_refuse")
    (fault,) = faults_of(lambda: read(one, cleo, Reading.NOT_ACCEPTED), lambda: read(one, rosa, Reading.ADVICE))
    assert isinstance(fault, Refused if guarded else IntegrityError)
    one.refresh_from_db()
    assert one.second_by is None, "nobody becomes the second assessor of a reading they have not seen"
    assert one.records.first().marks.count() == 1


@pytest.mark.clause("CPD-16d")
@pytest.mark.parametrize("guarded", [True, False])
def test_a_draw_pressed_twice_is_drawn_once(closed, year, cleo, monkeypatch, guarded) -> None:
    closed(4)
    draw = prepared(year, cleo, number=2)
    if not guarded:
        monkeypatch.setattr(drawing, "_preparing", unlocked(Draw))
    Both(monkeypatch, drawing, "_preparing")
    press = lambda: sampling.draw(draw_id=draw.pk, by=cleo, at=DECEMBER)  # noqa: E731
    (fault,) = faults_of(press, press)
    assert isinstance(fault, Refused if guarded else IntegrityError)
    assert draw.sampled.count() == 2
    assert Message.objects.filter(kind="cpd.sampled").count() == 2


@pytest.mark.clause("CPD-16d")
def test_two_draws_of_a_year_at_once_draw_nobody_twice(closed, year, cleo, monkeypatch) -> None:
    closed(4)
    draws = [prepared(year, cleo, number=3), prepared(year, cleo, number=3)]
    Both(monkeypatch, drawing, "_preparing")
    assert not faults_of(*(lambda pk=draw.pk: sampling.draw(draw_id=pk, by=cleo, at=DECEMBER) for draw in draws))
    assert sorted(draw.sampled.count() for draw in draws) == [1, 3]
