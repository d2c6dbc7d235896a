"""Loads the demo's shop: the catalogue, and orders of its people at several stages, by the shop's own services."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from datetime import date, datetime, timedelta
from pathlib import Path

from django.conf import settings
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import transaction

from cilexportal.demo import handout
from cilexportal.demo.goods import BEGUN, EXTRA_TERMS, THINGS, Thing
from cilexportal.foundation import london
from cilexportal.foundation.documents.models import Document, DocumentState
from members.models import User
from shop.enums import Channel, Ground, Supply
from shop.gateways import demo
from shop.gateways.protocol import Purchase
from shop.models import CourseSession, Order, Payment, Price, Product, ProductFile, Wording
from shop.queries import baskets as basket_queries
from shop.queries import checkout as checkout_queries
from shop.services import baskets, cancelling, checkout, fulfilment, orders, payments, reminders, settling
from shop.services.checkout import At, Details, Employer

LONG_BEFORE = timedelta(days=120)
# Month and day.
NOBODY_COMES = frozenset({(12, 24), (12, 25), (12, 26), (12, 27), (12, 28), (12, 31), (1, 1), (1, 2)})
FIRM = Employer(
    organisation="Marlow & Finch Solicitors", contact="Accounts", email="accounts@marlow-finch.example.org",
    purchase_order="PO-2207",
)  # fmt: skip


@transaction.atomic
def load(*, at: datetime) -> bool:
    """Loads catalogue and orders as of the instant `at`; False where they are there. The demo's people have to be."""
    if Product.objects.filter(slug=BEGUN.slug).exists():
        return False
    for thing in (*THINGS, BEGUN):
        make_product(thing, at=at)
    for slug, words in EXTRA_TERMS.items():
        product = Product.objects.get(slug=slug)
        since = london.date_of(at) - LONG_BEFORE
        Wording.objects.create(code=f"extra_terms-{slug}", version=1, text=words, product=product, from_date=since)
    # The earliest order first, so that the numbers of the invoices follow their days.
    for story in (unpaid_by_an_employer, paid_by_a_member, on_its_way_back, delivered):
        story(at)
    return True


def make_product(thing: Thing, *, at: datetime) -> Product:
    """One product with its price, its sessions and its file."""
    today = london.date_of(at)
    made = Product.objects.create(
        slug=thing.slug, kind=thing.kind, supply=thing.supply, title=thing.title, summary=thing.summary,
        description=thing.description, mode=thing.mode,
        topics=list(thing.topics), vat_code_id=thing.vat, left=thing.left, supply_statement=thing.statement,
        delivery_days=thing.delivery_days,
    )  # fmt: skip
    Price.objects.create(product=made, pence=thing.pence, from_date=today - LONG_BEFORE)
    CourseSession.objects.bulk_create(
        CourseSession(product=made, number=number + 1, starts_at=starts, ends_at=ends, place=thing.place)
        for number, (starts, ends) in enumerate(times(thing, today))
    )
    if thing.supply == Supply.DIGITAL:
        ProductFile.objects.create(product=made, document=make_file(thing, at=at), added_at=at)
    return made


def times(thing: Thing, today: date) -> list[tuple[datetime, datetime]]:
    """The sessions of a product, a week apart, at the same London hour, and none on a day when nobody comes."""
    found: list[tuple[datetime, datetime]] = []
    day = today + timedelta(days=thing.first_day)
    while len(found) < thing.sessions:
        if (day.month, day.day) in NOBODY_COMES:
            day += timedelta(weeks=1)
            continue
        starts = datetime(day.year, day.month, day.day, thing.hour, tzinfo=london.LONDON).astimezone(london.UTC)
        found.append((starts, starts + timedelta(hours=thing.hours)))
        day += timedelta(weeks=1)
    return found


def make_file(thing: Thing, *, at: datetime) -> Document:
    """A small PDF behind the gate, as if the worker had checked it."""
    content = handout.page_of(thing.title, thing.summary, thing.description, "Made up for the demo.")
    digest = hashlib.sha256(content).hexdigest()
    return Document.objects.create(
        owner=User.objects.get(email="ines@example.org"), filename=f"{thing.slug}.pdf", media_type="application/pdf",
        size=len(content), sha256=digest, clean_size=len(content), clean_sha256=digest, state=DocumentState.CLEAN,
        file=default_storage.save(f"documents/demo/{thing.slug}", ContentFile(content)), received_at=at, checked_at=at,
    )  # fmt: skip


