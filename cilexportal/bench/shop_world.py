"""A shop with as many orders as wanted, made by a few statements while triggers and foreign keys sleep."""

from __future__ import annotations

from django.db import connection

# Of a hundred orders ninety are paid, three unpaid, three declined, three not completed and one waits; one in ten is
# paid by an employer, one buyer in forty is called Ashby. Every buyer has four orders of two lines.
PRODUCTS = """
    INSERT INTO shop_product (
        uuid, slug, kind, supply, title, summary, description, picture, mode, topics, vat_code_id, "left", share_unit,
        supply_statement, delivery_days
    )
    SELECT
        gen_random_uuid(), 'thing-' || n, (ARRAY['book', 'webinar', 'ebook'])[1 + n %% 3],
        (ARRAY['goods', 'digital', 'digital'])[1 + n %% 3], 'Thing number ' || n, repeat('What it is, in short. ', 4),
        repeat('What is promised to whoever buys it. ', 8), 'book.svg', '', '{Costs,Writing}', 'standard',
        CASE WHEN n %% 3 = 0 THEN 100000 END, 'sessions', 'As soon as it is paid.', CASE WHEN n %% 3 = 0 THEN 5 END
    FROM generate_series(1, 40) n;
    INSERT INTO shop_price (product_id, pence, from_date)
    SELECT id, 1000 + 100 * (id %% 7), '2026-01-01' FROM shop_product WHERE slug LIKE 'thing-%%';
"""
PEOPLE = """
    INSERT INTO members_user (password, email, full_name, is_active)
    SELECT '!', 'buyer' || n || '@example.org',
        CASE WHEN n %% 40 = 7 THEN 'Robin Ashby ' ELSE 'Buyer Number ' END || lpad(n::text, 7, '0'), true
    FROM generate_series(1, %(orders)s / 4) n;
    INSERT INTO shop_address (name, line_1, line_2, town, postcode, country)
    VALUES ('Somebody', '1 Example Street', '', 'Bedford', 'MK42 7AB', 'GB');
    INSERT INTO shop_payer (kind, user_id, name, contact, email, address_id, purchase_order)
    SELECT
        CASE WHEN id %% 10 = 3 THEN 'employer' ELSE 'buyer' END, CASE WHEN id %% 10 = 3 THEN NULL ELSE id END,
        CASE WHEN id %% 10 = 3 THEN 'Firm Number ' || id ELSE full_name END, '', email,
        (SELECT max(id) FROM shop_address), ''
    FROM members_user WHERE email LIKE 'buyer%%' ORDER BY id;
"""
ORDERS = """
    INSERT INTO shop_order (
        uuid, number, buyer_id, email, payer_id, by_transfer, total_pence, terms_id, policy_id, stage, placed_at,
        held_until, accepted_at, confirmed_at, declined_at, decline_reason, withdrawn_at, paid_at, words
    )
    SELECT
        gen_random_uuid(), number, buyer_id, email, payer_id, n %% 100 BETWEEN 90 AND 92, 2400,
        (SELECT min(id) FROM shop_termsversion), (SELECT min(id) FROM shop_shoppolicy), stage, placed_at, placed_at,
        CASE WHEN stage = 'accepted' THEN placed_at END, CASE WHEN stage = 'accepted' THEN placed_at END,
        CASE WHEN stage = 'declined' THEN placed_at END, CASE WHEN stage = 'declined' THEN 'full' ELSE '' END,
        CASE WHEN stage = 'withdrawn' THEN placed_at END, CASE WHEN n %% 100 < 90 THEN placed_at END,
        lower(concat_ws(' ', number, full_name, email, payer_name, '', email, ''))
    FROM (
        SELECT
            n, buyer.id buyer_id, buyer.email, buyer.full_name, payer.id payer_id, payer.name payer_name,
            '2026-06-01'::timestamptz + n * interval '7 minutes' placed_at,
            CASE WHEN n %% 100 < 93 THEN 'accepted' WHEN n %% 100 < 96 THEN 'declined'
                 WHEN n %% 100 < 99 THEN 'withdrawn' ELSE 'placed' END stage,
            CASE WHEN n %% 100 < 93 THEN 'ORD-' || lpad(upper(to_hex(n * 7919 %% 16777216)), 6, '0') END number
        FROM generate_series(0, %(orders)s - 1) n
        JOIN (SELECT *, row_number() OVER (ORDER BY id) - 1 place FROM members_user WHERE email LIKE 'buyer%%') buyer
            ON buyer.place = n %% (%(orders)s / 4)
        JOIN (SELECT *, row_number() OVER (ORDER BY id) - 1 place FROM shop_payer) payer ON payer.place = buyer.place
    ) made ORDER BY n;
"""
LINES = """
    INSERT INTO shop_orderline (
        uuid, order_id, product_id, title, description, kind, supply, quantity, unit_pence, pence, vat_percent,
        vat_pence, share_unit, supply_statement, beneficiary_id, purpose, told_of_right, told_return_cost
    )
    SELECT
        gen_random_uuid(), made.id, product.id, product.title, product.description, product.kind, product.supply, 1,
        1200, 1200, 20, 200, 'sessions', product.supply_statement, made.buyer_id, '', true, true
    FROM shop_order made CROSS JOIN generate_series(0, 1) second
    JOIN (SELECT *, row_number() OVER (ORDER BY id) - 1 place FROM shop_product WHERE slug LIKE 'thing-%%') product
        ON product.place = (made.id + second) %% 40;
    INSERT INTO shop_payment (
        key, order_id, payer_id, method, pence, currency, state, reference, charge, page_url, brand, started_at,
        captured_at, wanted, attempts
    )
    SELECT
        gen_random_uuid(), id, payer_id, 'demo', total_pence, 'GBP', 'captured', 'ref_' || id, 'ch_' || id, '', 'visa',
        placed_at, paid_at, '', 0
    FROM shop_order WHERE paid_at IS NOT NULL;
    INSERT INTO shop_invoice (
        number, running, issued_at, supplied_on, supplier, customer, net_pence, vat_pence, gross_pence, order_id,
        purchase_order
    )
    SELECT
        'INV-' || lpad(id::text, 7, '0'), id, accepted_at, accepted_at::date, '{}', '{}', 2000, 400, 2400, id, ''
    FROM shop_order WHERE stage = 'accepted';
    INSERT INTO shop_invoiceline (
        invoice_id, order_line_id, description, quantity, unit_pence, vat_percent, net_pence, vat_pence, gross_pence
    )
    SELECT invoice.id, line.id, line.title, 1, 1200, 20, 1000, 200, 1200
    FROM shop_invoice invoice JOIN shop_orderline line ON line.order_id = invoice.order_id;
    UPDATE shop_series SET last = (SELECT max(running) FROM shop_invoice) WHERE code = 'INV';
"""


def fill(orders: int) -> None:
    """Products, buyers and so many orders, in an empty database of the portal. Needs a superuser of the database."""
    with connection.cursor() as cursor:
        cursor.execute("SET session_replication_role = replica")
        for statement in (PRODUCTS, PEOPLE, ORDERS, LINES):
            cursor.execute(statement, {"orders": orders})
        cursor.execute("RESET session_replication_role")
        cursor.execute("VACUUM ANALYZE")
