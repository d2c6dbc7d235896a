"""The audit trail as people read it."""

from __future__ import annotations

from datetime import date

import pytest

from cilexportal.foundation import audit, history
from cpd.models import CpdYear
from tests import factories


@pytest.fixture
def year(db: None) -> CpdYear:
    return CpdYear.objects.get(label="2026/27")


def test_a_change_names_the_field_before_and_after_and_who_made_it(year: CpdYear) -> None:
    officer = factories.UserFactory(full_name="Olive Officer")
    with audit.because(user_id=officer.pk):
        year.rehearse_from = date(2027, 8, 15)
        year.save()
    newest = history.changes(year)[0]
    assert (newest.title, newest.by) == ("Changed", "Olive Officer")
    assert newest.text == "rehearse from: 2027-09-01, now 2027-08-15"


def test_what_nobody_did_was_the_portal_itself(year: CpdYear) -> None:
    CpdYear.objects.filter(pk=year.pk).update(rehearse_from=date(2027, 8, 15))
    assert history.changes(year)[0].by == "the portal itself"


def test_newest_first_and_no_more_than_asked_for(year: CpdYear) -> None:
    for day in (10, 11, 12):
        CpdYear.objects.filter(pk=year.pk).update(rehearse_from=date(2027, 8, day))
    told = history.changes(year, most=2)
    assert [change.text[-10:] for change in told] == ["2027-08-12", "2027-08-11"]


@pytest.mark.parametrize("amount", [1, 3, 30])
def test_two_queries_however_long_the_trail(year: CpdYear, amount: int, django_assert_num_queries) -> None:
    with audit.because(user_id=factories.UserFactory().pk):
        for number in range(amount):
            CpdYear.objects.filter(pk=year.pk).update(rehearse_from=date(2027, 8, number % 28 + 1))
    with django_assert_num_queries(2):
        history.changes(year)


def test_the_year_console_and_the_admin_show_it(year: CpdYear, sign_in) -> None:
    CpdYear.objects.filter(pk=year.pk).update(rehearse_from=date(2026, 10, 2))
    officer = sign_in(factories.staff("cpd_officer"))
    assert "now 2026-10-02" in officer.get("/cpd/desk/2026-27/").content.decode()
    administrator = sign_in(factories.staff("administrator"))
    page = administrator.get(f"/admin/cpd/cpdyear/{year.pk}/history/")
    assert "now 2026-10-02" in page.content.decode()
    assert administrator.get("/admin/cpd/cpdyear/987654/history/").status_code == 404
