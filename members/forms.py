"""The shape of what people type about themselves."""

from __future__ import annotations

from django import forms
from django.http import HttpRequest

from cilexportal.foundation.guidance.pages import privacy_version
from cilexportal.foundation.ui.names import NameField
from members.models import User


class SignupForm(forms.Form):
    """What an account needs besides the email address and password that allauth asks for."""

    full_name = NameField(label="Full name", missing="Enter your full name.", autocomplete="name")

    def signup(self, request: HttpRequest, user: User) -> None:
        """[TC-11.1] Called by allauth once the account exists; it keeps which privacy statement was shown."""
        user.full_name, user.privacy_version = self.cleaned_data["full_name"], privacy_version()
        user.save(update_fields=["full_name", "privacy_version"])
