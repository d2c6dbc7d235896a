"""Stripe by plain HTTPS: a Checkout Session holds the money, and its payment intent is captured or cancelled later.

The version of the API is fixed here, so that an upgrade of the account changes nothing. Requests and answers are held
to the shapes in tests/shop/recorded.
"""

from __future__ import annotations

import json
import uuid
from collections.abc import Mapping
from datetime import UTC, datetime
from http import HTTPStatus
from typing import Any
from urllib.parse import quote, urlencode

from shop.enums import Method, PaymentState, RefundState
from shop.gateways import http, signing
from shop.gateways.protocol import Attempt, Forged, Message, Opened, Purchase, Refunded, Rejected, Seen, Unreachable

VERSION = "2026-10-28.endive"
HOST = "https://api.stripe.com"
PAGES = "https://checkout.stripe.com/"
SIGNATURE = "Stripe-Signature"
BLOCKED = {"amex": "american_express"}  # The policy's words and Stripe's.
TRY_AGAIN = (HTTPStatus.CONFLICT, HTTPStatus.TOO_MANY_REQUESTS)
ALREADY = "charge_already_refunded"
MOST_LISTED = 100  # Stripe's own limit of a page.
EXPANDED = {"expand[]": "payment_intent.latest_charge"}
INTENT_STATES = {
    "requires_capture": PaymentState.AUTHORISED,
    "succeeded": PaymentState.CAPTURED,
    "canceled": PaymentState.RELEASED,
    "processing": PaymentState.UNKNOWN,
}
REFUND_STATES = {"succeeded": RefundState.PAID, "failed": RefundState.FAILED, "canceled": RefundState.FAILED}
Fields = Mapping[str, str | int]


class StripeGateway:
    """Takes cards through Stripe's own page."""

    method = Method.STRIPE

    def __init__(
        self, *, key: str, webhook_secret: str, blocked_brands: tuple[str, ...] = ("amex",), ask: http.Ask = http.ask
    ) -> None:
        self._key = key
        self._webhook_secret = webhook_secret
        self._blocked = [BLOCKED.get(brand, brand) for brand in blocked_brands]
        self._ask = ask

    def open(self, payment: Attempt, purchase: Purchase) -> Opened:
        """A Checkout Session for the sum of the payment, in pounds, that holds the money and takes no blocked brand."""
        made = self._post("/v1/checkout/sessions", self._session(payment, purchase), key=f"{payment.key}-open")
        page = str(made["url"])
        if not page.startswith(PAGES):
            raise Unreachable("the page is not at Stripe's own address")
        return Opened(reference=made["id"], page_url=page, expires_at=datetime.fromtimestamp(made["expires_at"], UTC))

    def _session(self, payment: Attempt, purchase: Purchase) -> dict[str, str | int]:
        """The same for every try: Stripe compares what comes under one key."""
        price = "line_items[0][price_data]"
        fields: dict[str, str | int] = {
            "mode": "payment",
            "client_reference_id": str(payment.key),
            "metadata[payment]": str(payment.key),
            "payment_intent_data[metadata][payment]": str(payment.key),
            "payment_intent_data[capture_method]": "manual",
            "payment_intent_data[description]": purchase.words,
            "payment_method_types[0]": "card",
            "line_items[0][quantity]": 1,
            f"{price}[currency]": payment.currency.lower(),
            f"{price}[unit_amount]": payment.pence,
            f"{price}[product_data][name]": purchase.words,
            "customer_email": purchase.email,
            "success_url": f"{purchase.return_url}?paid=1",
            "cancel_url": purchase.return_url,
            "locale": "en-GB",
            # The account may offer the payer's own currency by default; the shop sells in pounds [TC-5.2].
            "adaptive_pricing[enabled]": "false",
        }
        for place, brand in enumerate(self._blocked):
            fields[f"payment_method_options[card][restrictions][brands_blocked][{place}]"] = brand
        if payment.expires_at is not None:
            fields["expires_at"] = int(payment.expires_at.timestamp())
        return fields

    def look(self, payment: Attempt) -> Seen:
        """The session and, behind it, the payment intent with its charge."""
        return seen_of_session(self._get(f"/v1/checkout/sessions/{quote(payment.reference)}", EXPANDED))

    def capture(self, payment: Attempt) -> Seen:
        """Captures all of the intent. Where the hold has ended Stripe says so, and nothing is taken."""
        path = f"/v1/payment_intents/{quote(payment.charge)}/capture"
        return seen_of_intent(self._post(path, {"expand[]": "latest_charge"}, key=f"{payment.key}-capture"))

    def release(self, payment: Attempt) -> Seen:
        """Closes the session, cancels the hold, or refunds in full, whichever the payment has come to."""
        seen = self.look(payment)
        if seen.state == PaymentState.STARTED:
            path = f"/v1/checkout/sessions/{quote(payment.reference)}/expire"
            return seen_of_session(self._post(path, {}, key=f"{payment.key}-expire"))
        if seen.state == PaymentState.AUTHORISED:
            path = f"/v1/payment_intents/{quote(seen.charge)}/cancel"
            return seen_of_intent(self._post(path, {}, key=f"{payment.key}-cancel"))
        if seen.state == PaymentState.CAPTURED:
            return self._give_back(payment, seen.charge)
        return seen

    def _give_back(self, payment: Attempt, charge: str) -> Seen:
        """Refunds an intent in full. One that went back at an earlier try is told from a no."""
        fields = {"payment_intent": charge, "metadata[release]": str(payment.key)}
        try:
            self._post("/v1/refunds", fields, key=f"{payment.key}-release")
        except Rejected as no:
            if no.code != ALREADY:
                raise
        return Seen(state=PaymentState.RELEASED, charge=charge)

    def refund(self, *, refund_key: uuid.UUID, charge: str, pence: int) -> Refunded:
        """Part or all of an intent, once for each key.

        Stripe forgets an idempotency key after a day and would then pay again, so the intent is first asked for a
        refund that carries ours.
        """
        known = self._get("/v1/refunds", {"payment_intent": charge, "limit": MOST_LISTED})
        for made in known["data"]:
            if made["metadata"].get("refund") == str(refund_key):
                return _refunded(made)
        fields: Fields = {"payment_intent": charge, "amount": pence, "metadata[refund]": str(refund_key)}
        return _refunded(self._post("/v1/refunds", fields, key=f"{refund_key}-refund"))

    def look_refund(self, *, reference: str) -> Refunded:
        """The refund as it stands."""
        return _refunded(self._get(f"/v1/refunds/{quote(reference)}", {}))

    def read(self, body: bytes, headers: Mapping[str, str], *, at: datetime) -> Message:
        """An event, once its signature is proved on the bytes as they came."""
        signing.check(body, headers.get(SIGNATURE, ""), secret=self._webhook_secret, at=at)
        try:
            event = json.loads(body)
            return _message(event, event["data"]["object"])
        except (ValueError, KeyError, TypeError) as unreadable:
            raise Forged from unreadable

    def _post(self, path: str, fields: Fields, *, key: str) -> dict[str, Any]:
        headers = {"Content-Type": "application/x-www-form-urlencoded", "Idempotency-Key": key}
        return self._answer("POST", HOST + path, headers, urlencode(fields).encode())

    def _get(self, path: str, fields: Fields) -> dict[str, Any]:
        query = f"?{urlencode(fields)}" if fields else ""
        return self._answer("GET", f"{HOST}{path}{query}", {}, None)

    def _answer(self, method: str, url: str, headers: dict[str, str], body: bytes | None) -> dict[str, Any]:
        """What Stripe answers. Raises Rejected for a clear no, Unreachable for anything that may be tried again."""
        ours = {"Authorization": f"Bearer {self._key}", "Stripe-Version": VERSION, **headers}
        answer = self._ask(http.Question(method=method, url=url, headers=ours, body=body))
        if answer.status == HTTPStatus.OK:
            return answer.body
        if answer.status in TRY_AGAIN or answer.status >= HTTPStatus.INTERNAL_SERVER_ERROR:
            raise Unreachable(f"Stripe answered {answer.status}")
        fault = answer.body.get("error") or {}
        raise Rejected(str(fault.get("code") or fault.get("type") or answer.status))


