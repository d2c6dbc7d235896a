"""The staff's desk and a person's own letters."""

from __future__ import annotations

import uuid
from datetime import UTC, datetime

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from cilexportal.foundation.correspondence import queries
from cilexportal.foundation.correspondence.models import Message, MessageState
from cilexportal.foundation.correspondence.views.desk import FILTERS
from tests import factories

SENT_AT = datetime(2026, 10, 1, 8, 0, tzinfo=UTC)
pytestmark = pytest.mark.django_db


def sent(**fields) -> Message:
    given = {"state": MessageState.SENT, "sent_at": SENT_AT, "subject": "Your year", "text": "It is <closed>."}
    return factories.MessageFactory(**{**given, **fields})


def pdf(message: Message) -> Message:
    message.letter = default_storage.save(f"letters/{message.uuid}.pdf", ContentFile(b"%PDF-1.7"))
    message.save()
    return message


@pytest.fixture
def officer(sign_in):
    return sign_in(factories.staff("cpd_officer"))


def test_the_desk_shows_what_waits_for_somebody_oldest_first(officer):
    failed = factories.MessageFactory(state=MessageState.FAILED, subject="Failed one", error="No.")
    unposted = factories.MessageFactory(state=MessageState.NO_ADDRESS, subject="Unposted one")
    sent(subject="Sent one")
    page = officer.get(reverse("correspondence:desk"))
    assert list(page.context["page"]) == [failed, unposted]
    assert b"Sent one" not in page.content


@pytest.mark.parametrize("state", ["queued", "sent", "posted", "dropped"])
def test_the_desk_filters_by_state(officer, state):
    for other in MessageState:
        factories.MessageFactory(state=other, sent_at=SENT_AT)
    page = officer.get(reverse("correspondence:desk"), {"show": state})
    assert [message.state for message in page.context["page"]] == [state]


def test_an_unknown_filter_or_page_shows_the_desk(officer):
    assert officer.get(reverse("correspondence:desk"), {"show": "<x>", "page": "x"}).status_code == 200


def test_the_desk_has_pages(officer):
    for _ in range(26):
        factories.MessageFactory(state=MessageState.FAILED)
    assert len(officer.get(reverse("correspondence:desk")).context["page"]) == 25
    assert len(officer.get(reverse("correspondence:desk"), {"page": 2}).context["page"]) == 1


def test_counting_stops_where_nobody_reads_on(officer, monkeypatch):
    monkeypatch.setattr(queries.LongPaginator, "most", 3)
    for _ in range(4):
        factories.MessageFactory(state=MessageState.FAILED)
    assert b"More than 3 letters" in officer.get(reverse("correspondence:desk")).content


@pytest.mark.parametrize(("name", "state"), [("correspondence:desk", "failed"), ("letters:mine", "sent")])
def test_a_list_asks_the_database_as_often_for_thirty_as_for_one(name, state, sign_in):
    person = factories.staff("cpd_officer")
    client = sign_in(person)
    url = reverse(name)
    client.get(url)
    counts = []
    for more in (1, 2, 27):
        for _ in range(more):
            sent(to_user=person, state=state)
        with CaptureQueriesContext(connection) as captured:
            assert client.get(url).status_code == 200
        counts.append(len(captured))
    assert len(set(counts)) == 1, counts


def test_a_letter_is_shown_as_written_with_its_text_escaped(officer):
    page = officer.get(reverse("correspondence:letter", args=[sent().uuid]))
    assert b"It is &lt;closed&gt;." in page.content


def test_a_message_not_yet_written_has_no_page(officer):
    waiting = factories.MessageFactory()
    assert officer.get(reverse("correspondence:letter", args=[waiting.uuid])).status_code == 404


def test_trying_again_takes_effect_once(officer):
    failed = factories.MessageFactory(state=MessageState.FAILED)
    form = factories.once(officer_of(officer))
    url = reverse("correspondence:try_again", args=[failed.uuid])
    for _ in range(2):
        assert officer.post(url, form).url == reverse("correspondence:desk")
    failed.refresh_from_db()
    assert failed.state == MessageState.QUEUED


def test_a_letter_somebody_else_posted_in_the_meantime_is_left_alone(officer):
    failed = factories.MessageFactory(state=MessageState.FAILED)
    for verb in ("mark_posted", "try_again"):
        url = reverse(f"correspondence:{verb}", args=[failed.uuid])
        answer = officer.post(url, factories.once(officer_of(officer)), follow=True)
    assert b"Somebody has dealt with that letter already." in answer.content
    failed.refresh_from_db()
    assert failed.state == MessageState.POSTED


def test_the_desk_says_who_posted_a_letter_and_its_owner_is_not_told(officer, sign_in, user):
    message = factories.MessageFactory(state=MessageState.NO_ADDRESS, to_user=user, text="Words")
    poster = officer_of(officer)
    officer.post(reverse("correspondence:mark_posted", args=[message.uuid]), factories.once(poster))
    page = officer.get(reverse("correspondence:letter", args=[message.uuid])).content.decode()
    assert "Posted by" in page
    assert poster.full_name in page.partition("Posted by")[2]
    own = sign_in(user).get(reverse("letters:letter", args=[message.uuid]))
    assert (own.status_code, b"Posted by" in own.content) == (200, False)


def officer_of(client):
    from members.models import User

    return User.objects.get(pk=client.session["_auth_user_id"])


def test_people_see_their_own_letters_only(sign_in, user):
    own, other = sent(to_user=user, subject="Mine"), sent(subject="Somebody else's")
    factories.MessageFactory(to_user=user, subject="Not sent")
    client = sign_in(user)
    assert list(client.get(reverse("letters:mine")).context["page"]) == [own]
    assert client.get(reverse("letters:letter", args=[own.uuid])).status_code == 200
    for name in ("letters:letter", "letters:pdf"):
        assert client.get(reverse(name, args=[pdf(other).uuid])).status_code == 404
        assert client.get(reverse(name, args=[uuid.uuid4()])).status_code == 404


@pytest.mark.parametrize("name", ["correspondence:pdf", "letters:pdf"])
def test_the_pdf_is_a_private_download(sign_in, name):
    person = factories.staff("cpd_officer")
    answer = sign_in(person).get(reverse(name, args=[pdf(sent(to_user=person)).uuid]))
    assert b"".join(answer.streaming_content) == b"%PDF-1.7"
    assert answer["Content-Disposition"] == 'attachment; filename="your-year.pdf"'
    assert answer["Content-Type"] == "application/pdf"
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Cache-Control"] == "private, no-store"
    assert answer["Content-Security-Policy"].startswith("sandbox")
    answer.close()


def test_a_letter_without_pdf_has_none_to_download(sign_in, user):
    assert sign_in(user).get(reverse("letters:pdf", args=[sent(to_user=user).uuid])).status_code == 404


def test_the_desk_shows_nothing_of_secret_kinds(officer, kind):
    kind("hidden", secret=True)
    for state in MessageState:
        secret = factories.MessageFactory(kind="hidden", state=state, sent_at=SENT_AT)
        assert officer.get(reverse("correspondence:letter", args=[secret.uuid])).status_code == 404
    for show in FILTERS:
        assert list(officer.get(reverse("correspondence:desk"), {"show": show}).context["page"]) == []


def test_a_person_finds_no_codes_among_their_letters(user, sign_in, kind):
    kind("hidden", secret=True)
    secret = sent(kind="hidden", to_user=user, subject="Your code")
    client = sign_in(user)
    assert b"Your code" not in client.get(reverse("letters:mine")).content
    assert client.get(reverse("letters:letter", args=[secret.uuid])).status_code == 404
