"""What is known about some units of an order line, and the answer the rules give about them."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from enum import StrEnum

from cilexportal.foundation import london
from cilexportal.foundation.rulebook.refusal import Refusal
from shop.enums import Method, PayerKind, Supply
from shop.rules.supplied import Course


@dataclass(frozen=True, slots=True, kw_only=True)
class Gate:
    """What was recorded at the gate of a download or stream: two ticks, their confirmation, the first access."""

    consented_at: datetime | None = None
    acknowledged_at: datetime | None = None
    confirmed_at: datetime | None = None
    started_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Goods:
    """Where goods are. `received_on`: the London day of each parcel of the ORDER, None for one not yet there.

    `dispatched` and `back` are of the units asked about; `back` means received by CILEX, or proof of sending shown.
    Damage is what an officer found, the return cost what a receipt shows, both in pence.
    """

    received_on: tuple[date | None, ...] = ()
    dispatched: bool = False
    back: bool = False
    damage_pence: int = 0
    return_cost_pence: int = 0
    told_return_cost: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Delivery:
    """The order's delivery charge in pence: what was paid and not repaid yet, and what sending the rest would cost.

    `all_goods_go` says that with the units asked about no goods of the order are kept.
    """

    left_pence: int = 0
    for_the_rest_pence: int = 0
    all_goods_go: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class LineFacts:
    """Some units of one line of an order, as they stand. `pence` is their price with VAT (units x unit price).

    `unpaid_pence` is what of it, and of its delivery, is not paid; `confirmed_at` when the acceptance was e-mailed;
    `told_at` when the buyer was told of the right to cancel, None for never. Who pays never changes an answer, only
    who is repaid.
    """

    title: str
    supply: Supply
    pence: int
    confirmed_at: datetime | None
    told_at: datetime | None
    unpaid_pence: int = 0
    payer: PayerKind = PayerKind.BUYER
    method: Method = Method.STRIPE
    goods: Goods = field(default_factory=Goods)
    delivery: Delivery = field(default_factory=Delivery)
    gate: Gate = field(default_factory=Gate)
    course: Course = field(default_factory=Course)


class PartOf(StrEnum):
    """What a part of a refund is about."""

    PRICE = "price"
    DELIVERY = "delivery"
    RETURN = "return"
    SUPPLIED = "supplied"
    DAMAGE = "damage"
    COSTS = "costs"


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One line of the sum that is shown: pence, less than nothing for a deduction, with the clause behind it."""

    of: PartOf
    label: str
    pence: int
    clause: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """[TC-9.2] May these units be given up, until when, for how much, and what has to happen first?

    `clause` and `sentence` are what the buyer reads. `until` is the first instant that is too late, None while no end
    is known. `goods_back` says that the refund waits for the goods, `review` why an officer has to decide (or nothing).
    """

    clause: str
    sentence: str
    refusal: Refusal | None = None
    until: datetime | None = None
    parts: tuple[Part, ...] = ()
    unpaid_pence: int = 0
    goods_back: bool = False
    review: str = ""

    @property
    def allowed(self) -> bool:
        """Whether the units may be given up."""
        return self.refusal is None

    @property
    def credit_pence(self) -> int:
        """What the credit note takes off the order: the sum of the parts, less than nothing if the buyer owes."""
        return sum(part.pence for part in self.parts)

    @property
    def refund_pence(self) -> int:
        """What goes back to the payer: the credit, less what of it was never paid."""
        return max(0, self.credit_pence - self.unpaid_pence)

    @property
    def owed_pence(self) -> int:
        """What the payer still has to pay once the credit is taken off."""
        return max(0, self.unpaid_pence - self.credit_pence)

    @property
    def last_moment(self) -> str:
        """The last minute in London words, '5 December 2026 at 11:59pm'; empty while no end is known."""
        return "" if self.until is None else london.at_in_words(self.until - timedelta(minutes=1))

    def pence_of(self, of: PartOf) -> int:
        """The sum of the parts about one thing, in pence."""
        return sum(part.pence for part in self.parts if part.of == of)


def refused(clause: str, sentence: str, *, until: datetime | None = None) -> Answer:
    """The answer no."""
    return Answer(clause=clause, sentence=sentence, refusal=Refusal(clause, sentence), until=until)
