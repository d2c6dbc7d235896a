"""Links to references: sent, opened by pressing a button, and ended. Reading a page never uses one up [HB-21]."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from django.db import transaction

from applications.models import Application, Reference, ReferenceAsked, ReferenceLink, ReferenceVisit
from applications.queries import references as queries
from applications.rules import links as rules
from applications.rules import supervisors
from cilexportal.foundation import london
from cilexportal.foundation.correspondence import services as correspondence
from cilexportal.foundation.rulebook.refusal import Refused, refuse_if_any
from cilexportal.foundation.visitors import keys
from cilexportal.foundation.visitors.keys import Opened
from members.models import User

ASKED, REMINDER = "applications.reference_asked", "applications.reference_reminder"
PURPOSE = "applications.reference"


def token_of(*, asked: ReferenceAsked, sent_at: datetime) -> str:
    """The secret of a link, made anew from the portal's key whenever a letter is written."""
    return keys.token_of(purpose=PURPOSE, subject=asked.uuid, sent_at=sent_at)


def send(*, asked: ReferenceAsked, by: User | None, at: datetime) -> ReferenceLink:
    """[HB-21] Sends a link that ends with the request's last day; the one before is dead from now on.

    The caller holds the request. Raises Refused within ten minutes of the last one.
    """
    last = asked.links.order_by("-sent_at").first()
    if refusal := rules.may_send(sent_at=last.sent_at if last else None, at=at):
        raise Refused(refusal)
    end(asked=asked, at=at)
    link = ReferenceLink.objects.create(
        asked=asked, token_hash=keys.hashed(token_of(asked=asked, sent_at=at)), sent_at=at, sent_by=by,
        expires_at=london.end_of_day(asked.due_on),
    )  # fmt: skip
    write(link=link, kind=ASKED, key=f"reference:{link.pk}", at=at)
    return link


def write(*, link: ReferenceLink, kind: str, key: str, at: datetime) -> None:
    """Queues a letter with the link for the supervisor."""
    asked = link.asked
    correspondence.queue(
        kind=kind, to_user_id=None, to_name=asked.name, to_email=asked.email, context={"link": link.pk}, at=at,
        dedupe_key=key,
    )  # fmt: skip


def end(*, asked: ReferenceAsked, at: datetime) -> None:
    """Ends the link of a request and every visit by it."""
    ReferenceVisit.objects.filter(link__asked=asked, ended_at=None).update(ended_at=at)
    ReferenceLink.objects.filter(asked=asked, ended_at=None).update(ended_at=at)


def enter(*, token: str, visitor: User | None, at: datetime) -> Opened | None:
    """[HB-21] [HB-24] Opens the narrow session of a supervisor; None for a link that never was.

    The link stays good until its last day, so that the supervisor comes back by it. Raises Refused for a dead one, and
    for the applicant who is signed in, in whatever account.
    """
    with transaction.atomic():
        link = queries.by_token(token)
        if link is None:
            return None
        ReferenceAsked.objects.select_for_update().get(pk=link.asked_id)
        link = queries.by_token(token)
        assert link is not None, "links are never deleted"
        refuse_if_shut(link, visitor=visitor, at=at)
        hours = queries.data_of_asked(link.asked).reference.visit_hours
        key = keys.fresh()
        ReferenceVisit.objects.create(
            link=link, key_hash=keys.hashed(key), began_at=at, expires_at=at + timedelta(hours=hours)
        )
        ReferenceLink.objects.filter(pk=link.pk, opened_at=None).update(opened_at=at)
        Reference.objects.get_or_create(asked=link.asked, defaults={"saved_at": at})
        return Opened(key=key, seconds=hours * 3600)


def leave(*, visit_id: int, at: datetime) -> None:
    """Ends a visit; what was written stays, and the link opens it again."""
    ReferenceVisit.objects.filter(pk=visit_id, ended_at=None).update(ended_at=at)


def refuse_if_shut(link: ReferenceLink, *, visitor: User | None, at: datetime) -> None:
    """Raises Refused where the link is dead at `at`, or where this visitor is the applicant."""
    if refusal := queries.why_dead(link, at=at):
        raise Refused(refusal)
    refuse_the_applicant(link.asked.case.application, visitor=visitor)


def refuse_the_applicant(application: Application, *, visitor: User | None) -> None:
    """[HB-24] Raises Refused where this visitor is signed in as the applicant, in whatever account."""
    applicant = queries.applicant_before(application, visitor=visitor)
    if refusal := supervisors.may_answer(signed_in_as=visitor.email if visitor else "", applicant=applicant):
        raise Refused(refusal)


def refuse_their_signature(application: Application, *, signed_name: str, asked_at: str) -> None:
    """[HB-24] Raises Refused where what is to be signed would be the applicant's own word: by the name that was typed,
    or by the address that the link went to."""
    applicant = queries.applicant_of(application)
    refuse_if_any(supervisors.may_sign(signed_name=signed_name, asked_at=asked_at, applicant=applicant))


def is_wanted(context: dict[str, Any], at: datetime) -> bool:
    """Whether a letter with a link is still wanted when it is about to go: nothing settled, decided or replaced."""
    link = ReferenceLink.objects.select_related("asked__case").filter(pk=context["link"]).first()
    return link is not None and queries.why_dead(link, at=at) is None
