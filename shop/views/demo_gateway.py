"""The demo gateway's own page: it takes no money, and can be told what shall go wrong."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from cilexportal.foundation import london
from shop.enums import PaymentState
from shop.gateways import choose, demo
from shop.gateways.demo import DemoGateway, Fault
from shop.gateways.demo_bank import Account
from shop.services import payments, settling

FAULTS = (
    ("", "Nothing"),
    ("lost", "Word of the payment never arrives"),
    ("twice", "Word of the payment arrives twice"),
    ("late", "An old message arrives after the new one"),
    ("forged", "Somebody else says that it was paid"),
    ("before", "The question to take the money is lost"),
    ("after", "The answer to taking the money is lost"),
)


@require_http_methods(["GET", "HEAD", "POST"])
def page(request: HttpRequest, key: UUID) -> HttpResponse:
    """The card page of one payment."""
    gateway, account = _account(str(key))
    if request.method == "POST":
        return _act(request, gateway, account)
    expires = datetime.fromtimestamp(account.expires, UTC)
    return render(
        request, "demo/gateway.html",
        {"account": account, "faults": FAULTS, "expires": expires, "is_open": account.state == "started"},
    )  # fmt: skip


def _account(key: str) -> tuple[DemoGateway, Account]:
    try:
        gateway = choose.demo_gateway()
    except choose.NoGateway:
        raise Http404 from None
    account = gateway.bank.find(key)
    if account is None:
        raise Http404
    return gateway, account


def _act(request: HttpRequest, gateway: DemoGateway, account: Account) -> HttpResponse:
    """What the payer pressed."""
    here = reverse("shop:demo_gateway", args=[account.key])
    match request.POST.get("act"):
        case "pay":
            return _pay(request, gateway, account)
        case "amex":
            messages.error(request, "This shop does not take American Express. Nothing has been charged.")
            return redirect(here)
        case "decline":
            messages.error(request, "The bank declined this card. Nothing has been charged. Try another card.")
            return redirect(here)
    return redirect(account.return_url)


def _pay(request: HttpRequest, gateway: DemoGateway, account: Account) -> HttpResponse:
    """The card is taken; word of it goes to the shop, or goes wrong as it was asked for."""
    fault = request.POST.get("fault", "")
    stale = gateway.message(account.key)
    if fault == "forged":
        _deliver(gateway.message(account.key, secret=f"not {demo.SIGNATURE}"))
        return redirect(f"{account.return_url}?{settling.BACK}=1")
    if not gateway.pay(account.key):
        if _account(account.key)[1].state in (PaymentState.AUTHORISED, PaymentState.CAPTURED):
            return redirect(f"{account.return_url}?{settling.BACK}=1")  # Pressed twice: it is paid.
        messages.error(request, "This page has closed. Nothing has been charged.")
        return redirect(account.return_url)
    if fault in (Fault.BEFORE, Fault.AFTER):
        gateway.script(account.key, "capture", Fault(fault))
    wire = gateway.message(account.key)
    plans: dict[str, Callable[[], None]] = {
        "lost": lambda: None,
        "twice": lambda: _deliver(wire, wire),
        "late": lambda: _deliver(wire, stale),
    }
    plans.get(fault, lambda: _deliver(wire))()
    return redirect(f"{account.return_url}?{settling.BACK}=1")


def _deliver(*wires: demo.Wire) -> None:
    """Hands signed messages to the shop, as its webhook would get them."""
    for body, headers in wires:
        payments.receive(method=DemoGateway.method, body=body, headers=headers, at=london.now())
