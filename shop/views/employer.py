"""The pages of an employer who pays: no account, only a link. Opening it only notes it in the session."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from cilexportal.foundation import london
from shop.models import Order
from shop.queries import pay_page
from shop.services.pay_links import hashed
from shop.views import pay

LINK = "shop.pay_link"
GONE = 410


@require_safe
def link(request: HttpRequest, token: str) -> HttpResponse:
    """The address in the e-mail: it is swapped for one without the token, which no other site gets to read."""
    found = pay_page.live_link(hashed(token), at=london.now())
    if found is None:
        return _private(_ended(request))
    request.session[LINK] = found.pk
    return _private(redirect("shop:employer"))


@require_safe
def page(request: HttpRequest) -> HttpResponse:
    """What the order comes to, and how its payment stands: nothing else about the person it is for."""
    order = _linked(request)
    return _ended(request) if order is None else render(request, "shop/employer.html", _context(request, order))


@require_safe
def state(request: HttpRequest) -> HttpResponse:
    """The part of the page that is asked for while a payment is being checked."""
    order = _linked(request)
    return _ended(request) if order is None else render(request, "shop/pay_state.html", _context(request, order))


@require_POST
def start(request: HttpRequest) -> HttpResponse:
    """Begins an attempt; there is one at a time, so pressing twice begins one."""
    order = _linked(request)
    if order is None:
        return _ended(request)
    pay.begin(request, order)
    return pay.go_on(order, reverse("shop:employer"))


def _linked(request: HttpRequest) -> Order | None:
    """The order of the link that this browser came by, while it works."""
    known = request.session.get(LINK)
    return pay_page.linked_order(known, at=london.now()) if known else None


def _context(request: HttpRequest, order: Order) -> dict[str, Any]:
    return {
        "page": pay.shown(request, order, as_payer=True),
        "now": london.now(),
        "is_employer": True,
        "pay_url": reverse("shop:employer_pay"),
        "state_url": reverse("shop:employer_state"),
    }


def _ended(request: HttpRequest) -> HttpResponse:
    """The link has ended or run out, or there never was one."""
    return render(request, "shop/employer_ended.html", status=GONE)


def _private(response: HttpResponse) -> HttpResponse:
    response["Referrer-Policy"] = "no-referrer"
    return response
