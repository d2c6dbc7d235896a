"""Who may begin on a pathway, and which step may be submitted when."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from applications.enums import Stage
from applications.rules.pathway import PathwayData, Question, Step
from cilexportal.foundation.rulebook.refusal import Refusal

YES, NO, TICKED = "yes", "no", "ticked"
# What counts as in: a certificate is due by the final submission, so it need not be accepted by then [HB-15].
IN_HAND = frozenset({Stage.ASSESSMENT, Stage.INFORMATION, Stage.COMMITTEE, Stage.MET})


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """Who would begin: whether the account is in use, has a name and a verified address, and what they have already."""

    is_active: bool
    has_name: bool
    has_verified_email: bool
    has_live_application: bool
    holds_title: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Open:
    """The days on which a version can be begun under."""

    from_date: date
    until_date: date | None


def may_begin(person: Person, *, version: Open, today: date) -> list[Refusal]:
    """[HB-1] Anybody with an account may, member or not: once at a time, by name, and not for a title they hold."""
    return [refusal for refusal in _why_not(person, version, today) if refusal]


def answered(questions: Collection[Question], answers: Mapping[str, str]) -> list[Refusal]:
    """[HB-4] [HB-5] [HB-10] Each question before beginning is answered, and ticked where it asks for that.

    No answer is a bar: what follows from it is told.
    """
    missing = [one for one in questions if answers.get(one.code) not in (YES, NO)]
    unticked = [
        one for one in questions
        if one.ticks and answers.get(one.code) == YES and answers.get(f"{one.code}_ticked") != TICKED
    ]  # fmt: skip
    return [Refusal(one.clause, f"Answer yes or no: {one.words}") for one in missing] + [
        Refusal(one.clause, f"Tick to confirm: {one.ticks}") for one in unticked
    ]


def told(questions: Collection[Question], answers: Mapping[str, str]) -> Iterator[tuple[Question, str]]:
    """[HB-1a] [HB-4] [HB-5] What a person is told because of their answers."""
    for one in questions:
        words = {YES: one.yes, NO: one.no}.get(answers.get(one.code, ""), "")
        if words:
            yield one, words


def step_is_in(step: Step, stage: Stage, *, is_complete: bool) -> bool:
    """[HB-11] Whether a step is far enough for the final application: proof of knowledge is in, experience is met, the
    portfolio is complete (`is_complete`, told by whoever builds it)."""
    if step.kind == "portfolio":
        return is_complete
    return stage in IN_HAND if step.kind == "knowledge" else stage == Stage.MET


def may_submit(step: Step, data: PathwayData, *, in_hand: Collection[str]) -> list[Refusal]:
    """[HB-11] The first three steps are worked on in any order; the last one needs those it names."""
    return [Refusal("HB-11", f"{data.step(code).title} comes first.") for code in step.needs if code not in in_hand]


def experience_is_whole(*, roles: int, references: int) -> list[Refusal]:
    """[HB-11a] [HB-21] The request takes the form, with a role at least, and a reference that was received: asking for
    one is not enough."""
    refusals = []
    if not roles:
        refusals.append(Refusal("HB-11a", "Add at least one role to your ledger."))
    if not references:
        refusals.append(Refusal("HB-21", "Get a supervisor's reference: it has to be received before you submit."))
    return refusals


def _why_not(person: Person, version: Open, today: date) -> Iterator[Refusal | None]:
    closed = today < version.from_date or (version.until_date is not None and today >= version.until_date)
    for stops, sentence in (
        (closed, "Nobody can begin on this pathway today."),
        (not person.is_active, "This account is closed."),
        (not person.has_name, "Enter your name in your details first."),
        (not person.has_verified_email, "Confirm your email address first."),
        (person.has_live_application, "You have an application on this pathway already."),
        (person.holds_title, "You hold this title already."),
    ):
        if stops:
            yield Refusal("HB-1", sentence)
