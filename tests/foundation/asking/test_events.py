"""An answer is told once to whoever listens, in its own transaction."""

from __future__ import annotations

import pytest

from cilexportal.foundation.asking import events, services
from cilexportal.foundation.asking.models import Request, Stage
from cilexportal.foundation.asking.services import Wanted
from cilexportal.foundation.rulebook.refusal import Refused
from tests import factories
from tests.foundation.asking.test_asking import NOW

pytestmark = pytest.mark.django_db


@pytest.fixture
def asked() -> Request:
    person = factories.UserFactory()
    return services.ask(
        person=person, email=person.email, subject="Your role", why="", about="thing:1", items=[Wanted("Since when?")],
        by=factories.UserFactory(), at=NOW,
    )  # fmt: skip


def answer(asked: Request, words: str) -> None:
    services.answer(request_id=asked.pk, answers={1: words}, files={}, by=asked.person, at=NOW)


@pytest.mark.clause("TC-6.10")
def test_an_answer_is_told_once_and_what_is_refused_is_not(asked, monkeypatch) -> None:
    heard: list[events.Answered] = []
    monkeypatch.setattr(events, "_LISTENERS", [])
    events.listen(heard.append)
    with pytest.raises(Refused):
        answer(asked, "")
    answer(asked, "Since May.")
    with pytest.raises(Refused):
        answer(asked, "Since June.")
    assert heard == [
        events.Answered(request_id=asked.pk, about="thing:1", person_id=asked.person_id, at=NOW),
    ]


def test_a_listener_is_called_once_however_often_it_is_named(monkeypatch) -> None:
    monkeypatch.setattr(events, "_LISTENERS", [])
    heard: list[events.Answered] = []
    told = heard.append
    events.listen(told)
    events.listen(told)
    events.tell(events.Answered(request_id=1, about="thing:1", person_id=1, at=NOW))
    assert len(heard) == 1


def test_an_answer_that_a_listener_refuses_is_not_kept(asked, monkeypatch) -> None:
    def no(told: events.Answered) -> None:
        raise Refused.because("TC-6.10", "It has moved.")

    monkeypatch.setattr(events, "_LISTENERS", [no])
    with pytest.raises(Refused):
        answer(asked, "Since May.")
    asked.refresh_from_db()
    assert asked.stage == Stage.OPEN
