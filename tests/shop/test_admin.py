"""Administrators keep products and dated figures; what holds, or what an order stands on, is not rewritten."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from cilexportal.foundation import london
from members.enums import Role
from members.models import User
from shop.enums import Supply
from shop.models import (
    CourseSession,
    DeliveryRate,
    Price,
    Product,
    ProductFile,
    ShopPolicy,
    TermsVersion,
    VatRate,
    Wording,
)
from tests import factories as people
from tests.shop import factories

pytestmark = pytest.mark.django_db
PRODUCT = {
    "slug": "evenings", "kind": "course", "supply": "sessions", "title": "Evenings", "summary": "In short.",
    "description": "What is promised.", "picture": "", "mode": "online", "topics": "", "vat_code": "standard",
    "left": "10", "share_unit": "sessions", "supply_statement": "On the dates shown.", "delivery_days": "",
    "on_sale_from": "", "on_sale_until": "", "sessions-TOTAL_FORMS": "0", "sessions-INITIAL_FORMS": "0",
}  # fmt: skip
SESSION = {
    "sessions-TOTAL_FORMS": "1", "sessions-0-number": "1", "sessions-0-starts_at": "2027-01-10 18:00",
    "sessions-0-ends_at": "2027-01-10 20:00", "sessions-0-place": "",
}  # fmt: skip


@pytest.fixture
def client() -> Client:
    return people.signed_in(people.staff(Role.ADMINISTRATOR), recently=True)


def add(client: Client, model: str, **fields: Any) -> str:
    """The page that answers a new row; empty where it was taken."""
    answer = client.post(reverse(f"admin:shop_{model}_add"), fields)
    assert answer.status_code in (200, 302)
    return "" if answer.status_code == 302 else answer.content.decode()


def change(client: Client, row: Any, **fields: Any) -> int:
    return client.post(reverse(f"admin:shop_{row._meta.model_name}_change", args=[row.pk]), fields).status_code


def today() -> date:
    return london.today()


@pytest.mark.clause("TC-6.3")
def test_a_course_without_a_date_is_refused_with_its_clause(client: Client) -> None:
    assert "(TC-6.3)" in add(client, "product", **PRODUCT)
    assert not Product.objects.filter(slug="evenings").exists()
    assert add(client, "product", **PRODUCT | SESSION) == ""
    assert CourseSession.objects.get(product__slug="evenings").starts_at == datetime(2027, 1, 10, 18, tzinfo=london.UTC)


@pytest.mark.clause("TC-6.3")
def test_a_course_that_is_taken_on_demand_needs_no_date(client: Client) -> None:
    assert add(client, "product", **PRODUCT | {"mode": "on_demand"}) == ""


@pytest.mark.clause("TC-6.2")
@pytest.mark.parametrize(("days", "refused"), [("30", False), ("31", True), ("", True)])
def test_goods_that_would_come_too_late_are_refused_with_their_clause(client: Client, days: str, refused: bool) -> None:
    book = PRODUCT | {"kind": "book", "supply": "goods", "mode": "", "delivery_days": days}
    assert ("(TC-6.2)" in add(client, "product", **book)) is refused
    assert Product.objects.filter(slug="evenings").exists() is not refused


def test_a_picture_that_is_not_there_is_refused(client: Client) -> None:
    for name in ("lost.svg", "../../../etc/passwd"):
        assert "no picture of this name" in add(client, "product", **PRODUCT | SESSION | {"picture": name})
    assert add(client, "product", **PRODUCT | SESSION | {"picture": "course.svg"}) == ""


def test_copies_are_added_and_never_set(client: Client, book: Product) -> None:
    fields = {name: str(getattr(book, name) or "") for name in PRODUCT if hasattr(book, name)} | {
        "vat_code": "books", "topics": "", "sessions-TOTAL_FORMS": "0", "sessions-INITIAL_FORMS": "0",
    }  # fmt: skip
    Product.objects.filter(pk=book.pk).update(left=1)
    assert change(client, book, **fields | {"left": "50", "add_left": "4", "title": "Second edition"}) == 302
    book.refresh_from_db()
    assert (book.left, book.title) == (5, "Second edition")
    assert change(client, book, **fields | {"add_left": "-6"}) == 200
    book.refresh_from_db()
    assert book.left == 5


def test_what_a_product_is_stays_once_it_was_ordered(client: Client, buyer: User, course: Product) -> None:
    page = reverse("admin:shop_product_change", args=[course.pk])
    assert 'name="supply"' in client.get(page).content.decode()
    factories.order(buyer, [(course, 1)])
    html = client.get(page).content.decode()
    assert 'name="supply"' not in html
    assert html.count('name="sessions-0-starts_at"') == 1
    session = course.sessions.first()
    rows = {"sessions-TOTAL_FORMS": "1", "sessions-INITIAL_FORMS": "1", "sessions-0-id": str(session.pk)}
    fields = PRODUCT | rows | {"sessions-0-starts_at": "2030-01-01 10:00", "sessions-0-number": "9", "title": "New"}
    change(client, course, **fields)
    assert course.sessions.get(pk=session.pk).starts_at == session.starts_at


@pytest.mark.clause("TC-5.1")
def test_a_new_price_ends_the_one_before_it(client: Client, webinar: Product) -> None:
    old, day = webinar.prices.get(), today() + timedelta(days=3)
    assert add(client, "price", product=webinar.pk, pence="5000", from_date=day, until_date="") == ""
    old.refresh_from_db()
    assert old.until_date == day
    assert list(webinar.prices.order_by("from_date").values_list("pence", flat=True)) == [4500, 5000]


def test_a_price_that_holds_is_only_ended(client: Client, webinar: Product) -> None:
    price, day = webinar.prices.get(), today() + timedelta(days=1)
    change(client, price, pence="1", from_date="2019-01-01", until_date=day)
    price.refresh_from_db()
    assert (price.pence, price.from_date, price.until_date) == (4500, factories.LONG_AGO, day)
    assert change(client, price, until_date=today() - timedelta(days=1)) == 200
    Price.objects.filter(pk=price.pk).update(until_date=today())
    change(client, price, until_date="")
    price.refresh_from_db()
    assert price.until_date == today()


def test_a_price_to_come_can_be_changed(client: Client, webinar: Product) -> None:
    webinar.prices.update(until_date=today() + timedelta(days=5))
    later = Price.objects.create(product=webinar, pence=1, from_date=today() + timedelta(days=5))
    assert change(client, later, product=webinar.pk, pence="2", from_date=later.from_date, until_date="") == 302
    later.refresh_from_db()
    assert later.pence == 2
    said = add(client, "price", product=webinar.pk, pence="3", from_date=today(), until_date="")
    assert "Another row holds from" in said


@pytest.mark.parametrize("model", ["price", "vatrate", "deliveryrate", "shoppolicy", "wording", "termsversion"])
def test_nothing_begins_in_the_past(client: Client, webinar: Product, model: str) -> None:
    fields = {
        "product": webinar.pk, "pence": "1", "code": "standard", "percent": "5", "figures": "{}", "version": "old",
        "text": "x", "until_date": "", "from_date": today() - timedelta(days=1),
    }  # fmt: skip
    if model == "wording":
        fields |= {"code": "terms", "product": ""}
    assert "Choose today or a later day" in add(client, model, **fields)


@pytest.mark.clause("TC-5.3")
def test_a_new_rate_of_vat_ends_the_one_before_it(client: Client) -> None:
    day = today() + timedelta(days=30)
    assert add(client, "vatrate", code="standard", percent="17.5", from_date=day, until_date="") == ""
    held = VatRate.objects.filter(code="standard").order_by("from_date")
    assert [(rate.percent, rate.until_date) for rate in held][-2:] == [
        (Decimal("20.00"), day),
        (Decimal("17.50"), None),
    ]


def test_delivery_can_cost_something_else_from_today_on(client: Client) -> None:
    assert add(client, "deliveryrate", pence="450", from_date=today(), until_date="") == ""
    assert DeliveryRate.objects.get(until_date=None).pence == 450


def test_figures_are_those_of_a_policy_and_stay_once_they_hold(client: Client) -> None:
    day = today() + timedelta(days=1)
    assert "no figures of a policy" in add(client, "shoppolicy", from_date=day, figures='{"cooling": 3}')
    assert "names and values" in add(client, "shoppolicy", from_date=day, figures="[1]")
    assert add(client, "shoppolicy", from_date=day, figures='{"cooling_off_days": 21}') == ""
    to_come, held = ShopPolicy.objects.order_by("-from_date")[:2]
    assert change(client, to_come, from_date=day, figures='{"cooling_off_days": 20}') == 302
    assert change(client, held, from_date=day, figures="{}") == 403
    factories.order(policy=to_come)
    assert change(client, to_come, from_date=day, figures='{"cooling_off_days": 22}') == 403


@pytest.mark.clause("TC-5.6")
def test_words_are_versions_of_a_tick_and_never_rewritten(client: Client, webinar: Product) -> None:
    assert add(client, "wording", code="terms", product="", text="New words.", from_date=today()) == ""
    made = Wording.objects.get(code="terms", text="New words.")
    assert made.version == Wording.objects.filter(code="terms").count()
    assert change(client, made, code="terms", text="Other words.", from_date=today()) == 405
    assert "Choose one of" in add(client, "wording", code="thing", product="", text="x", from_date=today())
    own = f"extra_terms-{webinar.slug}"
    assert own in add(client, "wording", code="terms", product=webinar.pk, text="x", from_date=today())
    assert add(client, "wording", code=own, product=webinar.pk, text="x", from_date=today()) == ""


def pdf() -> SimpleUploadedFile:
    return SimpleUploadedFile("terms.pdf", b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\n%%EOF\n", "application/pdf")


@pytest.mark.clause("TC-1.2")
def test_the_organisation_uploads_its_terms_by_version(client: Client) -> None:
    day = today() + timedelta(days=10)
    assert add(client, "termsversion", version="2027-01", from_date=day, upload=pdf()) == ""
    terms = TermsVersion.objects.get(version="2027-01")
    assert terms.document.filename == "terms.pdf"
    assert (terms.sha256, terms.added_by.roles >= {Role.ADMINISTRATOR}) == (terms.document.sha256, True)


def test_terms_that_hold_take_their_text_once(client: Client) -> None:
    terms = TermsVersion.objects.order_by("from_date").first()
    assert change(client, terms, version="other", upload=pdf()) == 302
    terms.refresh_from_db()
    assert (terms.version != "other", terms.document is not None) == (True, True)
    assert change(client, terms, upload=pdf()) == 403


def test_a_file_of_another_type_is_refused_and_said_why(client: Client, webinar: Product) -> None:
    wrong = SimpleUploadedFile("run.exe", b"MZ\x00\x00", "application/pdf")
    assert "none of the types" in add(client, "productfile", product=webinar.pk, upload=wrong)
    assert add(client, "productfile", product=webinar.pk, upload=pdf()) == ""
    assert ProductFile.objects.get(product=webinar).document.filename == "terms.pdf"


def test_nothing_of_the_shop_can_be_deleted_and_all_has_a_history(client: Client, webinar: Product) -> None:
    rows = [webinar, webinar.prices.get(), VatRate.objects.first(), ShopPolicy.objects.first(), Wording.objects.first()]
    for row in rows:
        address = reverse(f"admin:shop_{row._meta.model_name}_change", args=[row.pk])
        assert client.post(address.replace("change", "delete"), {"post": "yes"}).status_code != 200
        assert client.get(address.replace("change", "history")).status_code == 200
        type(row).objects.get(pk=row.pk)


def test_a_session_needs_a_time_zone_of_london(client: Client) -> None:
    assert add(client, "product", **PRODUCT | SESSION | {"sessions-0-starts_at": "2027-07-10 18:00",
                                                         "sessions-0-ends_at": "2027-07-10 20:00"}) == ""  # fmt: skip
    assert Product.objects.get(slug="evenings").supply == Supply.SESSIONS
    assert london.at_in_words(CourseSession.objects.get(product__slug="evenings").starts_at).endswith("6:00pm")
