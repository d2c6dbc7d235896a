"""Beginning: who may, under which version, with what, and once."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from applications.enums import EventKind
from applications.models import Application, Case, Pathway, PathwayVersion
from applications.queries import beginning as queries
from applications.queries.pathways import data_of
from applications.rules.numbers import SHAPE
from applications.services import beginning
from cilexportal.foundation.rulebook.refusal import Refused
from tests import factories as people
from tests.applications import factories
from tests.applications.second_pathway import DOCUMENT

pytestmark = pytest.mark.django_db
NO = {"elsewhere": "no", "charity": "no", "own_firm": "no", "employer": "yes"}


def begin(user, answers=None, pathway="immigration", at=factories.NOON) -> Application:
    return beginning.begin(user=user, pathway=pathway, answers=NO if answers is None else answers, at=at)


@pytest.mark.clause("HB-1")
def test_members_and_others_begin_alike() -> None:
    member, other = people.MemberFactory().user, people.UserFactory()
    theirs, others = begin(member), begin(other)
    assert SHAPE.fullmatch(theirs.reference)
    assert theirs.reference != others.reference
    assert [case.step for case in theirs.cases.all()] == [case.step for case in others.cases.all()]


@pytest.mark.clause("HB-11")
def test_every_step_is_a_draft_of_the_applicants_from_the_beginning(user) -> None:
    made = begin(user)
    told = {(case.step, case.stage, case.whose, case.target_days) for case in made.cases.all()}
    steps = ("knowledge", "experience", "portfolio", "admission")
    assert told == {(step, "draft", "applicant", 20) for step in steps}
    for case in made.cases.all():
        assert [one.kind for one in case.timeline.all()] == [EventKind.BEGUN]
        assert case.turns.filter(until=None, whose="applicant").count() == 1
        assert made.reference.lower() in case.words
        assert user.email in case.words


@pytest.mark.clause("HB-1")
def test_a_second_live_application_is_refused_and_one_after_the_end_is_not(user) -> None:
    first = begin(user)
    with pytest.raises(Refused, match="an application on this pathway already"):
        begin(user)
    Application.objects.filter(pk=first.pk).update(end="withdrawn", ended_at=factories.NOON)
    assert begin(user).reference != first.reference


@pytest.mark.parametrize(
    ("made", "sentence"),
    [
        ({"verified": False}, "Confirm your email"),
        ({"full_name": ""}, "Enter your name"),
        ({"is_active": False}, "closed"),
    ],
)
@pytest.mark.clause("HB-1")
def test_an_account_without_a_name_or_a_verified_address_does_not_begin(made, sentence) -> None:
    with pytest.raises(Refused, match=sentence):
        begin(people.UserFactory(**made))
    assert not Application.objects.exists()


@pytest.mark.clause("HB-4", "HB-5")
def test_answers_are_kept_and_no_other_words(user) -> None:
    made = begin(user, {**NO, "charity": "yes", "charity_ticked": "ticked", "own_firm": "yes", "stray": "x"})
    assert made.answers == {**NO, "charity": "yes", "charity_ticked": "ticked", "own_firm": "yes"}


@pytest.mark.clause("HB-4")
def test_a_question_without_its_answer_or_its_tick_is_refused(user) -> None:
    with pytest.raises(Refused) as no:
        begin(user, {**NO, "charity": "yes", "employer": ""})
    assert [one.clause for one in no.value.refusals] == ["HB-10", "HB-4"]


@pytest.mark.clause("HB-11")
def test_another_pathway_takes_data_alone(user) -> None:
    pathway = Pathway.objects.create(code="lighthouses", title="Keeper of Lighthouses")
    version = PathwayVersion.objects.create(pathway=pathway, version=1, from_date=date(2026, 1, 1), document=DOCUMENT)
    made = begin(user, {}, pathway="lighthouses")
    assert made.version == version
    assert made.reference.startswith("LH-")
    assert [(case.step, case.target_days) for case in made.cases.all()] == [("watch", 5), ("oath", 5)]
    assert data_of(made.version).hours.required == 100


@pytest.mark.parametrize(("today", "may"), [(date(2025, 9, 30), False), (date(2025, 10, 1), True)])
@pytest.mark.clause("HB-1")
def test_nobody_begins_before_the_first_day_of_the_first_version(user, today, may) -> None:
    noon = datetime(today.year, today.month, today.day, 11, tzinfo=UTC)
    if may:
        assert begin(user, at=noon).version.version == 1
    else:
        with pytest.raises(Refused, match="Nobody can begin on this pathway today"):
            begin(user, at=noon)
    assert Case.objects.exists() is may


def test_an_unknown_pathway_is_refused(user) -> None:
    with pytest.raises(Refused, match="no such pathway"):
        begin(user, pathway="nowhere")
    assert queries.version_of("nowhere", today=factories.TODAY) is None
