"""When CILEX may end a contract, and what is then repaid or still owed. A person always decides."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from cilexportal.foundation import london
from cilexportal.foundation.rulebook.refusal import Refusal
from shop.rules import ending, money, refunding, windows
from shop.rules.facts import Answer, LineFacts, Part, PartOf
from shop.rules.policy import Policy


@dataclass(frozen=True, slots=True, kw_only=True)
class Cost:
    """One item of what a broken contract costs CILEX, in pence, as an officer entered it."""

    label: str
    pence: int


def not_paid(*, owed_pence: int, reminded_at: datetime | None, policy: Policy, at: datetime) -> Refusal | None:
    """[TC-9.8.2] Ending for non-payment is offered from the eleventh day after the day of the reminder.

    `reminded_at` is when the latest reminder went out; None where none did or it bounced. Paid by the end of the
    tenth day, nothing is owed and nothing may be ended.
    """
    if owed_pence <= 0:
        return Refusal("TC-9.8.2", "Nothing is owed.")
    if reminded_at is None:
        return Refusal("TC-9.8.2", "Send a reminder first. One that bounced does not count.")
    last = windows.days_after(london.date_of(reminded_at), policy.nonpayment_days)
    if london.date_of(at) > last:
        return None
    return Refusal("TC-9.8.2", f"The payer has until the end of {london.in_words(last)} to pay.")


def no_information(*, due_on: date | None, reminded: bool, today: date) -> Refusal | None:
    """[TC-9.8.3] Open once the day by which information was asked for is over and one reminder was sent."""
    if due_on is None or not reminded:
        return Refusal("TC-9.8.3", "Ask for the information, with a day to answer by, and remind once.")
    if today > due_on:
        return None
    return Refusal("TC-9.8.3", f"The buyer has until the end of {london.in_words(due_on)} to answer.")


def information_due(*, asked_on: date, policy: Policy) -> date:
    """[TC-6.10a] The last day of the reasonable time for an answer: 28 days after the day of asking."""
    return windows.days_after(asked_on, policy.information_days)


def no_delivery(*, attempts: Sequence[datetime], policy: Policy) -> Refusal | None:
    """[TC-9.8.4] [TC-6.8a] Open after two recorded attempts to reach the buyer, on different London days."""
    days = {london.date_of(at) for at in attempts}
    if len(days) >= policy.min_contact_attempts:
        return None
    wanted = policy.min_contact_attempts
    return Refusal("TC-6.8a", f"Try to reach the buyer on {wanted} different days first, and record it each time.")


def breach(*, decision: str) -> Refusal | None:
    """[TC-9.8.1] Ending for a breach of the membership clause names the referral or decision behind it."""
    if decision.strip():
        return None
    return Refusal("TC-9.8.1", "Name the referral or the decision on which this rests.")


def bad_costs(costs: Sequence[Cost]) -> Refusal | None:
    """[TC-9.9] Net costs are broken down: each has words and a sum above nothing."""
    if all(cost.pence > 0 and cost.label.strip() for cost in costs):
        return None
    return Refusal("TC-9.9", "Give each cost in words and with a sum above £0.00.")


def ended_by_cilex(facts: LineFacts, costs: Sequence[Cost], *, policy: Policy, at: datetime) -> Answer:
    """[TC-9.9] What was paid for and not provided, less CILEX's net costs; it may leave a balance to be paid.

    Answer.refund_pence goes back, or Answer.owed_pence is invoiced.
    """
    parts = (
        *refunding.price_parts(facts, policy=policy),
        *ending.provided(facts, at=at),
        *(Part(of=PartOf.COSTS, label=cost.label, pence=-cost.pence, clause="TC-9.9") for cost in costs),
    )
    found = Answer(
        clause="TC-9.9",
        sentence="",
        parts=parts,
        unpaid_pence=facts.unpaid_pence,
        goods_back=refunding.must_come_back(dispatched=facts.goods.dispatched) and not facts.goods.back,
        review="CILEX ends a contract by an officer's act only.",
    )
    if found.owed_pence:
        said = f"{money.in_pounds(found.owed_pence)} is still to be paid for what was provided and for costs."
    else:
        said = f"{money.in_pounds(found.refund_pence)} goes back to {refunding.repaid_to(facts.payer, facts.method)}."
    return replace(found, sentence=said)
