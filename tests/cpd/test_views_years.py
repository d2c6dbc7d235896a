"""Years of a member that are not plainly open: extended, over without a result, not met, or owed by nobody."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.test import Client

from cilexportal.foundation.correspondence.models import MessageState
from cpd.enums import Outcome
from cpd.models import CpdYear, Record, Requirement
from members.enums import Role
from members.models import Member
from tests import factories
from tests.cpd.conftest import CLOSES, MAY, counting
from tests.cpd.test_views_logbook import text_of

SignIn = Callable[..., Client]


@pytest.fixture
def old_year(db: None) -> CpdYear:
    """A year that ended before anything was kept here."""
    return factories.CpdYearFactory(starts_on=date(2021, 10, 1))


# --- Extended ------------------------------------------------------------------------------------------------------


@pytest.mark.clause("CPD-10", "CPD-11a")
def test_who_has_more_time_is_told_until_when_and_what_happens_then(
    ada: Member, year: CpdYear, sign_in: SignIn, at: Callable, extend: Callable
) -> None:
    extend(ada, year, date(2026, 12, 31))
    at(CLOSES + timedelta(days=40))
    words = text_of(sign_in(ada.user).get("/cpd/years/2025-26/").content)
    assert "Your year closes by itself at the end of 31 December 2026." in words
    assert "If you record nothing more until then: Not met" in words
    assert "Extended ." not in words


def test_who_has_more_time_begins_in_the_older_year_and_chooses(
    ada: Member, year: CpdYear, sign_in: SignIn, at: Callable, extend: Callable
) -> None:
    extend(ada, year)
    at(CLOSES + timedelta(days=40))
    page = sign_in(ada.user).get("/cpd/records/new/", follow=True).content
    assert "It counts for the CPD year chosen below" in text_of(page)
    assert b'value="2025-26" checked' in page


@pytest.mark.clause("REC-26")
def test_coverage_is_shown_for_every_open_year(
    ada: Member, year: CpdYear, next_year: CpdYear, sign_in: SignIn, at: Callable, extend: Callable
) -> None:
    extend(ada, year)
    counting(ada, year, areas=["ethics"])
    at(CLOSES + timedelta(days=40))
    words = text_of(sign_in(ada.user).get("/cpd/").content)
    older, newer = words.split("Professionalism Areas")[1].split("2026/27", 1)
    assert "2025/26 Covered" in older or "Professional ethics and the Code of Conduct 1 activity" in older
    assert "Professional ethics and the Code of Conduct none yet" in newer


# --- Over, and never closed here -----------------------------------------------------------------------------------


def test_a_year_from_before_the_portal_does_not_nag(
    ada: Member, old_year: CpdYear, sign_in: SignIn, at: Callable
) -> None:
    at(MAY)
    client = sign_in(ada.user)
    words = text_of(client.get("/cpd/years/2021-22/").content)
    assert "No result is kept here for this year." in words
    assert "still to record" not in words
    assert "Still missing" not in words


def test_only_years_in_which_something_is_kept_are_offered(
    ada: Member, old_year: CpdYear, sign_in: SignIn, at: Callable
) -> None:
    at(MAY)
    client = sign_in(ada.user)
    assert "2021/22" not in text_of(client.get("/cpd/").content)
    counting(ada, old_year)
    assert "2021/22" in text_of(client.get("/cpd/").content)


@pytest.mark.clause("CPD-10")
def test_between_the_end_and_the_result_nothing_is_said_to_be_missing(
    ada: Member, year: CpdYear, sign_in: SignIn, at: Callable
) -> None:
    at(CLOSES + timedelta(minutes=1))
    words = text_of(sign_in(ada.user).get("/cpd/years/2025-26/").content)
    assert "Its result is being worked out" in words
    assert "Still missing" not in words


@pytest.mark.clause("CPD-10")
def test_where_no_year_is_open_the_last_one_stands_with_its_result(
    ada: Member, close: Callable, sign_in: SignIn, at: Callable
) -> None:
    last = CpdYear.objects.latest("starts_on")
    close(ada, last, Outcome.NOT_MET)
    at(last.closes_at + timedelta(hours=1))
    words = text_of(sign_in(ada.user).get("/cpd/").content)
    assert "This year is closed and can be read only: Not met" in words
    assert "being worked out" not in words


def test_the_officer_reads_that_no_result_of_an_old_year_is_kept(
    old_year: CpdYear, year: CpdYear, sign_in: SignIn, at: Callable
) -> None:
    at(CLOSES + timedelta(days=2))
    client = sign_in(factories.staff(Role.CPD_OFFICER))
    words = text_of(client.get("/cpd/desk/").content)
    assert "2021/22 No result kept here" in words
    assert "2025/26 Waiting to be closed" in words
    words = text_of(client.get("/cpd/desk/2021-22/").content)
    assert "it ended before the portal could close it" in words
    assert "Rehearse the close" not in words


# --- Not met, and not owed -----------------------------------------------------------------------------------------


@pytest.mark.clause("CPD-13")
def test_a_year_not_met_leads_to_its_letter_and_to_what_can_be_done(
    ada: Member, year: CpdYear, sign_in: SignIn, at: Callable, close: Callable
) -> None:
    result = close(ada, year, Outcome.NOT_MET, requirement=Requirement.objects.get(grade="fellow"), outcomes=8)
    at(CLOSES + timedelta(days=1))
    client = sign_in(ada.user)
    assert "A letter about 2025/26 is on its way to you" in text_of(client.get("/cpd/").content)
    letter = factories.MessageFactory(
        to_user=ada.user, dedupe_key=f"cpd.closed:{result.pk}", state=MessageState.SENT, sent_at=CLOSES,
        subject="Not met", queued_at=CLOSES, send_after=CLOSES,
    )  # fmt: skip
    for address in ("/cpd/", "/cpd/years/2025-26/"):
        page = client.get(address).content
        assert f'href="/letters/{letter.uuid}/"'.encode() in page
        assert "What you can do now" in text_of(page)


@pytest.mark.parametrize("address", ["/cpd/", "/cpd/records/new/"])
def test_a_student_may_record_and_is_counted_down_to_nothing(db: None, sign_in: SignIn, at: Callable, address) -> None:
    at(MAY)
    student = factories.MemberFactory(grade="student")
    words = text_of(sign_in(student.user).get(address, follow=True).content)
    assert "Nothing is required of you" in words
    assert "days left" not in words
    assert "duty of your grade" not in words
    assert not Record.objects.exists()


@pytest.mark.clause("CPD-9")
def test_a_draft_from_a_closed_year_is_not_listed_as_one_of_the_new_year(
    ada: Member, next_year: CpdYear, sign_in: SignIn, at: Callable
) -> None:
    Record.objects.create(member=ada, year=next_year, title="Of May", completed_on=date(2026, 5, 14), saved_at=CLOSES)
    Record.objects.create(
        member=ada, year=next_year, title="Of October", completed_on=date(2026, 10, 2), saved_at=CLOSES
    )
    at(CLOSES + timedelta(days=9))
    words = text_of(sign_in(ada.user).get("/cpd/").content)
    astray, found = words.split("Drafts from a day that is in no open year")[1].split("2026/27", 1)
    assert "Of May" in astray
    assert "Of October" in found
