"""A portfolio is begun with the first look at its page: there is nothing to decide before."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from applications.models import Case
from cilexportal.foundation.audit import because
from portfolio.models import Portfolio


def begun(*, case: Case, at: datetime) -> Portfolio:
    """[HB-29] The portfolio of a case, made where there is none yet. Two at once make one."""
    owner = case.application.user_id
    with transaction.atomic(), because(user_id=owner, why="portfolio.begin"):
        made, _ = Portfolio.objects.get_or_create(case=case, defaults={"begun_at": at})
    return made
