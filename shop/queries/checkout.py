"""What a check-out goes by on a day: terms, policy, the words beside each tick; and what was answered before."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cached_property

from members.models import User
from shop.enums import ConsentTo, Kind, PayerKind
from shop.models import Address, Order, Product, ShopPolicy, TermsVersion, Wording
from shop.rules.policy import Policy

TICKS = (ConsentTo.TERMS, ConsentTo.START_EARLY, ConsentTo.LOSE_WHEN_DONE)


@dataclass(frozen=True)
class Law:
    """Which terms, policy and words hold on a day."""

    terms: TermsVersion
    policy: ShopPolicy
    words: dict[str, Wording]

    @cached_property
    def figures(self) -> Policy:
        """The figures of the policy."""
        return Policy.of(self.policy.figures)


def law_on(day: date) -> Law:
    """The newest terms, policy and words from a day on or before `day`; three queries. Raises DoesNotExist."""
    words = Wording.objects.filter(code__in=TICKS, from_date__lte=day).order_by("version")
    return Law(
        terms=TermsVersion.objects.filter(from_date__lte=day).latest("from_date"),
        policy=ShopPolicy.objects.filter(from_date__lte=day).latest("from_date"),
        words={wording.code: wording for wording in words},
    )


def delivery_product() -> Product:
    """What the charge for delivery stands under on an order."""
    return Product.objects.filter(kind=Kind.DELIVERY).earliest("pk")


def answered_before(buyer: User) -> dict[str, str]:
    """The answers of somebody's last order that they paid themselves, as the form has them; {} before the first."""
    last = Order.objects.filter(buyer=buyer, payer__kind=PayerKind.BUYER).select_related("payer__address", "delivery")
    order = last.first()
    if order is None:
        return {}
    answers = _boxes("billing", order.payer.address)
    if order.delivery and str(order.delivery) != str(order.payer.address):
        answers |= {"elsewhere": "on", **_boxes("delivery", order.delivery)}
    return answers


def _boxes(prefix: str, address: Address) -> dict[str, str]:
    parts = ("name", "line_1", "line_2", "town", "postcode")
    return {f"{prefix}_{part}": getattr(address, part) for part in parts}
