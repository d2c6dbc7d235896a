from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from admission.models import CriterionMark, DocumentTrace, Judgement, MarkingShare, MarkTyped
from admission.views import assess_files
from applications.models import Case
from cilexportal.foundation.documents import pages
from cilexportal.foundation.idempotency import keys
from members.models import User
from tests import factories as people
from tests.admission.marking_steps import LATER, case_with, drawn, mark, portfolio_of
from tests.applications.deciding_steps import officer

pytestmark = pytest.mark.django_db


@pytest.fixture
def by(at: Callable[..., Any]) -> User:
    at(LATER)
    return people.staff("regulation_officer")


@pytest.fixture
def desk(by: User, sign_in: Callable[[User], Client]) -> Client:
    return sign_in(by)


def address(name: str, case: Case, *more: Any) -> str:
    return reverse(f"admission_desk:{name}", args=[case.uuid, *more])


@pytest.mark.clause("HB-31", "HB-37a")
def test_the_page_of_all_examples_says_what_is_left_in_constant_statements(
    desk: Client, django_assert_max_num_queries: Any
) -> None:
    short, long = case_with("1.1-1"), case_with("1.1-1", "1.1-2", "2.1-1", "2.2-1", "3.1-1")
    counted = []
    for case in (short, short, long):
        with django_assert_max_num_queries(60) as seen:
            page = desk.get(address("assess", case)).content.decode()
        counted.append(len(seen))
        assert "not been marked yet" in page
    assert counted[1] == counted[2]


@pytest.mark.clause("HB-31")
def test_criteria_are_marked_on_the_page_and_the_next_example_comes(desk: Client, by: User) -> None:
    case = case_with("1.1-1", "2.1-1")
    url = address("example", case, "1.1-1")
    page = desk.get(url)
    assert page.status_code == 200
    assert "data-autosave-url" in page.content.decode()
    sent = {"once": keys.new(by.pk), "seen": "0", "mark_a": "met", "mark_b": "not_met", "reason_b": "not_shown"}
    refused = desk.post(url, sent | {"note_b": ""})
    assert refused.status_code == 422
    assert "Say what is missing" in refused.content.decode()
    done = desk.post(url, sent | {"once": keys.new(by.pk), "note_b": "Send the letter."})
    assert done.status_code == 302
    assert done["Location"] == address("example", case, "2.1-1")
    assert CriterionMark.objects.count() == 2


@pytest.mark.clause("HB-26")
def test_nobody_opens_the_marks_of_their_own_case(sign_in: Callable[[User], Client]) -> None:
    owner = people.staff("regulation_officer")
    case = case_with("1.1-1", user=owner)
    client = sign_in(owner)
    for name, more in (("assess", []), ("example", ["1.1-1"])):
        assert client.get(address(name, case, *more)).status_code == 404


@pytest.mark.clause("HB-41c")
def test_an_explanation_is_judged_on_its_page(desk: Client, by: User) -> None:
    case = case_with("1.1-1", worked_on=date(2024, 6, 1))
    piece = portfolio_of(case).pieces.get()
    url = address("judge", case, "old", f"1.1-1:{piece.uuid}")
    assert desk.get(url).status_code == 200
    sent = {"once": keys.new(by.pk), "verdict": "refused", "why": "It says nothing of why.", "seen": "0"}
    assert desk.post(url, sent).status_code == 302
    assert Judgement.objects.get().accepted is False
    late = desk.post(url, sent | {"once": keys.new(by.pk), "verdict": "accepted"})
    assert (late.status_code, "Somebody else judged" in late.content.decode()) == (422, True)
    assert f'name="seen" value="{Judgement.objects.get().pk}"' in late.content.decode()
    assert desk.get(address("judge", case, "statement", f"1.1-1:{piece.uuid}")).status_code == 404


@pytest.mark.clause("HB-31")
def test_a_competency_is_given_to_an_assessor(desk: Client, by: User) -> None:
    case = case_with("1.1-1")
    other = officer()
    url = address("share", case, 1)
    assert other.full_name in desk.get(url).content.decode()
    assert desk.post(url, {"once": keys.new(by.pk), "assessor": other.pk, "seen": "0"}).status_code == 302
    assert MarkingShare.objects.get().assessor == other
    late = desk.post(url, {"once": keys.new(by.pk), "assessor": by.pk, "seen": "0"})
    assert (late.status_code, "Somebody else chose" in late.content.decode()) == (422, True)


