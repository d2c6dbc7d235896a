"""A supervisor of the work. Shape only; the services decide."""

from __future__ import annotations

from typing import Any

from django import forms

from applications.rules.pathway import PathwayData
from cilexportal.foundation.ui.boxes import text
from cilexportal.foundation.ui.fields import RadiosField
from cilexportal.foundation.ui.forms import Plain
from cilexportal.foundation.ui.layout import Buttons, Link, Primary
from cilexportal.foundation.ui.names import NameField


class SupervisorForm(Plain):
    """Who supervised the work, where, and as what."""

    name = NameField(label="Full name", missing="Enter their name.", autocomplete="off")
    email = forms.EmailField(
        label="Email address at work", max_length=254,
        help_text="Nothing is sent to it until you ask for something, such as a signature before you leave a job.",
        widget=forms.EmailInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
        error_messages={
            "invalid": "Enter an email address like name@example.com.", "required": "Enter their email address.",
        },
    )  # fmt: skip
    employer = text("Where you worked with them", most=200, autocomplete="off", missing="Enter the employer.")
    person_kind = RadiosField(label="As what are they authorised?", required=False)
    number = text("Their number with their regulator, if you know it", most=60, autocomplete="off")

    def __init__(self, *args: Any, version: PathwayData, back: str, button: str, **kwargs: Any) -> None:
        """`version` offers its list of kinds; `back` is the list of supervisors."""
        self.back, self.button = back, button
        super().__init__(*args, **kwargs)
        self.fields["person_kind"].choices = [(one.code, one.title) for one in version.persons]

    def laid_out(self) -> tuple[object, ...]:
        return (*self.fields, Buttons(Primary(self.button), Link("Back", self.back)))
