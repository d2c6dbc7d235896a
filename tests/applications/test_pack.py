"""A member's pack: made once they have declared on every case, and without the cases they may not read."""

from __future__ import annotations

import pypdfium2
import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import transaction
from django.template.loader import render_to_string

from applications.enums import Cause, Outcome, SeatKind, Stage, Whose
from applications.models import Seat, Submission
from applications.printouts import pack
from applications.queries.committee_paper import paper_as_kept, paper_of
from applications.services import ending, meetings, referring
from cilexportal.foundation import printing
from cilexportal.foundation.documents.models import Printout
from tests.applications import factories, meeting_steps
from tests.applications.factories import NOON

pytestmark = pytest.mark.django_db


@pytest.fixture
def by():
    return meeting_steps.secretary()


@pytest.fixture
def cases():
    return [meeting_steps.before_the_committee() for _ in range(2)]


@pytest.fixture
def items(by, cases):
    meeting = meeting_steps.planned(by, kinds=(*meeting_steps.THREE, SeatKind.LAY))
    return [meeting_steps.listed(case, meeting, by=by) for case in cases]


def text_of(seat: Seat) -> str:
    """What the seat's pack says, drawn as the worker draws it."""
    seat.refresh_from_db()
    assert seat.pack is not None
    page = pack(seat.pack.params)
    html = render_to_string(page.template, {**page.context, "title": page.title, "site": {}})
    document = pypdfium2.PdfDocument(printing.pdf(html, title=page.title))
    return " ".join("\n".join(sheet.get_textpage().get_text_range() for sheet in document).split())


def pack_of(seat: Seat) -> list[int] | None:
    seat.refresh_from_db()
    return seat.pack.params["items"] if seat.pack else None


@pytest.mark.clause("HB-28")
def test_a_pack_is_made_once_everything_is_declared_and_leaves_out_what_is_hidden(by, cases, items) -> None:
    meeting = items[0].meeting
    _, seat, other, _ = meeting_steps.seats(meeting)
    meeting_steps.declared(items[0], seat, conflicted=True)
    meetings.papers_out(meeting_id=meeting.pk, by=by, at=NOON)
    assert pack_of(seat) is None
    meeting_steps.declared(items[1], seat)
    assert pack_of(seat) == [items[1].pk]
    said = text_of(seat)
    assert cases[1].application.reference in said
    assert cases[0].application.reference not in said
    assert cases[0].application.user.full_name not in said
    assert "Left out. You have an interest in this case." in said
    assert "Does this degree cover" in said
    assert pack_of(other) is None


@pytest.mark.clause("HB-28")
def test_a_later_interest_replaces_the_pack_and_one_made_before_it_is_empty_of_the_case(by, cases, items) -> None:
    meeting = items[0].meeting
    seat = meeting_steps.seats(meeting)[0]
    meetings.papers_out(meeting_id=meeting.pk, by=by, at=NOON)
    for item in items:
        meeting_steps.declared(item, seat)
    assert pack_of(seat) == [one.pk for one in items]
    seat.refresh_from_db()
    asked_before = seat.pack
    assert asked_before is not None
    meeting_steps.declared(items[0], seat, conflicted=True)
    assert pack_of(seat) == [items[1].pk]
    # The worker comes to the one that was asked for before.
    agenda = pack(asked_before.params).context["agenda"]
    assert [one["paper"] is None for one in agenda] == [True, False]


@pytest.mark.clause("HB-28")
def test_papers_that_are_taken_back_take_their_packs_along(by, items) -> None:
    meeting = items[0].meeting
    seat = meeting_steps.seats(meeting)[0]
    meetings.papers_out(meeting_id=meeting.pk, by=by, at=NOON)
    for item in items:
        meeting_steps.declared(item, seat)
    meetings.papers_back(meeting_id=meeting.pk, by=by, at=NOON)
    assert pack_of(seat) is None


