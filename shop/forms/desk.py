"""What finance types to find orders and to choose days."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django import forms

from cilexportal.foundation.ui.fields import DateField, words_to_look_up
from shop.enums import PayerKind
from shop.queries.desk import STATES, Wanted
from shop.queries.desk_totals import MOST_DAYS

DAYS_AT_FIRST = 14
ANY = [("", "Any")]


class Period(forms.Form):
    """From one London day to another, both included."""

    from_day = DateField(label="From", what="the first day", required=False)
    to_day = DateField(label="To", what="the last day", required=False)

    def clean(self) -> dict[str, Any]:
        """Refuses days in the wrong order."""
        cleaned: dict[str, Any] = super().clean() or {}
        first, last = cleaned.get("from_day"), cleaned.get("to_day")
        if first and last and last < first:
            self.add_error("to_day", "Enter a last day that is not before the first one.")
        return cleaned


class FindOrders(Period):
    """Any of words, state, payer and days. Empty finds all."""

    words = forms.CharField(
        label="Number, name or email", max_length=100, required=False,
        help_text="Any part of it, or the number of an invoice or credit note. Three letters or more.",
    )  # fmt: skip
    state = forms.ChoiceField(
        label="State", choices=[*ANY, *((code, words) for code, (words, _) in STATES.items())], required=False
    )
    payer = forms.ChoiceField(label="Paid by", choices=[*ANY, *PayerKind.choices], required=False)

    field_order = ["words", "state", "payer", "from_day", "to_day"]

    def clean_words(self) -> str:
        """Refuses words of which none is long enough to be looked up."""
        return words_to_look_up(self.cleaned_data["words"])

    def wanted(self) -> Wanted:
        """What is looked for; nothing special where the form cannot be read."""
        return Wanted(**self.cleaned_data) if self.is_valid() else Wanted()


class ChooseDays(Period):
    """The days of totals and of the reconciliation, a quarter at most."""

    def clean(self) -> dict[str, Any]:
        """Refuses more days than are drawn."""
        cleaned = super().clean()
        first, last = cleaned.get("from_day"), cleaned.get("to_day")
        if first and last and (last - first).days >= MOST_DAYS:
            self.add_error("from_day", f"Choose at most {MOST_DAYS} days.")
        return cleaned

    def days(self, *, today: date) -> tuple[date, date]:
        """(first, last): as chosen, else the last two weeks up to `today`."""
        cleaned = self.cleaned_data if self.is_valid() else {}
        last = cleaned.get("to_day") or today
        first = cleaned.get("from_day") or last - timedelta(days=DAYS_AT_FIRST - 1)
        if first > last:
            last = first
        return max(first, last - timedelta(days=MOST_DAYS - 1)), last
