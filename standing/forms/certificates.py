"""What people type about certificates: a number to check, a reason to revoke. Shape only."""

from __future__ import annotations

from typing import Any

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Layout
from django import forms

from cilexportal.foundation.ui.fields import CountedField
from cilexportal.foundation.ui.layout import Buttons, Warn

WORDS_LIMIT = 1000
NUMBER_LIMIT = 40


class CheckForm(forms.Form):
    """The number of a certificate, as it is printed."""

    number = forms.CharField(
        label="Number of the certificate",
        help_text="As it is printed, such as PC-2027- and eight letters or figures.",
        max_length=NUMBER_LIMIT,
        error_messages={"required": "Enter the number of the certificate", "max_length": "Enter the number only"},
        widget=forms.TextInput(attrs={"class": "govuk-input--width-20", "autocomplete": "off", "spellcheck": "false"}),
    )
    use_required_attribute = False


class RevokeForm(forms.Form):
    """Why a certificate is revoked."""

    why = CountedField(
        limit=WORDS_LIMIT, rows=4, label="Why is it revoked?", help_text="The member reads it; the public does not.",
        missing="Say why",
    )  # fmt: skip
    use_required_attribute = False

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper = FormHelper()
        self.helper.layout = Layout("why", Buttons(Warn("Revoke the certificate")))
