"""References at the officers' desk. Shape only; the services decide."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from applications.forms.desk_decide import WHY_LIMIT, SeenForm
from applications.forms.references import AskForm, EndForm
from applications.models import Role
from cilexportal.foundation.ui.fields import CountedField
from cilexportal.foundation.ui.layout import Buttons, Link, Primary


class DeskAskForm(AskForm):
    """A supervisor whom an officer asks."""

    def __init__(self, *args: Any, roles: Sequence[Role], back: str, **kwargs: Any) -> None:
        super().__init__(*args, roles=roles, back=back, **kwargs)
        self.fields["name"].label = "The supervisor’s full name"
        self.fields["email"].help_text = "The link goes there and nowhere else. Neither you nor the applicant sees it."


class DeskEndForm(EndForm):
    """Why an officer asks a supervisor no longer."""

    def __init__(self, *args: Any, back: str, **kwargs: Any) -> None:
        super().__init__(*args, back=back, **kwargs)
        self.fields["why"].help_text = "The applicant and the officers read it, the supervisor does not."


class ExceptionForm(SeenForm):
    """Why an officer takes a supervisor who is none of the authorised persons."""

    why = CountedField(
        limit=WHY_LIMIT, rows=4, label="Why do you take this supervisor all the same?",
        help_text="It stays with the officers and the committee.",
        missing="Say why you take this supervisor all the same.",
    )  # fmt: skip

    def laid_out(self) -> tuple[object, ...]:
        return ("revision", "why", Buttons(Primary("Accept by exception"), Link("Back to the case", self.back)))
