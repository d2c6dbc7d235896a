"""Giving cases to officers and holding them: all or none, never one's own, never over what somebody else did."""

from __future__ import annotations

from datetime import timedelta
from uuid import uuid4

import pytest

from applications.enums import EventKind, HoldReason, Stage, Whose
from applications.models import Case, Hold, SavedFilter
from applications.queries import deciding as queries
from applications.rules import desk as rules
from applications.services import desk, filters, holding, moving
from cilexportal.foundation.rulebook.refusal import Refused
from members.models import RoleGrant, User
from tests import factories as people
from tests.applications import factories
from tests.applications.deciding_steps import LATER, fresh, in_assessment, officer
from tests.applications.factories import NOON
from tests.cpd.asking.test_asking_races import Gate
from tests.cpd.close.test_races import WAIT, Alongside

pytestmark = pytest.mark.django_db
A_MOMENT = 0.5


def give(*cases: Case, to: User | None, by: User | None = None) -> int:
    seen = {case.uuid: fresh(case).revision for case in cases}
    return desk.assign(seen=seen, officer=to, by=by or officer(), at=LATER)


def refused(act, *args, **kwargs) -> str:
    with pytest.raises(Refused) as no:
        act(*args, **kwargs)
    return " ".join(map(str, no.value.refusals))


@pytest.mark.clause("HB-26")
def test_several_cases_are_given_at_once_and_the_timeline_tells_it_to_officers_alone() -> None:
    ada, bea = officer(), officer()
    cases = [in_assessment(), in_assessment(), in_assessment()]
    assert give(*cases, to=ada, by=bea) == 3
    for case in map(fresh, cases):
        assert (case.officer, case.officer_since, case.stage, case.whose) == (
            ada, LATER, Stage.ASSESSMENT, Whose.OFFICER,
        )  # fmt: skip
        told = case.timeline.get(kind=EventKind.ASSIGNED)
        assert (told.by, told.shown, told.facts) == (bea, False, {"officer": ada.pk, "before": None})
    # Given to somebody who has two of them: one changes hands.
    assert give(cases[0], to=bea) == 1
    assert give(*cases, to=ada) == 1
    assert fresh(cases[1]).timeline.filter(kind=EventKind.ASSIGNED).count() == 1
    assert give(*cases, to=None) == 3
    assert (fresh(cases[0]).officer, fresh(cases[0]).officer_since) == (None, None)


@pytest.mark.clause("HB-26")
def test_nobody_is_given_a_case_of_their_own_or_one_they_vouch_for() -> None:
    applicant, referee, supervisor = officer(), officer(email="mary@example.org"), officer(email="joan@example.org")
    own, asked, worked = in_assessment(user=applicant), in_assessment(), in_assessment("experience", reference=False)
    factories.asked(asked, email="Mary+work@example.org")
    factories.asked(worked, email="joan@example.org")
    for who, case in ((applicant, own), (referee, asked), (supervisor, worked)):
        other = in_assessment()
        said = refused(give, case, other, to=who)
        assert case.application.reference in said
        assert "is its applicant, referee or supervisor" in said
        # None of them is given where one cannot be.
        assert (fresh(case).officer, fresh(other).officer) == (None, None)
        assert give(other, to=who) == 1
    assert "This is your own application" in refused(give, own, to=applicant, by=applicant)
    assert give(own, asked, worked, to=officer()) == 3


@pytest.mark.clause("HB-26")
@pytest.mark.parametrize("stage", Stage.values)
def test_drafts_and_what_is_over_are_given_to_nobody(stage) -> None:
    open_ones = {Stage.FEE, Stage.ASSESSMENT, Stage.INFORMATION, Stage.NOT_YET, Stage.COMMITTEE}
    assert (rules.may_assign(Stage(stage)) is None) == (stage in open_ones)


def test_a_case_that_was_changed_meanwhile_is_named_and_nothing_is_done() -> None:
    ada, case, other = officer(), in_assessment(), in_assessment()
    seen = {one.uuid: fresh(one).revision for one in (case, other)}
    give(case, to=officer())
    said = refused(desk.assign, seen=seen, officer=ada, by=ada, at=LATER)
    assert said.count("was changed while your page was open") == 1
    assert case.application.reference in said
    assert other.application.reference not in said
    assert fresh(other).officer is None


def test_cases_go_to_officers_alone_a_page_of_them_at_most_and_to_cases_that_there_are() -> None:
    ada, case = officer(), in_assessment()
    assert "is not an officer any more" in refused(give, case, to=people.UserFactory())
    RoleGrant.objects.filter(user=ada).update(revoked_at=NOON, revoked_by=ada)
    assert "is not an officer any more" in refused(give, case, to=ada)
    assert "between 1 and 50" in refused(give, to=officer())
    many = {uuid4(): 1 for _ in range(desk.MOST + 1)}
    assert "between 1 and 50" in refused(desk.assign, seen=many, officer=None, by=ada, at=LATER)
    with pytest.raises(Case.DoesNotExist):
        desk.assign(seen={uuid4(): 1}, officer=None, by=ada, at=LATER)


