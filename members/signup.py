"""The whole sign-up form. Apart from forms.py, which allauth reads to build the form that this one extends."""

from __future__ import annotations

from allauth.account import forms
from django.contrib.auth.hashers import make_password
from django.http import HttpRequest, HttpResponse

from members.models import User


class SignupForm(forms.SignupForm):
    """Takes as long for an address that has an account as for a new one, so that its pace tells nothing."""

    def try_save(self, request: HttpRequest) -> tuple[User | None, HttpResponse | None]:
        """(the new person, None), or (None, the answer) where the address has an account already."""
        if self.account_already_exists:
            make_password(self.cleaned_data["password1"])
        return super().try_save(request)
