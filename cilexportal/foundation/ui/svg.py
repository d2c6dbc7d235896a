"""Pictures drawn on the server. Widths are per cent, so that text keeps its size on every screen."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from cilexportal.foundation import london
from cilexportal.foundation.ui.words import counted, number

Number = int | float | Decimal
Row = tuple[str, dict[str, Number]]
SERIES_SHADES = 5
ROW_HEIGHT = 52
BAR_HEIGHT = 18
# Spans of time: the years above them, the days below them, how many years are named, and how far right.
YEARS_HEIGHT, DAYS_HEIGHT, MOST_YEARS, LAST_LABEL = 28, 28, 6, 0.87
# Upright bars: the picture, the foot they stand on, the highest, and how much of its place each fills.
COLUMNS_HEIGHT, FOOT, HIGHEST, FILLED = 200, 172, 140, Decimal("0.8")


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """A row of a drawing over time: periods, first and last day both counted, of a series, with a few words of it."""

    label: str
    series: str
    periods: tuple[tuple[date, date], ...]
    words: str


def share(value: Number, whole: Number) -> str:
    """`value` as a percentage of `whole`, between 0% and 100%, two decimals at most."""
    if whole <= 0 or value <= 0:
        return "0%"
    return f"{min(float(value) / float(whole), 1) * 100:.2f}".rstrip("0").rstrip(".") + "%"


def progress_sentence(*, value: Number, target: Number, unit: str) -> str:
    """The bar in words, also for people who do not see it: "6 of 9 outcomes" or "2 outcomes, 1 needed"."""
    if value > target:
        return f"{counted(value, unit_word(unit))}, {number(target)} needed"
    return f"{number(value)} of {counted(target, unit_word(unit))}"


def amount(value: Number, unit: str) -> str:
    """A figure of a drawing: money with its pence, "£65.40", per cent with their sign, all else as people write it."""
    if unit == "pounds":
        return f"£{value:,.2f}"
    return f"{number(value)} %" if unit == "per cent" else number(value)


def unit_word(unit: str) -> str:
    """A unit given in the plural ("outcomes") as `counted` wants it; units without a plural stay as they are."""
    return f"{unit[:-1]},{unit}" if unit.endswith("s") else f"{unit},{unit}"


def progress(*, uid: str, label: str, value: Number, target: Number, unit: str) -> SafeString:
    """A bar filled to `value`, with a mark at `target` when there is more than was asked for."""
    whole = max(value, target)
    met = value >= target
    mark = ""
    if value > target:
        mark = format_html('<rect class="chart-mark" x="{}" y="0" width="3" height="20"></rect>', share(target, whole))
    return format_html(
        '<svg class="progress__bar" role="img" width="100%" height="20" aria-labelledby="{uid}-t {uid}-d"'
        ' focusable="false">'
        '<title id="{uid}-t">{label}</title><desc id="{uid}-d">{words}</desc>'
        '<rect class="chart-track" x="0" y="3" width="100%" height="14" rx="2"></rect>'
        '<rect class="{fill}" x="0" y="3" width="{width}" height="14" rx="2"></rect>{mark}</svg>',
        uid=uid,
        label=label,
        words=progress_sentence(value=value, target=target, unit=unit),
        fill="chart-met" if met else "chart-1",
        width=share(value, whole),
        mark=mark,
    )


def series_names(rows: Sequence[Row]) -> list[str]:
    """The names of all series, in the order they first appear."""
    return list(dict.fromkeys(name for _, values in rows for name in values))


def shade(index: int) -> str:
    """The class of the series with this index; after the last shade they begin again."""
    return f"chart-{index % SERIES_SHADES + 1}"


def bars(*, uid: str, title: str, rows: Sequence[Row], unit: str, whole: Number = 0) -> SafeString:
    """A stacked horizontal bar per row, its label above it and its total at the right. A full bar is `whole`, or the
    longest one."""
    names = series_names(rows)
    widest = whole or max((sum(values.values()) for _, values in rows), default=0)
    drawn = format_html_join(
        "",
        "{}",
        (
            (_bar(top=index * ROW_HEIGHT, row=row, names=names, widest=widest, unit=unit),)
            for index, row in enumerate(rows)
        ),
    )
    return format_html(
        '<svg class="bars__picture" role="img" width="100%" height="{height}" aria-labelledby="{uid}-t {uid}-d"'
        ' focusable="false"><title id="{uid}-t">{title}</title><desc id="{uid}-d">{words}</desc>{drawn}</svg>',
        height=len(rows) * ROW_HEIGHT,
        uid=uid,
        title=title,
        words=bars_sentence(rows=rows, unit=unit),
        drawn=drawn,
    )


def bars_sentence(*, rows: Sequence[Row], unit: str) -> str:
    """Every row's total in words: "Fellow 12 members; Paralegal 3 members."."""
    said = [(label, sum(values.values())) for label, values in rows]
    if unit == "pounds":
        return "; ".join(f"{label} {amount(total, unit)}" for label, total in said) + "."
    return "; ".join(f"{label} {counted(total, unit_word(unit))}" for label, total in said) + "."


