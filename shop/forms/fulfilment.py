"""The forms of supply: the gate of a download, parcels, sessions and files."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Layout
from django import forms
from django.conf import settings

from cilexportal.foundation.ui.fields import CheckboxesField, DateField, FileField
from cilexportal.foundation.ui.layout import Buttons, Link, Primary, Secondary
from shop.enums import ConsentTo
from shop.models import OrderedSession, Wording
from shop.queries.parcels import ToSend

CARRIER, TRACKING, NOTE = 60, 80, 2000


class GateForm(forms.Form):
    """The two boxes in front of a download, never ticked beforehand, with the words that are kept."""

    use_required_attribute = False

    def __init__(self, *args: Any, words: Mapping[ConsentTo, Wording], missing: Mapping[ConsentTo, str], **kwargs: Any):
        super().__init__(*args, **kwargs)
        for to, wording in words.items():
            self.fields[to.value] = forms.BooleanField(
                label=wording.text, error_messages={"required": missing[to]}, initial=False
            )
        self.helper = FormHelper(self)
        self.helper.layout = Layout(*self.fields, Buttons(Primary("Agree and open the gate"), Link("Not now", "../")))


class DispatchForm(forms.Form):
    """How many of each line go into a parcel, who carries it, and how it is followed."""

    use_required_attribute = False

    carrier = forms.CharField(label="Carrier", max_length=CARRIER, required=False)
    tracking = forms.CharField(label="Tracking number", max_length=TRACKING, required=False)

    def __init__(self, *args: Any, to_send: Sequence[ToSend], **kwargs: Any):
        super().__init__(*args, **kwargs)
        names = {f"units_{one.line.pk}": one for one in to_send}
        for name, one in names.items():
            self.fields[name] = forms.IntegerField(
                label=f"How many of {one.line.title}", min_value=0, max_value=one.left, initial=one.left,
                help_text=f"{one.left} still to be sent.",
                widget=forms.NumberInput(attrs={"class": "govuk-input--width-3"}),
            )  # fmt: skip
        self.helper = FormHelper(self)
        self.helper.layout = Layout(*names, "carrier", "tracking", Buttons(Primary("Send this parcel", name="send")))

    def units(self) -> dict[int, int]:
        """Line id -> how many of it."""
        return {
            int(name.removeprefix("units_")): value
            for name, value in self.cleaned_data.items()
            if name.startswith("units_")
        }


class ArrivalForm(forms.Form):
    """What became of a parcel, and on which day."""

    use_required_attribute = False

    on = DateField(label="Day", what="the day")
    by_carrier = forms.BooleanField(label="The carrier said so", required=False)

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.helper = FormHelper(self)
        self.helper.layout = Layout(
            "on",
            "by_carrier",
            Buttons(
                Primary("It was delivered", name="what", value="delivered"),
                Secondary("Nobody was there", name="what", value="failed"),
            ),
        )


class AttemptForm(forms.Form):
    """How somebody tried to reach the buyer."""

    use_required_attribute = False

    note = forms.CharField(
        label="How you tried to reach the buyer, and what came of it", max_length=NOTE,
        widget=forms.Textarea(attrs={"rows": 3}),
    )  # fmt: skip

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.helper = FormHelper(self)
        self.helper.layout = Layout("note", Buttons(Secondary("Record this attempt", name="attempt")))


class AttendanceForm(forms.Form):
    """Who came: everybody left unticked did not."""

    came = CheckboxesField(label="Who came?", required=False, choices=[])

    def __init__(self, *args: Any, booked: Sequence[OrderedSession], **kwargs: Any):
        kwargs.setdefault("initial", {"came": [str(one.pk) for one in booked if one.attended]})
        super().__init__(*args, **kwargs)
        self.fields["came"].choices = [
            (str(one.pk), f"{one.line.beneficiary or one.line.order.buyer} ({one.line.order.number})") for one in booked
        ]
        self.helper = FormHelper(self)
        self.helper.layout = Layout("came", Buttons(Primary("Save who came"), Link("Back", "../")))


class ProductFileForm(forms.Form):
    """A file to stand behind the gate of a product."""

    use_required_attribute = False

    file = FileField(
        label="File", limit_bytes=settings.RECORDING_MAX_BYTES,
        help_text="A PDF, Word document or picture, or a recording: MP3, M4A or MP4. It is checked before anybody gets "
        f"it. Recordings may have {settings.RECORDING_MAX_BYTES // 1_000_000} MB.",
    )  # fmt: skip
    transcript = forms.URLField(
        label="Where the words of a recording can be read", required=False, assume_scheme="https",
        help_text="The address of a page, for whoever cannot hear or see it.",
    )  # fmt: skip

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.helper = FormHelper(self)
        self.helper.layout = Layout("file", "transcript", Buttons(Primary("Add this file")))
