"""What an applicant's list of steps says of each: its status, what it waits for, and what is useful to do next."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import IntEnum

from applications.enums import Stage, Whose
from cilexportal.foundation import london


class Act(IntEnum):
    """What an applicant can do about a step, the most urgent first."""

    ANSWER = 1
    SIGN = 2
    PAY = 3
    SUBMIT = 4
    AGAIN = 5
    REFERENCE = 6
    WORK = 7
    NOTHING = 9


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """What is known of a step.

    `counted`: how many examples are ready, of a step that is sent with the last one; `wanting`: what is missing before
    it can be submitted, in words; `blocked`: another step comes first; `offered`: the portal has pages for it;
    `only_reference`: nothing is missing but a reference; `supervisors`: the names of those who are asked and have not
    answered; `answer_by`: the last day of an open request; `meets_on`: the day of a meeting that the applicant was told
    of; `may_ask`: the decision can be asked to be reviewed, by the end of `ask_by` where a last day is set; `signs`:
    a supervisor is asked to sign, and not for a reference.
    """

    stage: Stage
    whose: Whose
    offered: bool = True
    begun: bool = False
    counted: str = ""
    blocked: bool = False
    only_reference: bool = False
    wanting: tuple[str, ...] = ()
    supervisors: tuple[str, ...] = ()
    answer_by: date | None = None
    meets_on: date | None = None
    decided_on: date | None = None
    may_ask: bool = False
    ask_by: date | None = None
    signs: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Todo:
    """The words of a step, the colour of its status, and what to do."""

    status: str
    colour: str
    words: str
    act: Act = Act.NOTHING


def todo(step: Standing) -> Todo:
    """[HB-8] What the list says of a step: whose move it is and what it waits for."""
    return SAYS[step.stage](step)


def next_of(todos: Sequence[Todo]) -> int | None:
    """[HB-8] Which of the steps to go on with: the one with the most urgent thing to do, the first of equals."""
    useful = [(one.act, place) for place, one in enumerate(todos) if one.act != Act.NOTHING]
    return min(useful)[1] if useful else None


def _draft(step: Standing) -> Todo:
    wanting = " ".join(step.wanting)
    if step.blocked:
        return Todo(status="Cannot be submitted yet", colour="grey", words=wanting)
    if step.counted:
        return _examples(step, wanting)
    if not step.offered:
        return Todo(status="Not open yet", colour="grey", words="This step is not offered here yet.")
    if step.whose == Whose.SUPERVISOR:
        return Todo(status="With a supervisor", colour="blue", words=_supervisor(step), act=Act.REFERENCE)
    if not step.wanting:
        return Todo(status="Ready", colour="amber", words="Check it, and submit it.", act=Act.SUBMIT)
    status, colour = ("In progress", "blue") if step.begun else ("Not started", "grey")
    act = Act.REFERENCE if step.only_reference else Act.WORK
    return Todo(status=status, colour=colour, words=wanting, act=act)


def _examples(step: Standing, wanting: str) -> Todo:
    """[HB-8] [HB-57] A step that is counted by its examples and goes with the final application."""
    if not step.wanting:
        return Todo(status=step.counted, colour="green", words="Complete. It goes with your final application.")
    return Todo(status=step.counted, colour="blue" if step.begun else "grey", words=wanting, act=Act.WORK)


def _fee(step: Standing) -> Todo:
    if step.whose == Whose.FINANCE:
        words = "Waiting for payment of the invoice. Nothing is assessed before."
        return Todo(status="Waiting for payment", colour="blue", words=words)
    words = "It waits for you to pay. Nothing is assessed before."
    return Todo(status="Fee to pay", colour="amber", words=words, act=Act.PAY)


def _assessment(step: Standing) -> Todo:
    """[HB-8] [HB-S4.1a] With an officer, or first with whoever has yet to sign."""
    if step.whose == Whose.APPLICANT:
        words = "It waits for you to sign that the work is yours. Nothing is assessed before."
        return Todo(status="To sign", colour="amber", words=words, act=Act.SIGN)
    if step.whose == Whose.SUPERVISOR and step.signs:
        words = "It waits for a supervisor to sign that the work is yours."
        return Todo(status="With a supervisor", colour="blue", words=words)
    if step.whose == Whose.SUPERVISOR:
        return Todo(status="With a supervisor", colour="blue", words=_supervisor(step))
    return Todo(status="Being assessed", colour="blue", words="It waits for an officer.")


def _information(step: Standing) -> Todo:
    by = f" Answer by the end of {london.in_words(step.answer_by)}." if step.answer_by else ""
    words = f"It waits for you: we asked you for more.{by}"
    return Todo(status="Answer needed", colour="amber", words=words, act=Act.ANSWER)


def _not_yet(step: Standing) -> Todo:
    words = "It waits for you: read what we decided, add what is missing, and submit it again."
    return Todo(status="Not met yet", colour="amber", words=words, act=Act.AGAIN)


def _committee(step: Standing) -> Todo:
    meets = f" It meets on {london.in_words(step.meets_on)}." if step.meets_on else ""
    return Todo(status="With the committee", colour="blue", words=f"It waits for the committee to decide.{meets}")


def _met(step: Standing) -> Todo:
    return Todo(status="Met", colour="green", words=_decided(step))


def _not_met(step: Standing) -> Todo:
    return Todo(status="Not met", colour="red", words=f"{_decided(step)}{_review(step)}")


def _withdrawn(step: Standing) -> Todo:
    return Todo(status="Withdrawn", colour="grey", words="You withdrew it.")


def _lapsed(step: Standing) -> Todo:
    return Todo(status="Ended", colour="grey", words="Closed: not continued.")


def _supervisor(step: Standing) -> str:
    names = " and ".join(step.supervisors) or "a supervisor"
    return f"It waits for a reference from {names}."


def _decided(step: Standing) -> str:
    return f"Decided on {london.in_words(step.decided_on)}." if step.decided_on else "It is decided."


def _review(step: Standing) -> str:
    """[HB-28b] That a decision can be asked to be reviewed, and until when."""
    if not step.may_ask:
        return ""
    by = f" until the end of {london.in_words(step.ask_by)}" if step.ask_by else ""
    return f" You can ask us to review the decision{by}."


SAYS = {
    Stage.DRAFT: _draft, Stage.FEE: _fee, Stage.ASSESSMENT: _assessment, Stage.INFORMATION: _information,
    Stage.NOT_YET: _not_yet, Stage.COMMITTEE: _committee, Stage.MET: _met, Stage.NOT_MET: _not_met,
    Stage.WITHDRAWN: _withdrawn, Stage.LAPSED: _lapsed,
}  # fmt: skip
