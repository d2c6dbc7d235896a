"""The gate in front of a download or stream: when it opens, and what it asks for first."""

from __future__ import annotations

from datetime import datetime

from cilexportal.foundation.rulebook.refusal import Refusal
from shop.rules import refunding
from shop.rules.facts import LineFacts
from shop.rules.policy import Policy


def may_serve(
    facts: LineFacts, *, ready_at: datetime | None, ended_at: datetime | None, policy: Policy, at: datetime
) -> Refusal | None:
    """[TC-6.4] [TC-9.2.1] [LAW-CCR37] Whether a file may leave at `at`.

    It has to be ready (ordering.access_from) and not given up. While the right to change one's mind is open, both
    boxes have to be ticked and their confirmation sent; afterwards there is nothing left to lose and nothing to ask.
    """
    if ready_at is None or at < ready_at:
        return Refusal("TC-6.4", "It is ready once your order has been accepted and paid for.")
    if ended_at is not None and ended_at <= at:
        return Refusal("TC-9.6", "You gave this up, so it can no longer be opened.")
    if not must_ask(facts, policy=policy, at=at):
        return None
    gate = facts.gate
    if gate.consented_at is None or gate.acknowledged_at is None:
        return Refusal("TC-9.2.1", "Tick both boxes first: opening it ends your right to change your mind.")
    if gate.confirmed_at is None:
        return Refusal("LAW-CCR37", "We are sending you the confirmation. It opens as soon as that is on its way.")
    return None


def must_ask(facts: LineFacts, *, policy: Policy, at: datetime) -> bool:
    """[LAW-CCR37] Whether the gate stands between the buyer and the file: for as long as the period runs."""
    return refunding.window_of(facts, policy=policy).holds(at)
