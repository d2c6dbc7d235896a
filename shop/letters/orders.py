"""Letters about orders and payments. The acceptance is the contract: it has all that the law wants in lasting form."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from cilexportal.foundation import london
from cilexportal.foundation.correspondence.kinds import Kind
from shop.enums import ConsentTo, Method, PayerKind, PaymentState, Supply
from shop.enums import Kind as ProductKind
from shop.models import Consent, Order, OrderLine, Payment
from shop.queries import orders_state
from shop.rules import money
from shop.services import orders, paid_letters, pay_links, reminders

# What is said of the right to change one's mind, by how a line is supplied; the templates have the sentences.
RIGHT_OF = {
    Supply.GOODS: "goods",
    Supply.DIGITAL: "digital",
    Supply.SESSIONS: "service",
    Supply.ASSESSMENT: "service",
    Supply.FEE: "none",
}
BY = {Method.CREDIT: "from course credit", Method.BANK: "by bank transfer"}
DECLINED = {
    "out_of_stock": "There are not enough copies left.",
    "full": "There are no places left.",
    "price_error": "The price shown was not right.",
    "description_error": "The description shown was not right.",
    "no_delivery_date": "It cannot be delivered in time.",
    "no_longer_sold": "It is no longer sold.",
}


def accepted(context: dict[str, Any]) -> dict[str, Any]:
    """[TC-3.1] [TC-3.3] [LAW-CCR16] The contract: what was ordered and promised, every sum, who pays and how, the right
    to change one's mind line by line, the ticks with their words, and the model form."""
    order = _order(context)
    policy = orders_state.policy_of(order)
    lines = [_line(line) for line in _lines(order)]
    consents = _consents(order)
    early = {consent.line_id for consent in consents if consent.to == ConsentTo.START_EARLY}
    lost = {consent.line_id for consent in consents if consent.to == ConsentTo.LOSE_WHEN_DONE}
    return {
        **_about(order),
        "lines": lines,
        "rights": sorted({line["right"] for line in lines if line["right"] not in ("", "none")}),
        "without_right": [line["title"] for line in lines if line["right"] == "none"],
        "early": [line["title"] for line in lines if line["id"] in early],
        "lost": [line["title"] for line in lines if line["id"] in early & lost],
        "days": policy.cooling_off_days,
        "return_days": policy.return_days,
        "refund_days": policy.refund_days,
        "consents": [_consent(consent) for consent in consents],
        "paid_how": _paid_how(order),
    }


def accepted_payer(context: dict[str, Any]) -> dict[str, Any]:
    """[TC-5.5a] The employer's copy: what it pays for and nothing else."""
    order = _order(context)
    return {**_about(order), "lines": [_line(line) for line in _lines(order)], "paid_how": _paid_how(order)}


def declined(context: dict[str, Any]) -> dict[str, Any]:
    """[TC-3.2] Why the order was not accepted, and that nothing was charged."""
    order = _order(context)
    return {
        **_about(order),
        "why": DECLINED[order.decline_reason],
        "lines": [_line(line) for line in _lines(order)],
    }


def pay_link(context: dict[str, Any]) -> dict[str, Any]:
    """[TC-5.5] The link by which an employer pays, what for, and until when."""
    order = _order(context)
    expires = datetime.fromisoformat(context["expires"])
    return {
        **_about(order),
        "lines": [_line(line) for line in _lines(order)],
        "path": f"/shop/employer/{context['token']}/",
        "expires": london.at_in_words(expires),
    }


def payment_reminder(context: dict[str, Any]) -> dict[str, Any]:
    """[TC-9.8.2] What is owed, since when, how to pay it, and what may follow in ten days."""
    order = _order(context)
    owed = orders_state.rows_for(order).owed_pence
    days = orders_state.policy_of(order).nonpayment_days
    return {**_about(order), "owed": money.in_pounds(owed), "days": days, "by_transfer": order.by_transfer}


