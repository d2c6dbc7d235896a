"""Ending optional correspondence after abusive messages: proposed, agreed to by another officer, lifted [TC-4.3]."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.db import transaction

from cilexportal.foundation import london
from cilexportal.foundation.correspondence import services as correspondence
from cilexportal.foundation.rulebook.refusal import Refused, refuse_if_any
from members.models import User
from people.models import Restriction
from people.rules import restrictions as rules

CLAUSE = "TC-4.3"
ENDED, LIFTED = "people.correspondence_ended", "people.correspondence_again"


def propose(*, user: User, matter: str, why: str, review_on: date, by: User, at: datetime) -> Restriction:
    """[TC-4.3] Puts it before a second officer; until then nothing changes. Raises Refused."""
    refuse_if_any(filter(None, [rules.may_end(review_on=review_on, today=london.date_of(at))]))
    with transaction.atomic():
        User.objects.select_for_update().get(pk=user.pk)
        if user.pk == by.pk:
            raise Refused.because(CLAUSE, "This is your own account.")
        if Restriction.objects.filter(user=user, lifted_at=None).exists():
            raise Refused.because(CLAUSE, "One is proposed or in force for this person already.")
        return Restriction.objects.create(
            user=user, matter=matter, why=why, review_on=review_on, proposed_at=at, proposed_by=by
        )


def agree(*, restriction_id: int, by: User, at: datetime) -> Restriction:
    """[TC-4.3] A second officer agrees: it is in force, and the person is told until when and what is still taken.

    Raises Refused for the officer who proposed it, and once it is agreed to or lifted.
    """
    with transaction.atomic():
        found = _live(restriction_id, by=by)
        refuse_if_any(filter(None, [rules.may_agree(proposed_by=found.proposed_by_id, by=by.pk)]))
        if found.agreed_at is not None:
            raise Refused.because(CLAUSE, "It has been agreed to.")
        found.agreed_at, found.agreed_by = at, by
        found.save(update_fields=["agreed_at", "agreed_by"])
        _tell(found, ENDED, at=at)
        return found


def keep_on(*, restriction_id: int, review_on: date, by: User, at: datetime) -> Restriction:
    """[TC-4.3] Looked at again, and kept until another day; the person is told. Raises Refused."""
    refuse_if_any(filter(None, [rules.may_end(review_on=review_on, today=london.date_of(at))]))
    with transaction.atomic():
        found = _live(restriction_id, by=by)
        if found.agreed_at is None:
            raise Refused.because(CLAUSE, "A second officer has to agree first.")
        found.review_on = review_on
        found.save(update_fields=["review_on"])
        _tell(found, ENDED, at=at)
        return found


def lift(*, restriction_id: int, why: str, by: User, at: datetime) -> Restriction:
    """[TC-4.3] Ends it, or declines what was proposed; the person is told of what was in force. Raises Refused."""
    with transaction.atomic():
        found = _live(restriction_id, by=by)
        found.lifted_at, found.lifted_by, found.lifted_why = at, by, why
        found.save(update_fields=["lifted_at", "lifted_by", "lifted_why"])
        if found.agreed_at is not None:
            _tell(found, LIFTED, at=at)
        return found


def is_in_force(context: dict[str, Any], at: datetime) -> bool:
    """Whether the letter is still true when it is about to go."""
    return Restriction.objects.filter(pk=context["restriction"], lifted_at=None, agreed_at__isnull=False).exists()


def _live(restriction_id: int, *, by: User) -> Restriction:
    """The restriction, its row held. Raises Refused once it has been lifted, and for the person it is about."""
    found = Restriction.objects.select_for_update().get(pk=restriction_id)
    if found.lifted_at is not None:
        raise Refused.because(CLAUSE, "It has been lifted.")
    if found.user_id == by.pk:
        raise Refused.because(CLAUSE, "This is about you: another officer decides.")
    return found


def _tell(found: Restriction, kind: str, *, at: datetime) -> None:
    correspondence.queue(
        kind=kind, to_user_id=found.user_id, to_name=str(found.user), to_email=found.user.email,
        context={"restriction": found.pk}, at=at,
    )  # fmt: skip
