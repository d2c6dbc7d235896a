"""What the tables of the shop refuse in raw SQL, whoever asks; the services go on as before."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from django.db import DatabaseError, OperationalError, connection, transaction

from members.models import User
from shop.models import (
    Access,
    Cancellation,
    Consent,
    GatewayEvent,
    Order,
    Payment,
    Refund,
    ShopPolicy,
    TermsVersion,
    Wording,
    WriteOff,
)
from shop.services import invoicing, refunds, reminders
from tests import factories as people
from tests.shop import factories
from tests.shop.factories import NOON
from tests.shop.refund_steps import DAY, give_up, invoiced, line_of, pay_back

PENCE = 4500
KEPT = [
    "order", "orderline", "payment", "refund", "cancellation", "gatewayevent", "invoice", "invoiceline", "creditnote",
    "creditnoteline", "writeoff", "consent", "access", "series", "wording", "shoppolicy", "termsversion",
]  # fmt: skip
REFUND = """
    INSERT INTO shop_refund (key, cancellation_id, payment_id, pence, state, reference, made_at, failure, attempts)
    VALUES (gen_random_uuid(), %s, %s, %s, 'due', '', now(), '', 0)
"""
WRITE_OFF = "INSERT INTO shop_writeoff (order_id, pence, reason, at, by_id) VALUES (%s, %s, 'Gone.', now(), %s)"


def refused(why: str, statement: str, *given: Any) -> None:
    """Has a statement refused by the database for a reason, and leaves everything as it was."""
    with pytest.raises(DatabaseError, match=why), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement, given)


def run(statement: str, *given: Any) -> None:
    """Has a statement done."""
    with connection.cursor() as cursor:
        cursor.execute(statement, given)


@pytest.fixture
def officer(db: None) -> User:
    return people.UserFactory(full_name="Fin Officer")


@pytest.fixture
def order(buyer: User) -> Order:
    """A download for £45.00, accepted, paid and invoiced."""
    return invoiced(factories.order(buyer, [(factories.product(pence=PENCE), 1)]))


@pytest.fixture
def unpaid(buyer: User) -> Order:
    """The same for an employer who has not paid."""
    return invoiced(factories.order(buyer, [(factories.product(pence=PENCE), 1)], paid=False, employer=True))


@pytest.mark.django_db
@pytest.mark.parametrize("table", KEPT)
def test_no_table_that_counts_is_emptied(table: str) -> None:
    refused(f"shop_{table} cannot be truncated", f"TRUNCATE shop_{table} CASCADE")


def test_nothing_that_happened_is_taken_away(order: Order, officer: User) -> None:
    GatewayEvent.objects.create(
        gateway="demo", event_id="1", kind="paid", sha256="0" * 64, verdict="applied", received_at=NOON
    )
    Access.objects.create(line=line_of(order), ready_at=NOON)
    pay_back(give_up(line_of(order)), officer)
    for table in ("payment", "gatewayevent", "order", "cancellation", "refund", "access", "series"):
        refused("Cannot (update or )?delete", f"DELETE FROM shop_{table}")
    refused("Cannot update or delete", "UPDATE shop_gatewayevent SET verdict = 'ignored'")


@pytest.mark.parametrize("state", ["started", "unknown", "authorised", "captured"])
def test_a_payment_is_kept_in_every_state(buyer: User, state: str) -> None:
    order = factories.order(buyer, accepted_at=None)
    payment = Payment.objects.create(order=order, payer=order.payer, method="demo", pence=100, started_at=NOON)
    if state != "started":
        payment.state, payment.captured_at = state, NOON if state == "captured" else None
        payment.save(update_fields=["state", "captured_at"])
    refused("Cannot delete", "DELETE FROM shop_payment WHERE id = %s", payment.pk)


@pytest.mark.clause("TC-9.6")
def test_a_refund_goes_by_a_payment_of_its_own_order(order: Order, buyer: User, officer: User) -> None:
    other = invoiced(factories.order(buyer, [(factories.product(pence=PENCE), 1)]))
    notice, elsewhere = give_up(line_of(order)), give_up(line_of(other))
    refused("of its own order", REFUND, notice.pk, other.payments.get().pk, 1)
    third = line_of(factories.order(buyer, [(factories.product(pence=PENCE), 1)]))
    refused("Cannot update", "UPDATE shop_cancellation SET line_id = %s WHERE id = %s", third.pk, notice.pk)
    pay_back(notice, officer)
    pay_back(elsewhere, officer)
    assert [refund.payment.order for refund in Refund.objects.order_by("pk")] == [order, other]


@pytest.mark.clause("TC-9.6")
def test_what_went_back_is_counted_on_the_payment_by_refunds_alone(order: Order, officer: User) -> None:
    payment = order.payments.get()
    refused("follows the refunds", "UPDATE shop_payment SET refunded_pence = 1")
    with pytest.raises(DatabaseError, match="Cannot insert"), transaction.atomic():
        Payment.objects.create(
            order=order, payer=order.payer, method="demo", pence=9, started_at=NOON, refunded_pence=9
        )  # fmt: skip
    [refund] = pay_back(give_up(line_of(order)), officer)
    payment.refresh_from_db()
    assert payment.refunded_pence == refund.pence == PENCE
    refused("follows the refunds", "UPDATE shop_payment SET refunded_pence = 0")


@pytest.mark.clause("TC-3.1")
@pytest.mark.parametrize(
    ("change", "why"),
    [
        ("total_pence = 1", "changes with its invoice"),
        ("buyer_id = (SELECT max(id) FROM members_user)", "Cannot update"),
        ("payer_id = (SELECT max(id) FROM shop_payer)", "Cannot update"),
        ("terms_id = NULL", "Cannot update"),
        ("number = 'ORD-1'", "Cannot update"),
        ("accepted_at = now()", "Cannot update"),
        ("paid_at = NULL", "Cannot update"),
        ("paid_at = now()", "Cannot update"),
    ],
)
def test_an_order_stays_what_was_agreed(order: Order, unpaid: Order, officer: User, change: str, why: str) -> None:
    refused(why, f"UPDATE shop_order SET {change} WHERE id = %s", order.pk)


@pytest.mark.clause("TC-5.3")
def test_a_total_follows_its_invoices_and_nothing_else(buyer: User) -> None:
    thing = factories.product(pence=PENCE)
    order = invoiced(factories.order(buyer, [(thing, 2)], paid=False, employer=True))
    give_up(line_of(order))
    assert order.invoices.get().credit_notes.exists(), "a unit that is not paid is credited at once"
    asked = 2 * PENCE
    for percent in (25, 20):
        live = order.invoices.get(replaced_by=None)
        new = invoicing.reissue(
            invoice_id=live.pk, reason="Another rate.", at=NOON + 2 * DAY, percents={line_of(order).pk: percent}
        )  # fmt: skip
        asked += new.gross_pence - live.credit_notes.latest("running").gross_pence
        order.refresh_from_db()
        assert order.total_pence == asked
        refused("changes with its invoice", "UPDATE shop_order SET total_pence = total_pence + 1")
    assert order.invoices.count() == 3


def test_a_settled_notice_stays_as_it_was_settled(order: Order, officer: User) -> None:
    notice = give_up(line_of(order))
    pay_back(notice, officer)
    for refund in Refund.objects.all():
        for state in ("sending", "paid"):
            refunds.mark(refund=refund, state=state, at=NOON + 2 * DAY)
    refunds.settle_if_paid(order=order, notice=Cancellation.objects.get(), at=NOON + 2 * DAY)
    assert Cancellation.objects.get().stage == "settled"
    for change in ("total_pence = 1", "parts = '[]'", "ground = 'error'", "settled_at = now()"):
        refused("settled notice stays", f"UPDATE shop_cancellation SET {change}")


@pytest.mark.clause("LAW-CCR37")
def test_the_first_opening_is_told_once(order: Order) -> None:
    Access.objects.create(line=line_of(order), ready_at=NOON)
    run("UPDATE shop_access SET first_opened_at = %s", NOON)
    for change in ("first_opened_at = NULL", "first_opened_at = now()"):
        refused("Cannot update", f"UPDATE shop_access SET {change}")
    run("UPDATE shop_access SET times_opened = 2, ended_at = now()")


@pytest.mark.clause("LAW-VATINV")
def test_a_series_goes_on_by_one(db: None) -> None:
    for change in ("last = last + 2", "last = 4", "code = 'OLD'"):
        refused("goes on by one", f"UPDATE shop_series SET {change} WHERE code = 'INV'")
    run("UPDATE shop_series SET last = last + 1 WHERE code = 'INV'")
    refused("goes on by one", "UPDATE shop_series SET last = last - 1 WHERE code = 'INV' AND last > 0")


@pytest.mark.clause("TC-1.2")
def test_what_orders_stand_on_is_never_rewritten(order: Order) -> None:
    policy, terms = order.policy_id, order.terms_id
    refused("stand on it", """UPDATE shop_shoppolicy SET figures = '{"late": 1}' WHERE id = %s""", policy)
    refused("stand on it", "UPDATE shop_shoppolicy SET from_date = '2019-01-01' WHERE id = %s", policy)
    refused("stand on it", "UPDATE shop_termsversion SET version = 'other' WHERE id = %s", terms)
    to_come = ShopPolicy.objects.create(from_date="2040-01-01", figures={})
    ShopPolicy.objects.filter(pk=to_come.pk).update(figures={"cooling_off_days": 21})
    later = TermsVersion.objects.create(version="later", from_date="2040-01-01")
    TermsVersion.objects.filter(pk=later.pk).update(version="2040-01")


def test_terms_take_their_text_once(order: Order, officer: User) -> None:
    first, second = people.DocumentFactory.create_batch(2, owner=officer)
    TermsVersion.objects.filter(pk=order.terms_id).update(document=first, sha256="1" * 64)
    refused("stand on it", "UPDATE shop_termsversion SET document_id = %s WHERE id = %s", second.pk, order.terms_id)
    refused("stand on it", "UPDATE shop_termsversion SET sha256 = '' WHERE id = %s", order.terms_id)


@pytest.mark.clause("TC-5.6")
def test_words_are_never_rewritten(order: Order) -> None:
    words = Wording.objects.create(code="terms", version=99, text="What was agreed to.", from_date="2026-01-01")
    Consent.objects.create(order=order, to="terms", wording=words, given_at=NOON, given_by=order.buyer)
    for act in ("UPDATE shop_wording SET text = 'Other.'", "DELETE FROM shop_wording"):
        refused("Cannot", act)


@pytest.mark.clause("TC-13.4")
def test_no_more_is_given_up_than_is_owed(order: Order, unpaid: Order, officer: User) -> None:
    refused("more given up than is owed", WRITE_OFF, order.pk, 1, officer.pk)
    refused("more given up than is owed", WRITE_OFF, unpaid.pk, PENCE + 1, officer.pk)
    refused("write_off_is_of_something", WRITE_OFF, unpaid.pk, 0, officer.pk)
    placed = factories.order(order.buyer, accepted_at=None)
    refused("only an accepted order", WRITE_OFF, placed.pk, 1, officer.pk)
    factories.pay(unpaid, at=NOON, pence=1000)
    run(WRITE_OFF, unpaid.pk, 3000, officer.pk)
    refused("more given up than is owed", WRITE_OFF, unpaid.pk, 501, officer.pk)
    for act in ("UPDATE shop_writeoff SET pence = 1", "DELETE FROM shop_writeoff"):
        refused("Cannot", act)
    reminders.write_off(order_id=unpaid.pk, pence=500, seen_owed_pence=500, reason="Gone.", by=officer, at=NOON + DAY)
    assert sum(WriteOff.objects.values_list("pence", flat=True)) == PENCE - 1000


def test_what_was_credited_is_no_longer_owed(unpaid: Order, officer: User) -> None:
    line = line_of(unpaid)
    part = invoicing.CreditLine(order_line_id=line.pk, quantity=0, gross_pence=1500)
    invoicing.credit(invoice_id=unpaid.invoices.get().pk, lines=[part], reason="A part.", at=NOON)
    refused("more given up than is owed", WRITE_OFF, unpaid.pk, PENCE - 1499, officer.pk)
    run(WRITE_OFF, unpaid.pk, PENCE - 1500, officer.pk)


def two_at_once(statement: str, *given: Any) -> int:
    """Two transactions that see nothing of each other do the same one after the other; how many came through."""
    first, second = connection.copy(), connection.copy()
    through = 0
    try:
        for one in (first, second):
            one.cursor().execute("BEGIN ISOLATION LEVEL REPEATABLE READ")
            one.cursor().execute("SELECT count(*) FROM shop_payment")
        for one in (first, second):
            try:
                one.cursor().execute(statement, given)
                one.cursor().execute("COMMIT")
                through += 1
            except OperationalError as error:
                if "could not serialize" not in str(error):
                    raise
                one.cursor().execute("ROLLBACK")
    finally:
        first.close()
        second.close()
    return through


@contextmanager
def looking_only(table: str, trigger: str, looks: str) -> Iterator[None]:
    """A trigger of a table that locks and looks in the place of the one that writes."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT tgname FROM pg_trigger WHERE tgname LIKE %s AND NOT tgisinternal", [f"%{trigger}%"])
        [(name,)] = cursor.fetchall()
        cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER {name}")
        cursor.execute(f"CREATE FUNCTION looks() RETURNS trigger LANGUAGE plpgsql AS $$BEGIN {looks} END$$")
        cursor.execute(f"CREATE TRIGGER looks BEFORE INSERT ON {table} FOR EACH ROW EXECUTE FUNCTION looks()")
        try:
            yield
        finally:
            cursor.execute(f"DROP FUNCTION looks() CASCADE; ALTER TABLE {table} ENABLE TRIGGER {name}")


