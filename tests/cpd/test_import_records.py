"""The import of past records: all or nothing, told by line, by the rules of the form."""

from __future__ import annotations

import io
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext

from cpd.enums import Outcome
from cpd.importing import COUNTING, DRAFTS, import_records
from cpd.models import CloseRun, CpdYear, Record, YearResult
from cpd.queries import owed
from cpd.queries.year_facts import facts_for
from cpd.rules.record import missing_answers
from members.models import GradeHeld
from tests import factories

TODAY = date(2026, 11, 21)
SAMPLES = Path(__file__).resolve().parents[2] / "docs" / "samples"
HEADINGS = "Membership number,Title,Completed,Planned,Professionalism,Hours,Learned,Evaluation"
LINE = "00012345,Seminar,2025-11-04,yes,no,1.5,Much,Well"
pytestmark = pytest.mark.django_db


@pytest.fixture
def ada():
    return factories.MemberFactory(number="00012345")


@pytest.fixture
def bring(tmp_path, ada):
    def run(*lines: str, headings: str = HEADINGS, apply: bool = True):
        file = tmp_path / "records.csv"
        file.write_text("\n".join((headings, *lines)), encoding="utf-8")
        return import_records(path=file, today=TODAY, apply=apply)

    return run


def test_a_line_becomes_a_record_that_counts(bring, ada) -> None:
    assert bring(LINE).faults.count == 0
    record = Record.objects.select_related("year").get(member=ada)
    assert (record.title, str(record.hours), record.planned, record.year.label) == ("Seminar", "1.50", True, "2025/26")
    assert record.complete_at == datetime(2025, 11, 4, tzinfo=UTC)


def test_a_trial_keeps_nothing_and_a_second_run_adds_nothing(bring) -> None:
    trial = bring(LINE, apply=False)
    assert not Record.objects.exists()
    assert trial.changes == bring(LINE).changes == {COUNTING: 1, DRAFTS: 0}
    assert bring(LINE).changed == 0
    assert Record.objects.count() == 1


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("99,Seminar,2025-11-04,yes,no,1,Much,Well", "no member has the number 99"),
        ("00012345,Talk,2026-11-22,yes,no,1,Much,Well", "future"),
        ("00012345,Talk,1999-11-22,yes,no,1,Much,Well", "no CPD year"),
        ("00012345,Talk,2025-11-04,perhaps,no,1,Much,Well", "write yes or no"),
        ("00012345,Talk,2025-11-04,yes,no,25,Much,Well", "at most 24 hours"),
        ("00012345,Talk,2025-11-04,yes,no,NaN,Much,Well", "write a number"),
        ("00012345,Talk,2025-11-04,yes,no,1,,Well", "learned is empty"),
        (f"00012345,Talk,2025-11-04,yes,no,1,{'x' * 4001},Well", "4,001 characters"),
        ("00012345,Seminar,04/11/2025,yes,no,1,More,Well", "stand in line 2 too"),
    ],
)
def test_what_is_wrong_is_said_with_its_line_and_nothing_is_kept(bring, line: str, words: str) -> None:
    outcome = bring(LINE, line)
    assert [number for number, _ in outcome.faults.kept] == [3]
    assert words in outcome.faults.kept[0][1]
    assert not Record.objects.exists()


def test_prose_that_looks_like_a_formula_is_kept_as_it_is(bring) -> None:
    assert bring("00012345,-ing forms,2025-11-04,yes,no,1,=1+1,- good").faults.count == 0
    assert Record.objects.get().learned == "=1+1"


@pytest.mark.clause("CPD-9")
def test_the_day_decides_the_year_and_its_last_day_is_in_it(bring) -> None:
    bring("00012345,Last,2025-09-30,yes,no,1,Much,Well", "00012345,First,2025-10-01,yes,no,1,Much,Well")
    assert dict(Record.objects.values_list("title", "year__label")) == {"Last": "2024/25", "First": "2025/26"}


