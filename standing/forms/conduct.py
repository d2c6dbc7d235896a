"""What is typed about prior conduct. Shape only; the services decide, and seal what is told."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms

from cilexportal.foundation.ui.fields import CountedField, RadiosField
from cilexportal.foundation.ui.forms import Plain
from cilexportal.foundation.ui.layout import Buttons, Panel, Primary, Secondary, Text
from standing.enums import ReferredFor, Verdict
from standing.rules.conduct import Asked
from standing.services.reading import MOST

YES, NO = "yes", "no"
DECLARE, CHANGE = "declare", "change"
PARTICULARS_LIMIT = 4000
WORDS_LIMIT = 2000
NAME_LIMIT = 200


class QuestionsForm(Plain):
    """Every question that is put to this person, each with yes or no and a box for what happened."""

    def __init__(self, questions: tuple[Asked, ...], data: Mapping[str, Any] | None = None) -> None:
        self.questions = questions
        super().__init__(data)

    def laid_out(self) -> tuple[object, ...]:
        panels = []
        for one in self.questions:
            answer, details = names(one.number)
            self.fields[answer] = RadiosField(
                label=one.words, choices=[(NO, "No"), (YES, "Yes")],
                missing=f"Answer question {one.number} with yes or no.",
            )  # fmt: skip
            self.fields[details] = CountedField(
                limit=PARTICULARS_LIMIT, rows=4, required=False, label="If yes: what happened, when, and how it ended",
            )  # fmt: skip
            panels.append(Panel(f"Question {one.number}", answer, details))
        return (*panels, Buttons(Primary("Check my answers")))

    def clean(self) -> dict[str, Any]:
        """Each yes with its particulars, and no particulars beside a no."""
        said: dict[str, Any] = super().clean() or {}
        for one in self.questions:
            answer, details = names(one.number)
            words = (said.get(details) or "").strip()
            if said.get(answer) == YES and details in said and not words:
                self.add_error(details, f"Say what happened, for question {one.number}.")
            if said.get(answer) == NO and words:
                self.add_error(answer, f"You wrote under question {one.number}: answer yes, or empty the box.")
        return said

    def answers(self) -> dict[int, str | None]:
        """The particulars by number, None for no; of a form that is valid."""
        told: dict[int, str | None] = {}
        for one in self.questions:
            answer, details = names(one.number)
            told[one.number] = self.cleaned_data[details] if self.cleaned_data[answer] == YES else None
        return told


def names(number: int) -> tuple[str, str]:
    """The boxes of a question: the answer, and what happened."""
    return f"answer_{number}", f"happened_{number}"


class SignForm(Plain):
    """The name under a declaration, with the answers that were checked carried along."""

    signed_name = forms.CharField(
        label="Sign by typing your full name", max_length=NAME_LIMIT,
        widget=forms.TextInput(attrs={"autocomplete": "name", "spellcheck": "false"}),
        error_messages={"required": "Type your full name to sign."},
    )  # fmt: skip

    def __init__(
        self, data: Mapping[str, Any] | None = None, *, carried: Mapping[str, str] | None = None, **kwargs: Any
    ) -> None:
        """`carried`: the boxes of the page before, which can be changed again."""
        self.carried = dict(carried or {})
        super().__init__(data, **kwargs)

    def laid_out(self) -> tuple[object, ...]:
        for name, value in self.carried.items():
            self.fields[name] = forms.CharField(widget=forms.HiddenInput, required=False, initial=value)
        buttons: list[object] = [Primary("Sign and send my declaration", name="do", value=DECLARE)]
        if self.carried:
            buttons.append(Secondary("Change my answers", name="do", value=CHANGE))
        return (*self.carried, "signed_name", Buttons(*buttons))


class WhyForm(Plain):
    """Why something that is sealed is read."""

    why = forms.CharField(
        label="Why do you read it?", max_length=MOST,
        help_text="Kept with your name and the time, and shown to whoever checks who has read what.",
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
        error_messages={"required": "Say why you read it.", "max_length": f"Use {MOST} characters at most."},
    )  # fmt: skip

    def laid_out(self) -> tuple[object, ...]:
        return ("why", Buttons(Primary("Read it")))


class VerdictForm(Plain):
    """What an officer decides, and why."""

    verdict = RadiosField(
        label="Decision",
        choices=[(Verdict.ACCEPTED, "Accept it"), (Verdict.QUESTIONED, "Ask for more"), (Verdict.REFERRED, "Refer it")],
        hints={
            Verdict.ACCEPTED: "The light of the year turns green.",
            Verdict.QUESTIONED: "The person reads your words and declares again.",
            Verdict.REFERRED: "It goes to the regulator's decision makers; the portal itself decides no more.",
        },
        missing="Choose what you decide.",
    )  # fmt: skip
    words = CountedField(
        limit=WORDS_LIMIT, rows=5, label="Reason", missing="Say why.",
        help_text="Kept sealed with the declaration. The person reads it only where you ask for more.",
    )  # fmt: skip

    def laid_out(self) -> tuple[object, ...]:
        return ("verdict", "words", Buttons(Primary("Decide")))


class ReferForm(Plain):
    """Whom a membership officer refers, and for what."""

    number = forms.CharField(
        label="Membership number", max_length=40,
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false", "class": "govuk-input--width-10"}),
        error_messages={"required": "Enter the membership number."},
    )  # fmt: skip
    reason = RadiosField(label="What for", choices=ReferredFor.choices, missing="Choose what it is about.")
    words = CountedField(
        limit=PARTICULARS_LIMIT, rows=8, label="What happened, and when", missing="Say what happened, and when.",
        help_text="Only officers of the regulator can open it, each time with a reason that is logged.",
    )  # fmt: skip

    def laid_out(self) -> tuple[object, ...]:
        return (
            Panel("Refer a member", Text("The portal punishes nobody: the regulator decides what follows. (TC-4.2)"),
                  "number", "reason", "words", Buttons(Primary("Hand it to the regulator"))),
        )  # fmt: skip
