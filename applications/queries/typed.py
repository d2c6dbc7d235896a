"""An applicant's page as its boxes hold it: what is being typed, else what was saved."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from applications.models import Typed
from applications.rules.typed import Fields


@dataclass(frozen=True, slots=True)
class Form:
    """The boxes of a page and the version they are at; `typed_at` where they hold unsaved typing."""

    fields: Fields
    version: int
    typed_at: datetime | None = None
    page_key: str = ""


def form_of(*, application_id: int, page: str, saved: Fields) -> Form:
    """[REC-17] What a page shows: the typing where there is any, else `saved`, the answers as they were saved."""
    typed = Typed.objects.filter(application=application_id, page=page).first()
    if typed is None:
        return Form(saved, 0)
    if not typed.page_key:
        return Form(saved, typed.version)
    return Form(typed.fields, typed.version, typed.saved_at, typed.page_key)
