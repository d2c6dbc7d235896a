"""The letter about evidence that will soon need an explanation."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from cilexportal.foundation import london
from cilexportal.foundation.correspondence.kinds import Kind
from portfolio.models import Portfolio
from portfolio.queries.owner import data_of
from portfolio.queries.stale import is_settled
from portfolio.services.stale import STALE


def stale(context: dict[str, Any]) -> dict[str, Any]:
    """[HB-55] Which pieces, and until which day of application each can be used as it is."""
    found = Portfolio.objects.select_related("case__application").get(pk=context["portfolio"])
    application = found.case.application
    figures = data_of(found).evidence
    return {
        "number": application.reference, "months": figures.age_months, "most": figures.exception_months,
        "pieces": [(title, london.in_words(date.fromisoformat(last))) for title, last in context["pieces"]],
        "path": f"/applications/{application.uuid}/portfolio/#ages",
    }  # fmt: skip


def still_written(context: dict[str, Any], at: datetime) -> bool:
    """[HB-55] Whether work still grows older for the application as the letter goes out."""
    return not is_settled(Portfolio.objects.select_related("case__application").get(pk=context["portfolio"]))


KINDS = (Kind(STALE, build=stale, still_needed=still_written),)
