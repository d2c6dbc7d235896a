"""The dates of the CPD years: what the database refuses, and what an administrator is told."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.urls import reverse

from cilexportal.foundation import london
from cpd import tasks
from cpd.models import CloseRun, CpdYear
from cpd.services.years import open_next_years, open_year
from members.enums import Role
from members.models import Member
from tests import factories
from tests.cpd.conftest import CLOSES, MAY

ADD = reverse("admin:cpd_cpdyear_add")
VALID = {
    "label": "2028/29",
    "starts_on": "2028-10-01",
    "ends_on": "2029-09-30",
    "rehearse_from": "2029-09-01",
    "ask_by": "2029-08-31",
    "loss_on": "2029-09-30",
}
AT_ITS_END = "2029-09-30 23:00+00"

pytestmark = pytest.mark.django_db


def insert(**changed: str) -> None:
    """Writes a year with plain SQL: 2028/29 but for what is changed."""
    row = {**VALID, "closes_at": AT_ITS_END, **changed}
    columns, places = ", ".join(row), ", ".join(["%s"] * len(row))
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"INSERT INTO cpd_cpdyear ({columns}) VALUES ({places})", list(row.values()))


@pytest.mark.clause("CPD-9")
def test_the_year_as_it_should_be_is_taken() -> None:
    insert()
    assert CpdYear.objects.get(label="2028/29").closes_at == london.end_of_day(date(2029, 9, 30))


@pytest.mark.clause("CPD-9", "CPD-13")
@pytest.mark.parametrize(
    ("changed", "constraint"),
    [
        ({"label": "18 19"}, "label_names_its_start"),
        ({"label": "2028-29"}, "label_names_its_start"),
        ({"label": "2029/30"}, "label_names_its_start"),
        ({"label": "2028/30"}, "label_names_its_start"),
        ({"closes_at": "2029-09-30 22:59:59+00"}, "closes_as_its_last_day_ends"),
        ({"closes_at": "2029-10-01 00:00+00"}, "closes_as_its_last_day_ends"),
        ({"ends_on": "2029-12-31", "loss_on": "2029-12-31", "closes_at": "2030-01-01 00:00+00"}, "a_year_at_most"),
        ({"ends_on": "2028-09-30", "closes_at": "2028-09-30 23:00+00"}, "ends_after_it_starts"),
        ({"rehearse_from": "2028-09-30"}, "rehearsed_within_itself"),
        ({"rehearse_from": "2029-10-01"}, "rehearsed_within_itself"),
        ({"loss_on": "2029-09-29"}, "loses_nothing_before_its_end"),
        ({"ask_by": "2028-09-30"}, "asked_about_within_itself"),
        ({"ask_by": "2029-10-01"}, "asked_about_within_itself"),
        ({"label": "2027/28", "starts_on": "2027-12-01", "ends_on": "2028-11-15", "rehearse_from": "2028-10-01",
          "closes_at": "2028-11-16 00:00+00", "ask_by": "2028-08-31"}, "exist|overlap"),
        ({"starts_on": "2028-09-30", "ends_on": "2029-09-29", "closes_at": "2029-09-29 23:00+00"}, "overlap"),
    ],
)  # fmt: skip
def test_the_database_refuses_a_year_that_cannot_be(changed: dict[str, str], constraint: str) -> None:
    with pytest.raises(IntegrityError, match=constraint):
        insert(**changed)


@pytest.mark.clause("CPD-9")
def test_a_year_that_ends_in_winter_closes_at_midnight_of_winter() -> None:
    winter = {"ends_on": "2029-01-31", "rehearse_from": "2029-01-01", "ask_by": "2029-01-31"}
    with pytest.raises(IntegrityError, match="closes_as_its_last_day_ends"):
        insert(**winter, closes_at="2029-01-31 23:00+00")
    insert(**winter, closes_at="2029-02-01 00:00+00")


@pytest.mark.clause("CPD-9")
def test_years_opened_by_the_command_are_taken_up_to_the_end_of_the_century() -> None:
    assert [open_year(label=label)[1] for label in ("2028/29", "2027/28", "2098/99", "2099/00")] == [
        True, False, True, True,
    ]  # fmt: skip


# --- The list of years -----------------------------------------------------------------------------------------------


@pytest.fixture
def client(at: Callable) -> Client:
    """An administrator who has just proved who they are, in May 2026."""
    at(MAY)
    return factories.signed_in(factories.staff(Role.ADMINISTRATOR), recently=True)


def change(year: CpdYear) -> str:
    return reverse("admin:cpd_cpdyear_change", args=[year.pk])


def as_it_is(year: CpdYear, **changed: Any) -> dict[str, str]:
    return {name: str(changed.get(name, getattr(year, name))) for name in VALID}


@pytest.mark.clause("CPD-9")
def test_a_year_is_added_and_its_closing_instant_follows_whatever_is_sent(client: Client) -> None:
    assert client.post(ADD, {**VALID, "closes_at": "2026-01-01 00:00"}).status_code == 302
    assert CpdYear.objects.get(label="2028/29").closes_at == datetime(2029, 9, 30, 23, tzinfo=UTC)
    assert client.get("/cpd/").status_code != 500


@pytest.mark.clause("CPD-9", "CPD-13")
@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        ({"label": "18 19"}, "The label names the year it starts in and the next, such as 2025/26."),
        ({"ends_on": "2028-09-30"}, "A CPD year ends after it starts."),
        ({"ends_on": "9999-12-31", "loss_on": "9999-12-31"}, "A CPD year is no longer than twelve months."),
        ({"rehearse_from": "2028-01-01"}, "The rehearsal begins on a day of the year itself."),
        ({"loss_on": "2029-01-01"}, "Benefits are not lost before the last day of the year."),
        ({"starts_on": "2028-09-30", "ends_on": "2029-09-29"}, "Some of these days are in another CPD year already."),
        ({"label": "2016/17", "starts_on": "2016-10-01", "ends_on": "2017-09-30", "rehearse_from": "2017-09-01"},
         "This day has passed, so the year would be over before anybody closed it."),
    ],
)  # fmt: skip
def test_an_administrator_is_told_what_is_wrong(client: Client, changed: dict[str, str], sentence: str) -> None:
    before = CpdYear.objects.count()
    answer = client.post(ADD, {**VALID, **changed})
    assert answer.status_code == 200
    assert sentence in answer.content.decode()
    assert CpdYear.objects.count() == before


@pytest.mark.clause("CPD-9")
def test_a_running_year_does_not_end_on_a_day_that_has_passed(client: Client, year: CpdYear) -> None:
    answer = client.post(change(year), as_it_is(year, ends_on="2026-05-13", rehearse_from="2026-05-01"))
    assert "This day has passed" in answer.content.decode()
    year.refresh_from_db()
    assert year.closes_at == CLOSES


@pytest.mark.clause("CPD-13")
def test_a_year_that_is_over_and_not_closed_may_still_lose_benefits_later(client: Client) -> None:
    over = CpdYear.objects.get(label="2024/25")
    assert client.post(change(over), as_it_is(over, loss_on="2026-08-01")).status_code == 302
    over.refresh_from_db()
    assert over.loss_on == date(2026, 8, 1)


def closing(year: CpdYear, **how: Any) -> None:
    CloseRun.objects.create(year=year, at=CLOSES, started_at=CLOSES, **how)


@pytest.mark.clause("CPD-9")
def test_once_its_close_has_begun_the_dates_of_a_year_stand(client: Client, year: CpdYear) -> None:
    later = as_it_is(year, loss_on="2027-01-01")
    closing(year)
    assert 'name="loss_on"' not in client.get(change(year)).content.decode()
    client.post(change(year), later)
    year.refresh_from_db()
    assert year.loss_on == date(2026, 9, 30)


@pytest.mark.clause("CPD-9")
def test_a_result_of_the_year_makes_its_dates_stand_too(
    client: Client, ada: Member, year: CpdYear, close: Callable
) -> None:
    close(ada, year)
    CloseRun.objects.update(rehearsal=True)
    assert 'name="ends_on"' not in client.get(change(year)).content.decode()


def test_a_rehearsal_leaves_the_dates_open(client: Client, year: CpdYear) -> None:
    closing(year, rehearsal=True)
    assert client.post(change(year), as_it_is(year, loss_on="2027-01-01")).status_code == 302
    year.refresh_from_db()
    assert year.loss_on == date(2027, 1, 1)


@pytest.mark.clause("CPD-9")
def test_the_next_year_is_opened_a_year_before_it_begins() -> None:
    assert open_next_years(today=date(2026, 9, 30)) == []
    CpdYear.objects.filter(label="2027/28").delete()
    assert open_next_years(today=date(2026, 9, 30)) == []
    (made,) = open_next_years(today=date(2026, 10, 1))
    assert (made.label, made.starts_on, made.ends_on) == ("2027/28", date(2027, 10, 1), date(2028, 9, 30))
    assert made.closes_at == datetime(2028, 9, 30, 23, tzinfo=UTC)
    assert open_next_years(today=date(2027, 9, 30)) == []


def test_a_portal_that_slept_for_years_opens_the_one_it_is_in_and_the_next() -> None:
    assert [year.label for year in open_next_years(today=date(2099, 1, 1))] == ["2098/99", "2099/00"]


def test_the_task_opens_years_by_the_portal_s_clock(at: Callable) -> None:
    at(datetime(2040, 10, 1, 0, tzinfo=UTC))
    tasks.open_years()
    assert CpdYear.objects.filter(label__in=["2040/41", "2041/42"]).count() == 2