def columns(*, uid: str, title: str, rows: Sequence[Row], unit: str, marks: Sequence[tuple[int, str]]) -> SafeString:
    """An upright bar per row, for many rows side by side. `marks` = [(index of a row, text under it)]."""
    totals = [sum(values.values()) for _, values in rows]
    most, places = max(totals, default=0), max(1, len(rows))
    drawn = [
        (share(index, places), FOOT - height, share(FILLED, places), height)
        for index, total in enumerate(totals)
        if (height := max(1, round(HIGHEST * float(total) / float(most))) if total else 0)
    ]
    return format_html(
        '<svg class="bars__picture" role="img" width="100%" height="{height}" aria-labelledby="{uid}-t {uid}-d"'
        ' focusable="false"><title id="{uid}-t">{title}</title><desc id="{uid}-d">{words}</desc>'
        '<text class="chart-value" x="0" y="18">{most}</text>{drawn}'
        '<rect class="chart-mark" x="0" y="{foot}" width="100%" height="1"></rect>{marks}</svg>',
        height=COLUMNS_HEIGHT,
        uid=uid,
        title=title,
        words=columns_sentence(rows=rows, unit=unit),
        most=f"The most: {amount(most, unit)}",
        drawn=format_html_join("", '<rect class="chart-1" x="{}" y="{}" width="{}" height="{}"></rect>', drawn),
        foot=FOOT,
        marks=format_html_join(
            "",
            '<text class="chart-label" x="{}" y="{}">{}</text>',
            ((share(index, places), FOOT + 22, text) for index, text in marks),
        ),
    )


def columns_sentence(*, rows: Sequence[Row], unit: str) -> str:
    """The whole and its highest row in words; each row stands in the table beside the picture."""
    said = [(label, sum(values.values())) for label, values in rows]
    if not said:
        return ""
    label, most = max(said, key=lambda row: row[1])
    whole = counted(sum(total for _, total in said), unit_word(unit))
    return f"{said[0][0]} to {said[-1][0]}: {whole} in all; the most, {amount(most, unit)}, in {label}."


def _bar(*, top: int, row: Row, names: Sequence[str], widest: Number, unit: str) -> SafeString:
    """One row of the picture, starting `top` pixels down."""
    label, values = row
    parts, so_far = [], Decimal(0)
    for index, name in enumerate(names):
        value = Decimal(str(values.get(name, 0)))
        if value > 0:
            parts.append((shade(index), share(so_far, widest), top + 26, share(value, widest), BAR_HEIGHT))
        so_far += value
    return format_html(
        '<text class="chart-label" x="0" y="{y}">{label}</text>'
        '<text class="chart-value" x="100%" y="{y}" text-anchor="end">{total}</text>'
        '<rect class="chart-track" x="0" y="{bar_y}" width="100%" height="{height}"></rect>{parts}',
        y=top + 18,
        label=label,
        total=amount(so_far, unit),
        bar_y=top + 26,
        height=BAR_HEIGHT,
        parts=format_html_join("", '<rect class="{}" x="{}" y="{}" width="{}" height="{}"></rect>', parts),
    )


