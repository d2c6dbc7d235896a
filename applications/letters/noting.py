"""The letters that tell an officer or the applicant of a note: that there is one, and never what it says."""

from __future__ import annotations

from typing import Any

from applications.models import CaseNote
from applications.queries.pathways import data_by_id
from applications.services.noting import SHOWN, TOLD
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


def shown(context: dict[str, Any]) -> dict[str, Any]:
    """[HB-8] Of which step an officer wrote, and where the applicant reads it."""
    note = CaseNote.objects.select_related("case__application").get(pk=context["note"])
    application = note.case.application
    return {
        "number": application.reference, "step": data_by_id(application.version_id).step(note.case.step).title,
        "on": london.in_words(london.date_of(note.at)), "path": f"/applications/{application.uuid}/#messages",
    }  # fmt: skip


KINDS = (Kind(TOLD, build=told), Kind(SHOWN, build=shown))
