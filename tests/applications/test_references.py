"""References as supervisors write them and applicants see them: pages, answers, signature, decline, hand over."""

from __future__ import annotations

import hashlib
from datetime import timedelta

import pytest
from django.core import mail
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import DatabaseError, transaction
from django.test import Client

from applications.enums import AskedStage, EventKind
from applications.models import Happening, Reference, ReferenceAsked
from applications.queries import references as queries
from applications.queries.deciding import may_judge
from applications.queries.reference_words import canonical, hash_of
from cilexportal.foundation.correspondence import sending
from cilexportal.foundation.documents.models import DocumentState
from people import exporters
from people.exporters import house
from tests import factories as people
from tests.applications import factories
from tests.applications.referring import HEADS, NOW, SUPERVISOR, ask, enter, fill, link_of, sign, version_in

TODAY = NOW.date()
CHECK, DONE = "/reference/r/check/", "/reference/r/done/"
LATER = NOW + timedelta(minutes=11)
pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def clock(at) -> None:
    at(NOW)


def entered(asked: ReferenceAsked | None = None) -> Client:
    return enter(link_of(asked or ask()))


# --- Writing and signing -------------------------------------------------------------------------------------------


@pytest.mark.clause("HB-25")
def test_a_supervisor_answers_page_by_page_and_signs() -> None:
    asked = ask()
    browser = entered(asked)
    fill(browser, knowledge={"words": "Two years.", "doubt": "on"})
    answers = browser.get(CHECK).content.decode()
    assert all(f"About {head}." in answers for head in HEADS if head != "knowledge")
    assert "Still missing" not in answers
    done = sign(browser)
    assert (done.status_code, done["Location"]) == (302, DONE)
    assert "Signed. Thank you" in browser.get(DONE).content.decode()
    asked.refresh_from_db()
    found = asked.reference
    assert (asked.stage, asked.ended_at, found.signed_at, found.signed_name) == (
        "received",
        NOW,
        NOW,
        "Mary Somerville",
    )
    assert (found.person_kind, found.number, found.doubts) == ("solicitor", "123456", ["knowledge"])
    assert found.signed_from
    event = Happening.objects.get(case=asked.case, kind=EventKind.REFERENCE_RECEIVED)
    assert (event.who, event.facts) == ("supervisor", {"asked": str(asked.uuid), "acceptable": True})
    sending.send_due(at=NOW, limit=50)
    to = {address for one in mail.outbox for address in one.to}
    assert to == {SUPERVISOR, asked.case.application.user.email}
    assert not any("Two years." in one.body for one in mail.outbox), "no letter repeats it"


@pytest.mark.clause("HB-25")
def test_a_signed_reference_answers_for_its_words() -> None:
    asked = ask()
    browser = entered(asked)
    fill(browser)
    sign(browser)
    found = Reference.objects.get(asked=asked)
    assert hash_of(found) == hashlib.sha256(canonical(found).encode()).hexdigest() == found.sha256
    found.heads = {**found.heads, "competence": "Other words."}
    assert hash_of(found) != found.sha256
    with pytest.raises(DatabaseError), transaction.atomic():
        found.save()


@pytest.mark.clause("HB-25")
def test_nothing_is_signed_while_something_is_missing() -> None:
    browser = entered()
    browser.post("/reference/r/person/", {"person_kind": "barrister", "version": "1"})
    page = browser.get(CHECK).content.decode()
    assert page.count("Answer the question") == len(HEADS)
    assert "Enter your regulator and your number" in page
    answer = browser.post("/reference/r/sign/", {"version": "2", "signed_name": "Mary Somerville", "agreed": "on"})
    assert answer.status_code == 422
    assert 'value="Mary Somerville"' in answer.content.decode()
    assert Reference.objects.get().signed_at is None


