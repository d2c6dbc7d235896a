"""What every template may use."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from django.conf import settings
from django.http import HttpRequest

from cilexportal.foundation.ui.templatetags.ui import address
from members.access import Verdict, matrix
from members.doors import idle_limit, roles_of
from members.enums import STAFF_ROLES, Role
from shop.queries.baskets import IN_SESSION


@dataclass(frozen=True)
class Place:
    """A place in the main menu and, where it has words, a card on the first page. authz.toml says who sees it, and
    `only` for which of those roles it is, where others come there by another place."""

    route: str
    label: str
    words: str = ""
    only: str = ""

    def open_to(self, roles: frozenset[str]) -> bool:
        """Whether authz.toml lets someone with these roles look at it."""
        row = matrix().row(self.route)
        held = roles & {self.only} if self.only else roles
        return row is not None and row.verdict("GET", held) is Verdict.ALLOW


# Order is the order on the page.
PLACES = (
    Place("home", "Home"),
    Place("cpd:home", "My CPD"),
    Place("standing:home", "My standing"),
    Place("standing:renewal", "Membership"),
    Place("shop:catalogue", "Shop"),
    Place("shop_desk:orders", "Orders", "Find orders, see what is unpaid or goes back, and the money of each day."),
    Place("cpd:desk_requests", "CPD requests", "Answer those who ask for more time, for no CPD or for five outcomes."),
    Place("cpd:desk_members", "Members' CPD", "Find a member: their years, results and grants; enter late records."),
    Place("people:find", "People", "Find a member, and see as much of them as your office may."),
    Place("cpd:desk_sampling", "Sampling", "Draw members of a closed year, read their records and decide."),
    Place(
        "standing_desk:renewals", "Renewals", "Who has not paid, employers who pay for several members, and who joins."
    ),
    Place("cpd:desk", "CPD years", "See how a year stands, follow its close and sign it."),
    Place(
        "applications_desk:queue", "Cases", "Applications in their order: whose move it is, who has them, what is late."
    ),
    Place("standing_desk:certificates", "Certificates", "Issue practising certificates, and see how a member stands."),
    Place(
        "standing_desk:conduct",
        "Conduct",
        "What was declared of prior conduct: read it with a reason, and decide.",
    ),
    Place("people:access", "Data requests", "Requests for data and complaints about its use, each with its last day."),
    Place(
        "correspondence:desk", "Letters", "Send again or post what did not arrive, and read every letter as it went."
    ),
    Place("guidance:feedback_desk", "Feedback", "What people say about the pages of the portal, oldest first."),
    Place("people:wall", "The wall", "Which officer of one body looked at a member's page, and why."),
    Place("admin:applications_meeting_changelist", "Committee", "Meetings with their agendas, papers and decisions."),
    Place(
        "admin:index",
        "Figures and lists",
        "Dated figures, grades and their names, areas of law, and who has which role.",
        only=Role.ADMINISTRATOR,
    ),
)


def places_for(request: HttpRequest) -> list[Place]:
    """The places that the signed-in person may look at; a visitor has no menu."""
    return list(_open_to(roles_of(request)))


@lru_cache(maxsize=256)
def _open_to(roles: frozenset[str]) -> tuple[Place, ...]:
    """The places for people with these roles, by authz.toml, which is read once a process."""
    return tuple(place for place in PLACES if place.open_to(roles)) if roles else ()


def site(request: HttpRequest) -> dict[str, Any]:
    """The names of the organisation, the menu of this person, and how long they may stay idle."""
    basket = request.session.get(IN_SESSION) if hasattr(request, "session") else None
    common = {"site": settings.SITE, "mode": settings.MODE, "basket_units": basket["units"] if basket else 0}
    if not hasattr(request, "user") or not request.user.is_authenticated:
        return common
    return {
        **common,
        "nav": tuple(
            (url, label, request.path == url)
            for url, label in ((address(place.route), place.label) for place in places_for(request))
        ),
        "role_name": _role_name(roles_of(request)),
        "idle_seconds": idle_limit(request),
    }


@lru_cache(maxsize=256)
def _role_name(roles: frozenset[str]) -> str:
    """The staff role beside the name of its holder; nothing for a member."""
    held = [role.label for role in Role if role in STAFF_ROLES and role.value in roles]
    return " and ".join(held) if len(held) < 3 else "staff"
