"""The letters about applications that end, or will: warnings to the people of drafts, and that one has ended."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from applications.enums import End
from applications.models import Application
from applications.queries.drafts import drafts
from applications.queries.pathways import data_by_id
from applications.rules.clocks import draft_ends_on
from applications.services.ending import DRAFT_ENDS, ENDED
from cilexportal.foundation import london
from cilexportal.foundation.correspondence.kinds import Kind


def draft_ends(context: dict[str, Any]) -> dict[str, Any]:
    """When a draft ends that nobody goes on with, and when it was changed last."""
    found = Application.objects.select_related("pathway").get(pk=context["application"])
    touched_on = london.date_of(datetime.fromisoformat(context["touched_at"]))
    ends = draft_ends_on(touched_on, figures=data_by_id(found.version_id).clocks)
    return {
        "number": found.reference, "title": found.pathway.title, "touched": london.in_words(touched_on),
        "ends": london.in_words(ends), "path": f"/applications/{found.uuid}/",
    }  # fmt: skip


def ended(context: dict[str, Any]) -> dict[str, Any]:
    """That an application has ended, and how."""
    found = Application.objects.select_related("pathway").get(pk=context["application"])
    assert found.ended_at is not None, "the letter is queued as it ends"
    return {
        "number": found.reference, "title": found.pathway.title, "withdrawn": found.end == End.WITHDRAWN,
        "on": london.in_words(london.date_of(found.ended_at)),
    }  # fmt: skip


def still_a_draft(context: dict[str, Any], at: datetime) -> bool:
    """[HB-8] Whether the warning that a draft will end is still true as it goes out."""
    touched_at = datetime.fromisoformat(context["touched_at"])
    return drafts().filter(pk=context["application"], touched_at=touched_at).exists()


KINDS = (Kind(DRAFT_ENDS, build=draft_ends, still_needed=still_a_draft), Kind(ENDED, build=ended))
