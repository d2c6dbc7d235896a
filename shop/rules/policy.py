"""The figures and choices the rules of the shop go by: dated, and frozen with every order."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

# What the choices may be; the first of each is the one the portal starts with.
CHOICES: Mapping[str, tuple[str, ...]] = {
    "finished_without_acknowledgement": ("review", "nothing"),
    "late_return": ("review", "refund"),
    "delivery_refund": ("full_or_difference", "full_or_nothing"),
    "assessment_fee": ("review", "service"),
    "moved_course_refund": ("full", "not_given"),
    "employer_can_cancel": ("orderholder", "employer"),
}

# Older policies name these; nobody goes by them any more.
RETIRED = frozenset({"simplified_invoice_pence"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Policy:
    """[TC-9.2] The parameters in force from one date on. Days are London calendar days, money is pence.

    An order is judged for ever by the policy it was accepted under. Field names are the keys of the stored figures.
    """

    cooling_off_days: int = 14
    not_told_months: int = 12
    refund_days: int = 14
    refund_target_days: int = 5  # working days
    return_days: int = 14
    credit_note_days: int = 14  # the day of the refund is the first of them
    delivery_days: int = 30
    substantial_delay_days: int = 30
    nonpayment_days: int = 10
    change_notice_days: int = 14
    change_quote_days: int = 14
    information_days: int = 28
    information_reminders: tuple[int, ...] = (14, 7)  # days before the end of that time
    min_contact_attempts: int = 2
    finished_without_acknowledgement: str = "review"
    late_return: str = "review"
    delivery_refund: str = "full_or_difference"
    assessment_fee: str = "review"
    moved_course_refund: str = "full"
    employer_can_cancel: str = "orderholder"
    fee_cooling_off: bool = False
    allowed_countries: tuple[str, ...] = ("GB",)
    allow_bfpo: bool = True
    blocked_brands: tuple[str, ...] = ("amex",)
    currency: str = "GBP"

    def __post_init__(self) -> None:
        for name in self.__slots__:
            value = getattr(self, name)
            if isinstance(value, int) and value < 0:
                raise ValueError(f"{name} cannot be negative")
            if name in CHOICES and value not in CHOICES[name]:
                raise ValueError(f"{name} is one of {', '.join(CHOICES[name])}")

    @classmethod
    def of(cls, figures: Mapping[str, Any]) -> Policy:
        """The policy in stored figures (JSON or TOML); what they leave out is as at the start.

        Raises ValueError for a name that is no figure of a policy and for a value out of its range.
        """
        if unknown := sorted(figures.keys() - set(cls.__slots__) - RETIRED):
            raise ValueError(f"{', '.join(unknown)}: no figure of a shop policy")
        values: dict[str, Any] = {
            name: tuple(value) if isinstance(value, list) else value
            for name, value in figures.items()
            if name not in RETIRED
        }
        return cls(**values)

    def figures(self) -> dict[str, Any]:
        """The policy as it is stored: every field by name, lists for tuples."""
        values = {name: getattr(self, name) for name in self.__slots__}
        return {name: list(value) if isinstance(value, tuple) else value for name, value in values.items()}
