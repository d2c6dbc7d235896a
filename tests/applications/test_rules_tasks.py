"""What the list of steps says: whose move each is, what it waits for, and which comes next."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from applications.enums import Stage, Whose
from applications.rules.tasks import Act, Standing, next_of, todo

DAY = date(2026, 12, 18)


def says(stage: Stage = Stage.DRAFT, whose: Whose = Whose.APPLICANT, **more: Any) -> Any:
    return todo(Standing(stage=stage, whose=whose, **more))


@pytest.mark.clause("HB-8")
@pytest.mark.parametrize(
    ("known", "status", "words", "act"),
    [
        ({"wanting": ("Add a role.",)}, "Not started", "Add a role.", Act.WORK),
        ({"wanting": ("Add a role.",), "begun": True}, "In progress", "Add a role.", Act.WORK),
        ({"wanting": ("Ask.",), "begun": True, "only_reference": True}, "In progress", "Ask.", Act.REFERENCE),
        ({"whose": Whose.SUPERVISOR, "wanting": ("Ask.",), "supervisors": ("Ada", "Mary")}, "With a supervisor",
         "from Ada and Mary.", Act.REFERENCE),
        ({}, "Ready", "submit it", Act.SUBMIT),
        ({"offered": False}, "Not open yet", "not offered", Act.NOTHING),
        ({"offered": False, "blocked": True, "wanting": ("Portfolio comes first.",)}, "Cannot be submitted yet",
         "Portfolio comes first.", Act.NOTHING),
        ({"stage": Stage.FEE}, "Fee to pay", "you to pay", Act.PAY),
        ({"stage": Stage.FEE, "whose": Whose.FINANCE}, "Waiting for payment", "of the invoice", Act.NOTHING),
        ({"stage": Stage.ASSESSMENT, "whose": Whose.OFFICER}, "Being assessed", "an officer", Act.NOTHING),
        ({"stage": Stage.ASSESSMENT, "whose": Whose.SUPERVISOR}, "With a supervisor", "a supervisor", Act.NOTHING),
        ({"stage": Stage.ASSESSMENT, "whose": Whose.SUPERVISOR, "signs": True}, "With a supervisor",
         "a supervisor to sign", Act.NOTHING),
        ({"stage": Stage.ASSESSMENT, "whose": Whose.APPLICANT}, "To sign", "you to sign", Act.SIGN),
        ({"stage": Stage.INFORMATION, "answer_by": DAY}, "Answer needed", "by the end of 18 December 2026",
         Act.ANSWER),
        ({"stage": Stage.NOT_YET}, "Not met yet", "submit it again", Act.AGAIN),
        ({"stage": Stage.COMMITTEE, "whose": Whose.COMMITTEE, "meets_on": DAY}, "With the committee",
         "It meets on 18 December 2026.", Act.NOTHING),
        ({"stage": Stage.MET, "whose": Whose.NOBODY, "decided_on": DAY}, "Met", "18 December 2026", Act.NOTHING),
        ({"stage": Stage.NOT_MET, "whose": Whose.NOBODY}, "Not met", "decided", Act.NOTHING),
        ({"stage": Stage.NOT_MET, "whose": Whose.NOBODY, "may_ask": True, "ask_by": DAY}, "Not met",
         "review the decision until the end of 18 December 2026.", Act.NOTHING),
        ({"stage": Stage.NOT_MET, "whose": Whose.NOBODY, "may_ask": True}, "Not met",
         "You can ask us to review the decision.", Act.NOTHING),
        ({"stage": Stage.WITHDRAWN, "whose": Whose.NOBODY}, "Withdrawn", "withdrew", Act.NOTHING),
        ({"stage": Stage.LAPSED, "whose": Whose.NOBODY}, "Ended", "not continued", Act.NOTHING),
    ],
)  # fmt: skip
def test_each_stage_says_what_it_waits_for(known: dict[str, Any], status: str, words: str, act: Act) -> None:
    said = says(**known)
    assert (said.status, said.act) == (status, act)
    assert words in said.words


@pytest.mark.clause("HB-8")
def test_an_answer_comes_before_a_fee_and_the_first_of_equal_steps_before_the_others() -> None:
    work, fee, answer = says(wanting=("x",)), says(Stage.FEE), says(Stage.INFORMATION)
    nothing = says(Stage.MET, Whose.NOBODY)
    assert next_of([work, fee, answer]) == 2
    assert next_of([nothing, work, fee]) == 2
    assert next_of([nothing, work, work]) == 1
    assert next_of([nothing, nothing]) is None
