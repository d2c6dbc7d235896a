"""A gateway that takes no money: for demo and test, with pages of the portal's own and faults on demand.

It behaves as a real one does: it has its own books and its own clock, holds money before it takes it, answers a
repeated key with its first answer, and signs what it sends. Faults are scripted: "before" loses a question, "after"
loses its answer.
"""

from __future__ import annotations

import hashlib
import json
import uuid
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path

from django.urls import reverse

from cilexportal.foundation import london
from shop.enums import Method, PaymentState, RefundState
from shop.gateways import signing
from shop.gateways.demo_bank import Account, Bank
from shop.gateways.protocol import Attempt, Forged, Message, Opened, Purchase, Refunded, Rejected, Seen, Unreachable

SIGNATURE = "Demo-Signature"
BLOCKED = "amex"
S = PaymentState
Wire = tuple[bytes, dict[str, str]]


class Fault(StrEnum):
    """What can go wrong with one call."""

    BEFORE = "before"
    AFTER = "after"


class DemoGateway:
    """The demo's gateway over one folder of accounts."""

    method = Method.DEMO

    def __init__(self, *, folder: Path, secret: str, clock: Callable[[], datetime] = london.now) -> None:
        self.bank = Bank(folder)
        self._secret = secret
        self._clock = clock

    # --- What the shop asks ---

    def open(self, payment: Attempt, purchase: Purchase) -> Opened:
        """An account in the demo's books, and the address of its page."""
        key, expires = str(payment.key), payment.expires_at
        if expires is None or (self.bank.find(key) is None and expires <= self._clock()):
            raise Rejected("expired")
        new = Account(
            key=key, pence=payment.pence, currency=payment.currency, words=purchase.words,
            return_url=purchase.return_url, expires=expires.timestamp(),
        )  # fmt: skip
        with self._acting("open", new) as account:
            page = reverse("shop:demo_gateway", args=[key])
            return Opened(
                reference=f"demo_{key}", page_url=page, expires_at=datetime.fromtimestamp(account.expires, UTC)
            )

    def look(self, payment: Attempt) -> Seen:
        """How the account stands. One that was never opened says so."""
        with self._acting("look", self._known(payment)) as account:
            return _seen(account)

    def capture(self, payment: Attempt) -> Seen:
        """Takes what is held; a second time changes nothing."""
        with self._acting("capture", self._known(payment)) as account:
            if account.state == S.AUTHORISED:
                account.state = S.CAPTURED.value
            if account.state != S.CAPTURED:
                raise Rejected("nothing_held")
            return _seen(account)

    def release(self, payment: Attempt) -> Seen:
        """Keeps nothing of it."""
        with self._acting("release", self._known(payment)) as account:
            account.state = S.RELEASED.value
            return _seen(account)

    def refund(self, *, refund_key: uuid.UUID, charge: str, pence: int) -> Refunded:
        """Sends back a part, once for each key and never more than was taken."""
        known = self.bank.find(charge)
        if known is None:
            raise Rejected("no_such_charge")
        with self._acting("refund", known) as account:
            spent = sum(sent for key, sent in account.refunds.items() if key != str(refund_key))
            if account.state != S.CAPTURED or spent + pence > account.pence:
                raise Rejected("charge_already_refunded")
            account.refunds.setdefault(str(refund_key), pence)
            return Refunded(reference=f"{charge}/{refund_key}", state=RefundState.PAID)

    def look_refund(self, *, reference: str) -> Refunded:
        """A refund that was sent is paid; one that nobody knows has failed."""
        charge, _, key = reference.partition("/")
        account = self.bank.find(charge)
        paid = account is not None and key in account.refunds
        return Refunded(reference=reference, state=RefundState.PAID if paid else RefundState.FAILED)

    def read(self, body: bytes, headers: Mapping[str, str], *, at: datetime) -> Message:
        """A message of ours, once its signature is proved."""
        signing.check(body, headers.get(SIGNATURE, ""), secret=self._secret, at=at)
        try:
            told = json.loads(body)
            seen = Seen(
                state=S(told["state"]), pence=told["pence"], currency=told["currency"], brand=told["brand"],
                charge=told["key"],
            )  # fmt: skip
            return Message(
                event_id=told["id"], kind=told["kind"], payment_key=uuid.UUID(told["key"]),
                reference=f"demo_{told['key']}", seen=None if seen.state == S.STARTED else seen,
            )  # fmt: skip
        except (ValueError, KeyError, TypeError) as unreadable:
            raise Forged from unreadable

    # --- What the payer does on its page ---

    def pay(self, key: str, *, brand: str = "visa") -> bool:
        """The payer gives a card; False where it is of a brand that is not taken, or where the page has closed."""
        with self.changing(key) as account:
            if brand == BLOCKED or account.state != S.STARTED:
                return False
            account.state, account.brand = S.AUTHORISED.value, brand
            return True

    def script(self, key: str, call: str, *faults: Fault) -> None:
        """What shall go wrong with the next calls of a kind."""
        with self.changing(key) as account:
            account.faults.setdefault(call, []).extend(fault.value for fault in faults)

    def message(self, key: str, *, secret: str | None = None) -> Wire:
        """The signed message that says how an account stands: a body and its headers. Each has an id of its own."""
        with self.changing(key) as account:
            account.events += 1
            told = {
                "id": f"evt_{account.key}_{account.events}", "kind": f"payment.{account.state}", "key": account.key,
                "state": account.state, "pence": account.pence, "currency": account.currency, "brand": account.brand,
            }  # fmt: skip
        body = json.dumps(told).encode()
        return body, {SIGNATURE: signing.sign(body, secret=secret or self._secret, at=self._clock())}

    @contextmanager
    def changing(self, key: str) -> Iterator[Account]:
        """An account of the books, with what time has done to it. Raises Rejected for one that is not there."""
        known = self.bank.find(key)
        if known is None:
            raise Rejected("no_such_payment")
        with self.bank.changing(known) as account:
            if account.state == S.STARTED and self._clock().timestamp() >= account.expires:
                account.state = S.RELEASED.value
            yield account

    def _known(self, payment: Attempt) -> Account:
        account = self.bank.find(str(payment.key))
        if account is None:
            raise Rejected("no_such_payment")
        return account

    @contextmanager
    def _acting(self, call: str, new: Account) -> Iterator[Account]:
        """One call with the fault that is scripted for it. Raises Unreachable before or after its effect."""
        with self.bank.changing(new) as account:
            waiting = account.faults.get(call) or []
            fault = waiting.pop(0) if waiting else ""
            if fault == Fault.BEFORE:
                raise Unreachable("the question was lost")
            if account.state == S.STARTED and self._clock().timestamp() >= account.expires:
                account.state = S.RELEASED.value
            yield account
            if fault == Fault.AFTER:
                raise Unreachable("the answer was lost")


def secret_from(signing_key: str) -> str:
    """The secret of the demo's webhooks, from the key that signs sessions."""
    return hashlib.sha256(f"demo gateway {signing_key}".encode()).hexdigest()


def _seen(account: Account) -> Seen:
    return Seen(
        state=S(account.state), pence=account.pence, currency=account.currency, brand=account.brand, charge=account.key
    )
