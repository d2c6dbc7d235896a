"""Two at a meeting's row at once, in connections of their own, each with the control in which nobody holds it."""

from __future__ import annotations

import threading
from typing import Any

import pytest
from django.db import IntegrityError, InternalError

from applications.enums import MeetingStage, Outcome
from applications.models import Case, Decision, Letter, Meeting, Seat
from applications.services import hearing, meetings, moving, packs
from cilexportal.foundation.rulebook.refusal import Refused
from tests.applications import meeting_steps
from tests.applications.factories import NOON
from tests.applications.meeting_steps import AFTER
from tests.cpd.asking.test_asking_races import Gate
from tests.cpd.close.test_races import WAIT, Alongside

pytestmark = pytest.mark.django_db(transaction=True)
A_MOMENT = 2.0


def unheld(monkeypatch: Any) -> None:
    """The control: the meeting is read and nobody is kept from it meanwhile."""

    def held(meeting_id: int, *stages: MeetingStage) -> Meeting:
        found = Meeting.objects.get(pk=meeting_id)
        if found.stage not in stages:
            raise Refused.because("HB-28", "This cannot be done now.")
        return found

    monkeypatch.setattr(meetings, "held", held)
    monkeypatch.setattr(hearing, "held", held)


def release(meeting: Meeting, by: Any) -> str:
    try:
        hearing.release(meeting_id=meeting.pk, by=by, at=AFTER)
    except Refused:
        return "refused"
    except (IntegrityError, InternalError):
        return "broken"
    return "released"


def cases_unheld(monkeypatch: Any) -> None:
    """The control of the control: both have read the case before either goes on."""
    both = threading.Barrier(2, timeout=WAIT)

    def read(*, case: int, revision: int | None) -> Case:
        found = Case.objects.select_related("application__user").get(pk=case)
        both.wait()
        return found

    monkeypatch.setattr(moving, "held", read)


@pytest.mark.clause("HB-28a")
@pytest.mark.parametrize(
    ("holds", "second"),
    [(("meeting", "case"), "refused"), (("case",), "refused"), ((), "broken")],
    ids=["held", "case held", "control"],
)
def test_of_two_releases_at_once_one_sends_the_letters(monkeypatch, holds: tuple[str, ...], second: str) -> None:
    by = meeting_steps.secretary()
    meeting = meeting_steps.planned(by)
    item = meeting_steps.listed(meeting_steps.before_the_committee(), meeting, by=by)
    meeting_steps.held(meeting, by=by)
    meeting_steps.recorded(item, Outcome.NOT_MET, by=by)
    if "meeting" not in holds:
        unheld(monkeypatch)
    if "case" not in holds:
        cases_unheld(monkeypatch)
    gate = Gate(monkeypatch, hearing, "_why_not")
    one = Alongside(lambda: release(meeting, by))
    assert gate.inside.wait(WAIT)
    gate.inside.clear()
    other = Alongside(lambda: release(meeting, by))
    # Without the meeting held, the second one gets as far as the first; the case and then the database stop it.
    assert gate.inside.wait(A_MOMENT) is ("meeting" not in holds)
    gate.go_on.set()
    assert sorted([one.result(), other.result()]) == sorted(["released", second])
    assert (Decision.objects.count(), Letter.objects.count()) == (1, 1)


@pytest.mark.clause("HB-28")
@pytest.mark.parametrize("is_held", [True, False], ids=["held", "control"])
def test_an_interest_declared_while_papers_go_out_hides_the_paper(monkeypatch, is_held: bool) -> None:
    by = meeting_steps.secretary()
    meeting = meeting_steps.planned(by)
    items = [meeting_steps.listed(meeting_steps.before_the_committee(), meeting, by=by) for _ in range(2)]
    seat = meeting_steps.seats(meeting)[0]
    for item in items:
        meeting_steps.declared(item, seat)
    if not is_held:
        unheld(monkeypatch)
    gate = Gate(monkeypatch, packs, "_asked")
    going = Alongside(lambda: meetings.papers_out(meeting_id=meeting.pk, by=by, at=NOON))
    assert gate.inside.wait(WAIT)
    declaring = Alongside(lambda: meeting_steps.declared(items[0], seat, conflicted=True))
    declaring.join(A_MOMENT)
    assert declaring.is_alive() is is_held
    gate.go_on.set()
    going.result()
    declaring.result()
    found = Seat.objects.select_related("pack").get(pk=seat.pk)
    assert found.pack is not None
    # The control shows what holding the row is for: the pack has the paper of a case that is hidden from its member.
    assert (items[0].pk in found.pack.params["items"]) is not is_held
