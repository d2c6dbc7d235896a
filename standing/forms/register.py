"""What is typed about the register: whom to look for, and where one works. Shape only."""

from __future__ import annotations

from datetime import date
from typing import Any

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Layout
from django import forms

from cilexportal.foundation.ui.fields import without_nul
from cilexportal.foundation.ui.layout import Buttons, Primary
from standing.queries import register
from standing.queries.register_search import Wanted
from standing.rules.register import A_TO_Z, OTHER, TOO_SHORT, leads_of, parts_of

WORDS_LIMIT = 100
ANY = [("", "Any")]
OTHER_SIGN = "other"
LETTERS = {**{letter.lower(): letter for letter in A_TO_Z}, OTHER_SIGN: OTHER}


class FindPeople(forms.Form):
    """Any of words, grade, specialism and rights; nothing lists everybody by name."""

    words = forms.CharField(
        label="Name, employer or place", max_length=WORDS_LIMIT, required=False,
        help_text="Any part of it, three letters or more. Accents and capitals make no difference.",
        error_messages={"max_length": "Type fewer letters: a name, an employer and a place are enough."},
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false", "type": "search"}),
    )  # fmt: skip
    grade = forms.ChoiceField(label="Grade", required=False)
    specialism = forms.ChoiceField(label="Specialism", required=False)
    practising = forms.BooleanField(label="Holds a practising certificate", required=False)
    oaths = forms.BooleanField(label="May administer oaths", required=False)
    audience = forms.BooleanField(label="Has rights of audience", required=False)
    use_required_attribute = False

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["grade"].choices = [*ANY, *register.listed_grades(today=today)]
        self.fields["specialism"].choices = [*ANY, *((name, name) for name in register.specialisms())]

    def clean_words(self) -> str:
        """[CPD-14] Refuses what is too short to be looked for."""
        words = " ".join(without_nul(self.cleaned_data["words"]).split())
        if words and not parts_of(words):
            raise forms.ValidationError(TOO_SHORT)
        return words

    def wanted(self, *, letter: str = "") -> Wanted:
        """What is looked for; words make the letter of the A-Z pointless."""
        given = dict(self.cleaned_data)
        words = given.pop("words")
        if words:
            return Wanted(parts=parts_of(words), leads=leads_of(words), **given)
        return Wanted(letter=LETTERS.get(letter, ""), **given)


class PracticeForm(forms.Form):
    """Where one works, as everybody may read it."""

    employer = forms.CharField(
        label="Employer or firm", max_length=200, required=False,
        help_text="As it is known to clients. Leave it empty to show none.",
    )  # fmt: skip
    place = forms.CharField(
        label="Town or city", max_length=100, required=False,
        help_text="Where you work, not where you live. Leave it empty to show none.",
    )  # fmt: skip
    use_required_attribute = False

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper = FormHelper()
        self.helper.layout = Layout("employer", "place", Buttons(Primary("Save")))
