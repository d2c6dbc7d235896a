"""What is typed where a decision is asked to be looked at again. Shape only; the service decides."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms

from applications.enums import Body
from applications.forms.desk_decide import ReasonForm
from cilexportal.foundation.ui.fields import CountedField
from cilexportal.foundation.ui.forms import Plain
from cilexportal.foundation.ui.layout import Buttons, Link, Primary, Template, Warn

REASONS_LIMIT = 8000
VERBS = {Body.COMMITTEE: "Ask for reconsideration", Body.PANEL: "Appeal to the panel"}


class AgainForm(Plain):
    """Why somebody is not satisfied, whom they ask, and whether they want to be heard in person."""

    to = forms.ChoiceField(choices=[(one.value, one.label) for one in VERBS], widget=forms.HiddenInput)
    revision = forms.IntegerField(widget=forms.HiddenInput, min_value=1)
    reasons = CountedField(
        limit=REASONS_LIMIT, rows=10, label="Why are you not satisfied?",
        help_text="Say what you think was overlooked or wrong. Leave out the names of your clients.",
        error_messages={"required": "Say why you are not satisfied."},
    )  # fmt: skip
    wants_hearing = forms.BooleanField(required=False, help_text="You can be heard before it is decided.")

    def __init__(self, *args: Any, body: Body, back: str, keeps: Mapping[str, str], **kwargs: Any) -> None:
        """`body` is asked; `back` is the address of the application; `keeps` is where the page keeps what is typed."""
        self.body, self.back = body, back
        super().__init__(*args, **kwargs)
        self.fields["wants_hearing"].label = f"I want to speak to the {body.label} myself"
        self.helper.attrs = dict(keeps)

    def laid_out(self) -> tuple[object, ...]:
        buttons = Buttons(Primary(VERBS[self.body]), Link("Leave it as it is", self.back))
        return ("to", "revision", Template("ui/autosave.html"), "reasons", "wants_hearing", buttons)


class LetInForm(ReasonForm):
    """What an applicant wrote after the last day, and why it is let in all the same."""

    verb = "Let the request in"
    to = forms.ChoiceField(choices=[(one.value, one.label) for one in VERBS], widget=forms.HiddenInput)
    reasons = CountedField(
        limit=REASONS_LIMIT, rows=8, label="What the applicant wrote",
        help_text="As they wrote it: whoever decides reads it.",
        error_messages={"required": "Write down what the applicant asked."},
    )  # fmt: skip
    wants_hearing = forms.BooleanField(required=False, help_text="Tick it where they wrote so, or ask them first.")

    def __init__(self, *args: Any, body: Body, **kwargs: Any) -> None:
        """`body` is asked."""
        super().__init__(*args, **kwargs)
        self.fields["wants_hearing"].label = f"The applicant wants to speak to the {body.label} in person"
        why = self.fields["why"]
        why.label = "Why is it let in although it is late?"
        why.error_messages["required"] = "Say why it is let in although it is late."

    def laid_out(self) -> tuple[object, ...]:
        return (
            "to", "revision", "reasons", "wants_hearing", "why",
            Buttons(Warn(self.verb), Link("Back to the case", self.back)),
        )  # fmt: skip
