"""A form that is not judged yet."""

from __future__ import annotations

from typing import Any

from django import forms
from django.forms.utils import ErrorDict


class StillTyping(forms.Form):
    """Keeps what was typed, and says nothing of what is wrong with it, while its person only asks for more room."""

    is_typing = False

    use_required_attribute = False

    def full_clean(self) -> None:
        """Judges the form, unless somebody is still typing."""
        if not self.is_typing:
            super().full_clean()
            return
        self.cleaned_data: dict[str, Any] = {}
        self._errors = ErrorDict()
