"""Python and the database say the same about how orders, payments, refunds and notices move, each pair in raw SQL."""

from __future__ import annotations

from contextlib import nullcontext
from itertools import permutations, product

import pytest
from django.db import IntegrityError, InternalError, connection, transaction

from shop.enums import CancellationStage, PaymentState, RefundState, Stage
from shop.models import orders, payments, refunds
from shop.models.refunds import Cancellation
from shop.rules import moves
from tests.shop import factories
from tests.shop.factories import NOON

pytestmark = pytest.mark.django_db
REFUSED = (IntegrityError, InternalError)
# What a row in a state has to say beside it.
ORDER_FACTS = {
    "placed": "accepted_at = NULL, number = NULL, declined_at = NULL, decline_reason = '', withdrawn_at = NULL",
    "accepted": "accepted_at = now(), number = 'X-1'",
    "declined": "declined_at = now(), decline_reason = 'full'",
    "withdrawn": "withdrawn_at = now()",
}
PAYMENT_FACTS = {
    "captured": "captured_at = now(), ended_at = NULL",
    "released": "ended_at = now(), captured_at = NULL",
    "failed": "ended_at = now(), captured_at = NULL",
}
NOTHING_SAID = "captured_at = NULL, ended_at = NULL"
TABLES = {
    "shop_order": ("stage", Stage, moves.ORDER_MOVES, orders.ORDER_MOVES),
    "shop_payment": ("state", PaymentState, moves.PAYMENT_MOVES, payments.PAYMENT_MOVES),
    "shop_refund": ("state", RefundState, moves.REFUND_MOVES, refunds.REFUND_MOVES),
    "shop_cancellation": ("stage", CancellationStage, moves.CANCELLATION_MOVES, refunds.CANCELLATION_MOVES),
}
# A notice begins wherever its answer puts it.
BEGINS_ANYWHERE = frozenset({"shop_cancellation"})
PAIRS = [(table, old, new) for table, (_, states, *_) in TABLES.items() for old, new in permutations(states, 2)]


@pytest.mark.parametrize("table", TABLES)
def test_python_and_models_say_the_same_moves(table):
    _, states, in_python, in_models = TABLES[table]
    assert {(old.value, new.value) for old, after in in_python.items() for new in after} == set(in_models)
    assert set(in_python) == set(states)


def facts(table: str, state: str) -> str:
    if table == "shop_order":
        return ORDER_FACTS[state]
    if table == "shop_payment":
        return PAYMENT_FACTS.get(state, NOTHING_SAID)
    if table == "shop_cancellation":
        return "settled_at = now()" if state == "settled" else "settled_at = NULL"
    return "paid_at = now()" if state == "paid" else "paid_at = NULL"


def write(table: str, pk: int, state: str) -> None:
    column = TABLES[table][0]
    with connection.cursor() as cursor:
        cursor.execute(f"UPDATE {table} SET {column} = %s, {facts(table, state)} WHERE id = %s", [state, pk])
        assert cursor.rowcount == 1


def row(table: str) -> int:
    """A new row of the table, in its first state."""
    order = factories.order(accepted_at=None)
    if table == "shop_order":
        return order.pk
    if table == "shop_payment":
        fields = {"order": order, "payer": order.payer, "method": "demo", "pence": 100, "started_at": NOON}
        return payments.Payment.objects.create(**fields).pk
    paid = factories.order()
    notice = Cancellation.objects.create(
        line=paid.lines.get(), quantity=1, ground="change_of_mind", sent_at=NOON, told_at=NOON, told_by=paid.buyer,
        stage="officer" if table == "shop_cancellation" else "payable", clause="TC-9.2", sentence="Yes.",
        total_pence=100,
    )  # fmt: skip
    refund = refunds.Refund.objects.create(
        cancellation=notice, payment=paid.payments.get(), pence=100, made_at=NOON, came_back_at=NOON
    )  # fmt: skip
    if table == "shop_cancellation":
        # Only money that came back opens a settled notice again.
        bring("shop_refund", refund.pk, "failed")
        return notice.pk
    return refund.pk


def bring(table: str, pk: int, state: str) -> bool:
    """Brings a new row into a state by legal moves only."""
    _, states, legal, _ = TABLES[table]
    first = next(iter(states))
    paths = {first: [first]}
    waiting = [first]
    while waiting:
        here = waiting.pop(0)
        for after in sorted(legal[here]):
            if after not in paths:
                paths[after] = [*paths[here], after]
                waiting.append(after)
    for step in paths[states(state)][1:]:
        write(table, pk, step.value)
    return True


@pytest.mark.parametrize(("table", "old", "new"), PAIRS)
def test_each_pair_of_states_is_a_move_or_is_refused(table, old, new):
    pk = row(table)
    bring(table, pk, old.value)
    legal = new in TABLES[table][2][old]
    expected = nullcontext() if legal else pytest.raises(REFUSED)
    with expected, transaction.atomic():
        write(table, pk, new.value)


@pytest.mark.parametrize(
    ("table", "state"),
    [
        (table, state)
        for table, (_, states, *_) in TABLES.items()
        if table not in BEGINS_ANYWHERE
        for state in list(states)[1:]
    ],
)
def test_nothing_begins_in_the_middle(table, state):
    pk = row(table)
    with connection.cursor() as cursor:
        cursor.execute("SELECT column_name FROM information_schema.columns WHERE table_name = %s", [table])
        columns = [name for (name,) in cursor.fetchall() if name not in ("id", "uuid", "key")]
        unique = "uuid" if table == "shop_order" else "key"
        chosen = ", ".join(f'"{name}"' for name in columns)
        values = ", ".join(f"'{state.value}'" if name == TABLES[table][0] else f'"{name}"' for name in columns)
        with pytest.raises(REFUSED, match=r"(?i)cannot insert"), transaction.atomic():
            cursor.execute(
                f'INSERT INTO {table} ("{unique}", {chosen}) SELECT gen_random_uuid(), {values} FROM {table} '
                "WHERE id = %s", [pk],
            )  # fmt: skip


def test_the_table_of_pairs_is_complete():
    assert len(PAIRS) == sum(len(states) * (len(states) - 1) for _, states, *_ in TABLES.values())
    assert {(old, new) for _, old, new in PAIRS} >= set(product([PaymentState.CAPTURED], [PaymentState.FAILED]))
