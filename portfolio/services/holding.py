"""What every verb that changes a portfolio begins with: its row held, and whether it may be changed at all."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from applications.services.moving import touch
from cilexportal.foundation.rulebook.refusal import Refused
from portfolio.models import Portfolio
from portfolio.queries.owner import why_frozen
from portfolio.rules.marks import mark_of

CHANGED = "This was changed while your page was open. What you typed is still here: look again, and send it again."


def refuse_if_frozen(portfolio: Portfolio) -> None:
    """[HB-57] A first look, before work that takes long and holds nothing; `held` decides. Raises Refused."""
    if refusal := why_frozen(portfolio):
        raise Refused(refusal)


def refuse_unless_seen(*, boxes: Mapping[str, object], seen: str) -> None:
    """[REC-17] Raises Refused where a page was shown other boxes than these: another one came before it."""
    if mark_of(boxes) != seen:
        raise Refused.because("HB-57", CHANGED)


def held(*, portfolio: Portfolio | int, at: datetime, revision: int | None = None) -> Portfolio:
    """[HB-57] The portfolio, its row held until the transaction ends and its revision grown, with its case.

    `revision` is what the page saw, None where another mark tells two pages apart. Raises Refused where the portfolio
    is frozen or was changed since, and Portfolio.DoesNotExist. The caller has opened the transaction.
    """
    key = portfolio if isinstance(portfolio, int) else portfolio.pk
    rows = Portfolio.objects.select_for_update(of=("self",)).select_related("case__application__user")
    found = rows.get(pk=key)
    refuse_if_frozen(found)
    if revision is not None and found.revision != revision:
        raise Refused.because("HB-57", CHANGED)
    found.revision += 1
    found.save(update_fields=["revision"])
    touch(application_id=found.case.application_id, at=at)
    return found
