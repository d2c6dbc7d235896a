"""What somebody wishes to be sent, and what an officer writes to whoever wishes it. Shape only."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Layout
from django import forms

from cilexportal.foundation.correspondence.rules import Category, Way
from cilexportal.foundation.ui.fields import CountedField, RadiosField
from cilexportal.foundation.ui.layout import Buttons, Link, Primary, Secondary
from people.enums import Bulletins

ABOUT = {
    Category.POLICY_RESEARCH: "Surveys and results of research on the law and on the profession.",
    Category.MARKETING: "New courses, events and books.",
}
WORDS_LIMIT, SUBJECT_LIMIT = 4000, 120
SEND, CHANGE = "send", "change"


class WishesForm(forms.Form):
    """One question for each category that may be switched off."""

    use_required_attribute = False

    def __init__(self, data: Mapping[str, Any] | None = None, *, ways: Mapping[Category, Way], by_post: bool) -> None:
        """`ways` is what holds today; `by_post` says whether the portal keeps an address to post to."""
        super().__init__(data, initial={category.value: way.value for category, way in ways.items()})
        for category, way in ways.items():
            offered = [one for one in Way if one is not Way.LETTER or by_post or way is Way.LETTER]
            self.fields[category.value] = RadiosField(
                label=category.label, help_text=ABOUT[category], choices=[(one.value, one.label) for one in offered],
                missing=f"Choose whether you wish to hear of {category.label.lower()}.",
            )  # fmt: skip
        self.helper = FormHelper(self)
        self.helper.layout = Layout(*self.fields, Buttons(Primary("Save my choice")))

    def wishes(self) -> dict[Category, Way]:
        """What was chosen, by category; of a form that is valid."""
        return {Category(name): Way(way) for name, way in self.cleaned_data.items()}


class BulletinForm(forms.Form):
    """What an officer writes, looked at once more before it goes out."""

    category = RadiosField(
        label="What is it about?", choices=Bulletins.choices, missing="Choose what it is about.",
        hints={
            Bulletins.POLICY_RESEARCH: "Goes to members, but for those who have switched it off.",
            Bulletins.MARKETING: "Goes only to people who have asked for it.",
        },
    )  # fmt: skip
    subject = CountedField(label="Subject", limit=SUBJECT_LIMIT, one_line=True, missing="Write a subject.")
    words = CountedField(
        label="Message", limit=WORDS_LIMIT, rows=12, missing="Write the message.",
        help_text="A blank line begins a new paragraph. Greeting, sender and the link to switch it off are added.",
    )  # fmt: skip
    use_required_attribute = False

    def __init__(self, *args: Any, back: str, **kwargs: Any) -> None:
        """`back` is the address of the page before."""
        super().__init__(*args, **kwargs)
        self.helper = FormHelper(self)
        self.helper.layout = Layout(*self.fields, Buttons(Primary("Look at it"), Link("Back to people", back)))

    def checked(self) -> BulletinForm:
        """The same form, its answers carried along and no longer shown."""
        for field in self.fields.values():
            field.widget = forms.HiddenInput()
        self.helper.layout = Layout(
            *self.fields,
            Buttons(Primary("Send it", name="do", value=SEND), Secondary("Change it", name="do", value=CHANGE)),
        )
        return self
