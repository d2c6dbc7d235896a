"""The forms of supply: the gate of a download, parcels, sessions and files."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Layout
from django import forms

from cilexportal.foundation.ui.layout import Buttons, Link, Primary
from shop.enums import ConsentTo
from shop.models import Wording


class GateForm(forms.Form):
    """The two boxes in front of a download, never ticked beforehand, with the words that are kept."""

    use_required_attribute = False

    def __init__(self, *args: Any, words: Mapping[ConsentTo, Wording], missing: Mapping[str, str], **kwargs: Any):
        super().__init__(*args, **kwargs)
        for to, wording in words.items():
            self.fields[to.value] = forms.BooleanField(
                label=wording.text, error_messages={"required": missing[to]}, initial=False
            )
        self.helper = FormHelper(self)
        self.helper.layout = Layout(*self.fields, Buttons(Primary("Agree and open the gate"), Link("Not now", "../")))
