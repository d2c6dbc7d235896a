"""The heart of the shop: may a buyer change their mind about a line now, and what comes back?

One answer per line at any instant, from facts frozen on the order; buyers, employers and staff read the same.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime

from cilexportal.foundation import london
from cilexportal.foundation.rulebook.refusal import Refusal
from shop.enums import Ground, Method, PayerKind, Supply
from shop.rules import due, money, supplied, windows
from shop.rules.facts import Answer, Delivery, Gate, LineFacts, Part, PartOf, refused
from shop.rules.policy import Policy
from shop.rules.windows import Window


def answer(facts: LineFacts, *, policy: Policy, at: datetime) -> Answer:
    """[TC-9.2] [LAW-CCR4] What a change of mind about these units comes to if the notice is sent at `at`.

    Every buyer has the same rights: nothing here asks whether a consumer, a lawyer or an employer bought or paid.
    """
    return _BY_SUPPLY[facts.supply](facts, policy, at)


def window_of(facts: LineFacts, *, policy: Policy) -> Window:
    """[TC-9.3] [TC-9.3a] The period for changing one's mind: goods by their last parcel, all else by the e-mail."""
    if facts.supply == Supply.GOODS:
        return windows.of_goods(received_on=facts.goods.received_on, told_at=facts.told_at, policy=policy)
    return windows.of_contract(confirmed_at=facts.confirmed_at, told_at=facts.told_at, policy=policy)


def goods(facts: LineFacts, policy: Policy, at: datetime) -> Answer:
    """[TC-9.3a] [TC-9.4] Goods: price and delivery back, less damage; once sent out they have to come back first."""
    window = window_of(facts, policy=policy)
    if not window.holds(at):
        return _too_late(window)
    parts = (*price_parts(facts, policy=policy), *return_cost(facts, Ground.CHANGE_OF_MIND), *_damage(facts, at))
    back = must_come_back(dispatched=facts.goods.dispatched) and not facts.goods.back
    return _allowed(facts, window.clause, parts, until=window.ends_at, goods_back=back)


def must_come_back(*, dispatched: bool) -> bool:
    """[TC-9.4] Goods that were sent out come back before money does; goods that were not are simply not sent."""
    return dispatched


def digital(facts: LineFacts, policy: Policy, at: datetime) -> Answer:
    """[TC-9.2.1] [LAW-CCR37] Downloads and streams: the right goes at the first access, if the gate recorded all.

    Without consent, acknowledgement or their confirmation before it, the right stays and nothing has to be paid.
    """
    window = window_of(facts, policy=policy)
    started_at = facts.gate.started_at
    if started_at is not None and started_at <= at and window.holds(started_at):
        if right_is_lost(facts.gate):
            said = f"You started it on {london.at_in_words(started_at)}, having agreed that this ends your right."
            return refused("TC-9.2.1", said, until=started_at)
        if window.holds(at):
            return _allowed(facts, "LAW-CCR37", price_parts(facts, policy=policy), until=window.ends_at)
    if not window.holds(at):
        return _too_late(window)
    return _allowed(facts, window.clause, price_parts(facts, policy=policy), until=window.ends_at)


def right_is_lost(gate: Gate) -> bool:
    """[LAW-CCR37] Consent, acknowledgement and their confirmation all came before the first access."""
    if gate.started_at is None:
        return False
    needed = (gate.consented_at, gate.acknowledged_at, gate.confirmed_at)
    return all(at is not None and at <= gate.started_at for at in needed)


def service(facts: LineFacts, policy: Policy, at: datetime) -> Answer:
    """[TC-9.2.2] [TC-9.6b] [LAW-CCR36] Courses and other services: gone once finished, in proportion once begun.

    Both only if the buyer expressly asked for an early start: otherwise all of the price comes back.
    """
    window = window_of(facts, policy=policy)
    end = _end_of_service(facts)
    if end is not None and end <= at and (window.ends_at is None or end < window.ends_at):
        said = f"The course was complete on {london.at_in_words(end)}, so there is nothing left to give up."
        return refused("TC-9.2.2", said, until=end)
    if not window.holds(at):
        return _too_late(window)
    return _begun_service(facts, policy, at, window)


