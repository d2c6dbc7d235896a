"""What people type to look up a title. Shape only."""

from __future__ import annotations

from django import forms

WORDS_LIMIT = 80


class FindForm(forms.Form):
    """A name, or the number of a certificate."""

    words = forms.CharField(
        label="Name, or number of a certificate",
        help_text="At least three letters of a name, or a whole number such as AC-2027- and eight letters or figures.",
        max_length=WORDS_LIMIT,
        error_messages={
            "required": "Enter a name or a number",
            "max_length": "Enter fewer letters",
            "null_characters_not_allowed": "Enter a name or a number",
        },
        widget=forms.TextInput(attrs={"class": "govuk-input--width-20", "autocomplete": "off", "spellcheck": "false"}),
    )
    use_required_attribute = False
