"""The catalogue and the page of one product; anybody may look."""

from __future__ import annotations

from datetime import date, datetime
from functools import lru_cache
from types import SimpleNamespace
from typing import Any, NamedTuple

from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.html import format_html_join
from django.utils.safestring import SafeString
from django.views.decorators.http import require_safe

from cilexportal.foundation import london
from cilexportal.foundation.ui.drawn import forget_with_settings
from shop.enums import Kind, Mode, Supply
from shop.models import CourseSession, Product
from shop.queries import baskets
from shop.queries import catalogue as queries
from shop.queries.baskets import IN_SESSION
from shop.queries.catalogue import BROWSED, Filters, Listed, Page
from shop.rules import money
from shop.services.baskets import MOST_UNITS
from shop.views import own_basket

LONGEST_SEARCH, LONGEST_PAGE = 100, 10_000
MONTHS_AHEAD = 12
FEW = 5
KINDS, MODES = dict(Kind.choices), dict(Mode.choices)


class Chip(NamedTuple):
    """A filter that is on, and the address without it."""

    text: str
    url: str


@require_safe
def catalogue(request: HttpRequest) -> HttpResponse:
    """What is on sale, a page at a time, searched and filtered by the address."""
    at = london.now()
    filters = read_filters(request)
    found = queries.page(filters, at=at, number=_page_number(request))
    if found.number > found.last:
        return redirect(f"{request.path}?{_without(request, 'page')}")
    shown = listing(found, filters, chips(request, filters), london.date_of(at))
    pages = pagination(found.number, found.last, request.GET.urlencode())
    if not request.COOKIES:
        return HttpResponse(for_visitors(shown, pages, request.path))
    return render(request, "shop/catalogue.html", {"listing": shown, "pages": pages})


@lru_cache(maxsize=256)
def for_visitors(listing: SafeString, pages: SafeString, path: str) -> str:
    """The page for whoever brings no cookie: nothing on it is of one person, so it is drawn once for all of them."""
    nobody = HttpRequest()
    nobody.path = path
    return render_to_string("shop/catalogue.html", {"listing": listing, "pages": pages}, nobody)


forget_with_settings(for_visitors)


@lru_cache(maxsize=256)
def listing(found: Page, filters: Filters, on: tuple[Chip, ...], today: date) -> SafeString:
    """What was found and the search for it. The same facts make the same listing, so it is drawn once for everybody
    who sees them."""
    context = {
        "cards": SafeString("".join(map(card, found.items))),
        "total": found.total,
        "chips": on,
        "search": search(filters, found.topics, today),
    }
    return render_to_string("shop/listing.html", context)


@lru_cache(maxsize=64)
def search(filters: Filters, topics: tuple[str, ...], today: date) -> SafeString:
    """The form to search with; whoever looks for the same among the same topics sees the same, so it is drawn once."""
    context = {
        "filters": filters,
        "kinds": options(BROWSED, filters.kind),
        "modes": options(tuple(Mode.choices), filters.mode),
        "topics": options(tuple((topic, topic) for topic in topics), filters.topic),
        "months": options(months_from(today), f"{filters.month:%Y-%m}" if filters.month else ""),
    }
    return render_to_string("shop/search.html", context)


@lru_cache(maxsize=256)
def options(choices: tuple[tuple[str, str], ...], chosen: str) -> SafeString:
    """The choices of a select; they are the same for most visitors, so they are drawn once."""
    return format_html_join(
        "", '<option value="{}"{}>{}</option>',
        ((value, SafeString(" selected" if value == chosen else ""), label) for value, label in choices),
    )  # fmt: skip


@lru_cache(maxsize=2048)
def card(item: Listed) -> SafeString:
    """A product's card. The same facts make the same card, so it is drawn once for everybody who sees them."""
    kind = KINDS[item.kind]
    context = {
        "item": item,
        "picture": picture(item.picture, item.kind),
        "kind": f"{kind}, {MODES[item.mode].lower()}" if item.mode else kind,
        "starts": london.in_words(london.date_of(item.first_at)) if item.first_at else "",
        "left": left_in_words(item.left, item.supply),
    }
    return render_to_string("shop/card.html", context)


def picture(name: str, kind: str) -> str:
    """The picture's file among the shop's own; one for the kind where the product has none."""
    return f"img/shop/{name or f'{kind}.svg'}"


def left_in_words(left: int | None, supply: str) -> str:
    """What a buyer reads of places or copies: nothing while there are plenty."""
    noun = "place" if supply == Supply.SESSIONS else "copy"
    plural = "places" if supply == Supply.SESSIONS else "copies"
    if left is None or (left > FEW and supply != Supply.SESSIONS):
        return ""
    return f"No {plural} left" if left == 0 else f"{left} {noun if left == 1 else plural} left"


