"""Saves, grants and closes at the same time, in connections of their own; and the control without the lock."""

from __future__ import annotations

import threading
import uuid
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import connection, transaction

from cilexportal.foundation.correspondence.models import Message
from cilexportal.foundation.rulebook.refusal import Refused
from cpd import locks
from cpd.enums import Outcome
from cpd.models import CloseRun, CpdYear, Extension, Record, YearResult
from cpd.queries import close as queries
from cpd.services import close, records
from cpd.services.close import setwise
from members.models import Member
from tests import factories
from tests.cpd.close.conftest import log_nine, outcome
from tests.cpd.conftest import A_SECOND, CLOSES, MAY, counting

pytestmark = pytest.mark.django_db(transaction=True)
WAIT = 20


class Alongside(threading.Thread):
    """Work in a thread with its own connection; `result()` waits for it and raises what it raised."""

    def __init__(self, work: Callable[[], Any]) -> None:
        super().__init__(daemon=True)
        self.work, self.answer, self.fault = work, None, None
        self.start()

    def run(self) -> None:
        try:
            self.answer = self.work()
        except BaseException as fault:
            self.fault = fault
        finally:
            connection.close()

    def result(self) -> Any:
        self.join(WAIT)
        assert not self.is_alive(), "it hangs"
        if self.fault:
            raise self.fault
        return self.answer


def close_all(year: CpdYear, at: Any = CLOSES) -> None:
    run = close.start(year=year, by=None, at=at)
    list(close.work_through(run, at=at))


def save_slowly(member: Member, year: CpdYear, saved: threading.Event, go_on: threading.Event) -> None:
    """A save in time whose transaction is still under way when the close comes along."""
    with transaction.atomic():
        locks.lock_shared(year_id=year.pk, member_id=member.pk)
        counting(member, year, title="The ninth", planned=True, professionalism=True)
        saved.set()
        assert go_on.wait(WAIT)


def close_past_a_save(ada: Member, year: CpdYear) -> None:
    """Begins the close while a save is under way, and lets the save end half a second later."""
    log_nine(ada, year, of=8, planned=4, professionalism=0)
    saved, go_on = threading.Event(), threading.Event()
    saving = Alongside(lambda: save_slowly(ada, year, saved, go_on))
    assert saved.wait(WAIT)
    closing = Alongside(lambda: close_all(year))
    closing.join(0.5)
    go_on.set()
    saving.result()
    closing.result()


@pytest.mark.clause("CPD-10", "CPD-8")
def test_a_save_under_way_is_waited_for_and_counts(ada: Member, year: CpdYear) -> None:
    close_past_a_save(ada, year)
    assert outcome(ada, year) == Outcome.MET


def test_with_the_lock_off_the_same_save_is_lost(ada: Member, year: CpdYear, monkeypatch) -> None:
    """The control: were this to pass with the lock's help, the test above would prove nothing."""
    monkeypatch.setattr(locks, "lock_exclusive", lambda **where: None)
    close_past_a_save(ada, year)
    assert Record.objects.filter(member=ada).count() == 9
    assert (outcome(ada, year), YearResult.objects.get().outcomes) == (Outcome.NOT_MET, 8)


@pytest.mark.clause("CPD-10")
def test_a_save_that_comes_while_its_batch_is_closed_waits_and_is_refused(ada, year, fields, monkeypatch) -> None:
    inside, go_on = threading.Event(), threading.Event()
    real = setwise.close_range

    def slowly(*args: Any, **kwargs: Any) -> Any:
        done = real(*args, **kwargs)
        inside.set()
        assert go_on.wait(WAIT)
        return done

    monkeypatch.setattr(setwise, "close_range", slowly)
    closing = Alongside(lambda: close_all(year))
    assert inside.wait(WAIT)
    name = uuid.uuid4()
    how = {"member": ada, "uuid": name, "version": 0, "page": "", "at": CLOSES - A_SECOND}
    saving = Alongside(lambda: records.save(fields=fields, **how))
    saving.join(0.5)
    assert saving.is_alive(), "it waits for the batch"
    go_on.set()
    closing.result()
    with pytest.raises(Refused) as refused:
        saving.result()
    assert refused.value.refusals[0].clause == "CPD-10"
    assert not Record.objects.exists()
    assert YearResult.objects.get().outcomes == 0


