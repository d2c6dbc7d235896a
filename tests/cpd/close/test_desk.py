"""The officer's desk: what each page says, and that each act happens once."""

from __future__ import annotations

import csv
import io
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from cpd.enums import Outcome
from cpd.models import CloseRun, Signature, YearResult
from cpd.queries.desk import bars, sums
from cpd.services import close
from members.enums import Role
from members.models import Grade, User
from tests import factories
from tests.cpd.close.conftest import log_hours, log_nine, outcome
from tests.cpd.conftest import A_SECOND, CLOSES, MAY

LATER = CLOSES + timedelta(days=1)


@pytest.fixture
def cleo(db) -> User:
    return factories.staff(Role.CPD_OFFICER, full_name="Cleo Hart")


@pytest.fixture
def desk(cleo, sign_in, at) -> Client:
    """Cleo's browser the day after the year has closed."""
    at(LATER)
    return sign_in(cleo)


def page(client: Client, name: str, **query: str) -> str:
    answer = client.get(reverse(f"cpd:{name}", args=["2025-26"] if name != "desk" else []), query)
    assert answer.status_code == 200
    return answer.content.decode()


def post(client: Client, cleo: User, name: str, form: dict[str, str] | None = None) -> str:
    """Sends one form and gives the page it leads to."""
    answer = client.post(
        reverse(f"cpd:{name}", args=["2025-26"]), form if form is not None else factories.once(cleo), follow=True
    )
    assert answer.status_code == 200
    return answer.content.decode()


def finish() -> None:
    for run in CloseRun.objects.filter(finished_at=None):
        list(close.work_through(run, at=LATER))


@pytest.mark.clause("CPD-10")
def test_the_list_of_years_says_how_each_stands(desk, year, ada, run_close) -> None:
    words = page(desk, "desk")
    assert "2025/26" in words
    assert "Waiting to be closed" in words
    assert "2027/28" not in words
    run_close()
    words = page(desk, "desk")
    assert "Closed" in words


def test_a_year_that_does_not_exist_is_not_found(desk) -> None:
    assert desk.get(reverse("cpd:desk_year", args=["1999-00"])).status_code == 404


@pytest.mark.clause("CPD-10")
def test_an_open_year_can_be_rehearsed_and_not_closed(desk, cleo, year, ada, at) -> None:
    at(MAY)
    assert "A rehearsal shows" in page(desk, "desk_year")
    assert "cannot be closed before" in page(desk, "desk_close")
    assert "is open until" in post(desk, cleo, "desk_close")
    assert not CloseRun.objects.exists()
    assert "It changes nothing" in post(desk, cleo, "desk_rehearse")
    assert "Rehearsal under way" in page(desk, "desk_progress")
    finish()
    words = page(desk, "desk_year")
    assert "This was a rehearsal" in words
    assert "Not met: 1 member" in words
    assert not YearResult.objects.exists()
    assert "could not be judged" not in words


def test_a_rehearsal_says_why_some_could_not_be_judged(desk, year, at, run_close) -> None:
    Grade.objects.create(code="unheard_of", rank=500)
    factories.MemberFactory(grade="unheard_of")
    at(MAY)
    run_close(at=MAY, rehearsal=True)
    assert "1 member: The grade unheard_of has no CPD requirement for this year." in page(desk, "desk_year")


@pytest.mark.clause("CPD-10")
def test_closing_has_a_review_step_and_happens_once(desk, cleo, year, ada) -> None:
    log_nine(ada, year)
    assert "Close the year" in page(desk, "desk_year")
    review = page(desk, "desk_close")
    assert "It cannot be taken back" in review
    assert "1 member is not closed yet" in review
    form = factories.once(cleo)
    assert "has begun" in post(desk, cleo, "desk_close", form)
    words = post(desk, cleo, "desk_close", form)
    run = CloseRun.objects.get()
    assert (run.started_by, run.finished_at) == (cleo, None)
    assert "Closing now" in words
    assert "data-poll-url" in words
    fragment = page(desk, "desk_progress")
    assert "Not known yet" in fragment
    finish()
    assert "data-poll-done" in page(desk, "desk_progress")
    words = page(desk, "desk_year")
    assert "Met: 1 member" in words
    assert "Show as table" in words
    assert reverse("cpd:desk_close", args=["2025-26"]) not in words
    post(desk, cleo, "desk_close")
    assert CloseRun.objects.count() == 1


def test_progress_says_rate_and_expected_end(desk, cleo, year, ada, monkeypatch) -> None:
    monkeypatch.setattr("cpd.locks.BUCKET", 1)
    factories.MemberFactory()
    run = close.start(year=year, by=cleo, at=LATER)
    first = run.batches.earliest("first")
    close.close_batch(batch_id=first.pk, at=LATER)
    first.refresh_from_db()
    type(first).objects.filter(pk=first.pk).update(done_at=first.claimed_at + timedelta(seconds=100))
    fragment = page(desk, "desk_progress")
    assert "Less than one member a second" in fragment
    assert "In about 2 minutes" in fragment
    type(first).objects.filter(pk=first.pk).update(done_at=first.claimed_at + timedelta(seconds=0.5))
    fragment = page(desk, "desk_progress")
    assert "2 members a second" in fragment
    assert "In less than a minute" in fragment


