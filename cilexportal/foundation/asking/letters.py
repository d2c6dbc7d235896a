"""The letters about requests: that something is asked, that the last day comes near, that it is asked no longer."""

from __future__ import annotations

from typing import Any

from cilexportal.foundation import london
from cilexportal.foundation.asking import services
from cilexportal.foundation.asking.models import Request
from cilexportal.foundation.correspondence.kinds import Kind


def about(context: dict[str, Any]) -> dict[str, Any]:
    """[TC-6.10] What every letter about a request says."""
    found = Request.objects.prefetch_related("items").get(pk=context["request"])
    return {
        "about": found.subject,
        "why": found.why,
        "items": [item.question for item in found.items.all()],
        "due": london.in_words(found.due_on),
        "asked": london.in_words(london.date_of(found.asked_at)),
        "withdrawn_why": found.withdrawn_why,
        "contract": found.is_for_a_contract,
        "clause": found.clause,
        "path": f"/requests/{found.uuid}/",
    }


KINDS = (
    Kind(code=services.ASKED, build=about),
    Kind(code=services.REMINDER, build=about, still_needed=services.still_open),
    Kind(code=services.LONGER, build=about, still_needed=services.still_open),
    Kind(code=services.WITHDRAWN, build=about),
)