@pytest.mark.clause("REC-17")
def test_what_is_typed_is_kept_and_another_page_is_told(desk: Client, by: User) -> None:
    case = case_with("1.1-1")
    url = address("keep", case, "1.1-1")

    def put(version: int, key: str) -> Any:
        body = {"version": version, "fields": {"note_a": "Half a sentence"}}
        return desk.put(url, body, content_type="application/json", headers={"X-Once": key})

    mine, other = keys.new(by.pk), keys.new(by.pk)
    assert put(0, mine).json()["version"] == 1
    assert put(1, mine).json()["version"] == 2
    assert put(1, other).status_code == 409
    assert "Half a sentence" in desk.get(address("example", case, "1.1-1")).content.decode()
    mark(case, "1.1-1", by=by)
    assert not MarkTyped.objects.exists()


@pytest.mark.clause("HB-39a")
def test_a_page_of_evidence_is_a_picture_and_its_opening_is_written_down(
    desk: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    case = case_with("1.1-1")
    piece = portfolio_of(case).pieces.get()
    monkeypatch.setattr(pages, "picture", lambda document, *, page, boxes: b"\xff\xd8")
    for name, more in (("picture", [1]), ("file", [])):
        answer = desk.get(address(name, case, "1.1-1", piece.uuid, *more))
        assert (answer.status_code, "not what was checked" in answer.text) == (409, True), "its bytes have another hash"
    assert not case.readings.filter(what=f"evidence:{piece.uuid}").exists()
    monkeypatch.setattr(assess_files, "is_intact", lambda document: True)
    answer = desk.get(address("picture", case, "1.1-1", piece.uuid, 1))
    assert (answer.status_code, answer["Content-Type"]) == (200, "image/jpeg")
    assert case.readings.filter(what=f"evidence:{piece.uuid}").exists()
    other = portfolio_of(case_with("1.1-1")).pieces.get()
    assert desk.get(address("picture", case, "1.1-1", other.uuid, 1)).status_code == 404


@pytest.mark.clause("HB-37a")
def test_files_that_are_not_read_yet_are_told(desk: Client) -> None:
    case = case_with("1.1-1")
    DocumentTrace.objects.create(document=portfolio_of(case).pieces.get().document)
    assert "still being read" in desk.get(address("assess", case)).content.decode()


@pytest.mark.clause("HB-31")
def test_whoever_cannot_mark_an_example_reads_why_and_gets_no_boxes(desk: Client, by: User) -> None:
    case, other = case_with("1.1-1", "2.1-1"), officer()
    MarkingShare.objects.create(case=case, competency=1, assessor=other, by=other, at=LATER)
    page = desk.get(address("example", case, "1.1-1")).content.decode()
    assert f"{other.full_name} marks this competency" in page
    assert 'name="mark_a"' not in page
    assert 'name="mark_a"' in desk.get(address("example", case, "2.1-1")).content.decode()


@pytest.mark.clause("HB-31")
def test_a_second_assessor_does_not_read_the_first_marks_before_their_own(
    desk: Client, by: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    drawn(monkeypatch)
    case = case_with("1.1-1")
    mark(case, "1.1-1", failed="b")
    url = address("example", case, "1.1-1")
    second, first, listed = (
        desk.get(one).content.decode() for one in (f"{url}?second=1", url, address("assess", case))
    )
    for page in (second, first, listed):
        assert "Send a letter that shows it." not in page
        assert "Not met" not in page.replace(">Not met</label>", "")
    assert "Give the second mark" in first
    assert "Marked once" in listed
    mark(case, "1.1-1", by=by, second=True)
    assert "Send a letter that shows it." in desk.get(url).content.decode()


@pytest.mark.clause("HB-26")
def test_what_is_of_another_case_is_not_there(desk: Client) -> None:
    case, other = case_with("1.1-1"), case_with("2.1-1", worked_on=date(2024, 6, 1))
    piece = portfolio_of(other).pieces.get().uuid
    for name, more in (
        ("example", ["2.1-1"]), ("keep", ["2.1-1"]), ("file", ["1.1-1", piece]), ("picture", ["1.1-1", piece, 1]),
        ("judge", ["old", f"2.1-1:{piece}"]), ("share", [9]),
    ):  # fmt: skip
        assert desk.get(address(name, case, *more)).status_code == 404, name
    assert desk.get(address("judge", other, "old", f"2.1-1:{piece}")).status_code == 200
