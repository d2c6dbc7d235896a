"""Form fields with sentences of our own. Fields read; they never save."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from cilexportal.foundation.ui.dates import DateParts, UnreadableDate
from cilexportal.foundation.ui.widgets import (
    Checkboxes,
    CountedTextarea,
    CountedTextInput,
    DateWidget,
    Radios,
    Upload,
)
from cilexportal.foundation.ui.words import characters, limit_words, with_plain_newlines

FEWEST_LETTERS = 3


class DateField(forms.Field):
    """A date in three boxes; cleans to a `date`, or None when empty and not required. `what` names it in sentences."""

    widget = DateWidget

    def __init__(self, *, what: str = "the date", **kwargs: Any) -> None:
        self.what = what
        super().__init__(**kwargs)

    def clean(self, value: object) -> date | None:
        """Raises ValidationError whose code names the boxes at fault, for example `date:day,month`."""
        typed = DateParts.of(value)
        if typed.empty and not self.required:
            return None
        try:
            read = typed.read(what=self.what)
        except UnreadableDate as fault:
            raise ValidationError(fault.sentence, code="date:" + ",".join(fault.parts)) from fault
        self.run_validators(read)
        return read

    def has_changed(self, initial: object, data: object) -> bool:
        return DateParts.of(initial) != DateParts.of(data)


class CountedField(forms.CharField):
    """Text of at most `limit` characters, a line end counting as one. Text over the limit is refused, never cut."""

    def __init__(self, *, limit: int, one_line: bool = False, rows: int = 8, missing: str = "", **kwargs: Any) -> None:
        self.limit = limit
        kwargs.setdefault("widget", CountedTextInput(limit) if one_line else CountedTextarea(limit, rows=rows))
        if missing:
            kwargs["error_messages"] = {"required": missing, **kwargs.get("error_messages", {})}
        super().__init__(**kwargs)

    def to_python(self, value: object) -> str:
        return with_plain_newlines(super().to_python(value))

    def validate(self, value: str) -> None:
        super().validate(value)
        used = characters(value)
        if used > self.limit:
            raise ValidationError(limit_words(self.limit, used), code="too_long")


class FigureField(forms.DecimalField):
    """A figure with at most two places, such as 7.5. `wrong` says what to type, whatever is wrong with its shape."""

    def __init__(self, *, wrong: str, error_messages: Mapping[str, str] | None = None, **kwargs: Any) -> None:
        shapes = ("invalid", "max_digits", "max_decimal_places", "max_whole_digits")
        narrow = {"class": "govuk-input--width-5", "inputmode": "decimal", "autocomplete": "off"}
        super().__init__(
            max_digits=kwargs.pop("max_digits", 8), decimal_places=2, widget=forms.TextInput(attrs=narrow),
            error_messages=dict.fromkeys(shapes, wrong) | dict(error_messages or {}), **kwargs,
        )  # fmt: skip


class RadiosField(forms.ChoiceField):
    """One of several choices, drawn as radios. `hints` = {value: sentence}; `missing` is said when none is chosen."""

    def __init__(self, *, hints: Mapping[str, str] | None = None, missing: str = "Choose one", **kwargs: Any) -> None:
        messages = {"required": missing, "invalid_choice": missing, **kwargs.pop("error_messages", {})}
        super().__init__(widget=Radios(hints=hints), error_messages=messages, **kwargs)


class CheckboxesField(forms.MultipleChoiceField):
    """Any of several choices, drawn as checkboxes."""

    def __init__(
        self, *, hints: Mapping[str, str] | None = None, missing: str = "Choose at least one", **kwargs: Any
    ) -> None:
        messages = {"required": missing, "invalid_choice": missing, **kwargs.pop("error_messages", {})}
        super().__init__(widget=Checkboxes(hints=hints), error_messages=messages, **kwargs)


class FileField(forms.FileField):
    """One file. `accept` lists endings (".pdf"), `limit_bytes` is the largest size, `url` sends it once chosen."""

    def __init__(
        self,
        *,
        accept: Iterable[str] = (),
        limit_bytes: int = 0,
        url: str = "",
        missing: str = "Choose a file",
        **kwargs: Any,
    ) -> None:
        attrs = {"accept": ",".join(accept)} if accept else {}
        kwargs.setdefault("widget", Upload(attrs, url=url, limit_bytes=limit_bytes))
        messages = {
            "required": missing,
            "missing": missing,
            "empty": "This file is empty",
            **kwargs.pop("error_messages", {}),
        }
        self.limit_bytes = limit_bytes
        super().__init__(error_messages=messages, **kwargs)

    def clean(self, data: Any, initial: Any = None) -> Any:
        """Raises ValidationError for a file above the limit."""
        upload = super().clean(data, initial)
        if upload and self.limit_bytes and upload.size > self.limit_bytes:
            raise ValidationError(f"This file is larger than {self.limit_bytes // 1_000_000} MB", code="too_large")
        return upload


def without_nul(text: str) -> str:
    """The text without the one character that no database keeps."""
    return text.replace("\x00", "")


def words_to_look_up(text: str) -> str:
    """What was typed to find something, blanks around it left out. Raises ValidationError for words of which none is
    long enough to be found by its three-letter parts."""
    words = without_nul(text).strip()
    if words and max(map(len, words.split()), default=0) < FEWEST_LETTERS:
        raise ValidationError("Type at least three letters or digits of one word.")
    return words
