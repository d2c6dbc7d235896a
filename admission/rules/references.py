"""The reference of the final application: the one given for experience again, or a new one."""

from __future__ import annotations

from datetime import date, timedelta

from applications.enums import StepKind
from cilexportal.foundation import london
from cilexportal.foundation.rulebook.refusal import Refusal

A_DAY = timedelta(days=1)


def last_reusable_on(signed_on: date, *, months: int) -> date:
    """[HB-62] The last day of application for which a reference of this day is young enough: the day before the one
    with the same number `months` later, or before that month's last day where it has no such number."""
    return london.add_months(signed_on, months) - A_DAY


def may_reuse(signed_on: date, *, applied_on: date, months: int) -> Refusal | None:
    """[HB-62] Whether the reference given for experience can be used again: it is younger than `months` on the day of
    application, and not of a day after it."""
    if signed_on > applied_on:
        return Refusal("HB-62", "This reference is dated after the day of the application.")
    last = last_reusable_on(signed_on, months=months)
    if applied_on > last:
        said = london.in_words(last)
        return Refusal("HB-62", f"This reference could be used until {said}. Ask for a new one.")
    return None


def is_old(signed_on: date, *, kind: StepKind, applied_on: date, months: int) -> bool:
    """[HB-62] Whether an officer may ask about the age of a new reference. None is set; an old one is told."""
    return kind == StepKind.ADMISSION and applied_on > last_reusable_on(signed_on, months=months)
