"""Forms that are saved before they are whole: what is missing is said beside them."""

from __future__ import annotations

from collections.abc import Iterable

from cilexportal.foundation.ui.forms import Plain


class Patient(Plain):
    """A form whose boxes may be left empty for now, and stay marked on the page as asked for."""

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
