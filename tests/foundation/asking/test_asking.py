"""A request from asking to its end: letters, reminders looked at again, answers, files, and the person's page."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from cilexportal.foundation.asking import queries, services
from cilexportal.foundation.asking.models import Request, Stage
from cilexportal.foundation.asking.services import Wanted
from cilexportal.foundation.correspondence import sending
from cilexportal.foundation.correspondence.models import Message
from cilexportal.foundation.rulebook.refusal import Refused
from members.models import User
from tests import factories

NOW = datetime(2027, 3, 1, 12, tzinfo=UTC)
PNG = b"\x89PNG\r\n\x1a\n" + b"\0" * 32
pytestmark = pytest.mark.django_db


@pytest.fixture
def ada() -> User:
    return factories.UserFactory(full_name="Ada Example")


@pytest.fixture
def officer() -> User:
    return factories.UserFactory()


def asked(ada: User, officer: User, *items: Wanted, about: str = "shop line 1") -> Request:
    return services.ask(
        person=ada, email=ada.email, subject="Your course", why="The venue wants to know.", about=about,
        items=items or (Wanted("Which day suits you?"),), by=officer, at=NOW,
    )  # fmt: skip


def kinds_sent(at: datetime) -> list[str]:
    sending.send_due(at=at, limit=50)
    return list(Message.objects.filter(state="sent").order_by("pk").values_list("kind", flat=True))


@pytest.mark.clause("TC-6.10", "TC-6.10a")
def test_the_letter_goes_at_once_and_reminders_14_and_7_days_before_the_end(
    ada: User, officer: User, mailoutbox: list
) -> None:
    found = asked(ada, officer)

    assert found.due_on.isoformat() == "2027-03-29"
    assert kinds_sent(NOW) == [services.ASKED]
    assert "29 March 2027" in mailoutbox[0].body
    assert f"/requests/{found.uuid}/" in mailoutbox[0].body
    assert kinds_sent(datetime(2027, 3, 15, 8, 59, tzinfo=UTC)) == [services.ASKED]
    assert kinds_sent(datetime(2027, 3, 15, 9, 0, tzinfo=UTC)) == [services.ASKED, services.REMINDER]
    assert kinds_sent(datetime(2027, 3, 22, 9, 0, tzinfo=UTC)) == [services.ASKED, *[services.REMINDER] * 2]


@pytest.mark.clause("TC-6.10a")
def test_no_reminder_goes_once_it_is_answered_or_withdrawn(ada: User, officer: User) -> None:
    first, second = asked(ada, officer), asked(ada, officer, about="shop line 2")
    services.answer(request_id=first.pk, answers={1: "Friday"}, files={}, by=ada, at=NOW)
    services.withdraw(request_id=second.pk, why="We found it.", by=officer, at=NOW)

    assert services.REMINDER not in kinds_sent(NOW + timedelta(days=40))
    assert kinds_sent(NOW).count(services.WITHDRAWN) == 1


@pytest.mark.clause("TC-6.10a")
def test_nothing_happens_by_itself_at_the_end_and_a_late_answer_is_taken(ada: User, officer: User) -> None:
    found = asked(ada, officer)
    assert not found.is_overdue(found.due_on)
    assert found.is_overdue(found.due_on + timedelta(days=1))
    answered = services.answer(
        request_id=found.pk, answers={1: "Friday"}, files={}, by=ada, at=NOW + timedelta(days=60)
    )
    assert answered.stage == Stage.ANSWERED


@pytest.mark.clause("TC-6.10b")
def test_waiting_is_from_the_asking_to_the_end(ada: User, officer: User) -> None:
    found = services.answer(
        request_id=asked(ada, officer).pk, answers={1: "Friday"}, files={}, by=ada, at=NOW + timedelta(days=7)
    )
    assert (found.waiting.since.isoformat(), str(found.waiting.until)) == ("2027-03-01", "2027-03-08")


def test_every_question_has_to_be_answered_and_a_request_ends_once(ada: User, officer: User) -> None:
    found = asked(ada, officer, Wanted("Which day?"), Wanted("Your certificate", file=True))
    with pytest.raises(Refused) as no:
        services.answer(request_id=found.pk, answers={1: " "}, files={}, by=ada, at=NOW)
    assert [refusal.sentence for refusal in no.value.refusals] == [
        "Answer question 1: Which day?", "Add a file for question 2: Your certificate"
    ]  # fmt: skip
    file = SimpleUploadedFile("c.png", PNG, "image/png")
    services.answer(request_id=found.pk, answers={1: "Friday"}, files={2: file}, by=ada, at=NOW)
    for again in (
        lambda: services.answer(request_id=found.pk, answers={1: "x"}, files={}, by=ada, at=NOW),
        lambda: services.withdraw(request_id=found.pk, why="", by=officer, at=NOW),
        lambda: services.keep(request_id=found.pk, answers={1: "x"}, at=NOW),
    ):
        with pytest.raises(Refused, match="already"):
            again()


def test_the_same_thing_is_asked_about_once_at_a_time(ada: User, officer: User) -> None:
    asked(ada, officer)
    with pytest.raises(Refused, match="asked about it already"):
        asked(ada, officer)


@pytest.mark.clause("TC-6.10")
def test_the_person_keeps_words_for_later_and_sends_them(ada: User, officer: User, at: Callable) -> None:
    at(NOW)
    found = asked(ada, officer)
    client = Client()
    client.force_login(ada)
    url = f"/requests/{found.uuid}/"

    assert "Which day suits you?" in client.get(url).content.decode()
    client.post(url, {"item_1": "Perhaps Friday", "do": "later", "once": once_of(client, url)})
    page = client.get(url).content.decode()
    assert "Perhaps Friday" in page
    assert 'href="/privacy/"' in page
    assert Request.objects.get().stage == Stage.OPEN
    assert client.post(url, {"item_1": "", "do": "send", "once": once_of(client, url)}).status_code == 422
    client.post(url, {"item_1": "Friday", "do": "send", "once": once_of(client, url)})
    assert Request.objects.get().stage == Stage.ANSWERED
    assert Request.objects.get().privacy_version
    assert "Friday" in client.get(url).content.decode()


def once_of(client: Client, url: str) -> str:
    page = client.get(url).content.decode()
    return page.partition('name="once" value="')[2].partition('"')[0]


def test_another_persons_request_is_not_there(ada: User, officer: User, at: Callable) -> None:
    at(NOW)
    client = Client()
    client.force_login(officer)
    assert client.get(f"/requests/{asked(ada, officer).uuid}/").status_code == 404


def test_lists_cost_the_same_for_any_number(
    ada: User, officer: User, at: Callable, django_assert_num_queries: Callable
) -> None:
    at(NOW)
    client = Client()
    client.force_login(ada)
    client.get("/requests/")
    made, costs = 0, []
    for number in (1, 3, 20):
        while made < number:
            made += 1
            asked(ada, officer, about=f"shop line {made}")
        with django_assert_num_queries(costs[0]) if costs else counting() as counted:
            client.get("/requests/")
        costs.append(len(counted))
        with django_assert_num_queries(2):
            queries.about([f"shop line {one}" for one in range(1, made + 1)])


def counting() -> CaptureQueriesContext:
    return CaptureQueriesContext(connection)
