"""The day of application that an applicant plans for."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction

from cilexportal.foundation import london
from cilexportal.foundation.audit import because
from cilexportal.foundation.rulebook.refusal import Refused
from members.models import User
from portfolio.models import Portfolio
from portfolio.services.holding import held

MOST_YEARS = 5


def plan(*, portfolio: Portfolio, planned_on: date | None, by: User, at: datetime) -> Portfolio:
    """[HB-55] Keeps the day the board is coloured for; None is today. Raises Refused for a day that is over, and for
    one more than five years ahead."""
    today = london.date_of(at)
    if planned_on is not None and planned_on < today:
        raise Refused.because("HB-55", "This day is over. Choose today or a later day.")
    if planned_on is not None and planned_on > london.add_months(today, 12 * MOST_YEARS):
        raise Refused.because("HB-55", f"Choose a day within the next {MOST_YEARS} years.")
    with transaction.atomic(), because(user_id=by.pk, why="portfolio.plan"):
        found = held(portfolio=portfolio, at=at)
        found.planned_on = planned_on
        found.save(update_fields=["planned_on"])
        return found