def paid(context: dict[str, Any]) -> dict[str, Any]:
    """[TC-5.5a] A payment that came after the acceptance, and what is left to pay."""
    payment = Payment.objects.select_related("order").get(pk=context["payment"])
    order = _order({"order": payment.order_id})
    owed = orders_state.rows_for(order).owed_pence
    return {
        **_about(order),
        "paid": money.in_pounds(payment.pence),
        "by": "bank transfer" if payment.method == Method.BANK else "card",
        "left": money.in_pounds(owed) if owed else "",
    }


def _order(context: dict[str, Any]) -> Order:
    related = Order.objects.select_related("payer__address", "buyer", "terms", "policy", "delivery")
    return related.get(pk=context["order"])


def _about(order: Order) -> dict[str, Any]:
    """What every letter about an order says of it."""
    return {
        "order": order.number or "",
        "placed": london.at_in_words(order.placed_at),
        "accepted_on": london.in_words(london.date_of(order.accepted_at)) if order.accepted_at else "",
        "buyer": str(order.buyer),
        "employer": order.payer.name if order.payer.kind == PayerKind.EMPLOYER else "",
        "purchase_order": order.payer.purchase_order,
        "total": money.in_pounds(order.total_pence),
        "billing": f"{order.payer.address.name}, {order.payer.address}",
        "delivery": f"{order.delivery.name}, {order.delivery}" if order.delivery else "",
        "terms": order.terms.version,
        "order_path": f"/shop/orders/{order.uuid}/",
        "pay_path": f"/shop/pay/{order.uuid}/",
    }


def _lines(order: Order) -> list[OrderLine]:
    return list(order.lines.prefetch_related("sessions").select_related("beneficiary").order_by("pk"))


def _line(line: OrderLine) -> dict[str, Any]:
    """One line as letters show it."""
    return {
        "id": line.pk,
        "title": line.title,
        "description": "" if line.kind == ProductKind.DELIVERY else line.description,
        "quantity": line.quantity,
        "unit": money.in_pounds(line.unit_pence),
        "sum": money.in_pounds(line.pence),
        "vat": money.in_pounds(line.vat_pence),
        "percent": f"{line.vat_percent.normalize():f}",
        "supply": "" if line.kind == ProductKind.DELIVERY else line.supply_statement,
        "deliver_by": london.in_words(line.deliver_by) if line.deliver_by else "",
        "sessions": [london.span_in_words(one.starts_at, one.ends_at) for one in line.sessions.all()],
        "right": RIGHT_OF.get(Supply(line.supply), ""),
    }


def _consents(order: Order) -> list[Consent]:
    return list(order.consents.select_related("wording", "line", "given_by").order_by("pk"))


def _consent(consent: Consent) -> dict[str, Any]:
    """A tick with the words beside it, their version, for which line, by whom and when."""
    return {
        "text": consent.wording.text,
        "version": consent.wording.version,
        "line": consent.line.title if consent.line else "",
        "by": str(consent.given_by),
        "at": london.at_in_words(consent.given_at),
    }


def _paid_how(order: Order) -> list[str]:
    """How the order is paid, a sentence for each payment, or how it is to be paid."""
    known = order.payments.filter(state__in=[PaymentState.AUTHORISED, PaymentState.UNKNOWN, PaymentState.CAPTURED])
    said = []
    for payment in known.order_by("pk"):
        said.append(f"{money.in_pounds(payment.pence)} {BY.get(Method(payment.method), 'by card')}")
    if not said and order.total_pence:
        return [f"{money.in_pounds(order.total_pence)} by bank transfer; the invoice says where to"]
    return said or ["Nothing is to be paid"]


KINDS = (
    Kind(code=orders.ACCEPTED, build=accepted, sent=orders.confirmed),
    Kind(code=orders.ACCEPTED_PAYER, build=accepted_payer),
    Kind(code=orders.DECLINED, build=declined),
    Kind(code=orders.DECLINED_PAYER, build=declined),
    Kind(code=pay_links.KIND, build=pay_link, secret=True),
    Kind(code=reminders.KIND, build=payment_reminder, still_needed=reminders.still_needed, sent=reminders.went_out),
    Kind(code=paid_letters.PAYER, build=paid),
    Kind(code=paid_letters.BUYER, build=paid),
)
