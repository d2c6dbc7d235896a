"""The verbs of an employer's view: give it, take it back, note that somebody looked."""

from __future__ import annotations

import secrets
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction

from cilexportal.foundation import london
from cilexportal.foundation.audit import because
from cilexportal.foundation.correspondence import services as correspondence
from cilexportal.foundation.rulebook.refusal import Refused
from members.models import Member
from people.models import EmployerLook, EmployerView
from people.queries import employer_views as queries
from people.rules import employer_view as rules

KIND = "people.employer_view"
# Ten live ones are more than anybody has employers; without a limit a member could have the portal write to the world.
MOST_LIVE = 10
A_DAY = timedelta(days=1)
CLAUSE = "TC-11.1"


def give(
    *, member: Member, contact: str, organisation: str, email: str, months: int, by: int, at: datetime
) -> EmployerView:  # fmt: skip
    """Lets somebody see three lights and their dates until the end of a day, by a link that is sent to them.

    What the member calls them greets nobody: it would be chosen words to a chosen address. Raises Refused once ten live
    ones stand, after ten in a day, and while the same address has one.
    """
    token = secrets.token_urlsafe(32)
    ends = london.end_of_day(rules.last_day(given_on=london.date_of(at), months=months))
    with transaction.atomic(), because(user_id=by, why="people.employer_view"):
        Member.objects.select_for_update().get(pk=member.pk)
        live = [one for one in queries.of_member(member.pk) if queries.is_live(one, at=at)]
        if len(live) >= MOST_LIVE:
            raise Refused.because(CLAUSE, f"{MOST_LIVE} views are live. Take one back first.")
        if EmployerView.objects.filter(member=member, given_at__gt=at - A_DAY).count() >= MOST_LIVE:
            raise Refused.because(CLAUSE, f"You have sent {MOST_LIVE} links in a day, the most there are. Wait a day.")
        if any(one.email.casefold() == email.casefold() for one in live):
            raise Refused.because(CLAUSE, "This address has a live view. Take that one back to send a new link.")
        view = EmployerView.objects.create(
            member=member, contact=contact, organisation=organisation, email=email,
            token_hash=queries.hashed(token), given_at=at, expires_at=ends,
        )  # fmt: skip
        correspondence.queue(
            kind=KIND, to_user_id=None, to_name=email, to_email=email, at=at,
            context={"view": view.pk, "token": token},
        )  # fmt: skip
    return view


def withdraw(*, view_id: int, by: int, at: datetime) -> bool:
    """Takes a consent back at once; False where that was done before."""
    with transaction.atomic(), because(user_id=by, why="people.employer_view_back"):
        return EmployerView.objects.filter(pk=view_id, withdrawn_at=None).update(withdrawn_at=at) == 1


def note_look(*, view_id: int, at: datetime) -> None:
    """Notes that the link was opened; who opened it is not known."""
    EmployerLook.objects.create(view_id=view_id, at=at)


def is_live(context: dict[str, Any], at: datetime) -> bool:
    """Whether the letter with the link is still wanted when it is about to go."""
    view = EmployerView.objects.filter(pk=context["view"]).first()
    return view is not None and queries.is_live(view, at=at)
