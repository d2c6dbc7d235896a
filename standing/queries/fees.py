"""The dated fees, read for one person or for many."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from standing.enums import FeeKind
from standing.models import Fee, ReducedFee
from standing.rules.fees import Prices

Key = tuple[str, str | None, bool]


def holds(on: date) -> Q:
    """Rows whose days contain the London date `on`."""
    return Q(from_date__lte=on) & (Q(until_date=None) | Q(until_date__gt=on))


@dataclass(frozen=True, slots=True)
class PriceList:
    """Every fee of one day, in pence."""

    pence: dict[Key, int]

    def prices(self, *, grade: str, reduced: bool) -> Prices:
        """What each kind of fee costs in a grade; a fee of that grade goes before one of every grade.

        A certificate that is part of the subscription is no part of a reduced one [CPD-15a].
        """
        found = {kind: sum_ for kind in FeeKind if (sum_ := self._full(kind, grade)) is not None}
        less = self._of(FeeKind.SUBSCRIPTION, grade, reduced=True) if reduced else None
        whole = found.get(FeeKind.SUBSCRIPTION)
        if less is None or (whole is not None and whole <= less):
            return Prices(pence=found)
        if not found.get(FeeKind.CERTIFICATE):
            found.pop(FeeKind.CERTIFICATE, None)
        return Prices(pence={**found, FeeKind.SUBSCRIPTION: less}, reduced=True)

    def grades(self) -> list[str]:
        """The grades that have a subscription."""
        kinds = [(kind, grade) for kind, grade, reduced in self.pence if not reduced]
        return [grade for kind, grade in kinds if kind == FeeKind.SUBSCRIPTION and grade is not None]

    def _full(self, kind: FeeKind, grade: str) -> int | None:
        return self._of(kind, grade, reduced=False)

    def _of(self, kind: FeeKind, grade: str, *, reduced: bool) -> int | None:
        found = self.pence.get((kind, grade, reduced))
        return self.pence.get((kind, None, reduced)) if found is None else found


def price_list(*, on: date) -> PriceList:
    """[TC-5.5] The fees of the London date `on`."""
    rows = Fee.objects.filter(holds(on)).values_list("kind", "grade_id", "reduced", "pence")
    return PriceList({(kind, grade, reduced): pence for kind, grade, reduced, pence in rows})


def reduced_members(*, member_ids: Collection[int], on: date) -> set[int]:
    """Those of these members who have a concession on the London date `on`."""
    rows = ReducedFee.objects.filter(holds(on), member__in=member_ids)
    return set(rows.values_list("member_id", flat=True))
