"""What follows an order by hand: claims of harm, their answers, notes, declining, asking, sending again. Shape only."""

from __future__ import annotations

from typing import Any

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Layout
from django import forms

from cilexportal.foundation.asking.services import Wanted
from cilexportal.foundation.ui.fields import CountedField, DateField, FileField, RadiosField
from cilexportal.foundation.ui.layout import Buttons, Link, Primary, Secondary, Warn
from shop.enums import DeclineReason, HarmAnswer
from shop.forms.pounds import PoundsField

WORDS_LIMIT = 2000
QUESTION_LIMIT = 500
MOST_QUESTIONS = 10
SHOTS = (".pdf", ".docx", ".png", ".jpg", ".jpeg")


class _Plain(forms.Form):
    """A form of all its fields with one button, and a way back where `back` is given."""

    use_required_attribute = False
    button: Any = None

    def __init__(self, *args: Any, back: str = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        ways = [Link("Leave it as it is", back)] if back else []
        self.helper = FormHelper()
        self.helper.layout = Layout(*self.fields, Buttons(self.button, *ways))


class HarmForm(_Plain):
    """What a download did to a device or data."""

    words = CountedField(
        limit=WORDS_LIMIT, rows=6, label="What happened?", missing="Say what happened",
        help_text="Which device or data, when, and what it cost you to put right.",
    )  # fmt: skip
    file = FileField(label="A file that shows it", required=False, accept=SHOTS, help_text="You may leave this empty.")
    button = Primary("Send the claim")


class HarmAnswerForm(_Plain):
    """The answer to a claim."""

    answer = RadiosField(label="How is it answered?", choices=HarmAnswer.choices, missing="Choose an answer")
    sum = PoundsField(label="The sum, in pounds", required=False, help_text="Only where a sum is paid.")
    why = CountedField(limit=WORDS_LIMIT, rows=4, label="Reason", help_text="The buyer reads it.", missing="Say why")
    button = Primary("Answer the claim and send the letter")


class HarmPaidForm(_Plain):
    """When and how a sum was paid."""

    paid_on = DateField(label="When was it paid?", what="the day of payment")
    how = CountedField(limit=200, one_line=True, label="How was it paid?", missing="Say how it was paid",
                       help_text="For example, the reference of a bank transfer.")  # fmt: skip
    button = Primary("Write the payment down")


class NoteForm(_Plain):
    """A note of the staff."""

    words = CountedField(limit=WORDS_LIMIT, rows=3, label="Add a note", missing="Write the note",
                         help_text="For the staff alone. It stays as you write it.")  # fmt: skip
    button = Secondary("Add the note")


class DeclineForm(_Plain):
    """Why an order that waits is not accepted."""

    reason = RadiosField(label="Why is it not accepted?", choices=DeclineReason.choices, missing="Choose a reason")
    button = Warn("Decline the order and send the letter")


class ResendForm(_Plain):
    """Where the acceptance goes now."""

    email = forms.EmailField(
        label="Email address", max_length=254, widget=forms.EmailInput(attrs={"autocomplete": "off"}),
        help_text="Messages about this order go there from now on.",
        error_messages={"required": "Enter an email address.", "invalid": "Enter an address like name@example.com."},
    )  # fmt: skip
    button = Primary("Send the acceptance again")


class CameBackForm(_Plain):
    """A button: the acceptance bounced."""

    button = Primary("Note that it came back")


class ParticularsForm(_Plain):
    """What a buyer is asked for."""

    why = CountedField(limit=WORDS_LIMIT, rows=3, required=False, label="What is it for?",
                       help_text="The buyer reads it.")  # fmt: skip
    questions = CountedField(limit=WORDS_LIMIT, rows=4, required=False, label="Questions, one on each line")
    papers = CountedField(limit=WORDS_LIMIT, rows=3, required=False, label="Files to send, one on each line",
                          help_text="For example, a copy of a certificate.")  # fmt: skip
    button = Primary("Ask the buyer")

    def clean(self) -> dict[str, Any]:
        """Refuses nothing asked, too much asked, and a question that is too long."""
        cleaned: dict[str, Any] = super().clean() or {}
        asked = self.items()
        if not asked:
            self.add_error("questions", "Write a question, or a file to be sent.")
        elif len(asked) > MOST_QUESTIONS:
            self.add_error("questions", f"Ask for {MOST_QUESTIONS} things at most.")
        elif any(len(item.question) > QUESTION_LIMIT for item in asked):
            self.add_error("questions", f"Shorten each question to {QUESTION_LIMIT} characters.")
        return cleaned

    def items(self) -> list[Wanted]:
        """What was typed, line by line."""
        lines = {name: self.cleaned_data.get(name, "").splitlines() for name in ("questions", "papers")}
        typed = [(line.strip(), name == "papers") for name, found in lines.items() for line in found]
        return [Wanted(line, file) for line, file in typed if line]


class WithdrawForm(_Plain):
    """Why something is asked no longer."""

    why = CountedField(limit=WORDS_LIMIT, rows=2, required=False, label="Why is it asked no longer?",
                       help_text="The buyer reads it.")  # fmt: skip
    button = Warn("Withdraw the request")
