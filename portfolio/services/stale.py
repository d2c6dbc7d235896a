"""Letters before evidence grows too old: what comes due of one portfolio in one letter [HB-55]."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from django.db import transaction

from cilexportal.foundation import london
from cilexportal.foundation.correspondence import services as correspondence
from portfolio.models import Portfolio
from portfolio.queries.stale import growing_old, is_settled, to_warn

STALE = "portfolio.stale"
A_DAY = timedelta(days=1)


def warn(*, at: datetime) -> int:
    """[HB-55] Tells owners of the work on their sheets that is 90, 60 or 30 days from needing an explanation; returns
    how many letters. Days on which this did not run are made up for, and run again it tells nobody twice."""
    today = london.date_of(at)
    return sum(_warn(portfolio.pk, today=today, at=at) for portfolio in to_warn(today=today))


def _warn(portfolio_id: int, *, today: date, at: datetime) -> bool:
    with transaction.atomic():
        rows = Portfolio.objects.select_for_update(of=("self",)).select_related("case__application__user")
        found = rows.get(pk=portfolio_id)
        if (found.warned_on is not None and found.warned_on >= today) or is_settled(found):
            return False
        growing = list(growing_old(found, since=found.warned_on or today - A_DAY, today=today))
        found.warned_on = today
        found.save(update_fields=["warned_on"])
        if growing:
            pieces = [[one.title, one.last.isoformat()] for one in growing]
            _tell(found, pieces, at=at)
        return bool(growing)


def _tell(portfolio: Portfolio, pieces: list[list[str]], *, at: datetime) -> None:
    user = portfolio.case.application.user
    correspondence.queue(
        kind=STALE, to_user_id=user.pk, to_name=user.full_name, to_email=user.email,
        context={"portfolio": portfolio.pk, "pieces": pieces}, at=at,
    )  # fmt: skip
