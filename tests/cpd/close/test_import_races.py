"""An import and a close at the same time, in connections of their own; and the control without the lock."""

from __future__ import annotations

import threading
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from cilexportal.foundation.imports import Outcome as Imported
from cpd import importing, importing_sql, locks
from cpd.enums import Outcome
from cpd.models import CpdYear, Record, YearResult
from cpd.services.close import setwise
from members.models import Member
from tests.cpd.close.conftest import log_nine, outcome
from tests.cpd.close.test_races import WAIT, Alongside, close_all

pytestmark = pytest.mark.django_db(transaction=True)
LOCKS_NOTHING = "SELECT %(family)s, %(bucket)s"


@pytest.fixture
def the_ninth(tmp_path: Path, ada: Member) -> Path:
    """A file with the one record that ada's year wants."""
    file = tmp_path / "records.csv"
    headings = "Membership number,Title,Completed,Recorded,Planned,Professionalism,Learned,Evaluation"
    file.write_text(f"{headings}\n{ada.number},The ninth,2026-05-04,2026-05-05,yes,yes,Much,Well\n")
    return file


def bring(file: Path) -> Imported:
    return importing.import_records(path=file, today=date(2026, 9, 30), apply=True)


def close_past_an_import(ada: Member, year: CpdYear, file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Begins the close while an import has written and not committed, and lets the import end half a second later."""
    log_nine(ada, year, of=8, planned=4, professionalism=0)
    written, go_on = threading.Event(), threading.Event()
    real = importing._import

    def slowly(*args: Any) -> None:
        real(*args)
        written.set()
        assert go_on.wait(WAIT)

    monkeypatch.setattr(importing, "_import", slowly)
    importer = Alongside(lambda: bring(file))
    assert written.wait(WAIT)
    closing = Alongside(lambda: close_all(year))
    closing.join(0.5)
    go_on.set()
    assert importer.result().faults.count == 0
    closing.result()


@pytest.mark.clause("CPD-10")
def test_an_import_under_way_is_waited_for_and_counts(ada, year, the_ninth, monkeypatch) -> None:
    close_past_an_import(ada, year, the_ninth, monkeypatch)
    assert outcome(ada, year) == Outcome.MET


def test_with_the_lock_off_the_import_slips_into_a_closed_year(ada, year, the_ninth, monkeypatch) -> None:
    """The control: were this to pass with the lock's help, the test above would prove nothing."""
    monkeypatch.setattr(importing_sql, "LOCK_YEARS", LOCKS_NOTHING)
    close_past_an_import(ada, year, the_ninth, monkeypatch)
    assert Record.objects.filter(member=ada).count() == 9
    assert (outcome(ada, year), YearResult.objects.get().outcomes) == (Outcome.NOT_MET, 8)


@pytest.mark.clause("CPD-10")
def test_an_import_that_comes_while_its_batch_is_closed_waits_and_is_refused(ada, year, the_ninth, monkeypatch) -> None:
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
    importer = Alongside(lambda: bring(the_ninth))
    importer.join(0.5)
    assert importer.is_alive(), "it waits for the batch"
    go_on.set()
    closing.result()
    assert importer.result().faults.kept == [(2, f"the CPD year 2025/26 of member {ada.number} is closed.")]
    assert not Record.objects.exists()


def test_the_import_takes_the_lock_that_a_batch_takes(ada, year, the_ninth, monkeypatch) -> None:
    """With buckets of another size than one the numbers of both still agree."""
    monkeypatch.setattr(locks, "BUCKET", 1)
    close_past_an_import(ada, year, the_ninth, monkeypatch)
    assert outcome(ada, year) == Outcome.MET
