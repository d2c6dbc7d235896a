"""What is typed of the final application: a page of its form, and an older letter. Shape only; rules say the rest."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django import forms
from django.conf import settings

from admission.rules.form import NO, TICKED, YES
from applications.rules.pathway import FormQuestion, FormSection
from applications.rules.typed import MOST_CHARACTERS, Fields
from cilexportal.foundation.ui.fields import CountedField, FileField, RadiosField
from cilexportal.foundation.ui.forms import Patient, Plain
from cilexportal.foundation.ui.layout import Buttons, Link, Primary, Template

LINE, TEXT = 200, 2000
KEPT = "Kept {ago}; it takes effect when you press Save."
ACCEPTED = (".pdf", ".docx", ".png", ".jpg", ".jpeg")


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """A page of the form: its questions, where it autosaves and where Back leads, the version of what was typed and how
    long ago that was kept."""

    section: FormSection
    url: str
    back: str
    version: int
    kept_seconds: int | None = None


class SectionForm(Patient):
    """One page of the form. Nothing has to be answered to keep it: what is wanting is said before it is submitted."""

    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, page: Page, answers: Fields, **kwargs: Any) -> None:
        """`answers` are what the page holds where nothing was sent."""
        self.section, self.back = page.section, page.back
        super().__init__(*args, initial={**answers, "version": page.version}, **kwargs)
        self.helper.attrs = {
            "data-autosave-url": page.url, "data-autosave-version": str(page.version),
            "data-autosave-kept": KEPT, "data-autosave-most": str(MOST_CHARACTERS - 1_000),
        }  # fmt: skip
        if page.kept_seconds is not None:
            self.helper.attrs["data-autosave-saved"] = str(page.kept_seconds)

    def laid_out(self) -> tuple[object, ...]:
        for one in self.section.questions:
            self.fields[one.code] = _field(one)
        names = [one.code for one in self.section.questions]
        buttons = Buttons(Primary("Save this page"), Link("Back to your final application", self.back))
        return ("version", Template("ui/autosave.html"), *names, buttons)

    def answers(self) -> dict[str, str]:
        """The answers as they were sent: a tick by its own word."""
        said = {one.code: self.cleaned_data.get(one.code) or "" for one in self.section.questions}
        return {code: TICKED if value is True else str(value) for code, value in said.items()}


class ReuseForm(Plain):
    """Uses a reference again, or no longer."""

    reference = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def laid_out(self) -> tuple[object, ...]:
        return ("reference",)


class LetterForm(Plain):
    """An older letter that confirms the hours."""

    revision = forms.IntegerField(widget=forms.HiddenInput)
    file = FileField(
        label="The letter that confirms your hours", accept=ACCEPTED, limit_bytes=settings.DOCUMENT_MAX_BYTES,
        help_text=f"PDF, Word, PNG or JPEG, up to {settings.DOCUMENT_MAX_BYTES // 1_000_000} MB.",
        missing="Choose the file of the letter",
    )  # fmt: skip

    def __init__(self, *args: Any, back: str, **kwargs: Any) -> None:
        """`back` is the page of the final application."""
        self.back = back
        super().__init__(*args, **kwargs)

    def laid_out(self) -> tuple[object, ...]:
        return ("revision", "file", Buttons(Primary("Add the letter"), Link("Back", self.back)))


def _field(one: FormQuestion) -> forms.Field:
    told: dict[str, Any] = {"label": one.words, "required": one.required}
    if one.kind == "tick":
        return forms.BooleanField(label=one.words, required=False)
    if one.kind == "yes_no":
        return RadiosField(choices=[(YES, "Yes"), (NO, "No")], **told)
    if one.kind == "choice":
        return RadiosField(choices=[(words, words) for words in one.choices], **told)
    if one.kind == "text":
        return CountedField(limit=TEXT, rows=5, **told)
    return CountedField(limit=LINE, one_line=True, **told)
