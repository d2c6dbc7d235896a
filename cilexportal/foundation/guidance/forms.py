"""The feedback form."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlsplit

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Div, Layout
from django import forms
from django.core.exceptions import ValidationError

from cilexportal.foundation.guidance.models import PAGE_LIMIT, TEXT_LIMIT
from cilexportal.foundation.ui.fields import CountedField
from cilexportal.foundation.ui.layout import Buttons, Primary


def path_of(address: str) -> str:
    """The path of a page's address, without host and search words, which may tell more than is needed."""
    try:
        path = urlsplit(address.strip()).path
    except ValueError:
        return ""
    return path if path.startswith("/") else ""


class FeedbackForm(forms.Form):
    """Which page, what about it, and where to answer. `website` is never seen by people and stays empty."""

    page = forms.CharField(
        label="Which page is it about?",
        help_text="Its address, such as /help/. Leave it empty for the portal as a whole.",
        required=False,
        max_length=PAGE_LIMIT,
        error_messages={"max_length": f"Shorten the address of the page to {PAGE_LIMIT} characters"},
    )
    text = CountedField(
        label="What could be better?",
        help_text="Leave out names and anything else that shows who a client or colleague is.",
        limit=TEXT_LIMIT,
        missing="Write what could be better",
    )
    email = forms.EmailField(
        label="Your email address",
        help_text="Only if you would like an answer.",
        required=False,
        error_messages={"invalid": "Write the email address like this: name@example.com"},
        widget=forms.EmailInput(attrs={"autocomplete": "email", "spellcheck": "false"}),
    )
    website = forms.CharField(
        label="Leave this box empty",
        required=False,
        widget=forms.TextInput(attrs={"tabindex": "-1", "autocomplete": "off"}),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper = FormHelper()
        self.helper.layout = Layout(
            "page",
            "text",
            "email",
            Div("website", css_class="govuk-visually-hidden", aria_hidden="true"),
            Buttons(Primary("Send")),
        )

    def clean_page(self) -> str:
        return path_of(self.cleaned_data["page"])

    def clean_website(self) -> str:
        """Programs fill in every box. Nothing is thrown away in silence: a person would see why and send again."""
        if self.cleaned_data["website"]:
            raise ValidationError("Empty the box that is marked to be left empty, then send again")
        return ""
