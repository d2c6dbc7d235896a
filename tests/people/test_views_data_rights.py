"""The pages of data rights: what is shown to whom, what needs a recent sign-in, and what is kept when it is refused."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from cilexportal.foundation import london
from members.models import User
from people.enums import PackState
from people.models import AccessRequest, Closing, Complaint, DataPack
from people.services import access_requests, packs
from people.views import complaint as complaint_view
from tests import factories
from tests.people.test_services_data_requests import complained, entered

pytestmark = pytest.mark.django_db
WORDS = "My data went to a stranger."


@pytest.fixture
def officer(db: None) -> User:
    return factories.staff("membership_officer")


def posted(client: Client, user: User, path: str, **fields: Any) -> Any:
    return client.post(path, {**fields, **factories.once(user)})


def ready(user: User) -> DataPack:
    packs.ask(person=user, at=london.now())
    packs.make_waiting(at=london.now())
    return DataPack.objects.get(person=user, state=PackState.READY)


def test_the_download_is_asked_for_and_taken_after_a_recent_sign_in_only(user: User) -> None:
    old, recent = factories.signed_in(user), factories.signed_in(user, recently=True)
    assert "/reauthenticate/" in posted(old, user, "/me/data/make/")["Location"]
    assert not DataPack.objects.exists()
    answer = posted(recent, user, "/me/data/make/")
    waiting = DataPack.objects.get()
    assert answer["Location"] == f"/me/data/{waiting.uuid}/"
    assert "It is being made" in recent.get(answer["Location"]).content.decode()
    packs.make_waiting(at=london.now())
    assert b"Download my data" in recent.get(answer["Location"], headers={"X-Requested-With": "fetch"}).content
    path = f"/me/data/{waiting.uuid}/file/"
    assert "/reauthenticate/" in posted(old, user, path)["Location"]
    file = posted(recent, user, path)
    assert (file.status_code, file["Cache-Control"]) == (200, "private, no-store")
    assert b"".join(file.streaming_content)[:2] == b"PK"


def test_nobody_else_gets_it_and_nobody_after_its_days(user: User) -> None:
    path = f"/me/data/{ready(user).uuid}/file/"
    stranger = factories.UserFactory()
    assert posted(factories.signed_in(stranger, recently=True), stranger, path).status_code == 404
    DataPack.objects.update(expires_at=london.now() - timedelta(seconds=1))
    assert posted(factories.signed_in(user, recently=True), user, path).status_code == 404


@pytest.mark.clause("LAW-DPCOMP")
def test_everybody_can_complain_and_a_form_sent_twice_is_one(client: Client) -> None:
    page = client.get("/me/complaint/").content.decode()
    assert "within 30 days" in page
    key = page.split('name="form_key" value="')[1].split('"')[0]
    typed = {"name": "Ann", "email": "ann@example.org", "words": WORDS, "form_key": key}
    for _ in range(2):
        assert client.post("/me/complaint/", typed)["Location"] == "/me/complaint/sent/"
    assert Complaint.objects.get().person is None
    other = client.post("/me/complaint/", typed | {"words": "Other words."})
    assert other.status_code == 409
    assert "Other words." in other.content.decode()


@pytest.mark.clause("LAW-DPCOMP")
def test_what_is_refused_stays_in_the_boxes(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    cache.clear()
    typed = {"name": "Ann", "email": "not one", "words": WORDS, "form_key": uuid.uuid4()}
    wrong = client.post("/me/complaint/", typed)
    assert wrong.status_code == 422
    assert WORDS in wrong.content.decode()
    monkeypatch.setattr(complaint_view, "MOST", 1)
    right = typed | {"email": "ann@example.org"}
    assert client.post("/me/complaint/", right).status_code == 302
    often = client.post("/me/complaint/", right | {"form_key": uuid.uuid4()})
    assert often.status_code == 429
    assert WORDS in often.content.decode()
    assert Complaint.objects.count() == 1


def test_a_person_sees_their_requests_and_complaints_and_no_inquiry(user: User, officer: User) -> None:
    made = access_requests.ask(person=user, words="Notes about me.", at=london.now())
    mine = complained(person=user)
    entered(officer, name="Somebody Else")
    page = factories.signed_in(user).get("/me/data/").content.decode()
    assert made.reference in page
    assert mine.reference in page
    assert "Somebody Else" not in page


@pytest.mark.clause("LAW-SAR")
def test_an_officer_enters_a_request_and_takes_each_step(officer: User) -> None:
    client = factories.signed_in(officer)
    today = london.today()
    day = {"received_on_day": today.day, "received_on_month": today.month, "received_on_year": today.year}
    typed = {"name": "Pat", "email": "", "account": "", "channel": "letter", "words": "All of it.", **day}
    assert posted(client, officer, "/desk/people/data/enter/", **typed).status_code == 302
    made = AccessRequest.objects.get()
    path = f"/desk/people/data/{made.uuid}/"
    assert "Take two months more" in client.get(path).content.decode()
    assert posted(client, officer, f"{path}identity/", words="A bill.").status_code == 302
    refused = posted(client, officer, f"{path}extend/", words="A long reason.")
    assert refused.status_code == 422
    assert "A long reason." in refused.content.decode()
    proved = {"on_day": today.day, "on_month": today.month, "on_year": today.year}
    assert posted(client, officer, f"{path}proved/", **proved).status_code == 302
    assert posted(client, officer, f"{path}answer/", words="Here it is.").status_code == 302
    made.refresh_from_db()
    assert made.answered_by == officer
    assert "What can be done" not in client.get(path).content.decode()


@pytest.mark.parametrize("path", ["/desk/people/data/", "/desk/people/complaints/"])
def test_the_queues_ask_as_much_for_thirty_as_for_one(officer: User, path: str, at: Callable[[datetime], None]) -> None:
    at(datetime(2027, 2, 3, 12, 0, tzinfo=UTC))  # standing still, so that no request is written down as activity
    client, counts = factories.signed_in(officer), []
    client.get(path)
    for more in (1, 2, 27):
        for number in range(more):
            entered(officer, name=f"Person {number}")
            complained(name=f"Person {number}")
        with CaptureQueriesContext(connection) as asked:
            assert "Person 0" in client.get(path).content.decode()
        counts.append(len(asked))
    assert len(set(counts)) == 1, counts


@pytest.mark.clause("CPD-16e")
def test_the_page_of_closing_says_what_stays_what_is_open_and_how_to_keep_it() -> None:
    member = factories.MemberFactory()
    page = factories.signed_in(member.user).get("/me/close/").content.decode()
    assert "never less than two" in page
    assert "does not end the membership" in page
    assert "Type: close my account" not in page
    user = factories.UserFactory()
    client = factories.signed_in(user, recently=True)
    assert posted(client, user, "/me/close/", typed="yes").status_code == 422
    assert "/reauthenticate/" in posted(factories.signed_in(user), user, "/me/close/", typed="x")["Location"]
    assert posted(client, user, "/me/close/", typed="close my account").status_code == 302
    assert "Keep my account" in client.get("/me/close/").content.decode()
    for look in (client.get, client.head):
        assert look("/me/close/keep/").status_code == 405, "a mail program that opens links keeps no account"
    assert Closing.objects.get().undone_at is None
    assert posted(client, user, "/me/close/keep/").status_code == 302
    assert Closing.objects.get().undone_at is not None


def test_signing_in_says_that_the_account_is_to_be_closed(user: User, client: Client) -> None:
    posted(factories.signed_in(user, recently=True), user, "/me/close/", typed="close my account")
    answer = client.post("/account/login/", {"login": user.email, "password": factories.PASSWORD}, follow=True)
    assert "To keep it" in answer.content.decode()


def test_what_was_sent_after_the_session_had_ended_is_in_the_form_again(officer: User) -> None:
    client = factories.signed_in(officer)
    page = client.get("/desk/people/data/enter/").content.decode()
    key = page.split('name="once" value="')[1].split('"')[0]
    client.session.flush()
    typed = {"name": "Pat", "words": "All of it.", "received_on_day": "3", "received_on_month": "9", "once": key}
    assert client.post("/desk/people/data/enter/", typed).status_code == 302
    client.cookies.update(factories.signed_in(officer).cookies)
    again = client.get("/desk/people/data/enter/").content.decode()
    assert "All of it." in again
    assert 'name="received_on_day" value="3"' in " ".join(again.split()) or 'value="3"' in again
    assert not AccessRequest.objects.exists()
