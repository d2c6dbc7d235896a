"""A last day at work and what is to be signed before, and what a supervisor answers. Shape only; services decide."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.urls import reverse

from cilexportal.foundation.ui.fields import CheckboxesField, CountedField, DateField
from cilexportal.foundation.ui.forms import Plain
from cilexportal.foundation.ui.layout import Buttons, Link, Primary
from cilexportal.foundation.ui.names import NameField
from portfolio.forms.again import Again
from portfolio.rules.marks import mark_of

WHY_LIMIT = 500
NONE_CHOSEN = "Choose at least one example."
Choices = Sequence[tuple[str, str]]


class PlanForm(Again):
    """When somebody leaves, and which examples their supervisor signs before."""

    last_day = DateField(label="Your last day in this job or role", what="your last day")
    why_late = CountedField(
        limit=WHY_LIMIT, rows=3, required=False, label="Why do you ask only now?",
        help_text="Only where your last day is over. Your supervisor may still answer.",
    )  # fmt: skip
    listed = CheckboxesField(label="Which examples do they sign?", missing=NONE_CHOSEN)

    def __init__(
        self,
        data: Any,
        *,
        boxes: Mapping[str, Any],
        first: Mapping[str, Any],
        examples: Choices,
        button: str,
        back: str,
    ) -> None:
        """`boxes`: the plan as it is, `first` what a new one begins with; `examples`: code and printed number of what
        names the supervisor; `back` is the page of packs."""
        self.button, self.back = button, back
        super().__init__(data, initial={**boxes, **first, "version": mark_of(boxes)})
        self.fields["listed"].choices = list(examples)

    def laid_out(self) -> tuple[object, ...]:
        return ("version", "last_day", "why_late", "listed", Buttons(Primary(self.button), Link("Back", self.back)))


class ConsentForm(Plain):
    """Whether we may write later, and where [HB-53a]."""

    later_email = forms.EmailField(
        label="An address outside this employer", max_length=254, required=False,
        help_text="So that we find you when you have moved on too. The applicant does not see it.",
        widget=forms.EmailInput(attrs={"autocomplete": "email", "spellcheck": "false"}),
        error_messages={"invalid": "Enter an email address like name@example.com."},
    )  # fmt: skip

    def laid_out(self) -> tuple[object, ...]:
        back = Link("Leave it as it is", reverse("portfolio_link:sheets"))
        return ("later_email", Buttons(Primary("Yes, you may write to me later"), back))


class SignForm(Plain):
    """A typed name under the statement, for the examples that are ticked [HB-53b]."""

    seen = forms.CharField(widget=forms.HiddenInput, max_length=4000)
    codes = CheckboxesField(
        label="Examples you sign", missing=NONE_CHOSEN, help_text="Untick one that you cannot sign."
    )
    signed_name = NameField(label="Type your full name to sign", missing="Type your name to sign.", autocomplete="name")
    agreed = forms.BooleanField(
        label="I sign this statement", error_messages={"required": "Tick the box to sign the statement."}
    )

    def __init__(self, *args: Any, examples: Choices, **kwargs: Any) -> None:
        """`examples`: code and printed number of what can be signed now."""
        super().__init__(*args, **kwargs)
        self.fields["codes"].choices = list(examples)

    def laid_out(self) -> tuple[object, ...]:
        return ("seen", "codes", "signed_name", "agreed", Buttons(Primary("Sign the examples")))
