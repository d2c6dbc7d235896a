"""The forms of the officers' desk: decisions, notices that came by other ways, endings and transfers. Shape only."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, time
from typing import cast

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Layout
from django import forms
from django.http import QueryDict

from cilexportal.foundation import london
from cilexportal.foundation.ui.fields import CountedField, DateField, RadiosField
from cilexportal.foundation.ui.layout import Buttons, Group, Link, Primary, Secondary, Text, Warn
from shop.enums import Channel, Ground
from shop.forms.pounds import PoundsField
from shop.rules.defaulting import Cost
from shop.services.ending import Case

WORDS_LIMIT = 4000
COST_ROWS = 3
YES, NO = "yes", "no"


class DecideForm(forms.Form):
    """Yes or no, and the reason the buyer reads."""

    allow = RadiosField(
        label="Does it end the contract?", choices=[(YES, "Yes, it is given up"), (NO, "No, it stays as ordered")],
        missing="Choose yes or no",
    )  # fmt: skip
    why = CountedField(limit=WORDS_LIMIT, rows=4, label="Reason", help_text="The buyer reads it.", missing="Say why")

    use_required_attribute = False

    def __init__(self, data: QueryDict | None = None) -> None:
        super().__init__(data)
        self.helper = FormHelper()
        self.helper.layout = Layout("allow", "why", Buttons(Primary("Decide", name="do", value="decide")))


class TransferForm(forms.Form):
    """The reference under which finance sent money to a bank account."""

    reference = forms.CharField(label="Reference of the transfer", max_length=120)

    use_required_attribute = False

    def __init__(self, data: QueryDict | None = None) -> None:
        super().__init__(data)
        self.fields["reference"].error_messages["required"] = "Enter the reference of the transfer"
        self.helper = FormHelper()
        self.helper.form_tag = False
        self.helper.layout = Layout("reference", Buttons(Warn("Say that it is sent", name="do", value="transferred")))


class ReturnedForm(forms.Form):
    """Why a bank sent back what it had been given."""

    why = forms.CharField(label="Why the bank sent it back", max_length=200)

    use_required_attribute = False

    def __init__(self, data: QueryDict | None = None) -> None:
        super().__init__(data)
        self.fields["why"].error_messages["required"] = "Enter the reason the bank gave"
        self.helper = FormHelper()
        self.helper.form_tag = False
        self.helper.layout = Layout("why", Buttons(Primary("Say that it came back", name="do", value="returned")))


class PlainForm(forms.Form):
    """A button without questions."""

    use_required_attribute = False


class NoticeForm(forms.Form):
    """A notice that came by e-mail, letter or phone, as staff type it in."""

    channel = RadiosField(
        label="How did it come?", missing="Choose how it came",
        choices=[(one.value, one.label) for one in (Channel.EMAIL, Channel.LETTER, Channel.PHONE)],
    )  # fmt: skip
    sent_on = DateField(label="When was it sent?", what="the day of sending", help_text="A letter: the postmark.")
    sent_time = forms.TimeField(
        label="At what time?", required=False, input_formats=["%H:%M", "%H.%M"],
        help_text="London time, such as 14:30. Left empty, it is the first moment of the day.",
        error_messages={"invalid": "Enter a time such as 14:30."},
        widget=forms.TextInput(attrs={"class": "govuk-input--width-5", "autocomplete": "off"}),
    )  # fmt: skip
    came_on = DateField(
        label="When did it reach us?", what="the day on which it came",
        help_text="Not when you type it in: the refund is due 14 days after this day.",
    )  # fmt: skip
    why = RadiosField(label="Why is it given up?", missing="Choose the reason")
    units = forms.IntegerField(
        label="How many?", min_value=1, error_messages={"required": "Enter how many."},
        widget=forms.NumberInput(attrs={"class": "govuk-input--width-3", "inputmode": "numeric"}),
    )  # fmt: skip
    words = CountedField(
        limit=WORDS_LIMIT, rows=4, required=False, label="What the buyer wrote or said",
        help_text="Needed where the buyer says that something is wrong.",
    )  # fmt: skip

    use_required_attribute = False

    def __init__(self, data: QueryDict | None, *, left: int, choices: Sequence[tuple[str, str]], url: str) -> None:
        super().__init__(data, initial={"units": left, "why": Ground.CHANGE_OF_MIND.value})
        cast(RadiosField, self.fields["why"]).choices = list(choices)
        self.fields["units"].help_text = f"{left} can be given up."
        self.helper = FormHelper()
        self.helper.layout = Layout(
            "channel", "sent_on", "sent_time", "came_on", "why", "units", "words",
            Buttons(Primary("Enter the notice"), Link("Back to the order", url)),
        )  # fmt: skip

    def sent_at(self) -> datetime:
        """The instant of sending."""
        clock = self.cleaned_data["sent_time"] or time.min
        return datetime.combine(self.cleaned_data["sent_on"], clock, london.LONDON)

    def received_at(self) -> datetime:
        """The instant of arriving: the last of its day, as only the day is asked."""
        return datetime.combine(self.cleaned_data["came_on"], time.max, london.LONDON)


class EndingForm(forms.Form):
    """Why CILEX ends a contract, what that rests on, and its net costs one by one."""

    ground = RadiosField(
        label="Why does CILEX end it?", missing="Choose the reason",
        choices=[
            (Ground.BREACH.value, "The membership clause was broken"),
            (Ground.NON_PAYMENT.value, "A payment is missing ten days after a reminder"),
            (Ground.NO_INFORMATION.value, "Information did not come"),
            (Ground.NO_DELIVERY.value, "The buyer did not let it be delivered"),
        ],
    )  # fmt: skip
    why = CountedField(
        limit=WORDS_LIMIT, rows=4, label="What happened", missing="Say what happened",
        help_text="The buyer reads it. For a breach, name the referral or decision.",
    )  # fmt: skip
    asked_on = DateField(
        label="Information asked for on", what="the day of asking", required=False,
        help_text="Only where information did not come.",
    )  # fmt: skip
    reminded_on = DateField(label="Reminded on", what="the day of the reminder", required=False)

    use_required_attribute = False

    def __init__(self, data: QueryDict | None, *, url: str) -> None:
        super().__init__(data)
        rows = []
        for number in range(1, COST_ROWS + 1):
            self.fields[f"cost_{number}"] = forms.CharField(label=f"Cost {number}", max_length=120, required=False)
            self.fields[f"pounds_{number}"] = PoundsField(label=f"Cost {number} in pounds", required=False)
            rows += [f"cost_{number}", f"pounds_{number}"]
        buttons = [Secondary("Preview the letter", name="do", value="preview"), Link("Back to the order", url)]
        self.helper = FormHelper()
        self.helper.layout = Layout(
            "ground", "why", "asked_on", "reminded_on",
            Group("Net costs", Text("What ending it costs CILEX, one by one. They come off what goes back."), *rows),
            Buttons(*buttons),
        )  # fmt: skip

    def case(self) -> Case:
        """What was entered, as the service takes it."""
        typed = self.cleaned_data
        costs = [
            Cost(label=typed[f"cost_{n}"].strip(), pence=typed[f"pounds_{n}"] or 0)
            for n in range(1, COST_ROWS + 1)
            if typed[f"cost_{n}"].strip() or typed[f"pounds_{n}"]
        ]
        return Case(
            ground=Ground(typed["ground"]), why=typed["why"], costs=tuple(costs), asked_on=typed["asked_on"],
            reminded_on=typed["reminded_on"],
        )  # fmt: skip


class ErrorForm(forms.Form):
    """How money came to be paid in error."""

    words = CountedField(
        limit=WORDS_LIMIT,
        rows=4,
        label="How did it come to be paid twice or too much?",
        missing="Say how it came about",
    )

    use_required_attribute = False

    def __init__(self, data: QueryDict | None, *, url: str) -> None:
        super().__init__(data)
        self.helper = FormHelper()
        self.helper.layout = Layout("words", Buttons(Primary("Open the refund"), Link("Back to the order", url)))
