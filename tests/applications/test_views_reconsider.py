"""The page that has a decision looked at again: its last day, the form, and the day after."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from django.urls import reverse

from applications.enums import Body, Outcome, Stage
from applications.models import Reconsideration
from tests import factories as people
from tests.applications import factories, meeting_steps
from tests.applications.test_services_reconsidering import decided

pytestmark = pytest.mark.django_db
SENT = datetime(2026, 12, 7, 9, tzinfo=UTC)
TWENTIETH = datetime(2027, 1, 7, 23, 59, tzinfo=UTC)
AFTER = datetime(2027, 1, 8, 0, 0, tzinfo=UTC)
WHY = "My module on asylum was overlooked."


def address(case) -> str:
    return reverse("applications:reconsider", args=[case.application.uuid, case.step])


def sent(case, **fields: str) -> dict[str, str]:
    known = {"to": "committee", "revision": str(case.revision), "reasons": WHY}
    return {**known, **people.once(case.application.user), **fields}


@pytest.mark.clause("HB-28b")
def test_the_page_says_the_last_day_and_takes_the_form_once(at, sign_in) -> None:
    case = decided(SENT)
    at(TWENTIETH)
    client = sign_in(case.application.user)
    shown = client.get(address(case)).content.decode()
    assert "Ask by the end of <strong>7 January 2027</strong>" in shown
    assert "Ask for reconsideration" in shown
    empty = client.post(address(case), sent(case, reasons=""))
    assert empty.status_code == 422
    assert "Say why you are not satisfied." in empty.content.decode()
    form = sent(case)
    for _ in range(2):
        assert client.post(address(case), form).url == address(case)
    assert Reconsideration.objects.count() == 1
    waiting = client.get(address(case)).content.decode()
    assert "before the committee or the panel" in waiting
    assert WHY in waiting


@pytest.mark.clause("HB-28b")
def test_the_twenty_first_working_day_is_refused_with_its_clause_and_keeps_what_was_typed(at, sign_in) -> None:
    case = decided(SENT)
    at(AFTER)
    client = sign_in(case.application.user)
    shown = client.get(address(case)).content.decode()
    assert "The last day for asking was 7 January 2027" in shown
    assert "/rules/HB-28b/" in shown
    assert "Ask for reconsideration" not in shown
    late = client.post(address(case), sent(case))
    assert late.status_code == 422
    assert "(HB-28b)" in late.content.decode()
    assert WHY in late.content.decode()
    assert not Reconsideration.objects.exists()


@pytest.mark.clause("HB-28a")
def test_the_page_names_the_meeting_that_was_told(at, sign_in) -> None:
    at(meeting_steps.NOON)
    case = meeting_steps.before_the_committee()
    by = meeting_steps.secretary()
    meeting_steps.listed(case, meeting_steps.planned(by), by=by)
    shown = sign_in(case.application.user).get(address(case)).content.decode()
    assert "It is considered on <strong>8 December 2026</strong>" in shown


def test_nothing_against_somebody_is_said_and_a_changed_case_keeps_the_reasons(at, sign_in) -> None:
    at(TWENTIETH)
    met = decided(SENT, outcome=Outcome.MET)
    shown = sign_in(met.application.user).get(address(met)).content.decode()
    assert "There is no decision against you" in shown
    case = decided(SENT)
    moved = sign_in(case.application.user).post(address(case), sent(case, revision="99"))
    assert moved.status_code == 422
    assert "changed while your page was open" in moved.content.decode()
    assert WHY in moved.content.decode()
    case.refresh_from_db()
    assert case.stage == Stage.NOT_YET


@pytest.mark.clause("HB-8", "HB-28b")
def test_the_list_of_steps_says_the_last_day_until_it_is_over(at, sign_in) -> None:
    case = decided(SENT, outcome=Outcome.NOT_MET, body=Body.COMMITTEE)
    for other in case.application.cases.exclude(pk=case.pk):
        factories.placed(other, Stage.MET)
    mine = reverse("applications:mine", args=[case.application.uuid])
    at(TWENTIETH)
    shown = sign_in(case.application.user).get(mine).content.decode()
    assert "You can ask us to review the decision until the end of 7 January 2027." in shown
    assert "until the end of <strong>7 January 2027</strong>, London time" in shown
    assert "There is nothing for you to do" not in shown
    at(AFTER)
    shown = sign_in(case.application.user).get(mine).content.decode()
    assert "There is nothing for you to do at the moment." in shown
    assert "You can ask us to review" not in shown
    assert "The last day for asking was 7 January 2027." in shown


def test_nobody_reads_another_ones_page(at, sign_in) -> None:
    at(TWENTIETH)
    case = decided(SENT)
    assert sign_in(people.UserFactory()).get(address(case)).status_code == 404
    own = sign_in(case.application.user)
    assert own.get(reverse("applications:reconsider", args=[case.application.uuid, "nothing"])).status_code == 404


@pytest.mark.clause("HB-28b")
def test_an_officer_lets_in_a_late_one_with_a_reason(at, sign_in) -> None:
    case = decided(SENT)
    desk = reverse("applications_desk:let_in", args=[case.uuid])
    officer = people.staff("regulation_officer")
    at(TWENTIETH)
    client = sign_in(officer)
    assert "can still ask on their own page, until the end of 7 January 2027" in client.get(desk).content.decode()
    at(AFTER)
    client = sign_in(officer)
    shown = client.get(desk).content.decode()
    assert "Let the request in" in shown
    assert "wants to speak to the Admissions and Licensing Committee in person" in shown
    typed = {"to": "committee", "revision": str(case.revision), "reasons": WHY, "why": "", "wants_hearing": "on"}
    without = client.post(desk, {**typed, **people.once(officer)})
    assert without.status_code == 422
    assert "Say why it is let in although it is late." in without.content.decode()
    assert WHY in without.content.decode()
    assert client.post(desk, {**typed, "why": "She was in hospital.", **people.once(officer)}).status_code == 302
    made = Reconsideration.objects.get()
    assert (made.late, made.late_allowed_by, made.wants_hearing) == (True, officer, True)
    asked = sign_in(case.application.user).get(address(case)).content.decode()
    assert "was let in: She was in hospital." in asked
    assert sign_in(people.UserFactory()).get(desk).status_code in (403, 404)
