"""Boxes that may stay empty without being called optional: another box says whether they are asked for."""

from __future__ import annotations

from typing import Any

from django import forms

from cilexportal.foundation.ui.fields import CheckboxesField, CountedField, RadiosField


class Open(forms.Field):
    """A box that may stay empty for now, without being called optional."""

    def validate(self, value: Any) -> None:
        if value:
            super().validate(value)


class OpenRadios(Open, RadiosField):
    """Radios of which none need be chosen yet."""


class OpenChoice(Open, forms.ChoiceField):
    """A list from which nothing need be chosen yet."""


class OpenBoxes(Open, CheckboxesField):
    """Checkboxes of which none need be ticked."""


class OpenText(Open, CountedField):
    """Text that need not be written yet."""
