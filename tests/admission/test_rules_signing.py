"""Who signs what, what voids a signature, and when assessment can start."""

from __future__ import annotations

from dataclasses import replace

import pytest

from admission.enums import DeclarationStage, Ready, Signer
from admission.rules.signing import (
    Declared,
    Example,
    Wanted,
    faults_of_signature,
    is_answered,
    may_ask,
    may_let_pass,
    may_send,
    ready,
    still_holds,
    waiting_on,
    wanted,
)
from applications.enums import Stage

A = Example(slot="1.1-1", seal="a", supervisor="ann")
B = Example(slot="1.1-2", seal="b", supervisor="ben")
C = Example(slot="6.4-1", seal="c", supervisor="ben")
ALL = (A, B, C)
NEEDED = list(wanted(ALL, leavers={}))
OWN = Declared(
    signer=Signer.APPLICANT, supervisor="", stage=DeclarationStage.SIGNED,
    seals={"1.1-1": "a", "1.1-2": "b", "6.4-1": "c"},
)  # fmt: skip
ANN = Declared(signer=Signer.SUPERVISOR, supervisor="ann", stage=DeclarationStage.SIGNED, seals={"1.1-1": "a"})
BEN = Declared(
    signer=Signer.SUPERVISOR, supervisor="ben", stage=DeclarationStage.SIGNED, seals={"1.1-2": "b", "6.4-1": "c"}
)


@pytest.mark.clause("HB-47", "HB-52")
def test_the_applicant_signs_everything_and_each_supervisor_their_own_examples() -> None:
    assert [
        Wanted(signer=Signer.APPLICANT, supervisor="", slots=("1.1-1", "1.1-2", "6.4-1")),
        Wanted(signer=Signer.SUPERVISOR, supervisor="ann", slots=("1.1-1",)),
        Wanted(signer=Signer.SUPERVISOR, supervisor="ben", slots=("1.1-2", "6.4-1")),
    ] == NEEDED


@pytest.mark.clause("HB-47", "HB-53b")
def test_what_a_leavers_declaration_covers_as_it_is_is_not_signed_again() -> None:
    gone = {"ben": {"1.1-2": "b", "6.4-1": "older"}, "ann": {"1.1-1": "a"}}
    supervisors = [one for one in wanted(ALL, leavers=gone) if one.signer == Signer.SUPERVISOR]
    assert supervisors == [Wanted(signer=Signer.SUPERVISOR, supervisor="ben", slots=("6.4-1",))]


@pytest.mark.clause("HB-S4.1")
def test_nobody_is_asked_to_sign_before_the_fee_has_cleared() -> None:
    assert may_send(fee_cleared=False) is not None
    assert may_send(fee_cleared=True) is None


@pytest.mark.clause("HB-53b", "HB-59b")
def test_one_change_voids_a_signature_and_a_change_of_other_examples_does_not() -> None:
    assert still_holds(BEN, ALL)
    assert still_holds(BEN, (replace(A, seal="other"), B, C))
    assert not still_holds(BEN, (A, replace(B, seal="other"), C))
    assert not still_holds(BEN, (A, B))
    left_out = replace(BEN, seals={"1.1-2": "b"}, excluded={"6.4-1": "c"})
    assert still_holds(left_out, ALL)
    assert not still_holds(left_out, (A, B, replace(C, seal="other")))


@pytest.mark.clause("HB-47", "HB-52")
@pytest.mark.parametrize(
    ("changes", "count"),
    [
        ({}, 0),
        ({"name": "  "}, 1),
        ({"consents": False}, 1),
        ({"excluded": {"6.4-1": "Not mine"}}, 0),
        ({"excluded": {"6.4-1": " "}}, 1),
        ({"excluded": {"2.1-1": "Not mine"}}, 1),
        ({"excluded": {"1.1-2": "No", "6.4-1": "No"}}, 1),
        ({"excluded": {"6.4-1": "No"}, "signer": Signer.APPLICANT}, 1),
    ],
    ids=["whole", "no-name", "no-consent", "left-out", "no-reason", "not-theirs", "all-left-out", "applicant"],
)
def test_a_signature_has_a_name_consent_and_a_reason_for_what_is_left_out(changes: dict, count: int) -> None:
    given = {
        "slots": ["1.1-2", "6.4-1"], "excluded": {}, "name": "Ben Example", "consents": True,
        "signer": Signer.SUPERVISOR, **changes,
    }  # fmt: skip
    assert len(list(faults_of_signature(**given))) == count