@pytest.mark.clause("HB-24")
@pytest.mark.parametrize(
    ("kind", "acceptable"), [("cle", True), ("conveyancer", True), ("adviser", False), ("other", False)]
)
def test_a_kind_outside_the_list_is_received_and_marked(kind: str, acceptable: bool) -> None:
    asked = ask()
    browser = entered(asked)
    fill(browser, person={"person_kind": kind})
    assert sign(browser).status_code == 302
    (told,) = queries.told(asked.case, at=NOW)
    (received,) = queries.received(asked.case, today=TODAY)
    assert (told.asked.stage, told.is_acceptable, received.is_acceptable) == ("received", acceptable, acceptable)
    assert received.months == 20


@pytest.mark.clause("HB-24")
def test_regulator_and_number_are_both_asked_for() -> None:
    browser = entered()
    for left_out in ("regulator", "number"):
        said = {"regulator": "Law Society", "number": "9", "version": "1", left_out: ""}
        assert browser.post("/reference/r/body/", said).status_code == 422
    assert Reference.objects.get().version == 1


def test_pressed_twice_it_is_signed_once() -> None:
    browser = entered()
    fill(browser)
    version = version_in(browser.get(CHECK).content.decode())
    said = {"version": version, "signed_name": "Mary Somerville", "agreed": "on"}
    answers = [browser.post("/reference/r/sign/", said) for _ in range(2)]
    assert [one["Location"] for one in answers] == [DONE, DONE]
    assert Happening.objects.filter(kind=EventKind.REFERENCE_RECEIVED).count() == 1


# --- Save and return -----------------------------------------------------------------------------------------------


@pytest.mark.clause("HB-21")
def test_what_is_half_written_is_kept_for_later() -> None:
    asked = ask()
    browser = entered(asked)
    half = {"regulator": "Bar Standards Board", "number": "", "version": "1", "later": "1"}
    assert browser.post("/reference/r/body/", half)["Location"] == DONE
    assert "Kept for later" in browser.get(DONE).content.decode()
    assert browser.get(CHECK).status_code == 410, "the browser is left without a key"
    page = enter(link_of(asked)).get("/reference/r/body/").content.decode()
    assert 'value="Bar Standards Board"' in page


def test_two_windows_do_not_overwrite_each_other_in_silence() -> None:
    browser = entered()
    browser.post("/reference/r/knowledge/", {"words": "First window.", "version": "1"})
    late = browser.post("/reference/r/knowledge/", {"words": "Second window.", "version": "1"})
    html = late.content.decode()
    assert (late.status_code, version_in(html)) == (409, "2")
    assert "Second window." in html
    assert Reference.objects.get().heads == {"knowledge": "First window."}
    assert browser.post("/reference/r/knowledge/", {"words": "Second window.", "version": "2"}).status_code == 302
    again = browser.post("/reference/r/knowledge/", {"words": "Second window.", "version": "2"})
    assert again.status_code == 302, "the same again is no conflict"
    assert Reference.objects.get().version == 3


def test_answers_that_changed_since_they_were_shown_are_not_signed() -> None:
    browser = entered()
    fill(browser)
    version = version_in(browser.get(CHECK).content.decode())
    browser.post("/reference/r/knowledge/", {"words": "Changed elsewhere.", "version": version})
    said = {"version": version, "signed_name": "Mary Somerville", "agreed": "on"}
    answer = browser.post("/reference/r/sign/", said)
    assert answer.status_code == 409
    assert "Changed elsewhere." in answer.content.decode()


# --- Declining and handing over ------------------------------------------------------------------------------------


@pytest.mark.clause("HB-21")
def test_a_supervisor_declines_and_another_can_be_asked() -> None:
    asked = ask()
    path = link_of(asked)
    browser = enter(path)
    assert browser.post("/reference/r/decline/", {"why": "I left."})["Location"] == DONE
    asked.refresh_from_db()
    assert (asked.stage, asked.ended_why) == ("declined", "I left.")
    assert Client().get(path).status_code == 410
    assert ask(asked.case).stage == AskedStage.OPEN, "the same supervisor, too"


