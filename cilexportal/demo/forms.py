"""The form that moves the clock."""

from datetime import datetime

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Layout
from django import forms

from cilexportal.foundation import london
from cilexportal.foundation.ui.fields import DateField
from cilexportal.foundation.ui.layout import Buttons, Primary, Secondary


class ClockForm(forms.Form):
    """A London day and time that every process of the demo is to take for now."""

    day = DateField(label="London day")
    time = forms.TimeField(label="London time", help_text="For example 23:59.", initial="12:00")

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.helper = FormHelper()
        buttons = Buttons(Primary("Move the clock"), Secondary("Back to the real time", name="real", formnovalidate=""))
        self.helper.layout = Layout("day", "time", buttons)

    def instant(self) -> datetime:
        """The chosen moment."""
        local = datetime.combine(self.cleaned_data["day"], self.cleaned_data["time"], london.LONDON)
        return local.astimezone(london.UTC)
