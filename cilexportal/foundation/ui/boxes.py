"""Boxes that several forms ask with: a line the browser may fill in, and an address."""

from __future__ import annotations

from typing import Any

from django import forms

WIDE = {"class": "govuk-input--width-10"}


def text(label: str, *, most: int, autocomplete: str, missing: str = "", **attrs: str) -> forms.CharField:
    """A one-line box that the browser may fill in; with `missing` it has to be answered where it applies."""
    return forms.CharField(
        label=label, max_length=most, required=bool(missing),
        widget=forms.TextInput(attrs={"autocomplete": autocomplete, **attrs}),
        error_messages={"max_length": f"Use {most} characters or fewer.", "required": missing},
    )  # fmt: skip


def street(kind: str, *, no_postcode: str) -> dict[str, Any]:
    """The boxes of an address. `kind` tells the browser which of its addresses is meant."""
    whose = "the delivery address" if kind == "shipping" else "the address of whoever pays"
    return {
        "line_1": text(
            "Address line 1",
            most=150,
            autocomplete=f"{kind} address-line1",
            missing=f"Enter the first line of {whose}.",
        ),
        "line_2": text("Address line 2", most=150, autocomplete=f"{kind} address-line2"),
        "town": text(
            "Town or city",
            most=100,
            autocomplete=f"{kind} address-level2",
            missing=f"Enter the town or city of {whose}.",
        ),
        "postcode": text("Postcode", most=10, autocomplete=f"{kind} postal-code", missing=no_postcode, **WIDE),
    }
