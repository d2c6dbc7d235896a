"""One order or many with all that hangs on them, in one round trip and as rows of the shop's models."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from datetime import date, datetime
from decimal import Decimal
from functools import cache
from typing import Any, LiteralString, TypeVar
from uuid import UUID

from django.apps import apps
from django.db import DEFAULT_DB_ALIAS
from django.db.models import DEFERRED, DateField, DateTimeField, DecimalField, Model, UUIDField

from cilexportal.foundation.prepared import Prepared

Row = dict[str, Any]
Sets = dict[str, list[Row]]
AnyModel = TypeVar("AnyModel", bound=Model)

# Passwords stay where they are, and of papers only what a list of them shows is read. Ids are handed on as arrays: a
# sub-select made PostgreSQL hash all people to find three of them.
SETS: LiteralString = """
    WITH ordered AS (SELECT * FROM shop_order WHERE {whose}),
    line AS (SELECT * FROM shop_orderline WHERE order_id = ANY (ARRAY(SELECT id FROM ordered))),
    payer AS (SELECT * FROM shop_payer WHERE id = ANY (ARRAY(SELECT payer_id FROM ordered))),
    payment AS (SELECT * FROM shop_payment WHERE order_id = ANY (ARRAY(SELECT id FROM ordered))),
    notice AS (SELECT * FROM shop_cancellation WHERE line_id = ANY (ARRAY(SELECT id FROM line))),
    goods AS (SELECT * FROM shop_return WHERE cancellation_id = ANY (ARRAY(SELECT id FROM notice))),
    refund AS (SELECT * FROM shop_refund WHERE payment_id = ANY (ARRAY(SELECT id FROM payment))),
    booked AS (SELECT * FROM shop_orderedsession WHERE line_id = ANY (ARRAY(SELECT id FROM line))),
    told AS (SELECT * FROM shop_told WHERE line_id = ANY (ARRAY(SELECT id FROM line))),
    invoice AS (
        SELECT id, number, issued_at, gross_pence, order_id,
               NOT EXISTS (SELECT FROM shop_invoice later WHERE later.replaces_id = first.id) AS stands
        FROM shop_invoice first WHERE order_id = ANY (ARRAY(SELECT id FROM ordered))
    ),
    invoiced AS (
        SELECT id, order_line_id, gross_pence, quantity FROM shop_invoiceline
        WHERE invoice_id = ANY (ARRAY(SELECT id FROM invoice WHERE stands))
    ),
    person AS (
        SELECT id, email, full_name, is_active, joined_at, last_login FROM members_user WHERE id = ANY (ARRAY(
            SELECT buyer_id FROM ordered UNION SELECT beneficiary_id FROM line UNION SELECT told_by_id FROM notice
        ))
    )
    SELECT json_build_object(
        'orders', (SELECT json_agg(ordered ORDER BY placed_at DESC, id DESC) FROM ordered),
        'payers', (SELECT json_agg(payer) FROM payer),
        'addresses', (
            SELECT json_agg(address) FROM shop_address address
            WHERE id = ANY (ARRAY(SELECT address_id FROM payer UNION SELECT delivery_id FROM ordered))
        ),
        'policies', (
            SELECT json_agg(policy) FROM shop_shoppolicy policy WHERE id = ANY (ARRAY(SELECT policy_id FROM ordered))
        ),
        'terms', (
            SELECT json_agg(terms) FROM shop_termsversion terms WHERE id = ANY (ARRAY(SELECT terms_id FROM ordered))
        ),
        'people', (SELECT json_agg(person) FROM person),
        'lines', (SELECT json_agg(line ORDER BY id) FROM line),
        'products', (
            SELECT json_agg(product) FROM shop_product product WHERE id = ANY (ARRAY(SELECT product_id FROM line))
        ),
        'notices', (SELECT json_agg(notice ORDER BY told_at, id) FROM notice),
        'goods', (SELECT json_agg(goods) FROM goods),
        'proofs', (
            SELECT json_agg(proof) FROM documents_document proof WHERE id = ANY (ARRAY(SELECT proof_id FROM goods))
        ),
        'consents', (
            SELECT json_agg(consent ORDER BY id)
            FROM shop_consent consent WHERE order_id = ANY (ARRAY(SELECT id FROM ordered))
        ),
        'accesses', (
            SELECT json_agg(access) FROM shop_access access WHERE line_id = ANY (ARRAY(SELECT id FROM line))
        ),
        'booked', (SELECT json_agg(booked ORDER BY line_id, number) FROM booked),
        'sessions', (
            SELECT json_agg(session) FROM shop_coursesession session
            WHERE id = ANY (ARRAY(SELECT session_id FROM booked))
        ),
        'parcels', (
            SELECT json_agg(parcel ORDER BY dispatched_at)
            FROM shop_parcel parcel WHERE order_id = ANY (ARRAY(SELECT id FROM ordered))
        ),
        'sent', (
            SELECT json_agg(sent) FROM (
                SELECT item.line_id, sum(item.quantity) AS units,
                       CASE WHEN bool_and(parcel.delivered_on IS NOT NULL) THEN max(parcel.delivered_on) END AS arrived
                FROM shop_parcelitem item JOIN shop_parcel parcel ON parcel.id = item.parcel_id
                WHERE item.line_id = ANY (ARRAY(SELECT id FROM line)) GROUP BY item.line_id
            ) sent
        ),
        'payments', (SELECT json_agg(payment ORDER BY id) FROM payment),
        'refunds', (SELECT json_agg(refund ORDER BY id) FROM refund),
        'invoices', (SELECT json_agg(invoice) FROM invoice),
        'credit_notes', (
            SELECT json_agg(note) FROM (
                SELECT note.id, note.number, note.issued_at, note.gross_pence, note.invoice_id
                FROM shop_creditnote note WHERE note.invoice_id = ANY (ARRAY(SELECT id FROM invoice))
            ) note
        ),
        'invoiced', (
            SELECT json_agg(price) FROM (
                SELECT order_line_id, sum(gross_pence) AS pence, sum(quantity) AS units
                FROM invoiced GROUP BY order_line_id
            ) price
        ),
        'credited', (
            SELECT json_agg(credit) FROM (
                SELECT credited.order_line_id, sum(credited.gross_pence) AS pence
                FROM shop_creditnoteline credited WHERE credited.invoice_line_id = ANY (ARRAY(SELECT id FROM invoiced))
                GROUP BY credited.order_line_id
            ) credit
        ),
        'written_off', (
            SELECT json_agg(given) FROM (
                SELECT order_id, sum(pence) AS pence FROM shop_writeoff
                WHERE order_id = ANY (ARRAY(SELECT id FROM ordered)) GROUP BY order_id
            ) given
        ),
        'told', (SELECT json_agg(told ORDER BY told_at, id) FROM told),
        'announcements', (
            SELECT json_agg(announcement) FROM shop_announcement announcement
            WHERE id = ANY (ARRAY(SELECT announcement_id FROM told))
        ),
        'moved', (
            SELECT json_agg(moved ORDER BY id) FROM shop_movedsession moved
            WHERE announcement_id = ANY (ARRAY(SELECT announcement_id FROM told))
        )
    )
