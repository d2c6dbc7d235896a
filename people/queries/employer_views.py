"""A member's consents, who looked, and what a link shows."""

from __future__ import annotations

import hashlib
from datetime import date, datetime
from uuid import UUID

from django.db.models import Count, Max, QuerySet

from members.models import Member
from people.models import EmployerView
from people.rules import employer_view as rules
from people.rules.employer_view import Shown, Year
from standing.enums import Light
from standing.queries.lit_years import About, years_of

NO_RECORD = "grey", "No record"


def hashed(token: str) -> str:
    """What is kept of a token."""
    return hashlib.sha256(token.encode()).hexdigest()


def of_member(member_id: int) -> QuerySet[EmployerView]:
    """Every consent of a member, the latest first, with how often and when last somebody looked."""
    return EmployerView.objects.filter(member=member_id).annotate(times=Count("looks"), last=Max("looks__at"))


def one_of(member_id: int, uuid: UUID) -> EmployerView | None:
    """A member's own consent; None for any other."""
    return of_member(member_id).filter(uuid=uuid).first()


def is_live(view: EmployerView, *, at: datetime) -> bool:
    """Whether its link shows anything at `at`."""
    return rules.is_live(
        given_at=view.given_at, expires_at=view.expires_at, withdrawn_at=view.withdrawn_at, at=at
    )  # fmt: skip


def by_token(token: str, *, at: datetime) -> EmployerView | None:
    """The consent behind a link while it is live; None for every other link, whyever it is dead."""
    found = EmployerView.objects.select_related("member").filter(token_hash=hashed(token)).first()
    return found if found is not None and is_live(found, at=at) else None


def shown(member: Member, *, today: date) -> list[Year]:
    """The three lights of today's year, and those of the coming one once it can be renewed for."""
    years = years_of(member.pk, today=today)
    return [Year(number, [_shown(about) for about in three]) for number, three in years]


def _shown(about: About) -> Shown:
    """Of what was before the portal's time it says that, and not that it was not met."""
    lit = about.lit
    is_known = lit.recorded or lit.colour != Light.RED
    colour, word = (str(lit.colour), str(lit.colour.label)) if is_known else NO_RECORD
    return Shown(lit.name, colour, word, about.first, about.last, lit.due_by)
