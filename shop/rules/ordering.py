"""What may be ordered, what the check-out has to ask, and what follows from acceptance."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from cilexportal.foundation import london
from cilexportal.foundation.rulebook.refusal import Refusal
from shop.enums import ConsentTo, DeclineReason, PayerKind, Supply
from shop.rules import money, windows
from shop.rules.policy import Policy


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """A line somebody wants, and what is true of its product now.

    `left` counts copies or places still to be had, None for no limit; `price_pence` is of one unit, None when it is no
    longer sold; `seen_pence` is the unit price the buyer was shown; `delivery_days` the estimate for goods.
    """

    title: str
    supply: Supply
    quantity: int
    seen_pence: int
    price_pence: int | None
    left: int | None = None
    delivery_days: int | None = None
    description_is_right: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Decline:
    """Why a line cannot be accepted: the coded reason, and the sentence of the message that says so."""

    reason: DeclineReason
    refusal: Refusal


def why_declined(wanted: Sequence[Wanted], *, policy: Policy) -> tuple[Decline, ...]:
    """[TC-3.2] Every reason for which an order of these lines is not accepted, and so not charged; () accepts it."""
    return tuple(decline for line in wanted if (decline := _why(line, policy)) is not None)


def _why(line: Wanted, policy: Policy) -> Decline | None:
    """The first reason against one line."""
    if line.price_pence is None:
        return _decline(DeclineReason.NO_LONGER_SOLD, f"{line.title} is no longer sold.")
    if line.left is not None and line.quantity > line.left:
        return _none_left(line)
    if line.price_pence != line.seen_pence:
        return _decline(DeclineReason.PRICE_ERROR, f"The price shown for {line.title} was not right.")
    if not line.description_is_right:
        return _decline(DeclineReason.DESCRIPTION_ERROR, f"The description shown for {line.title} was not right.")
    if line.supply == Supply.GOODS and (line.delivery_days is None or line.delivery_days > policy.delivery_days):
        return _decline(DeclineReason.NO_DELIVERY_DATE, f"{line.title} cannot be delivered in time.")
    return None


def _none_left(line: Wanted) -> Decline:
    """Out of stock for what is kept in copies, full for what has places."""
    if line.supply == Supply.SESSIONS:
        return _decline(DeclineReason.FULL, f"{line.title} has {line.left} of the {line.quantity} places left.")
    return _decline(DeclineReason.OUT_OF_STOCK, f"There are {line.left} of the {line.quantity} of {line.title} left.")


def _decline(reason: DeclineReason, sentence: str) -> Decline:
    return Decline(reason=reason, refusal=Refusal("TC-3.2", sentence))


def changed_price(*, title: str, seen_pence: int, price_pence: int) -> Refusal | None:
    """[TC-5.1] The price shown is the price charged, to the penny: a changed one is shown again before paying."""
    if seen_pence == price_pence:
        return None
    said = f"{title} now costs {money.in_pounds(price_pence)}, and not {money.in_pounds(seen_pence)}."
    return Refusal("TC-5.1", f"{said} Look at your order again before you pay.")


def bad_delivery_day(deliver_by: date, *, accepted_on: date, policy: Policy) -> Refusal | None:
    """[TC-6.2] An estimate for goods lies within 30 days after the day of acceptance."""
    last = windows.days_after(accepted_on, policy.delivery_days)
    if accepted_on <= deliver_by <= last:
        return None
    first, end = london.in_words(accepted_on), london.in_words(last)
    return Refusal("TC-6.2", f"Give a day from {first} to {end}: goods are delivered within that time.")


def may_be_sold(*, supply: Supply, session_starts: Sequence[datetime], open_on_demand: bool) -> Refusal | None:
    """[TC-6.3] A course is put on sale with a dated session, or with the time in which it can be taken on demand."""
    if supply != Supply.SESSIONS or session_starts or open_on_demand:
        return None
    return Refusal("TC-6.3", "Give the course a dated session, or a time in which it is open, before it is sold.")


def delivery_charge(supplies: Sequence[Supply], *, rate_pence: int) -> int:
    """[TC-5.2b] Pence for sending an order: nothing without goods."""
    return rate_pence if Supply.GOODS in supplies else 0


def consents(
    *, supply: Supply, first_day: date | None, confirmed_on: date, has_extra_terms: bool, policy: Policy
) -> tuple[ConsentTo, ...]:
    """[LAW-CCR36] The boxes the check-out has to show for a line, all unticked; those for the terms come besides.

    An early start is asked about where the first session, on `first_day`, is on or before the last day for changing
    one's mind, counted from `confirmed_on`: the latest day on which the acceptance may be e-mailed.
    """
    asked = [ConsentTo.EXTRA_TERMS] if has_extra_terms else []
    last = windows.days_after(confirmed_on, policy.cooling_off_days)
    if supply in (Supply.SESSIONS, Supply.ASSESSMENT) and first_day is not None and first_day <= last:
        asked += [ConsentTo.START_EARLY, ConsentTo.LOSE_WHEN_DONE]
    return tuple(asked)


def access_from(*, confirmed_at: datetime | None, paid_at: datetime | None) -> datetime | None:
    """[TC-6.4] From when a download is ready: at acceptance, or at payment where that comes later; None until then.

    Ready is not started: the gate still asks before the first access.
    """
    if confirmed_at is None or paid_at is None:
        return None
    return max(confirmed_at, paid_at)


def is_at_buyers_risk(*, delivered_on: date | None, lost_on: date) -> bool:
    """[TC-6.5] Whether a loss on a day is the buyer's: goods are theirs to look after from their delivery."""
    return delivered_on is not None and lost_on >= delivered_on