def test_parked_members_are_listed_with_the_reason_and_tried_again(desk, cleo, year, ada) -> None:
    Grade.objects.create(code="unheard_of", rank=500)
    odd = factories.MemberFactory(grade="unheard_of", full_name="Odd One")
    post(desk, cleo, "desk_close")
    finish()
    words = page(desk, "desk_year")
    assert "1 member could not be judged" in words
    assert "Odd One" in words
    assert "The grade unheard_of has no CPD requirement" in words
    assert "could not be judged yet" in page(desk, "desk_sign")
    factories.RequirementFactory(grade=Grade.objects.get(code="unheard_of"))
    assert "begun again" in post(desk, cleo, "desk_retry")
    finish()
    assert "could not be judged" not in page(desk, "desk_year")
    assert outcome(odd, year) == Outcome.NOT_MET


def test_the_not_met_list_by_name_by_grade_and_as_a_table(desk, year, ada, ben, run_close) -> None:
    assert "Nobody is on this list" in page(desk, "desk_not_met")
    ada.full_name, ada.sort_name = "=Ada Okafor", "okafor ada"
    ada.save()
    log_hours(ben, year, "7.5")
    run_close()
    words = page(desk, "desk_not_met")
    assert "2 members, by name" in words
    assert "9 more outcomes to record." in words
    assert "7.5 hours" in words
    words = page(desk, "desk_not_met", grade="paralegal")
    assert "1 member, by name" in words
    assert "Ada" not in words
    table = desk.get(reverse("cpd:desk_not_met_csv", args=["2025-26"])).content.decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(table)))
    by_name = sorted([ada, ben], key=lambda member: member.sort_name)
    assert [row["Number"] for row in rows] == [member.number for member in by_name]
    (found,) = [row for row in rows if row["Number"] == ada.number]
    assert (found["Member"], found["Closed"]) == ("'=Ada Okafor", "30 September 2026 at 11:59pm")
    one_grade = desk.get(reverse("cpd:desk_not_met_csv", args=["2025-26"]), {"grade": "paralegal"})
    assert one_grade.content.decode().count("\n") == 2


@pytest.mark.clause("CPD-13")
def test_the_list_is_signed_once_after_a_renewed_sign_in(desk, cleo, year, ada, run_close, monkeypatch) -> None:
    assert "once the year has been closed" in page(desk, "desk_sign")
    run_close()
    words = page(desk, "desk_sign")
    assert "1 not-met result is not signed yet" in words
    assert "From that date, and not before your signature" in words
    answer = desk.post(reverse("cpd:desk_sign", args=["2025-26"]), factories.once(cleo))
    assert answer.status_code == 302
    assert not Signature.objects.exists()

    monkeypatch.setattr("members.doors.signed_in_recently", lambda request: True)
    form = factories.once(cleo)
    assert "You have signed" in post(desk, cleo, "desk_sign", form)
    post(desk, cleo, "desk_sign", form)
    signature = Signature.objects.get()
    assert (signature.year, signature.at, signature.by) == (year, LATER, cleo)
    assert YearResult.objects.get().signature == signature
    assert "waits for a signature" in post(desk, cleo, "desk_sign")
    shown = page(desk, "desk_year")
    assert "Cleo Hart signed on 2 October 2026 at 12:00am: 1 not-met result of that list stands today" in shown
    assert "Closed and signed" in page(desk, "desk")


def test_nobody_else_finds_the_desk(year, ada, sign_in) -> None:
    for person in (ada.user, factories.staff(Role.FINANCE), factories.staff(Role.ADMINISTRATOR)):
        assert sign_in(person).get(reverse("cpd:desk")).status_code == 404


@pytest.mark.parametrize("name", ["desk_not_met", "desk_year", "desk_sign"])
def test_pages_ask_the_database_as_often_for_thirty_as_for_one(desk, year, run_close, name) -> None:
    counts = []
    page(desk, name)
    for more in (1, 2, 27):
        for _ in range(more):
            factories.MemberFactory()
        run_close(at=LATER)
        with CaptureQueriesContext(connection) as captured:
            page(desk, name)
        counts.append(len(captured))
    assert counts[0] > 0
    assert len(set(counts)) == 1, counts


def test_totals_are_drawn_by_grade_with_a_place_for_every_outcome(year) -> None:
    totals = [("", "not_required", 1), ("fellow", "met", 2), ("fellow", "not_met", 3), ("unheard_of", "parked", 4)]
    rows = bars(totals, year=year)
    assert [label for label, _ in rows] == ["Fellow", "No grade on the first day", "Unheard of"]
    assert {tuple(counts) for _, counts in rows} == {
        ("Met", "Not met", "Extended", "Dispensed", "Not required", "Could not be judged")
    }
    assert [tuple(counts.values()) for _, counts in rows] == [
        (2, 3, 0, 0, 0, 0),
        (0, 0, 0, 0, 1, 0),
        (0, 0, 0, 0, 0, 4),
    ]
    assert sums(rows) == [("Met", 2), ("Not met", 3), ("Not required", 1), ("Could not be judged", 4)]
    assert "Could not be judged" not in bars(totals[:3], year=year)[0][1]


def test_without_totals_nothing_is_drawn(year) -> None:
    assert (bars([], year=year), sums([])) == ([], [])


@pytest.mark.clause("CPD-9")
def test_a_second_before_the_instant_the_console_offers_no_close(desk, year, ada, at) -> None:
    at(CLOSES - A_SECOND)
    words = page(desk, "desk_year")
    assert "The close begins by itself" in words
    assert reverse("cpd:desk_close", args=["2025-26"]) not in words
