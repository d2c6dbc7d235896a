"""What an officer found when goods came back. Shape only."""

from __future__ import annotations

from typing import Any

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Layout
from django import forms

from cilexportal.foundation.ui.fields import CountedField, DateField, FileField
from cilexportal.foundation.ui.layout import Buttons, Group, Primary
from shop.forms.decisions import WORDS_LIMIT
from shop.forms.give_up import PICTURES
from shop.forms.pounds import PoundsField
from shop.models import Return
from shop.services.returns import Found


class ReceivedForm(forms.Form):
    """When goods came and were sent, what is damaged, and the postage that a receipt shows."""

    received_on = DateField(label="When did it come?", what="the day it came")
    returned_on = DateField(
        label="When was it sent?",
        what="the day of sending",
        required=False,
        help_text="The postmark, where it is known.",
    )
    damage = PoundsField(
        label="Off for damage, in pounds", required=False, help_text="Left empty, nothing is taken off."
    )
    damage_why = CountedField(
        limit=WORDS_LIMIT, rows=3, required=False, label="What the damage is", help_text="The buyer reads it."
    )
    photo = FileField(label="Photo of the damage", required=False, accept=PICTURES)
    cost = PoundsField(
        label="Postage that CILEX bears, in pounds", required=False,
        help_text="As the buyer's receipt shows. For goods that are faulty or were not as described.",
    )  # fmt: skip

    use_required_attribute = False

    def __init__(self, *args: Any, goods: Return, is_paid: bool = False, **kwargs: Any) -> None:
        initial = {"received_on": goods.received_on, "returned_on": goods.sent_on, "damage_why": goods.damage_why}
        super().__init__(*args, initial=initial, **kwargs)
        if is_paid:
            self.fields["damage"].label = "Asked of the buyer for damage, in pounds"
            self.fields["damage"].help_text = "The refund has been made and stands. Left empty, nothing is asked for."
        self.helper = FormHelper()
        self.helper.layout = Layout(
            "received_on", "returned_on", Group("Damage", "damage", "damage_why", "photo"), "cost",
            Buttons(Primary("Record the goods", name="do", value="received")),
        )  # fmt: skip

    def found(self) -> Found:
        """What was entered, as the service takes it."""
        typed = self.cleaned_data
        return Found(
            received_on=typed["received_on"], sent_on=typed["returned_on"], damage_pence=typed["damage"] or 0,
            damage_why=typed["damage_why"], cost_pence=typed["cost"] or 0,
        )  # fmt: skip
