"""What is typed about data rights. Shape only; the services decide."""

from __future__ import annotations

import uuid
from typing import Any

from crispy_forms.layout import Div
from django import forms
from django.core.exceptions import ValidationError

from cilexportal.foundation.ui.fields import CountedField, DateField, RadiosField
from cilexportal.foundation.ui.forms import Plain
from cilexportal.foundation.ui.layout import Buttons, Link, Primary, Text, Warn
from people.enums import Channel

WORDS_LIMIT = 4000
NAME_LIMIT = 200
EMAIL = {"invalid": "Write the email address like this: name@example.com"}
BY_OFFICERS = [(one.value, one.label) for one in Channel if one != Channel.PORTAL]


def name_field(label: str) -> forms.CharField:
    """A box for somebody's name."""
    return forms.CharField(
        label=label, max_length=NAME_LIMIT,
        widget=forms.TextInput(attrs={"autocomplete": "name", "spellcheck": "false"}),
        error_messages={"required": "Enter the name.", "max_length": f"Use {NAME_LIMIT} characters at most."},
    )  # fmt: skip


def email_field(label: str, *, help_text: str = "", required: bool = True) -> forms.EmailField:
    """A box for an email address."""
    return forms.EmailField(
        label=label, help_text=help_text, required=required, max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "email", "spellcheck": "false"}),
        error_messages=EMAIL | {"required": "Enter the email address."},
    )  # fmt: skip


class AskForm(Plain):
    """What a person asks for of the data about them."""

    words = CountedField(
        limit=WORDS_LIMIT, rows=5, label="What do you want to know?", missing="Say what you want to know.",
        help_text="For example: notes that officers wrote about me in 2026.",
    )  # fmt: skip

    def laid_out(self) -> tuple[object, ...]:
        return ("words", Buttons(Primary("Send my request")))


class EnterForm(Plain):
    """A request that reached the organisation by other ways."""

    name = name_field("Name of the person")
    email = email_field(
        "Email address to answer to", required=False, help_text="Without one, the letters wait to be posted."
    )
    account = email_field(
        "Email address of their account", required=False,
        help_text="Leave it empty if they have no account, or as long as you are not sure that it is theirs.",
    )  # fmt: skip
    channel = RadiosField(label="How did it come?", choices=BY_OFFICERS, missing="Choose how it came.")
    received_on = DateField(
        label="On which day did it reach us?", what="the day of receipt",
        help_text="The clock counts from this day, whoever in the house received it.",
    )  # fmt: skip
    words = CountedField(limit=WORDS_LIMIT, rows=6, label="What is asked for", missing="Write what is asked for.")

    def laid_out(self) -> tuple[object, ...]:
        return (*self.fields, Buttons(Primary("Enter the request")))


class IdentityForm(Plain):
    """What a person is asked to show."""

    words = CountedField(
        limit=WORDS_LIMIT, rows=4, label="What do you ask for?", missing="Write what you ask for.",
        help_text="It goes into the letter. Ask for no more than is needed.",
    )  # fmt: skip

    def laid_out(self) -> tuple[object, ...]:
        return ("words", Buttons(Primary("Ask for proof of identity")))


class ProvedForm(Plain):
    """The day on which identity was proved."""

    on = DateField(label="On which day was identity proved?", what="the day")

    def laid_out(self) -> tuple[object, ...]:
        return ("on", Buttons(Primary("Start the clock")))


class ExtendForm(Plain):
    """Why the answer takes longer."""

    words = CountedField(
        limit=WORDS_LIMIT, rows=4, label="Why does it take longer?", missing="Say why.",
        help_text="It goes into the letter: the number of requests, or what makes this one complex.",
    )  # fmt: skip

    def laid_out(self) -> tuple[object, ...]:
        return ("words", Buttons(Primary("Take two months more")))


class AnswerForm(Plain):
    """What the person is told with the data, or why they do not get them."""

    words = CountedField(
        limit=WORDS_LIMIT, rows=6, label="Your answer", missing="Write the answer.",
        help_text="It goes into the letter: what you send and how, and what you leave out and why.",
    )  # fmt: skip

    def laid_out(self) -> tuple[object, ...]:
        return ("words", Buttons(Primary("Send the answer")))


class ComplaintForm(Plain):
    """A complaint, by anybody. `website` is never seen by people and stays empty."""

    name = name_field("Your name")
    email = email_field("Your email address", help_text="We acknowledge the complaint to it, and answer to it.")
    words = CountedField(
        limit=WORDS_LIMIT, rows=8, label="What do you complain about?", missing="Say what you complain about.",
        help_text="What happened to your data, when, and what you would like us to do.",
    )  # fmt: skip
    form_key = forms.UUIDField(widget=forms.HiddenInput)
    website = forms.CharField(
        label="Leave this box empty", required=False,
        widget=forms.TextInput(attrs={"tabindex": "-1", "autocomplete": "off"}),
    )  # fmt: skip

    def __init__(self, *args: Any, initial: dict[str, Any] | None = None, **kwargs: Any) -> None:
        super().__init__(*args, initial={"form_key": uuid.uuid4(), **(initial or {})}, **kwargs)

    def laid_out(self) -> tuple[object, ...]:
        return (
            "name", "email", "words", "form_key",
            Div("website", css_class="govuk-visually-hidden", aria_hidden="true"),
            Buttons(Primary("Send the complaint")),
        )  # fmt: skip

    def clean_website(self) -> str:
        """Programs fill in every box. Nothing is thrown away in silence: a person would see why and send again."""
        if self.cleaned_data["website"]:
            raise ValidationError("Empty the box that is marked to be left empty, then send again")
        return ""


class InquiryForm(Plain):
    """What an officer found out."""

    words = CountedField(
        limit=WORDS_LIMIT, rows=5, label="What was asked or found out", missing="Write what was asked or found out.",
        help_text="Officers alone read it.",
    )  # fmt: skip

    def laid_out(self) -> tuple[object, ...]:
        return ("words", Buttons(Primary("Keep the note")))


class TellForm(Plain):
    """How far a complaint is."""

    words = CountedField(
        limit=WORDS_LIMIT, rows=5, label="How far is it?", missing="Write how far it is.",
        help_text="It goes into the letter.",
    )  # fmt: skip

    def laid_out(self) -> tuple[object, ...]:
        return ("words", Buttons(Primary("Write to the person")))


class OutcomeForm(Plain):
    """What came of a complaint."""

    words = CountedField(
        limit=WORDS_LIMIT, rows=6, label="The outcome", missing="Write the outcome.",
        help_text="It goes into the letter: what you found, and what was put right.",
    )  # fmt: skip

    def laid_out(self) -> tuple[object, ...]:
        return ("words", Buttons(Primary("Tell the outcome")))


class CloseForm(Plain):
    """The words that close an account."""

    typed = forms.CharField(
        label="Type: close my account", max_length=40,
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false", "class": "govuk-input--width-20"}),
        error_messages={"required": "Type the words: close my account"},
    )  # fmt: skip

    def laid_out(self) -> tuple[object, ...]:
        return (
            Text("You can undo it by signing in until the last day. We may ask for your password again first."),
            "typed",
            Buttons(Warn("Close my account"), Link("Keep it", "/me/data/")),
        )  # fmt: skip
