"""The form that adds a passkey, in our own words."""

from __future__ import annotations

from typing import Any

from allauth.mfa.webauthn.forms import AddWebAuthnForm


class AddPasskeyForm(AddWebAuthnForm):
    """Asks for a name, and whether the passkey shall sign in by itself."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        alone = self.fields["passwordless"]
        alone.label = "Sign in with this passkey alone, without my password"
        alone.help_text = "Your device then asks for your fingerprint, face or PIN. Otherwise it is a second step."
