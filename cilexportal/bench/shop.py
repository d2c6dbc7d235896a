"""The shop against bare Django: catalogue and order page, the statements of a check-out, and finance's search."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from functools import partial
from time import time
from urllib.parse import urlencode

from allauth.account.authentication import AUTHENTICATION_METHODS_SESSION_KEY
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.conf import settings
from django.contrib.sessions.backends.db import SessionStore
from django.core.handlers.wsgi import WSGIHandler
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from cilexportal.bench import bare, shop_bare, shop_world, world
from cilexportal.bench.browser import Browser
from cilexportal.bench.figures import Figure
from cilexportal.bench.pages import against, plain_static
from cilexportal.foundation import london
from members.enums import Role
from members.models import RoleGrant, User
from shop.enums import PaymentState
from shop.gateways.protocol import Message, Seen
from shop.models import Order, Product
from shop.queries import baskets as basket_queries
from shop.queries import checkout as checkout_queries
from shop.services import baskets, checkout, payments
from shop.services.checkout import At, Details

FEW_ORDERS, ORDERS_OF_PAGES = 100, 10_000
SIZES = (1_000, 100_000)
# With three lines an order has goods and downloads, as one with thirty has.
LINES = (3, 12, 30)
# What finance types: the same number of orders is found, or the first page of many, whatever the size of the shop.
SEARCHES = {
    "number": {"words": "ORD-051336"},
    "part of a number": {"words": "d-05133"},
    "name": {"words": "number 0000042"},
    "common name": {"words": "ashby"},
    "e-mail": {"words": "buyer42@"},
    "state": {"state": "unpaid"},
    "payer": {"payer": "employer"},
    "days": {"from_day_day": "1", "from_day_month": "6", "from_day_year": "2026",
             "to_day_day": "2", "to_day_month": "6", "to_day_year": "2026"},
    "all": {},
}  # fmt: skip
Say = Callable[[str], object]


class Visitor(Browser):
    """A browser of nobody: no session, no token."""

    def __init__(self, handler: WSGIHandler) -> None:
        super().__init__(somebody(), handler)
        del self.environ["HTTP_COOKIE"], self.environ["HTTP_X_CSRFTOKEN"]


class Searcher(Browser):
    """Somebody of finance who has passed the second step."""

    def __init__(self, user: User, handler: WSGIHandler) -> None:
        super().__init__(user, handler)
        cookies = dict(part.split("=", 1) for part in self.environ["HTTP_COOKIE"].split("; "))
        session = SessionStore(cookies[settings.SESSION_COOKIE_NAME])
        session[AUTHENTICATION_METHODS_SESSION_KEY] = [{"method": name, "at": time()} for name in ("password", "mfa")]
        session[f"{AUTHENTICATION_METHODS_SESSION_KEY}_user"] = str(user.pk)
        session.save()

    def search(self, **asked: str) -> bytes:
        """The list of orders that a search finds."""
        return self._send("GET", reverse("shop_desk:orders"), b"", {"QUERY_STRING": urlencode(asked)})


def measure(*, sizes: tuple[int, ...] = SIZES, orders: int = ORDERS_OF_PAGES, say: Say = print) -> list[Figure]:
    """All figures of the shop, each in a database of its own; the caller holds world.tables()."""
    with plain_static():
        with world.database():
            say(f"making {orders:,} orders")
            shop_world.fill(orders)
            figures = [catalogue_figure(), order_figure(), checkout_figure()]
            many = _order_at_the_desk()
        with world.database():
            say(f"making {FEW_ORDERS:,} orders")
            shop_world.fill(FEW_ORDERS)
            figures.append(desk_figure(orders, many=many, few=_order_at_the_desk()))
        return [*figures, search_figure(sizes, say=say)]


def catalogue_figure() -> Figure:
    """The catalogue with twelve products, for a visitor."""
    ours, floor = Visitor(WSGIHandler()), Visitor(shop_bare.handler())
    address = reverse("shop:catalogue")
    if (shown := ours.get(address).count(b"/shop/products/thing-")) < 12:
        raise RuntimeError(f"the catalogue shows {shown} products")
    ratio, mine, theirs = against(lambda: ours.get(address), lambda: floor.get("/page/"))
    detail = f"{mine * 1000:.1f} ms against {theirs * 1000:.1f} ms of a bare page with one query"
    return Figure("catalogue with 12 products, share of a bare page's speed", ratio, 0.4, at_most=False, detail=detail)


def order_figure() -> Figure:
    """An order of two lines among ten thousand, for its buyer."""
    order = _an_order()
    ours, floor = Browser(order.buyer, WSGIHandler()), Browser(order.buyer, bare.handler())
    address = reverse("shop:order", args=[order.uuid])
    ratio, mine, theirs = against(lambda: ours.get(address), lambda: floor.get("/page/"))
    detail = f"{mine * 1000:.1f} ms against {theirs * 1000:.1f} ms of a bare page with session, auth and one query"
    name = f"order page among {Order.objects.count():,} orders, share of a bare page's speed"
    return Figure(name, ratio, 0.35, at_most=False, detail=detail)


def desk_figure(orders: int, *, many: tuple[float, float], few: tuple[float, float]) -> Figure:
    """The same for finance, which reads everything about it: it takes as long, however many orders there are.

    Both are taken as multiples of a bare page's time in the same minute, so that a busier machine changes nothing.
    """
    detail = f"{many[1] * 1000:.1f} ms against {few[1] * 1000:.1f} ms"
    name = f"finance's page of an order among {orders:,} orders against {FEW_ORDERS:,}"
    return Figure(name, many[0] / few[0], 1.3, at_most=True, detail=detail)


def _order_at_the_desk() -> tuple[float, float]:
    """(time of finance's page of an order as a multiple of a bare page's, its seconds)."""
    finance = somebody(Role.FINANCE)
    ours, floor = Searcher(finance, WSGIHandler()), Browser(finance, bare.handler())
    address = reverse("shop_desk:order", args=[_an_order().uuid])
    ratio, mine, _ = against(lambda: ours.get(address), lambda: floor.get("/page/"))
    return 1 / ratio, mine


def _an_order() -> Order:
    """One that is paid, somewhere among the first."""
    return Order.objects.filter(paid_at__isnull=False).select_related("buyer").order_by("pk")[42]


def checkout_figure() -> Figure:
    """Statements from sending the check-out to the acceptance, for few lines and for many."""
    counts = {lines: _statements(lines) for lines in LINES}
    detail = ", ".join(f"{count} for {lines} lines" for lines, count in counts.items())
    ratio = max(counts.values()) / min(counts.values())
    return Figure("statements of a check-out, most lines against one", ratio, 1, at_most=True, detail=detail)


def _statements(lines: int) -> int:
    """How many statements an order of so many lines takes from check-out to acceptance."""
    buyer, at = somebody(), london.now()
    for product in Product.objects.filter(slug__startswith="thing-").order_by("pk")[:lines]:
        basket = baskets.put(owner=buyer, slug=product.slug, quantity=1, at=at)
    contents = basket_queries.contents(basket, at=at)
    law = checkout_queries.law_on(london.date_of(at))
    asks = checkout.asked(contents, law=law, employer=False, by_transfer=False, at=at)
    billing = At(name="Ada Okafor", line_1="1 Example Street", town="Bedford", postcode="MK42 7AB")
    details = Details(billing=billing, shown=contents.shown, ticks=frozenset(ask.key for ask in asks))
    with CaptureQueriesContext(connection) as captured:
        order = checkout.place(buyer=buyer, basket_id=basket.pk, details=details, at=at)
        payment = payments.start(order_id=order.pk, seen_pence=order.total_pence, at=at)
        if payment is None:
            raise RuntimeError("the order had nothing to pay")
        held = Seen(state=PaymentState.AUTHORISED, pence=payment.pence, charge=str(payment.key))
        told = Message(event_id=uuid.uuid4().hex, kind="held", payment_key=payment.key, seen=held)
        payments.heard(method=payment.method, message=told, body=b"held", at=at)
    if not Order.objects.filter(pk=order.pk, stage="accepted").exists():
        raise RuntimeError(f"an order of {lines} lines was not accepted")
    return len(captured)


def search_figure(sizes: tuple[int, ...], *, say: Say) -> Figure:
    """The slowest of finance's searches in the largest shop, against the same search in the smallest.

    Both are taken as shares of a bare page's speed in the same minute, so that a busier machine changes nothing.
    """
    small, large = (_searches(size, say=say) for size in sizes)
    ratios = {name: large[name][0] / small[name][0] for name in SEARCHES}
    worst = max(ratios, key=lambda name: ratios[name])
    times = f"{large[worst][1] * 1000:.1f} ms against {small[worst][1] * 1000:.1f} ms by {worst}"
    others = ", ".join(f"{name} {ratio:.2f}" for name, ratio in ratios.items() if name != worst)
    name = f"finance's search among {sizes[-1]:,} orders against {sizes[0]:,}"
    return Figure(name, ratios[worst], 1.3, at_most=True, detail=f"{times}; {others}")


def _searches(orders: int, *, say: Say) -> dict[str, tuple[float, float]]:
    """Search -> (its time as a multiple of a bare page's, its seconds) in a shop with so many orders."""
    with world.database():
        say(f"making {orders:,} orders to search")
        shop_world.fill(orders)
        finance = somebody(Role.FINANCE)
        ours, floor = Searcher(finance, WSGIHandler()), Browser(finance, bare.handler())
        found = {}
        for name, asked in SEARCHES.items():
            if b"/desk/shop/orders/" not in ours.search(**asked):
                raise RuntimeError(f"the search by {name} found nothing")
            ratio, mine, _ = against(partial(ours.search, **asked), lambda: floor.get("/page/"))
            found[name] = (1 / ratio, mine)
        return found


def somebody(*roles: Role) -> User:
    """A person with these roles and, on the staff, a second factor."""
    user = User.objects.create_user(f"{uuid.uuid4().hex}@example.org", full_name="Ada Okafor")
    RoleGrant.objects.bulk_create([RoleGrant(user=user, role=role) for role in roles])
    if roles:
        TOTP.activate(user, generate_totp_secret())
    return user
