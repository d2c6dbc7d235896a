"""The applicant's own page: steps, what each waits for, what is next; and withdrawing on a page of its own."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from applications.enums import Actor, EventKind, Stage
from applications.models import Application, Happening
from applications.queries.mine import in_hand_of, mine
from applications.queries.pathways import data_of
from applications.rules.eligibility import may_submit
from applications.services import ending
from cilexportal.foundation import london
from cilexportal.foundation.asking import services as asking
from people.queries import closing
from people.rules.wall import is_letter_of_membership
from people.services import wall
from tests import factories as people
from tests.applications import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def application() -> Application:
    return factories.application()


@pytest.fixture
def page(application: Application, sign_in: Callable) -> Callable[[], str]:
    client = sign_in(application.user)

    def read() -> str:
        answer = client.get(f"/applications/{application.uuid}/")
        assert answer.status_code == 200
        return answer.content.decode()

    return read


@pytest.mark.clause("HB-8", "HB-11")
def test_a_new_application_shows_every_step_and_begins_with_the_first(application, page) -> None:
    words = page()
    assert application.reference in words
    assert "Next: Technical knowledge" in words
    assert f"/applications/{application.uuid}/knowledge/" in words
    for said in ("Add at least one role to your ledger.", "Not started", "Portfolio comes first", "0 of 35 ready"):
        assert said in words


@pytest.mark.clause("HB-8")
def test_it_leads_to_what_is_asked_before_anything_else(application, page) -> None:
    case = application.cases.get(step="knowledge")
    request = asking.ask(
        person=application.user, email="", subject="More", why="", about=f"case:{case.uuid}",
        items=[asking.Wanted("What?")], by=people.UserFactory(granted=["regulation_officer"]), at=london.now(),
        clause="HB-27",
    )  # fmt: skip
    factories.placed(case, Stage.INFORMATION, whose="applicant")
    words = page()
    assert f"/requests/{request.uuid}/" in words or str(request.uuid) in words
    assert f"Answer by the end of {london.in_words(request.due_on)}." in words


@pytest.mark.clause("HB-8")
def test_a_step_with_an_officer_says_when_to_expect_a_decision_and_that_there_is_nothing_to_do(
    application, page
) -> None:
    for case in application.cases.all():
        factories.placed(case, Stage.MET)
    factories.placed(application.cases.get(step="knowledge"), Stage.ASSESSMENT, whose="officer", decided_at=None)
    words = page()
    assert "There is nothing for you to do at the moment." in words
    assert "It waits for an officer." in words
    assert "Too few cases were decided in the last 90 days" in words


def test_the_reference_is_what_is_next_where_nothing_else_is_missing(application, page) -> None:
    factories.placed(application.cases.get(step="knowledge"), Stage.MET)
    case = application.cases.get(step="experience")
    factories.role(case)
    assert f"/applications/{application.uuid}/experience/references/" in page()
    factories.asked(case)
    factories.placed(case, Stage.DRAFT, whose="supervisor", submitted_at=None)
    assert "It waits for a reference from Mary Somerville." in page()


def test_only_what_an_applicant_may_see_is_told_of_what_happened(application, page) -> None:
    case = application.cases.get(step="experience")
    for kind, shown in ((EventKind.HELD, False), (EventKind.PAPER, True)):
        Happening.objects.create(
            case=case, kind=kind, at=factories.NOON, who=Actor.OFFICER, stage=Stage.DRAFT, shown=shown
        )
    words = page()
    assert "File added" in words
    assert "Put on hold" not in words


def test_an_application_that_has_ended_leads_nowhere(application, page) -> None:
    Application.objects.filter(pk=application.pk).update(end="withdrawn", ended_at=factories.NOON)
    words = page()
    assert "This application ended on 20 November 2026" in words
    assert "Next:" not in words
    assert "/knowledge/" not in words


@pytest.mark.clause("HB-9")
def test_it_is_nobody_elses_whatever_their_role(application, sign_in) -> None:
    for other in (people.UserFactory(), people.staff("membership_officer"), people.staff("regulation_officer")):
        client = sign_in(other)
        for end in ("", "withdraw/", "typed/knowledge/"):
            assert client.get(f"/applications/{application.uuid}/{end}").status_code == 404


@pytest.mark.clause("HB-9")
def test_staff_of_the_institute_learn_that_one_is_in_progress_and_no_more(application, sign_in) -> None:
    ended = factories.application()
    Application.objects.filter(pk=ended.pk).update(end="withdrawn", ended_at=factories.NOON)
    assert wall.in_progress(application.user_id) == application.begun_at
    assert wall.in_progress(ended.user_id) is None
    assert not is_letter_of_membership(ending.ENDED)
    officer = sign_in(people.staff("membership_officer"))
    words = officer.get(f"/desk/people/account/{application.user_id}/").content.decode()
    assert "Something is in progress since 20 November 2026" in words
    assert application.reference not in words


def test_an_account_is_not_closed_while_an_application_is_in_progress(application) -> None:
    said = [one.sentence for one in closing.obstacles(user_id=application.user_id, today=factories.TODAY)]
    assert said == ["You have an application in progress. Withdraw it first."]


@pytest.mark.clause("HB-11")
@pytest.mark.parametrize(
    ("knowledge", "experience", "wanting"),
    [
        (Stage.ASSESSMENT, Stage.MET, ["Portfolio"]), (Stage.DRAFT, Stage.MET, ["Technical knowledge", "Portfolio"]),
        (Stage.MET, Stage.ASSESSMENT, ["Qualifying experience", "Portfolio"]),
    ],
)  # fmt: skip
def test_the_last_step_waits_for_those_it_names(application, knowledge, experience, wanting) -> None:
    for step, stage in (("knowledge", knowledge), ("experience", experience)):
        factories.placed(application.cases.get(step=step), stage)
    data = data_of(application.version)
    cases = {one.step: one for one in application.cases.all()}
    refusals = may_submit(data.step("admission"), data, in_hand=in_hand_of(data, cases, examples=None))
    assert [str(one).partition(" comes first")[0] for one in refusals] == wanting


def fill(application: Application, times: int) -> None:
    case = application.cases.get(step="experience")
    for number in range(times):
        factories.role(case)
        factories.asked(case, email=f"{case.references.count()}-{number}@example.org")
        Happening.objects.create(case=case, kind="paper", at=factories.NOON, who="applicant", stage="draft")


def test_as_many_statements_for_thirty_roles_as_for_one(application, django_assert_num_queries) -> None:
    data_of(application.version)
    for times in (1, 2, 27):
        fill(application, times)
        with django_assert_num_queries(11):
            assert mine(user_id=application.user_id, uuid=application.uuid, today=factories.TODAY)


@pytest.mark.clause("HB-8", "HB-11b")
def test_withdrawing_says_what_it_means_and_does_it_once(application, sign_in) -> None:
    client = sign_in(application.user)
    url = f"/applications/{application.uuid}/withdraw/"
    assert "A fee that was paid is not refundable" in client.get(url).content.decode()
    sent: dict[str, Any] = {"why": "Another job.", **people.once(application.user)}
    for _ in range(2):
        assert client.post(url, sent).url == f"/applications/{application.uuid}/"
    application.refresh_from_db()
    assert (application.end, application.ended_why) == ("withdrawn", "Another job.")
    again = client.post(url, {"why": "Kept words.", **people.once(application.user)})
    assert again.status_code == 422
    assert "ended already" in again.content.decode()
    assert "Kept words." in again.content.decode()