def owner(*, owed_pence: int, payer: PayerKind) -> PayerKind | None:
    """[TC-6.6] Who owns goods: whoever pays, once nothing is owed; None for CILEX, down to the last penny."""
    return payer if owed_pence == 0 else None


class Asker(StrEnum):
    """Who asks about an order."""

    BUYER = "buyer"
    BENEFICIARY = "beneficiary"
    EMPLOYER = "employer"
    STAFF = "staff"
    OTHER = "other"


def may_see(asker: Asker) -> Refusal | None:
    """[TC-13.2] The parties, the payer, the person it is for and staff may see a line; nobody else has rights in it."""
    if asker != Asker.OTHER:
        return None
    return Refusal("TC-13.2", "Only the buyer and whoever pays can ask about this order.")


def may_give_up(asker: Asker, *, policy: Policy) -> Refusal | None:
    """[TC-13.2] A line is ended by the buyer, the person it is for, or staff for them. An employer asks the buyer."""
    if asker == Asker.EMPLOYER and policy.employer_can_cancel == "orderholder":
        return Refusal("TC-13.2", "The person who ordered it has to end it. You are repaid what you paid.")
    return may_see(asker)


def bad_quantity(quantity: int, *, most: int | None) -> Refusal | None:
    """[TC-3.2] How many of a product may go into a basket: one or more, and no more than there are."""
    if quantity < 1:
        return Refusal("TC-3.2", "Enter how many you want: 1 or more.")
    if most is not None and quantity > most:
        return Refusal("TC-3.2", f"There are {most} left. Enter {most} or fewer." if most else "None are left.")
    return None


@dataclass(frozen=True, slots=True, kw_only=True)
class Contact:
    """Where a message about an order goes, and what staff have to do about it, if anything."""

    email: str
    task: str = ""


def contact(*, order_email: str, profile_email: str, bounced: bool) -> Contact:
    """[TC-2.2] Messages go to the address given with the order, whatever the profile says; a bounce goes to staff."""
    if not bounced:
        return Contact(email=order_email)
    other = f" The profile has {profile_email}." if profile_email != order_email else ""
    return Contact(email=order_email, task=f"A message to {order_email} came back.{other}")
