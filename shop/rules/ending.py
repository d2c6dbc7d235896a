"""Ending a contract for a reason other than a change of mind: the buyer's five grounds, and money paid in error."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Protocol

from cilexportal.foundation import london
from cilexportal.foundation.rulebook.refusal import Refusal
from shop.enums import AnnouncementKind, Choice, Ground, Supply
from shop.rules import money, refunding, supplied, windows
from shop.rules.facts import Answer, LineFacts, Part, PartOf, refused
from shop.rules.policy import Policy

# Ground -> the clause behind it and why the buyer may go, in the words the buyer reads.
CAUSES: dict[Ground, tuple[str, str]] = {
    Ground.LARGER_CHANGE: ("TC-9.1.1", "A larger change was announced"),
    Ground.ERROR: ("TC-9.1.2", "The price or the description was wrong"),
    Ground.DELAY: ("TC-9.1.3", "Supply may be much delayed"),
    Ground.COURSE_MOVED: ("TC-9.1.4", "The course was moved to another date"),
    Ground.COURSE_SUSPENDED: ("TC-9.1.4", "The course was suspended"),
    Ground.WRONGDOING: ("TC-9.1.5", "You say that we did something wrong"),
    Ground.FAULTY: ("TC-9.5", "You say that it is faulty or not as described"),
}
CLAIMS = frozenset({Ground.WRONGDOING, Ground.FAULTY})
# What an announcement lets its readers end for; the kinds left out let nobody go.
GROUND_OF: dict[AnnouncementKind, Ground] = {
    AnnouncementKind.LARGER_CHANGE: Ground.LARGER_CHANGE,
    AnnouncementKind.ERROR: Ground.ERROR,
    AnnouncementKind.DELAYED: Ground.DELAY,
    AnnouncementKind.MOVED: Ground.COURSE_MOVED,
    AnnouncementKind.SUSPENDED: Ground.COURSE_SUSPENDED,
}


class OfAKind(Protocol):
    """Something announced; of a delay it says whether it is substantial."""

    @property
    def kind(self) -> str: ...

    @property
    def substantial(self) -> bool: ...


def ground_of(said: OfAKind) -> Ground | None:
    """[TC-9.1] What an announcement lets its readers end for; None where it lets nobody go, as a small delay."""
    if said.kind == AnnouncementKind.DELAYED and not said.substantial:
        return None
    return GROUND_OF.get(AnnouncementKind(said.kind))


@dataclass(frozen=True, slots=True, kw_only=True)
class Move:
    """A booked session's old and new start."""

    old_starts_at: datetime
    new_starts_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Announced:
    """What a buyer was told about a line. `kept_at` is when the buyer chose to go on with it.

    `effective_at` is of a larger change, `ended_at` of a suspension that is over, `moves` of moved sessions,
    `substantial` of a delay.
    """

    kind: AnnouncementKind
    told_at: datetime
    effective_at: datetime | None = None
    ended_at: datetime | None = None
    moves: tuple[Move, ...] = ()
    kept_at: datetime | None = None
    substantial: bool = False


def may_go(told: Announced, *, at: datetime) -> Refusal | None:
    """[TC-9.1] Whether what was announced lets the buyer end at `at`; the sentence says why not."""
    ground = ground_of(told)
    if ground is None:
        return _no_way_out(told)
    if told.kept_at is not None and told.kept_at <= at:
        return Refusal(CAUSES[ground][0], f"You chose to keep it on {london.at_in_words(told.kept_at)}.")
    return _CLOSED[told.kind](told, at)


def _no_way_out(told: Announced) -> Refusal:
    """[TC-7.5a] Changes of membership rules, and small ones to a product, give nobody a right to end."""
    if told.kind == AnnouncementKind.MEMBERSHIP_RULES:
        return Refusal("TC-7.5a", "Changes to membership regulations and policies give no right to end a contract.")
    if told.kind == AnnouncementKind.DELAYED:
        return Refusal("TC-6.9", "The delay is not substantial, so it gives no right to end the contract.")
    return Refusal("TC-7.5", "A change of this kind gives no right to end the contract.")


def larger_change(told: Announced, at: datetime) -> Refusal | None:
    """[TC-9.1.1] [TC-7.5] Open from the notice until 00:00 London of the day on which the change takes effect."""
    if told.effective_at is not None and at < told.effective_at:
        return None
    return Refusal("TC-7.5", "The change has taken effect. The contract could be ended before that.")


def error(told: Announced, at: datetime) -> Refusal | None:
    """[TC-9.1.2] A wrong price or description: open until the buyer confirms the corrected order."""
    return None


def delay(told: Announced, at: datetime) -> Refusal | None:
    """[TC-9.1.3] A substantial delay that staff announced: open while the buyer has not chosen to wait."""
    return None


def moved(told: Announced, at: datetime) -> Refusal | None:
    """[TC-9.1.4] [TC-7.4a] A booked session on another date: open until the first of the new starts.

    Another room or tutor, or another hour of the same day, is no other date.
    """
    others = [m for m in told.moves if london.date_of(m.old_starts_at) != london.date_of(m.new_starts_at)]
    if not others:
        return Refusal("TC-9.1.4", "No session was moved to another date.")
    new_start = min(move.new_starts_at for move in others)
    if at < new_start:
        return None
    began = london.at_in_words(new_start)
    return Refusal("TC-7.4a", f"The new date began on {began}. You could choose until then.")


