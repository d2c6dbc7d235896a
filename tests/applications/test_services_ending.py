"""Applications that are withdrawn, and drafts that nobody goes on with: warned, then ended."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from applications.enums import AskedStage, End, EventKind, Stage
from applications.letters.ending import still_a_draft
from applications.models import Application, Course, Happening, Qualification, Role, Typed
from applications.services import ending, typing
from cilexportal.foundation.asking import services as asking
from cilexportal.foundation.correspondence.models import Message
from cilexportal.foundation.rulebook.refusal import Refused
from tests import factories as people
from tests.applications import factories

pytestmark = pytest.mark.django_db
NOON = factories.NOON
LATER = NOON + timedelta(days=3)


def withdraw(application: Application, why: str = "") -> Application:
    return ending.withdraw(application_id=application.pk, user=application.user, why=why, at=LATER)


def kinds() -> list[str]:
    return list(Message.objects.filter(kind__startswith="applications.").order_by("pk").values_list("kind", flat=True))


@pytest.mark.clause("HB-8")
def test_withdrawing_ends_every_step_that_is_not_decided_and_tells_the_person_once() -> None:
    application = factories.application()
    factories.placed(application.cases.get(step="knowledge"), Stage.MET)
    factories.placed(application.cases.get(step="experience"), Stage.ASSESSMENT)
    withdraw(application, " I found other work. ")
    application.refresh_from_db()
    assert (application.end, application.ended_at, application.ended_why) == (
        End.WITHDRAWN, LATER, "I found other work."
    )  # fmt: skip
    stages = dict(application.cases.values_list("step", "stage"))
    assert stages == {
        "knowledge": Stage.MET, "experience": Stage.WITHDRAWN, "portfolio": Stage.WITHDRAWN,
        "admission": Stage.WITHDRAWN,
    }  # fmt: skip
    assert Happening.objects.filter(kind=EventKind.WITHDRAWN).count() == 3
    assert kinds() == ["applications.ended"]


@pytest.mark.clause("HB-8")
def test_nobody_is_waited_for_any_more_and_what_was_typed_goes() -> None:
    case = factories.case(stage=Stage.INFORMATION)
    officer = people.UserFactory(granted=["regulation_officer"])
    request = asking.ask(
        person=case.application.user, email="", subject="More", why="", about=f"case:{case.uuid}",
        items=[asking.Wanted("What?")], by=officer, at=NOON, clause="HB-27",
    )  # fmt: skip
    asked, referral = factories.asked(case), factories.referral(case)
    Typed.objects.create(application=case.application, page="knowledge", saved_at=NOON)
    withdraw(case.application)
    for row in (request, asked, referral):
        row.refresh_from_db()
    assert request.withdrawn_why == ending.NO_LONGER
    assert (asked.stage, asked.ended_at, referral.ended_at) == (AskedStage.ENDED, LATER, LATER)
    assert not Typed.objects.exists()


def test_an_application_is_withdrawn_once_and_by_its_own_person_alone() -> None:
    application = factories.application()
    with pytest.raises(Application.DoesNotExist):
        ending.withdraw(application_id=application.pk, user=people.UserFactory(), why="", at=LATER)
    withdraw(application)
    with pytest.raises(Refused, match="ended already"):
        withdraw(application)


def touched(day: date, **fields: object) -> Application:
    at = datetime(day.year, day.month, day.day, 12, tzinfo=UTC)
    application = factories.application()
    Application.objects.filter(pk=application.pk).update(touched_at=at, **fields)
    return application


def run(day: date) -> tuple[int, int]:
    return ending.warn_and_end(at=datetime(day.year, day.month, day.day, 7, 30, tzinfo=UTC))


@pytest.mark.clause("HB-8")
@pytest.mark.parametrize(
    ("day", "warned", "does"),
    [
        (date(2028, 10, 4), 0, (0, 0)), (date(2028, 10, 5), 0, (1, 0)), (date(2028, 10, 5), 1, (0, 0)),
        (date(2028, 11, 19), 1, (0, 0)), (date(2028, 11, 20), 1, (1, 0)), (date(2028, 12, 3), 2, (0, 0)),
        (date(2028, 12, 4), 2, (0, 1)), (date(2028, 12, 4), 1, (1, 0)),
    ],
)  # fmt: skip
def test_a_draft_is_warned_of_60_and_14_days_before_it_ends_after_24_months(day, warned, does) -> None:
    touched(date(2026, 12, 4), warned=warned)
    assert run(day) == does
    assert run(day) == (0, 1 if does == (1, 0) and warned == 1 and day == date(2028, 12, 4) else 0)


def test_drafts_of_the_last_days_of_february_are_found_too() -> None:
    touched(date(2028, 2, 29), warned=2)
    assert run(date(2030, 2, 27)) == (0, 0)
    assert run(date(2030, 2, 28)) == (0, 1)


@pytest.mark.clause("HB-8")
def test_what_a_draft_was_made_of_goes_with_it_and_its_row_and_timeline_stay() -> None:
    application = touched(date(2026, 12, 4), warned=2)
    case = application.cases.get(step="experience")
    factories.role(case)
    factories.course(case)
    factories.asked(case)
    Qualification.objects.create(
        case=application.cases.get(step="knowledge"), route="recognition", title="LLM", awarded_by="A School",
        awarded_on=date(2020, 7, 1), saved_at=NOON,
    )  # fmt: skip
    assert run(date(2029, 1, 1)) == (0, 1)
    application.refresh_from_db()
    assert application.end == End.LAPSED
    assert set(application.cases.values_list("stage", "whose")) == {(Stage.LAPSED, "nobody")}
    assert not any(made.objects.exists() for made in (Role, Course, Qualification, Typed))
    assert Happening.objects.filter(kind=EventKind.LAPSED, who="portal").count() == 4
    assert case.references.get().stage == AskedStage.ENDED


@pytest.mark.parametrize("stage", [Stage.FEE, Stage.ASSESSMENT, Stage.MET])
def test_an_application_of_which_a_step_is_submitted_is_no_draft(stage: Stage) -> None:
    application = touched(date(2026, 12, 4), warned=2)
    factories.placed(application.cases.get(step="knowledge"), stage)
    assert run(date(2030, 1, 1)) == (0, 0)


@pytest.mark.clause("HB-8")
def test_typing_after_a_warning_saves_the_draft_and_the_letter_is_not_sent() -> None:
    application = touched(date(2026, 12, 4))
    assert run(date(2028, 10, 5)) == (1, 0)
    context = Message.objects.get(kind=ending.DRAFT_ENDS).context
    at = datetime(2028, 10, 6, tzinfo=UTC)
    assert still_a_draft(context, at)
    typing.keep(
        uuid=application.uuid, user_id=application.user_id, page="knowledge", version=0, page_key="a",
        fields={"title": "x"}, at=at,
    )  # fmt: skip
    assert not still_a_draft(context, at)
    application.refresh_from_db()
    assert (application.touched_at, application.warned) == (at, 0)