@pytest.mark.clause("CPD-10")
def test_two_closes_at_once_write_everything_once(year: CpdYear, monkeypatch) -> None:
    monkeypatch.setattr(locks, "BUCKET", 2)
    members = [factories.MemberFactory() for _ in range(12)]
    both = [Alongside(lambda: close_all(year)) for _ in range(2)]
    for closing in both:
        closing.result()
    assert sorted(YearResult.objects.values_list("member_id", flat=True)) == [member.pk for member in members]
    assert (CloseRun.objects.count(), Message.objects.count()) == (1, 12)
    run = CloseRun.objects.get()
    assert run.batches.count() >= 6
    assert queries.progress_of(run).done == 12


@pytest.mark.clause("CPD-10", "CPD-11a")
@pytest.mark.parametrize(("granted_first", "expected"), [(True, Outcome.EXTENDED), (False, Outcome.NOT_MET)])
def test_an_extension_granted_while_the_close_runs_comes_before_it_or_after_it(
    ada, year, granted_first, expected, monkeypatch
) -> None:
    """Both orders are told apart by the lock; there is nothing in between."""

    def grant() -> None:
        with transaction.atomic():
            locks.lock_shared(year_id=year.pk, member_id=ada.pk)
            Extension.objects.create(
                member=ada, year=year, until=date(2026, 12, 31), reason="x", granted_at=MAY, granted_by=ada.user
            )
            granted.set()
            assert go_on.wait(WAIT)

    granted, go_on = threading.Event(), threading.Event()
    if not granted_first:
        close_all(year)
    granting = Alongside(grant)
    assert granted.wait(WAIT)
    closing = Alongside(lambda: close_all(year))
    closing.join(0.3)
    go_on.set()
    granting.result()
    closing.result()
    assert outcome(ada, year) == expected
    assert YearResult.objects.count() == 1


@pytest.mark.clause("CPD-10")
def test_with_beat_down_for_hours_late_saves_are_refused_and_the_year_closes_as_at_its_instant(
    ada, year, fields
) -> None:
    log_nine(ada, year, of=8)
    late = CLOSES + timedelta(hours=2)
    saved = records.save(member=ada, uuid=uuid.uuid4(), version=0, page="", fields=fields, at=late)
    assert saved.counts is False
    close_all(year, at=CLOSES + timedelta(hours=3))
    result = YearResult.objects.get(member=ada)
    assert (result.outcomes, result.outcome, result.closed_at) == (8, Outcome.NOT_MET, CLOSES)


def test_a_worker_that_finds_the_batch_taken_passes_it_by(ada, year, monkeypatch) -> None:
    run = close.start(year=year, by=None, at=CLOSES)
    batch_id = queries.waiting_batches(run)[0]
    inside, go_on = threading.Event(), threading.Event()

    def slowly(*args: Any, **kwargs: Any) -> Any:
        inside.set()
        assert go_on.wait(WAIT)
        return real(*args, **kwargs)

    real = setwise.close_range
    monkeypatch.setattr(setwise, "close_range", slowly)
    first = Alongside(lambda: close.close_batch(batch_id=batch_id, at=CLOSES))
    assert inside.wait(WAIT)
    assert close.close_batch(batch_id=batch_id, at=CLOSES) is False
    waiting = Alongside(lambda: list(close.work_through(run, at=CLOSES)))
    waiting.join(0.5)
    go_on.set()
    assert first.result() is True
    waiting.result()
    assert run.batches.get().attempts == 1