def suspended(told: Announced, at: datetime) -> Refusal | None:
    """[TC-9.1.4] [TC-6.11a] A suspended course: open for as long as it stays suspended."""
    if told.ended_at is None or at < told.ended_at:
        return None
    return Refusal("TC-6.11a", f"The course goes on since {london.at_in_words(told.ended_at)}.")


_CLOSED: dict[AnnouncementKind, Callable[[Announced, datetime], Refusal | None]] = {
    AnnouncementKind.LARGER_CHANGE: larger_change,
    AnnouncementKind.ERROR: error,
    AnnouncementKind.DELAYED: delay,
    AnnouncementKind.MOVED: moved,
    AnnouncementKind.SUSPENDED: suspended,
}


def end_for_cause(facts: LineFacts, told: Announced, *, policy: Policy, at: datetime) -> Answer:
    """[TC-9.1] What ending at `at` because of an announcement comes to: at once, all that was not provided back."""
    if no := may_go(told, at=at):
        return refused(no.clause, no.sentence)
    return ended(facts, GROUND_OF[told.kind], policy=policy, at=at)


def ended(facts: LineFacts, ground: Ground, *, policy: Policy, at: datetime) -> Answer:
    """[TC-9.1] The sum for one of the buyer's grounds, once it is open: what was not provided, with its delivery.

    Goods already sent out come back first, whatever the ground [TC-9.4]. Claims wait for an officer. Raises KeyError
    for a ground that is none of the buyer's.
    """
    clause, why = CAUSES[ground]
    parts = refunding.price_parts(facts, policy=policy)
    if ground not in CLAIMS and not (ground == Ground.COURSE_MOVED and policy.moved_course_refund == "full"):
        parts = (*parts, *provided(facts, at=at))
    parts = (*parts, *refunding.return_cost(facts, ground))
    found = Answer(
        clause=clause,
        sentence="",
        parts=parts,
        unpaid_pence=facts.unpaid_pence,
        goods_back=refunding.must_come_back(dispatched=facts.goods.dispatched) and not facts.goods.back,
        review="A claim is decided by an officer." if ground in CLAIMS else "",
    )
    return replace(found, sentence=f"{why}. {refunding.what_comes_back(found, facts)}")


def provided(facts: LineFacts, *, at: datetime) -> tuple[Part, ...]:
    """[TC-9.1] [TC-6.11a] What had been provided by `at` and so is not repaid: sessions given, a download opened."""
    started_at = facts.gate.started_at
    if facts.supply == Supply.DIGITAL and started_at is not None and started_at <= at:
        return (Part(of=PartOf.SUPPLIED, label="Opened already", pence=-facts.pence, clause="TC-9.1"),)
    given = supplied.share(facts.course, at=at)
    pence = supplied.deduction(facts.pence, given)
    if pence == 0:
        return ()
    return (Part(of=PartOf.SUPPLIED, label=f"Given already: {given.words}", pence=-pence, clause="TC-9.1"),)


def chosen(facts: LineFacts, told: Announced, choice: Choice, *, policy: Policy, at: datetime) -> Answer:
    """[TC-7.4a] What a buyer's choice about a moved or suspended course comes to: refund, or credit of the same pence.

    Keeping it is no ending and gives no answer here: raises ValueError. Without a choice nothing happens.
    """
    if choice == Choice.KEEP:
        raise ValueError("keeping a course ends nothing")
    found = end_for_cause(facts, told, policy=policy, at=at)
    if not found.allowed or choice == Choice.REFUND:
        return found
    credit = f"{money.in_pounds(found.refund_pence)} can be spent on another course."
    return replace(found, clause="TC-7.4a", sentence=credit)


def bad_effective_day(effective_on: date, *, announced_on: date, policy: Policy) -> Refusal | None:
    """[TC-7.5] A larger change takes effect 14 days after its notice at the earliest."""
    earliest = windows.days_after(announced_on, policy.change_notice_days)
    if effective_on >= earliest:
        return None
    return Refusal("TC-7.5", f"Give a day on or after {london.in_words(earliest)}: buyers need time to choose.")


def quote_holds(*, quoted_on: date, today: date, policy: Policy) -> bool:
    """[TC-5.7a] A quote for a change stands for 14 days after its day; unanswered it changes nothing."""
    return today <= windows.days_after(quoted_on, policy.change_quote_days)


def after_quote(facts: LineFacts, *, asked_at: datetime, policy: Policy) -> Answer:
    """[TC-5.7a] A change that is impossible or not wanted: the answer of clause 9 as it was when the buyer asked."""
    return refunding.answer(facts, policy=policy, at=asked_at)


def overpaid(*, charged_pence: int, paid_pence: int) -> Answer:
    """[TC-4.4] Paid twice or too much: the surplus goes back for every kind of product, fees as well."""
    surplus = paid_pence - charged_pence
    if surplus <= 0:
        return refused("TC-4.4", "Nothing was paid beyond what was charged.")
    part = Part(of=PartOf.PRICE, label="Paid in error", pence=surplus, clause="TC-4.4")
    said = f"{money.in_pounds(surplus)} was paid beyond what was charged and goes back."
    return Answer(clause="TC-4.4", sentence=said, parts=(part,))