@pytest.mark.django_db(transaction=True)
@pytest.mark.clause("HB-26")
@pytest.mark.parametrize("unseen", [False, True], ids=["seen", "control"])
def test_of_two_officers_who_give_one_case_at_once_one_does_and_the_other_is_told(monkeypatch, unseen) -> None:
    case, other, ada, bea, by = in_assessment(), in_assessment(), officer(), officer(), officer()
    seen = {one.uuid: fresh(one).revision for one in (case, other)}
    # Without a revision that was really seen, the second one writes over the first.
    blind = {uuid: revision + 1 for uuid, revision in seen.items()}

    def to(who: User, seen) -> str:
        try:
            desk.assign(seen=seen, officer=who, by=by, at=LATER)
        except Refused as no:
            return str(no)
        return "done"

    gate = Gate(monkeypatch, moving, "known_of")
    first = Alongside(lambda: to(ada, seen))
    assert gate.inside.wait(WAIT)
    # In the other order: both hold the rows in one order, so that none waits for the other for ever.
    second = Alongside(lambda: to(bea, dict(reversed(list((blind if unseen else seen).items())))))
    second.join(A_MOMENT)
    assert second.is_alive(), "the second waits for the rows"
    gate.go_on.set()
    assert first.result() == "done"
    told = second.result()
    assert (told == "done") == unseen
    assert unseen or "was changed while your page was open" in told
    assert {fresh(case).officer, fresh(other).officer} == {bea if unseen else ada}


def hold(case: Case, *, reason: str = HoldReason.ADVICE, note: str = "", by: User | None = None) -> Hold:
    return holding.hold(
        case_id=case.pk, revision=fresh(case).revision, reason=HoldReason(reason), note=note, by=by or officer(),
        at=LATER,
    )  # fmt: skip


def release(case: Case, *, note: str = "", by: User | None = None) -> Hold:
    at = LATER + timedelta(days=3)
    return holding.release(case_id=case.pk, revision=fresh(case).revision, note=note, by=by or officer(), at=at)


@pytest.mark.clause("HB-26")
def test_a_held_case_cannot_be_decided_and_its_clock_goes_on_until_it_is_released() -> None:
    case, ada = in_assessment(), officer()
    before = (fresh(case).clock_since, fresh(case).due_on)
    made = hold(case, reason=HoldReason.OTHER, note="The school is asked.", by=ada)
    found = queries.to_decide(fresh(case), today=LATER.date())
    assert found.matter.on_hold
    assert (fresh(case).stage, fresh(case).whose) == (Stage.ASSESSMENT, Whose.OFFICER)
    assert fresh(case).due_on is not None
    assert before[0] is not None
    assert "on hold already" in refused(hold, case)
    release(case, note="It answered.", by=ada)
    made.refresh_from_db()
    assert (made.ended_by, made.ended_note) == (ada, "It answered.")
    assert "not on hold" in refused(release, case)
    told = [(one.kind, one.shown) for one in case.timeline.filter(kind__in=[EventKind.HELD, EventKind.RELEASED])]
    assert told == [(EventKind.HELD, False), (EventKind.RELEASED, False)]
    assert hold(case).pk != made.pk


@pytest.mark.clause("HB-26")
def test_a_hold_has_a_reason_and_is_nobodys_own() -> None:
    ada = officer()
    case = in_assessment(user=ada)
    assert "Say why" in refused(hold, case, reason=HoldReason.OTHER, note=" ")
    assert "This is your own application" in refused(hold, case, by=ada)
    hold(case)
    assert "This is your own application" in refused(release, case, by=ada)
    stale = fresh(case).revision - 1
    said = refused(holding.release, case_id=case.pk, revision=stale, note="", by=officer(), at=LATER)
    assert "was changed while your page was open" in said


@pytest.mark.clause("HB-26")
@pytest.mark.parametrize("stage", Stage.values)
def test_only_what_is_being_assessed_is_put_on_hold(stage) -> None:
    faults = rules.may_hold(Stage(stage), on_hold=False, reason=HoldReason.ADVICE, note="")
    assert (not faults) == (stage in {Stage.ASSESSMENT, Stage.INFORMATION, Stage.NOT_YET, Stage.COMMITTEE})


def test_kept_filters_are_ones_own_replaced_by_name_and_twenty_at_most() -> None:
    ada, bea = officer(), officer()
    for user in (ada, bea):
        filters.keep(user=user, name="Late", query="overdue=on", at=NOON)
    kept = filters.keep(user=ada, name="Late", query="overdue=on&officer=me", at=LATER)
    assert SavedFilter.objects.get(user=ada).query == "overdue=on&officer=me"
    assert SavedFilter.objects.get(user=bea).query == "overdue=on"
    assert "Choose at least one filter" in refused(filters.keep, user=ada, name="All", query="", at=NOON)
    for n in range(filters.MOST - 1):
        filters.keep(user=ada, name=f"View {n}", query="officer=me", at=NOON)
    assert "Take one away first" in refused(filters.keep, user=ada, name="More", query="officer=me", at=NOON)
    filters.drop(filter_id=kept.pk)
    filters.drop(filter_id=kept.pk)
    filters.keep(user=ada, name="More", query="officer=me", at=NOON)
