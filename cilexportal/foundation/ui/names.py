"""The box for somebody's name, the same wherever one is asked for."""

from __future__ import annotations

import unicodedata
from typing import Any

from django import forms
from django.core.validators import RegexValidator

# A name travels in letters and lists: it holds no address, no mark-up and no second line.
NO_ADDRESS = RegexValidator(
    r"[:/<>@\x00-\x1f\x85\u2028\u2029]", "Enter your name only, without any of : / < > @", inverse_match=True
)


class NameField(forms.CharField):
    """A name with single spaces and without marks that nobody sees, such as those that turn the writing round."""

    default_validators = [NO_ADDRESS]

    def __init__(self, *, missing: str, autocomplete: str, **kwargs: Any) -> None:
        """`missing` is said when nothing is typed; `autocomplete` tells the browser what it may fill in."""
        kwargs = {"max_length": 200, "error_messages": {"required": missing}, **kwargs}
        super().__init__(widget=forms.TextInput(attrs={"autocomplete": autocomplete}), **kwargs)

    def clean(self, value: object) -> str:
        """Judged as it was typed, then freed of what nobody sees. Raises ValidationError where nothing is left."""
        name: str = super().clean(value)
        seen = "".join(letter for letter in name if letter.isspace() or unicodedata.category(letter)[0] != "C")
        kept = " ".join(seen.split())
        self.validate(kept)
        return kept
