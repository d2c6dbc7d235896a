"""The letters about what people do with their own account, and what officers write to many."""

from __future__ import annotations

from typing import Any

from cilexportal.foundation import london
from cilexportal.foundation.correspondence.kinds import MARKETING, POLICY_RESEARCH, Kind
from people.models import Bulletin, EmployerView, Restriction
from people.services import employer_views, restrictions


def bulletin(context: dict[str, Any]) -> dict[str, Any]:
    """[TC-11.2] The officer's words."""
    found = Bulletin.objects.get(pk=context["bulletin"])
    return {"said": found.subject, "words": found.words, "about": found.get_category_display()}


def employer_view(context: dict[str, Any]) -> dict[str, Any]:
    """Whose lights the link shows, and until when."""
    found = EmployerView.objects.select_related("member").get(pk=context["view"])
    return {
        "member": found.member.full_name,
        "last_day": london.in_words(found.last_day),
        "path": f"/me/shown/{context['token']}/",
    }


def ended(context: dict[str, Any]) -> dict[str, Any]:
    """[TC-4.3] What we write about no longer, when it is looked at again, and what is always taken."""
    found = Restriction.objects.get(pk=context["restriction"])
    return {
        "matter": found.matter,
        "review_on": london.in_words(found.review_on),
        "lifted": london.in_words(london.date_of(found.lifted_at)) if found.lifted_at else "",
    }


KINDS = (
    Kind(code="people.policy_research", category=POLICY_RESEARCH, build=bulletin),
    Kind(code="people.marketing", category=MARKETING, build=bulletin),
    Kind(code=employer_views.KIND, secret=True, build=employer_view, still_needed=employer_views.is_live),
    Kind(code=restrictions.ENDED, build=ended, still_needed=restrictions.is_in_force),
    Kind(code=restrictions.LIFTED, build=ended),
)
