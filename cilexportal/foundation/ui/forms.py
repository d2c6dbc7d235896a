"""What forms have in common that are laid out by a list of their boxes."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Layout
from django import forms


class NoQuestion(forms.Form):
    """A button and no question."""


class Plain(forms.Form):
    """A form whose boxes the browser does not complain about: the page does."""

    data: Any
    use_required_attribute = False

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper = FormHelper(self)
        self.helper.layout = Layout(*self.laid_out())

    def laid_out(self) -> tuple[object, ...]:
        """What the page shows, in its order."""
        raise NotImplementedError

    def carry(self, **now: object) -> None:
        """Has the page that is shown again carry these in its hidden boxes, so that it can be sent again; what was
        typed stays."""
        self.data = self.data.copy()
        for name, value in now.items():
            self.data[name] = str(value)


class Patient(Plain):
    """A form that is saved before it is whole: what is missing is said beside it. Its boxes may be left empty for now,
    and none of them is called optional."""

    def may_wait(self) -> Iterable[str]:
        """The boxes that may be empty: all of them, unless a form says otherwise."""
        return self.fields

    def full_clean(self) -> None:
        """Takes them empty, whatever the page says of them."""
        asked = [name for name in self.may_wait() if self.fields[name].required]
        for name in asked:
            self.fields[name].required = False
        super().full_clean()
        for name in asked:
            self.fields[name].required = True
