"""The pages of the hours ledger, without a script: write, reckon, keep, be refused and lose nothing."""

from __future__ import annotations

import re
import uuid
from datetime import date
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext

from applications.enums import Accepted, Stage, Whose
from applications.models import Case, Course, Role, RoleAssessed, Typed
from tests import factories as people
from tests.applications import factories
from tests.applications.factories import NOON

pytestmark = pytest.mark.django_db


def day(name: str, value: date) -> dict[str, str]:
    return {f"{name}_day": str(value.day), f"{name}_month": str(value.month), f"{name}_year": str(value.year)}


TYPED: dict[str, Any] = {
    "title": "Caseworker", "employer": "Example Law", "kind": "voluntary", "weekly_hours": "35", "tasks": ["advice"],
    "description": "I advised clients of the centre on their status.", "supervisor_name": "Mary Somerville",
    "supervisor_email": "mary@example.org", **day("from_date", date(2026, 11, 14)),
}  # fmt: skip
TYPED["description"] += " And more."
COURSE = {"code": "lpc", "provider": "A School", **day("from_date", date(2024, 9, 2)),
          **day("until_date", date(2025, 6, 30)), **day("passed_on", date(2025, 7, 15))}  # fmt: skip


class Pages:
    """The ledger of one person's application, and their browser."""

    def __init__(self, sign_in: Any) -> None:
        self.case = factories.case()
        self.user = self.case.application.user
        self.client = sign_in(self.user)
        self.url = f"/applications/{self.case.application.uuid}/hours/"

    def page(self) -> str:
        return self.client.get(self.url).content.decode()

    def post(self, where: str, fields: dict[str, Any], **more: str) -> Any:
        return self.client.post(f"{self.url}{where}/", {**fields, **people.once(self.user), **more})

    def seen(self, where: str) -> str:
        found = re.search(r'name="seen" value="([^"]*)"', self.client.get(f"{self.url}{where}/").content.decode())
        assert found is not None
        return found[1]


@pytest.fixture
def pages(sign_in, at) -> Pages:
    at(NOON)
    return Pages(sign_in)


@pytest.mark.clause("HB-17", "HB-18", "HB-27a")
def test_a_role_is_saved_and_the_ledger_says_what_it_comes_to_and_by_when(pages: Pages) -> None:
    assert "Nothing is in your ledger yet" in pages.page()
    answer = pages.post(f"roles/{uuid.uuid4()}", TYPED, do="save", seen="")
    assert (answer.status_code, answer.url) == (302, pages.url)
    page = pages.page()
    assert "35 of 2,300 hours" in page
    assert "2,265 hours are missing" in page
    assert "16 February 2028" in page
    assert "Voluntary, 35 hours a week" in page


@pytest.mark.clause("HB-17a", "HB-18", "HB-20a")
def test_refusals_stand_at_their_boxes_with_the_clause_and_keep_what_was_typed(pages: Pages) -> None:
    wrong = TYPED | {"weekly_hours": "100", "description": "Only a little"}
    wrong |= day("from_date", date(2026, 11, 21))
    answer = pages.post(f"roles/{uuid.uuid4()}", wrong, do="save", seen="")
    text = answer.content.decode()
    assert answer.status_code == 422
    for sentence in (
        "The first day lies in the future. Add the role once it has begun. (HB-18)",
        "At most 84 hours a week are taken for one role.",
        "Describe your work in at least 50 characters. (HB-17a)",
    ):
        assert text.count(sentence) == 2, "once above the form and once at its box"
    assert 'value="100"' in text
    assert "Only a little" in text
    assert not Role.objects.exists()


@pytest.mark.clause("HB-17a")
@pytest.mark.parametrize(
    ("box", "value", "sentence"),
    [
        ("tasks", [], "Choose at least one kind of work. (HB-17a)"),
        ("tasks", ["dancing"], "Choose at least one kind of work. (HB-17a)"),
        ("tasks", ["other"], "Say what the other work was. (HB-17a)"),
        ("description", "", "Describe what you did. (HB-17a)"),
        ("description", "x" * 49, "Describe your work in at least 50 characters. (HB-17a)"),
    ],
)
def test_a_role_names_its_work(pages: Pages, box: str, value, sentence: str) -> None:
    answer = pages.post(f"roles/{uuid.uuid4()}", TYPED | {box: value}, do="save", seen="")
    assert answer.content.decode().count(sentence) == 2
    assert not Role.objects.exists()


