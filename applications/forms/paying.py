"""What is agreed to and who pays, where a step is submitted. Shape only; the service decides."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms

from cilexportal.foundation.ui.fields import CountedField
from cilexportal.foundation.ui.forms import Plain
from cilexportal.foundation.ui.layout import Buttons, Panel, Primary, Secondary, Warn
from shop.payer import PayerForm

SUBMIT, SUBMIT_FREE, TAKE_BACK = "Submit and go on to pay", "Submit", "Take it back to change it"


class RevisionForm(Plain):
    """A button, and what the page saw of the case."""

    revision = forms.IntegerField(widget=forms.HiddenInput, min_value=1)
    button = Primary(SUBMIT_FREE)

    def laid_out(self) -> tuple[object, ...]:
        return ("revision", Buttons(self.button))


class SubmitForm(RevisionForm):
    """Submits a step that has no fee, or whose fee was paid before."""


class TakeBackForm(RevisionForm):
    """Takes a submission back before it is paid."""

    button = Secondary(TAKE_BACK)


class FeeForm(PayerForm):
    """Who pays the fee, and that it is not refundable [HB-11a]."""

    revision = forms.IntegerField(widget=forms.HiddenInput, min_value=1)
    agree = forms.BooleanField(
        label="I understand that this fee is not refundable once it is paid.",
        error_messages={"required": "Tick that you understand that the fee is not refundable. (HB-11a)"},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, verb=SUBMIT, **kwargs)

    def first(self) -> Sequence[object]:
        return ("revision", Panel("Before you pay", "agree"))


class ReverseForm(Plain):
    """The error in which a fee was taken."""

    why = CountedField(
        limit=2000, rows=4, label="What was the error?", help_text="The applicant reads it.", required=False
    )

    def laid_out(self) -> tuple[object, ...]:
        return ("why", Buttons(Warn("Note that it was taken in error")))
