"""Products and orders for tests, as rows: placed first, then accepted and paid by update, as the triggers want."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from itertools import count
from typing import Any

from shop.enums import Kind, Method, PayerKind, PaymentState, Stage, Supply
from shop.models import (
    Address,
    CourseSession,
    Order,
    OrderedSession,
    OrderLine,
    Payer,
    Payment,
    Price,
    Product,
    ShopPolicy,
    TermsVersion,
    VatCode,
    VatRate,
)
from shop.rules import money
from tests import factories as people

NOON = datetime(2026, 11, 2, 12, 0, tzinfo=UTC)
LONG_AGO = date(2020, 1, 1)
HELD_FOR = timedelta(minutes=45)
KIND_OF = {
    Supply.GOODS: Kind.BOOK,
    Supply.DIGITAL: Kind.DOWNLOAD,
    Supply.SESSIONS: Kind.COURSE,
    Supply.FEE: Kind.MEMBERSHIP,
    Supply.ASSESSMENT: Kind.ASSESSMENT_FEE,
    Supply.DELIVERY: Kind.DELIVERY,
}
VAT_OF = {Supply.GOODS: "books", Supply.FEE: "exempt"}
_numbers = count(1)

Times = Sequence[tuple[datetime, datetime]]


def vat_code(percent: str = "20", code: str = "standard") -> VatCode:
    """The VAT code, from the reference data where it is there."""
    found, made = VatCode.objects.get_or_create(code=code, defaults={"name": code.title()})
    if made:
        VatRate.objects.create(code=found, from_date=LONG_AGO, percent=Decimal(percent))
    return found


def product(
    supply: str = Supply.DIGITAL,
    pence: int | None = 2400,
    left: int | None = None,
    sessions: Times = (),
    **fields: Any,
) -> Product:
    """A product on sale at `pence` with VAT since long ago; `pence=None` has no price. Other fields by name."""
    number = next(_numbers)
    kind = fields.pop("kind", KIND_OF[Supply(supply)])
    if sessions:
        fields.setdefault("supply_statement", "On the dates shown.")
    defaults = {
        "slug": f"thing-{number}",
        "title": f"Thing number {number}",
        "summary": "What it is, in a sentence.",
        "description": "What is promised.",
        "supply_statement": "As soon as it is paid.",
        "delivery_days": 5 if supply == Supply.GOODS else None,
    }
    code = fields.pop("vat_code", None) or vat_code(code=VAT_OF.get(Supply(supply), "standard"))
    made = Product.objects.create(kind=kind, supply=supply, left=left, vat_code=code, **{**defaults, **fields})
    if pence is not None:
        Price.objects.create(product=made, pence=pence, from_date=LONG_AGO)
    add_sessions(made, sessions)
    return made


def add_sessions(made: Product, times: Times) -> list[CourseSession]:
    """Dated sessions of a product, numbered from 1."""
    return CourseSession.objects.bulk_create(
        CourseSession(product=made, number=number, starts_at=starts, ends_at=ends)
        for number, (starts, ends) in enumerate(times, 1)
    )


def weekly(first: datetime, times: int = 6, hours: int = 2) -> Times:
    """`times` sessions of some hours, a week apart, from an instant on."""
    return [(first + timedelta(weeks=n), first + timedelta(weeks=n, hours=hours)) for n in range(times)]


def address(**fields: Any) -> Address:
    """An address in the United Kingdom."""
    defaults = {"name": "Ada Example", "line_1": "1 Example Street", "town": "Bedford", "postcode": "MK42 7AB"}
    return Address.objects.create(**{**defaults, **fields})


def payer(buyer: Any, *, employer: bool = False) -> Payer:
    """The buyer as payer, or an employer without an account."""
    if not employer:
        return Payer.objects.create(
            kind=PayerKind.BUYER, user=buyer, name=str(buyer), email=buyer.email, address=address(name=str(buyer))
        )
    return Payer.objects.create(
        kind=PayerKind.EMPLOYER, name="Example LLP", contact="Accounts", email="accounts@example.com",
        purchase_order="PO 7", address=address(name="Example LLP", line_1="2 Office Row"),
    )  # fmt: skip


def order(
    buyer: Any = None,
    lines: Sequence[tuple[Product, int]] = (),
    accepted_at: datetime | None = NOON,
    paid: bool = True,
    employer: bool = False,
    confirmed_at: datetime | None = None,
    method: str = Method.DEMO,
    delivery_pence: int = 0,
    placed_at: datetime | None = None,
    **fields: Any,
) -> Order:
    """An order of (product, quantity) lines at today's prices; `accepted_at=None` leaves it placed.

    The acceptance was e-mailed at `confirmed_at`, by default with the acceptance. `paid` means captured then.
    """
    buyer = buyer or people.UserFactory()
    wanted = lines or [(product(), 1)]
    placed = placed_at or accepted_at or NOON
    total = sum(_unit_pence(thing) * quantity for thing, quantity in wanted) + delivery_pence
    defaults = {
        "email": buyer.email,
        "payer": payer(buyer, employer=employer),
        "delivery": address() if any(thing.supply == Supply.GOODS for thing, _ in wanted) else None,
        "terms": TermsVersion.objects.order_by("from_date").first() or TermsVersion.objects.create(
            version="2020-01", from_date=LONG_AGO
        ),
        "policy": ShopPolicy.objects.order_by("from_date").first() or ShopPolicy.objects.create(
            from_date=LONG_AGO, figures={}
        ),
        "held_until": placed + HELD_FOR,
    }  # fmt: skip
    made = Order.objects.create(buyer=buyer, total_pence=total, placed_at=placed, **{**defaults, **fields})
    for thing, quantity in wanted:
        order_line(made, thing, quantity)
    if delivery_pence:
        order_line(made, delivery(), 1, unit_pence=delivery_pence)
    if accepted_at is not None:
        accept(made, at=accepted_at, confirmed_at=confirmed_at)
        if paid and total:
            pay(made, at=accepted_at, method=method)
    return made


def order_line(made: Order, thing: Product, quantity: int = 1, unit_pence: int | None = None) -> OrderLine:
    """One more line of an order, with the sessions it promises."""
    unit = _unit_pence(thing) if unit_pence is None else unit_pence
    percent = thing.vat_code.rates.order_by("-from_date").first().percent
    line = OrderLine.objects.create(
        order=made, product=thing, title=thing.title, description=thing.description, kind=thing.kind,
        supply=thing.supply, quantity=quantity, unit_pence=unit, pence=unit * quantity, vat_percent=percent,
        vat_pence=money.worked_back(unit * quantity, percent=percent).vat, share_unit=thing.share_unit,
        supply_statement=thing.supply_statement, beneficiary=made.buyer,
    )  # fmt: skip
    OrderedSession.objects.bulk_create(
        OrderedSession(line=line, session=one, number=one.number, starts_at=one.starts_at, ends_at=one.ends_at)
        for one in thing.sessions.all()
    )
    return line


def delivery() -> Product:
    """What delivery is charged as."""
    found = Product.objects.filter(kind=Kind.DELIVERY).first()
    return found or product(Supply.DELIVERY, pence=None, slug="delivery", title="Delivery")


def accept(made: Order, *, at: datetime, confirmed_at: datetime | None = None) -> None:
    """Gives a placed order its number and its contract."""
    made.stage, made.accepted_at, made.confirmed_at = Stage.ACCEPTED, at, confirmed_at or at
    made.number = f"TEST-{made.pk:06}"
    made.save(update_fields=["stage", "accepted_at", "confirmed_at", "number"])


def pay(made: Order, *, at: datetime, method: str = Method.DEMO, pence: int | None = None) -> Payment:
    """A captured payment of all of an order, or of so many pence of it."""
    paid = made.total_pence if pence is None else pence
    payment = Payment.objects.create(order=made, payer=made.payer, method=method, pence=paid, started_at=at)
    payment.state, payment.captured_at, payment.charge = PaymentState.CAPTURED, at, f"ch_{payment.key.hex}"
    payment.save(update_fields=["state", "captured_at", "charge"])
    if paid >= made.total_pence:
        made.paid_at = at
        made.save(update_fields=["paid_at"])
    return payment


def _unit_pence(thing: Product) -> int:
    price = thing.prices.order_by("-from_date").first()
    return price.pence if price else 0
