"""The letter that tells an officer of a note: that there is one, and never what it says."""

from __future__ import annotations

from typing import Any

from applications.models import CaseNote
from applications.queries.pathways import data_by_id
from applications.services.noting import TOLD
from cilexportal.foundation import london
from cilexportal.foundation.correspondence.kinds import Kind


def told(context: dict[str, Any]) -> dict[str, Any]:
    """Who wrote it, of which case and when."""
    note = CaseNote.objects.select_related("case__application", "by").get(pk=context["note"])
    case = note.case
    return {
        "by": str(note.by), "number": case.application.reference, "on": london.in_words(london.date_of(note.at)),
        "step": data_by_id(case.application.version_id).step(case.step).title,
        "path": f"/desk/applications/{case.uuid}/#notes",
    }  # fmt: skip


KINDS = (Kind(TOLD, build=told),)
