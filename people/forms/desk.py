"""What officers type at the membership desk. Shape only; the services decide."""

from __future__ import annotations

from typing import Any

from django import forms

from cilexportal.foundation.ui.fields import CountedField, DateField, RadiosField, without_nul
from cilexportal.foundation.ui.forms import Plain
from cilexportal.foundation.ui.layout import Buttons, Link, Primary, Text, Warn
from people.enums import Visibility
from people.queries.finding import STANDINGS
from people.rules.saying import LONGEST_REASON
from people.services.notes import LONGEST

NUMBER = forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false", "class": "govuk-input--width-10"})


def why_field(label: str, hint: str = "") -> forms.CharField:
    """A reason on one line."""
    return forms.CharField(
        label=label, max_length=LONGEST_REASON, help_text=hint,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
        error_messages={"required": "Say why.", "max_length": f"Use {LONGEST_REASON} characters at most."},
    )  # fmt: skip


class FindForm(forms.Form):
    """What is looked for in the list of people."""

    q = forms.CharField(
        required=False, max_length=100, label="Name, membership number or email",
        help_text="Any part of a name or an address, with or without accents; or the beginning of a number.",
        widget=forms.TextInput(attrs={"type": "search", "spellcheck": "false", "autocomplete": "off"}),
    )  # fmt: skip
    grade = forms.ChoiceField(required=False)
    standing = forms.ChoiceField(
        required=False, choices=[("", "Any"), *((code, words) for code, (words, _) in STANDINGS.items())]
    )
    account = forms.ChoiceField(
        required=False, label="Account", choices=[("", "Any"), ("has", "Has an account"), ("none", "No account yet")]
    )
    joined = forms.IntegerField(
        required=False, label="Joined in the year", min_value=1900, max_value=2100,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "class": "govuk-input--width-4"}),
    )  # fmt: skip

    def __init__(self, data: Any, *, grades: list[tuple[str, str]], by_email: bool) -> None:
        super().__init__(data)
        choices: Any = self.fields["grade"]
        choices.choices = [("", "Any"), *grades]
        if not by_email:
            self.fields["q"].label = "Name or membership number"
            self.fields["q"].help_text = "Any part of a name, with or without accents; or the beginning of a number."

    def clean_q(self) -> str:
        return without_nul(self.cleaned_data["q"])


class LookForm(Plain):
    """Why an officer of the other body looks at a member."""

    why = why_field("Why do you look?", "Kept with your name and the time, for whoever checks who has looked at whom.")

    def laid_out(self) -> tuple[object, ...]:
        return ("why", Buttons(Primary("Open the page")))


class NoteForm(Plain):
    """A new note."""

    body = CountedField(limit=LONGEST, rows=5, label="Note", missing="Write the note.",
                        help_text="It stays as you write it. A correction is another note.")  # fmt: skip
    visibility = RadiosField(label="Who reads it", choices=Visibility.choices, missing="Choose who reads it.")

    def __init__(self, *args: Any, url: str, **kwargs: Any) -> None:
        self.url = url
        super().__init__(*args, **kwargs)

    def laid_out(self) -> tuple[object, ...]:
        return ("body", "visibility", Buttons(Primary("Keep the note"), Link("Back", self.url)))


class ReasonForm(Plain):
    """A reason, a button, and the way back."""

    reason = why_field("Reason")

    def __init__(self, *args: Any, verb: str, url: str, hint: str = "", warn: bool = False, **kwargs: Any) -> None:
        self.button = Warn(verb) if warn else Primary(verb)
        self.url = url
        super().__init__(*args, **kwargs)
        self.fields["reason"].help_text = hint

    def laid_out(self) -> tuple[object, ...]:
        return ("reason", Buttons(self.button, Link("Back", self.url)))


class PairForm(forms.Form):
    """Two membership numbers to compare."""

    one = forms.CharField(label="Membership number", max_length=40, widget=NUMBER)
    other = forms.CharField(label="The other number", max_length=40, widget=NUMBER)


class GradeForm(Plain):
    """Another grade from a date."""

    grade = RadiosField(label="New grade", missing="Choose the new grade.")
    on = DateField(label="First day of the new grade", what="the first day", help_text="For example, 1 10 2026.")
    reason = why_field("Reason", "The member reads it in the letter.")

    def __init__(self, *args: Any, grades: list[tuple[str, str]], url: str, **kwargs: Any) -> None:
        self.url = url
        super().__init__(*args, **kwargs)
        choices: Any = self.fields["grade"]
        choices.choices = grades

    def laid_out(self) -> tuple[object, ...]:
        rule = (
            "Whoever changes grade during a CPD year finishes it on the lower grade's requirement; "
            "a change on 1 October applies at once. (CPD-16c)"
        )
        return (Text(rule), "grade", "on", "reason", Buttons(Primary("Change the grade"), Link("Back", self.url)))
