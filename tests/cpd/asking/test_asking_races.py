"""Answers and closes at the same time, in connections of their own; and the control without the lock."""

from __future__ import annotations

import threading
from datetime import date
from typing import Any

import pytest

from cilexportal.foundation.rulebook.refusal import Refused
from cpd import locks
from cpd.enums import Outcome
from cpd.models import Extension, YearResult
from cpd.services import answering, asking
from cpd.services.close import setwise
from members.enums import Role
from tests import factories
from tests.cpd.asking.conftest import OCTOBER, TOO_LATE, asked
from tests.cpd.close.conftest import outcome
from tests.cpd.close.test_races import WAIT, Alongside, close_all
from tests.cpd.conftest import CLOSES

pytestmark = pytest.mark.django_db(transaction=True)


class Gate:
    """Stops a function inside: `inside` is set once it is there, and it goes on when `go_on` is set."""

    def __init__(self, monkeypatch: Any, where: Any, name: str) -> None:
        self.inside, self.go_on = threading.Event(), threading.Event()
        real = getattr(where, name)

        def slowly(*args: Any, **kwargs: Any) -> Any:
            done = real(*args, **kwargs)
            self.inside.set()
            assert self.go_on.wait(WAIT)
            return done

        monkeypatch.setattr(where, name, slowly)


def grant(request: Any, cleo: Any) -> None:
    answering.grant_time(request=request, until=date(2026, 12, 31), why="Yes.", by=cleo, at=CLOSES)


def grant_during_the_close(ada, year, cleo, monkeypatch) -> None:
    """The close has judged the member and not committed yet when an officer grants a late request."""
    request = asked(ada, year, at=TOO_LATE)
    gate = Gate(monkeypatch, setwise, "close_range")
    closing = Alongside(lambda: close_all(year))
    assert gate.inside.wait(WAIT)
    granting = Alongside(lambda: grant(request, cleo))
    granting.join(0.5)
    gate.go_on.set()
    closing.result()
    granting.result()


@pytest.fixture
def cleo(db: None) -> Any:
    return factories.staff(Role.CPD_OFFICER)


@pytest.mark.clause("CPD-10", "CPD-11a")
def test_an_extension_granted_while_the_close_runs_comes_after_it_and_reopens_the_year(
    ada, year, cleo, monkeypatch
) -> None:
    grant_during_the_close(ada, year, cleo, monkeypatch)
    assert outcome(ada, year) == Outcome.EXTENDED
    assert YearResult.objects.filter(member=ada).count() == 2


def test_with_the_lock_off_the_same_grant_is_lost_on_the_close(ada, year, cleo, monkeypatch) -> None:
    """The control: an extension is in force, and yet the year is closed as not met."""
    monkeypatch.setattr(locks, "lock_exclusive", lambda **where: None)
    grant_during_the_close(ada, year, cleo, monkeypatch)
    assert Extension.objects.filter(withdrawn_at=None).count() == 1
    assert outcome(ada, year) == Outcome.NOT_MET


@pytest.mark.clause("CPD-10", "CPD-11a")
def test_a_close_that_comes_while_an_extension_is_granted_waits_and_finds_it(ada, year, cleo, monkeypatch) -> None:
    request = asked(ada, year, at=TOO_LATE)
    gate = Gate(monkeypatch, answering, "_answer")
    granting = Alongside(lambda: grant(request, cleo))
    assert gate.inside.wait(WAIT)
    closing = Alongside(lambda: close_all(year))
    closing.join(0.5)
    assert closing.is_alive(), "it waits for the answer"
    gate.go_on.set()
    granting.result()
    closing.result()
    assert outcome(ada, year) == Outcome.EXTENDED
    assert YearResult.objects.filter(member=ada).count() == 1


@pytest.mark.clause("CPD-10", "CPD-11a")
@pytest.mark.parametrize("taken_back_first", [True, False])
def test_an_extension_taken_back_while_the_close_runs_leaves_the_year_not_met(
    ada, year, cleo, extend, monkeypatch, taken_back_first
) -> None:
    granted = extend(ada, year)

    def take_back() -> None:
        told = {"reason": "In error.", "by": cleo, "at": OCTOBER}
        answering.take_back_grant(ask="extension", relief_id=granted.pk, **told)

    where, name = (answering, "_write") if taken_back_first else (setwise, "close_range")
    gate = Gate(monkeypatch, where, name)
    works = [take_back, lambda: close_all(year)]
    first, second = works if taken_back_first else reversed(works)
    ahead = Alongside(first)
    assert gate.inside.wait(WAIT)
    behind = Alongside(second)
    behind.join(0.5)
    assert behind.is_alive(), "it waits for the other"
    gate.go_on.set()
    ahead.result()
    behind.result()
    assert outcome(ada, year) == Outcome.NOT_MET
    assert YearResult.objects.filter(member=ada).count() == (1 if taken_back_first else 2)


@pytest.mark.clause("CPD-11")
def test_a_request_of_the_last_second_and_the_close_come_one_after_the_other(ada, year, monkeypatch) -> None:
    """Where the limit is lifted, a request may meet the close: it is refused once the year has its result."""
    type(year).objects.filter(pk=year.pk).update(ask_by=year.ends_on)
    gate = Gate(monkeypatch, setwise, "close_range")
    closing = Alongside(lambda: close_all(year))
    assert gate.inside.wait(WAIT)
    late = Alongside(lambda: asked(ada, year, at=CLOSES.replace(hour=22, minute=59, second=59)))
    late.join(0.5)
    assert late.is_alive(), "it waits for the close"
    gate.go_on.set()
    closing.result()
    with pytest.raises(Refused):
        late.result()
    assert outcome(ada, year) == Outcome.NOT_MET


@pytest.mark.clause("CPD-11")
def test_two_answers_at_once_are_one(ada, year, cleo) -> None:
    request = asked(ada, year)
    told = {"request": request, "ground": "no_reason", "why": "No.", "by": cleo, "at": OCTOBER}
    both = [Alongside(lambda: answering.refuse(**told)), Alongside(lambda: grant(request, cleo))]
    faults = []
    for one in both:
        try:
            one.result()
        except Refused as refused:
            faults.append(refused)
    assert len(faults) == 1
    request.refresh_from_db()
    assert Extension.objects.count() == (1 if request.answer == "granted" else 0)


@pytest.mark.clause("CPD-11")
def test_a_request_taken_back_and_granted_at_once_is_one_of_both(ada, year, cleo) -> None:
    request = asked(ada, year)
    close_all(year)
    both = [
        Alongside(lambda: asking.take_back(request=request, by=ada.user, at=OCTOBER)),
        Alongside(lambda: grant(request, cleo)),
    ]
    faults = []
    for one in both:
        try:
            one.result()
        except Refused as refused:
            faults.append(refused)
    assert len(faults) == 1
    request.refresh_from_db()
    assert outcome(ada, year) == (Outcome.EXTENDED if request.answer else Outcome.NOT_MET)
