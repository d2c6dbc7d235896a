"""The answers to the places of one page: why each may stay as it is. Shape only."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms

from cilexportal.foundation.ui.fields import CountedField
from cilexportal.foundation.ui.forms import Plain
from cilexportal.foundation.ui.layout import Buttons, Link, Primary
from portfolio.models import SpotAnswer

LONGEST = 300
NAMED = "spot_"
LOST = "The file was looked through anew while your page was open. You had answered “{}”: look, and send it again."
# What is said of a place, by its kind.
WORDS = {
    "unseen": "Words that cannot be seen, and can still be read and copied",
    "tiny": "Words too small to be seen, which can still be read and copied",
    "outside": "Words outside the part of the page that is shown",
    "picture": "A shape over a picture that is still whole under it",
    "marked": "Marked to be blacked out, and not taken out",
    "blacked": "Most of the page is black",
    "email": "Looks like an email address",
    "phone": "Looks like a phone number",
    "postcode": "Looks like a postcode",
    "insurance": "Looks like a National Insurance number",
    "passport": "Looks like the number of a passport",
    "home_office": "Looks like a reference of the Home Office or a tribunal",
    "name": "A name on your list",
}


class SpotsForm(Plain):
    """One line for each place of a page, in the order of the numbers on its picture."""

    def __init__(self, data: Any = None, *, places: Sequence[SpotAnswer], back_url: str) -> None:
        self.places, self.back_url = places, back_url
        super().__init__(data)
        for number, one in enumerate(places, start=1):
            self.fields[_name(one)] = CountedField(
                limit=LONGEST, one_line=True, required=False, initial=one.why_kept,
                label=f"{number}. {WORDS.get(one.kind, one.kind)}",
                help_text="Why may it stay? Leave it empty if you send a mended file.",
            )  # fmt: skip

    def laid_out(self) -> tuple[object, ...]:
        """The lines, then what to do with them."""
        lines = [_name(one) for one in self.places]
        return *lines, Buttons(Primary("Save the answers"), Link("Back to the piece", self.back_url))

    def clean(self) -> dict[str, Any]:
        """An answer to a place that is not found any more is given back, and is not taken for saved."""
        gone = [text for name, text in self.data.items() if name.startswith(NAMED) and name not in self.fields and text]
        if gone:
            raise forms.ValidationError(LOST.format("”, “".join(gone)))
        return super().clean() or {}

    def reasons(self) -> dict[int, str]:
        """What was typed, by the id of the place."""
        return {one.pk: self.cleaned_data[_name(one)] for one in self.places}


def _name(place: SpotAnswer) -> str:
    return f"{NAMED}{place.pk}"
