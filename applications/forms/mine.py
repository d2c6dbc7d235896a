"""What is typed where an application is withdrawn. Shape only; the service decides."""

from __future__ import annotations

from typing import Any

from cilexportal.foundation.ui.fields import CountedField
from cilexportal.foundation.ui.forms import Plain
from cilexportal.foundation.ui.layout import Buttons, Link, Warn

WHY_LIMIT = 1000


class WithdrawForm(Plain):
    """Why an application is withdrawn; nobody has to say."""

    why = CountedField(limit=WHY_LIMIT, rows=4, required=False, label="Why, if you want to tell us")

    def __init__(self, *args: Any, back: str, **kwargs: Any) -> None:
        """`back` is the address of the application."""
        self.back = back
        super().__init__(*args, **kwargs)

    def laid_out(self) -> tuple[object, ...]:
        return ("why", Buttons(Warn("Withdraw the application"), Link("Go on with it", self.back)))