@pytest.mark.parametrize("box", ["title", "employer"])
@pytest.mark.parametrize(
    ("value", "is_taken"),
    [
        ("Paralegal/caseworker (part-time): asylum & bail", True), ("J. P. Smith & Co. Ltd.", True),
        ("The U.K. Centre", True), ("Pay at https://evil.example", False), ("evil.example/pay", False),
        ("WWW.EVIL.EXAMPLE", False), ("me@evil", False), ("Smith <b>", False),
    ],
)  # fmt: skip
def test_no_address_goes_to_a_supervisor_in_a_job_title_or_an_employer(
    pages: Pages, box: str, value: str, is_taken: bool
) -> None:
    answer = pages.post(f"roles/{uuid.uuid4()}", TYPED | {box: value}, do="save", seen="")
    assert Role.objects.exists() is is_taken
    assert ("Leave out web and email addresses" in answer.content.decode()) is not is_taken


@pytest.mark.clause("HB-18")
def test_a_reversed_role_and_leave_without_its_end_are_refused(pages: Pages) -> None:
    wrong = TYPED | day("until_date", date(2026, 11, 13)) | day("leave_0_from", date(2026, 11, 15))
    text = pages.post(f"roles/{uuid.uuid4()}", wrong, do="save", seen="").content.decode()
    assert "Leave needs both its days." in text
    text = pages.post(f"roles/{uuid.uuid4()}", TYPED | day("until_date", date(2026, 11, 13)), do="save", seen="")
    assert "The last day is before the first, 14 November 2026. (HB-18)" in text.content.decode()


@pytest.mark.clause("HB-18", "HB-27a")
def test_the_total_is_worked_out_while_it_is_typed_and_nothing_is_saved(pages: Pages) -> None:
    factories.role(pages.case, from_date=date(2026, 11, 14), until_date=date(2026, 11, 20))
    text = pages.post(f"roles/{uuid.uuid4()}", {**day("from_date", date(2026, 11, 14)), "weekly_hours": "7"},
                      do="reckon", seen="").content.decode()  # fmt: skip
    assert "<strong>7 hours</strong> in this role" in text
    assert "<strong>42 of 2,300 hours</strong>" in text
    assert "govuk-error-summary" not in text
    assert Role.objects.count() == 1
    nothing = pages.post(f"roles/{uuid.uuid4()}", {"weekly_hours": "many"}, do="reckon", seen="").content.decode()
    assert "Fill in the first day and the hours a week" in nothing


@pytest.mark.clause("HB-18")
def test_there_is_more_room_for_leave_and_what_was_typed_stays(pages: Pages) -> None:
    fields = TYPED | day("leave_1_from", date(2026, 11, 15))
    text = pages.post(f"roles/{uuid.uuid4()}", fields, do="more", seen="").content.decode()
    assert 'name="leave_3_until_day"' in text
    assert 'name="leave_4_from_day"' not in text
    assert 'name="leave_1_from_day" type="text" inputmode="numeric" value="15"' in text
    assert "govuk-error-summary" not in text


@pytest.mark.clause("REC-17")
def test_what_is_kept_for_later_comes_back_and_goes_once_it_is_saved(pages: Pages) -> None:
    key = uuid.uuid4()
    half = {"title": "Half a title", "tasks": ["advice"], **day("from_date", date(2026, 11, 14))}
    assert pages.post(f"roles/{key}", half, do="later", version="0").status_code == 302
    assert not Role.objects.exists()
    assert "Half a title" in pages.page()
    text = pages.client.get(f"{pages.url}roles/{key}/").content.decode()
    assert "Showing what you typed" in text
    assert 'value="Half a title"' in text
    assert f'data-autosave-url="/applications/{pages.case.application.uuid}/typed/role:{key}/"' in text
    pages.post(f"roles/{key}", TYPED, do="save", seen="")
    assert Typed.objects.get().page_key == ""
    assert "Showing what you typed" not in pages.client.get(f"{pages.url}roles/{key}/").content.decode()


@pytest.mark.clause("HB-17")
def test_a_role_is_changed_and_a_page_that_is_older_is_told(pages: Pages) -> None:
    role = factories.role(pages.case)
    seen = pages.seen(f"roles/{role.uuid}")
    assert pages.post(f"roles/{role.uuid}", TYPED | {"title": "Adviser"}, do="save", seen=seen).status_code == 302
    role.refresh_from_db()
    assert role.title == "Adviser"
    Role.objects.filter(pk=role.pk).update(saved_at=people.RECEIVED)
    answer = pages.post(f"roles/{role.uuid}", TYPED | {"title": "Other"}, do="save", seen=seen)
    assert answer.status_code == 422
    assert "changed while your page was open" in answer.content.decode()
    assert 'value="Other"' in answer.content.decode()
    assert pages.post(f"roles/{role.uuid}", TYPED | {"title": "Other"}, do="save",
                      seen=pages.seen(f"roles/{role.uuid}")).status_code == 302  # fmt: skip


