"""The close from the command line and from beat."""

from __future__ import annotations

import io
from datetime import date, timedelta

import pytest
from django.core.management import CommandError, call_command

from cpd import tasks
from cpd.enums import Outcome
from cpd.management.commands import close_cpd_year
from cpd.models import CloseRun, CpdYear, YearResult
from cpd.services import close
from members.models import Grade
from tests import factories
from tests.cpd.close.conftest import log_nine, outcome
from tests.cpd.conftest import CLOSES, MAY


def run(*words: str) -> str:
    out = io.StringIO()
    call_command(*words, stdout=out)
    return out.getvalue()


@pytest.mark.clause("CPD-10")
def test_it_closes_prints_progress_and_totals_and_a_second_time_nothing(year, ada, ben, at) -> None:
    at(CLOSES)
    log_nine(ada, year)
    said = run("close_cpd_year", "2025/26")
    assert "Working in this process; workers may help." in said
    assert "2 done, 0 to do" in said
    assert "Chartered Legal Executive" in said or "Fellow" in said
    assert ": met 1" in said
    assert ": not met 1" in said
    said = run("close_cpd_year", "2025/26")
    assert "Nothing is left to do: 2025/26 was closed on 1 October 2026 at 12:00am." in said
    assert CloseRun.objects.count() == 1


@pytest.mark.clause("CPD-10")
def test_it_refuses_before_the_instant_and_an_unknown_year(year, at) -> None:
    at(MAY)
    with pytest.raises(CommandError, match="is open until"):
        run("close_cpd_year", "2025/26")
    with pytest.raises(CommandError, match="no CPD year 1999/00"):
        run("close_cpd_year", "1999/00")


def test_it_rehearses(year, ada, at) -> None:
    at(MAY)
    assert "not met 1" in run("close_cpd_year", "2025/26", "--rehearse")
    assert not YearResult.objects.exists()


def test_it_leaves_the_work_to_the_workers(year, ada, at) -> None:
    at(CLOSES)
    assert "The workers have been told" in run("close_cpd_year", "2025/26", "--queue")
    assert CloseRun.objects.get().finished_at is None
    assert not YearResult.objects.exists()


def test_it_watches_the_workers(year, ada, at, monkeypatch) -> None:
    at(CLOSES)

    def somebody_works(seconds: float) -> None:
        tasks.close_batch(CloseRun.objects.get().batches.get().pk)

    monkeypatch.setattr(close_cpd_year.time, "sleep", somebody_works)
    said = run("close_cpd_year", "2025/26", "--queue", "--wait")
    assert "0 done, 1 to do" in said
    assert "1 done, 0 to do" in said


def test_it_says_who_is_parked_and_tries_them_again(year, ada, at) -> None:
    at(CLOSES)
    Grade.objects.create(code="unheard_of", rank=500)
    odd = factories.MemberFactory(grade="unheard_of")
    assert "1 member parked" in run("close_cpd_year", "2025/26")
    factories.RequirementFactory(grade=Grade.objects.get(code="unheard_of"))
    run("close_cpd_year", "2025/26", "--retry-parked")
    assert outcome(odd, year) == Outcome.NOT_MET


@pytest.mark.clause("CPD-10")
def test_beat_starts_the_close_and_the_worker_does_it(year, ada, at, eager, django_capture_on_commit_callbacks) -> None:
    at(CLOSES)
    with django_capture_on_commit_callbacks(execute=True):
        tasks.close_due_years()
    assert outcome(ada, year) == Outcome.NOT_MET
    assert CloseRun.objects.get().finished_at == CLOSES


def test_beat_takes_up_what_was_left_lying(year, ada, eager, at, django_capture_on_commit_callbacks) -> None:
    at(CLOSES)
    started = close.start(year=year, by=None, at=CLOSES)
    with django_capture_on_commit_callbacks(execute=True):
        tasks.close_due_years()
    started.refresh_from_db()
    assert started.finished_at == CLOSES


def test_all_in_this_process(year, ada) -> None:
    finished = close.close_in_process(year=year, by=ada.user, at=CLOSES + timedelta(hours=1))
    assert (finished.finished_at, finished.started_by) == (CLOSES + timedelta(hours=1), ada.user)
    assert outcome(ada, year) == Outcome.NOT_MET


@pytest.mark.clause("CPD-9")
def test_a_new_year_is_added_once_with_its_dates(db) -> None:
    assert "has been added" in run("open_cpd_year", "2040/41")
    made = CpdYear.objects.get(label="2040/41")
    assert (made.starts_on, made.ends_on) == (date(2040, 10, 1), date(2041, 9, 30))
    assert made.closes_at.isoformat() == "2041-09-30T23:00:00+00:00"
    assert "is there already" in run("open_cpd_year", "2040/41")


@pytest.mark.parametrize("label", ["2040", "2040/42", "next year"])
def test_what_is_no_year_is_refused(db, label) -> None:
    with pytest.raises(CommandError, match="is not a CPD year"):
        run("open_cpd_year", label)
