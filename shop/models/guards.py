"""What the tables of the shop refuse whoever asks: rows that are kept, sums that have a cap, figures that stay.

The services never ask for any of it; these hold for whoever writes to the database by other ways.
"""

from __future__ import annotations

from typing import Any

import pgtrigger

from cilexportal.foundation.audit import NO_TRUNCATE

Q, F = pgtrigger.Q, pgtrigger.F

IS_KEPT = pgtrigger.Protect(name="is_kept", operation=pgtrigger.Delete)
STAYS = pgtrigger.Protect(name="stays", operation=pgtrigger.Update | pgtrigger.Delete)
# Rows that are never taken away, and rows that are never changed either.
KEPT = [IS_KEPT, NO_TRUNCATE]
STAY = [STAYS, NO_TRUNCATE]


def stays_once_set(field: str, *, name: str) -> pgtrigger.Trigger:
    """Refuses another value, or none, in a field that has one."""
    lookups: dict[str, Any] = {f"old__{field}__isnull": False, f"old__{field}__df": F(f"new__{field}")}
    return pgtrigger.Protect(name=name, operation=pgtrigger.Update, condition=Q(**lookups))


# What an invoice of another rate brings comes to the order too [TC-5.3]: its total is what its invoices ask for, less
# what was left of each that was replaced, which the last note on that one took off.
ORDER = [
    *KEPT,
    pgtrigger.Trigger(
        name="order_words",
        when=pgtrigger.Before,
        operation=pgtrigger.Insert | pgtrigger.Update,
        func="""
            SELECT lower(concat_ws(' ', NEW.number, buyer.full_name, NEW.email, payer.name, payer.contact,
                                   payer.email, payer.purchase_order))
            INTO NEW.words FROM members_user buyer, shop_payer payer
            WHERE buyer.id = NEW.buyer_id AND payer.id = NEW.payer_id;
            RETURN NEW;
        """,
    ),
    pgtrigger.Protect(
        name="order_stays_with_its_people",
        operation=pgtrigger.Update,
        condition=pgtrigger.AnyChange("buyer", "payer", "uuid", "placed_at", "terms", "policy"),
    ),
    stays_once_set("number", name="order_number_stays"),
    stays_once_set("accepted_at", name="acceptance_stays"),
    stays_once_set("paid_at", name="paid_stays_paid"),
    pgtrigger.Trigger(
        name="total_is_what_invoices_ask",
        when=pgtrigger.Before,
        operation=pgtrigger.Update,
        condition=pgtrigger.AnyChange("total_pence"),
        declare=[("asked", "bigint"), ("replaced", "bigint")],
        func="""
            SELECT sum(gross_pence) INTO asked FROM shop_invoice WHERE order_id = NEW.id;
            SELECT coalesce(sum(note.gross_pence), 0) INTO replaced FROM shop_creditnote note WHERE note.running IN (
                SELECT max(last.running) FROM shop_creditnote last
                JOIN shop_invoice later ON later.replaces_id = last.invoice_id
                WHERE later.order_id = NEW.id GROUP BY last.invoice_id
            );
            IF NEW.total_pence IS DISTINCT FROM asked - replaced THEN
                RAISE EXCEPTION 'the total of an order changes with its invoice' USING ERRCODE = 'check_violation';
            END IF;
            RETURN NEW;
        """,
    ),
]

# A sum that only the trigger of refunds writes: whoever reads it in an older snapshot cannot add to it.
PAYMENT = [
    *KEPT,
    pgtrigger.Protect(
        name="payment_begins_unrefunded",
        operation=pgtrigger.Insert,
        condition=Q(new__refunded_pence__gt=0),  # type: ignore[call-arg]
    ),
    pgtrigger.Trigger(
        name="refunds_alone_are_counted",
        when=pgtrigger.Before,
        operation=pgtrigger.Update,
        condition=pgtrigger.AnyChange("refunded_pence"),
        func="""
            IF pg_trigger_depth() < 2 THEN
                RAISE EXCEPTION 'refunded_pence follows the refunds' USING ERRCODE = 'check_violation';
            END IF;
            RETURN NEW;
        """,
    ),
]

# The row of the order is written as it is: whoever has an older sight of it fails and begins anew.
WRITE_OFF = [
    *STAY,
    pgtrigger.Trigger(
        name="no_more_than_is_owed",
        when=pgtrigger.Before,
        operation=pgtrigger.Insert,
        declare=[("charged", "bigint"), ("credited", "bigint"), ("kept", "bigint"), ("given_up", "bigint")],
        func="""
            UPDATE shop_order SET held_until = held_until WHERE id = NEW.order_id AND stage = 'accepted';
            IF NOT FOUND THEN
                RAISE EXCEPTION 'only an accepted order is owed' USING ERRCODE = 'check_violation';
            END IF;
            SELECT sum(line.gross_pence), sum((
                SELECT sum(gross_pence) FROM shop_creditnoteline WHERE invoice_line_id = line.id
            )) INTO charged, credited
            FROM shop_invoiceline line JOIN shop_invoice paper ON paper.id = line.invoice_id
            WHERE paper.order_id = NEW.order_id
                AND NOT EXISTS (SELECT FROM shop_invoice later WHERE later.replaces_id = paper.id);
            IF charged IS NULL THEN
                SELECT sum(pence) INTO charged FROM shop_orderline WHERE order_id = NEW.order_id;
            END IF;
            SELECT coalesce(sum(pence - refunded_pence), 0) INTO kept
            FROM shop_payment WHERE order_id = NEW.order_id AND state = 'captured';
            SELECT coalesce(sum(pence), 0) INTO given_up FROM shop_writeoff WHERE order_id = NEW.order_id;
            IF given_up + NEW.pence > coalesce(charged, 0) - coalesce(credited, 0) - kept THEN
                RAISE EXCEPTION 'more given up than is owed' USING ERRCODE = 'check_violation';
            END IF;
            RETURN NEW;
        """,
    ),
]

