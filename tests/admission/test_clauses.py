"""Clauses of the last step on their own boundaries, where no rule's test stands on them: what is asked before the fee,
who is asked to sign when, and what every decision says of itself."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date, datetime, timedelta

import pytest
from django.core import mail
from django.urls import reverse

from admission.enums import Finding
from admission.models import Declaration, Exclusion
from admission.queries import archive
from admission.queries.before import report_of
from admission.queries.submitted import parts_of, why_not_whole
from admission.services import declaring, gathering
from applications.enums import AskedStage, Outcome, Stage
from applications.models import Case, CaseFee, Reference, ReferenceAsked
from applications.queries import reused
from applications.queries.reference_words import hash_of
from applications.services import assessing, hearing
from cilexportal.foundation import london
from cilexportal.foundation.asking.models import Request
from cilexportal.foundation.correspondence import sending
from cilexportal.foundation.rulebook.refusal import Refused
from portfolio.models import Sheet
from shop.gateways.demo import DemoGateway
from tests import factories as people
from tests.admission import final_steps, tampering
from tests.admission import marking_steps as marks
from tests.admission import signing_steps as steps
from tests.admission.test_services_marking import whole
from tests.applications import deciding_steps as desk
from tests.applications import factories, paying_steps
from tests.applications import meeting_steps as meetings
from tests.applications.factories import NOON, TODAY
from tests.shop.conftest import demo_gateway
from tests.shop.paying_steps import begin
from tests.standing import paying

__all__ = ["demo_gateway"]
pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


def given(case: Case, on: date, *, headed_paper: bool = False, letter: bool = False) -> ReferenceAsked:
    """A new reference for the last step, signed at noon of a day."""
    at = london.start_of_day(on) + timedelta(hours=12)
    asked = factories.asked(case, stage=AskedStage.RECEIVED, ended_at=at, headed_paper=headed_paper)
    made = Reference(
        asked=asked, person_kind="solicitor", regulator="A regulator", number="123", from_date=date(2025, 1, 6),
        saved_at=at, signed_name="Mary Somerville", signed_at=at,
        letter=factories.paper(case).document if letter else None,
    )  # fmt: skip
    made.sha256 = hash_of(made)
    made.save()
    return asked


def asks(case: Case) -> list[str]:
    """By which clauses an officer may ask about the reference."""
    lines = [one for one in report_of(case, today=TODAY).of(Finding.QUESTION) if one.part == "reference"]
    return [refusal.clause for one in lines for refusal in one.checked.refusals]


@pytest.mark.clause("HB-62")
@pytest.mark.parametrize(("later", "asked"), [(-1, True), (0, True), (1, False)], ids=["before", "on", "after"])
def test_a_new_reference_of_six_months_is_asked_about_and_a_younger_one_is_not(later: int, asked: bool) -> None:
    case = final_steps.whole(reference=None)
    given(case, london.add_months(TODAY, -6) + later * DAY)
    assert ("HB-62" in asks(case)) == asked
    assert why_not_whole(case, TODAY) == [], "no age is set for a new one"


@pytest.mark.clause("HB-62a")
@pytest.mark.parametrize(
    ("wanted", "came", "asked"), [(True, False, True), (True, True, False), (False, False, False)],
    ids=["without", "with", "not wanted"],
)  # fmt: skip
def test_a_letter_on_headed_paper_that_did_not_come_is_asked_about(wanted: bool, came: bool, asked: bool) -> None:
    case = final_steps.whole(reference=None)
    given(case, TODAY, headed_paper=wanted, letter=came)
    assert ("HB-62a" in asks(case)) == asked


@pytest.mark.clause("HB-63", "HB-59a")
def test_who_gave_the_reference_is_an_authorised_person_or_one_taken_by_exception() -> None:
    case = final_steps.whole()
    reference = Reference.objects.get(asked__case__application=case.application)
    use = {"case_id": case.pk, "reference_id": reference.pk, "by": case.application.user, "at": NOON}
    assert gathering.use_again(**use).reference == reference
    tampering.asleep("UPDATE applications_reference SET person_kind = 'friend'")
    assert [one.clause for one in why_not_whole(case, TODAY)] == ["HB-63"]
    with pytest.raises(Refused) as no:
        gathering.use_again(**use)
    assert [one.clause for one in no.value.refusals] == ["HB-63"]
    ReferenceAsked.objects.update(exception_by=people.UserFactory(), exception_at=NOON, exception_why="She is known.")
    assert why_not_whole(case, TODAY) == []


@pytest.mark.clause("HB-64", "HB-59a")
def test_the_reference_that_was_submitted_is_the_one_that_counts() -> None:
    case = final_steps.whole()
    [one] = reused.used_in(case)
    paying_steps.priced("assessment-admission")
    paying_steps.submitted(case, pence=paying_steps.PENCE)
    sent = case.submissions.get().content["reference_given"]
    assert (sent["uuid"], sent["reused"]) == (str(one.uuid), True)
    assert reused.used_in(final_steps.fresh(case)) == [one]
    for change in (
        "UPDATE applications_reference SET sha256 = repeat('1', 64)",
        "UPDATE applications_referenceasked SET uuid = gen_random_uuid()",
    ):
        with tampering.undone(lambda change=change: tampering.asleep(change)):  # type: ignore[misc]
            assert reused.used_in(final_steps.fresh(case)) == []


@pytest.mark.clause("HB-58")
def test_one_place_that_lacks_its_example_keeps_it_shut() -> None:
    case = final_steps.whole()
    assert why_not_whole(case, TODAY) == []
    Sheet.objects.filter(competency=6, outcome=4).update(removed_at=NOON)
    assert [one.clause for one in why_not_whole(case, TODAY)] == ["HB-57"]
    with pytest.raises(Refused, match="has to be complete"):
        gathering.use_again(case_id=case.pk, reference_id=None, by=case.application.user, at=NOON)


@pytest.mark.clause("HB-61")
def test_it_is_submitted_here_and_nobody_is_sent_to_a_mailbox(sign_in: Callable, at: Callable) -> None:
    at(NOON)
    case = final_steps.whole()
    page = sign_in(case.application.user).get(reverse("admission:before", args=[case.application.uuid]))
    assert "You submit here, in place of an email" in page.text


@pytest.mark.clause("HB-59b")
def test_what_is_changed_after_submitting_is_no_part_of_it() -> None:
    case = final_steps.whole()
    before = parts_of(case)
    paying_steps.priced("assessment-admission")
    paying_steps.submitted(case, pence=paying_steps.PENCE)
    Sheet.objects.filter(competency=1, outcome=1, example=1).update(how_met="Typed too late.")
    assert case.submissions.get().content["examples"] == before["examples"]


@pytest.mark.clause("HB-60", "HB-S4.1")
def test_nobody_is_asked_and_nothing_assessed_while_it_is_invoiced_promised_or_under_way(
    demo_gateway: DemoGateway, at: Callable[[datetime], None]
) -> None:
    at(steps.NOW)
    case = steps.billed()

    def waits() -> bool:
        with pytest.raises(Refused):
            desk.judge(case, "conduct", at=steps.NOW)
        return steps.fresh(case).stage == Stage.FEE and not Declaration.objects.exists()

    assert waits(), "invoiced"
    CaseFee.objects.filter(case=case).update(by_transfer=True)
    assert waits(), "promised"
    CaseFee.objects.filter(case=case).update(by_transfer=False)
    begin(paying_steps.order_of(case), at=steps.NOW)
    assert waits(), "under way"


@pytest.mark.clause("HB-60", "HB-S4.1", "HB-S4.1a")
def test_once_it_is_paid_all_are_asked_and_assessment_begins_with_the_last_signature(
    demo_gateway: DemoGateway, at: Callable[[datetime], None]
) -> None:
    at(steps.NOW)
    case = steps.billed()
    paying.by_card(paying_steps.order_of(case), demo_gateway, at=steps.NOW)
    assert Declaration.objects.count() == 3
    for sign in (steps.sign_own, lambda one: steps.sign(one, steps.ANN), lambda one: steps.sign(one, steps.BEN)):
        with pytest.raises(Refused, match="not all signed"):
            desk.judge(case, "conduct", at=steps.NOW)
        sign(case)
    desk.judge(case, "conduct", at=steps.NOW)
    assert assessing.SectionVerdict.objects.filter(case=case).exists()


@pytest.mark.clause("HB-S4.2", "HB-S4.3", "HB-S4.4", "HB-41c", "HB-31")
@pytest.mark.parametrize(
    ("outcome", "clause"), [(Outcome.MET, "HB-26a"), (Outcome.ASK, "HB-26"), (Outcome.REFER, "HB-28")],
    ids=["met", "asked", "referred"],
)  # fmt: skip
def test_every_decision_says_who_when_why_by_which_clause_and_on_what(
    demo_gateway: DemoGateway, at: Callable[[datetime], None], monkeypatch: pytest.MonkeyPatch, outcome: Outcome,
    clause: str,
) -> None:  # fmt: skip
    at(steps.NOW)
    whole(monkeypatch, "1.1-1", "1.1-2", "2.1-1")
    portfolio = steps.portfolio_of_two()
    portfolio.pieces.update(worked_on=date(2024, 6, 1))
    for sheet in portfolio.sheets.all():
        steps.versions.note(sheet=sheet, at=steps.NOW)
    case, by = steps.billed(portfolio), desk.officer(full_name="Olive Officer")
    paying.by_card(paying_steps.order_of(case), demo_gateway, at=steps.NOW)
    steps.sign_own(case)
    steps.sign(case, steps.ANN)
    steps.sign(case, steps.BEN, excluded={"2.1-1": "I was on leave."})
    declaring.let_pass(exclusion_id=Exclusion.objects.get().pk, why="It is plain.", by=by, at=steps.NOW)
    marks.mark_all(case, by=by)
    if outcome == Outcome.ASK:
        marks.mark(case, "2.1-1", by=by, failed="a")
    desk.signed(case)
    for section in ("reference", "conduct"):
        desk.judge(case, section, by=by, at=steps.NOW)
    letter = desk.decide(case, outcome, by=by, at=steps.NOW)
    assert letter.released_at == steps.NOW, "told in writing"
    assert Request.objects.exists() == (outcome == Outcome.ASK), "and asked for more"
    rows = {
        one.name.partition("/")[2]: json.loads(one.text) for one in archive.entries(steps.fresh(case))
        if one.name.startswith("admission/")
    }  # fmt: skip
    sent = case.submissions.get()
    [made] = rows["decisions.json"]
    assert (made["by"], made["clause"], made["evidence_sha256"]) == ("Olive Officer", clause, sent.sha256)
    assert made["at"]
    assert made["why"] or made["sections"]
    seals = {one["slot"]: one["seal"] for one in sent.content["examples"]}
    for name, why in (("marks.json", "mark"), ("judgements.json", "why"), ("left-out.json", "why")):
        for one in rows[name]:
            assert one[why]
            assert one["clause"]
            assert one["seal"] == seals[one["slot"]] or name == "judgements.json"
            assert name == "left-out.json" or (one["by"] and one["at"])
    [passed] = rows["left-out-and-let-pass.json"]
    assert (passed["by"], passed["why"], passed["clause"]) == ("Olive Officer", "It is plain.", "HB-S4.1a")
    assert len(rows["judgements.json"]) == 3


@pytest.mark.clause("HB-S4.4a", "HB-S4.4")
def test_the_applicant_is_told_the_day_of_the_committee_and_then_its_decision_in_writing(
    at: Callable[[datetime], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    at(marks.LATER)
    whole(monkeypatch, "1.1-1")
    case, by = marks.case_with("1.1-1"), meetings.secretary()
    marks.mark_all(case)
    desk.signed(case)
    for section in ("reference", "conduct"):
        desk.judge(case, section)
    desk.decide(case, Outcome.REFER)
    meeting = meetings.planned(by)
    item = meetings.listed(case, meeting, by=by, at=marks.LATER)
    day = written(case, at=marks.LATER)
    assert "is considered by the Admissions and Licensing Committee on 8 December 2026." in day
    assert "The decision comes to you in writing afterwards, with its reasons." in day
    meetings.held(meeting, by=by)
    meetings.recorded(item, Outcome.NOT_MET, by=by)
    assert "The degree leaves it out." not in written(case, at=meetings.AFTER), "nobody is told before the release"
    hearing.release(meeting_id=meeting.pk, by=by, at=meetings.AFTER)
    decision = written(case, at=meetings.AFTER)
    assert "The degree leaves it out." in decision
    assert "You have 20 working days from the day you receive this letter, which is not counted:" in decision
    assert "until the end of 8 January 2027." in decision, "25 and 28 December and 1 January are bank holidays"


def written(case: Case, *, at: datetime) -> str:
    """All letters that the applicant was sent until then, their spaces made one."""
    while sending.send_due(at=at, limit=50):
        pass
    return " ".join(" ".join(one.body for one in mail.outbox if one.to == [case.application.user.email]).split())
