"""What is typed where an application is withdrawn, and where its applicant writes to us. Shape only."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from applications.rules.noting import LONGEST
from cilexportal.foundation.ui.fields import CountedField, RadiosField
from cilexportal.foundation.ui.forms import Plain
from cilexportal.foundation.ui.layout import Buttons, Link, Primary, Template, Warn

WHY_LIMIT = 1000


class WithdrawForm(Plain):
    """Why an application is withdrawn; nobody has to say."""

    why = CountedField(limit=WHY_LIMIT, rows=4, required=False, label="Why, if you want to tell us")

    def __init__(self, *args: Any, back: str, **kwargs: Any) -> None:
        """`back` is the address of the application."""
        self.back = back
        super().__init__(*args, **kwargs)

    def laid_out(self) -> tuple[object, ...]:
        return ("why", Buttons(Warn("Withdraw the application"), Link("Go on with it", self.back)))


class MessageForm(Plain):
    """A message to the officers, about one of the steps."""

    step = RadiosField(label="Which step is it about?", missing="Choose the step that it is about.")
    words = CountedField(
        limit=LONGEST, rows=8, label="Your message", missing="Write your message.",
        help_text="Officers read it, and so does the committee’s secretary. Leave out the names of your clients.",
    )  # fmt: skip

    def __init__(
        self, *args: Any, steps: Sequence[tuple[str, str]], back: str, keeps: Mapping[str, str], **kwargs: Any
    ) -> None:
        """`steps` are code and title; `back` is the page of the application; `keeps` is where typing is kept."""
        self.back = back
        super().__init__(*args, **kwargs)
        self.fields["step"].choices = list(steps)
        self.helper.attrs = dict(keeps)

    def laid_out(self) -> tuple[object, ...]:
        buttons = Buttons(Primary("Send the message"), Link("Back to your application", self.back))
        return (Template("ui/autosave.html"), "step", "words", buttons)
