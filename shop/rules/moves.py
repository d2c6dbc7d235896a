"""How orders, payments, refunds and cancellations move, where they stand, and what can be done with an order."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from shop.enums import CancellationStage, PaymentState, RefundState, Stage

O, P, R, C = Stage, PaymentState, RefundState, CancellationStage  # noqa: E741

ORDER_MOVES: Mapping[Stage, frozenset[Stage]] = {
    O.PLACED: frozenset({O.ACCEPTED, O.DECLINED, O.WITHDRAWN}),
    O.ACCEPTED: frozenset(),
    O.DECLINED: frozenset(),
    O.WITHDRAWN: frozenset(),
}
PAYMENT_MOVES: Mapping[PaymentState, frozenset[PaymentState]] = {
    P.STARTED: frozenset({P.AUTHORISED, P.CAPTURED, P.UNKNOWN, P.RELEASED, P.FAILED}),
    P.UNKNOWN: frozenset({P.AUTHORISED, P.CAPTURED, P.RELEASED, P.FAILED}),
    P.AUTHORISED: frozenset({P.CAPTURED, P.UNKNOWN, P.RELEASED}),
    P.CAPTURED: frozenset(),
    P.RELEASED: frozenset(),
    P.FAILED: frozenset(),
}
REFUND_MOVES: Mapping[RefundState, frozenset[RefundState]] = {
    R.DUE: frozenset({R.SENDING}),
    R.SENDING: frozenset({R.PAID, R.UNKNOWN, R.FAILED}),
    R.UNKNOWN: frozenset({R.PAID, R.FAILED}),
    R.FAILED: frozenset({R.SENDING}),
    # A bank may send back what was paid: an account is closed, a card was lost.
    R.PAID: frozenset({R.FAILED}),
}
CANCELLATION_MOVES: Mapping[CancellationStage, frozenset[CancellationStage]] = {
    C.OFFICER: frozenset({C.RETURN, C.PAYABLE, C.REFUSED}),
    C.RETURN: frozenset({C.OFFICER, C.PAYABLE}),
    # Goods may turn out to have been sent too late after their proof of sending was shown, or the proof to be none.
    C.PAYABLE: frozenset({C.OFFICER, C.RETURN, C.SETTLED}),
    # Money that came back is owed again.
    C.SETTLED: frozenset({C.PAYABLE}),
    C.REFUSED: frozenset(),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class OrderFacts:
    """What is known of an order: when it was accepted, declined or withdrawn, its open or last payment, and more.

    `owed_pence` is what is still to be paid; `goods_to_send` counts units of goods not sent out yet; `units_left` the
    units of any line that were not given up.
    """

    accepted_at: datetime | None = None
    declined_at: datetime | None = None
    withdrawn_at: datetime | None = None
    payment: PaymentState | None = None
    by_transfer: bool = False
    owed_pence: int = 0
    goods_to_send: int = 0
    units_left: int = 0


def stage_of(facts: OrderFacts) -> Stage:
    """[TC-3.1] [TC-3.2] How far an order has come, from what happened to it."""
    if facts.accepted_at is not None:
        return Stage.ACCEPTED
    if facts.declined_at is not None:
        return Stage.DECLINED
    if facts.withdrawn_at is not None:
        return Stage.WITHDRAWN
    return Stage.PLACED


class Act(StrEnum):
    """What somebody can do with an order."""

    PAY = "pay"
    ACCEPT = "accept"
    DECLINE = "decline"
    WITHDRAW = "withdraw"
    DISPATCH = "dispatch"
    GIVE_UP = "give up"
    REMIND = "remind"
    WRITE_OFF = "write off"


# A payment of which nothing is, or can still be, taken.
OVER = frozenset({None, PaymentState.RELEASED, PaymentState.FAILED})
HELD = frozenset({PaymentState.AUTHORISED, PaymentState.CAPTURED})


def acts(facts: OrderFacts) -> frozenset[Act]:
    """[TC-3.1] [TC-3.2] What can be done now. While a payment's outcome is unknown nothing about it can be."""
    stage = stage_of(facts)
    if stage == Stage.PLACED:
        return _of_placed(facts)
    if stage != Stage.ACCEPTED:
        return frozenset()
    found = {
        Act.PAY: facts.owed_pence > 0 and facts.payment in OVER,
        Act.REMIND: facts.owed_pence > 0,
        Act.WRITE_OFF: facts.owed_pence > 0,
        Act.DISPATCH: facts.goods_to_send > 0,
        Act.GIVE_UP: facts.units_left > 0,
    }
    return frozenset(act for act, possible in found.items() if possible)


def _of_placed(facts: OrderFacts) -> frozenset[Act]:
    """What can be done with an order that is not accepted yet; money held is given back when it is declined."""
    found = {
        Act.PAY: facts.payment in OVER and facts.owed_pence > 0 and not facts.by_transfer,
        Act.WITHDRAW: facts.payment in OVER,
        Act.ACCEPT: facts.payment in HELD or (facts.payment in OVER and (facts.by_transfer or facts.owed_pence == 0)),
        Act.DECLINE: facts.payment in HELD | OVER,
    }
    return frozenset(act for act, possible in found.items() if possible)


@dataclass(frozen=True, slots=True, kw_only=True)
class GivenUp:
    """Where one cancellation stands: what was answered, and what has happened since."""

    refused: bool = False
    needs_officer: bool = False
    decided: bool = False
    goods_back: bool = False
    returned: bool = False
    settled: bool = False


def stage_of_cancellation(facts: GivenUp) -> CancellationStage:
    """[TC-9.4] [TC-9.7] What a cancellation waits for: an officer, the goods, or the money; or nothing more.

    `goods_back` says that goods have to come back, `returned` that they have, or that proof of sending was shown.
    """
    if facts.refused:
        return CancellationStage.REFUSED
    if facts.settled:
        return CancellationStage.SETTLED
    if facts.needs_officer and not facts.decided:
        return CancellationStage.OFFICER
    if facts.goods_back and not facts.returned:
        return CancellationStage.RETURN
    return CancellationStage.PAYABLE
