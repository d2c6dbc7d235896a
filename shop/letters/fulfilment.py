"""The letters about supply: the confirmation that opens a download, parcels, announcements and quotes."""

from __future__ import annotations

from typing import Any

from cilexportal.foundation import london
from cilexportal.foundation.correspondence.kinds import Kind
from shop.models import Consent, OrderLine
from shop.queries import access as access_queries
from shop.services import access


def download_agreed(context: dict[str, Any]) -> dict[str, Any]:
    """[LAW-CCR37] Both ticks in their own words, with when they were set. `context`: line by id."""
    line = OrderLine.objects.select_related("order").get(pk=context["line"])
    given = Consent.objects.filter(line=line, to__in=access_queries.TICKS).select_related("wording").order_by("pk")
    return {
        "line": line,
        "order": line.order,
        "words": [consent.wording.text for consent in given],
        "given_at": london.at_in_words(given[0].given_at),
    }


KINDS = (Kind(code=access_queries.AGREED, build=download_agreed, sent=access.confirmed),)