"""
OF_ORDERS = Prepared(
    "shop_order_rows", SETS.replace("{whose}", "id = ANY ((SELECT %(orders)s)::bigint[])"), orders="bigint[]"
)
OF_BUYER = Prepared(
    "shop_own_order_rows",
    SETS.replace("{whose}", "buyer_id = %(buyer)s AND uuid = %(uuid)s::uuid"),
    buyer="bigint",
    uuid="text",
)


def gathered(order_ids: Collection[int]) -> Sets:
    """Every set of rows of these orders by its name; an empty list where there are none."""
    return _sets(OF_ORDERS.rows(orders=list(order_ids)))


def gathered_own(buyer_id: int, uuid: UUID) -> Sets:
    """The same of the one order of this buyer that has this uuid, if there is one."""
    return _sets(OF_BUYER.rows(buyer=buyer_id, uuid=str(uuid)))


def _sets(found: list[tuple[Any, ...]]) -> Sets:
    [(sets,)] = found
    return {name: rows or [] for name, rows in sets.items()}


def made(model: type[AnyModel], rows: Sequence[Row]) -> list[AnyModel]:
    """Rows as instances of their model, as its manager would read them; columns that are left out are deferred."""
    if not rows:
        return []
    names, readers = _fields(model._meta.label)
    found = []
    for row in rows:
        values = [row.get(name, DEFERRED) for name in names]
        for place, reader in readers:
            if values[place] is not None and values[place] is not DEFERRED:
                values[place] = reader(values[place])
        found.append(model.from_db(DEFAULT_DB_ALIAS, names, values))
    return found


def by_id(model: type[AnyModel], rows: Sequence[Row]) -> dict[Any, AnyModel]:
    """The same by id."""
    return {found.pk: found for found in made(model, rows)}


@cache
def _fields(label: str) -> tuple[list[str], list[tuple[int, Callable[[Any], Any]]]]:
    """The names of the fields of the model of this label, and which of them are read how where JSON says otherwise."""
    fields = apps.get_model(label)._meta.concrete_fields
    readers = [(place, _reader(field)) for place, field in enumerate(fields)]
    return [field.attname for field in fields], [(place, reader) for place, reader in readers if reader]


def _reader(field: Any) -> Callable[[Any], Any] | None:
    if isinstance(field, DateTimeField):
        return datetime.fromisoformat
    if isinstance(field, DateField):
        return date.fromisoformat
    if isinstance(field, UUIDField):
        return UUID
    if isinstance(field, DecimalField):
        return lambda value: Decimal(f"{value:.{field.decimal_places}f}")
    return None