NOTICE = [
    *KEPT,
    pgtrigger.Protect(
        name="notice_stays_of_its_line", operation=pgtrigger.Update, condition=pgtrigger.AnyChange("line", "uuid")
    ),
    pgtrigger.Trigger(
        name="settled_notice_stays",
        when=pgtrigger.Before,
        operation=pgtrigger.Update,
        condition=pgtrigger.AnyChange("total_pence", "quantity", "ground", "parts", "sent_at", "told_at", "settled_at"),
        # Only money that has come back opens it again, and it keeps its sum: the day on which it was settled goes.
        func="""
            IF OLD.stage = 'settled' AND (
                NEW.stage = 'settled'
                OR ROW(NEW.total_pence, NEW.quantity, NEW.ground, NEW.parts, NEW.sent_at, NEW.told_at)
                IS DISTINCT FROM ROW(OLD.total_pence, OLD.quantity, OLD.ground, OLD.parts, OLD.sent_at, OLD.told_at)
            ) THEN
                RAISE EXCEPTION 'a settled notice stays as it is' USING ERRCODE = 'check_violation';
            END IF;
            IF OLD.stage = 'settled' AND NOT EXISTS (
                SELECT FROM shop_refund
                WHERE cancellation_id = OLD.id AND state = 'failed' AND came_back_at IS NOT NULL
            ) THEN
                RAISE EXCEPTION 'a settled notice opens when money comes back' USING ERRCODE = 'check_violation';
            END IF;
            RETURN NEW;
        """,
    ),
]

REFUND = [
    NO_TRUNCATE,
    pgtrigger.Trigger(
        name="refund_of_its_own_order",
        when=pgtrigger.Before,
        operation=pgtrigger.Insert,
        func="""
            IF NOT EXISTS (
                SELECT FROM shop_payment payment JOIN shop_orderline line ON line.order_id = payment.order_id
                JOIN shop_cancellation notice ON notice.line_id = line.id
                WHERE payment.id = NEW.payment_id AND notice.id = NEW.cancellation_id
            ) THEN
                RAISE EXCEPTION 'a refund goes by a payment of its own order' USING ERRCODE = 'check_violation';
            END IF;
            RETURN NEW;
        """,
    ),
    # Writing the count makes a transaction of an older snapshot fail: looking at the other refunds would not.
    pgtrigger.Trigger(
        name="refunds_within_the_payment",
        when=pgtrigger.Before,
        operation=pgtrigger.Insert,
        func="""
            UPDATE shop_payment SET refunded_pence = refunded_pence + NEW.pence
            WHERE id = NEW.payment_id AND state = 'captured' AND refunded_pence + NEW.pence <= pence;
            IF NOT FOUND THEN
                RAISE EXCEPTION 'refunds exceed what was paid' USING ERRCODE = 'check_violation';
            END IF;
            RETURN NEW;
        """,
    ),
]

SERIES = [
    *KEPT,
    pgtrigger.Trigger(
        name="series_goes_on_by_one",
        when=pgtrigger.Before,
        operation=pgtrigger.Update,
        func="""
            IF NEW.code <> OLD.code OR NEW.last NOT IN (OLD.last, OLD.last + 1) THEN
                RAISE EXCEPTION 'a series goes on by one' USING ERRCODE = 'check_violation';
            END IF;
            RETURN NEW;
        """,
    ),
]

ACCESS = [*KEPT, stays_once_set("first_opened_at", name="first_opening_stays")]


def stays_once_ordered(column: str, *fields: str, name: str, but: str = "") -> pgtrigger.Trigger:
    """Refuses changes of fields of a row that an order names in a column; `but` lets some through, as SQL."""
    return pgtrigger.Trigger(
        name=name,
        when=pgtrigger.Before,
        operation=pgtrigger.Update,
        condition=pgtrigger.AnyChange(*fields),
        func=f"""
            IF EXISTS (SELECT FROM shop_order WHERE {column} = OLD.id){but} THEN
                RAISE EXCEPTION 'orders stand on it: a change is a new row' USING ERRCODE = 'check_violation';
            END IF;
            RETURN NEW;
        """,
    )


POLICY = [NO_TRUNCATE, stays_once_ordered("policy_id", "figures", "from_date", name="policy_stays_once_ordered")]
# A version that orders stand on takes its text where it has none yet, once.
TERMS = [
    NO_TRUNCATE,
    stays_once_ordered("terms_id", "version", "from_date", name="terms_stay_once_ordered"),
    stays_once_ordered(
        "terms_id", "document", "sha256", name="text_of_terms_stays", but=" AND OLD.document_id IS NOT NULL"
    ),
]