@pytest.mark.clause("HB-28")
def test_a_case_that_is_taken_off_goes_out_of_the_packs(by, items) -> None:
    meeting = items[0].meeting
    seat = meeting_steps.seats(meeting)[0]
    meetings.papers_out(meeting_id=meeting.pk, by=by, at=NOON)
    meeting_steps.declared(items[1], seat)
    assert pack_of(seat) is None
    meetings.take_off(item_id=items[0].pk, why="Taken back.", by=by, at=NOON)
    assert pack_of(seat) == [items[1].pk]


@pytest.mark.clause("HB-28")
def test_a_paper_tells_of_work_and_hours_as_they_were_submitted(by) -> None:
    with transaction.atomic():
        case = factories.case(stage=Stage.COMMITTEE, whose=Whose.COMMITTEE, decided_at=None)
    factories.role(case)
    row = {
        "title": "Caseworker", "employer": "Example Law", "from": "2025-01-06", "until": "", "weekly_hours": "17.50",
        "description": "Advice on leave to remain.", "supervisor_name": "Mary Somerville",
    }  # fmt: skip
    Submission.objects.create(
        case=case, number=1, at=NOON, by=case.application.user, content={"roles": [row]}, sha256="0" * 64
    )
    referral = referring.refer(case=case, cause=Cause.UNSURE, question="Is it legal work?", by=by, at=NOON)
    said = " ".join(render_to_string("applications/committee/paper_body.html", {"paper": paper_of(referral)}).split())
    assert "6 January 2025 to now, 17.5 hours a week. Supervised by Mary Somerville." in said
    assert "Advice on leave to remain." in said
    assert "3,420.00 hours claimed, 0.00 accepted, 2,300 needed" in said
    assert "The kinds of work: not assessed." in said


@pytest.mark.clause("HB-28")
def test_a_paper_tells_what_was_decided_before(by) -> None:
    case = meeting_steps.before_the_committee()
    meeting_steps.decided(case, Outcome.RETURN, by=by)
    case = meeting_steps.again(case)
    factories.decision(case, outcome="refer", why="Still unsure.")
    kept = paper_as_kept(case, today=NOON.date())
    assert [one["outcome"] for one in kept["before"]] == ["Refer to the committee", "Back to the officer"]


@pytest.mark.clause("HB-28")
def test_a_pack_that_another_replaces_is_deleted_with_its_file(by, items, django_capture_on_commit_callbacks) -> None:
    meeting = items[0].meeting
    seat = meeting_steps.seats(meeting)[0]
    meetings.papers_out(meeting_id=meeting.pk, by=by, at=NOON)
    for item in items:
        meeting_steps.declared(item, seat)
    seat.refresh_from_db()
    name = default_storage.save("packs/test.pdf", ContentFile(b"%PDF-1.7 a pack"))
    Printout.objects.filter(pk=seat.pack_id).update(state="ready", made_at=NOON, file=name)
    with django_capture_on_commit_callbacks(execute=True):
        meeting_steps.declared(items[1], seat)
    assert default_storage.exists(name), "the same again changes nothing"
    with django_capture_on_commit_callbacks(execute=True):
        meeting_steps.declared(items[0], seat, conflicted=True)
    assert not default_storage.exists(name)
    seat.refresh_from_db()
    assert list(Printout.objects.all()) == [seat.pack]


@pytest.mark.clause("HB-28", "HB-8")
def test_a_case_that_its_person_withdraws_goes_out_of_the_packs(
    by, cases, items, django_capture_on_commit_callbacks
) -> None:
    meeting = items[0].meeting
    seat = meeting_steps.seats(meeting)[0]
    meetings.papers_out(meeting_id=meeting.pk, by=by, at=NOON)
    for item in items:
        meeting_steps.declared(item, seat)
    assert pack_of(seat) == [one.pk for one in items]
    gone = cases[0].application
    with django_capture_on_commit_callbacks(execute=True):
        ending.withdraw(application_id=gone.pk, user=gone.user, why="", at=NOON)
    assert pack_of(seat) == [items[1].pk]
    assert gone.reference not in text_of(seat)
