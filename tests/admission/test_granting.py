"""A title is granted with everything that belongs to it, or not at all; and goes back with its decision."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from django.db import IntegrityError, transaction

from admission.models import Declaration, Exclusion, Title
from admission.queries import titles
from admission.services import declaring, granting
from applications import events
from applications.enums import End, EventKind, Outcome, Stage
from applications.models import Case, CaseFee, Decision
from applications.queries import case as cases
from applications.services import deciding
from cilexportal.foundation.correspondence.models import Message
from cilexportal.foundation.documents import making
from cilexportal.foundation.documents.models import Printout, PrintoutState
from cilexportal.foundation.rulebook.refusal import Refused
from members.models import GradeHeld, Member
from portfolio.models import Leaving, Sheet, Supervisor
from portfolio.services.versions import note
from shop.gateways.demo import DemoGateway
from tests import factories as people
from tests.admission import signing_steps as signing
from tests.admission.granting_world import LATER, granted, met, row_of
from tests.applications import factories
from tests.foundation.test_sealing import checked
from tests.shop.conftest import demo_gateway

__all__ = ["demo_gateway"]

TOMORROW = LATER + timedelta(days=1)


def refusals(decision: Decision) -> list[str]:
    with pytest.raises(Refused) as refused:
        granting.grant(decision=decision, read={}, at=LATER)
    return [one.clause for one in refused.value.refusals]


@pytest.mark.django_db
@pytest.mark.clause("HB-2", "HB-6", "HB-7", "HB-S4.2")
def test_everything_comes_at_once() -> None:
    decision = met()
    title = granting.grant(decision=decision, read={}, at=LATER)
    application = decision.case.application
    application.refresh_from_db()
    assert (title.title, title.authorised, title.oaths) == ("Chartered Legal Executive (Immigration)", True, True)
    assert title.activities
    assert (title.granted_at, title.holder) == (LATER, application.user.full_name)
    assert (application.end, application.ended_at) == (End.GRANTED, LATER)
    event = decision.case.timeline.get(kind=EventKind.GRANTED)
    assert (event.facts["number"], event.by) == (title.number, decision.by)
    letter = Message.objects.get(kind="admission.granted")
    assert (letter.to_user, letter.context) == (application.user, {"title": title.pk, "case": decision.case_id})
    assert letter in cases.letters(decision.case, roles={"regulation_officer"}), "it stands in the case's letters"
    assert title.printout is not None


@pytest.mark.django_db
@pytest.mark.clause("HB-1", "HB-2")
def test_nobody_becomes_a_member_by_it() -> None:
    title = granted()
    assert not Member.objects.filter(user=title.user).exists()
    assert titles.shown(title, today=LATER.date()).oaths


@pytest.mark.django_db
@pytest.mark.clause("HB-2", "HB-7")
def test_a_members_grade_rises_and_goes_back() -> None:
    member = people.MemberFactory(grade="paralegal")
    title = granted(member.user)
    assert GradeHeld.objects.get(member=member, until_date=None).grade_id == "fellow"
    decision = title.decision
    reverse(decision)
    held = GradeHeld.objects.get(member=member, until_date=None)
    assert (held.grade_id, held.from_date) == ("paralegal", TOMORROW.date())


@pytest.mark.django_db
@pytest.mark.clause("HB-2")
def test_a_higher_grade_is_not_taken_away() -> None:
    member = people.MemberFactory(grade="fellow")
    assert granted(member.user).grade_change is None
    assert GradeHeld.objects.get(member=member).grade_id == "fellow"


@pytest.mark.django_db
@pytest.mark.clause("HB-60", "HB-S4.1a", "HB-2")
def test_a_title_waits_for_fee_and_name_and_comes_once() -> None:
    assert refusals(met(is_paid=False)) == ["HB-60"]
    nameless = met(people.UserFactory(full_name=""))
    assert refusals(nameless) == ["HB-2"]
    title = granted()
    again = met(title.user)
    assert refusals(again) == ["HB-2"]
    assert not Title.objects.exclude(pk=title.pk).exists()


def unpaid(decision: Decision) -> None:
    CaseFee.objects.filter(case=decision.case).update(
        reversed_at=LATER, reversed_by=decision.by, reversed_why="Taken twice."
    )


def reversed_by_row(decision: Decision) -> None:
    Decision.objects.filter(pk=decision.pk).update(
        reversed_at=LATER, reversed_by=people.UserFactory(), reversed_why="A slip."
    )


@pytest.mark.django_db
@pytest.mark.clause("HB-2", "HB-S4.1a", "HB-60")
@pytest.mark.parametrize("spoil", [unpaid, reversed_by_row], ids=["fee", "decision"])
def test_the_database_has_the_last_word(spoil: Callable[[Decision], None]) -> None:
    decision = met()
    spoil(decision)
    with pytest.raises(IntegrityError), transaction.atomic():
        row_of(decision)


@pytest.mark.django_db
@pytest.mark.clause("HB-S4.1a")
def test_no_row_without_a_signature_of_another_step_or_twice() -> None:
    with pytest.raises(IntegrityError, match="signed"), transaction.atomic():
        row_of(met(is_signed=False))
    title = granted()
    with pytest.raises(IntegrityError, match="no decision"), transaction.atomic():
        row_of(met(), user=title.user)
    with pytest.raises(IntegrityError, match="one_live_title"), transaction.atomic():
        row_of(met(title.user))


def refused(case: Case, spoil: Callable[[Case], object] = lambda case: None) -> bool:
    """Whether the database refuses the title of a case, after what was done to it past every service."""
    try:
        with transaction.atomic():
            spoil(case)
            row_of(factories.decision(factories.placed(signing.fresh(case), Stage.MET, clock_since=None, due_on=None)))
            transaction.set_rollback(True)
    except IntegrityError as no:
        return "not everybody has signed" in str(no)
    return False


def void(case: Case) -> None:
    Declaration.objects.filter(case=case, name=signing.BEN).update(stage="void", ended_at=LATER, ended_why="So.")


def changed(case: Case) -> None:
    sheet = Sheet.objects.get(competency=1, example=1)
    sheet.how_met = "Said better."
    note(sheet=sheet, at=LATER)
    signing.freeze(case)


@pytest.mark.django_db
@pytest.mark.clause("HB-47", "HB-53b", "HB-S4.1a")
def test_the_database_knows_of_each_example_that_it_was_signed_for_as_it_is(
    demo_gateway: DemoGateway, at: Callable[[datetime], None]
) -> None:
    at(signing.NOW)
    case = signing.cleared(demo_gateway)
    signing.sign_own(case)
    signing.sign(case, signing.ANN)
    signing.sign(case, signing.BEN, excluded={"2.1-1": "I was on leave."})
    assert refused(case), "one was left out"
    officer = people.staff("regulation_officer")
    declaring.let_pass(exclusion_id=Exclusion.objects.get().pk, why="It is plain.", by=officer, at=signing.NOW)
    assert not refused(case)
    assert refused(case, void)
    assert refused(case, changed)
    ben = Supervisor.objects.get(name=signing.BEN)
    sealed = {f"{one.competency}.{one.outcome}-{one.example}": one.signing_hash for one in ben.sheets.all()}

    def left(case: Case) -> None:
        void(case)
        Leaving.objects.create(
            supervisor=ben, last_day=LATER.date(), begun_at=LATER, listed=list(sealed), sealed=sealed, signed_at=LATER,
            signed_name="Ben", statement="So.", sha256="a" * 64,
        )  # fmt: skip

    assert not refused(case, left), "a leaver's declaration counts"


@pytest.mark.django_db
def test_the_row_stays_as_it_was_granted() -> None:
    title = granted()
    for change in ({"holder": "Somebody else"}, {"oaths": False}, {"evidence_sha256": "f" * 64}):
        with pytest.raises(Exception, match="Cannot update"), transaction.atomic():
            Title.objects.filter(pk=title.pk).update(**change)
    with pytest.raises(Exception, match="Cannot delete"), transaction.atomic():
        Title.objects.filter(pk=title.pk).delete()


@pytest.mark.django_db
@pytest.mark.clause("HB-S4.2")
def test_a_decision_that_is_met_is_heard_and_no_other() -> None:
    decision = met()
    told = {"case_id": decision.case_id, "decision_id": decision.pk, "body": "officer", "by_id": decision.by_id}
    granting.decided(events.Decided(outcome=Outcome.NOT_YET, at=LATER, **told))
    assert not Title.objects.exists()
    granting.decided(events.Decided(outcome=Outcome.MET, at=LATER, **told))
    assert Title.objects.get().decision == decision


def reverse(decision: Decision) -> None:
    case = decision.case
    case.refresh_from_db()
    officer = people.UserFactory(granted=["regulation_officer"])
    deciding.reverse(case_id=case.pk, revision=case.revision, why="The fee bounced.", by=officer, at=TOMORROW)


@pytest.mark.django_db
@pytest.mark.clause("HB-26", "HB-2")
def test_it_goes_back_with_its_decision() -> None:
    title = granted()
    reverse(title.decision)
    title.refresh_from_db()
    application = title.case.application
    application.refresh_from_db()
    assert (title.taken_back_at, title.taken_back_why) == (TOMORROW, "The fee bounced.")
    assert (application.end, application.ended_at) == ("", None)
    assert title.case.timeline.filter(kind=EventKind.TITLE_TAKEN_BACK).exists()
    assert Message.objects.filter(kind="admission.taken_back").count() == 1
    found = titles.by_number(title.number, today=TOMORROW.date())
    assert found is not None
    assert (found.word, found.oaths) == ("Taken back", False)
    title.case.refresh_from_db()
    assert title.case.stage == Stage.ASSESSMENT


@pytest.mark.django_db
@pytest.mark.pango
@pytest.mark.clause("HB-S4.2")
def test_the_certificate_is_printed_and_sealed() -> None:
    granted()
    making.print_waiting(at=LATER, limit=5)
    printout = Printout.objects.get(kind=granting.PRINTOUT)
    assert printout.state == PrintoutState.READY
    with printout.file.open("rb") as file:
        assert checked(file.read()).bottom_line
