"""Stages from facts, moves with their actors, decisions that the facts allow, and the committee."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from fractions import Fraction

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from applications.enums import Actor, Body, Cause, Outcome, SeatKind, Stage, Whose
from applications.rules import deciding, meetings, moves, stages
from applications.rules.deciding import Failed, Matter, Section
from applications.rules.meetings import Sitter
from applications.rules.stages import CaseFacts

IN = CaseFacts(submitted=True, needs_fee=True, paid=True)


@pytest.mark.clause("HB-11a", "HB-26")
@pytest.mark.parametrize(
    ("facts", "stage", "whose"),
    [
        (CaseFacts(), Stage.DRAFT, Whose.APPLICANT),
        (CaseFacts(reference_open=True), Stage.DRAFT, Whose.APPLICANT),
        (CaseFacts(reference_open=True, is_ready=True), Stage.DRAFT, Whose.SUPERVISOR),
        (replace(IN, paid=False), Stage.FEE, Whose.APPLICANT),
        (replace(IN, paid=False, by_transfer=True), Stage.FEE, Whose.FINANCE),
        (IN, Stage.ASSESSMENT, Whose.OFFICER),
        (CaseFacts(submitted=True), Stage.ASSESSMENT, Whose.OFFICER),
        (replace(IN, reference_open=True), Stage.ASSESSMENT, Whose.SUPERVISOR),
        (replace(IN, asking=True), Stage.INFORMATION, Whose.APPLICANT),
        (replace(IN, referred=True, asking=True), Stage.COMMITTEE, Whose.COMMITTEE),
        (replace(IN, referred=True, decided=Outcome.NOT_MET), Stage.COMMITTEE, Whose.COMMITTEE),
        (replace(IN, decided=Outcome.NOT_YET), Stage.NOT_YET, Whose.APPLICANT),
        (replace(IN, decided=Outcome.MET), Stage.MET, Whose.NOBODY),
        (replace(IN, decided=Outcome.NOT_MET), Stage.NOT_MET, Whose.NOBODY),
        (replace(IN, decided=Outcome.RETURN), Stage.ASSESSMENT, Whose.OFFICER),
        (replace(IN, withdrawn=True, referred=True), Stage.WITHDRAWN, Whose.NOBODY),
        (CaseFacts(lapsed=True), Stage.LAPSED, Whose.NOBODY),
    ],
)
def test_where_a_case_stands_follows_from_its_facts(facts: CaseFacts, stage: Stage, whose: Whose) -> None:
    assert stages.where(facts) == stages.Where(stage=stage, whose=whose)


FACTS = st.builds(
    CaseFacts, **{name: st.booleans() for name in CaseFacts.__slots__ if name != "decided"},
    decided=st.none() | st.sampled_from(Outcome),
)  # fmt: skip


@pytest.mark.clause("HB-11a")
@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(facts=FACTS)
def test_nothing_is_assessed_before_the_fee_whatever_else_is_so(facts: CaseFacts) -> None:
    found = stages.where(facts)
    if facts.needs_fee and not facts.paid:
        assert found.stage in (Stage.DRAFT, Stage.FEE, Stage.WITHDRAWN, Stage.LAPSED)
        assert found.whose != Whose.OFFICER


@pytest.mark.clause("HB-28")
@pytest.mark.parametrize("actor", Actor)
def test_only_the_committee_leads_to_not_met(actor: Actor) -> None:
    ways = [old for old in Stage if old != Stage.NOT_MET and moves.may_move(old, Stage.NOT_MET, actor=actor)]
    assert ways == ([Stage.COMMITTEE] if actor == Actor.COMMITTEE else [])
    assert moves.may_move(Stage.MET, Stage.MET, actor=actor)
    assert not moves.may_move(Stage.WITHDRAWN, Stage.DRAFT, actor=actor)


def matter(data, *failed: Failed, **changed) -> Matter:
    step = data.step("experience")
    by_section = {data.reason(one.code).section: one for one in failed}
    sections = tuple(
        Section(code=code, passed=code not in by_section, reasons=(by_section[code],) if code in by_section else ())
        for code in step.sections
    )
    facts = {"stage": Stage.ASSESSMENT, "step": step, "sections": sections, "hours": Fraction(2300)}
    return Matter(**(facts | changed))


SHORT = Fraction(2300) - Fraction(1, 700)
ASKED = Failed(code="work_unclear", note="Which matters did you run?")
HARD = Failed(code="work_not_legal", note="")
O = Outcome  # noqa: E741


@pytest.mark.clause("HB-18", "HB-24", "HB-26", "HB-27", "HB-28")
@pytest.mark.parametrize(
    ("failed", "changed", "allowed"),
    [
        ((), {}, (O.MET, O.REFER)),
        ((), {"hours": SHORT}, (O.NOT_YET, O.REFER)),
        ((), {"reference_accepted": False}, (O.REFER,)),
        ((), {"hours_judged": False}, (O.REFER,)),
        ((), {"sections": (Section(code="work", passed=True),)}, (O.REFER,)),
        ((ASKED,), {}, (O.NOT_YET, O.ASK, O.REFER)),
        ((HARD,), {}, (O.REFER,)),
        ((HARD, Failed(code="hours_unclear", note="When?")), {}, (O.ASK, O.REFER)),
        ((ASKED,), {"on_hold": True}, (O.REFER,)),
        ((), {"stage": Stage.INFORMATION}, ()),
        ((), {"stage": Stage.MET}, ()),
    ],
)
def test_officers_are_offered_what_the_facts_allow(failed, changed, allowed, immigration) -> None:
    assert deciding.available(matter(immigration, *failed, **changed), immigration, body=Body.OFFICER) == allowed


@pytest.mark.clause("HB-28")
def test_an_officer_never_refuses_alone_and_the_committee_decides_what_is_before_it(immigration) -> None:
    found = deciding.why_not(O.NOT_MET, matter(immigration, HARD), immigration, body=Body.OFFICER)
    assert [refusal.clause for refusal in found] == ["HB-28"]
    sent = matter(immigration, HARD, stage=Stage.COMMITTEE)
    assert deciding.available(sent, immigration, body=Body.COMMITTEE) == (O.MET, O.NOT_YET, O.NOT_MET, O.RETURN)
    assert deciding.available(matter(immigration), immigration, body=Body.COMMITTEE) == ()
    assert deciding.available(sent, immigration, body=Body.OFFICER) == ()


@pytest.mark.clause("HB-26", "HB-26a")
def test_items_and_paragraphs_are_made_of_failed_reasons(immigration) -> None:
    short = Failed(code="hours_short", note="")
    sections = matter(immigration, ASKED, short).sections
    (item,) = deciding.items_of(sections, immigration)
    assert (item.section, item.question, item.file) == ("work", ASKED.note, False)
    first, second = deciding.paragraphs(sections, immigration)
    assert first.endswith(ASKED.note)
    assert second == immigration.reason("hours_short").paragraph


@pytest.mark.clause("HB-26")
@pytest.mark.parametrize(
    ("section", "wrong"),
    [
        (Section(code="work", passed=True), 0),
        (Section(code="work", passed=True, reasons=(ASKED,)), 1),
        (Section(code="work", passed=False), 1),
        (Section(code="work", passed=False, reasons=(ASKED,)), 0),
        (Section(code="work", passed=False, reasons=(HARD,)), 0),
        (Section(code="work", passed=False, reasons=(replace(ASKED, note=" "),)), 1),
        (Section(code="hours", passed=False, reasons=(ASKED,)), 1),
    ],
)
def test_a_failed_section_says_why_and_what_is_wanted(section: Section, wrong: int, immigration) -> None:
    assert len(deciding.section_faults(section, immigration)) == wrong


@pytest.mark.clause("HB-26")
@pytest.mark.parametrize(
    ("address", "may"),
    [("officer@example.org", True), ("Ada@example.org", False), ("mary+work@example.org", False)],
)
def test_nobody_decides_their_own_case_or_one_they_vouch_for(address: str, may: bool) -> None:
    found = deciding.may_judge(address=address, applicant=["ada@example.org"], referees=["mary@example.org"])
    assert (found is None) == may


def sitter(user: int, kind: SeatKind, *, chairs: bool = False) -> Sitter:
    """Somebody who sits on the day, came, and declared that they have no interest."""
    return Sitter(user=user, kind=kind, attended=True, declared=True, sits=True, chairs=chairs)


SITTERS = (
    sitter(1, SeatKind.PROFESSIONAL, chairs=True),
    sitter(2, SeatKind.LAY),
    sitter(3, SeatKind.LAY),
    sitter(4, SeatKind.PROFESSIONAL),
)


@pytest.mark.clause("HB-28")
@pytest.mark.parametrize(
    ("first", "second", "wrong"),
    [
        ({"attended": True}, {"attended": True}, 0),
        ({"attended": False}, {"attended": True}, 0),
        ({"attended": False}, {"attended": False}, 2),
        ({"conflicted": True}, {"attended": True}, 0),
        ({"conflicted": True}, {"conflicted": True}, 2),
        ({"declared": False}, {"attended": True}, 0),
        ({"declared": False}, {"declared": False}, 2),
        ({"sits": False}, {"sits": False}, 2),
    ],
)
def test_who_is_away_or_silent_or_sits_no_longer_does_not_make_the_quorum(first, second, wrong, immigration) -> None:
    here = list(SITTERS)
    here[1], here[2] = replace(here[1], **first), replace(here[2], **second)
    assert len(meetings.able_to_decide(here, immigration.committee)) == wrong
    away = [replace(here[0], conflicted=True), *SITTERS[1:]]
    assert len(meetings.able_to_decide(away, immigration.committee)) == 1, "the chair has an interest"


@pytest.mark.clause("HB-28")
def test_a_paper_opens_once_its_reader_says_they_have_no_interest() -> None:
    assert meetings.may_open(declared=True, conflicted=False, is_own=False) is None
    assert meetings.may_open(declared=False, conflicted=False, is_own=False) is not None
    assert meetings.may_open(declared=True, conflicted=True, is_own=False) is not None
    assert meetings.may_open(declared=True, conflicted=False, is_own=True) is not None
    assert meetings.papers_due(date(2026, 12, 8), days=7) == date(2026, 12, 1)


@pytest.mark.clause("HB-28", "HB-28b")
def test_nobody_hears_their_own_case_or_one_they_decided() -> None:
    assert meetings.may_sit(1, applicant=2, decided_before=[3]) is None
    assert meetings.may_sit(2, applicant=2, decided_before=[]) is not None
    assert meetings.may_sit(3, applicant=2, decided_before=[3]) is not None
    assert {cause: meetings.body_for(cause) for cause in Cause}[Cause.APPEAL] == Body.PANEL
    assert meetings.body_for(Cause.RECONSIDERATION) == Body.COMMITTEE


@pytest.mark.clause("HB-28b")
@pytest.mark.parametrize(
    ("stage", "outcome", "body", "asked", "wrong"),
    [
        (Stage.NOT_MET, O.NOT_MET, Body.COMMITTEE, [], 0),
        (Stage.NOT_YET, O.NOT_YET, Body.COMMITTEE, [], 0),
        (Stage.MET, O.MET, Body.COMMITTEE, [], 1),
        (Stage.COMMITTEE, O.NOT_MET, Body.COMMITTEE, [], 1),
        (Stage.NOT_MET, O.NOT_MET, Body.COMMITTEE, [Body.COMMITTEE], 1),
        (Stage.NOT_MET, O.NOT_MET, Body.PANEL, [], 1),
        (Stage.NOT_MET, O.NOT_MET, Body.PANEL, [Body.COMMITTEE], 0),
    ],
)
def test_a_decision_against_somebody_is_looked_at_again_once_by_each(stage, outcome, body, asked, wrong) -> None:
    assert len(meetings.may_ask_again(stage=stage, outcome=outcome, body=body, asked=asked)) == wrong


@pytest.mark.clause("HB-11a", "HB-11b")
@pytest.mark.parametrize(
    ("outcome", "is_back", "why", "may"),
    [
        (O.MET, True, " ", False), (O.MET, True, "Billed twice.", True), (O.MET, False, "", True),
        (O.NOT_YET, True, "", True), (O.ASK, True, "", True), (O.REFER, True, "", True),
    ],
)  # fmt: skip
def test_nothing_is_met_on_a_fee_that_went_back_unless_an_officer_says_why(outcome, is_back, why, may) -> None:
    assert (deciding.may_waive(outcome, fee_is_back=is_back, why=why) == []) == may
