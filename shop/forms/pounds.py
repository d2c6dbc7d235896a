"""The box of a sum of money."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Any

from django.core.exceptions import ValidationError

from cilexportal.foundation.ui.fields import FigureField

WRONG = "Enter a sum in pounds and pence, such as 119.40."
# Figures as they stand on paper. A comma is between thousands and nowhere else: 119,40 is not eleven thousand pounds.
SHAPE = re.compile(r"-?(\d{1,3}(,\d{3})+|\d*)(\.\d*)?")


class PoundsField(FigureField):
    """A sum typed in pounds, with or without a pound sign and commas; its value is pence, None where it is empty.

    `least` and `most` are in pounds; there is no least sum where it is None.
    """

    def __init__(self, *, least: str | None = "0", most: str = "100000", **kwargs: Any) -> None:
        errors = {
            "required": WRONG, "min_value": "Enter a sum of £%(limit_value).2f or more.",
            "max_value": "Enter a sum of £%(limit_value).2f or less.",
        }  # fmt: skip
        super().__init__(
            wrong=WRONG, min_value=None if least is None else Decimal(least), max_value=Decimal(most),
            error_messages=errors, **kwargs,
        )  # fmt: skip

    def to_python(self, value: Any) -> Decimal | None:
        """Raises ValidationError for what is no sum."""
        typed = str(value or "").replace("£", "", 1).strip()
        if not SHAPE.fullmatch(typed):
            raise ValidationError(WRONG, code="invalid")
        return super().to_python(typed.replace(",", ""))

    def clean(self, value: Any) -> int | None:
        """The typed sum as whole pence."""
        pounds = super().clean(value)
        return None if pounds is None else int(pounds * 100)
