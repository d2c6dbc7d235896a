"""The logbook's own pages: what a member sees of their year, and at what cost."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from cpd.enums import Outcome
from cpd.models import CpdYear, Dispensation, Record, Requirement, Typing
from members.models import GradeHeld, Member
from tests import factories
from tests.cpd.conftest import CLOSES, MAY, counting

SignIn = Callable[..., Client]


def text_of(page: bytes) -> str:
    """The words of a page, without its marks and with single spaces."""
    main = re.search(rb"<main.*</main>", page, re.S)
    assert main is not None
    return " ".join(re.sub(r"<[^>]+>", " ", main.group().decode()).split())


@pytest.fixture
def ada_in(ada: Member, sign_in: SignIn, at: Callable) -> Client:
    """Ada, signed in on 14 May 2026."""
    at(MAY)
    return sign_in(ada.user)


@pytest.mark.clause("CPD-2", "REC-7", "REC-9")
def test_home_says_which_year_days_left_what_is_done_and_what_is_missing(
    ada: Member, ada_in: Client, year: CpdYear
) -> None:
    for number in range(6):
        counting(ada, year, planned=number < 4, title=f"Seminar {number}")
    words = text_of(ada_in.get("/cpd/").content)
    assert "CPD year 2025/26" in words
    assert "Until the end of 30 September 2026, London time (139 days left)" in words
    assert "6 of 9 outcomes" in words
    assert "3 more outcomes to record." in words
    assert "1 outcome about professionalism still to record." in words
    assert "1 planned outcome still to record." in words
    assert "CPD-5a" in words
    assert "Seminar 5" in words


@pytest.mark.clause("CPD-5", "CPD-6")
def test_an_outcomes_member_sees_nothing_of_hours_or_specialism(ada: Member, ada_in: Client, year: CpdYear) -> None:
    counting(ada, year)
    for url in (
        "/cpd/",
        f"/cpd/records/{Record.objects.get().uuid}/",
        f"/cpd/records/{Record.objects.get().uuid}/edit/",
    ):
        words = text_of(ada_in.get(url).content)
        assert "pecialism" not in words
        assert "Hours" not in words


@pytest.mark.clause("CPD-7", "CPD-7a")
def test_a_mixed_member_sees_both(ben: Member, sign_in: SignIn, at: Callable, year: CpdYear) -> None:
    at(MAY)
    counting(ben, year, hours=3, in_specialism=True)
    client = sign_in(ben.user)
    words = text_of(client.get("/cpd/").content)
    assert "3 of 8 hours" in words
    assert "1 hour in your specialism still to record." in words
    assert "Was it in your specialism, Conveyancing" in text_of(
        client.get(f"/cpd/records/{Record.objects.get().uuid}/edit/").content
    )


@pytest.mark.clause("REC-24")
def test_the_nudge_goes_after_four_recordings(ada: Member, ada_in: Client, year: CpdYear) -> None:
    for _ in range(3):
        counting(ada, year)
    assert "four times or more" in text_of(ada_in.get("/cpd/").content)
    counting(ada, year)
    assert "four times or more" not in text_of(ada_in.get("/cpd/").content)


@pytest.mark.clause("REC-26", "REC-27")
def test_coverage_counts_the_areas_of_counted_records(ada: Member, ada_in: Client, year: CpdYear) -> None:
    counting(ada, year, areas=["ethics", "business_awareness"])
    counting(ada, year, areas=["ethics"])
    Record.objects.create(member=ada, year=year, areas=["equality_diversity"])
    words = text_of(ada_in.get("/cpd/").content)
    assert "Professional ethics and the Code of Conduct 2 activities" in words
    assert "Business awareness 1 activity" in words
    assert "Equality and diversity none yet" in words


@pytest.mark.clause("CPD-10")
@pytest.mark.parametrize(("day", "shown"), [(date(2026, 8, 31), False), (date(2026, 9, 1), True)])
def test_the_rehearsal_is_told_from_1_september(
    ada: Member, sign_in: SignIn, at: Callable, day: date, shown: bool
) -> None:
    at(MAY.replace(month=day.month, day=day.day))
    words = text_of(sign_in(ada.user).get("/cpd/").content)
    assert ("If the year closed now: Not met" in words) is shown


@pytest.mark.clause("CPD-10", "REC-7")
def test_after_the_close_the_new_year_is_open_and_the_old_one_shows_its_result(
    ada: Member, year: CpdYear, sign_in: SignIn, at: Callable, close: Callable
) -> None:
    counting(ada, year, title="Of last year")
    close(ada, year, Outcome.MET)
    at(CLOSES)
    client = sign_in(ada.user)
    home = text_of(client.get("/cpd/").content)
    assert "CPD year 2026/27" in home
    assert "CPD year 2025/26 Met" in home
    assert "Certificate of completion" in home
    assert "Of last year" not in home
    old = text_of(client.get("/cpd/years/2025-26/").content)
    assert "Of last year" in old
    assert "Record CPD" not in old
    assert "Change this record" not in text_of(client.get(f"/cpd/records/{Record.objects.get().uuid}/").content)


def test_a_year_not_met_says_what_was_missing(
    ada: Member, year: CpdYear, sign_in: SignIn, at: Callable, close: Callable
) -> None:
    close(ada, year, Outcome.NOT_MET, requirement=Requirement.objects.get(grade="fellow"), outcomes=8, planned=5)
    at(CLOSES)
    words = text_of(sign_in(ada.user).get("/cpd/years/2025-26/").content)
    assert "Not met" in words
    assert "1 more outcome to record." in words
    assert "1 outcome about professionalism still to record." in words


@pytest.mark.clause("CPD-11a")
def test_an_extended_year_stays_beside_the_new_one(
    ada: Member, year: CpdYear, sign_in: SignIn, at: Callable, extend: Callable
) -> None:
    extend(ada, year)
    at(CLOSES + timedelta(days=3))
    words = text_of(sign_in(ada.user).get("/cpd/").content)
    assert "CPD year 2025/26 Extended" in words
    assert "Record CPD for 2025/26" in words
    assert "Record CPD for 2026/27" in words


@pytest.mark.clause("CPD-16c")
def test_who_owes_nothing_is_told_so(db: None, sign_in: SignIn, at: Callable) -> None:
    at(MAY)
    affiliate = factories.MemberFactory(grade="affiliate")
    assert "Nothing is required of you in this year." in text_of(sign_in(affiliate.user).get("/cpd/").content)
    joiner = factories.MemberFactory(grade="fellow", joined_on=date(2025, 10, 2))
    assert "you held no grade when it began" in text_of(sign_in(joiner.user).get("/cpd/").content)


def test_a_grade_without_a_requirement_and_a_dispensation_have_their_words(
    ada: Member, year: CpdYear, sign_in: SignIn, at: Callable
) -> None:
    at(MAY)
    new_grade = factories.MemberFactory(grade="invented")
    assert "Nobody has said yet" in text_of(sign_in(new_grade.user).get("/cpd/").content)
    Dispensation.objects.create(member=ada, year=year, reason="x", granted_at=MAY, granted_by=ada.user)
    assert "You are excused from CPD" in text_of(sign_in(ada.user).get("/cpd/").content)


@pytest.mark.clause("REC-12", "CPD-8")
def test_drafts_say_that_they_do_not_count_and_how_much_is_missing(ada: Member, ada_in: Client, year: CpdYear) -> None:
    Record.objects.create(
        member=ada, year=year, title="Half", completed_on=date(2026, 5, 1), planned=True, saved_at=MAY
    )
    typed = Record.objects.create(member=ada, year=year)
    Typing.objects.create(record=typed, fields={"title": "Only typed"}, saved_at=MAY)
    full = {"title": "All there", "completed_on": date(2026, 5, 2), "planned": True, "learned": "x", "evaluation": "y"}
    Record.objects.create(member=ada, year=year, saved_at=MAY, **full)
    changed = counting(ada, year, title="Counts already")
    Typing.objects.create(record=changed, fields={"title": "Other"}, saved_at=MAY)
    words = text_of(ada_in.get("/cpd/").content)
    assert "Half 1 May 2026. Planned Draft not counting yet: 2 answers missing" in words
    assert "Only typed No date yet Draft not counting yet: 4 answers missing" in words
    assert "Counts changes typed but not saved" in words
    assert "Draft not counting yet: save it to make it count" in words


@pytest.mark.clause("REC-12", "CPD-10")
def test_a_draft_left_in_a_closed_year_did_not_count(ada: Member, year: CpdYear, sign_in: SignIn, at: Callable) -> None:
    record = Record.objects.create(member=ada, year=year, title="Half", saved_at=MAY)
    at(CLOSES)
    client = sign_in(ada.user)
    assert "Half No date yet Draft did not count" in text_of(client.get("/cpd/years/2025-26/").content)
    assert "Half Draft, did not count" in text_of(client.get(f"/cpd/records/{record.uuid}/").content)


def test_a_full_draft_says_that_saving_makes_it_count(ada: Member, ada_in: Client, year: CpdYear) -> None:
    full = {"title": "All there", "completed_on": date(2026, 5, 2), "planned": True, "learned": "x", "evaluation": "y"}
    record = Record.objects.create(member=ada, year=year, **full)
    assert "save it to make it count" in text_of(ada_in.get(f"/cpd/records/{record.uuid}/").content)


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("q=leases", ["Leases"]),
        ("q=LEASES+nothing", []),
        ("state=drafts", ["Draft"]),
        ("state=counting", ["Ethics", "Leases"]),
        ("state=deleted", ["Gone"]),
        ("planned=yes", ["Leases"]),
        ("planned=no", ["Ethics"]),
        ("professionalism=on", ["Ethics"]),
        ("state=nonsense&planned=%00", ["Draft", "Ethics", "Leases"]),
    ],
)
def test_filters(ada: Member, ada_in: Client, year: CpdYear, query: str, found: list[str]) -> None:
    counting(ada, year, title="Leases", planned=True)
    counting(ada, year, title="Ethics", professionalism=True)
    Record.objects.create(member=ada, year=year, title="Draft")
    counting(ada, year, title="Gone", deleted_at=MAY)
    page = ada_in.get(f"/cpd/?{query}").content.decode()
    assert sorted(re.findall(r'records__title" href="[^"]+">([^<]+)', page)) == found


def test_a_search_looks_in_closed_years_too(ada: Member, year: CpdYear, sign_in: SignIn, at: Callable) -> None:
    counting(ada, year, title="Of last year")
    at(CLOSES)
    assert "Of last year" in text_of(sign_in(ada.user).get("/cpd/?q=last").content)


def test_other_members_records_are_never_listed(ada: Member, ada_in: Client, ben: Member, year: CpdYear) -> None:
    counting(ben, year, title="Of Ben")
    for url in ("/cpd/", "/cpd/?q=Ben", "/cpd/years/2025-26/", "/cpd/years/2025-26/records.csv"):
        assert b"Of Ben" not in ada_in.get(url).content


def test_years_that_have_not_begun_are_not_found(ada_in: Client) -> None:
    assert ada_in.get("/cpd/years/2026-27/").status_code == 404
    assert ada_in.get("/cpd/years/2026-27/records.csv").status_code == 404
    assert ada_in.get("/cpd/years/nonsense/").status_code == 404


def test_the_page_costs_the_same_queries_for_one_record_and_for_sixty(
    ada: Member, ada_in: Client, year: CpdYear
) -> None:
    ada_in.get("/cpd/")
    costs = []
    for records, drafts in ((1, 1), (1, 2), (27, 30)):
        for _ in range(records):
            counting(ada, year, areas=["ethics"])
        for _ in range(drafts):
            Typing.objects.create(
                record=Record.objects.create(member=ada, year=year), fields={"title": "T"}, saved_at=MAY
            )
        with CaptureQueriesContext(connection) as queries:
            ada_in.get("/cpd/")
        costs.append(len(queries))
    assert costs[0] == costs[1] == costs[2]
    assert costs[0] <= 14


@pytest.mark.clause("CPD-16e", "CPD-6")
def test_the_table_of_a_year_is_safe_to_open_and_leaves_unasked_answers_blank(
    ada: Member, ada_in: Client, year: CpdYear
) -> None:
    counting(ada, year, title="=HYPERLINK(1)", areas=["ethics"])
    Record.objects.create(member=ada, year=year, title="Draft")
    counting(ada, year, title="Gone", deleted_at=MAY)
    answer = ada_in.get("/cpd/years/2025-26/records.csv")
    assert answer["Content-Disposition"] == 'attachment; filename="cpd-2025-26.csv"'
    rows = list(csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig"))))
    assert [row["Title"] for row in rows] == ["'=HYPERLINK(1)", "Draft"]
    assert [row["State"] for row in rows] == ["counts", "draft, does not count"]
    assert rows[0]["Areas of professionalism"] == "Professional ethics and the Code of Conduct"
    assert {row["In specialism"] for row in rows} == {""}


def test_a_person_who_is_no_member_has_no_logbook(user, sign_in: SignIn) -> None:
    assert sign_in(user).get("/cpd/").status_code == 403
    assert sign_in(user).get("/cpd/years/2025-26/").status_code == 404


def test_grades_that_change_in_the_year_do_not_change_the_page(ada: Member, ada_in: Client, year: CpdYear) -> None:
    GradeHeld.objects.filter(member=ada).update(until_date=date(2026, 3, 1))
    GradeHeld.objects.create(member=ada, grade=factories.GradeFactory(code="paralegal"), from_date=date(2026, 3, 1))
    assert "0 of 8 hours" in text_of(ada_in.get("/cpd/").content)
