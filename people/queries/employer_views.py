"""A member's consents, who looked, and what a link shows."""

from __future__ import annotations

import hashlib
from datetime import date, datetime, timedelta
from uuid import UUID

from django.db.models import Count, Max, QuerySet

from members.models import Member
from people.models import EmployerView
from people.rules import employer_view as rules
from people.rules.employer_view import Shown, Year
from standing.enums import Light
from standing.queries.standing import facts_of_one
from standing.rules.facts import Facts
from standing.rules.lights import Lit, Step, certificate_year, lights

A_DAY = timedelta(days=1)
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
    facts = facts_of_one(member.pk, today)
    years = sorted({today.year, certificate_year(facts, today=today)})
    return [_year(facts, year, today) for year in years]


def _year(facts: Facts, number: int, today: date) -> Year:
    """Three lights with the days they are about: the CPD year that counts for it, and the calendar year itself."""
    counted = facts.cpd_year_before(number)
    ends = counted.ends_on if counted else date(number - 1, 9, 30)
    year = date(number, 1, 1), date(number, 12, 31)
    days = {Step.CPD: (ends.replace(year=ends.year - 1) + A_DAY, ends)}
    three = lights(facts, year=number, today=today).all
    return Year(number, [_shown(one, *days.get(one.step, year)) for one in three])


def _shown(lit: Lit, first: date, last: date) -> Shown:
    """Of what was before the portal's time it says that, and not that it was not met."""
    is_known = lit.recorded or lit.colour != Light.RED
    colour, word = (str(lit.colour), str(lit.colour.label)) if is_known else NO_RECORD
    return Shown(lit.name, colour, word, first, last, lit.due_by)
