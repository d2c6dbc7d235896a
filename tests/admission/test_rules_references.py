"""The reference of the final application, by its boundaries."""

from __future__ import annotations

from datetime import date

import pytest

from admission.rules.references import is_old, last_reusable_on, may_reuse
from applications.enums import StepKind

MONTHS = 6


@pytest.mark.clause("HB-62")
@pytest.mark.parametrize(
    ("signed", "last"),
    [
        (date(2026, 5, 22), date(2026, 11, 21)),
        (date(2026, 5, 21), date(2026, 11, 20)),
        # A month without that day: the one before its last.
        (date(2026, 8, 31), date(2027, 2, 27)),
        (date(2027, 8, 31), date(2028, 2, 28)),
        (date(2027, 8, 29), date(2028, 2, 28)),
        (date(2027, 8, 28), date(2028, 2, 27)),
    ],
)
def test_a_reference_is_used_again_until_the_day_before_it_is_six_months_old(signed: date, last: date) -> None:
    assert last_reusable_on(signed, months=MONTHS) == last


@pytest.mark.clause("HB-62")
def test_exactly_six_months_is_too_old_and_a_day_less_is_not() -> None:
    applied = date(2026, 11, 21)
    assert may_reuse(date(2026, 5, 23), applied_on=applied, months=MONTHS) is None
    assert may_reuse(date(2026, 5, 22), applied_on=applied, months=MONTHS) is None
    no = may_reuse(date(2026, 5, 21), applied_on=applied, months=MONTHS)
    assert no is not None
    assert "20 November 2026" in no.sentence


@pytest.mark.clause("HB-62")
def test_a_reference_of_a_day_after_the_application_is_refused() -> None:
    applied = date(2026, 11, 21)
    assert may_reuse(applied, applied_on=applied, months=MONTHS) is None
    assert may_reuse(date(2026, 11, 22), applied_on=applied, months=MONTHS) is not None


@pytest.mark.clause("HB-62")
def test_only_a_new_reference_is_asked_about_its_age() -> None:
    applied = date(2026, 11, 21)
    assert is_old(date(2026, 5, 21), kind=StepKind.ADMISSION, applied_on=applied, months=MONTHS)
    assert not is_old(date(2026, 5, 22), kind=StepKind.ADMISSION, applied_on=applied, months=MONTHS)
    assert not is_old(date(2026, 5, 21), kind=StepKind.EXPERIENCE, applied_on=applied, months=MONTHS)
