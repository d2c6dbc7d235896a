"""Who has a part in an application: in all of its steps, by whatever address [HB-26]."""

from __future__ import annotations

from uuid import uuid4

import pytest
from allauth.account.models import EmailAddress
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from applications.enums import Body, Stage, Whose
from applications.models import Case, Role
from applications.queries import case as cases
from applications.queries import committee, deciding, desk, queue, sitting
from applications.services import desk as giving
from cilexportal.foundation.rulebook.refusal import Refused
from tests import factories as people
from tests.applications import factories, meeting_steps
from tests.applications.case_steps import sent
from tests.applications.deciding_steps import LATER, fresh, in_assessment, officer
from tests.applications.factories import NOON, TODAY

pytestmark = [pytest.mark.django_db, pytest.mark.clause("HB-26")]
RUNNING = {"whose": Whose.OFFICER, "decided_at": None}


def two_steps() -> tuple[Case, Case]:
    """The knowledge step and the experience step of an application, both being assessed."""
    knowledge = in_assessment()
    experience = knowledge.application.cases.get(step="experience")
    return knowledge, factories.placed(experience, Stage.ASSESSMENT, **RUNNING)


def test_whoever_is_asked_in_one_step_neither_opens_nor_decides_another() -> None:
    knowledge, experience = two_steps()
    mary, other = officer(email="mary@example.org"), officer()
    factories.asked(experience, email="Mary@example.org")
    for case in (knowledge, experience):
        assert cases.opened(case.uuid, by=mary) is None
        assert cases.opened(case.uuid, by=other) == case
        with pytest.raises(IntegrityError, match="nobody judges"), transaction.atomic():
            factories.decision(case, by=mary)
    assert cases.opened(in_assessment().uuid, by=mary) is not None
    factories.decision(knowledge, by=other)


def test_whoever_is_named_beside_a_role_judges_nothing_although_nobody_asked_them() -> None:
    knowledge, experience = two_steps()
    mary, other = officer(email="mary@example.org"), officer()
    role = factories.role(experience, supervisor_email="Mary@example.org")
    for case in (knowledge, experience):
        assert deciding.may_judge(case, mary) is not None
        assert deciding.may_judge(case, other) is None
        with pytest.raises(IntegrityError, match="nobody judges"), transaction.atomic():
            factories.decision(case, by=mary)
    assert deciding.part_in(mary.pk) == {experience.application_id}
    Role.objects.filter(pk=role.pk).update(supervisor_email="")
    assert deciding.may_judge(experience, mary) is None
    assert deciding.part_in(mary.pk) == set()
    factories.decision(experience, by=mary)


@pytest.mark.parametrize("verified", [True, False])
@pytest.mark.parametrize("part", ["asked", "named"])
def test_nobody_gets_rid_of_a_part_by_another_address_of_theirs_confirmed_or_not(part: str, verified: bool) -> None:
    _, experience = two_steps()
    mary = officer(email="mary@example.org")
    if part == "asked":
        factories.asked(experience, email="m.somerville@firm.example")
    else:
        factories.role(experience, supervisor_email="m.somerville@firm.example")
    assert deciding.may_judge(experience, mary) is None
    EmailAddress.objects.create(user=mary, email="M.Somerville@firm.example", verified=verified)
    assert deciding.may_judge(experience, mary) is not None
    assert deciding.part_in(mary.pk) == {experience.application_id}
    with pytest.raises(IntegrityError, match="nobody judges"), transaction.atomic():
        factories.decision(experience, by=mary)


@pytest.mark.parametrize("verified", [True, False])
def test_only_an_address_that_the_applicant_confirmed_keeps_somebody_out(verified: bool) -> None:
    by, (_, experience) = meeting_steps.secretary(), two_steps()
    mary = officer(email="mary@example.org")
    heard = meeting_steps.before_the_committee()
    item = meeting_steps.listed(heard, meeting_steps.planned(by), by=by)
    seat = meeting_steps.seats(item.meeting)[0]
    for user, email in ((experience.application.user, mary.email), (heard.application.user, seat.member.user.email)):
        EmailAddress.objects.filter(email=email).update(verified=not verified)
        EmailAddress.objects.create(user=user, email=email, verified=verified)
    assert (deciding.may_judge(experience, mary) is not None) is verified
    assert bool(sitting.apart([item], [seat], body=Body.COMMITTEE)) is verified
    assert bool(sitting.closed_to(seat.member.user)) is verified
    if verified:
        with pytest.raises(IntegrityError, match="nobody judges"), transaction.atomic():
            factories.decision(experience, by=mary)
    else:
        factories.decision(experience, by=mary)