@pytest.mark.clause("HB-S4.1a")
def test_assessment_waits_for_the_fee_for_every_signature_and_for_an_officer() -> None:
    assert ready(fee_cleared=False, needed=NEEDED, declared=[OWN, ANN, BEN]) == Ready.FEE
    assert ready(fee_cleared=True, needed=NEEDED, declared=[OWN, ANN, BEN]) == Ready.READY
    for missing in (OWN, ANN, BEN):
        rest = [one for one in (OWN, ANN, BEN) if one is not missing]
        assert ready(fee_cleared=True, needed=NEEDED, declared=rest) == Ready.SIGNATURES
        waits = replace(missing, stage=DeclarationStage.OPEN, seals={})
        assert ready(fee_cleared=True, needed=NEEDED, declared=[*rest, waits]) == Ready.SIGNATURES
        assert [(one.signer, one.supervisor) for one in waiting_on(NEEDED, rest)] == [
            (missing.signer, missing.supervisor)
        ]


@pytest.mark.clause("HB-S4.1a")
def test_a_declined_declaration_and_an_example_left_out_are_for_an_officer() -> None:
    declined = replace(BEN, stage=DeclarationStage.DECLINED, seals={})
    assert ready(fee_cleared=True, needed=NEEDED, declared=[OWN, ANN, declined]) == Ready.OFFICER
    part = replace(BEN, seals={"1.1-2": "b"}, excluded={"6.4-1": "c"})
    assert ready(fee_cleared=True, needed=NEEDED, declared=[OWN, ANN, part]) == Ready.OFFICER
    passed = replace(part, accepted=("6.4-1",))
    assert ready(fee_cleared=True, needed=NEEDED, declared=[OWN, ANN, passed]) == Ready.READY
    void = replace(part, stage=DeclarationStage.VOID)
    assert ready(fee_cleared=True, needed=NEEDED, declared=[OWN, ANN, void, BEN]) == Ready.READY


@pytest.mark.clause("HB-S4.1a")
def test_what_was_handed_over_or_replaced_is_not_waited_for_but_its_follower_is() -> None:
    gone = replace(BEN, stage=DeclarationStage.HANDED_OVER, seals={})
    assert ready(fee_cleared=True, needed=NEEDED, declared=[OWN, ANN, gone]) == Ready.SIGNATURES
    assert ready(fee_cleared=True, needed=NEEDED, declared=[OWN, ANN, gone, BEN]) == Ready.READY
    void = replace(BEN, stage=DeclarationStage.VOID)
    assert ready(fee_cleared=True, needed=NEEDED, declared=[OWN, ANN, void]) == Ready.SIGNATURES


@pytest.mark.clause("HB-S4.1a")
def test_everybody_has_answered_once_nobody_is_waited_for_who_did_not_decline() -> None:
    declined = replace(BEN, stage=DeclarationStage.DECLINED, seals={})
    part = replace(BEN, seals={"1.1-2": "b"}, excluded={"6.4-1": "c"})
    for last, rest, answered in (
        (declined, [OWN, ANN], True), (part, [OWN, ANN], True), (declined, [OWN], False), (part, [ANN], False),
        (replace(part, stage=DeclarationStage.VOID), [OWN, ANN], False),
    ):  # fmt: skip
        assert is_answered(needed=NEEDED, declared=[*rest, last]) == answered


@pytest.mark.clause("HB-S4.1", "HB-S4.1a")
def test_signatures_are_asked_for_while_the_case_is_assessed_and_let_pass_before_the_committee_too() -> None:
    assert [stage for stage in Stage if may_ask(stage) is None] == [Stage.ASSESSMENT]
    assert {stage for stage in Stage if may_let_pass(stage) is None} == {Stage.ASSESSMENT, Stage.COMMITTEE}
