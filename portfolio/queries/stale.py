"""Evidence that will soon need an explanation, in portfolios that are still written."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import chain

from django.db.models import Q, QuerySet

from applications.queries.pathways import data_by_id
from cilexportal.foundation import london
from portfolio.enums import SheetKind
from portfolio.models import Piece, Portfolio, Sheet
from portfolio.queries.examples import slot_of
from portfolio.queries.owner import OPEN, data_of, made_on, why_frozen
from portfolio.rules.ages import last_usable_on, warnings_before
from portfolio.rules.slots import printed

# A month's last day stands in for days it has not: a few days more take in every date, and the rule decides.
SPARE = timedelta(days=4)
IN_USE = Q(removed_at=None, competency__isnull=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Growing:
    """A piece, or the work of a statement, of which its owner is to be warned: until when it can be used."""

    title: str
    last: date


def to_warn(*, today: date) -> list[Portfolio]:
    """[HB-55] Live portfolios that hold something old enough for a warning, and were not looked at today."""
    found: set[int] = set()
    for version_id in _versions():
        figures = data_by_id(version_id).evidence
        latest = london.add_months(today + timedelta(days=max(figures.stale_warnings)), -figures.age_months) + SPARE
        live = _live().filter(case__application__version=version_id).exclude(warned_on__gte=today)
        old = Q(worked_on__isnull=False, worked_on__lte=latest)
        on_sheets = Sheet.objects.filter(IN_USE, on_it__piece__worked_on__lte=latest, portfolio__in=live)
        statements = Sheet.objects.filter(IN_USE & old, kind=SheetKind.STATEMENT, portfolio__in=live)
        found |= set(chain(*(rows.values_list("portfolio", flat=True) for rows in (on_sheets, statements))))
    return list(_live().filter(pk__in=found).order_by("pk"))


def is_settled(portfolio: Portfolio) -> bool:
    """[HB-55] Whether its work grows older no more: the application is made, or cannot be changed."""
    return made_on(portfolio) is not None or why_frozen(portfolio) is not None


def growing_old(portfolio: Portfolio, *, since: date, today: date) -> Iterator[Growing]:
    """[HB-55] What in a portfolio has a day of warning after `since` and up to today, and can still be used today."""
    figures = data_of(portfolio).evidence
    for title, worked_on in _dated(portfolio):
        last = last_usable_on(worked_on, figures=figures)
        due = any(since < day <= today for day in warnings_before(last, days=figures.stale_warnings))
        if due and last >= today:
            yield Growing(title=title, last=last)


def _dated(portfolio: Portfolio) -> Iterator[tuple[str, date]]:
    pieces = Piece.objects.filter(
        portfolio=portfolio, removed_at=None, worked_on__isnull=False, on_sheets__sheet__removed_at=None,
        on_sheets__sheet__competency__isnull=False,
    )  # fmt: skip
    yield from pieces.distinct().order_by("worked_on", "pk").values_list("title", "worked_on")
    competencies = data_of(portfolio).competencies
    statements = Sheet.objects.filter(IN_USE, portfolio=portfolio, kind=SheetKind.STATEMENT, worked_on__isnull=False)
    for sheet in statements:
        assert sheet.worked_on is not None, "asked for above"
        slot = slot_of(sheet)
        assert slot is not None, "only what has a place is in use"
        yield f"Personal statement {printed(slot, competencies)}", sheet.worked_on


def _live() -> QuerySet[Portfolio]:
    rows = Portfolio.objects.filter(case__stage__in=OPEN, case__application__ended_at=None)
    return rows.select_related("case__application__user")


def _versions() -> list[int]:
    return list(_live().order_by().values_list("case__application__version", flat=True).distinct())
