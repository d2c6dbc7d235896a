"""The figures of the shop: as the terms have them, stored and read back, refused where they make no sense."""

from __future__ import annotations

import json

import pytest

from shop.rules.policy import CHOICES, Policy


@pytest.mark.clause("TC-9.2")
def test_the_first_policy_is_that_of_the_terms() -> None:
    first = Policy()
    days = (first.cooling_off_days, first.refund_days, first.return_days, first.delivery_days, first.nonpayment_days)
    assert days == (14, 14, 14, 30, 10)
    assert Policy.of({"simplified_invoice_pence": 1}) == first, "a figure that older policies still name"
    assert (first.not_told_months, first.refund_target_days, first.credit_note_days) == (12, 5, 14)
    assert first.blocked_brands == ("amex",)
    assert all(getattr(first, name) == choices[0] for name, choices in CHOICES.items())


def test_a_policy_survives_being_stored_as_json() -> None:
    policy = Policy(cooling_off_days=30, blocked_brands=("amex", "diners"), late_return="refund", allow_bfpo=False)
    assert Policy.of(json.loads(json.dumps(policy.figures()))) == policy
    assert Policy.of({}) == Policy()


@pytest.mark.parametrize(
    ("figures", "said"),
    [
        ({"cooling_of_days": 14}, "cooling_of_days: no figure of a shop policy"),
        ({"refund_days": -1}, "refund_days cannot be negative"),
        ({"late_return": "keep the money"}, "late_return is one of review, refund"),
    ],
)
def test_figures_that_make_no_sense_are_refused(figures: dict[str, object], said: str) -> None:
    with pytest.raises(ValueError, match=said):
        Policy.of(figures)
