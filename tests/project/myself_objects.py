"""What the addresses of one's own account name in the test of the access matrix."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from cilexportal.foundation import london
from cilexportal.foundation.correspondence import preferences
from members.models import Member, User
from people.models import EmployerView, Restriction
from people.queries.employer_views import hashed
from tests import factories

Arguments = dict[str, Any]
TOKEN = "a-token-that-somebody-has"


def view(owner: User) -> EmployerView:
    """A live consent of the owner's, or of a stranger's, behind TOKEN."""
    now = london.now()
    member = Member.objects.filter(user=owner).first() or factories.MemberFactory()
    number = EmployerView.objects.count()
    return EmployerView.objects.create(
        member=member, contact="Practice manager", organisation="Firm", email="manager@firm.example",
        token_hash=hashed(f"{TOKEN}-{number}"), given_at=now, expires_at=now + timedelta(days=30),
    )  # fmt: skip


def link(owner: User) -> Arguments:
    view(owner)
    return {"token": f"{TOKEN}-{EmployerView.objects.count() - 1}"}


def restriction(owner: User) -> Arguments:
    """One that another officer has proposed about a stranger."""
    now = london.now()
    made = Restriction.objects.create(
        user=factories.UserFactory(), matter="Fees", why="Threats", proposed_at=now,
        proposed_by=factories.UserFactory(), review_on=london.date_of(now) + timedelta(days=30),
    )  # fmt: skip
    return {"uuid": made.uuid}


OBJECTS: dict[str, Callable[[User], Arguments]] = {
    "letters:stop": lambda owner: {"token": preferences.stop_token(owner.pk, "policy_research")},
    "me:employer_view": lambda owner: {"uuid": view(owner).uuid},
    "me:shown": link,
    "people:restriction": restriction,
}
