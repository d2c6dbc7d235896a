"""What the shop asks of whoever takes cards, and what it is told. No gateway knows an order, a table or a clause.

Every question is safe to repeat: each carries the key of the payment or refund it is about.
"""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from shop.enums import Method, PaymentState, RefundState


class Unreachable(Exception):
    """No answer, or none that says anything: what was asked may have happened or not, and is asked again."""


class Rejected(Exception):
    """The gateway understood and said no: nothing happened. `code` is its own short word for why."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


class Forged(Exception):
    """A message whose signature is missing, wrong or too old."""


class Attempt(Protocol):
    """What a gateway needs to know of one payment; the table's row has it all."""

    key: uuid.UUID
    pence: int
    currency: str
    reference: str
    charge: str
    expires_at: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Purchase:
    """What the payer reads on the gateway's page: a few words, and where the receipt goes."""

    words: str
    email: str
    return_url: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Opened:
    """A page on which the payer can pay, until it expires."""

    reference: str
    page_url: str
    expires_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """How a payment stands at the gateway. STARTED means that the payer can still pay; sums are pence."""

    state: PaymentState
    pence: int = 0
    currency: str = "GBP"
    brand: str = ""
    charge: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Refunded:
    """A refund as the gateway has it; UNKNOWN while it is on its way. `key` is ours, `why` its word for a failure."""

    reference: str
    state: RefundState
    key: uuid.UUID | None = None
    pence: int = 0
    currency: str = "GBP"
    why: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Message:
    """A message whose signature is good: of a payment as `seen`, of a refund as `refunded`, or of nothing of ours."""

    event_id: str
    kind: str
    payment_key: uuid.UUID | None = None
    reference: str = ""
    seen: Seen | None = None
    refunded: Refunded | None = None


class PaymentGateway(Protocol):
    """Takes cards. Each call but `read` may raise Unreachable or Rejected."""

    method: Method

    def open(self, payment: Attempt, purchase: Purchase) -> Opened:
        """A page for this payment: asked again with the same key, the same page."""

    def look(self, payment: Attempt) -> Seen:
        """How the payment stands now."""

    def capture(self, payment: Attempt) -> Seen:
        """Takes the whole of what is held, once."""

    def release(self, payment: Attempt) -> Seen:
        """Keeps nothing: a page is closed, a hold is let go, money that was taken goes back in full."""

    def refund(self, *, refund_key: uuid.UUID, charge: str, pence: int) -> Refunded:
        """Sends back so many pence of a payment that was taken, once for each key."""

    def look_refund(self, *, reference: str) -> Refunded:
        """How a refund stands now."""

    def read(self, body: bytes, headers: Mapping[str, str], *, at: datetime) -> Message:
        """A message from its raw bytes. Raises Forged."""
