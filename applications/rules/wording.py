"""What a letter about a decision says before an officer edits it, and what it has to say afterwards."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from applications.enums import Outcome
from applications.rules.deciding import Item
from cilexportal.foundation import london
from cilexportal.foundation.rulebook.refusal import Refusal

SAID = {
    Outcome.MET: "is met",
    Outcome.NOT_YET: "is not met yet",
    Outcome.ASK: "we need to know more",
    Outcome.REFER: "goes before the committee",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class HoursSaid:
    """Hours accepted of those required on a day, and by when the rest is likely; or why there is no day."""

    accepted: Decimal
    required: int
    on: date
    expected_on: date | None = None
    expected_why: str = ""
    why_none: str = ""

    @property
    def are_short(self) -> bool:
        return self.accepted < self.required


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What a letter is about: the step, the reasons' paragraphs, the hours of the experience step, the clocks."""

    title: str
    reference: str
    reasons: tuple[str, ...] = ()
    hours: HoursSaid | None = None
    again_days: int = 20
    answer_by: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """A letter as it is generated: paragraphs with an empty line between two."""

    subject: str
    body: str


def drafted(outcome: Outcome, told: Told) -> Draft:
    """[HB-26a] [HB-27] [HB-27a] The letter of an officer's decision, made of its reasons and the ledger."""
    words = f"“{told.title}”"
    subject = f"Your application {told.reference}: {told.title} {SAID[outcome]}"
    if outcome == Outcome.ASK:
        subject = f"Your application {told.reference}: {SAID[outcome]} about {words}"
    return Draft(subject=subject[:200], body="\n\n".join(_PARTS[outcome](told, words)))


def hours_paragraphs(hours: HoursSaid) -> tuple[str, ...]:
    """[HB-27] [HB-27a] The hours so far, and by when the rest is likely."""
    missing = hours.required - hours.accepted
    said = (
        f"By {london.in_words(hours.on)} we have accepted {in_hours(hours.accepted)} hours of the {hours.required:,} "
        f"that are asked for. {in_hours(missing)} hours are missing."
    )
    if hours.expected_on is None:
        return said, f"We cannot say by when you will have them: {_begun_small(hours.why_none)}"
    likely = f"You are likely to have them by {london.in_words(hours.expected_on)}"
    if hours.expected_why:
        return said, f"{likely}: {_begun_small(hours.expected_why)}"
    return said, f"{likely}, if you go on working the hours that we have accepted."


def faults_of_letter(subject: str, body: str, outcome: Outcome, hours: HoursSaid | None) -> list[Refusal]:
    """[HB-26a] [HB-27] [HB-27a] A letter says something; where hours fall short, how many there are and by when the
    rest is likely, however it was edited."""
    faults = []
    if not subject.strip() or not body.strip():
        faults.append(Refusal("HB-26a", "The decision is sent in writing: write a subject and a letter."))
    if outcome == Outcome.NOT_YET and hours is not None and hours.are_short:
        if in_hours(hours.accepted) not in body:
            faults.append(Refusal("HB-27", f"The letter has to say how many hours: {in_hours(hours.accepted)}."))
        if hours.expected_on is not None and london.in_words(hours.expected_on) not in body:
            day = london.in_words(hours.expected_on)
            faults.append(Refusal("HB-27a", f"The letter has to say by when they are likely: {day}."))
    return faults


def with_items(body: str, items: Sequence[Item], *, answer_by: date) -> str:
    """[HB-26] A letter that asks for something, with its questions and the last day, as it is kept."""
    asked = "\n".join(f"{number}. {item.question}" for number, item in enumerate(items, 1))
    return f"{body}\n\n{asked}\n\nAnswer by the end of {london.in_words(answer_by)}."


def reversed_letter(*, title: str, reference: str, why: str, decided_on: date) -> Draft:
    """[HB-26a] That a decision was taken back, and why."""
    said = (
        f"On {london.in_words(decided_on)} we wrote to you about the step “{title}” of your application {reference}. "
        "We have taken that decision back, and are assessing the step again.",
        why.strip(),
        "You need do nothing. We write to you again when it is decided.",
    )
    return Draft(subject=f"Your application {reference}: a decision is taken back", body="\n\n".join(said))


def in_hours(hours: Decimal) -> str:
    """[HB-27] Hours as a letter prints them, with two decimals."""
    return f"{hours:,.2f}"


def _met(told: Told, words: str) -> list[str]:
    said = [f"We have assessed the step {words} of your application {told.reference}. It is met."]
    if told.hours is not None:
        said.append(f"We have accepted {in_hours(told.hours.accepted)} hours; {told.hours.required:,} are asked for.")
    return [*said, "Your application page says which steps are left."]


def _not_yet(told: Told, words: str) -> list[str]:
    said = [
        f"We have assessed the step {words} of your application {told.reference}. It is not met yet.",
        *told.reasons,
    ]
    if told.hours is not None and told.hours.are_short:
        said += hours_paragraphs(told.hours)
    return [
        *said,
        "Your application stays open. Add what is missing and submit the step again; that costs nothing.",
        _again(told),
    ]


def _ask(told: Told, words: str) -> list[str]:
    return [
        f"We are assessing the step {words} of your application {told.reference}, and need to know more before we "
        "can decide. Please answer the questions below in the portal."
    ]


def _refer(told: Told, words: str) -> list[str]:
    return [
        f"We have assessed the step {words} of your application {told.reference}. The Admissions and Licensing "
        "Committee will decide it.",
        "We tell you the date of its meeting beforehand, and send you its decision in writing. You need do nothing.",
    ]


def _again(told: Told) -> str:
    return (
        f"If you do not agree, you can ask us to review this decision within {told.again_days} working "
        "days of receiving it, on your application page."
    )


def _begun_small(sentence: str) -> str:
    whole = f"{sentence[:1].lower()}{sentence[1:]}".strip()
    return whole if whole.endswith(".") else f"{whole}."


_PARTS = {Outcome.MET: _met, Outcome.NOT_YET: _not_yet, Outcome.ASK: _ask, Outcome.REFER: _refer}
