"""The shape of what people type about themselves."""

from __future__ import annotations

from django import forms
from django.core.validators import RegexValidator
from django.http import HttpRequest

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

    def signup(self, request: HttpRequest, user: User) -> None:
        """Called by allauth once the account exists."""
        user.full_name = " ".join(self.cleaned_data["full_name"].split())
        user.save(update_fields=["full_name"])
