"""What giving up some units of a line comes to, on whichever ground: the one answer that screens and services share."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime

from members.enums import Role
from members.models import User
from shop.enums import Choice, Ground, Stage, Supply
from shop.models import OrderLine, Told
from shop.queries.order_rows import OrderRows
from shop.queries.refund_facts import announced, line_facts
from shop.rules import due, ending, refunding
from shop.rules.facts import Answer, Part, PartOf, refused
from shop.rules.ordering import Asker

# Grounds that a buyer may put forward in their own words; an officer decides about them.
CLAIMED = (Ground.FAULTY, Ground.WRONGDOING, Ground.DELAY)
STAFF = frozenset({Role.FINANCE, Role.ADMINISTRATOR})
Parts = list[list[object]]


def answer(
    rows: OrderRows,
    line: OrderLine,
    *,
    units: int,
    ground: Ground,
    at: datetime,
    told: Told | None = None,
    as_credit: bool = False,
    but: int | None = None,
) -> Answer:
    """[TC-9.1] [TC-9.2] What a notice sent at `at` about so many units comes to.

    `told` is the announcement it answers; without one, a ground that needs one is refused and a delay is a claim.
    """
    if rows.order.stage != Stage.ACCEPTED:
        return refused("TC-3.1", "The order has not been accepted, so there is no contract to give up.")
    facts = line_facts(rows, line, units=units, but=but)
    if ground == Ground.DECLINED_QUOTE:
        return ending.after_quote(facts, asked_at=at, policy=rows.policy)
    if line.supply == Supply.DELIVERY or ground == Ground.CHANGE_OF_MIND:
        return refunding.answer(facts, policy=rows.policy, at=at)
    if told is not None:
        choice = Choice.CREDIT if as_credit else Choice.REFUND
        return ending.chosen(facts, announced(rows, told), choice, policy=rows.policy, at=at)
    if ground in CLAIMED:
        found = ending.ended(facts, ground, policy=rows.policy, at=at)
        return found if found.review else _for_an_officer(found)
    return refused(ending.CAUSES[ground][0], "Nothing was announced about this that lets you end the contract.")


def _for_an_officer(found: Answer) -> Answer:
    """[TC-9.1.3] A delay that nobody announced is a claim like any other."""
    said = f"{found.sentence} An officer decides first."
    return replace(found, review="A claim is decided by an officer.", sentence=said)


def ways_out(rows: OrderRows, line: OrderLine, *, at: datetime) -> list[tuple[Told, Answer]]:
    """[TC-9.1] What the buyer was told about this line that still lets them go, with what it would come to."""
    found = []
    for told in rows.told.get(line.pk, []):
        ground = ending.ground_of(told.announcement)
        if ground is not None and told.choice in ("", Choice.KEEP):
            one = answer(rows, line, units=rows.units_left(line), ground=ground, at=at, told=told)
            if one.allowed:
                found.append((told, one))
    return found


def asker(by: User, rows: OrderRows, line: OrderLine) -> Asker:
    """[TC-13.2] Who somebody is to a line: the buyer, the person it is for, staff, or nobody."""
    if by.pk == rows.order.buyer_id:
        return Asker.BUYER
    if by.pk == line.beneficiary_id:
        return Asker.BENEFICIARY
    return Asker.STAFF if by.roles & STAFF else Asker.OTHER


def due_day(
    rows: OrderRows,
    found_goods_back: bool,
    *,
    told_at: datetime,
    received_on: date | None = None,
    proof_on: date | None = None,
) -> date | None:
    """[TC-9.7] The last day for the money; None while goods are awaited."""
    if not found_goods_back:
        return due.refund_due(told_at=told_at, policy=rows.policy).last_day
    return due.goods_refund_due(
        told_at=told_at, received_on=received_on, proof_on=proof_on, policy=rows.policy
    ).last_day


def kept(parts: tuple[Part, ...]) -> Parts:
    """A shown sum as a notice keeps it: label, pence, clause and what it is of."""
    return [[part.label, part.pence, part.clause, str(part.of)] for part in parts]


def credit_of(parts: Parts) -> int:
    """What the kept parts take off the order, in pence: all but the postage, which was never charged."""
    return sum(int(str(part[1])) for part in parts if part[3] != PartOf.RETURN)
