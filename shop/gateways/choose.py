"""Which gateway takes a payment: the one of the settings for a new one, afterwards always the one it began with."""

from __future__ import annotations

from pathlib import Path

from django.conf import settings

from shop.enums import Method
from shop.gateways import demo, stripe
from shop.gateways.protocol import PaymentGateway


class NoGateway(LookupError):
    """Nobody takes cards by this name here."""


def method_for_new() -> Method | None:
    """How a new payment by card is taken; None where nobody takes cards."""
    return {"stripe": Method.STRIPE, "demo": Method.DEMO}.get(settings.SHOP_GATEWAY)


def gateway(method: str) -> PaymentGateway:
    """The gateway of a payment's method. Raises NoGateway."""
    if method == Method.STRIPE and settings.STRIPE_KEY:
        return stripe.StripeGateway(key=settings.STRIPE_KEY, webhook_secret=settings.STRIPE_WEBHOOK_SECRET)
    if method == Method.DEMO:
        return demo_gateway()
    raise NoGateway(method)


def demo_gateway() -> demo.DemoGateway:
    """The demo's gateway. Raises NoGateway in production, whatever a payment says."""
    if settings.MODE == "production" or not settings.DEMO_GATEWAY_FOLDER:
        raise NoGateway(Method.DEMO)
    return demo.DemoGateway(folder=Path(settings.DEMO_GATEWAY_FOLDER), secret=demo.secret_from(settings.SECRET_KEY))
