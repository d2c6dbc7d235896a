"""A member's consents, who looked, and what a link shows."""

from __future__ import annotations

import hashlib
from datetime import date, datetime, timedelta
from uuid import UUID

from django.db.models import Count, Max, QuerySet

from members.models import Member
from people.models import EmployerView
from people.rules import employer_view as rules
from people.rules.employer_view import Shown
from standing.queries.certificates import page_of

A_DAY = timedelta(days=1)


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


def shown(member: Member, *, today: date) -> list[Shown]:
    """The three lights with the days they are about: the CPD year that counts, and the year of the certificate."""
    page = page_of(member, today=today)
    lights = page.lights
    year = date(lights.year, 1, 1), date(lights.year, 12, 31)
    counted = page.facts.cpd_year_before(lights.year)
    ends = counted.ends_on if counted else date(lights.year - 1, 9, 30)
    cpd = ends.replace(year=ends.year - 1) + A_DAY, ends
    days = {lights.cpd.step: cpd}
    return [
        Shown(one.name, str(one.colour), one.colour.label, *days.get(one.step, year)) for one in lights.all
    ]  # fmt: skip
