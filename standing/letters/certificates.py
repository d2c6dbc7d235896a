"""Letters about practising certificates: issued, revoked."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from cilexportal.foundation import london
from cilexportal.foundation.correspondence.kinds import Kind
from standing.models import Certificate
from standing.services.certificates import ISSUED, REVOKED


def certificate(context: dict[str, Any]) -> dict[str, Any]:
    """[CPD-15] A certificate with its days. `context`: certificate by id."""
    found = Certificate.objects.get(pk=context["certificate"])
    return {
        "number": found.number,
        "year": found.year_id,
        "from_day": london.in_words(found.from_date),
        "last_day": london.in_words(found.until_date - timedelta(days=1)),
        "revoked_on": london.in_words(london.date_of(found.revoked_at)) if found.revoked_at else "",
        "why": found.revoked_why,
    }


KINDS = (Kind(code=ISSUED, build=certificate), Kind(code=REVOKED, build=certificate))
