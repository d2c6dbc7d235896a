"""Who has to be told about a loss, or a return, that they have not been told of."""

from __future__ import annotations

from django.db.models import Exists, OuterRef, Q, QuerySet

from cpd.enums import Outcome
from cpd.models import Dispensation, Extension, YearResult
from standing.models import ToldLoss


def perhaps_lost(*, limit: int, after: int) -> list[int]:
    """Ids above `after` of members with a live, signed, not-met result and no word of a loss yet, in order."""
    told = ToldLoss.objects.filter(member=OuterRef("member"), returned_at=None)
    found = _taking().filter(~Exists(told), member__gt=after).order_by("member").values_list("member", flat=True)
    return list(found.distinct()[:limit])


def perhaps_returned(*, limit: int, after: int) -> QuerySet[ToldLoss]:
    """Losses with ids above `after` that were told, where nothing may take benefits away any more, in order.

    Either no live result does, or something has been granted since.
    """
    mine = {"member": OuterRef("member")}
    granted = [Exists(kind.objects.filter(withdrawn_at=None, **mine)) for kind in (Extension, Dispensation)]
    found = ToldLoss.objects.filter(returned_at=None, pk__gt=after)
    return found.filter(~Exists(_taking().filter(**mine)) | Q(granted[0]) | Q(granted[1])).order_by("pk")[:limit]


def _taking() -> QuerySet[YearResult]:
    return YearResult.objects.filter(superseded_at=None, outcome=Outcome.NOT_MET, signature__isnull=False)
