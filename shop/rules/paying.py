"""Money in and money out: what is taken, who gets how much back, and what stays owed."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date

from cilexportal.foundation.rulebook.refusal import Refusal
from shop.enums import PayerKind
from shop.rules import money
from shop.rules.policy import Policy

BRAND_NAMES = {"americanexpress": "amex"}


def bad_brand(brand: str, *, policy: Policy) -> Refusal | None:
    """[TC-5.4] Cards the shop does not take are refused before anything is charged."""
    letters = "".join(letter for letter in brand.lower() if letter.isalpha())
    if BRAND_NAMES.get(letters, letters) not in policy.blocked_brands:
        return None
    return Refusal("TC-5.4", "We cannot take American Express. Pay with another card: nothing has been charged.")


def bad_currency(currency: str, *, policy: Policy) -> Refusal | None:
    """[TC-5.2] Everything is charged in pounds sterling."""
    if currency.upper() == policy.currency:
        return None
    return Refusal("TC-5.2", "Payments are in pounds sterling only.")


def bad_charge(*, pence: int, currency: str, wanted_pence: int, policy: Policy) -> Refusal | None:
    """[TC-5.2] [TC-5.1] What a gateway reports has to be the order's own sum, to the penny, in pounds."""
    if pence == wanted_pence:
        return bad_currency(currency, policy=policy)
    wanted, came = money.in_pounds(wanted_pence), money.in_pounds(pence)
    return Refusal("TC-5.1", f"The order comes to {wanted}, the payment to {came}.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Paid:
    """One payment that was taken: its id, what was captured and what of it went back or is on its way, in pence."""

    id: int
    captured_pence: int
    refunded_pence: int = 0

    @property
    def left_pence(self) -> int:
        """What can still go back by this payment."""
        return max(0, self.captured_pence - self.refunded_pence)


def bad_refund(pence: int, payments: Sequence[Paid]) -> Refusal | None:
    """[TC-9.6] A refund is of something, and all refunds of an order never exceed what was paid for it."""
    left = sum(payment.left_pence for payment in payments)
    if 0 < pence <= left:
        return None
    return Refusal("TC-9.6", f"Give a sum from £0.01 to {money.in_pounds(left)}: that is what can still go back.")


def shares(pence: int, payments: Sequence[Paid]) -> list[tuple[int, int]]:
    """[TC-9.6] A refund shared over the payments it goes back by, as (id, pence) with no empty share.

    In proportion to what each payment has left, so nobody gets back more than they paid. Raises ValueError where
    `bad_refund` would refuse.
    """
    if bad_refund(pence, payments):
        raise ValueError("more than can go back")
    parts = money.split(pence, [payment.left_pence for payment in payments])
    return [(payment.id, part) for payment, part in zip(payments, parts, strict=True) if part]


def stale_sum(*, seen_pence: int, pence: int) -> Refusal | None:
    """[TC-9.6] The sum somebody agreed to is still the sum; otherwise they are shown the new one first."""
    if seen_pence == pence:
        return None
    return Refusal("TC-9.6", f"The sum is now {money.in_pounds(pence)}. Look at it again before you go on.")


def not_told(payer: PayerKind, *, told: Collection[PayerKind]) -> tuple[PayerKind, ...]:
    """[TC-5.5a] Who still has to get the confirmation: the buyer always, and the employer where one pays."""
    wanted = (PayerKind.BUYER,) if payer == PayerKind.BUYER else (PayerKind.BUYER, PayerKind.EMPLOYER)
    return tuple(kind for kind in wanted if kind not in told)


def owed(*, charged_pence: int, credited_pence: int, paid_pence: int, written_off_pence: int) -> int:
    """[TC-13.4] What is still to be paid, in pence. Neither age nor further supply makes it less."""
    return max(0, charged_pence - credited_pence - paid_pence - written_off_pence)


def bad_write_off(pence: int, *, owed_pence: int, reason: str) -> Refusal | None:
    """[TC-13.4] Only a person gives up a debt, up to what is owed and with a reason."""
    if not 0 < pence <= owed_pence:
        return Refusal("TC-13.4", f"Give a sum from £0.01 to {money.in_pounds(owed_pence)}, which is what is owed.")
    return None if reason.strip() else Refusal("TC-13.4", "Say why this will not be asked for any more.")


def may_remind(*, owed_pence: int, due_on: date, today: date) -> Refusal | None:
    """[TC-9.8.2] A payer is reminded of what is due once the day it was due is over."""
    if owed_pence <= 0:
        return Refusal("TC-9.8.2", "Nothing is owed.")
    return None if today > due_on else Refusal("TC-9.8.2", "The payment is not late yet.")