LOOKS_AT_REFUNDS = """
    PERFORM FROM shop_payment WHERE id = NEW.payment_id FOR UPDATE;
    IF NEW.pence + (SELECT coalesce(sum(pence), 0) FROM shop_refund WHERE payment_id = NEW.payment_id)
        > (SELECT pence FROM shop_payment WHERE id = NEW.payment_id) THEN RAISE EXCEPTION 'too much'; END IF;
    RETURN NEW;
"""
LOOKS_AT_WRITE_OFFS = """
    PERFORM FROM shop_order WHERE id = NEW.order_id FOR UPDATE;
    IF NEW.pence + (SELECT coalesce(sum(pence), 0) FROM shop_writeoff WHERE order_id = NEW.order_id)
        > (SELECT total_pence FROM shop_order WHERE id = NEW.order_id) THEN RAISE EXCEPTION 'too much'; END IF;
    RETURN NEW;
"""


@pytest.mark.clause("TC-9.6")
@pytest.mark.django_db(transaction=True)
def test_refunds_made_in_two_old_sights_of_a_payment_stay_within_it(buyer: User) -> None:
    order = factories.order(buyer, [(factories.product(pence=PENCE), 1)])
    notice, payment = give_up(line_of(order)), order.payments.get()
    with looking_only("shop_refund", "refunds_within_the_payment", LOOKS_AT_REFUNDS):
        both = two_at_once(REFUND, notice.pk, payment.pk, 3000)
    assert both == 2, "the test would not notice that looking is not enough"
    other = factories.order(buyer, [(factories.product(pence=PENCE), 1)])
    notice, payment = give_up(line_of(other)), other.payments.get()
    assert two_at_once(REFUND, notice.pk, payment.pk, 3000) == 1
    payment.refresh_from_db()
    assert payment.refunded_pence == sum(payment.refunds.values_list("pence", flat=True)) == 3000


@pytest.mark.clause("TC-13.4")
@pytest.mark.django_db(transaction=True)
def test_debts_given_up_in_two_old_sights_of_an_order_stay_within_it(buyer: User) -> None:
    first, second = (factories.order(buyer, [(factories.product(pence=PENCE), 1)], paid=False) for _ in range(2))
    with looking_only("shop_writeoff", "no_more_than_is_owed", LOOKS_AT_WRITE_OFFS):
        both = two_at_once(WRITE_OFF, first.pk, 3000, buyer.pk)
    assert both == 2, "the test would not notice that looking is not enough"
    assert two_at_once(WRITE_OFF, second.pk, 3000, buyer.pk) == 1
