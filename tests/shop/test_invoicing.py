"""Invoices and credit notes: what they say, that they never change, and that corrections are credit and new issue."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.db import DatabaseError, connection, transaction
from django.template.loader import render_to_string

from cilexportal.foundation.correspondence.models import Message
from cilexportal.foundation.documents.models import Printout
from cilexportal.foundation.rulebook.refusal import Refused
from members.models import User
from shop.enums import Supply
from shop.models import CreditNote, Invoice, Order, OrderLine, Product
from shop.queries import papers
from shop.services import invoicing
from shop.services.invoicing import CreditLine
from tests.shop import factories
from tests.shop.factories import NOON

pytestmark = pytest.mark.django_db
LATER = NOON + timedelta(days=3)


def issued(*lines: tuple[Product, int], **facts: object) -> tuple[Order, Invoice]:
    order = factories.order(lines=lines, **facts)  # type: ignore[arg-type]
    return order, invoicing.issue(order_id=order.pk, at=NOON)


def all_of(line: OrderLine, pence: int | None = None, quantity: int | None = None) -> CreditLine:
    return CreditLine(
        order_line_id=line.pk,
        quantity=line.quantity if quantity is None else quantity,
        gross_pence=line.pence if pence is None else pence,
    )


@pytest.mark.clause("LAW-VATINV", "TC-5.1")
def test_an_invoice_has_the_vat_of_each_line_rounded_once(book: Product) -> None:
    talk, order_of_three = factories.product(Supply.DIGITAL, 1), 3
    order, invoice = issued((talk, order_of_three), (book, 2))
    small, books = invoice.lines.order_by("id")
    assert (small.gross_pence, small.vat_pence, small.net_pence) == (3, 1, 2), "half a penny goes up, once a line"
    assert (books.gross_pence, books.vat_pence, books.vat_percent) == (4998, 0, Decimal(0))
    assert (invoice.gross_pence, invoice.vat_pence, invoice.net_pence) == (5001, 1, 5000)
    assert invoice.gross_pence == order.total_pence
    assert (invoice.number, invoice.running) == ("INV-000001", 1)


@pytest.mark.clause("LAW-VATINV", "TC-5.5")
def test_it_is_addressed_to_whoever_pays_and_names_the_supplier(settings) -> None:
    _, invoice = issued(employer=True)
    assert invoice.customer == {
        "name": "Example LLP", "contact": "Accounts", "address": ["2 Office Row", "Bedford", "MK42 7AB"]
    }  # fmt: skip
    assert invoice.purchase_order == "PO 7"
    assert invoice.supplier["vat_number"] == settings.SITE["organisation_vat_number"]
    assert invoice.supplier["name"] == "CILEX"
    assert invoice.supplied_on == date(2026, 11, 2)


@pytest.mark.clause("TC-2.1")
def test_it_says_where_the_supplier_is_registered_and_where_to_ask(settings) -> None:
    settings.SITE = {**settings.SITE, "organisation_particulars": "Body by charter, number 1"}
    _, invoice = issued()
    page = render_to_string("print/shop.paper.html", {"page": papers.page_of(invoice)})
    for said in ("Registered office:", "1 Example Street", "Body by charter, number 1", "membership@example.org"):
        assert said in page


@pytest.mark.clause("TC-5.5a")
def test_payer_and_buyer_are_both_sent_it(eager: None, mailoutbox: list) -> None:
    order, invoice = issued(employer=True)
    messages = Message.objects.filter(kind="shop.invoice")
    assert {message.to_email for message in messages} == {order.email, "accounts@example.com"}
    assert Printout.objects.get(kind="shop.invoice").key == invoice.number


def test_a_second_issue_gives_the_first() -> None:
    order, invoice = issued()
    assert invoicing.issue(order_id=order.pk, at=LATER) == invoice
    assert Invoice.objects.count() == 1
    assert Message.objects.filter(kind="shop.invoice").count() == 1, "the buyer pays, so one letter"


def test_an_order_of_many_lines_takes_as_many_statements_as_one(django_assert_max_num_queries) -> None:
    counts = []
    for lines in (1, 3, 30):
        order = factories.order(lines=[(factories.product(), 1) for _ in range(lines)])
        with django_assert_max_num_queries(60) as counted:
            invoicing.issue(order_id=order.pk, at=NOON)
        counts.append(len(counted.captured_queries))
    assert len(set(counts)) == 1, counts


@pytest.mark.clause("LAW-VATCN", "TC-9.6")
def test_credits_in_any_parts_add_up_to_the_line() -> None:
    order, invoice = issued((factories.product(Supply.DIGITAL, 3333), 3))
    line = order.lines.get()
    for pence in (1, 3333, 2000, 4665):
        invoicing.credit(
            invoice_id=invoice.pk, lines=[all_of(line, pence, 0)], reason="A part goes back.", at=LATER
        )  # fmt: skip
    notes = CreditNote.objects.order_by("running")
    assert [note.number for note in notes] == ["CRN-000001", "CRN-000002", "CRN-000003", "CRN-000004"]
    assert sum(note.gross_pence for note in notes) == invoice.gross_pence
    assert sum(note.vat_pence for note in notes) == invoice.vat_pence
    assert {note.invoice for note in notes} == {invoice}


@pytest.mark.clause("LAW-VATCN")
def test_more_than_is_left_is_refused_by_the_service_and_by_the_database() -> None:
    order, invoice = issued((factories.product(Supply.DIGITAL, 1000), 1))
    line = order.lines.get()
    invoicing.credit(invoice_id=invoice.pk, lines=[all_of(line, 400, 0)], reason="Some", at=LATER)
    with pytest.raises(Refused, match=r"£6\.00 of this line"):
        invoicing.credit(invoice_id=invoice.pk, lines=[all_of(line, 601, 0)], reason="More", at=LATER)
    with connection.cursor() as cursor, pytest.raises(DatabaseError, match="exceed"), transaction.atomic():
        cursor.execute(
            """INSERT INTO shop_creditnoteline (order_line_id, description, quantity, vat_percent, net_pence, vat_pence,
               gross_pence, credit_note_id, invoice_line_id)
               SELECT order_line_id, 'x', 0, 20, 601, 0, 601, credit_note_id, invoice_line_id
               FROM shop_creditnoteline"""
        )


@pytest.mark.clause("LAW-VATINV", "LAW-VATCN")
@pytest.mark.parametrize("table", ["invoice", "invoiceline", "creditnote", "creditnoteline"])
@pytest.mark.parametrize("act", ["UPDATE shop_{} SET net_pence = net_pence", "DELETE FROM shop_{}"])
def test_what_is_issued_is_never_changed_by_anybody(table: str, act: str) -> None:
    order, invoice = issued()
    invoicing.credit(invoice_id=invoice.pk, lines=[all_of(order.lines.get())], reason="All", at=LATER)
    with connection.cursor() as cursor, pytest.raises(DatabaseError, match="Cannot"), transaction.atomic():
        cursor.execute(act.format(table))


@pytest.mark.clause("TC-5.3")
def test_another_rate_is_a_credit_and_a_new_invoice_at_the_same_net_price() -> None:
    order, invoice = issued((factories.product(Supply.DIGITAL, 12000), 1), paid=False, employer=True)
    line = order.lines.get()
    new = invoicing.reissue(
        invoice_id=invoice.pk, reason="The rate of VAT changed.", at=LATER, percents={line.pk: Decimal("22.5")}
    )
    assert (new.net_pence, new.vat_pence, new.gross_pence) == (10000, 2250, 12250)
    assert new.replaces == invoice
    assert papers.live_invoice(order.pk) == new
    note = invoice.credit_notes.get()
    assert (note.gross_pence, note.vat_pence) == (12000, 2000)
    order.refresh_from_db()
    assert order.total_pence == 12250, "the payer is asked for what the new invoice says"
    assert papers.invoiced([line.pk])[line.pk].gross == 12250
    with pytest.raises(Refused, match="replaced it"):
        invoicing.reissue(invoice_id=invoice.pk, reason="Again", at=LATER)


@pytest.mark.clause("LAW-VATINV")
def test_a_wrong_addressee_is_put_right_for_what_is_left(buyer: User) -> None:
    order, invoice = issued((factories.product(Supply.DIGITAL, 1001), 3))
    line = order.lines.get()
    invoicing.credit(invoice_id=invoice.pk, lines=[all_of(line, 1001, 1)], reason="One goes back", at=LATER)
    right = factories.payer(buyer, employer=True)
    new = invoicing.reissue(invoice_id=invoice.pk, reason="The payer is another.", payer=right, at=LATER)
    anew = new.lines.get()
    assert (anew.quantity, anew.gross_pence, anew.unit_pence) == (2, 2002, 1001)
    assert new.customer["name"] == "Example LLP"
    notes = list(invoice.credit_notes.all())
    assert sum(note.vat_pence for note in notes) == invoice.vat_pence
    assert sum(note.gross_pence for note in notes) == invoice.gross_pence
    order.refresh_from_db()
    assert order.total_pence == 3003


def test_a_credit_is_about_some_line_of_that_order(make_other: Callable[[], OrderLine]) -> None:
    _, invoice = issued()
    with pytest.raises(ValueError, match="some line"):
        invoicing.credit(invoice_id=invoice.pk, lines=[], reason="x", at=LATER)
    with pytest.raises(KeyError):
        invoicing.credit(invoice_id=invoice.pk, lines=[all_of(make_other())], reason="x", at=LATER)
    assert not CreditNote.objects.exists()


@pytest.fixture
def make_other() -> Callable[[], OrderLine]:
    return lambda: factories.order().lines.get()
