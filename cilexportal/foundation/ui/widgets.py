"""Widgets in govuk-frontend markup. A widget that needs a script names it, and the form brings it along."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from django.forms.widgets import Script

from cilexportal.foundation.ui.dates import DateParts
from cilexportal.foundation.ui.words import characters, limit_words


def module(path: str) -> Script:
    """A script of ours as an ES module, for a widget's Media."""
    return Script(path, type="module")


class DateWidget(forms.Widget):
    """Three boxes, posted as `<name>_day`, `<name>_month`, `<name>_year`. `birthday` turns browser filling on."""

    template_name = "portal/widgets/date.html"
    use_fieldset = True

    def __init__(self, attrs: dict[str, Any] | None = None, *, birthday: bool = False) -> None:
        super().__init__(attrs)
        self.birthday = birthday

    def value_from_datadict(self, data: Mapping[str, Any], files: object, name: str) -> DateParts:
        """What was typed, unread."""
        return DateParts(*(data.get(f"{name}_{part}", "") for part in ("day", "month", "year")))

    def value_omitted_from_data(self, data: Mapping[str, Any], files: object, name: str) -> bool:
        return not any(f"{name}_{part}" in data for part in ("day", "month", "year"))

    def id_for_label(self, id_: str) -> str:
        """The legend names the group, so no label points at a single box."""
        return ""

    def get_context(self, name: str, value: object, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        typed = DateParts.of(value)
        wrong = context["widget"]["attrs"].pop("wrong", ())
        context["widget"]["boxes"] = [
            {
                "part": part,
                "name": f"{name}_{part}",
                "id": f"{context['widget']['attrs'].get('id', name)}_{part}",
                "value": getattr(typed, part),
                "wrong": part in wrong,
                "autocomplete": f"bday-{part}" if self.birthday else "",
            }
            for part in ("day", "month", "year")
        ]
        return context


class Counted:
    """Mixed into a text widget: counts against `limit`, in HTML from the start, and never cuts text off."""

    class Media:
        js = [module("js/counter.js")]

    def __init__(self, limit: int, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(attrs)  # type: ignore[call-arg]
        self.limit = limit

    def get_context(self, name: str, value: object, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context(name, value, attrs)  # type: ignore[misc]
        context["widget"]["attrs"].pop("maxlength", None)
        used = characters(str(value or "").strip())
        context["counter"] = {"limit": self.limit, "over": used > self.limit, "words": limit_words(self.limit, used)}
        return context


class CountedTextarea(Counted, forms.Textarea):
    """A text box with a live character count."""

    template_name = "portal/widgets/counted_textarea.html"

    def __init__(self, limit: int, attrs: dict[str, Any] | None = None, *, rows: int = 8) -> None:
        super().__init__(limit, {"rows": rows, **(attrs or {})})


class CountedTextInput(Counted, forms.TextInput):
    """A one-line box with a live character count."""

    template_name = "portal/widgets/counted_input.html"


class HintedChoices:
    """Mixed into a choice widget: `hints` = {value: sentence} shown under the choice."""

    def __init__(self, attrs: dict[str, Any] | None = None, *, hints: Mapping[str, str] | None = None) -> None:
        super().__init__(attrs)  # type: ignore[call-arg]
        self.hints = dict(hints or {})

    def create_option(self, name: str, value: Any, *args: Any, **kwargs: Any) -> dict[str, Any]:
        option: dict[str, Any] = super().create_option(name, value, *args, **kwargs)  # type: ignore[misc]
        return {**option, "hint": self.hints.get(str(value), "")}


class Radios(HintedChoices, forms.RadioSelect):
    """One of several."""


class Checkboxes(HintedChoices, forms.CheckboxSelectMultiple):
    """Any of several."""


class Upload(forms.FileInput):
    """A file box. With `url` each file is sent once chosen, showing progress and result; else with the form."""

    template_name = "portal/widgets/upload.html"

    class Media:
        js = [module("js/upload.js")]

    def __init__(self, attrs: dict[str, Any] | None = None, *, url: str = "", limit_bytes: int = 0) -> None:
        hooks = {"data-upload-url": url} if url else {}
        if limit_bytes:
            hooks["data-upload-limit"] = str(limit_bytes)
        super().__init__({**hooks, **(attrs or {})})


class ManyUploads(Upload):
    """A file box that takes several files."""

    allow_multiple_selected = True
