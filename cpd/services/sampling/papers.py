"""Documents that an assessor asks a sampled member for: asked, given more time, taken back [CPD-16d]."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from django.db import transaction

from cilexportal.foundation.asking import services as asking
from cilexportal.foundation.asking.models import Request, Stage
from cilexportal.foundation.asking.services import Wanted
from cilexportal.foundation.audit import because
from cilexportal.foundation.rulebook.refusal import Refused
from cpd.models import Sampled
from cpd.queries.sampled import about
from cpd.rules.sampling import CLAUSE
from members.models import User


def ask(*, sampled_id: int, why: str, items: Sequence[Wanted], by: User, at: datetime) -> Request:
    """[CPD-16d] Asks for documents, with a last day and reminders before it. Raises Refused."""
    with transaction.atomic(), because(user_id=by.pk, why="cpd.sampling.ask"):
        found = lock(sampled_id, by=by)
        person = found.member.user
        if person is None:
            raise Refused.because(CLAUSE, "This member has no account to send documents with. Write a letter to them.")
        made = asking.ask(
            person=person, email=person.email, subject=f"The sampling of your CPD year {found.year.label}", why=why,
            about=about(found), items=items, by=by, at=at, clause=CLAUSE,
        )  # fmt: skip
        Sampled.objects.filter(pk=found.pk).update(asked=made)
        return made


def give_time(*, sampled_id: int, until: date, by: User, at: datetime) -> Request:
    """[CPD-16d] Gives a member more time for what is asked; they are told. Raises Refused."""
    with transaction.atomic(), because(user_id=by.pk, why="cpd.sampling.more_time"):
        return asking.give_time(request_id=_open_request(lock(sampled_id, by=by)).pk, until=until, at=at)


def take_back(*, sampled_id: int, why: str, by: User, at: datetime) -> None:
    """[CPD-16d] Takes back what is asked and not answered; the member is told. Raises Refused."""
    with transaction.atomic(), because(user_id=by.pk, why="cpd.sampling.take_back"):
        asking.withdraw(request_id=_open_request(lock(sampled_id, by=by)).pk, why=why, by=by, at=at)


def lock(sampled_id: int, *, by: User) -> Sampled:
    """The sample as it stands now, its row held, while it is not decided and nobody's own. Raises Refused."""
    found = held(sampled_id)
    if found.outcome:
        raise Refused.because(CLAUSE, "This has been decided already.")
    if found.member.user_id == by.pk:
        raise Refused.because(CLAUSE, "This is your own record. Somebody else asks for documents.")
    return found


def held(sampled_id: int) -> Sampled:
    """The sample as it stands now, its row held until the transaction ends."""
    related = ("member__user", "year", "asked", "first_by")
    return Sampled.objects.select_for_update(of=("self",)).select_related(*related).get(pk=sampled_id)


def _open_request(found: Sampled) -> Request:
    if found.asked is None or found.asked.stage != Stage.OPEN:
        raise Refused.because(CLAUSE, "Nothing is asked for at the moment.")
    return found.asked