def paid_by_a_member(at: datetime) -> None:
    """Ada: a recorded webinar, not opened yet, and a course of which two evenings were given; all paid by card."""
    bought = at - timedelta(days=12)
    pay(order(person("ada"), {"appeals-and-their-deadlines": 1, BEGUN.slug: 1}, at=bought), at=bought)


def unpaid_by_an_employer(at: datetime) -> None:
    """Ben: his employer has an invoice, did not pay it and has been reminded."""
    bought, reminded = at - timedelta(days=20), at - timedelta(days=6)
    made = order(person("ben"), {"costs-in-six-evenings": 1}, at=bought, employer=True)
    accept(made, at=bought)
    reminder = reminders.remind(order_id=made.pk, by=person("erin"), at=reminded)
    reminders.went_out({"reminder": reminder.pk}, reminded)


def delivered(at: datetime) -> None:
    """Kit: two books that have arrived."""
    bought = at - timedelta(days=9)
    made = order(person("kit"), {"conveyancing-in-practice": 1, "the-clear-letter": 1}, at=bought)
    pay(made, at=bought)
    deliver(made, sent=at - timedelta(days=7), on=at - timedelta(days=4))


def on_its_way_back(at: datetime) -> None:
    """Lena: two copies arrived, and she is sending one of them back."""
    bought = at - timedelta(days=10)
    lena = person("lena")
    made = order(lena, {"the-clear-letter": 2}, at=bought)
    pay(made, at=bought)
    deliver(made, sent=at - timedelta(days=8), on=at - timedelta(days=6))
    told = at - timedelta(days=2)
    cancelling.give_up(
        line_id=made.lines.get(supply=Supply.GOODS).pk, quantity=1, ground=Ground.CHANGE_OF_MIND,
        channel=Channel.PORTAL, sent_at=told, by=lena, words="I was given a copy at work.", at=told,
    )  # fmt: skip


def person(key: str) -> User:
    """One of the demo's people."""
    return User.objects.get(email=f"{key}@example.org")


def order(buyer: User, wanted: Mapping[str, int], *, at: datetime, employer: bool = False) -> Order:
    """An order placed at the check-out with every box ticked that it shows."""
    for slug, quantity in wanted.items():
        basket = baskets.put(owner=buyer, slug=slug, quantity=quantity, at=at)
    contents = basket_queries.contents(basket, at=at)
    law = checkout_queries.law_on(london.date_of(at))
    asks = checkout.asked(contents, law=law, employer=employer, by_transfer=employer, at=at)
    details = Details(
        billing=At(name=buyer.full_name, line_1="12 Example Lane", town="Bedford", postcode="MK42 7AB"),
        shown=contents.shown,
        employer=FIRM if employer else None,
        by_transfer=employer,
        ticks=frozenset(ask.key for ask in asks),
    )
    return checkout.place(buyer=buyer, basket_id=basket.pk, details=details, at=at)


def accept(made: Order, *, at: datetime) -> None:
    """Accepts an order, as if the letter had gone out at once: the days run from then."""
    orders.accept(order_id=made.pk, at=at)
    orders.confirmed({"order": made.pk}, at)


def pay(made: Order, *, at: datetime) -> None:
    """Pays at the demo's gateway, whose clock stands at the time of the story."""
    payment = payments.start(order_id=made.pk, seen_pence=made.total_pence, at=at)
    assert payment is not None, "there is something to pay"
    gateway = demo.DemoGateway(
        folder=Path(settings.DEMO_GATEWAY_FOLDER), secret=demo.secret_from(settings.SECRET_KEY), clock=lambda: at
    )
    opened = gateway.open(payment, Purchase(words=f"Order of {made.buyer}", email=made.email, return_url="/"))
    Payment.objects.filter(pk=payment.pk).update(reference=opened.reference, page_url=opened.page_url)
    gateway.pay(str(payment.key))
    body, headers = gateway.message(str(payment.key))
    payments.receive(method=payment.method, body=body, headers=headers, at=at)
    settling.settle_order(order_id=made.pk, at=at)
    orders.confirmed({"order": made.pk}, at)


def deliver(made: Order, *, sent: datetime, on: datetime) -> None:
    """All goods of an order in one parcel, which arrived."""
    units = dict(made.lines.filter(supply=Supply.GOODS).values_list("pk", "quantity"))
    parcel = fulfilment.dispatch(
        order_id=made.pk, units=units, carrier="Royal Mail", tracking=f"DEMO{made.pk:08}", by=person("erin"), at=sent
    )
    fulfilment.deliver(parcel_id=parcel.pk, on=london.date_of(on), by_carrier=True, by=person("erin"), at=on)
