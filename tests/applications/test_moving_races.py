"""Two who act on one case at once, in connections of their own: one acts, and the other is told."""

from __future__ import annotations

import threading
from datetime import timedelta
from typing import Any

import pytest
from django.db import transaction

from applications.enums import Actor, EventKind
from applications.models import CaseNote
from applications.rules.noting import MOST_A_DAY
from applications.services import moving, typing, writing
from cilexportal.foundation.rulebook.refusal import Refused
from tests.applications import factories
from tests.cpd.asking.test_asking_races import Gate
from tests.cpd.close.test_races import WAIT, Alongside

pytestmark = pytest.mark.django_db(transaction=True)
A_MOMENT = 0.5


def act(case_id: int, revision: int | None) -> str:
    """Notes something on a case as an officer who saw this revision; how that ended."""
    try:
        with transaction.atomic():
            case = moving.held(case=case_id, revision=revision)
            moving.settle(case=case, actor=Actor.OFFICER, kind=EventKind.NOTE, by=None, at=factories.NOON)
    except Refused:
        return "refused"
    return "done"


@pytest.mark.clause("HB-26")
@pytest.mark.parametrize(
    ("revision", "ends"), [(1, ["done", "refused"]), (None, ["done", "done"])], ids=["seen", "control"]
)
def test_of_two_pages_that_saw_the_same_one_acts_and_the_other_is_told(monkeypatch, revision, ends) -> None:
    case = factories.case(step="knowledge")
    gate = Gate(monkeypatch, moving, "known_of")
    first = Alongside(lambda: act(case.pk, revision))
    assert gate.inside.wait(WAIT)
    second = Alongside(lambda: act(case.pk, revision))
    second.join(A_MOMENT)
    assert second.is_alive(), "the second waits for the row"
    gate.go_on.set()
    assert [first.result(), second.result()] == ends
    case.refresh_from_db()
    assert case.revision == 1 + ends.count("done")
    assert case.timeline.count() == ends.count("done")
    assert case.turns.count() == 1


def write(case_id: int, by) -> str:
    """Sends a message about a step; how that ended."""
    try:
        writing.write(case_id=case_id, words="May a role abroad count?", by=by, at=factories.NOON)
    except Refused:
        return "refused"
    return "done"


@pytest.mark.clause("HB-8")
@pytest.mark.parametrize(
    ("waits", "ends"), [(True, ["done", "refused"]), (False, ["done", "done"])], ids=["waits", "control"]
)
def test_two_messages_at_once_about_two_steps_are_not_more_than_a_day_has(monkeypatch, waits, ends) -> None:
    application = factories.application()
    by, (one, other) = application.user, application.cases.order_by("pk")[:2]
    for _ in range(MOST_A_DAY - 1):
        assert write(one.pk, by) == "done"
    if not waits:
        monkeypatch.setattr(writing, "_wait_for_others", lambda _: None)
    gate = Gate(monkeypatch, writing, "faults_of_message")
    first = Alongside(lambda: write(one.pk, by))
    assert gate.inside.wait(WAIT)
    second = Alongside(lambda: write(other.pk, by))
    second.join(A_MOMENT)
    gate.go_on.set()
    assert [first.result(), second.result()] == ends
    assert CaseNote.objects.count() == MOST_A_DAY - 1 + ends.count("done")


@pytest.mark.clause("REC-17")
def test_two_pages_kept_for_later_at_once_do_not_wait_for_each_other(monkeypatch) -> None:
    application, real = factories.application(), typing.touch
    inside, go_on = threading.Event(), threading.Event()

    def slowly(**told: Any) -> None:
        inside.set()
        assert go_on.wait(WAIT)
        real(**told)

    @transaction.atomic
    def later(page: str) -> int:
        return typing.keep_form(
            uuid=application.uuid, user_id=application.user_id, page=page, version=0, page_key="p",
            fields={"words": "Half a"}, at=factories.NOON + timedelta(days=2),
        )  # fmt: skip

    monkeypatch.setattr(typing, "touch", slowly)
    first = Alongside(lambda: later("plan"))
    assert inside.wait(WAIT)
    second = Alongside(lambda: later("message"))
    second.join(A_MOMENT)
    go_on.set()
    assert [first.result(), second.result()] == [1, 1]
