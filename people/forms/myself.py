"""What people tell of themselves and allow. Shape only; the services decide."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Layout
from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator

from cilexportal.foundation.ui.boxes import WIDE, text
from cilexportal.foundation.ui.fields import RadiosField
from cilexportal.foundation.ui.layout import Buttons, Link, Panel, Primary
from cilexportal.foundation.ui.names import NameField
from people.rules.employer_view import LONGEST, MONTHS

PHONE = RegexValidator(r"^\+?[0-9][0-9 ()-]{5,28}$", "Enter a telephone number, like 01234 480800 or +44 1234 480800.")
ADDRESS = ("line_1", "line_2", "town", "postcode", "country")
WHOLE = {
    "line_1": "Enter the first line of the address.",
    "town": "Enter the town or city.",
    "postcode": "Enter the postcode.",
}


class ContactForm(forms.Form):
    """A telephone number and an address; either may stay empty, but an address is whole."""

    phone = forms.CharField(
        label="Telephone number", max_length=30, required=False, validators=[PHONE],
        widget=forms.TextInput(attrs={"autocomplete": "tel", "inputmode": "tel", **WIDE}),
    )  # fmt: skip
    line_1 = text("Address line 1", most=150, autocomplete="address-line1")
    line_2 = text("Address line 2", most=150, autocomplete="address-line2")
    town = text("Town or city", most=100, autocomplete="address-level2")
    postcode = text("Postcode", most=12, autocomplete="postal-code", **WIDE)
    country = text("Country, if not the United Kingdom", most=60, autocomplete="country-name")
    use_required_attribute = False

    def __init__(self, *args: Any, back: str, **kwargs: Any) -> None:
        """`back` is the address of the page before."""
        super().__init__(*args, **kwargs)
        self.helper = FormHelper(self)
        self.helper.layout = Layout(
            Panel("Telephone", "phone"),
            Panel("Where letters are posted to", *ADDRESS, intro="Leave it all empty to have no address kept."),
            Buttons(Primary("Save"), Link("Back to my details", back)),
        )

    def clean(self) -> dict[str, Any]:
        """An address is whole or empty."""
        said: dict[str, Any] = super().clean() or self.cleaned_data
        if any(said.get(name) for name in ADDRESS):
            for name, missing in WHOLE.items():
                if not said.get(name) and name not in self.errors:
                    self.add_error(name, ValidationError(missing, code="required"))
        return said


class NameForm(forms.Form):
    """The name of an account, asked for as at sign-up."""

    full_name = NameField(label="Full name", missing="Enter your full name.", autocomplete="name")
    use_required_attribute = False

    def __init__(self, *args: Any, back: str, **kwargs: Any) -> None:
        """`back` is the address of the page before."""
        super().__init__(*args, **kwargs)
        self.helper = FormHelper(self)
        self.helper.layout = Layout(*self.fields, Buttons(Primary("Save"), Link("Back to my details", back)))


class EmployerForm(forms.Form):
    """Who may see three lights with their dates, and until when. Sending it is the consent."""

    contact = NameField(label="Who may look", missing="Enter a person or a team.", autocomplete="off")
    organisation = NameField(label="Where they work", missing="Enter the organisation.", autocomplete="organization")
    email = forms.EmailField(
        label="Their email address", max_length=254, help_text="The link is sent there, and nowhere else.",
        widget=forms.EmailInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
        error_messages={
            "invalid": "Enter an email address like name@example.com.", "required": "Enter their email address.",
        },
    )  # fmt: skip
    months = RadiosField(
        label="For how long?", choices=[(str(one), "1 month" if one == 1 else f"{one} months") for one in MONTHS],
        initial=str(LONGEST), missing="Choose for how long.",
    )  # fmt: skip
    use_required_attribute = False

    def __init__(self, data: Mapping[str, Any] | None = None) -> None:
        super().__init__(data)
        self.helper = FormHelper(self)
        self.helper.layout = Layout(*self.fields, Buttons(Primary("Let them see this")))


class NothingForm(forms.Form):
    """A button and no question."""
