"""The day of application that the board is coloured for. Shape only; the service decides."""

from __future__ import annotations

from cilexportal.foundation.ui.fields import DateField
from cilexportal.foundation.ui.forms import Plain
from cilexportal.foundation.ui.layout import Buttons, Primary


class PlannedForm(Plain):
    """When the applicant means to apply; empty is as good as today."""

    planned_on = DateField(
        what="the day", required=False, label="When do you mean to apply?",
        help_text="The board then shows how old your evidence will be on that day. Leave it empty for today.",
    )  # fmt: skip

    def laid_out(self) -> tuple[object, ...]:
        return ("planned_on", Buttons(Primary("Show the board for this day")))