def test_a_closed_year_takes_no_more(bring, ada) -> None:
    bring(LINE)
    year = CpdYear.objects.get(label="2025/26")
    run = CloseRun.objects.create(year=year, at=year.closes_at, started_at=year.closes_at)
    figures = dict.fromkeys(("outcomes", "professionalism", "planned"), 1)
    hours = dict.fromkeys(("hours", "specialism_hours", "outside_study_hours"), 0)
    closed = {"outcome": Outcome.NOT_MET, "reduced": False, "closed_at": year.closes_at}
    YearResult.objects.create(member=ada, year=year, run=run, **figures, **hours, **closed)
    assert bring(LINE).changed == 0
    outcome = bring(LINE, LINE.replace("Seminar", "Another"))
    assert outcome.faults.kept == [(3, "the CPD year 2025/26 of member 00012345 is closed.")]


MIXED = f"{HEADINGS},In specialism"


@pytest.mark.clause("CPD-5", "CPD-7a", "CPD-8")
@pytest.mark.parametrize(
    ("grade", "specialism", "line", "counts"),
    [
        ("paralegal", True, "Talk,2025-11-04,yes,no,1.5,Much,Well,yes", True),
        ("paralegal", True, "Talk,2025-11-04,yes,no,1.5,Much,Well,", False),
        ("paralegal", True, "Talk,2025-11-04,yes,no,,Much,Well,yes", False),
        ("paralegal", True, "Talk,2025-11-04,yes,yes,,Much,Well,", True),
        ("paralegal", False, "Talk,2025-11-04,yes,no,1.5,Much,Well,", True),
        ("paralegal", False, "Talk,2025-11-04,yes,no,,Much,Well,", False),
        ("fellow", True, "Talk,2025-11-04,yes,no,,Much,Well,", True),
    ],
)
def test_a_line_without_the_answers_of_its_members_scheme_is_a_draft(bring, grade, specialism, line, counts) -> None:
    area = factories.PracticeAreaFactory() if specialism else None
    ben = factories.MemberFactory(number="2", grade=grade, specialism=area)
    outcome = bring(LINE + ",", f"2,{line}", headings=MIXED)
    assert outcome.changes == {COUNTING: 1 + counts, DRAFTS: 1 - counts}
    record = Record.objects.get(member=ben)
    assert (record.complete_at is not None) == counts
    assert record.saved_at == datetime(2025, 11, 4, tzinfo=UTC)
    assert (facts_for(member_id=ben.pk, year_id=record.year_id).outcomes == 1) == counts
    asked = owed.asked_of(ben, record.year)
    lacks = missing_answers(owed.answers_of(record), scheme=asked.scheme, has_specialism=asked.has_specialism)
    assert (not lacks) == counts, "the member's own form judges as the import did"


@pytest.mark.clause("CPD-5")
def test_the_scheme_is_that_of_the_records_own_year(bring, ada) -> None:
    promoted = date(2025, 9, 1)
    ada.grades.all().delete()
    GradeHeld.objects.create(member=ada, grade_id="paralegal", from_date=date(2020, 1, 1), until_date=promoted)
    GradeHeld.objects.create(member=ada, grade_id="fellow", from_date=promoted)
    bring("00012345,As paralegal,2024-05-04,yes,no,,Much,Well", "00012345,As Fellow,2026-05-04,yes,no,,Much,Well")
    drafts = dict(Record.objects.values_list("title", "complete_at"))
    assert drafts["As paralegal"] is None
    assert drafts["As Fellow"] is not None


def test_the_number_of_statements_does_not_grow_with_the_file(bring) -> None:
    def statements(*titles: str) -> int:
        with CaptureQueriesContext(connection) as queries:
            assert bring(*(LINE.replace("Seminar", title) for title in titles)).faults.count == 0
        return len(queries)

    assert statements("one") == statements(*(f"title {n}" for n in range(50)))


def test_the_sample_files_import_as_documented() -> None:
    call_command("import_members", str(SAMPLES / "members.csv"), "--apply", stdout=io.StringIO())
    out = io.StringIO()
    call_command("import_records", str(SAMPLES / "records.csv"), "--apply", stdout=out)
    assert "3  records added that count" in out.getvalue()
    assert Record.objects.filter(complete_at=None).count() == 0
