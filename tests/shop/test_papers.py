"""Papers on screen, as PDF and as a table: the same pence everywhere, and for their own people only."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable
from datetime import timedelta
from decimal import Decimal

import pypdfium2
import pytest
from django.template.loader import render_to_string
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some

from cilexportal.foundation import printing
from cilexportal.foundation.correspondence import rendering
from cilexportal.foundation.correspondence.models import Message
from cilexportal.foundation.documents.models import Printout, PrintoutState
from members.models import User
from shop import printouts
from shop.enums import Supply
from shop.models import Invoice, Order, PayLink
from shop.queries import papers
from shop.rules.money import in_pounds
from shop.services import invoicing
from shop.services.invoicing import CreditLine
from shop.services.pay_links import hashed
from tests import factories as people
from tests.shop import factories
from tests.shop.factories import NOON

pytestmark = pytest.mark.django_db


@pytest.fixture
def finance(db: None) -> User:
    return people.staff("finance")


@pytest.fixture
def client(buyer: User, sign_in: Callable, at: Callable) -> Client:
    at(NOON)
    return sign_in(buyer)


def issued(buyer: User, **facts: object) -> tuple[Order, Invoice]:
    order = factories.order(buyer=buyer, **facts)  # type: ignore[arg-type]
    return order, invoicing.issue(order_id=order.pk, at=NOON)


def pdf_text(kind: printouts.Kind, paper: papers.Paper) -> str:
    page = kind.build({"paper": paper.pk})
    html = render_to_string(page.template, {**page.context, "title": page.title, "site": {}})
    document = pypdfium2.PdfDocument(printing.pdf(html, title=page.title))
    return " ".join("\n".join(sheet.get_textpage().get_text_range() for sheet in document).split())


def sums_in(html: str) -> set[str]:
    return set(re.findall(r"£[\d,]+\.\d\d", html))


PRICES = some.lists(
    some.tuples(some.integers(0, 300_000), some.integers(1, 9), some.sampled_from(["standard", "books"])),
    min_size=1, max_size=4,
)  # fmt: skip


@pytest.mark.pango
@pytest.mark.clause("LAW-VATINV", "LAW-VATCN", "TC-5.1")
@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(prices=PRICES, share=some.integers(0, 100))
def test_row_pdf_screen_table_and_payment_say_the_same_pence(
    client: Client, buyer: User, finance: User, sign_in: Callable, prices: list, share: int
) -> None:
    lines = [
        (factories.product(Supply.DIGITAL, pence, vat_code=factories.vat_code(code=code)), quantity)
        for pence, quantity, code in prices
    ]
    order, invoice = issued(buyer, lines=lines)
    credited = [
        CreditLine(order_line_id=line.pk, quantity=0, gross_pence=line.pence * share // 100)
        for line in order.lines.all()
    ]
    note = invoicing.credit(invoice_id=invoice.pk, lines=credited, reason="A share goes back.", at=NOON)
    paid = sum(payment.pence for payment in order.payments.all())
    assert invoice.gross_pence == paid == order.total_pence
    table = _table(sign_in(finance))
    for kind, paper, sign in ((printouts.KINDS[0], invoice, 1), (printouts.KINDS[1], note, -1)):
        rows = list(paper.lines.order_by("id"))
        assert sum(row.vat_pence for row in rows) == paper.vat_pence
        expected = {in_pounds(sum_) for row in [paper, *rows] for sum_ in _sums(row)}
        assert expected <= sums_in(client.get(f"/shop/papers/{paper.number}/").content.decode())
        assert expected <= sums_in(pdf_text(kind, paper))
        mine = [row for row in table if row["Number"] == paper.number]
        assert [Decimal(row["Gross £"]) * 100 for row in mine] == [sign * row.gross_pence for row in rows]
        assert sum(Decimal(row["VAT £"]) * 100 for row in mine) == sign * paper.vat_pence


def _sums(row: papers.Paper) -> tuple[int, int, int]:
    return row.net_pence, row.vat_pence, row.gross_pence


def _table(client: Client) -> list[dict[str, str]]:
    answer = client.get("/desk/shop/papers/papers.csv")
    assert answer.status_code == 200
    return list(csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig"))))


@pytest.mark.clause("LAW-VATINV")
def test_a_pdf_says_all_that_a_full_invoice_has_to_say(buyer: User, settings, book) -> None:
    order, invoice = issued(buyer, lines=[(book, 2)], employer=True)
    text = pdf_text(printouts.KINDS[0], invoice)
    site = settings.SITE
    for words in (
        invoice.number, "2 November 2026", site["organisation_vat_number"], "CILEX", "Example LLP", "2 Office Row",
        "Conveyancing in practice", "£24.99", "0%", "£49.98", order.number, "PO 7",
    ):  # fmt: skip
        assert words in text, words


@pytest.mark.clause("LAW-VATCN")
def test_a_credit_note_names_the_invoice_its_day_and_the_reason(buyer: User) -> None:
    order, invoice = issued(buyer)
    line = order.lines.get()
    note = invoicing.credit(
        invoice_id=invoice.pk, lines=[CreditLine(order_line_id=line.pk, quantity=1, gross_pence=line.pence)],
        reason="Change of mind", at=NOON + timedelta(days=2),
    )  # fmt: skip
    text = pdf_text(printouts.KINDS[1], note)
    for words in (note.number, invoice.number, "of 2 November 2026", "4 November 2026", "Change of mind", "£24.00"):
        assert words in text, words


@pytest.mark.pango
@pytest.mark.parametrize("kind", ["shop.invoice", "shop.credit_note"])
def test_the_letter_carries_the_paper_itself(buyer: User, kind: str) -> None:
    order, invoice = issued(buyer)
    line = order.lines.get()
    invoicing.credit(
        invoice_id=invoice.pk, lines=[CreditLine(order_line_id=line.pk, quantity=1, gross_pence=2400)],
        reason="Change of mind", at=NOON,
    )  # fmt: skip
    written = rendering.write(Message.objects.get(kind=kind), at=NOON)
    assert written.letter is not None
    text = pypdfium2.PdfDocument(written.letter)[0].get_textpage().get_text_range()
    assert "£24.00" in text
    assert "£24.00" in written.text
    assert "£24.00" in written.html
    assert "INV-000001" in written.subject


def test_the_pdf_is_made_by_the_worker_and_fetched_by_its_buyer(client: Client, buyer: User, eager: None) -> None:
    _, invoice = issued(buyer)
    url = f"/shop/papers/{invoice.number}/"
    Printout.objects.update(state=PrintoutState.WAITING)
    page = client.get(url).content.decode()
    assert "is being made" in page
    assert client.get(f"{url}file/").status_code == 404
    assert "<html" not in client.get(url, headers={"X-Requested-With": "fetch"}).content.decode()
    Printout.objects.update(state=PrintoutState.READY, file="printouts/x", made_at=NOON)
    assert "Download the PDF" in client.get(url).content.decode()
    Printout.objects.update(state=PrintoutState.FAILED, attempts=3)
    assert "could not be made" in client.get(url).content.decode()
    client.post(url, people.once(buyer))
    assert Printout.objects.get().state != PrintoutState.FAILED


def test_nobody_else_sees_a_paper(client: Client, sign_in: Callable) -> None:
    _, invoice = issued(people.UserFactory())
    url = f"/shop/papers/{invoice.number}/"
    assert client.get(url).status_code == 404
    assert client.get(f"{url}file/").status_code == 404
    assert client.post(url, {}).status_code == 404
    assert client.get("/desk/shop/papers/").status_code == 404


@pytest.mark.clause("TC-5.5")
def test_a_payer_without_an_account_comes_by_the_link_while_it_is_good(at: Callable, buyer: User) -> None:
    at(NOON)
    order, invoice = issued(buyer, employer=True)
    _other, theirs = issued(buyer, employer=True)
    link = PayLink.objects.create(
        order=order, token_hash=hashed("secret"), sent_at=NOON, expires_at=NOON + timedelta(days=9)
    )  # fmt: skip
    visitor = Client()
    assert visitor.get("/shop/paid-for/").status_code == 410
    assert visitor.get(f"/shop/paid-for/{invoice.number}/").status_code == 410
    visitor.get("/shop/employer/secret/")
    assert invoice.number in visitor.get("/shop/paid-for/").content.decode()
    assert "Example LLP" in visitor.get(f"/shop/paid-for/{invoice.number}/").content.decode()
    assert visitor.get(f"/shop/paid-for/{invoice.number}/file/").status_code == 404, "still being made"
    assert visitor.get(f"/shop/paid-for/{theirs.number}/").status_code == 404
    pages = ["/shop/paid-for/", f"/shop/paid-for/{invoice.number}/", f"/shop/paid-for/{invoice.number}/file/"]
    at(NOON + timedelta(days=9))
    assert {visitor.get(page).status_code for page in pages} == {410}, "it has run out"
    at(NOON)
    PayLink.objects.filter(pk=link.pk).update(ended_at=NOON)
    assert visitor.get(f"/shop/paid-for/{invoice.number}/").status_code == 410
    assert visitor.get(f"/shop/paid-for/{invoice.number}/file/").status_code == 410


def test_finance_finds_papers_by_number_name_and_day(finance: User, sign_in: Callable, at: Callable) -> None:
    at(NOON)
    _order, invoice = issued(people.UserFactory(full_name="=Formula, Freda"))
    desk = sign_in(finance)
    assert invoice.number in desk.get("/desk/shop/papers/").content.decode()
    assert invoice.number in desk.get("/desk/shop/papers/", {"words": "freda"}).content.decode()
    assert "No paper matches" in desk.get("/desk/shop/papers/", {"words": "nobody"}).content.decode()
    assert invoice.number in desk.get(f"/desk/shop/papers/{invoice.number}/").content.decode()
    before = {"last_day": "1", "last_month": "11", "last_year": "2026"}
    assert "No paper matches" in desk.get("/desk/shop/papers/", before).content.decode()
    assert _table(desk)[0]["Customer"] == "'=Formula, Freda"


@pytest.mark.parametrize("url", ["/shop/papers/", "/desk/shop/papers/", "/desk/shop/papers/papers.csv"])
def test_lists_take_the_same_statements_whatever_their_length(
    url: str, sign_in: Callable, at: Callable, django_assert_max_num_queries: Callable
) -> None:
    at(NOON)
    person = people.staff("finance")
    client, counts, made = sign_in(person), [], 0
    client.get(url)
    for wanted in (1, 3, 30):
        while made < wanted:
            issued(person)
            made += 1
        with django_assert_max_num_queries(40) as counted:
            client.get(url)
        counts.append(len(counted.captured_queries))
    assert len(set(counts)) == 1, counts
