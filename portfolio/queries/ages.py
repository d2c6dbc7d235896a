"""How old submitted work is, for the rooms above."""

from __future__ import annotations

from datetime import date

from applications.rules.pathway import PathwayData
from portfolio.enums import Age
from portfolio.rules.ages import age_of


def is_to_explain(on: date, *, applied_on: date, data: PathwayData) -> bool:
    """[HB-41] [HB-41c] Whether work of this day is so old for an application of `applied_on` that its applicant says
    why."""
    return age_of(on, applied_on=applied_on, figures=data.evidence) == Age.EXPLAIN


def is_barred(on: date, *, applied_on: date, data: PathwayData) -> bool:
    """[HB-41a] Whether work of this day is too old for an application of `applied_on` whatever its applicant says."""
    return age_of(on, applied_on=applied_on, figures=data.evidence) == Age.TOO_OLD
