"""What every template may use."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse

from members.enums import Role

# The main navigation: address name, label, and the roles that see it. Order is the order on the page.
NAVIGATION = (
    ("home", "Home", frozenset({Role.APPLICANT})),
    ("cpd:home", "My CPD", frozenset({Role.MEMBER})),
    ("cpd:desk", "CPD years", frozenset({Role.CPD_OFFICER})),
    ("correspondence:desk", "Letters", frozenset({Role.CPD_OFFICER, Role.MEMBERSHIP_OFFICER, Role.ADMINISTRATOR})),
    ("guidance:feedback_desk", "Feedback", frozenset({Role.MEMBERSHIP_OFFICER})),
    ("admin:index", "Figures and lists", frozenset({Role.ADMINISTRATOR})),
)


def site(request: HttpRequest) -> dict[str, Any]:
    """The names of the organisation, the navigation of this person, and how long they may stay idle."""
    user = getattr(request, "user", None)
    roles = user.roles if user is not None and user.is_authenticated else frozenset()
    return {
        "site": settings.SITE,
        "mode": settings.MODE,
        "nav": [
            {"url": reverse(name), "label": label, "current": request.path == reverse(name)}
            for name, label, seen_by in NAVIGATION
            if roles & seen_by
        ],
    }
