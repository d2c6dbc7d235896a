"""A supervisor of the work. Shape only; the services decide."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms

from applications.rules.pathway import PathwayData
from cilexportal.foundation.ui.boxes import text
from cilexportal.foundation.ui.fields import RadiosField
from cilexportal.foundation.ui.layout import Buttons, Link, Primary
from cilexportal.foundation.ui.names import NameField
from portfolio.forms.again import Again
from portfolio.rules.marks import mark_of


class SupervisorForm(Again):
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

    def __init__(self, data: Any, *, boxes: Mapping[str, str], pathway: PathwayData, back: str, button: str) -> None:
        """`boxes`: what is known, nothing of somebody new; `pathway` offers its kinds; `back` is the list."""
        self.back, self.button = back, button
        super().__init__(data, initial={**boxes, "version": mark_of(boxes)})
        self.fields["person_kind"].choices = [(one.code, one.title) for one in pathway.persons]

    def laid_out(self) -> tuple[object, ...]:
        return (*self.fields, Buttons(Primary(self.button), Link("Back", self.back)))
