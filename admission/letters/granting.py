"""Letters about titles: granted with its certificate, and taken back."""

from __future__ import annotations

from typing import Any

from admission.models import Title
from admission.services.granting import GRANTED, TAKEN_BACK
from cilexportal.foundation import london
from cilexportal.foundation.correspondence.kinds import Kind


def title(context: dict[str, Any]) -> dict[str, Any]:
    """[HB-S4.2] A title with what it allows, its certificate, and why it was taken back. `context`: title by id."""
    found = Title.objects.select_related("case__application", "grade_change").get(pk=context["title"])
    back = found.taken_back_at
    return {
        "title": found.title, "number": found.number, "on": london.at_in_words(found.granted_at),
        "authorised": found.authorised, "oaths": found.oaths, "activities": found.activities, "limits": found.limits,
        "grade_follows": found.grade_change is not None, "reference": found.case.application.reference,
        "path": f"/applications/{found.case.application.uuid}/admission/title/",
        "check": f"/register/titles/{found.number}/",
        "taken_back_on": london.in_words(london.date_of(back)) if back else "", "why": found.taken_back_why,
    }  # fmt: skip


KINDS = (Kind(code=GRANTED, build=title), Kind(code=TAKEN_BACK, build=title))
