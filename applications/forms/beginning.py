"""The questions before beginning, as the version of the pathway asks them. None of the answers is a bar."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import Any

from django import forms
from django.http import QueryDict

from applications.rules.eligibility import NO, TICKED, YES, answered
from applications.rules.pathway import Question
from cilexportal.foundation.ui.fields import RadiosField
from cilexportal.foundation.ui.forms import Plain
from cilexportal.foundation.ui.layout import Buttons, Link, Primary

YES_NO = [(YES, "Yes"), (NO, "No")]
FIRST, BEGIN = "Continue", "Begin the application"


class QuestionsForm(Plain):
    """Each question with yes and no. `seen` has the answers whose consequences the page has told."""

    seen = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, questions: Collection[Question], back: str, **kwargs: Any) -> None:
        """`back` is the address of the list of pathways."""
        self.questions, self.back = questions, back
        super().__init__(*args, **kwargs)
        for one in questions:
            missing = str(answered([one], {})[0])
            self.fields[one.code] = RadiosField(label=one.words, choices=YES_NO, missing=missing)
            if one.ticks:
                self.fields[f"{one.code}_ticked"] = forms.BooleanField(label=f"If yes: {one.ticks}", required=False)

    def laid_out(self) -> tuple[object, ...]:
        """Every question, followed by its tick where it has one."""
        return (*self._names(), "seen", Buttons(Primary(BEGIN if self._told() else FIRST), Link("Back", self.back)))

    def clean(self) -> dict[str, Any]:
        """Says at each tick that misses what the rule says of it."""
        for one in self.questions:
            for refusal in answered([one], self.answers()) if one.code not in self.errors else ():
                self.add_error(f"{one.code}_ticked", str(refusal))
        return self.cleaned_data

    def answers(self) -> dict[str, str]:
        """Code -> yes or no, and code_ticked -> ticked."""
        given = {name: self.cleaned_data.get(name) for name in self._names()}
        return {name: TICKED if value is True else str(value) for name, value in given.items() if value}

    def is_told(self) -> bool:
        """Whether the page has told what follows from just these answers."""
        return self.cleaned_data.get("seen") == self.summary()

    def summary(self) -> str:
        """The answers in one line."""
        return " ".join(f"{name}={value}" for name, value in sorted(self.answers().items()))

    def telling(self) -> QuestionsForm:
        """The same form, after the page has told what follows."""
        again = QueryDict(mutable=True)
        again.update({**self.answers(), "seen": self.summary()})
        return QuestionsForm(again, questions=self.questions, back=self.back)

    def _told(self) -> bool:
        return self.is_bound and bool(self.data.get("seen"))

    def _names(self) -> Iterator[str]:
        for one in self.questions:
            yield one.code
            if one.ticks:
                yield f"{one.code}_ticked"
