"""Forms over what two pages can change at once: what the other page says is told, and nothing typed is lost."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from django import forms

from cilexportal.foundation import london
from cilexportal.foundation.ui.forms import Plain

OTHER, OTHER_EMPTY = "The other page says “{}”.", "The other page leaves this empty."


class Again(Plain):
    """A form that knows which state its page was shown: `version` is a number or a mark of it."""

    version = forms.CharField(widget=forms.HiddenInput, max_length=64, required=False)

    def send_again(self, *, version: str, over: Mapping[str, Any]) -> None:
        """Lets what was refused be sent again, over the state of this version with these boxes. Where another page came
        before, what it says is told beside each box that says something else here."""
        typed = dict(self.cleaned_data)
        if str(typed["version"]) != version:
            for name, theirs in over.items():
                if (theirs or None) != (typed.get(name) or None):
                    self.add_error(name, OTHER.format(self._words(name, theirs)) if _says(theirs) else OTHER_EMPTY)
        self.carry(version=version)

    def _words(self, name: str, value: Any) -> str:
        """A box as people read it: a day in words, a choice by its label, lines with commas between them."""
        if isinstance(value, date):
            return london.in_words(value)
        if isinstance(value, bool):
            return "Yes" if value else "No"
        choices = dict(getattr(self.fields[name], "choices", ()))
        values = value if isinstance(value, (list, tuple)) else str(value).splitlines()
        return ", ".join(str(choices.get(one, one)) for one in values)


def _says(value: Any) -> bool:
    return value is False or bool(value)
