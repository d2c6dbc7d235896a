"""The filter of the invoices and credit notes at the desk."""

from __future__ import annotations

from typing import Any

from django import forms

from cilexportal.foundation.ui.fields import DateField

LONGEST = 100
BACKWARDS = "The last day lies before the first. Exchange them, or leave one empty."


class PapersFilter(forms.Form):
    """Which days, and which words. Left empty, the last month."""

    use_required_attribute = False

    words = forms.CharField(
        label="Number or name", max_length=LONGEST, required=False,
        help_text="Of the paper, its order or invoice, or part of the customer's name.",
    )  # fmt: skip
    first = DateField(label="Issued from", required=False, what="the first day")
    last = DateField(label="Issued until", required=False, what="the last day")

    def clean(self) -> dict[str, Any]:
        """Refuses days the wrong way round."""
        given = self.cleaned_data
        if given.get("first") and given.get("last") and given["last"] < given["first"]:
            self.add_error("last", BACKWARDS)
        return given
