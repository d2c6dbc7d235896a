"""What pages are built from: words, chips and pictures. Load with `{% load ui %}`."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from decimal import Decimal
from functools import lru_cache
from itertools import count
from typing import Any
from uuid import UUID

from django import template
from django.conf import settings
from django.template.context import Context
from django.template.loader import render_to_string
from django.urls import get_script_prefix, reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.text import slugify

from cilexportal.foundation import london
from cilexportal.foundation.ui import deadlines, svg, words
from cilexportal.foundation.ui.drawn import forget_with_settings

register = template.Library()

COLOURS = ("green", "amber", "red", "grey", "blue")
# Stands in addresses for the thing that a page is about.
SOMETHING = str(UUID(int=0))
_loose_numbers = count(1)


@register.simple_tag
def portal_site() -> dict[str, str]:
    """The names of the portal and its organisation: also where a page has no context, or another thing named `site`."""
    names: dict[str, str] = settings.SITE
    return names


@register.simple_tag
def portal_mode() -> str:
    """production, demo or test, whatever a page means by its own `mode`."""
    mode: str = settings.MODE
    return mode


@register.simple_tag
def status(text: str, colour: str = "grey") -> SafeString:
    """A status word with its colour: green, amber, red, grey or blue. The word carries the meaning."""
    if colour not in COLOURS:
        raise template.TemplateSyntaxError(f"status colour {colour!r} is not one of {', '.join(COLOURS)}")
    return format_html('<strong class="govuk-tag govuk-tag--{}">{}</strong>', colour, text)


@register.simple_tag
def address(route: str, uuid: UUID | None = None) -> str:
    """The address of a page, or of its page about one thing, as `url` gives it but worked out once for each route."""
    found = _address(route, uuid is not None, get_script_prefix())
    return found if uuid is None else found.replace(SOMETHING, str(uuid))


@lru_cache(maxsize=256)
def _address(route: str, of_one: bool, prefix: str) -> str:
    return reverse(route, args=[SOMETHING] if of_one else [])


@register.simple_tag
def drawn_once(name: str, **facts: int) -> SafeString:
    """A part of pages that is the same for everybody, or for all with these few facts: the template of this name,
    drawn once with no other context."""
    return _drawn(name, get_script_prefix(), **facts)


@lru_cache(maxsize=64)
def _drawn(name: str, prefix: str, **facts: int) -> SafeString:
    return render_to_string(name, facts)


forget_with_settings(_address, _drawn)


@register.simple_tag
@lru_cache(maxsize=256)
def menu(places: tuple[tuple[str, str, bool], ...]) -> SafeString:
    """The items of the main menu: each address and label, and whether it is this page. Drawn once for each set."""
    return format_html_join(
        "\n",
        '<li class="mainnav__item"><a class="mainnav__link" href="{}"{}>{}</a></li>',
        ((url, SafeString(' aria-current="page"' if current else ""), label) for url, label, current in places),
    )


@register.simple_tag
@lru_cache(maxsize=1024)
def clause(code: str) -> SafeString:
    """The link from a sentence to the clause behind it."""
    return format_html(
        '<a class="clause govuk-link" href="/rules/{code}/"><span class="clause__why">why?</span> {code}</a>', code=code
    )


@register.simple_tag
def deadline(at: datetime | date, now: datetime) -> SafeString:
    """The chip with the days left until `at`, its date and "London time"."""
    chip = deadlines.chip(at=at, now=now)
    return format_html('<span class="deadline deadline--{}">{}</span>', chip.colour, chip.text)


@register.filter
def london_date(value: date | datetime | None) -> str:
    """30 September 2026; an instant gives its London date; nothing gives nothing."""
    if not value:
        return ""
    return london.in_words(london.date_of(value) if isinstance(value, datetime) else value)


@register.filter
def london_time(value: datetime | None) -> str:
    """30 September 2026 at 11:59pm."""
    return london.at_in_words(value) if value else ""


@register.filter
def plural(value: int | float | Decimal | Sequence[Any], word: str) -> str:
    """`{{ 2|plural:"answer" }}` gives "2 answers"; a list is counted; an odd plural: "person,people"."""
    amount = value if isinstance(value, int | float | Decimal) else len(value)
    return words.counted(amount, word)


@register.filter
def number(value: int | float | Decimal) -> str:
    """4,000 or 7.5."""
    return words.number(value)


@register.filter
def field_words(name: str) -> str:
    """A form field's technical name as words: "what_learned" becomes "What learned"."""
    return name.replace("_", " ").replace("-", " ").strip().capitalize()


