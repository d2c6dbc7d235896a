"""Orders, money and papers."""

from __future__ import annotations

from typing import Any

from django.db.models import Q, QuerySet

from people.exporters import Section, Table
from shop.models import Address, Order, Payer
from standing.models import EmployerPays

ORDER = ("order",)
LINE = ("line__order",)


def own(user_id: int) -> QuerySet[Order]:
    """The orders that a person made for themselves: an employer's that they entered as an officer are none."""
    desk = EmployerPays.objects.filter(order__isnull=False)
    return Order.objects.filter(buyer=user_id).exclude(pk__in=desk.values("order"))


def addresses(user_id: int) -> QuerySet[Address]:
    """The addresses on those orders."""
    orders = own(user_id)
    payers = Payer.objects.filter(Q(user=user_id) | Q(orders__in=orders))
    return Address.objects.filter(Q(pk__in=orders.values("delivery")) | Q(pk__in=payers.values("address")))


def _own_too(user_id: int) -> dict[str, Any]:
    return {"order__in": own(user_id)}


def _table(model: str, title: str, of: tuple[str, ...], **more: Any) -> Table:
    return Table(model=f"shop.{model}", title=title, of=of, root=own, **more)


ORDERS = Section(
    code="orders",
    title="Your orders",
    tables=(
        _table("Order", "Orders", ("id",), without=("words",)),
        _table("OrderLine", "What you ordered", ORDER),
        Table(
            model="shop.OrderLine", title="Ordered for you by somebody else", of=("beneficiary",), but=_own_too,
            without=("order", "unit_pence", "pence", "vat_percent", "vat_pence", "quantity"), history=False,
        ),
        Table(model="shop.Address", title="Addresses", of=("id",), root=addresses),
        Table(model="shop.Payer", title="Who pays", of=("orders",), root=own),
        _table("OrderedSession", "Sessions of courses", LINE),
        _table("Consent", "What you agreed to", ORDER),
        _table("PayLink", "Links to pay by", ORDER),
        _table("OrderNote", "Notes on orders", ORDER),
        _table("Parcel", "Parcels", ORDER),
        _table("ParcelItem", "What was in parcels", ("parcel__order",)),
        _table("ContactAttempt", "Attempts to reach you", ORDER),
        _table("Access", "Access to what you bought", LINE),
        _table("Told", "Changes you were told of", LINE),
        _table("ChangeRequest", "Changes you asked for", LINE),
        _table("HarmClaim", "Claims", LINE),
        Table(model="shop.Basket", title="Basket", of=("owner",)),
        Table(model="shop.BasketLine", title="In the basket", of=("basket__owner",)),
    ),
    left_out={
        "shop.TermsVersion": "The terms themselves. Each order says which version you agreed to.",
        "shop.ProductFile": "Files that are sold. Those that you bought can be opened from their orders.",
        "shop.Announcement": "It was said to every buyer. What you were told is among your orders.",
        "shop.MovedSession": "It belongs to an announcement.",
    },
)  # fmt: skip
MONEY = Section(
    code="money",
    title="Your payments, invoices and refunds",
    tables=(
        _table("Payment", "Payments", ORDER, without=("key", "wanted")),
        _table("Transfer", "Bank transfers", ("payment__order",)),
        _table("PaymentReminder", "Reminders to pay", ORDER),
        _table("WriteOff", "Sums given up", ORDER),
        _table("Invoice", "Invoices", ORDER),
        _table("InvoiceLine", "Lines of invoices", ("invoice__order",)),
        _table("CreditNote", "Credit notes", ("invoice__order",)),
        _table("CreditNoteLine", "Lines of credit notes", ("credit_note__invoice__order",)),
        _table("Cancellation", "What you gave up", LINE),
        _table("Return", "Goods sent back", ("cancellation__line__order",)),
        _table("Refund", "Refunds", ("payment__order",), without=("key",)),
        Table(model="shop.Credit", title="Credit", of=("owner",)),
        Table(model="shop.CreditUse", title="Credit used", of=("credit__owner",)),
    ),
    left_out={
        "shop.GatewayEvent": "Messages between machines about a payment, as fingerprints.",
    },
)