def _end_of_service(facts: LineFacts) -> datetime | None:
    """When completion takes the right away; None unless both boxes were ticked."""
    course = facts.course
    return supplied.finished_at(course) if course.asked_early and course.accepted_loss else None


def _begun_service(facts: LineFacts, policy: Policy, at: datetime, window: Window) -> Answer:
    """The answer while the right is open: everything, or less the share given if the buyer asked for it early."""
    parts = price_parts(facts, policy=policy)
    until = _earlier(window.ends_at, _end_of_service(facts))
    given = supplied.share(facts.course, at=at)
    if given.done == 0:
        return _allowed(facts, window.clause, parts, until=until)
    if not facts.course.asked_early or not facts.course.told_to_pay or not was_told(facts, at=at):
        return _allowed(facts, "LAW-CCR36", parts, until=window.ends_at)
    less = Part(
        of=PartOf.SUPPLIED,
        label=f"Given already: {given.words}",
        pence=-supplied.deduction(facts.pence, given),
        clause="TC-9.6b",
    )
    review = ""
    if given.done == given.of and policy.finished_without_acknowledgement == "review":
        review = "The course is complete, yet losing the right by that was never acknowledged."
    return _allowed(facts, "TC-9.6b", (*parts, less), until=until, review=review)


def _earlier(one: datetime | None, other: datetime | None) -> datetime | None:
    """The earlier of two instants, where None is no instant at all."""
    known = [at for at in (one, other) if at is not None]
    return min(known) if known else None


def assessment(facts: LineFacts, policy: Policy, at: datetime) -> Answer:
    """[TC-9.2.2] An assessment is a service that is complete when it has been carried out.

    Rules of the assessment itself may say that its fee is not given back, so an officer decides within the window.
    """
    found = service(facts, policy, at)
    if not found.allowed or found.review or policy.assessment_fee == "service":
        return found
    return replace(found, review="The rules of the assessment may say that its fee is not given back.")


def fee(facts: LineFacts, policy: Policy, at: datetime) -> Answer:
    """[TC-9.2.3] [TC-4.4] Membership and certificate fees: nothing to change one's mind about once they are paid.

    What is still unpaid is withdrawn at any time; whatever was paid towards it stays paid. Payments in error are
    another matter: ending.overpaid.
    """
    if facts.unpaid_pence >= facts.pence > 0:
        return _allowed(facts, "TC-9.2.3", price_parts(facts, policy=policy), until=None)
    if facts.unpaid_pence > 0:
        rest = Part(of=PartOf.PRICE, label="Not paid yet", pence=facts.unpaid_pence, clause="TC-9.2.3")
        found = _allowed(facts, "TC-9.2.3", (rest,), until=None)
        return replace(found, sentence=f"{found.sentence} What has been paid of a fee is not given back.")
    if not policy.fee_cooling_off:
        said = "Membership and practising certificate fees are not given back once they have been paid."
        return refused("TC-9.2.3", said)
    window = window_of(facts, policy=policy)
    if not window.holds(at):
        return _too_late(window)
    return _allowed(facts, window.clause, price_parts(facts, policy=policy), until=window.ends_at)


def delivery(facts: LineFacts, policy: Policy, at: datetime) -> Answer:
    """[TC-9.6] A delivery charge is never given up by itself."""
    return refused("TC-9.6", "A delivery charge comes back with the goods it was paid for.")


_BY_SUPPLY: dict[Supply, Callable[[LineFacts, Policy, datetime], Answer]] = {
    Supply.GOODS: goods,
    Supply.DIGITAL: digital,
    Supply.SESSIONS: service,
    Supply.ASSESSMENT: assessment,
    Supply.FEE: fee,
    Supply.DELIVERY: delivery,
}


def price_parts(facts: LineFacts, *, policy: Policy) -> tuple[Part, ...]:
    """[TC-9.6] The price paid and, for goods, their delivery: the sum before anything is taken off."""
    parts = [Part(of=PartOf.PRICE, label="Price", pence=facts.pence, clause="TC-9.6")]
    if facts.supply == Supply.GOODS and (pence := delivery_back(facts.delivery, policy=policy)):
        parts.append(Part(of=PartOf.DELIVERY, label="Delivery", pence=pence, clause="TC-9.6"))
    return tuple(parts)