@register.inclusion_tag("ui/progress.html", takes_context=True)
def progress(context: Context, label: str, value: Any, target: Any, unit: str) -> dict[str, Any]:
    """A labelled bar: how much of `target` is done, in words and as a picture."""
    picture = svg.progress(uid=_uid(context, label), label=label, value=value, target=target, unit=unit)
    said = svg.progress_sentence(value=value, target=target, unit=unit)
    return {"label": label, "words": said, "met": value >= target, "picture": picture}


@register.inclusion_tag("ui/bars.html", takes_context=True)
def bars(
    context: Context, title: str, rows: Sequence[svg.Row], unit: str, whole: svg.Number = 0
) -> dict[str, Any]:  # fmt: skip
    """Horizontal bars with a legend and the same figures as a table. `rows` = [(label, {series: number})]; `whole` is
    what a full bar stands for, the longest where nothing is said."""
    picture = svg.bars(uid=_uid(context, title), title=title, rows=rows, unit=unit, whole=whole)
    return _drawing(title, rows, unit, picture)


@register.inclusion_tag("ui/bars.html", takes_context=True)
def columns(
    context: Context, title: str, rows: Sequence[svg.Row], unit: str, marks: Sequence[tuple[int, str]] = ()
) -> dict[str, Any]:
    """Upright bars, for many rows of one series, with the same figures as a table. `marks` = [(row, text under it)]."""
    picture = svg.columns(uid=_uid(context, title), title=title, rows=rows, unit=unit, marks=marks)
    return _drawing(title, rows, unit, picture)


@register.inclusion_tag("ui/spans.html", takes_context=True)
def spans(context: Context, title: str, rows: Sequence[svg.Span], marked: str = "") -> dict[str, Any]:
    """Periods on one line of time, those of the series `marked` shaded through, and the same as a table."""
    names = svg.span_series(rows)
    legend = [(svg.swatch(index), name) for index, name in enumerate(names)]
    picture = svg.spans(uid=_uid(context, title), title=title, rows=rows, marked=marked) if rows else ""
    return {"title": title, "rows": rows, "legend": legend, "picture": picture}


def _drawing(title: str, rows: Sequence[svg.Row], unit: str, picture: SafeString) -> dict[str, Any]:
    """A picture with its legend and its table."""
    names = svg.series_names(rows)
    table = [
        (label, [svg.amount(values.get(name, 0), unit) for name in names], svg.amount(sum(values.values()), unit))
        for label, values in rows
    ]
    legend = [(svg.swatch(index), name) for index, name in enumerate(names)] if len(names) > 1 else []
    return {"title": title, "names": names, "table": table, "legend": legend, "picture": picture, "unit": unit}


@register.inclusion_tag("ui/coverage.html")
def coverage(areas: Sequence[tuple[str, int]]) -> dict[str, Any]:
    """Which areas are covered and how often. `areas` = [(name, count)]."""
    return {"areas": [(svg.square(amount > 0), name, amount) for name, amount in areas]}


@register.inclusion_tag("ui/empty.html")
def empty(text: str, action: str = "", url: str = "") -> dict[str, str]:
    """Nothing here yet: why, and the one next action."""
    return {"text": text, "action": action, "url": url}


def _uid(context: Context, label: str) -> str:
    """An id for a picture's title and description that no other picture on the page has."""
    request = context.get("request")
    if request is None:
        return f"{slugify(label)}-{next(_loose_numbers)}"
    request.pictures = getattr(request, "pictures", 0) + 1
    return f"{slugify(label)}-{request.pictures}"