@pytest.mark.clause("HB-28")
def test_a_member_asked_in_one_step_hears_no_other() -> None:
    by, case = meeting_steps.secretary(), meeting_steps.before_the_committee()
    meeting = meeting_steps.planned(by)
    item = meeting_steps.listed(case, meeting, by=by)
    seats = meeting_steps.seats(meeting)
    items = list(committee.standing(meeting.pk))
    assert sitting.apart(items, seats, body=Body.COMMITTEE) == {}
    member = seats[1].member.user
    experience = case.application.cases.get(step="experience")
    factories.role(experience, supervisor_email=seats[2].member.user.email)
    factories.asked(experience, email=member.email)
    assert set(sitting.apart(items, seats, body=Body.COMMITTEE)) == {(item.pk, seats[1].pk), (item.pk, seats[2].pk)}
    assert sitting.closed_to(member) == sitting.closed_to(seats[2].member.user) == {case.pk}
    assert sitting.closed_to(seats[0].member.user) == set()


def test_the_queue_leaves_out_what_somebody_has_a_part_in_by_one_statement() -> None:
    (knowledge, experience), own, other = two_steps(), in_assessment(), in_assessment()
    mary = officer(email="mary@example.org")
    factories.asked(experience, email="MARY@example.org")
    everything = {case.pk for case in (knowledge, experience, own, other)}
    for by, hidden in ((officer(), set()), (mary, {knowledge.pk, experience.pk}), (own.application.user, {own.pk})):
        page = queue.found(queue.Wanted(), but_of=by.pk, today=TODAY)
        assert {case.pk for case in page.cases} == everything - hidden
        named = [case.uuid for case in (knowledge, experience, own, other)]
        assert {case.pk for case in desk.chosen(named, but_of=by.pk)} == everything - hidden
    with CaptureQueriesContext(connection) as asked:
        deciding.part_in(mary.pk)
    assert len(asked) == 1


def test_nobody_gives_away_a_case_that_they_have_a_part_in() -> None:
    knowledge, experience = two_steps()
    mary, other = officer(email="mary@example.org"), officer()
    factories.asked(experience, email="mary+work@example.org")
    for case in (knowledge, experience):
        for to in (other, None):
            with pytest.raises(Refused, match="A colleague has to take it"):
                giving.assign(seen={case.uuid: fresh(case).revision}, officer=to, by=mary, at=LATER)
    assert giving.assign(seen={knowledge.uuid: fresh(knowledge).revision}, officer=other, by=other, at=LATER) == 1


def test_a_form_moves_no_other_cases_than_its_page_showed(sign_in, at) -> None:
    at(NOON)
    ada, shown, other = people.staff("regulation_officer"), in_assessment(), in_assessment()
    client = sign_in(ada)
    address = f"{reverse('applications_desk:assign')}?case={shown.uuid}"
    for more in (other.uuid, uuid4()):
        both = f"{shown.uuid}:{fresh(shown).revision},{more}:{fresh(other).revision}"
        answer = client.post(address, {"officer": str(ada.pk), "seen": both, **people.once(ada)})
        assert answer.status_code == 404
    assert (fresh(shown).officer, fresh(other).officer) == (None, None)


@pytest.mark.clause("HB-26a")
def test_letters_of_a_case_are_those_of_its_application_alone() -> None:
    person = people.UserFactory()
    before = factories.application(person, end="withdrawn", ended_at=NOON)
    old, case = before.cases.get(step="knowledge"), factories.case(person, step="knowledge")
    other = case.application.cases.get(step="experience")
    asked = factories.asked(other)
    ours = [
        sent(case),
        sent(case, kind="applications.ended", context={"application": case.application_id}),
        sent(case, kind="applications.reference_news", context={"asked": asked.pk, "news": "received"}),
        sent(other),
    ]
    sent(old)
    sent(old, kind="applications.ended", context={"application": before.pk})
    sent(old, kind="applications.fee_paid", context={"fee": case.pk})
    assert list(cases.letters(case, roles={"regulation_officer"})) == ours[::-1]
