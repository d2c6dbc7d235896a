"""The shape of what people type about themselves."""

from __future__ import annotations

import unicodedata

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.http import HttpRequest

from cilexportal.foundation.guidance.pages import privacy_version
from members.models import User

# A name travels in letters and lists: it holds no address, no mark-up and no second line.
NO_ADDRESS = RegexValidator(
    r"[:/<>@\x00-\x1f\x85\u2028\u2029]", "Enter your name only, without any of : / < > @", inverse_match=True
)


class SignupForm(forms.Form):
    """What an account needs besides the email address and password that allauth asks for."""

    full_name = forms.CharField(
        label="Full name",
        max_length=200,
        validators=[NO_ADDRESS],
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
        error_messages={"required": "Enter your full name."},
    )

    def clean_full_name(self) -> str:
        """The name with single spaces and without marks that nobody sees, such as those that turn the writing round."""
        name: str = self.cleaned_data["full_name"]
        seen = "".join(letter for letter in name if letter.isspace() or unicodedata.category(letter)[0] != "C")
        if not (kept := " ".join(seen.split())):
            raise ValidationError(self.fields["full_name"].error_messages["required"], code="required")
        return kept

    def signup(self, request: HttpRequest, user: User) -> None:
        """[TC-11.1] Called by allauth once the account exists; it keeps which privacy statement was shown."""
        user.full_name, user.privacy_version = self.cleaned_data["full_name"], privacy_version()
        user.save(update_fields=["full_name", "privacy_version"])