def spans(*, uid: str, title: str, rows: Sequence[Span], marked: str) -> SafeString:
    """Rows of periods under each other on one line of time. The periods of the series `marked` are shaded through all
    rows, so that it is seen what lies at the same time."""
    first = min(start for row in rows for start, _ in row.periods)
    last = max(end for row in rows for _, end in row.periods)
    names = span_series(rows)
    height = YEARS_HEIGHT + len(rows) * ROW_HEIGHT
    bands = [_place(one, first, last) for row in rows if row.series == marked for one in row.periods]
    return format_html(
        '<svg class="bars__picture" role="img" width="100%" height="{height}" aria-labelledby="{uid}-t {uid}-d"'
        ' focusable="false"><title id="{uid}-t">{title}</title><desc id="{uid}-d">{words}</desc>{bands}{years}{drawn}'
        '<text class="chart-label" x="0" y="{foot}">{first}</text>'
        '<text class="chart-label" x="100%" y="{foot}" text-anchor="end">{last}</text></svg>',
        height=height + DAYS_HEIGHT, uid=uid, title=title, words=spans_sentence(rows), foot=height + 20,
        bands=format_html_join(
            "", '<rect class="chart-track" x="{}" y="{}" width="{}" height="{}"></rect>',
            ((x, YEARS_HEIGHT, width, height - YEARS_HEIGHT) for x, width in bands),
        ),
        years=_years(first, last),
        drawn=format_html_join(
            "", "{}",
            ((_span(YEARS_HEIGHT + index * ROW_HEIGHT, row, shade(names.index(row.series)), first, last),)
             for index, row in enumerate(rows)),
        ),
        first=london.in_words(first), last=london.in_words(last),
    )  # fmt: skip


def span_series(rows: Sequence[Span]) -> list[str]:
    """The series of rows over time, in the order they first appear."""
    return list(dict.fromkeys(row.series for row in rows))


def spans_sentence(rows: Sequence[Span]) -> str:
    """Each row in words: "Caseworker, 6 January 2025 to 30 June 2026; Course, ..."."""
    said = (
        f"{row.label}, "
        + " and ".join(f"{london.in_words(start)} to {london.in_words(end)}" for start, end in row.periods)
        for row in rows
    )
    return "; ".join(said) + "."


def _place(period: tuple[date, date], first: date, last: date) -> tuple[str, str]:
    """Where a period begins and how wide it is."""
    whole = (last - first).days + 1
    return share((period[0] - first).days, whole), share((period[1] - period[0]).days + 1, whole)


def _span(top: int, row: Span, fill: str, first: date, last: date) -> SafeString:
    """One row over time, starting `top` pixels down: its label, its words, and its periods."""
    places = (_place(one, first, last) for one in row.periods)
    return format_html(
        '<text class="chart-label" x="0" y="{y}">{label}</text>'
        '<text class="chart-value" x="100%" y="{y}" text-anchor="end">{words}</text>{bars}',
        y=top + 18, label=row.label, words=row.words,
        bars=format_html_join(
            "", '<rect class="{}" x="{}" y="{}" width="{}" height="{}"></rect>',
            ((fill, x, top + 26, width, BAR_HEIGHT) for x, width in places),
        ),
    )  # fmt: skip


def _years(first: date, last: date) -> SafeString:
    """The beginnings of years, as many as there is room for, each with its number unless the edge is too near."""
    every = max(1, -(-(last.year - first.year) // MOST_YEARS))
    whole = (last - first + timedelta(days=1)).days
    starts = [date(year, 1, 1) for year in range(first.year + 1, last.year + 1, every)]
    return format_html_join(
        "",
        '<rect class="chart-mark" x="{0}" y="6" width="1" height="{1}"></rect>'
        '<text class="chart-label" x="{0}" dx="4" y="18">{2}</text>',
        (
            (share(after, whole), YEARS_HEIGHT - 6, day.year if after < whole * LAST_LABEL else "")
            for day in starts
            for after in [(day - first).days]
        ),
    )


def swatch(index: int) -> SafeString:
    """The little square before a series' name in the legend."""
    return format_html(
        '<svg class="swatch" width="16" height="16" aria-hidden="true" focusable="false">'
        '<rect class="{}" width="16" height="16"></rect></svg>',
        shade(index),
    )


def square(filled: bool) -> SafeString:
    """The mark of one covered, or still open, area."""
    return format_html(
        '<svg class="swatch" width="16" height="16" aria-hidden="true" focusable="false">'
        '<rect class="{}" x="1" y="1" width="14" height="14" rx="2"></rect></svg>',
        "chart-met" if filled else "chart-open",
    )
