"""Kills between any two steps, members the database refuses, and batches that are nobody's fault."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.db import OperationalError, ProgrammingError, connection

from cpd.enums import BatchState, Outcome
from cpd.models import CloseBatch, CloseRun, CpdYear, Parked, YearResult
from cpd.queries import close as queries
from cpd.services import close
from cpd.services.close import batches, setwise
from members.models import Member
from tests import factories
from tests.cpd.close.conftest import left_behind, log_nine, outcome
from tests.cpd.conftest import CLOSES


class Killed(BaseException):
    """What kill -9 looks like from inside: nothing below catches it, and no more of the process's code runs."""


def crowd(year: CpdYear, size: int = 6) -> list[Member]:
    members = [factories.MemberFactory(full_name=f"Member {number}") for number in range(size)]
    for member in members[::2]:
        log_nine(member, year)
    return members


KILLPOINTS = {
    "before the attempt is counted": (batches, "_begin", "before"),
    "after the attempt is counted": (batches, "_begin", "after"),
    "with the batch taken": (batches, "_take", "after"),
    "with the facts gathered": (setwise, "kinds_gathered", "before"),
    "with everybody decided": (setwise, "decide_kinds", "after"),
    "with results and letters written": (setwise, "_write", "after"),
    "before the batch is marked": (batches, "_done", "before"),
    "with the batch marked, not committed": (batches, "_done", "after"),
    "with the batch committed, the run not ended": (batches, "finish", "before"),
}


@pytest.mark.clause("CPD-10")
@pytest.mark.parametrize("killpoint", KILLPOINTS)
def test_a_close_killed_anywhere_resumes_to_the_same_end(year, monkeypatch, killpoint) -> None:
    members = crowd(year)
    module, name, when = KILLPOINTS[killpoint]
    run = close.start(year=year, by=None, at=CLOSES)
    with monkeypatch.context() as patched:
        patched.setattr(module, name, dying(getattr(module, name), when))
        with pytest.raises(Killed):
            close.close_batch(
                batch_id=queries.waiting_batches(run)[0] if queries.waiting_batches(run) else 0, at=CLOSES
            )
    list(close.work_through(run, at=CLOSES))
    after_kill = left_behind()
    assert [outcome(member, year) for member in members] == [Outcome.MET, Outcome.NOT_MET] * 3
    assert (len(after_kill["results"]), len(after_kill["letters"]), after_kill["history"]) == (6, 6, 6)
    run.refresh_from_db()
    assert run.finished_at == CLOSES
    close.keep_going(at=CLOSES)
    assert left_behind() == after_kill


def dying(function: Callable[..., Any], when: str) -> Callable[..., Any]:
    def died(*args: Any, **kwargs: Any) -> Any:
        if when == "after":
            function(*args, **kwargs)
        raise Killed

    return died


def poison(member: Member) -> None:
    """The database refuses this member's result, as a damaged row or a constraint of tomorrow might."""
    with connection.cursor() as cursor:
        cursor.execute(f"ALTER TABLE cpd_yearresult ADD CONSTRAINT poison CHECK (member_id <> {member.pk})")


@pytest.mark.parametrize("position", [0, 3, 5])
def test_a_member_the_database_refuses_is_parked_and_the_rest_close(year, run_close, position, caplog) -> None:
    members = crowd(year)
    poison(members[position])
    run = run_close()
    parked = Parked.objects.get()
    assert parked.member == members[position]
    assert parked.reason.startswith("The database refused this member's year: new row for relation")
    assert parked.reason.endswith('violates check constraint "poison"')
    assert YearResult.objects.count() == 5
    progress = queries.progress_of(run)
    assert (progress.to_do, progress.parked, run.finished_at) == (0, 1, CLOSES)
    assert CloseBatch.objects.filter(state=BatchState.SPLIT).exists()
    assert "closing batch" in caplog.text


