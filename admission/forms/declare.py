"""Declarations: a typed name, what is left out, declining, handing over, and what officers decide. Shape only."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms

from admission.rules.statements import CONSENT
from applications.rules.pathway import PathwayData
from cilexportal.foundation.ui.fields import CheckboxesField, CountedField, RadiosField
from cilexportal.foundation.ui.forms import Patient, Plain
from cilexportal.foundation.ui.layout import Buttons, Link, Primary, Template, Warn
from cilexportal.foundation.ui.names import NameField

WHY_LIMIT = 500
Choices = Sequence[tuple[str, str]]


class SignOwnForm(Plain):
    """The applicant's name under the statement [HB-47]."""

    seen = forms.CharField(widget=forms.HiddenInput, max_length=4000)
    signed_name = NameField(
        label="Type your full name to sign", missing="Type your full name to sign.", autocomplete="name"
    )
    agreed = forms.BooleanField(label=CONSENT, error_messages={"required": "Tick the box to sign."})

    def laid_out(self) -> tuple[object, ...]:
        return ("seen", "signed_name", "agreed", Buttons(Primary("Sign the declaration")))


class SignForm(Patient, SignOwnForm):
    """A supervisor's name under the statement, and the examples it is not put under [HB-47]."""

    left_out = CheckboxesField(label="Examples that you do not sign")
    why = CountedField(
        limit=WHY_LIMIT, rows=3, label="Why do you not sign these?",
        help_text="Our officers read it, and decide how to go on. It stands in the record of your signature, which the "
        "applicant can download.",
    )  # fmt: skip

    def __init__(self, *args: Any, examples: Choices, **kwargs: Any) -> None:
        """`examples`: code and printed number of what is to be signed."""
        super().__init__(*args, **kwargs)
        self.fields["left_out"].choices = list(examples)

    def laid_out(self) -> tuple[object, ...]:
        left_out = Template("admission/sign_left_out.html")
        return ("seen", left_out, "signed_name", "agreed", Buttons(Primary("Sign the declaration")))

    def clean(self) -> dict[str, Any]:
        """What is left out has a reason, and a reason something that is left out, so that none is typed for nothing."""
        said: dict[str, Any] = self.cleaned_data
        left_out, why = said.get("left_out"), said.get("why")
        if left_out is None or why is None:
            return said
        if left_out and len(left_out) == len(self.fields["left_out"].choices):
            self.add_error("left_out", "Nothing is left to sign. Decline instead, and say why.")
        elif left_out and not why.strip():
            self.add_error("why", "Say why you do not sign these.")
        elif why.strip() and not left_out:
            self.add_error("left_out", "Tick the examples that you do not sign, or empty the box under them.")
        return said

    def may_wait(self) -> tuple[str, ...]:
        """Most supervisors leave nothing out."""
        return "left_out", "why"

    def excluded(self) -> dict[str, str]:
        """What is left out, each with the reason; asked once the form is valid."""
        return dict.fromkeys(self.cleaned_data["left_out"], self.cleaned_data["why"])


class DeclineForm(Plain):
    """Why nothing is signed."""

    why = CountedField(
        limit=WHY_LIMIT, rows=4, label="Why do you not sign?", missing="Say why you do not sign.",
        help_text="Our officers read it. The applicant is told that you declined, and not why.",
    )  # fmt: skip

    def __init__(self, *args: Any, back: str, **kwargs: Any) -> None:
        """`back` is the page of the declaration."""
        self.back = back
        super().__init__(*args, **kwargs)

    def laid_out(self) -> tuple[object, ...]:
        return ("why", Buttons(Warn("Decline to sign"), Link("Back", self.back)))


class PersonForm(Plain):
    """Who signs in a supervisor's place."""

    name = NameField(label="Their full name", missing="Enter their name.", autocomplete="off")
    email = forms.EmailField(
        label="Their email address at work", max_length=254, help_text="A link of their own is sent there.",
        widget=forms.EmailInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
        error_messages={
            "invalid": "Enter an email address like name@example.com.", "required": "Enter their email address.",
        },
    )  # fmt: skip
    kind = RadiosField(label="What are they authorised as?", missing="Choose what they are authorised as.")
    number = forms.CharField(label="Their number with that regulator, if you know it", max_length=60, required=False)

    def __init__(self, *args: Any, data_of: PathwayData, back: str, **kwargs: Any) -> None:
        """`data_of` is the pathway's version, whose list is offered; `back` is the page one came from."""
        self.back = back
        super().__init__(*args, **kwargs)
        self.fields["kind"].choices = [(one.code, one.title) for one in data_of.persons if one.accepted]

    def laid_out(self) -> tuple[object, ...]:
        return ("name", "email", "kind", "number", Buttons(Warn("Hand it over"), Link("Back", self.back)))


class ReplaceForm(PersonForm):
    """Whom an officer asks instead, and why [HB-S4.1a]."""

    why = CountedField(
        limit=WHY_LIMIT, rows=3, label="Why is somebody else asked?", missing="Say why somebody else is asked.",
        help_text="It stays with the officers and the committee.",
    )  # fmt: skip

    def laid_out(self) -> tuple[object, ...]:
        return ("why", "name", "email", "kind", "number", Buttons(Warn("Ask this person"), Link("Back", self.back)))


class PassForm(Plain):
    """Why an example goes on without its supervisor's word [HB-S4.1a]."""

    why = CountedField(
        limit=WHY_LIMIT, rows=3, label="Why does it go on all the same?", missing="Say why it goes on.",
        help_text="It stays with the officers and the committee.",
    )  # fmt: skip

    def __init__(self, *args: Any, back: str, **kwargs: Any) -> None:
        """`back` is the page of declarations."""
        self.back = back
        super().__init__(*args, **kwargs)

    def laid_out(self) -> tuple[object, ...]:
        return ("why", Buttons(Primary("Let it go on"), Link("Back", self.back)))
