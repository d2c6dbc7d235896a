"""The basket: what is in it, at which price, and how many of each. For visitors as for people signed in."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from cilexportal.foundation import london
from cilexportal.foundation.rulebook.refusal import Refused
from shop.queries import baskets as queries
from shop.queries import catalogue
from shop.queries.baskets import Contents, Line
from shop.services import baskets
from shop.views import own_basket
from shop.views.catalogue import left_in_words, picture, product_context

LONGEST_NUMBER = 4


@require_safe
def basket(request: HttpRequest) -> HttpResponse:
    """The lines with their prices of now, what has changed since they were put in, delivery and the sum."""
    return _show(request)


@require_POST
def put(request: HttpRequest) -> HttpResponse:
    """Makes it so many of a product, 0 for none. Sent twice it does the same, so it needs no key of its own."""
    at, slug = london.now(), request.POST.get("product", "").replace("\0", "")
    quantity = _read(request.POST.get("quantity", ""))
    known, owner = own_basket.found(request, at=at), request.user if request.user.is_authenticated else None
    try:
        if quantity is None:
            raise Refused.because("TC-3.2", "Enter how many you want as a number, such as 1.")
        own = baskets.put(
            owner=owner, uuid=known.uuid if known else None, slug=slug, quantity=quantity, at=at
        )  # fmt: skip
    except Refused as no:
        return _refused(request, slug, no)
    own_basket.note(request, own)
    if not quantity:
        messages.info(request, "Taken out of your basket.")
    return redirect("shop:basket")


def _read(typed: str) -> int | None:
    """A whole number as people type it; None for anything else."""
    text = typed.strip()
    return int(text) if text.isascii() and text.isdecimal() and len(text) <= LONGEST_NUMBER else None


def _refused(request: HttpRequest, slug: str, no: Refused) -> HttpResponse:
    """The page the form was on, with what was typed and the reason."""
    again = {"refusal": no.refusals[0], "refused": slug, "typed": request.POST.get("quantity", "")}
    if request.POST.get("from") == "product":
        at = london.now()
        found = catalogue.product(slug, at=at)
        if found is not None:
            context = {**product_context(request, found, at=at), **again}
            return render(request, "shop/product.html", context, status=422)
    return _show(request, status=422, **again)


def _show(request: HttpRequest, *, status: int = 200, **again: Any) -> HttpResponse:
    at = london.now()
    own = own_basket.found(request, at=at)
    contents = queries.contents(own, at=at)
    own_basket.note(request, own, units=sum(line.quantity for line in contents.lines))
    context = {**context_of(contents), **again}
    return render(request, "shop/basket.html", context, status=status)


def context_of(contents: Contents) -> dict[str, Any]:
    """What the basket and the summary of the check-out show."""
    return {"contents": contents, "lines": [row(line) for line in contents.lines], "ready": ready(contents)}


def ready(contents: Contents) -> bool:
    """Whether everything in the basket can be had."""
    return bool(contents.lines) and all(line.price_pence is not None and not short(line) for line in contents.lines)


def short(line: Line) -> bool:
    """Whether there are fewer left than wanted."""
    return line.product.left is not None and line.quantity > line.product.left


def row(line: Line) -> dict[str, Any]:
    """A line as tables show it."""
    return {
        "line": line,
        "picture": picture(line.product.picture, line.product.kind),
        "left": left_in_words(line.product.left, line.product.supply),
        "short": short(line),
        "percent": f"{line.percent.normalize():f}",
    }
