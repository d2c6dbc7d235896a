"""How criteria were decided in the cases decided last: counts, and nobody's name."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Count, Max, Q

from admission.enums import Mark
from admission.models import CriterionMark
from applications.enums import Outcome, StepKind
from applications.models import Case, Decision

DECIDES = (Outcome.MET, Outcome.ASK, Outcome.NOT_MET)


@dataclass(frozen=True, slots=True)
class Lately:
    """So many examples of a criterion were found met and not met."""

    met: int
    not_met: int


def lately_of(case: Case, *, outcome: str, cases: int) -> dict[str, Lately]:
    """[HB-31] Letter -> how that criterion of an outcome was marked in the `cases` decided last under this pathway,
    this one left out; each mark as it stood when its round was decided. One statement."""
    decided = Decision.objects.filter(
        case__kind=StepKind.ADMISSION, case__application__pathway=case.application.pathway_id, outcome__in=DECIDES,
        reversed_at=None,
    ).exclude(case=case.pk)  # fmt: skip
    latest = decided.order_by().values("case").annotate(last=Max("at")).order_by("-last")
    rows = CriterionMark.objects.filter(
        case__in=latest.values("case")[:cases], outcome=outcome, is_second=False, superseded_at=None
    )
    counted = rows.order_by().values("letter").annotate(
        met=Count("id", filter=Q(mark=Mark.MET)), not_met=Count("id", filter=Q(mark=Mark.NOT_MET))
    )  # fmt: skip
    return {one["letter"]: Lately(one["met"], one["not_met"]) for one in counted}
