"""What an officer types about correspondence that ends. Shape only; the services decide."""

from __future__ import annotations

from typing import Any

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Layout
from django import forms

from cilexportal.foundation.ui.boxes import text
from cilexportal.foundation.ui.fields import CountedField, DateField
from cilexportal.foundation.ui.layout import Buttons, Link, Primary, Secondary, Warn

AGREE, KEEP, LIFT = "agree", "keep", "lift"
WHY_LIMIT, MATTER_LIMIT = 2000, 200


class ProposeForm(forms.Form):
    """Whom it is about, what we write about no longer, why, and when it is looked at again."""

    whom = text(
        "Membership number or email address", most=254, autocomplete="off", missing="Enter a number or an address."
    )
    matter = CountedField(
        label="What do we write about no longer?", limit=MATTER_LIMIT, one_line=True,
        missing="Enter what we write about no longer.",
        help_text="The person reads these words.",
    )  # fmt: skip
    why = CountedField(
        label="Which messages were abusive, and how was the person warned?", limit=WHY_LIMIT,
        missing="Enter which messages, and how the person was warned.", help_text="Officers read this.",
    )  # fmt: skip
    review_on = DateField(label="When is it looked at again?", what="the day of looking again")
    use_required_attribute = False

    def __init__(self, *args: Any, back: str, **kwargs: Any) -> None:
        """`back` is the address of the list."""
        super().__init__(*args, **kwargs)
        self.helper = FormHelper(self)
        self.helper.layout = Layout(
            *self.fields, Buttons(Primary("Put it before a second officer"), Link("Back to the list", back))
        )


class AgreeForm(forms.Form):
    """A button."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper = FormHelper(self)
        self.helper.layout = Layout(Buttons(Primary("Agree and write to the person", name="do", value=AGREE)))


class KeepForm(forms.Form):
    """Another day for looking at it again."""

    review_on = DateField(label="Keep it until it is looked at again on", what="the day of looking again")
    use_required_attribute = False

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper = FormHelper(self)
        self.helper.layout = Layout(
            *self.fields, Buttons(Secondary("Keep it and write to the person", name="do", value=KEEP))
        )


class LiftForm(forms.Form):
    """Why it ends, or is not agreed to."""

    why = CountedField(label="Why does it end?", limit=WHY_LIMIT, rows=3, missing="Enter why.")
    use_required_attribute = False

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper = FormHelper(self)
        self.helper.layout = Layout(*self.fields, Buttons(Warn("Lift it", name="do", value=LIFT)))