@pytest.mark.clause("HB-24")
def test_it_is_handed_over_to_another_supervisor_with_a_link_of_their_own() -> None:
    asked = ask()
    path = link_of(asked)
    browser = enter(path)
    fill(browser)
    said = {"name": "Caroline Herschel", "email": "caroline@firm.example"}
    assert browser.post("/reference/r/hand-over/", said)["Location"] == DONE
    other = ReferenceAsked.objects.get(follows=asked)
    assert (other.stage, other.asked_by, list(other.roles.all())) == ("open", None, list(asked.roles.all()))
    assert Client().get(path).status_code == 410
    assert "About knowledge." not in entered(other).get("/reference/r/knowledge/").content.decode()


@pytest.mark.clause("HB-24")
@pytest.mark.parametrize(
    ("name", "email"),
    [
        ("Somebody", "ada+x@x.example"), ("Ada Byron", "a@b.example"), ("Somebody", "second@y.example"),
        ("Mary", SUPERVISOR), ("Mary", f"Mary+2@{SUPERVISOR.partition('@')[2]}"),
    ],
)  # fmt: skip
def test_it_is_not_handed_to_the_applicant_nor_to_oneself(name: str, email: str) -> None:
    people.UserFactory(email="second@y.example", full_name="Ada Byron")
    browser = entered(ask(factories.case(people.UserFactory(email="ada@x.example", full_name="Ada Byron"))))
    answer = browser.post("/reference/r/hand-over/", {"name": name, "email": email})
    assert answer.status_code == 422
    assert "HB-24" in answer.content.decode()
    assert ReferenceAsked.objects.get().stage == AskedStage.OPEN


@pytest.mark.clause("HB-26")
def test_it_is_not_handed_to_an_officer_who_could_not_open_the_case_then() -> None:
    officer = people.staff("regulation_officer", email="olive@portal.example")
    asked = ask()
    answer = entered(asked).post("/reference/r/hand-over/", {"name": "Olive", "email": "olive+ref@portal.example"})
    assert answer.status_code == 422
    assert "somebody who assesses or decides applications" in answer.content.decode()
    assert may_judge(asked.case, officer) is None


def test_a_link_is_not_handed_on_for_ever() -> None:
    asked, at = ask(), NOW
    for number in range(3):
        fill(browser := entered(asked))
        browser.post("/reference/r/hand-over/", {"name": "Another", "email": f"another{number}@firm.example"})
        asked = ReferenceAsked.objects.get(follows=asked)
    answer = entered(asked).post("/reference/r/hand-over/", {"name": "One More", "email": "more@firm.example"})
    assert answer.status_code == 422
    assert at == asked.asked_at


# --- Headed paper --------------------------------------------------------------------------------------------------


def letter(name: str = "letter.pdf", content: bytes = b"%PDF-1.7\n1 0 obj\n") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content)


@pytest.mark.clause("HB-25")
def test_a_letter_is_asked_for_kept_in_confidence_and_needed() -> None:
    asked = ask(headed_paper=True)
    browser = entered(asked)
    fill(browser)
    assert "Add the letter on headed paper." in browser.get(CHECK).content.decode()
    assert browser.post("/reference/r/letter/", {"letter": letter()}).status_code == 302
    assert "letter.pdf" in browser.get(CHECK).content.decode()
    found = Reference.objects.get()
    assert found.letter is not None
    found.letter.state, found.letter.checked_at = DocumentState.CLEAN, NOW
    found.letter.clean_size, found.letter.clean_sha256 = 9, "0" * 64
    found.letter.save()
    user = asked.case.application.user
    assert found.letter.pk in exporters.in_confidence(user.pk)
    assert list(house.documents(user.pk)) == [], "the applicant's download leaves it out"
    assert sign(browser).status_code == 302


@pytest.mark.clause("HB-25")
def test_a_wrong_file_says_why_and_the_answers_stay() -> None:
    browser = entered(ask(headed_paper=True))
    fill(browser)
    wrong = browser.post("/reference/r/letter/", {"letter": letter("letter.pdf", b"MZ this is a program")})
    assert wrong.status_code == 422
    assert "none of the types" in wrong.content.decode()
    assert "About knowledge." in browser.get(CHECK).content.decode()


def test_no_letter_is_taken_where_none_is_asked_for() -> None:
    assert entered().post("/reference/r/letter/", {"letter": letter()}).status_code == 404
