"""The box of a sum: what is read as which sum, and what is said of the rest."""

from __future__ import annotations

import pytest
from django.core.exceptions import ValidationError

from shop.forms.pounds import WRONG, PoundsField


@pytest.mark.parametrize(
    ("typed", "pence"),
    [
        ("12.50", 1250), ("£12.5", 1250), (" 12 ", 1200), ("1,250.00", 125000), ("£12,345", 1234500), ("0", 0),
        ("0.29", 29), (".5", 50), ("12.", 1200), ("", None), (None, None),
    ],
)  # fmt: skip
def test_a_sum_is_read_as_pence(typed: str | None, pence: int | None) -> None:
    assert PoundsField(required=False).clean(typed) == pence


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        *((no, WRONG) for no in ("119,40", "2,00", "1,2345", "1.234,50", "12.505", "NaN", "1e2", "-", ".", "££1")),
        ("1234567890", WRONG), ("-1", "Enter a sum of £0.00 or more."),
        ("100000.01", "Enter a sum of £100000.00 or less."),
    ],
)  # fmt: skip
def test_what_is_no_sum_is_refused_and_never_read_as_another(typed: str, says: str) -> None:
    with pytest.raises(ValidationError) as fault:
        PoundsField().clean(typed)
    assert says in fault.value.messages


def test_a_change_of_price_may_be_less() -> None:
    assert PoundsField(least=None).clean("-12.50") == -1250
