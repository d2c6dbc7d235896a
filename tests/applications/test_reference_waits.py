"""How long a case waits for a supervisor: to the end of the request's last day, whoever asked [HB-21] [HB-26]."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from applications.enums import Actor, EventKind, Stage, Whose
from applications.models import Case, ReferenceAsked
from applications.queries.facts import facts_of
from applications.services import ending, moving, references
from applications.tasks import turn_clocks
from cilexportal.foundation import london
from tests.applications import factories, referring
from tests.applications.deciding_steps import fresh, in_assessment, officer
from tests.applications.factories import NOON, TODAY

pytestmark = [pytest.mark.django_db, pytest.mark.clause("HB-21", "HB-26")]
A_DAY = timedelta(days=1)


def waiting(**fields) -> Case:
    """A case that an officer has asked a supervisor about, by the end of today."""
    case = in_assessment("experience", reference=False)
    factories.asked(case, **{"asked_by": officer(), "due_on": TODAY, **fields})
    moving.settle(case=case, actor=Actor.OFFICER, kind=EventKind.REFERENCE_ASKED, by=None, at=NOON)
    assert (case.whose, case.clock_since, case.due_on) == (Whose.SUPERVISOR, None, None)
    return case


@pytest.mark.parametrize(("days", "waits"), [(0, True), (1, False), (2, False)])
def test_a_supervisor_is_waited_for_to_the_last_day_and_no_longer(days: int, waits: bool) -> None:
    case = waiting()
    assert facts_of(case, today=TODAY + days * A_DAY).reference_open == waits
    draft = factories.case()
    factories.asked(draft, due_on=TODAY)
    assert facts_of(draft, today=TODAY + days * A_DAY).reference_open == waits


def test_a_request_that_is_over_stops_no_clock() -> None:
    case = in_assessment("experience", reference=False)
    factories.asked(case, asked_by=officer(), due_on=TODAY - A_DAY)
    moving.settle(case=case, actor=Actor.OFFICER, kind=EventKind.REFERENCE_ASKED, by=None, at=NOON)
    assert (case.whose, case.clock_since is not None) == (Whose.OFFICER, True)


def test_the_night_after_the_last_day_the_case_is_the_officers_again_and_once() -> None:
    case, other = waiting(), waiting(due_on=TODAY + 5 * A_DAY)
    assert references.go_on(at=london.end_of_day(TODAY) - timedelta(seconds=1)) == 0
    tonight = london.end_of_day(TODAY)
    assert references.go_on(at=tonight) == 1
    found = fresh(case)
    assert (found.stage, found.whose, found.clock_since) == (Stage.ASSESSMENT, Whose.OFFICER, TODAY + A_DAY)
    last = found.timeline.order_by("pk").last()
    assert (last.kind, last.who, last.shown) == (EventKind.NOTE, Actor.PORTAL, False)
    assert last.facts == {"reference_over": True}
    assert ReferenceAsked.objects.get(case=case).stage == "open"
    assert fresh(other).whose == Whose.SUPERVISOR
    assert references.go_on(at=tonight) == 0
    assert fresh(case).revision == found.revision


def test_a_case_waits_on_while_another_supervisor_has_days_left() -> None:
    case = waiting()
    factories.asked(case, asked_by=officer(), email="grace@example.org", due_on=TODAY + A_DAY)
    assert references.go_on(at=NOON + A_DAY) == 0
    assert references.go_on(at=NOON + 2 * A_DAY) == 1


def test_a_new_link_is_waited_for_again() -> None:
    case = waiting()
    references.go_on(at=NOON + A_DAY)
    asked = ReferenceAsked.objects.get(case=case)
    references.again(asked_id=asked.pk, by=officer(), at=NOON + A_DAY, as_officer=True)
    assert fresh(case).whose == Whose.SUPERVISOR


def test_the_nightly_task_lets_cases_go_on_before_it_sets_the_clocks(at) -> None:
    case = waiting()
    at(NOON + A_DAY)
    turn_clocks()
    found = fresh(case)
    assert found.whose == Whose.OFFICER
    assert found.due_on is not None


def test_requests_are_held_before_their_links_as_whoever_opens_one_holds_them() -> None:
    asked = referring.ask(at=NOON)
    application = asked.case.application
    with CaptureQueriesContext(connection) as done:
        ending.withdraw(application_id=application.pk, user=application.user, why="", at=NOON + A_DAY)
    told = [one["sql"] for one in done]
    held = next(n for n, sql in enumerate(told) if 'FROM "applications_referenceasked"' in sql and "FOR UPDATE" in sql)
    ended = next(n for n, sql in enumerate(told) if 'UPDATE "applications_referencelink"' in sql)
    assert held < ended
