"""The download of one's data and what applications keep out of it: what others said in confidence, and papers."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from applications.enums import Cause, Stage, Whose
from applications.models import Case, Hold, Reference, ReferenceAsked, ReferenceVisit
from applications.services import packs, referring, supervisor
from cilexportal.foundation.documents.models import Document, DocumentState, Printout
from cpd.queries.printouts import printout_of
from members.models import User
from people import exporters
from people.exporters import house, writing
from tests import factories as people
from tests.applications import factories
from tests.applications.referring import HEADS, NOW, ask, enter, fill, link_of, sign

pytestmark = pytest.mark.django_db
LETTER = "/reference/r/letter/"


@pytest.fixture(autouse=True)
def clock(at: Any) -> None:
    at(NOW)


def download(person: User) -> str:
    """What data.json says."""
    return "".join(piece for piece, _ in writing.pieces(person, NOW))


def letter(name: str) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, b"%PDF-1.7\n1 0 obj\n")


def referred() -> Case:
    """A case before the committee with a signed reference, a hold, and an officer's doubts."""
    asked = ask()
    browser = enter(link_of(asked))
    fill(browser)
    assert sign(browser).status_code == 302
    officer = people.UserFactory(granted=["regulation_officer"])
    ReferenceAsked.objects.update(exception_by=officer, exception_at=NOW, exception_why="Her regulator vouched.")
    case = factories.placed(asked.case, Stage.COMMITTEE, whose=Whose.COMMITTEE, decided_at=None)
    factories.submission(case)
    hold = Hold.objects.create(case=case, reason="other", note="A colleague rang.", at=NOW, by=officer)
    hold.ended_at, hold.ended_by, hold.ended_note = NOW, officer, "Nothing came of the call."
    hold.save()
    factories.decision(case, outcome="refer", why="The supervisor sounded unsure.", by=officer)
    referral = referring.refer(case=case, cause=Cause.UNSURE, question="Is it legal work?", by=officer, at=NOW)
    assert "About knowledge." in str(referral.paper)
    return case


@pytest.mark.clause("HB-25", "LAW-SAR")
def test_what_was_said_in_confidence_about_a_referred_case_is_not_in_the_download_and_is_said_to_be_left_out() -> None:
    case = referred()
    text = download(case.application.user)
    assert '"Times on hold"' in text
    assert '"Your applications: Before the committee"' in text, "its history goes along"
    for said in (
        *(f"About {head}." for head in HEADS), "A colleague rang.", "Nothing came of the call.",
        "The supervisor sounded unsure.", "Her regulator vouched.", "Is it legal work?",
    ):  # fmt: skip
        assert said not in text, said
    left_out = {what for what, _ in writing.left_out()}
    assert {"Whom you asked for a reference", "Decisions", "Times on hold", "Before the committee"} <= left_out


@pytest.mark.clause("HB-25")
def test_a_letter_that_another_replaced_stays_in_confidence() -> None:
    asked = ask(headed_paper=True)
    browser, user = enter(link_of(asked)), asked.case.application.user
    for name in ("first.pdf", "second.pdf"):
        assert browser.post(LETTER, {"letter": letter(name)}).status_code == 302
    current = Reference.objects.get().letter
    assert current is not None
    assert current.filename == "second.pdf"
    Document.objects.update(state=DocumentState.CLEAN, checked_at=NOW, clean_size=9, clean_sha256="0" * 64)
    assert exporters.in_confidence(user.pk) == set(Document.objects.values_list("pk", flat=True))
    assert list(house.documents(user.pk)) == []
    text = download(user)
    assert "first.pdf" not in text
    assert "second.pdf" not in text


@pytest.mark.clause("HB-25")
def test_a_letter_that_comes_as_the_visit_ends_leaves_nothing_in_the_applicants_account(monkeypatch: Any) -> None:
    browser, receive = enter(link_of(ask(headed_paper=True))), supervisor.documents.receive

    def ends_meanwhile(**said: Any) -> Document:
        made = receive(**said)
        ReferenceVisit.objects.update(ended_at=NOW)
        return made

    monkeypatch.setattr(supervisor.documents, "receive", ends_meanwhile)
    assert browser.post(LETTER, {"letter": letter("late.pdf")}).status_code != 302
    assert not Document.objects.exists()


@pytest.mark.clause("HB-28")
def test_a_pack_of_papers_is_in_no_download_and_is_given_out_by_its_own_page_alone() -> None:
    member = people.UserFactory(granted=["alc_member"])
    fields = {"owner": member, "state": "ready", "made_at": NOW, "file": "printouts/x"}
    pack = Printout.objects.create(kind=packs.PACK, key="1", filename="papers.pdf", **fields)
    sheet = Printout.objects.create(kind="cpd.sheet", key="1", filename="sheet.pdf", **fields)
    assert [one.name for one in house.documents(member.pk)] == [f"printed/{sheet.pk}-sheet.pdf"]
    assert "papers.pdf" not in download(member)
    assert printout_of(member, pack.uuid) is None
    assert printout_of(member, sheet.uuid) == sheet
