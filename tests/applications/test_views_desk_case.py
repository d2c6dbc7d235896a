"""The case page at the desk: who opens it, what stands on it, files and references, and accepting roles and courses."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext

from applications.enums import Accepted, Stage
from applications.models import (
    Case,
    CaseNote,
    CasePaper,
    CaseReading,
    CourseAssessed,
    Hold,
    Qualification,
    RoleAssessed,
)
from applications.rules.claims import View
from applications.services import ledger, noting
from cilexportal.foundation.documents.models import DocumentState
from tests import factories as people
from tests.applications import case_steps, factories
from tests.applications.factories import NOON, TODAY

pytestmark = pytest.mark.django_db
DESK = "/desk/applications/"


class Desk:
    """A case that is assessed, and the browser of an officer."""

    def __init__(self, sign_in: Any) -> None:
        self.case = case_steps.assessed(until_date=date(2025, 12, 31))
        self.officer = case_steps.officer(full_name="Olu Officer")
        self.client = sign_in(self.officer)
        self.url = f"{DESK}{self.case.uuid}/"
        self.role = self.case.roles.get()

    def page(self, where: str = "") -> str:
        answer = self.client.get(self.url + where)
        assert answer.status_code == 200
        return answer.content.decode()

    def post(self, where: str, fields: dict[str, Any], *, by: Any = None) -> Any:
        client, user = (people.signed_in(by), by) if by else (self.client, self.officer)
        return client.post(f"{self.url}{where}", {**fields, **people.once(user)})

    def accept(self, fields: dict[str, Any], *, by: Any = None, **more: Any) -> Any:
        revision = Case.objects.get(pk=self.case.pk).revision
        boxes = {"why": "", "note": "", "do": "save", "revision": revision, **fields, **more}
        return self.post(f"roles/{self.role.uuid}/", boxes, by=by)


def day(name: str, value: date) -> dict[str, str]:
    return {f"{name}_day": str(value.day), f"{name}_month": str(value.month), f"{name}_year": str(value.year)}


PART = {
    "verdict": "part", "weekly": "20", "why": "work_unclear", "note": "Only the advice work.",
    **day("first", date(2025, 1, 6)), **day("last", date(2025, 12, 31)),
}  # fmt: skip


@pytest.fixture
def desk(sign_in, at) -> Desk:
    at(NOON + timedelta(hours=2))
    return Desk(sign_in)


@pytest.mark.clause("HB-26")
def test_the_page_says_who_and_what_it_is_and_what_can_be_done(desk: Desk) -> None:
    Hold.objects.create(case=desk.case, reason="advice", at=NOON, by=desk.officer)
    CaseNote.objects.create(case=desk.case, words="For officers.", seen_by="officers", at=NOON, by=desk.officer)
    page = desk.page()
    application = desk.case.application
    for words in (application.reference, application.user.full_name, "Being assessed", "version 1", "An officer",
                  "working days used", "On hold", "Waiting for advice", "Submission 1", "For officers.",
                  "Not looked at", "Who opened it", "Olu Officer: The case"):  # fmt: skip
        assert words in page, words
    for act in ("decide/", "release/", "note/", "posted/", "sections/hours/"):
        assert f'href="{desk.url}{act}"' in page, act
    assert f'href="{DESK}assign/?case={desk.case.uuid}"' in page
    assert "Put it on hold" not in page


@pytest.mark.clause("HB-26")
@pytest.mark.parametrize(
    ("due_on", "said"),
    [(TODAY, "Due 20 November 2026"), (TODAY - timedelta(days=1), "Was due 19 November 2026"), (None, "Stands still")],
    ids=["the last day", "a day late", "still"],
)
def test_the_clock_says_when_a_decision_is_or_was_due(desk: Desk, due_on: date | None, said: str) -> None:
    still = {} if due_on else {"clock_since": None, "whose": "supervisor"}
    Case.objects.filter(pk=desk.case.pk).update(due_on=due_on, **still)
    assert f"<br>{said}" in desk.page()
    assert ("Overdue" in desk.page()) is said.startswith("Was")


@pytest.mark.clause("HB-26")
def test_the_secretary_reads_and_does_nothing(desk: Desk, sign_in) -> None:
    CaseNote.objects.create(case=desk.case, words="For officers.", seen_by="officers", at=NOON, by=desk.officer)
    CaseNote.objects.create(case=desk.case, words="For both.", seen_by="committee", at=NOON, by=desk.officer)
    page = sign_in(people.staff("alc_secretary")).get(desk.url).content.decode()
    assert "For both." in page
    assert "For officers." not in page
    assert "You read this case" in page
    assert f"{desk.url}decide/" not in page
    assert f"{desk.url}roles/" not in page


@pytest.mark.clause("HB-9", "HB-26")
def test_nobody_else_opens_it(desk: Desk, sign_in) -> None:
    paper = factories.paper(desk.case)
    parts = ["", "submitted/1/", f"papers/{paper.uuid}/", f"roles/{desk.role.uuid}/", "note/", "posted/"]
    outside = [
        desk.case.application.user, people.staff("membership_officer"), people.staff("finance"),
        people.staff("administrator"), people.staff("alc_member"), people.staff("cpd_officer"),
        case_steps.officer(email="referee@example.org"),
    ]  # fmt: skip
    factories.asked(desk.case, email="referee@example.org")
    for one in outside:
        client = sign_in(one)
        assert [client.get(desk.url + part).status_code for part in parts] == [404] * len(parts), one.roles
    assert not CaseReading.objects.exists()
    assert sign_in(desk.officer).get(f"{DESK}{desk.case.application.uuid}/").status_code == 404


def test_an_officer_who_applies_finds_no_case_of_their_own(sign_in, at) -> None:
    at(NOON)
    applicant = case_steps.officer()
    case = case_steps.assessed(applicant)
    assert sign_in(applicant).get(f"{DESK}{case.uuid}/").status_code == 404


def test_ids_of_another_case_are_found_on_no_page_of_this_one(desk: Desk) -> None:
    other = case_steps.assessed()
    paper, asked, course = factories.paper(other), case_steps.signed(other), factories.course(other)
    sent = case_steps.sent(other)
    for part in (f"papers/{paper.uuid}/", f"references/{asked.uuid}/", f"references/{asked.uuid}/letter/",
                 f"messages/{sent.uuid}/", f"roles/{other.roles.get().uuid}/", f"courses/{course.uuid}/",
                 "submitted/9/"):  # fmt: skip
        assert desk.client.get(desk.url + part).status_code == 404, part


@pytest.mark.clause("HB-15")
@pytest.mark.parametrize(
    ("media", "shown", "policy"),
    [
        ("application/pdf", "inline", "default-src 'none'; object-src 'self'"),
        ("image/png", "inline", "sandbox"),
        ("application/vnd.openxmlformats-officedocument.wordprocessingml.document", "attachment", "sandbox"),
    ],
)
def test_a_checked_file_opens_in_the_browser_under_strict_headers_and_is_logged(
    desk: Desk, media: str, shown: str, policy: str
) -> None:
    paper = factories.paper(desk.case, media_type=media)
    answer = desk.client.get(f"{desk.url}papers/{paper.uuid}/")
    assert answer["Content-Disposition"].startswith(shown)
    assert policy in answer["Content-Security-Policy"]
    assert "script-src" not in answer["Content-Security-Policy"]
    assert (answer["Content-Type"], answer["X-Content-Type-Options"]) == (media, "nosniff")
    assert "no-store" in answer["Cache-Control"]
    assert CaseReading.objects.filter(by=desk.officer, what=f"paper:{paper.uuid}").exists()


@pytest.mark.parametrize("state", [DocumentState.WAITING, DocumentState.REFUSED])
def test_a_file_that_is_not_checked_opens_for_nobody(desk: Desk, state: str) -> None:
    paper = factories.paper(desk.case, state=state)
    assert desk.client.get(f"{desk.url}papers/{paper.uuid}/").status_code == 404
    assert not CaseReading.objects.filter(what__startswith="paper").exists()
    assert paper.document.filename in desk.page()


def test_a_file_that_was_taken_away_is_still_read_by_officers(desk: Desk) -> None:
    paper = factories.paper(desk.case)
    CasePaper.objects.filter(pk=paper.pk).update(removed_at=NOON)
    assert "Taken away by the applicant" in desk.page()
    assert desk.client.get(f"{desk.url}papers/{paper.uuid}/").status_code == 200


@pytest.mark.clause("HB-24", "HB-25")
def test_a_reference_is_read_with_its_letter_and_each_opening_is_logged(desk: Desk) -> None:
    letter = factories.paper(desk.case).document
    CasePaper.objects.filter(document=letter).update(removed_at=NOON)
    own = case_steps.signed(desk.case, kind="adviser", letter=letter)
    page = desk.page()
    assert "Not an authorised person" in page
    assert "She ran the files." not in page
    assert "She ran the files." in desk.page(f"references/{own.uuid}/")
    assert desk.client.get(f"{desk.url}references/{own.uuid}/letter/").status_code == 200
    logged = set(CaseReading.objects.values_list("what", flat=True))
    assert {"case", f"reference:{own.uuid}", f"headed:{own.uuid}"} <= logged


@pytest.mark.clause("HB-25")
def test_days_that_no_reference_speaks_to_are_named(desk: Desk) -> None:
    assert "No signed reference speaks to these days of work: 6 January 2025 to 31 December 2025" in desk.page()
    case_steps.signed(desk.case)
    assert "No signed reference speaks" not in desk.page()


@pytest.mark.clause("HB-26a")
def test_a_letter_is_read_as_it_was_sent_with_what_became_of_it(desk: Desk) -> None:
    sent = case_steps.sent(desk.case)
    assert f"{desk.url}messages/{sent.uuid}/" in desk.page()
    page = desk.page(f"messages/{sent.uuid}/")
    assert "The clock runs." in page
    assert "Sent" in page


def test_the_page_takes_the_same_statements_however_long_the_case(desk: Desk) -> None:
    taken = []
    for size in (1, 3, 30):
        while desk.case.roles.count() < size:
            factories.role(desk.case)
            factories.paper(desk.case)
            CaseNote.objects.create(case=desk.case, words="A.", seen_by="officers", at=NOON, by=desk.officer)
            noting.looked(case=desk.case, what=f"paper:{desk.case.roles.count()}", by=desk.officer, at=NOON)
            case_steps.sent(desk.case)
        case_steps.signed(desk.case, asked={"email": f"mary{size}@example.org"})
        case_steps.happened(desk.case, size)
        factories.paper(desk.case)
        case_steps.sent(desk.case)
        noting.looked(case=desk.case, what=f"submission:{size}", by=desk.officer, at=NOON)
        CaseNote.objects.create(case=desk.case, words="B.", seen_by="officers", at=NOON, by=desk.officer)
        with CaptureQueriesContext(connection) as asked:
            desk.page()
        taken.append(len(asked))
    assert taken == [taken[0]] * 3
    assert "Page 1 of 2" in desk.page()


def test_a_note_is_written_and_a_wrong_one_keeps_what_was_typed(desk: Desk) -> None:
    wrong = desk.post("note/", {"words": "Ask about leave."})
    assert wrong.status_code == 422
    assert "Ask about leave." in wrong.content.decode()
    assert desk.post("note/", {"words": "Ask about leave.", "seen_by": "officers"}).url == f"{desk.url}#notes"
    assert "Ask about leave." in desk.page()


@pytest.mark.clause("HB-23")
def test_what_came_by_post_is_filed(desk: Desk) -> None:
    scan = SimpleUploadedFile("scan.pdf", b"%PDF-1.7 a test", content_type="application/pdf")
    boxes = {"kind": "other", "label": "Employer’s letter", **day("received_on", date(2026, 11, 20)), "file": scan}
    answer = desk.post("posted/", boxes)
    assert answer.url == f"{desk.url}#papers"
    page = desk.page()
    assert "Employer’s letter" in page
    assert "received by post on 20 November 2026, filed by Olu Officer" in page


@pytest.mark.clause("HB-17", "HB-18")
def test_part_of_a_role_is_accepted_beside_what_is_claimed(desk: Desk) -> None:
    assert desk.accept(PART).url == f"{desk.url}#hours"
    view = RoleAssessed.objects.get()
    assert (view.verdict, view.weekly_hours, view.why, view.by) == (Accepted.PART, 20, "work_unclear", desk.officer)
    page = desk.page()
    assert "Accepted in part: What was done in the role is not clear." in page
    assert "1,028.57" in page


@pytest.mark.clause("HB-17")
def test_what_a_part_needs_is_said_at_its_box_and_nothing_typed_is_lost(desk: Desk) -> None:
    answer = desk.accept(PART, weekly="36", why="")
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "Choose the reason why less is accepted. (HB-17)" in page
    assert "Accept more than 0 hours a week, and at most 35. (HB-17)" in page
    assert re.search(r'id="id_why_error"|id_why-error|why_error', page)
    assert "Only the advice work." in page
    assert not RoleAssessed.objects.exists()
    assert "This is all that was claimed" in desk.accept(PART, weekly="35").content.decode()


@pytest.mark.clause("HB-17", "HB-18")
def test_hours_are_worked_out_as_they_are_typed_and_nothing_is_saved(desk: Desk) -> None:
    answer = desk.accept(PART, do="reckon", why="")
    page = answer.content.decode()
    assert answer.status_code == 200
    assert "1,028.57 of 1,800 hours" in page
    assert "1,028.57 accepted of 1,800 claimed" in page
    assert "Choose the reason why" not in page
    assert not RoleAssessed.objects.exists()


@pytest.mark.clause("HB-26")
def test_of_two_officers_at_once_one_wins_and_the_other_keeps_what_was_typed(desk: Desk) -> None:
    seen = Case.objects.get(pk=desk.case.pk).revision
    other = case_steps.officer(full_name="Ann Other")
    assert desk.accept({"verdict": "full"}, by=other, revision=seen).status_code == 302
    answer = desk.accept(PART, revision=seen)
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "This was changed while your page was open" in page
    assert "Only the advice work." in page
    assert "Ann Other" in page
    assert RoleAssessed.objects.get().by == other
    now = re.search(r'name="revision" value="(\d+)"', page)
    assert now is not None
    assert int(now[1]) > seen
    assert desk.accept(PART, revision=now[1]).status_code == 302
    assert RoleAssessed.objects.get(superseded_at=None).by == desk.officer


@pytest.mark.clause("HB-19", "HB-20")
def test_fewer_hours_of_a_course_are_credited_with_a_reason(desk: Desk) -> None:
    course = factories.course(desk.case)
    revision = Case.objects.get(pk=desk.case.pk).revision
    boxes = {"verdict": "part", "hours": "700", "why": "", "note": "", "do": "save", "revision": revision}
    wrong = desk.post(f"courses/{course.uuid}/", boxes).content.decode()
    assert "Choose the reason why less is credited. (HB-20)" in wrong
    assert "fewer than 644" in wrong
    boxes |= {"hours": "100", "why": "hours_unclear"}
    assert desk.post(f"courses/{course.uuid}/", boxes).status_code == 302
    assert CourseAssessed.objects.get().hours == 100


@pytest.mark.clause("HB-20a")
@pytest.mark.parametrize(("weekly", "flagged"), [(13, False), (14, True)])
def test_more_hours_a_week_than_seem_possible_are_put_before_the_officer(
    desk: Desk, weekly: int, flagged: bool
) -> None:
    factories.role(desk.case, until_date=date(2025, 1, 31), weekly_hours=weekly)
    words = "49 hours a week, from 6 January 2025 to 31 January 2025"
    assert (words in desk.page()) is flagged
    assert (words in desk.page(f"roles/{desk.role.uuid}/")) is flagged


def test_hours_are_accepted_while_the_case_is_assessed_alone(desk: Desk) -> None:
    sent = {"role_id": desk.role.pk, "view": View(verdict=Accepted.FULL), "note": "", "at": NOON}
    ledger.assess_role(revision=Case.objects.get(pk=desk.case.pk).revision, by=desk.officer, **sent)
    factories.placed(desk.case, Stage.MET, clock_since=None, due_on=None)
    page = desk.page(f"roles/{desk.role.uuid}/")
    assert "Hours are accepted while a case is assessed" in page
    assert "Save what is accepted" not in page
    assert desk.accept(PART).status_code == 409


@pytest.mark.clause("HB-26")
def test_the_applicant_reads_the_notes_that_are_for_them_and_no_other(desk: Desk, sign_in) -> None:
    for words, reader in (("Only ours.", "officers"), ("For you.", "applicant"), ("For them.", "committee")):
        desk.post("note/", {"words": words, "seen_by": reader})
    application = desk.case.application
    page = sign_in(application.user).get(f"/applications/{application.uuid}/").content.decode()
    assert "For you." in page
    assert "Only ours." not in page
    assert "For them." not in page


@pytest.mark.clause("HB-14", "HB-15", "HB-16")
def test_a_qualification_stands_there_with_its_route_and_the_copy_to_be_seen(desk: Desk) -> None:
    case = case_steps.assessed(step="knowledge")
    told = {"title": "LLB", "awarded_by": "A University", "awarded_on": date(2001, 7, 1), "saved_at": NOON}
    paper = factories.paper(case)
    Qualification.objects.create(case=case, route="recognition", certificate=paper, certified_by="A. Notary", **told)
    page = desk.client.get(f"{DESK}{case.uuid}/").content.decode()
    for words in ("LLB, A University, awarded on 1 July 2001", "Recognition of prior qualifications",
                  "Certified by A. Notary", f"{case.uuid}/papers/{paper.uuid}/", "sections/certificate/"):  # fmt: skip
        assert words in page, words


@pytest.mark.clause("HB-20")
def test_more_hours_of_a_course_are_credited_for_time_outside_work_with_how_that_is_known(desk: Desk) -> None:
    course = factories.course(desk.case, from_date=date(2025, 2, 3), until_date=date(2025, 6, 30))
    shown = desk.page(f"courses/{course.uuid}/")
    assert "Hours outside working time" in shown
    assert "so that no time is counted twice" in shown
    revision = Case.objects.get(pk=desk.case.pk).revision
    boxes = {"verdict": "full", "hours": "", "why": "", "note": "", "apart": "120", "apart_why": "", "do": "save"}
    wrong = desk.post(f"courses/{course.uuid}/", boxes | {"revision": revision}).content.decode()
    assert "Say how you know that these hours lay outside working time. (HB-20)" in wrong
    boxes |= {"apart_why": "The timetable shows Saturdays.", "revision": revision}
    assert desk.post(f"courses/{course.uuid}/", boxes).status_code == 302
    assert "120 of its hours lay outside working time: The timetable shows Saturdays." in desk.page()