def seen_of_session(session: Mapping[str, Any]) -> Seen:
    """What a session says: while it is open or when it expired nothing is held, afterwards the intent says it."""
    intent = session.get("payment_intent")
    if session["status"] == "open":
        return Seen(state=PaymentState.STARTED)
    if session["status"] == "expired":
        return Seen(state=PaymentState.RELEASED)
    if isinstance(intent, Mapping):
        return seen_of_intent(intent)
    return Seen(state=PaymentState.UNKNOWN, charge=str(intent or ""))


def seen_of_intent(intent: Mapping[str, Any]) -> Seen:
    """What an intent says of the money, with the brand of its charge where that is known.

    A declined card leaves the intent waiting for another: the payer can still pay.
    """
    state = INTENT_STATES.get(intent["status"], PaymentState.STARTED)
    held = intent.get("amount_capturable", 0) if state == PaymentState.AUTHORISED else intent.get("amount_received", 0)
    return Seen(
        state=state, pence=held, currency=str(intent["currency"]).upper(), brand=_brand(intent), charge=intent["id"]
    )


def _brand(intent: Mapping[str, Any]) -> str:
    charge = intent.get("latest_charge")
    details = charge.get("payment_method_details") or {} if isinstance(charge, Mapping) else {}
    return str((details.get("card") or {}).get("brand") or "")


def _refunded(refund: Mapping[str, Any]) -> Refunded:
    return Refunded(
        reference=refund["id"],
        state=REFUND_STATES.get(refund["status"], RefundState.UNKNOWN),
        key=_key_of(refund, "refund"),
        pence=refund["amount"],
        currency=str(refund["currency"]).upper(),
        why=str(refund.get("failure_reason") or ""),
    )


def _message(event: Mapping[str, Any], thing: Mapping[str, Any]) -> Message:
    """The part of an event that the shop reads. Of a session that is complete only the intent's own events say more."""
    seen, reference, refunded = None, "", None
    if thing["object"] == "refund":
        refunded = _refunded(thing)
    elif thing["object"] == "checkout.session":
        reference = thing["id"]
        seen = seen_of_session(thing) if thing["status"] == "expired" else None
    elif thing["object"] == "payment_intent":
        seen = seen_of_intent(thing)
        seen = None if seen.state in (PaymentState.STARTED, PaymentState.UNKNOWN) else seen
    return Message(
        event_id=event["id"], kind=event["type"], payment_key=_key_of(thing, "payment"), reference=reference, seen=seen,
        refunded=refunded,
    )  # fmt: skip


def _key_of(thing: Mapping[str, Any], of: str) -> uuid.UUID | None:
    """Our key of a payment or a refund, where Stripe's thing carries one."""
    try:
        return uuid.UUID((thing.get("metadata") or {}).get(of, ""))
    except ValueError:
        return None
