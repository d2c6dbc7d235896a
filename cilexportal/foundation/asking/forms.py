"""The answers to a request. Shape only: a form that is kept for later may be empty."""

from __future__ import annotations

from typing import Any

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Layout
from django import forms
from django.core.files.uploadedfile import UploadedFile

from cilexportal.foundation.asking.models import Item, Request
from cilexportal.foundation.ui.fields import CountedField, FileField
from cilexportal.foundation.ui.layout import Buttons, Primary, Secondary

ANSWER_LIMIT = 2000
PAPERS = (".pdf", ".docx", ".png", ".jpg", ".jpeg")
LATER = "later"


class AnswerForm(forms.Form):
    """A box for each question of a request, and a file where one is asked for."""

    use_required_attribute = False

    def __init__(self, *args: Any, asked: Request, later: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.items = list(asked.items.all())
        for item in self.items:
            self.fields[_name(item)] = _field(item, required=not later)
        self.helper = FormHelper()
        self.helper.layout = Layout(
            *self.fields,
            Buttons(Primary("Send the answers", name="do", value="send"),
                    Secondary("Keep for later", name="do", value=LATER)),
        )  # fmt: skip

    def answers(self) -> dict[int, str]:
        """Number -> words, of the questions that are answered with words."""
        return {item.number: self.cleaned_data.get(_name(item), "") for item in self.items if not item.wants_file}

    def uploads(self) -> dict[int, UploadedFile]:
        """Number -> file, of those that were chosen."""
        chosen = {item.number: self.cleaned_data.get(_name(item)) for item in self.items if item.wants_file}
        return {number: file for number, file in chosen.items() if file}


def _name(item: Item) -> str:
    return f"item_{item.number}"


def _field(item: Item, *, required: bool) -> forms.Field:
    if item.wants_file:
        return FileField(label=item.question, required=required, accept=PAPERS, missing="Choose the file")
    return CountedField(
        limit=ANSWER_LIMIT, rows=3, label=item.question, required=required, missing="Write an answer",
        initial=item.answer,
    )  # fmt: skip
