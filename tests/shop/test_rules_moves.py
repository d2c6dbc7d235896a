"""How orders, payments and refunds move, and what can be done with an order."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from itertools import product

import pytest

from shop.enums import CancellationStage, PaymentState, Stage
from shop.models.orders import ORDER_MOVES
from shop.models.payments import PAYMENT_MOVES
from shop.models.refunds import CANCELLATION_MOVES, REFUND_MOVES
from shop.rules import moves
from shop.rules.moves import Act, GivenUp, OrderFacts

AT = datetime(2026, 11, 21, 12, tzinfo=UTC)


def pairs(table: Mapping[str, frozenset[str]]) -> set[tuple[str, str]]:
    return {(str(start), str(end)) for start, ends in table.items() for end in ends}


@pytest.mark.parametrize(
    ("rule", "database"),
    [
        (moves.ORDER_MOVES, ORDER_MOVES),
        (moves.PAYMENT_MOVES, PAYMENT_MOVES),
        (moves.REFUND_MOVES, REFUND_MOVES),
        (moves.CANCELLATION_MOVES, CANCELLATION_MOVES),
    ],
)
def test_the_database_and_the_rules_know_the_same_moves(
    rule: Mapping[str, frozenset[str]], database: list[tuple[str, str]]
) -> None:
    assert pairs(rule) == set(database)


@pytest.mark.parametrize(
    "table", [moves.ORDER_MOVES, moves.PAYMENT_MOVES, moves.REFUND_MOVES, moves.CANCELLATION_MOVES]
)
def test_every_state_has_its_moves_and_can_come_to_an_end(table: Mapping[str, frozenset[str]]) -> None:
    assert {state for ends in table.values() for state in ends} <= set(table) == set(type(next(iter(table))))
    # Money that was paid may come back, so these two have a way out as well.
    ended = {state for state, ends in table.items() if not ends or state in ("paid", "settled")}
    while more := {state for state, ends in table.items() if ends & ended} - ended:
        ended |= more
    assert ended == set(table)


@pytest.mark.clause("TC-3.1")
@pytest.mark.parametrize(
    ("facts", "stage"),
    [
        (OrderFacts(), Stage.PLACED),
        (OrderFacts(payment=PaymentState.CAPTURED), Stage.PLACED),
        (OrderFacts(accepted_at=AT), Stage.ACCEPTED),
        (OrderFacts(declined_at=AT), Stage.DECLINED),
        (OrderFacts(withdrawn_at=AT), Stage.WITHDRAWN),
    ],
)
def test_money_alone_accepts_no_order(facts: OrderFacts, stage: Stage) -> None:
    assert moves.stage_of(facts) == stage


@pytest.mark.clause("TC-3.1", "TC-3.2")
@pytest.mark.parametrize(
    ("facts", "acts"),
    [
        (OrderFacts(owed_pence=1), {Act.PAY, Act.WITHDRAW, Act.DECLINE}),
        (OrderFacts(owed_pence=1, payment=PaymentState.FAILED), {Act.PAY, Act.WITHDRAW, Act.DECLINE}),
        (OrderFacts(owed_pence=1, payment=PaymentState.STARTED), set()),
        (OrderFacts(owed_pence=1, payment=PaymentState.UNKNOWN), set()),
        (OrderFacts(owed_pence=1, payment=PaymentState.AUTHORISED), {Act.ACCEPT, Act.DECLINE}),
        (OrderFacts(payment=PaymentState.CAPTURED), {Act.ACCEPT, Act.DECLINE}),
        (OrderFacts(owed_pence=1, by_transfer=True), {Act.ACCEPT, Act.WITHDRAW, Act.DECLINE}),
        (OrderFacts(owed_pence=1, by_transfer=True, payment=PaymentState.UNKNOWN), set()),
        (OrderFacts(), {Act.ACCEPT, Act.WITHDRAW, Act.DECLINE}),
        (OrderFacts(declined_at=AT, owed_pence=1), set()),
        (OrderFacts(withdrawn_at=AT, units_left=1), set()),
        (OrderFacts(accepted_at=AT), set()),
        (OrderFacts(accepted_at=AT, units_left=1, goods_to_send=1), {Act.GIVE_UP, Act.DISPATCH}),
        (OrderFacts(accepted_at=AT, owed_pence=1), {Act.PAY, Act.REMIND, Act.WRITE_OFF}),
        (OrderFacts(accepted_at=AT, owed_pence=1, payment=PaymentState.UNKNOWN), {Act.REMIND, Act.WRITE_OFF}),
    ],
)
def test_what_can_be_done_with_an_order(facts: OrderFacts, acts: set[Act]) -> None:
    assert moves.acts(facts) == acts


@pytest.mark.clause("TC-9.4", "TC-9.7")
@pytest.mark.parametrize(
    ("facts", "stage"),
    [
        (GivenUp(), CancellationStage.PAYABLE),
        (GivenUp(refused=True), CancellationStage.REFUSED),
        (GivenUp(settled=True, goods_back=True), CancellationStage.SETTLED),
        (GivenUp(needs_officer=True, goods_back=True), CancellationStage.OFFICER),
        (GivenUp(needs_officer=True, decided=True), CancellationStage.PAYABLE),
        (GivenUp(goods_back=True), CancellationStage.RETURN),
        (GivenUp(goods_back=True, returned=True), CancellationStage.PAYABLE),
    ],
)
def test_what_a_cancellation_waits_for(facts: GivenUp, stage: CancellationStage) -> None:
    assert moves.stage_of_cancellation(facts) == stage


def test_a_cancellation_only_moves_along_its_table() -> None:
    """Whatever becomes known next, the derived stage follows an edge of the table or stays.

    Money leaves for what is payable only, which is left to the services and the database.
    """
    names = GivenUp.__slots__
    every = [GivenUp(**dict(zip(names, values, strict=True))) for values in product([False, True], repeat=len(names))]
    for before, after in product(every, repeat=2):
        learnt = all(getattr(after, name) >= getattr(before, name) for name in names)
        same_question = (before.needs_officer, before.goods_back) == (after.needs_officer, after.goods_back)
        start, end = moves.stage_of_cancellation(before), moves.stage_of_cancellation(after)
        refused_too_late = after.refused and not moves.CANCELLATION_MOVES[start] >= {CancellationStage.REFUSED}
        paid_too_soon = after.settled and start not in (CancellationStage.PAYABLE, CancellationStage.SETTLED)
        if learnt and same_question and not refused_too_late and not paid_too_soon:
            assert start == end or end in moves.CANCELLATION_MOVES[start]
