"""What a buyer is asked when giving something up. Shape only: no reason is demanded for a change of mind."""

from __future__ import annotations

from collections.abc import Sequence
from typing import cast

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Layout
from django import forms
from django.http import QueryDict

from cilexportal.foundation.ui.fields import CountedField, DateField, FileField, RadiosField
from cilexportal.foundation.ui.layout import Buttons, Link, Primary, Secondary, Template, Warn
from shop.enums import Ground

WORDS_LIMIT = 2000
PICTURES = (".pdf", ".png", ".jpg", ".jpeg")
CHANGE = Ground.CHANGE_OF_MIND.value
CLAIM_HINTS = {
    CHANGE: "You need to give no reason.",
    Ground.FAULTY.value: "Say what is wrong with it. An officer decides.",
    Ground.WRONGDOING.value: "Say what CILEX did wrong. An officer decides.",
    Ground.DELAY.value: "Say what you are waiting for. An officer decides.",
}
CLAIMS = [
    (Ground.FAULTY.value, "It is faulty or not as described"),
    (Ground.WRONGDOING.value, "CILEX did something wrong"),
    (Ground.DELAY.value, "It comes much too late"),
]


class AskForm(forms.Form):
    """Why and how many. The page shows what that comes to; the sum it showed is posted along."""

    why = RadiosField(label="Why do you give it up?", missing="Choose why you give it up")
    units = forms.IntegerField(
        label="How many?", min_value=1, error_messages={"required": "Enter how many you give up."},
        widget=forms.NumberInput(attrs={"class": "govuk-input--width-3", "inputmode": "numeric"}),
    )  # fmt: skip
    words = CountedField(
        limit=WORDS_LIMIT, rows=4, required=False, label="What is wrong?",
        help_text="Only where you say that something is wrong. Nobody asks why you changed your mind.",
    )  # fmt: skip

    use_required_attribute = False

    def __init__(
        self, data: QueryDict | None, *, left: int, choices: Sequence[tuple[str, str]], hints: dict[str, str], url: str
    ) -> None:
        super().__init__(data, initial={"why": choices[0][0], "units": left})
        why = cast(RadiosField, self.fields["why"])
        why.choices = list(choices)
        why.widget.hints = hints
        units = self.fields["units"]
        units.help_text = f"{left} can be given up."
        if left == 1:
            units.widget = forms.HiddenInput()
        confirm = Warn("Give it up", name="do", value="confirm")
        again = Secondary("Work it out again", name="do", value="look")
        self.helper = FormHelper()
        self.helper.layout = Layout(
            "why", "units", "words", Template("shop/give_up_answer.html"), Buttons(confirm, again, Link("Keep it", url))
        )


class SentForm(forms.Form):
    """When the goods were sent, and proof of it."""

    sent_on = DateField(label="When did you send it?", what="the day of sending", help_text="For example, 27 3 2026.")
    proof = FileField(
        label="Proof of sending", required=False, accept=PICTURES,
        help_text="A photo or scan of the receipt from the carrier. With it the refund need not wait for the parcel.",
    )  # fmt: skip

    use_required_attribute = False

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.helper = FormHelper()
        self.helper.form_tag = False
        self.helper.layout = Layout("sent_on", "proof", Buttons(Primary("Say that it is sent")))


class ObjectForm(forms.Form):
    """What a buyer says against a deduction for damage."""

    words = CountedField(
        limit=WORDS_LIMIT, rows=4, label="Why is the deduction not right?", missing="Say why the deduction is not right"
    )

    use_required_attribute = False

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.helper = FormHelper()
        self.helper.form_tag = False
        self.helper.layout = Layout("words", Buttons(Secondary("Object to the deduction")))
