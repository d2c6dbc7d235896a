"""Whom an applicant asks for a reference. Shape only; the services decide."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms

from applications.models import Role
from cilexportal.foundation.ui.fields import CheckboxesField, CountedField
from cilexportal.foundation.ui.forms import Plain
from cilexportal.foundation.ui.layout import Buttons, Link, Primary, Warn
from cilexportal.foundation.ui.names import NameField

WHY_LIMIT = 500


class AskForm(Plain):
    """A supervisor, and the work that the reference is about."""

    revision = forms.IntegerField(widget=forms.HiddenInput, min_value=1)
    roles = CheckboxesField(label="Which work is it about?", missing="Choose the work that the reference is about.")
    name = NameField(label="Your supervisor’s full name", missing="Enter their name.", autocomplete="off")
    email = forms.EmailField(
        label="Their email address at work", max_length=254,
        help_text="The link goes there and nowhere else. You do not see it, and you cannot answer it yourself.",
        widget=forms.EmailInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
        error_messages={
            "invalid": "Enter an email address like name@example.com.", "required": "Enter their email address.",
        },
    )  # fmt: skip

    def __init__(self, *args: Any, roles: Sequence[Role], back: str, **kwargs: Any) -> None:
        """`roles` of the case; a step without roles asks nothing about them. `back` is the page of references."""
        self.back = back
        super().__init__(*args, **kwargs)
        self.fields["roles"].choices = [(str(one.uuid), str(one)) for one in roles]
        if not roles:
            del self.fields["roles"]
            self.helper.layout.fields.remove("roles")

    def laid_out(self) -> tuple[object, ...]:
        return ("revision", "roles", "name", "email", Buttons(Primary("Send the link"), Link("Back", self.back)))


class EndForm(Plain):
    """Why a reference is asked for no longer."""

    why = CountedField(
        limit=WHY_LIMIT, rows=3, required=False, label="Why?", help_text="You and our officers read it, nobody else."
    )

    def __init__(self, *args: Any, back: str, **kwargs: Any) -> None:
        """`back` is the page of references."""
        self.back = back
        super().__init__(*args, **kwargs)

    def laid_out(self) -> tuple[object, ...]:
        return ("why", Buttons(Warn("Cancel the request"), Link("Back", self.back)))
