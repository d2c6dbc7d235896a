"""The pages of asking and answering, as a member and an officer use them."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from cpd.enums import Outcome
from cpd.models import AbsenceEvidence, CpdYear, DispensationRequest, Extension, ExtensionRequest, Record, Reopening
from cpd.rules.closing import Spell
from tests import factories
from tests.cpd.asking.conftest import IN_TIME, OCTOBER, TOO_LATE, asked, asked_for_less, asked_for_nothing
from tests.cpd.close.conftest import log_nine, outcome, run_close
from tests.cpd.conftest import CLOSES, MAY

__all__ = ["run_close"]
SLUG = "2025-26"


def ask(kind: str, slug: str = SLUG) -> str:
    return reverse("cpd:ask", args=[slug, kind])


def of(request: Any, name: str = "request") -> str:
    return reverse(f"cpd:{name}", args=[request.kind, request.uuid])


def day(name: str, when: date) -> dict[str, str]:
    return {f"{name}_day": str(when.day), f"{name}_month": str(when.month), f"{name}_year": str(when.year)}


def read(client: Client, url: str, status: int = 200) -> str:
    answer = client.get(url)
    assert answer.status_code == status
    return answer.content.decode()


def send(client: Client, user: Any, url: str, **fields: Any) -> str:
    answer = client.post(url, {**factories.once(user), **fields}, follow=True)
    assert answer.status_code == 200
    return answer.content.decode()


@pytest.fixture
def desk(cleo, sign_in, at) -> Client:
    at(OCTOBER)
    return sign_in(cleo)


@pytest.mark.clause("CPD-11")
def test_a_member_asks_for_more_time_once_and_sees_how_it_stands(ada, year, sign_in, at) -> None:
    at(MAY)
    client = sign_in(ada.user)
    assert "by the end of 31 August 2026" in read(client, reverse("cpd:home"))
    assert "31 August 2026" in read(client, ask("extension"))
    assert "Say why you ask for it" in send(client, ada.user, ask("extension"), do="send", reason="")
    form = {**factories.once(ada.user), "do": "send", "reason": "I was ill."}
    for _ in range(2):
        client.post(ask("extension"), form)
    request = ExtensionRequest.objects.get()
    assert (request.reason, request.in_time) == ("I was ill.", True)
    assert "Waiting for an answer" in read(client, reverse("cpd:home"))
    assert "Take the request back" in read(client, of(request))
    words = send(client, ada.user, ask("extension"), do="send", reason="Once more, please.")
    assert "You have asked for this in 2025/26 already" in words
    assert "Once more, please." in words
    assert "/rules/CPD-11/" in words
    assert "You have taken the request back" in send(client, ada.user, of(request, "request_take_back"))


@pytest.mark.clause("CPD-11")
def test_ben_who_has_not_met_the_year_is_refused_with_the_clause(ben, year, run_close, sign_in, at) -> None:
    run_close()
    at(OCTOBER)
    words = read(sign_in(ben.user), ask("extension"))
    assert "The last day to ask for more time for 2025/26 was 31 August 2026" in words
    assert "/rules/CPD-11/" in words


@pytest.mark.clause("CPD-11")
def test_a_late_request_is_told_that_it_holds_nothing(ada, year, sign_in, at) -> None:
    at(TOO_LATE)
    assert "does not keep your year open" in read(sign_in(ada.user), ask("extension"))


@pytest.mark.clause("CPD-16a")
def test_a_member_gives_times_adds_one_and_then_documents(ada, year, sign_in, at, settings) -> None:
    at(MAY)
    client = sign_in(ada.user)
    first = {**day("first_0", date(2025, 10, 1)), **day("last_0", date(2026, 3, 30)), "rows": "1"}
    words = send(client, ada.user, ask("dispensation"), do="send", reason="Leave", **first)
    assert "It takes six months" in words
    assert 'value="30"' in words
    assert "Leave" in words
    words = send(client, ada.user, ask("dispensation"), do="more", reason="", **first)
    assert 'name="first_1_day"' in words
    assert "Something needs your attention" not in words
    both = {**first, **day("first_1", date(2026, 5, 1)), **day("last_1", date(2026, 5, 31)), "rows": "2"}
    send(client, ada.user, ask("dispensation"), do="send", reason="Leave", **both)
    request = DispensationRequest.objects.get()
    assert request.spells.count() == 2
    words = read(client, of(request))
    assert "5 months and 30 days" in words
    assert "Together 212 days" in words
    note = SimpleUploadedFile("note.pdf", b"%PDF-1.7\n1 0 obj\n", content_type="application/pdf")
    assert "The document is added" in send(client, ada.user, of(request), document=note)
    assert AbsenceEvidence.objects.get().document.filename == "note.pdf"
    wrong = SimpleUploadedFile("note.exe", b"MZ", content_type="application/x-dosexec")
    assert "none of the types" in send(client, ada.user, of(request), document=wrong)


@pytest.mark.clause("CPD-16a")
def test_half_a_time_is_refused_at_the_field(ada, year, sign_in, at) -> None:
    at(MAY)
    client = sign_in(ada.user)
    both = {**day("first_0", date(2025, 10, 1)), **day("last_0", date(2026, 3, 31)), "rows": "2"}
    words = send(client, ada.user, ask("dispensation"), do="send", reason="x", **both, **day("first_1", IN_TIME.date()))
    assert "Enter both days of this time" in words
    words = send(
        client, ada.user, ask("dispensation"), do="send", reason="x", rows="1",
        **day("first_0", date(2026, 3, 1)), **day("last_0", date(2026, 2, 1)),
    )  # fmt: skip
    assert "a last day that is not before the first" in words


@pytest.mark.clause("CPD-16b")
def test_five_outcomes_are_asked_for_by_those_who_owe_nine(ada, ben, year, sign_in, at) -> None:
    at(MAY)
    assert "five outcomes in place of nine" in read(sign_in(ada.user), ask("reduction"))
    assert "Yours owes hours" in read(sign_in(ben.user), ask("reduction"))


def test_somebody_elses_request_is_not_found(ada, ben, year, sign_in, at) -> None:
    at(MAY)
    requests = [asked(ada, year), asked_for_nothing(ada, year), asked_for_less(ada, year)]
    other = sign_in(ben.user)
    for request in requests:
        assert other.get(of(request)).status_code == 404
        assert other.post(of(request, "request_take_back"), factories.once(ben.user)).status_code == 404
        assert sign_in(ada.user).get(of(request)).status_code == 200
        assert sign_in(ada.user).get(of(request, "desk_request")).status_code == 404
    assert other.get(ask("nonsense")).status_code == 404
    assert other.get(ask("extension", "1999-00")).status_code == 404


@pytest.mark.clause("CPD-11", "CPD-11a")
def test_an_officer_works_through_the_queue(ada, ben, year, run_close, desk, cleo) -> None:
    first, second = asked(ada, year), asked(ben, year, at=TOO_LATE)
    run_close()
    words = read(desk, reverse("cpd:desk_requests"))
    assert "2 requests wait for an answer" in words
    assert "Holds a closed year" in words
    assert "39 days" in words
    words = send(desk, cleo, of(first, "desk_request"), answer="grant", why="Ill.", **day("until", date(2027, 10, 1)))
    assert "no later than 30 September 2027" in words
    assert "/rules/CPD-11a/" in words
    assert "Ill." in words
    assert "It came too late" not in read(desk, of(first, "desk_request"))
    assert "It came too late" in read(desk, of(second, "desk_request"))
    assert "Choose why it is refused" in send(desk, cleo, of(first, "desk_request"), answer="refuse", why="No.")
    words = send(desk, cleo, of(first, "desk_request"), answer="grant", why="Ill.", **day("until", date(2026, 12, 31)))
    assert "is written to" in words
    assert outcome(ada, year) == Outcome.EXTENDED
    words = send(desk, cleo, of(second, "desk_request"), answer="refuse", ground="late", why="Too late.")
    assert "after the last day for asking" in words
    assert outcome(ben, year) == Outcome.NOT_MET
    assert "No request waits" in read(desk, reverse("cpd:desk_requests"))


@pytest.mark.clause("CPD-16b")
def test_a_portfolio_is_ticked_before_five_outcomes_are_granted(ada, year, desk, cleo) -> None:
    request = asked_for_less(ada, year)
    words = send(desk, cleo, of(request, "desk_request"), answer="grant", why="Yes.")
    assert "Tick that a portfolio is under way" in words
    send(desk, cleo, of(request, "desk_request"), answer="grant", why="Yes.", portfolio_seen="on")
    request.refresh_from_db()
    assert request.answer == "granted"


@pytest.mark.clause("CPD-16f", "CPD-10")
def test_an_officer_finds_ben_enters_a_late_record_and_he_is_restored(ada, year, run_close, desk, cleo) -> None:
    ada.full_name, ada.sort_name = "Ada Okafor", "okafor ada"
    ada.save()
    log_nine(ada, year, of=8)
    run_close()
    page = reverse("cpd:desk_member", args=[ada.number])
    assert page in read(desk, reverse("cpd:desk_members") + "?q=Ada+oka")
    assert page in read(desk, reverse("cpd:desk_members") + f"?q={ada.number}")
    assert "1 more outcome to record" in read(desk, page)
    late = reverse("cpd:desk_late", args=[ada.number, SLUG])
    read(desk, late)
    why = {"why": "In hospital.", "message": "Email of 4 October"}
    one = {
        "r1-title": "Costs", **day("r1-completed_on", date(2026, 9, 1)), "r1-planned": "yes", "r1-learned": "Much.",
        "r1-evaluation": "Good.",
    }  # fmt: skip
    words = send(desk, cleo, late, do="more", count="1", **one)
    assert 'name="r2-title"' in words
    assert "Something needs your attention" not in words
    words = send(desk, cleo, late, do="check", count="2", **why, **{**one, "r1-title": ""})
    assert "Give the activity a title" in words
    assert "Much." in words
    words = send(desk, cleo, late, do="check", count="2", **why, **one)
    assert "Enter 1 record for 2025/26?" in words
    assert not Record.objects.exclude(entered_by=None).exists()
    hidden = dict(re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', words))
    words = send(desk, cleo, late, **{**hidden, "do": "enter"})
    assert "1 record entered for Ada Okafor" in words
    assert "Email of 4 October" in words
    assert outcome(ada, year) == Outcome.MET
    assert Reopening.objects.count() == 1


@pytest.mark.clause("CPD-10")
def test_an_officer_reopens_a_year_and_takes_a_grant_back(ada, year, run_close, desk, cleo, extend) -> None:
    reopen = reverse("cpd:desk_reopen", args=[ada.number, SLUG])
    assert "has not been closed" in read(desk, reopen)
    granted = extend(ada, year)
    back = reverse("cpd:desk_take_back", args=[ada.number, "extension", granted.pk])
    read(desk, back)
    assert "Say why" in send(desk, cleo, back, reason="")
    assert "Taken back" in send(desk, cleo, back, reason="Granted in error.")
    assert not Extension.objects.filter(withdrawn_at=None).exists()
    assert "This was taken back on" in send(desk, cleo, back, reason="Again.")
    run_close()
    read(desk, reopen)
    assert "Both results are kept" in send(desk, cleo, reopen, reason="Asked by phone.")
    assert "Asked by phone." in read(desk, reverse("cpd:desk_member", args=[ada.number]))
    assert desk.get(reverse("cpd:desk_member", args=["nobody"])).status_code == 404


@pytest.mark.clause("CPD-11")
def test_a_held_year_says_so_on_the_members_page(ada, year, run_close, sign_in, at) -> None:
    asked(ada, year)
    run_close()
    at(OCTOBER)
    words = read(sign_in(ada.user), reverse("cpd:home"))
    assert "stays open for you until your request for more time is answered" in words
    assert "Record CPD for 2025/26" in words


def test_pages_ask_the_database_as_often_for_thirty_as_for_one(year, desk, cleo) -> None:
    counts: dict[str, list[int]] = {"queue": [], "find": []}
    pages = {"queue": reverse("cpd:desk_requests"), "find": reverse("cpd:desk_members") + "?q=person"}
    for url in pages.values():
        read(desk, url)
    for more in (1, 2, 27):
        for _ in range(more):
            asked(factories.MemberFactory(), year)
        for name, url in pages.items():
            with CaptureQueriesContext(connection) as captured:
                read(desk, url)
            counts[name].append(len(captured))
    assert all(len(set(found)) == 1 for found in counts.values()), counts


def test_a_members_pages_ask_as_often_for_many_years_as_for_one(ada, year, run_close, desk, sign_in, at) -> None:
    page, home, counts = reverse("cpd:desk_member", args=[ada.number]), reverse("cpd:home"), []
    read(desk, page)
    client = sign_in(ada.user)
    for label in ("2025/26", "2024/25", "2023/24"):
        asked_for_nothing_in(ada, CpdYear.objects.get(label=label))
        asked_for_less(ada, CpdYear.objects.get(label=label))
        read(client, home)
        with CaptureQueriesContext(connection) as at_desk:
            read(desk, page)
        with CaptureQueriesContext(connection) as at_home:
            read(client, home)
        counts.append((len(at_desk), len(at_home)))
    assert len(set(counts)) == 1, counts


def asked_for_nothing_in(member: Any, year: CpdYear) -> DispensationRequest:
    return asked_for_nothing(member, year, Spell(year.starts_on, year.starts_on + timedelta(days=200)), at=CLOSES)