@lru_cache(maxsize=256)
def pagination(number: int, last: int, asked: str) -> SafeString:
    """The way to the pages around it for a page of a search, drawn once for everybody who is there."""
    # The numbers are words already: Django would give each its thousands separator.
    page = SimpleNamespace(
        number=str(number), has_other_pages=last > 1, has_previous=number > 1, has_next=number < last,
        previous_page_number=str(number - 1), next_page_number=str(number + 1),
        paginator=SimpleNamespace(num_pages=str(last)),
    )  # fmt: skip
    return render_to_string("ui/pagination.html", {"page": page, "request": SimpleNamespace(GET=QueryDict(asked))})


def read_filters(request: HttpRequest) -> Filters:
    """The filters in the address; what makes no sense is no filter."""
    sent = request.GET
    return Filters(
        words=sent.get("q", "").replace("\0", "").strip()[:LONGEST_SEARCH],
        kind=sent.get("kind", "") if sent.get("kind") in dict(BROWSED) else "",
        mode=sent.get("mode", "") if sent.get("mode") in MODES else "",
        topic=sent.get("topic", "").replace("\0", "")[:LONGEST_SEARCH],
        month=_month(sent.get("month", "")),
    )


def _month(sent: str) -> date | None:
    try:
        year, month = sent.split("-")
        return date(int(year), int(month), 1) if 2000 <= int(year) <= 2100 else None
    except ValueError:
        return None


def _page_number(request: HttpRequest) -> int:
    sent = request.GET.get("page", "")
    return max(1, int(sent)) if sent.isascii() and sent.isdecimal() and len(sent) <= len(str(LONGEST_PAGE)) else 1


@lru_cache(maxsize=4)
def months_from(day: date) -> tuple[tuple[str, str], ...]:
    """The months in which something may be looked for, as 2026-11 and November 2026."""
    first = day.replace(day=1)
    found = [london.add_months(first, ahead) for ahead in range(MONTHS_AHEAD)]
    return tuple((f"{month:%Y-%m}", f"{month:%B %Y}") for month in found)


def chips(request: HttpRequest, filters: Filters) -> tuple[Chip, ...]:
    """The filters now on, each with the address without it."""
    if not filters.on:
        return ()
    named = {
        "q": f"“{filters.words}”" if filters.words else "",
        "kind": dict(BROWSED).get(filters.kind, ""),
        "mode": MODES.get(filters.mode, ""),
        "topic": filters.topic,
        "month": f"{filters.month:%B %Y}" if filters.month else "",
    }
    return tuple(Chip(text, f"?{_without(request, name, 'page')}") for name, text in named.items() if text)


def _without(request: HttpRequest, *names: str) -> str:
    query = request.GET.copy()
    for name in names:
        query.pop(name, None)
    return query.urlencode()


@require_safe
def product(request: HttpRequest, slug: str) -> HttpResponse:
    """One product in full: price with VAT, dates, places, when it is supplied, terms of its own, and the way to buy."""
    at = london.now()
    found = queries.product(slug, at=at)
    if found is None:
        raise Http404
    return render(request, "shop/product.html", product_context(request, found, at=at))


def product_context(request: HttpRequest, found: Product, *, at: datetime) -> dict[str, Any]:
    """What the page of a product shows; also used by the basket where it refuses."""
    pence = queries.price_now(found, at=at)
    amount = money.worked_back(pence, percent=found.vat_percent) if pence is not None else None
    in_basket = _in_basket(request, found, at)
    return {
        "product": found,
        "picture": picture(found.picture, found.kind),
        "amount": amount,
        "percent": f"{found.vat_percent.normalize():f}" if found.vat_percent is not None else "",
        "sessions": [_session(one) for one in found.sessions.all()],
        "left": left_in_words(found.left, found.supply),
        "terms": queries.extra_terms(found),
        "delivery_pence": baskets.delivery_rate(london.date_of(at)) if found.supply == Supply.GOODS else None,
        "in_basket": in_basket,
        "most": MOST_UNITS if found.left is None else min(found.left, MOST_UNITS),
        "back_url": reverse("shop:catalogue"),
    }


def _in_basket(request: HttpRequest, found: Product, at: datetime) -> int:
    """How many of it are in the basket already; nobody's basket is asked for who has none."""
    if IN_SESSION not in request.session:
        return 0
    basket = own_basket.found(request, at=at)
    return baskets.quantity_of(basket, found) if basket else 0


def _session(one: CourseSession) -> dict[str, str]:
    starts, ends = london.at_in_words(one.starts_at), london.at_in_words(one.ends_at)
    same_day = london.date_of(one.starts_at) == london.date_of(one.ends_at)
    until = ends.rpartition(" at ")[2] if same_day else ends
    return {"number": str(one.number), "when": f"{starts} to {until}", "place": one.place}
