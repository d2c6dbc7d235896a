"""What finance enters about money that came or will not come: transfers, matches and debts that are given up."""

from __future__ import annotations

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Layout
from django import forms

from cilexportal.foundation.ui.fields import CountedField, DateField
from cilexportal.foundation.ui.layout import Buttons, Link, Primary, Warn
from shop.forms.pounds import PoundsField


class TransferForm(forms.Form):
    """One line of the bank statement."""

    received_on = DateField(label="When did it come?", what="the day it came", help_text="For example, 27 3 2026.")
    pence = PoundsField(label="How much?", least="0.01", help_text="In pounds, for example 119.40.")
    reference = forms.CharField(label="Reference", max_length=60, help_text="As it stands on the statement.")
    sender = forms.CharField(label="From", max_length=120, required=False)

    use_required_attribute = False

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.helper = FormHelper()
        self.helper.layout = Layout("received_on", "pence", "reference", "sender", Buttons(Primary("Enter it")))


class WriteOffForm(forms.Form):
    """A debt that is given up. The sum that was seen to be owed is posted along."""

    seen_owed_pence = forms.IntegerField(widget=forms.HiddenInput)
    pence = PoundsField(label="How much is given up?", least="0.01")
    reason = CountedField(limit=1000, rows=4, label="Why?", help_text="Kept with your name.")

    use_required_attribute = False

    def __init__(self, *args: object, url: str, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.helper = FormHelper()
        buttons = Buttons(Warn("Write it off", name="do", value="write_off"), Link("Leave it owed", url))
        self.helper.layout = Layout("seen_owed_pence", "pence", "reason", buttons)


class MatchForm(forms.Form):
    """The order a transfer pays, and what was seen to be owed on it."""

    order = forms.IntegerField(widget=forms.HiddenInput)
    seen_owed_pence = forms.IntegerField(widget=forms.HiddenInput)
