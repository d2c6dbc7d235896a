"""What can be bought, from the newest prices: the catalogue page by page, and one product in full."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Min, OuterRef, Prefetch, Q, QuerySet, Subquery

from cilexportal.foundation import london
from cilexportal.foundation.prepared import Prepared
from shop.enums import SYSTEM_KINDS, Kind, Supply
from shop.models import CourseSession, Price, Product, VatRate, Wording

A_PAGE = 12
# What one learns from by taking part: the way from CPD to the shop asks for these together [CPD-4].
TRAINING = "training"
BROWSED = (
    *((kind.value, kind.label) for kind in Kind if kind not in SYSTEM_KINDS),
    (TRAINING, "Courses, webinars and events"),
)

# One round trip: how many products there are in all, the topics one can ask for, and a row for each product of the
# page asked for; where it has none, one row without a product.
PAGE = Prepared(
    "shop_catalogue",
    """
    WITH offered AS (
        SELECT product.id, product.slug, product.kind, product.supply, product.title, product.summary, product.picture,
               product.mode, product.topics, product."left", price.pence, dates.first_at
        FROM shop_product product
        JOIN shop_price price ON price.product_id = product.id
            AND price.from_date <= %(day)s AND (price.until_date IS NULL OR price.until_date > %(day)s)
        LEFT JOIN LATERAL (
            SELECT min(starts_at) AS first_at FROM shop_coursesession WHERE product_id = product.id
        ) dates ON product.supply = 'sessions'
        WHERE product.kind IN ('course', 'webinar', 'event', 'book', 'ebook', 'download')
            AND product.suspended_at IS NULL
            AND (product.on_sale_from IS NULL OR product.on_sale_from <= %(at)s)
            AND (product.on_sale_until IS NULL OR product.on_sale_until > %(at)s)
            AND (product.supply <> 'sessions' OR dates.first_at > %(at)s)
    ), matching AS (
        SELECT * FROM offered
        WHERE (%(kind)s IN ('', kind) OR (%(kind)s = 'training' AND kind IN ('course', 'webinar', 'event')))
            AND (%(mode)s = '' OR mode = %(mode)s)
            AND (%(topic)s = '' OR %(topic)s = ANY (topics))
            AND (%(from_at)s IS NULL OR EXISTS (
                SELECT FROM shop_coursesession
                WHERE product_id = offered.id AND starts_at >= %(from_at)s AND starts_at < %(until_at)s
            ))
            AND (cardinality(%(words)s::text[]) = 0
                OR lower(title || ' ' || summary || ' ' || array_to_string(topics, ' ')) LIKE ALL (%(words)s))
    ), shown AS (
        SELECT slug, kind, supply, title, summary, picture, mode, topics, "left", pence, first_at
        FROM matching ORDER BY first_at NULLS LAST, title, slug LIMIT 12 OFFSET %(skip)s
    )
    SELECT (SELECT count(*) FROM matching),
           (SELECT array_agg(topic) FROM (SELECT DISTINCT unnest(topics) AS topic FROM offered) found),
           shown.*
    FROM (SELECT) once LEFT JOIN shown ON true
    ORDER BY first_at NULLS LAST, title, slug
    """,
    day="date",
    at="timestamptz",
    kind="text",
    mode="text",
    topic="text",
    from_at="timestamptz",
    until_at="timestamptz",
    words="text[]",
    skip="bigint",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Filters:
    """What somebody looks for; `month` is the first day of the month in which sessions are wanted."""

    words: str = ""
    kind: str = ""
    mode: str = ""
    topic: str = ""
    month: date | None = None

    @property
    def on(self) -> bool:
        """Whether anything is asked for at all."""
        return bool(self.words or self.kind or self.mode or self.topic or self.month)


@dataclass(frozen=True, slots=True)
class Listed:
    """A product as the catalogue lists it; `pence` includes VAT, `left` is None where there is no limit."""

    slug: str
    kind: str
    supply: str
    title: str
    summary: str
    picture: str
    mode: str
    topics: tuple[str, ...]
    left: int | None
    pence: int
    first_at: datetime | None


@dataclass(frozen=True, slots=True)
class Page:
    """One page of the catalogue: its products, how many match in all, and the topics that are offered."""

    items: tuple[Listed, ...]
    total: int
    topics: tuple[str, ...]
    number: int

    @property
    def last(self) -> int:
        """The number of the last page, 1 where there is nothing."""
        return max(1, -(-self.total // A_PAGE))


def page(filters: Filters, *, at: datetime, number: int = 1) -> Page:
    """A page of what is on sale at an instant, the next dated things first; one query. Pages count from 1."""
    first = filters.month
    rows = PAGE.rows(
        day=london.date_of(at),
        at=at,
        kind=filters.kind,
        mode=filters.mode,
        topic=filters.topic,
        from_at=london.start_of_day(first) if first else None,
        until_at=london.start_of_day(london.add_months(first, 1)) if first else None,
        words=[f"%{_literally(word)}%" for word in filters.words.lower().split()],
        skip=(number - 1) * A_PAGE,
    )
    total, topics, *_ = rows[0]
    items = tuple(_listed(row) for _, _, *row in rows if row[0] is not None)
    return Page(items, total, tuple(sorted(topics or ())), number)


def _literally(word: str) -> str:
    """A word without the signs that mean something to LIKE."""
    return word.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")


def _listed(row: list[Any]) -> Listed:
    slug, kind, supply, title, summary, picture, mode, topics, left, pence, first_at = row
    return Listed(slug, kind, supply, title, summary, picture, mode, tuple(topics), left, pence, first_at)


def price_on(product_id: int, day: date) -> int | None:
    """[TC-5.1] What a product costs on a London day, in pence with VAT; None where it has no price."""
    return Price.objects.filter(holds(day), product=product_id).values_list("pence", flat=True).first()


def priced(day: date) -> QuerySet[Product]:
    """Every product with `price_pence` and `vat_percent` of a London day and `first_at`, its first session."""
    prices = Price.objects.filter(holds(day), product=OuterRef("pk")).values("pence")[:1]
    rates = VatRate.objects.filter(holds(day), code=OuterRef("vat_code")).values("percent")[:1]
    first = CourseSession.objects.filter(product=OuterRef("pk")).order_by().values("product")
    return Product.objects.annotate(
        price_pence=Subquery(prices),
        vat_percent=Subquery(rates),
        first_at=Subquery(first.annotate(first=Min("starts_at")).values("first")),
    ).prefetch_related("sessions", Prefetch("extra_terms", Wording.objects.filter(from_date__lte=day)))


def product(slug: str, *, at: datetime) -> Product | None:
    """A product that has a page: browsed, and begun to be sold; None for others. It may be sold out or over."""
    found = priced(london.date_of(at)).exclude(kind__in=SYSTEM_KINDS)
    return found.filter(Q(on_sale_from=None) | Q(on_sale_from__lte=at), slug=slug).first()


def price_now(found: Product, *, at: datetime) -> int | None:
    """[TC-3.2] [TC-6.3] The pence for which a product from `priced` is sold at an instant; None where it is not."""
    begun = found.on_sale_from is None or found.on_sale_from <= at
    over = found.suspended_at is not None or (found.on_sale_until is not None and found.on_sale_until <= at)
    price: int | None = found.price_pence
    if not found.is_browsed or not begun or over or price is None:
        return None
    if found.supply == Supply.SESSIONS and (found.first_at is None or found.first_at <= at):
        return None
    return price


def extra_terms(found: Product) -> Wording | None:
    """[TC-5.6] The newest terms of a product's own, or None; prefetched by `priced`."""
    return max(found.extra_terms.all(), key=lambda terms: terms.version, default=None)


def holds(day: date) -> Q:
    """Dated rows that hold on a day."""
    return Q(from_date__lte=day) & (Q(until_date=None) | Q(until_date__gt=day))
