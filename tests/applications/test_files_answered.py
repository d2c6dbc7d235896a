"""Files that officers and the committee open: what the applicant answered with, and what a paper names."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from applications.models import AgendaItem, CasePaper, CaseReading
from applications.queries import submitted
from applications.services import meetings
from cilexportal.foundation.asking.models import Item, Request
from cilexportal.foundation.documents.models import Document
from members.enums import Role
from tests import factories as people
from tests.applications import case_steps, factories, meeting_steps
from tests.applications.factories import NOON
from tests.applications.test_admin_committee import send
from tests.applications.test_admin_conflicts import client_of, declaring, member_at, page, paper

pytestmark = pytest.mark.django_db
FOUND, GONE = 200, 404


@pytest.fixture(autouse=True)
def noon(at: Callable[..., None]) -> None:
    at(NOON)


def answer_at(asked: Request, case: object) -> str:
    return reverse("applications_desk:answer", args=[case.uuid, asked.uuid, 1])


@pytest.mark.clause("HB-26")
def test_officers_open_what_was_sent_in_answer_to_them(sign_in) -> None:
    case = case_steps.assessed()
    asked, other = case_steps.answered_with_a_file(case), case_steps.assessed()
    client = sign_in(case_steps.officer())
    page = client.get(reverse("applications_desk:case", args=[case.uuid])).content.decode()
    assert answer_at(asked, case) in page
    assert "Send the proof that you passed." in page
    assert "No file is on this case." not in page
    assert body(client.get(answer_at(asked, case))) == b"%PDF-1.7 a test"
    assert client.get(answer_at(asked, other)).status_code == GONE, "it is of another case"
    assert CaseReading.objects.filter(case=case, what=f"answer:{asked.uuid}:1").exists()
    page = client.get(reverse("applications_desk:case", args=[case.uuid])).content.decode()
    assert "A file that was asked for" in page
    Item.objects.update(document=factories.file_of(case.application.user, state="waiting"))
    assert client.get(answer_at(asked, case)).status_code == GONE, "it is not checked yet"
    assert sign_in(case.application.user).get(answer_at(asked, case)).status_code == GONE


@pytest.fixture
def item() -> AgendaItem:
    """A case with a file, on an agenda whose papers are out."""
    by = people.staff(Role.ALC_SECRETARY)
    meeting = meeting_steps.planned(by)
    made = meeting_steps.listed(meeting_steps.before_the_committee(has_file=True), meeting, by=by)
    meetings.papers_out(meeting_id=meeting.pk, by=by, at=NOON)
    return made


def file_at(item: AgendaItem, file: CasePaper | Document | None = None) -> str:
    uuid = (file or item.referral.case.papers.order_by("pk")[0]).uuid
    return reverse("applications_desk:committee_file", args=[item.meeting.uuid, item.number, uuid])


def body(answer: HttpResponse) -> bytes:
    assert answer.status_code == FOUND
    return b"".join(answer.streaming_content)


def declared(item: AgendaItem, place: int, interest: str) -> Client:
    seat, client = member_at(item.meeting, place)
    assert client.get(file_at(item)).status_code == 302, "first they declare"
    send(client, seat.member.user, declaring(item), interest=interest, nature="We shared chambers.")
    return client


@pytest.mark.clause("HB-28")
def test_members_open_the_files_of_a_paper_once_they_declared_and_none_with_an_interest(item: AgendaItem) -> None:
    reads, hidden = declared(item, 1, "none"), declared(item, 2, "interest")
    assert file_at(item) in reads.get(paper(item)).content.decode()
    assert body(reads.get(file_at(item))) == b"%PDF-1.7 a test"
    file = item.referral.case.papers.get()
    assert CaseReading.objects.filter(case=item.referral.case, what=f"paper:{file.uuid}").count() == 1
    assert hidden.get(file_at(item)).status_code == GONE
    assert "no pack is made for you" in hidden.get(page(item)).content.decode()
    assert "no pack is made for you" not in reads.get(page(item)).content.decode()
    assert client_of(people.staff(Role.REGULATION_OFFICER)).get(file_at(item)).status_code == GONE
    assert body(client_of(people.staff(Role.ALC_SECRETARY)).get(file_at(item)))


@pytest.mark.clause("HB-28")
def test_members_open_what_was_sent_in_answer_as_they_open_the_other_files(item: AgendaItem) -> None:
    answer = Item.objects.get()
    reads, hidden = declared(item, 1, "none"), declared(item, 2, "interest")
    at = file_at(item, answer.document)
    assert at in reads.get(paper(item)).text
    assert body(reads.get(at)) == b"%PDF-1.7 a test"
    assert CaseReading.objects.filter(what=f"answer:{answer.request.uuid}:1").count() == 1
    assert hidden.get(at).status_code == GONE
    undeclared = member_at(item.meeting, 0)[1]
    assert undeclared.get(at).status_code == 302, "first they declare"
    Document.objects.filter(pk=answer.document.pk).update(state="waiting", checked_at=None, clean_sha256="")
    assert reads.get(at).status_code == GONE, "it is not checked"


@pytest.mark.clause("HB-22")
def test_what_is_frozen_says_which_file_answered() -> None:
    case = case_steps.assessed()
    case_steps.answered_with_a_file(case)
    [frozen] = submitted.content_of(case)["answers"]
    assert frozen["uuid"] == str(Item.objects.get().document.uuid)


@pytest.mark.clause("HB-28")
def test_no_file_opens_that_the_paper_does_not_name(item: AgendaItem) -> None:
    reads = declared(item, 1, "none")
    later = factories.paper(item.referral.case)
    assert reads.get(file_at(item, later)).status_code == GONE, "it came after the referral"
    assert reads.get(file_at(item, factories.paper(factories.case()))).status_code == GONE
    answered = case_steps.answered_with_a_file(item.referral.case).items.get().document
    assert reads.get(file_at(item, answered)).status_code == GONE, "it came after the referral too"