def delivery_back(charge: Delivery, *, policy: Policy) -> int:
    """[TC-9.6] Pence of delivery: all that is left when all goods go, else what sending the rest would have saved."""
    if charge.all_goods_go:
        return charge.left_pence
    if policy.delivery_refund == "full_or_nothing":
        return 0
    return max(0, charge.left_pence - charge.for_the_rest_pence)


def was_told(facts: LineFacts, *, at: datetime) -> bool:
    """[LAW-CCR31] Whether the buyer had been told of the right to cancel by `at`: nothing is deducted where not."""
    return facts.told_at is not None and facts.told_at <= at


def bad_damage(facts: LineFacts, *, pence: int, reason: str, at: datetime) -> Refusal | None:
    """[TC-9.6a] What an officer may take off for damage: a reason, up to the price, from a buyer who was told."""
    if not 0 <= pence <= facts.pence:
        limit = money.in_pounds(facts.pence)
        return Refusal("TC-9.6a", f"Give a deduction from £0.00 to {limit}, the price of what was damaged.")
    if pence and not was_told(facts, at=at):
        return Refusal("TC-9.6a", "Nothing is taken off: the buyer had not been told of the right to cancel.")
    if pence and not reason.strip():
        return Refusal("TC-9.6a", "Say what the damage is: the buyer reads the reason.")
    return None


def _damage(facts: LineFacts, at: datetime) -> tuple[Part, ...]:
    """The deduction an officer entered, never more than the price, and none from a buyer who was not told."""
    pence = min(facts.goods.damage_pence, facts.pence)
    if pence == 0 or not was_told(facts, at=at):
        return ()
    return (Part(of=PartOf.DAMAGE, label="Damage", pence=-pence, clause="TC-9.6a"),)


def return_cost(facts: LineFacts, ground: Ground) -> tuple[Part, ...]:
    """[TC-9.5] What sending goods back cost, where CILEX bears it and a receipt was shown."""
    pence = facts.goods.return_cost_pence
    if pence == 0 or not due.cilex_pays_return(ground, told_return_cost=facts.goods.told_return_cost):
        return ()
    clause = "TC-9.5" if ground in due.FAULTS else "LAW-CCR35"
    return (Part(of=PartOf.RETURN, label="Sending it back", pence=pence, clause=clause),)


def _too_late(window: Window) -> Answer:
    """The refusal once the period is over."""
    said = f"You could change your mind until {window.in_words()}. That time is over."
    return refused(window.clause, said, until=window.ends_at)


def _allowed(
    facts: LineFacts,
    clause: str,
    parts: tuple[Part, ...],
    *,
    until: datetime | None,
    goods_back: bool = False,
    review: str = "",
) -> Answer:
    """The answer yes, with the sentence that says so."""
    found = Answer(
        clause=clause,
        sentence="",
        until=until,
        parts=parts,
        unpaid_pence=facts.unpaid_pence,
        goods_back=goods_back,
        review=review,
    )
    first = f"You can change your mind until {found.last_moment}." if until else "You can change your mind."
    return replace(found, sentence=f"{first} {what_comes_back(found, facts)}")


def what_comes_back(found: Answer, facts: LineFacts) -> str:
    """[TC-9.6] Who is paid, how much and how: the same payer, by the same means."""
    if found.owed_pence:
        said = f"{money.in_pounds(found.owed_pence)} would still have to be paid"
    elif facts.unpaid_pence and found.refund_pence == 0:
        said = "What is not paid yet would no longer be asked for"
    elif found.refund_pence == 0:
        said = "Nothing would come back"
    else:
        said = f"{money.in_pounds(found.refund_pence)} would go back to {repaid_to(facts.payer, facts.method)}"
    if found.goods_back:
        said += ", once the goods have come back"
    return f"{said}. An officer decides first." if found.review else f"{said}."


def repaid_to(payer: PayerKind, method: Method, *, reader: PayerKind = PayerKind.BUYER) -> str:
    """[TC-9.6] Whoever paid, by the means they used; an employer who reads it is spoken to."""
    means = {
        Method.BANK: "the bank account it was paid from",
        Method.CREDIT: "the course credit it was paid with",
    }.get(method, "the card it was paid with")
    if payer == PayerKind.BUYER:
        return means
    return f"{'you' if reader == PayerKind.EMPLOYER else 'the employer'}, to {means}"
