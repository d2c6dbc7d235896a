"""Who may begin, what they are told, which step needs which; knowledge and fees on their boundaries."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from applications.enums import Route, Stage
from applications.rules import eligibility, fees, knowledge, numbers
from applications.rules.eligibility import Open, Person
from applications.rules.fees import FeeFacts
from applications.rules.knowledge import Copy, Named
from applications.rules.pathway import Accredited

TODAY = date(2026, 11, 21)
OPEN = Open(from_date=date(2025, 10, 1), until_date=None)
ANYBODY = Person(
    is_active=True, has_name=True, has_verified_email=True, has_live_application=False, holds_title=False
)  # fmt: skip


@pytest.mark.clause("HB-1")
@pytest.mark.parametrize(
    "changed",
    [
        {"is_active": False}, {"has_name": False}, {"has_verified_email": False}, {"has_live_application": True},
        {"holds_title": True},
    ],
)  # fmt: skip
def test_anybody_with_an_account_begins_once_at_a_time(changed) -> None:
    assert eligibility.may_begin(ANYBODY, version=OPEN, today=TODAY) == []
    assert len(eligibility.may_begin(replace(ANYBODY, **changed), version=OPEN, today=TODAY)) == 1


@pytest.mark.clause("HB-1")
@pytest.mark.parametrize(
    ("from_date", "until_date", "may"),
    [
        (TODAY, None, True), (date(2026, 11, 22), None, False), (OPEN.from_date, TODAY, False),
        (OPEN.from_date, date(2026, 11, 22), True),
    ],
)  # fmt: skip
def test_a_version_is_begun_under_within_its_days(from_date: date, until_date: date | None, may: bool) -> None:
    version = Open(from_date=from_date, until_date=until_date)
    assert (eligibility.may_begin(ANYBODY, version=version, today=TODAY) == []) == may


@pytest.mark.clause("HB-1a", "HB-4", "HB-5", "HB-10")
def test_questions_are_answered_and_none_of_the_answers_is_a_bar(immigration) -> None:
    no = {question.code: "no" for question in immigration.questions}
    assert eligibility.answered(immigration.questions, no) == []
    assert len(eligibility.answered(immigration.questions, {})) == 4
    charity = no | {"charity": "yes"}
    assert [one.clause for one in eligibility.answered(immigration.questions, charity)] == ["HB-4"]
    assert eligibility.answered(immigration.questions, charity | {"charity_ticked": "ticked"}) == []
    told = [question.code for question, _ in eligibility.told(immigration.questions, no | {"elsewhere": "yes"})]
    assert told == ["elsewhere", "employer"]


@pytest.mark.clause("HB-11")
def test_only_the_last_step_needs_the_others(immigration) -> None:
    for step in immigration.steps[:3]:
        assert eligibility.may_submit(step, immigration, in_hand=[]) == []
    last = immigration.step("admission")
    assert len(eligibility.may_submit(last, immigration, in_hand=[])) == 3
    assert len(eligibility.may_submit(last, immigration, in_hand=["knowledge", "portfolio"])) == 1
    assert eligibility.may_submit(last, immigration, in_hand=["knowledge", "experience", "portfolio"]) == []


@pytest.mark.clause("HB-11")
@pytest.mark.parametrize(
    ("code", "stage", "complete", "is_in"),
    [
        ("knowledge", Stage.DRAFT, False, False),
        ("knowledge", Stage.ASSESSMENT, False, True),
        ("knowledge", Stage.NOT_YET, False, False),
        ("experience", Stage.ASSESSMENT, False, False),
        ("experience", Stage.MET, False, True),
        ("portfolio", Stage.DRAFT, False, False),
        ("portfolio", Stage.DRAFT, True, True),
    ],
)
def test_proof_of_knowledge_is_in_experience_is_met_the_portfolio_is_complete(
    code: str, stage: Stage, complete: bool, is_in: bool, immigration
) -> None:
    assert eligibility.step_is_in(immigration.step(code), stage, is_complete=complete) == is_in


@pytest.mark.clause("HB-11a", "HB-21")
@pytest.mark.parametrize(
    ("roles", "references", "clauses"),
    [(1, 1, []), (0, 1, ["HB-11a"]), (1, 0, ["HB-21"]), (0, 0, ["HB-11a", "HB-21"])],
)
def test_experience_takes_a_role_and_a_received_reference(roles: int, references: int, clauses: list[str]) -> None:
    found = eligibility.experience_is_whole(roles=roles, references=references)
    assert [refusal.clause for refusal in found] == clauses


CPQ = Named(code="cpq", title="CPQ", awarded_by="CILEX", awarded_on=date(2024, 7, 1))


@pytest.mark.clause("HB-14", "HB-16")
@pytest.mark.parametrize(
    ("awarded_on", "route"),
    [
        (date(2023, 12, 31), Route.RECOGNITION), (date(2024, 1, 1), Route.ACCREDITED),
        (date(2025, 12, 31), Route.ACCREDITED), (date(2026, 1, 1), Route.RECOGNITION),
    ],
)  # fmt: skip
def test_an_accredited_award_lies_within_the_days_of_its_row(awarded_on: date, route: Route, immigration) -> None:
    row = Accredited(
        code="cpq", title="CPQ", awarded_by="CILEX", from_date=date(2024, 1, 1), until_date=date(2026, 1, 1)
    )
    assert knowledge.route_of(replace(CPQ, awarded_on=awarded_on), [row]) == route
    old = replace(CPQ, awarded_on=date(1999, 1, 1))
    assert knowledge.route_of(old, immigration.qualifications) == Route.ACCREDITED
    assert knowledge.route_of(replace(CPQ, code=""), immigration.qualifications) == Route.RECOGNITION


@pytest.mark.clause("HB-14", "HB-16")
def test_a_qualification_has_a_name_an_awarder_and_a_past_day() -> None:
    assert knowledge.faults_of(replace(CPQ, awarded_on=TODAY), today=TODAY) == []
    assert len(knowledge.faults_of(replace(CPQ, awarded_on=date(2026, 11, 22)), today=TODAY)) == 1
    assert len(knowledge.faults_of(replace(CPQ, title=" ", awarded_by=""), today=TODAY)) == 2


COPY = Copy(has_file=True, certified_by="M. Somerville", certified_as="Solicitor", certified_on=date(2024, 7, 1))


@pytest.mark.clause("HB-15")
@pytest.mark.parametrize(
    ("changed", "wrong"),
    [
        ({}, 0),
        ({"certified_on": TODAY}, 0),
        ({"certified_on": date(2026, 11, 22)}, 1),
        ({"certified_on": date(2024, 6, 30)}, 1),
        ({"certified_on": None}, 1),
        ({"certified_as": ""}, 1),
        ({"has_file": False}, 1),
    ],
)
def test_a_copy_says_who_certified_it_as_what_and_when(changed, wrong: int) -> None:
    copy = replace(COPY, **changed)
    assert len(knowledge.copy_is_whole(CPQ, copy, route=Route.ACCREDITED, today=TODAY)) == wrong
    assert knowledge.copy_is_whole(CPQ, copy, route=Route.RECOGNITION, today=TODAY) == []


@pytest.mark.clause("HB-11a", "HB-22")
def test_a_fee_is_billed_once_and_paid_before_anything_is_assessed(immigration) -> None:
    step, free = immigration.step("experience"), immigration.step("knowledge")
    assert fees.needs_bill(step, FeeFacts())
    assert not fees.needs_bill(step, FeeFacts(billed=True))
    assert not fees.needs_bill(free, FeeFacts())
    assert not fees.may_assess(step, FeeFacts(billed=True))
    assert fees.may_assess(step, FeeFacts(billed=True, paid=True))
    assert fees.may_assess(free, FeeFacts())
    assert fees.case_of(fees.purpose_of(17)) == 17
    for foreign in ("renewal:17", "application-case:", "application-case:x", ""):
        assert fees.case_of(foreign) is None


@pytest.mark.clause("HB-11b", "HB-22")
def test_a_fee_is_reversed_for_an_error_only_and_a_submission_taken_back_while_it_is_unpaid() -> None:
    paid = FeeFacts(billed=True, paid=True)
    assert fees.may_reverse(paid, is_own=False, why="Billed twice.") == []
    assert len(fees.may_reverse(paid, is_own=False, why=" ")) == 1
    assert len(fees.may_reverse(paid, is_own=True, why="Billed twice.")) == 1
    assert len(fees.may_reverse(replace(paid, reversed=True), is_own=False, why="Again.")) == 1
    assert len(fees.may_reverse(FeeFacts(billed=True), is_own=False, why="Error.")) == 1
    assert fees.may_take_back(Stage.FEE, FeeFacts(billed=True)) is None
    assert fees.may_take_back(Stage.FEE, paid) is not None
    assert fees.may_take_back(Stage.ASSESSMENT, FeeFacts()) is not None


@pytest.mark.clause("HB-1", "HB-26a")
def test_a_reference_is_read_however_it_is_typed() -> None:
    signs = iter("7K4PQ9WD")
    reference = numbers.reference_of("IM", lambda _: next(signs))
    assert reference == "IM-7K4P-Q9WD"
    assert numbers.as_reference(" im7k4p q9wd") == reference
    for wrong in ("IM-7K4P-Q9W", "IM-7K4P-Q9W0", "", "ＩM-7K4P-Q9WD"):
        assert numbers.as_reference(wrong) == ""
    assert numbers.letter_number(reference, 3) == "IM-7K4P-Q9WD / 3"
