"""Paying an order: what it comes to, the way to the gateway's page, and "we are checking" until its word is there."""

from __future__ import annotations

import time
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from cilexportal.foundation import london
from cilexportal.foundation.idempotency.acting import press_once
from cilexportal.foundation.idempotency.web import once
from cilexportal.foundation.rulebook.refusal import Refused
from shop.enums import PayerKind
from shop.models import Order, Payment
from shop.queries import pay_page
from shop.queries import payments as queries
from shop.queries.pay_page import PayPage
from shop.services import pay_links, payments, settling

BLINK, BLINKS = 0.2, 10


@require_http_methods(["GET", "HEAD", "POST"])
def pay(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """The buyer's page of a payment."""
    order = _own(request, uuid)
    if request.method == "POST":
        return _go(request, order)
    return render(request, "shop/pay.html", _context(request, order))


@require_safe
def state(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """The part of that page which says how the payment stands; the page asks for it while it is being checked."""
    return render(request, "shop/pay_state.html", _context(request, _own(request, uuid)))


@require_POST
def send_link(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Sends the employer a new link; the earlier one ends."""
    order = _own(request, uuid)
    return press_once(
        request, lambda: pay_links.send(order_id=order.pk, at=london.now()),
        said=f"A new link goes to {order.payer.email}. The earlier one has ended.",
        to=reverse("shop:pay", args=[uuid]), scope="shop.pay_link",
    )  # fmt: skip


def _own(request: HttpRequest, uuid: UUID) -> Order:
    order = pay_page.own_order(request.user.pk, uuid)
    if order is None:
        raise Http404
    return order


def _context(request: HttpRequest, order: Order) -> dict[str, Any]:
    page = shown(request, order, as_payer=order.payer.kind == PayerKind.BUYER)
    return {
        "page": page,
        "now": london.now(),
        "pay_url": reverse("shop:pay", args=[order.uuid]),
        "state_url": reverse("shop:pay_state", args=[order.uuid]),
    }


def shown(request: HttpRequest, order: Order, *, as_payer: bool) -> PayPage:
    """The page of an order, for somebody who may just have come back from the gateway's."""
    return pay_page.page_of(order, as_payer=as_payer, claims_paid=settling.BACK in request.GET)


def _go(request: HttpRequest, order: Order) -> HttpResponse:
    """Begins an attempt, once, and leads to the gateway's page."""
    if order.payer.kind != PayerKind.BUYER:
        raise Http404
    here = reverse("shop:pay", args=[order.uuid])
    with once(request, scope="shop.pay") as turn:
        if turn.first:
            begin(request, order)
            turn.answer(here)
    return go_on(order, turn.url)


def begin(request: HttpRequest, order: Order) -> None:
    """Takes the form: the sum that was seen, and whether credit is to be used. Refusals are said on the next page."""
    seen = request.POST.get("seen_pence", "")
    try:
        payments.start(
            order_id=order.pk,
            seen_pence=int(seen) if seen.isascii() and seen.isdecimal() and len(seen) < 10 else -1,
            with_credit=request.POST.get("credit") == "yes",
            at=london.now(),
        )
    except Refused as refused:
        say(request, refused)


def go_on(order: Order, here: str) -> HttpResponse:
    """To the gateway's page where it is open; asked for now, outside every transaction, where it is not yet."""
    payment = queries.open_payment(order.pk)
    if payment is not None and not payment.page_url:
        settling.drive(payment_id=payment.pk, at=london.now())
        _wait_for_page(payment)
    if payment is not None and payment.page_url and payments.can_go_on(payment):
        return HttpResponseRedirect(payment.page_url)
    return redirect(here)


def _wait_for_page(payment: Payment) -> None:
    """A worker may be opening the page at this very moment: then it is there in a blink."""
    payment.refresh_from_db()
    for _ in range(BLINKS):
        if payment.page_url or payment.claimed_at is None:
            return
        time.sleep(BLINK)
        payment.refresh_from_db()


def say(request: HttpRequest, refused: Refused) -> None:
    """Every reason of a refusal, on the next page."""
    for refusal in refused.refusals:
        messages.error(request, str(refusal))