@pytest.mark.clause("HB-19", "HB-20")
def test_a_course_beside_work_is_drawn_with_the_days_in_common(pages: Pages) -> None:
    factories.role(pages.case, from_date=date(2025, 6, 1), until_date=date(2025, 12, 31))
    proof = SimpleUploadedFile("proof.pdf", b"%PDF-1.4 a test", "application/pdf")
    assert pages.post(f"courses/{uuid.uuid4()}", {**COURSE, "proof": proof}, do="save", seen="").status_code == 302
    assert Course.objects.get().proof is not None
    page = pages.page()
    assert "Course and work on the same days" in page
    assert "30 days" in page
    assert "Both at once" in page
    assert page.count("<title id=") >= 2
    assert "Show as table" in page


@pytest.mark.clause("HB-19")
def test_a_course_and_its_proof_are_refused_at_their_boxes(pages: Pages) -> None:
    active = SimpleUploadedFile("proof.exe", b"MZ", "application/octet-stream")
    answer = pages.post(f"courses/{uuid.uuid4()}", {**COURSE, "proof": active}, do="save", seen="")
    assert answer.status_code == 422
    assert 'value="A School"' in answer.content.decode()
    wrong = COURSE | day("passed_on", date(2026, 11, 21))
    text = pages.post(f"courses/{uuid.uuid4()}", wrong, do="save", seen="").content.decode()
    assert "The day on which you passed lies in the future. (HB-19)" in text
    assert not Course.objects.exists()


@pytest.mark.clause("HB-20a")
def test_more_than_48_hours_a_week_are_flagged_and_48_are_not(pages: Pages) -> None:
    role = factories.role(pages.case, weekly_hours=48, from_date=date(2026, 11, 1))
    assert "More than 48 hours a week" not in pages.page()
    Role.objects.filter(pk=role.pk).update(weekly_hours="48.01")
    assert "48.01 hours a week, from 1 November 2026 to 20 November 2026" in pages.page()


@pytest.mark.clause("HB-17")
def test_what_was_accepted_stands_beside_the_claim_once_it_is_decided(pages: Pages) -> None:
    role = factories.role(pages.case, from_date=date(2026, 11, 14), until_date=date(2026, 11, 20))
    RoleAssessed.objects.create(
        role=role, verdict=Accepted.NONE, why="work_not_legal", note="Typing only.", at=NOON,
        by=people.UserFactory(granted=["regulation_officer"]),
    )  # fmt: skip
    factories.placed(pages.case, Stage.ASSESSMENT, whose=Whose.OFFICER)
    page = pages.page()
    assert "Typing only." not in page
    assert "Add a role" not in page
    assert pages.client.get(f"{pages.url}roles/{role.uuid}/").status_code == 302
    factories.placed(pages.case, Stage.NOT_YET, whose=Whose.APPLICANT)
    page = pages.page()
    assert "0 of 2,300 hours" in page
    assert "The work does not apply law, practice or procedure." in page
    assert "Typing only." in page


@pytest.mark.clause("HB-17")
def test_taking_out_asks_first_and_is_done_once(pages: Pages) -> None:
    role = factories.role(pages.case)
    where = f"roles/{role.uuid}/drop"
    assert "Take it out" in pages.client.get(f"{pages.url}{where}/").content.decode()
    assert Role.objects.exists()
    sent = people.once(pages.user)
    for _ in range(2):
        assert pages.client.post(f"{pages.url}{where}/", sent).url == pages.url
    assert not Role.objects.exists()


def test_nobody_elses_ledger_is_found(pages: Pages, sign_in) -> None:
    role = factories.role(pages.case)
    stranger = sign_in(people.UserFactory())
    assert stranger.get(pages.url).status_code == 404
    other = factories.case()
    other_url = f"/applications/{other.application.uuid}/hours/roles/{role.uuid}/"
    assert sign_in(other.application.user).get(other_url).status_code == 404


@pytest.mark.clause("HB-18")
def test_the_page_asks_the_database_as_often_for_30_roles_as_for_one(pages: Pages) -> None:
    asked = {}
    for wanted in (1, 3, 30):
        for _ in range(wanted - Case.objects.get(pk=pages.case.pk).roles.count()):
            factories.role(pages.case).leave.create(from_date=date(2025, 3, 1), until_date=date(2025, 3, 2))
        pages.page()
        with CaptureQueriesContext(connection) as found:
            pages.page()
        asked[wanted] = len(found)
    assert asked[1] == asked[3] == asked[30]