def test_a_rehearsal_counts_a_member_whose_batch_fails(year, run_close, monkeypatch, caplog) -> None:
    factories.MemberFactory()

    def refuse(*args: Any, **kwargs: Any) -> None:
        raise ValueError("cannot be added up")

    monkeypatch.setattr(setwise, "close_range", refuse)
    run = run_close(rehearsal=True)
    assert [batch.totals for batch in run.batches.all()] == [[["", "parked", 1]]]
    assert queries.reasons_of(run) == [("This member's year could not be closed: ValueError('cannot be added up')", 1)]
    assert not Parked.objects.exists()


def test_what_is_no_database_error_is_said_as_it_is(year, run_close, monkeypatch, caplog) -> None:
    factories.MemberFactory()

    def refuse(*args: Any, **kwargs: Any) -> None:
        raise ValueError("cannot be added up")

    monkeypatch.setattr(setwise, "close_range", refuse)
    run_close()
    assert Parked.objects.get().reason == "This member's year could not be closed: ValueError('cannot be added up')"


@pytest.mark.parametrize("fault", [OperationalError("gone away"), ProgrammingError("no such column")])
def test_a_fault_that_is_not_the_members_parks_nobody(year, monkeypatch, fault) -> None:
    crowd(year)
    run = close.start(year=year, by=None, at=CLOSES)

    def fail(*args: Any, **kwargs: Any) -> None:
        raise fault

    with monkeypatch.context() as patched:
        patched.setattr(setwise, "close_range", fail)
        for _ in range(5):
            with pytest.raises(type(fault)):
                close.close_batch(batch_id=queries.waiting_batches(run)[0], at=CLOSES)
    list(close.work_through(run, at=CLOSES))
    assert (YearResult.objects.count(), Parked.objects.count()) == (6, 0)


def test_a_batch_that_ends_its_process_every_time_is_set_aside_in_the_end(year, monkeypatch) -> None:
    member = factories.MemberFactory()
    run = close.start(year=year, by=None, at=CLOSES)
    monkeypatch.setattr(setwise, "close_range", dying(lambda: None, "before"))
    for _ in range(batches.MOST_DEATHS):
        with pytest.raises(Killed):
            close.close_batch(batch_id=queries.waiting_batches(run)[0], at=CLOSES)
    assert not Parked.objects.exists()
    close.close_batch(batch_id=queries.waiting_batches(run)[0], at=CLOSES)
    assert (Parked.objects.get().member, Parked.objects.get().reason) == (member, batches.NO_REASON)
    assert CloseRun.objects.get().finished_at == CLOSES


def test_a_failed_batch_whose_members_are_gone_is_done(year, run_close, monkeypatch, caplog) -> None:
    member = factories.MemberFactory()
    run = close.start(year=year, by=None, at=CLOSES)
    member.grades.all().delete()
    run.batches.update(attempts=batches.MOST_FAILURES, error="It failed.")
    list(close.work_through(run, at=CLOSES))
    assert (run.batches.get().state, Parked.objects.count()) == (BatchState.DONE, 0)


def test_a_batch_that_is_done_is_left_alone(year, run_close) -> None:
    factories.MemberFactory()
    run = run_close()
    before = left_behind()
    assert close.close_batch(batch_id=run.batches.get().pk, at=CLOSES) is False
    assert left_behind() == before


def test_facts_that_the_rules_choke_on_are_parked_with_what_they_said(year, run_close, monkeypatch) -> None:
    factories.MemberFactory()

    def choke(facts: Any, *, at: Any) -> None:
        raise ZeroDivisionError("hours")

    monkeypatch.setattr(setwise, "decide", choke)
    run_close()
    assert Parked.objects.get().reason == "The rules could not judge these records: ZeroDivisionError('hours')."
    assert not YearResult.objects.exists()


def test_a_run_whose_last_batch_was_done_by_a_process_that_died_is_ended_by_beat(year, monkeypatch) -> None:
    factories.MemberFactory()
    run = close.start(year=year, by=None, at=CLOSES)
    with monkeypatch.context() as patched:
        patched.setattr(batches, "finish", dying(batches.finish, "before"))
        with pytest.raises(Killed):
            close.close_batch(batch_id=queries.waiting_batches(run)[0], at=CLOSES)
    assert CloseRun.objects.get().finished_at is None
    close.keep_going(at=CLOSES)
    assert CloseRun.objects.get().finished_at == CLOSES
