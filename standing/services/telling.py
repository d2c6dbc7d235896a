"""Writing to members when a CPD year takes benefits away, once, and once again when they are back."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from django.db import transaction

from cilexportal.foundation import london
from cilexportal.foundation.audit import because
from cilexportal.foundation.correspondence import services as correspondence
from members.models import Member
from standing.models import ToldLoss
from standing.queries import telling as queries
from standing.queries.standing import facts_of
from standing.rules.facts import Facts
from standing.rules.standing import OF_GRADE, loss_of, standing

LOST = "standing.benefits_lost"
RETURNED = "standing.benefits_returned"
AT_A_TIME = 500


def tell(*, at: datetime) -> int:
    """[CPD-13] [CPD-14] Writes to everybody whose benefits are lost or back without a word yet; returns how many."""
    return _tell_losses(at=at) + _tell_returns(at=at)


def still_lost(context: dict[str, Any], at: datetime) -> bool:
    """Whether the loss that a letter tells of still stands as it is sent."""
    return ToldLoss.objects.filter(pk=context["told"], returned_at=None).exists()


def _tell_losses(*, at: datetime) -> int:
    today, told, after = london.date_of(at), 0, 0
    while members := queries.perhaps_lost(limit=AT_A_TIME, after=after):
        after = members[-1]
        facts = facts_of(members, today)
        people = Member.objects.select_related("user").in_bulk(members)
        with transaction.atomic(), because(why="standing.tell"):
            told += sum(_told_loss(people[pk], one, at=at) for pk, one in facts.items())
    return told


def _told_loss(member: Member, facts: Facts, *, at: datetime) -> bool:
    today = london.date_of(at)
    since = lost_since(facts, today=today)
    lost = [one for benefit, one in standing(facts, today=today).items() if benefit in OF_GRADE and one.since == since]
    if since is None or not lost:
        return False
    told, new = ToldLoss.objects.get_or_create(
        member=member, returned_at=None, defaults={"since": since, "told_at": at}
    )
    if new:
        first = lost[0]
        benefits = [{"name": one.benefit.label, "clause": one.clause} for one in lost]
        _write(
            member, LOST, told, at=at, why=first.why, to_do=first.to_do, since=since.isoformat(), benefits=benefits
        )  # fmt: skip
    return new


def _tell_returns(*, at: datetime) -> int:
    today, told, after = london.date_of(at), 0, 0
    while rows := list(queries.perhaps_returned(limit=AT_A_TIME, after=after).select_related("member__user")):
        after = rows[-1].pk
        facts = facts_of([row.member_id for row in rows], today)
        with transaction.atomic(), because(why="standing.tell"):
            told += sum(_told_return(row, facts[row.member_id], at=at) for row in rows)
    return told


def _told_return(row: ToldLoss, facts: Facts, *, at: datetime) -> bool:
    """Notes that a loss is over. Where something else, such as a lapse, has taken everything meanwhile, silently."""
    today = london.date_of(at)
    if lost_since(facts, today=today) is not None:
        return False
    if not ToldLoss.objects.filter(pk=row.pk, returned_at=None).update(returned_at=at):
        return False
    held = [one for benefit, one in standing(facts, today=today).items() if benefit in OF_GRADE and one.is_held]
    if held:
        benefits = [{"name": one.benefit.label, "clause": one.clause} for one in held]
        _write(row.member, RETURNED, row, at=at, on=today.isoformat(), benefits=benefits)
    return bool(held)


def lost_since(facts: Facts, *, today: date) -> date | None:
    """The first day on which a CPD year took benefits that have not come back."""
    days: Iterable[date | None] = (loss_of(year) for year in facts.cpd_years)
    return min((day for day in days if day and day <= today), default=None)


def _write(member: Member, kind: str, told: ToldLoss, *, at: datetime, **context: Any) -> None:
    user = member.user
    correspondence.queue(
        kind=kind, to_user_id=user.pk if user else None, to_name=member.full_name, to_email=user.email if user else "",
        context={"told": told.pk, **context}, dedupe_key=f"{kind}:{told.pk}", at=at,
    )  # fmt: skip
