"""What applicants and members are told of a meeting, queued with the fact that causes it [HB-28a]."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime

from applications.enums import Body, Outcome
from applications.models import AgendaItem, Meeting, Seat
from applications.queries.calendar import closed_days
from applications.queries.deciding import to_decide
from applications.queries.pathways import data_by_id
from applications.rules import clocks, verdicts
from applications.services import letters
from cilexportal.foundation import london
from cilexportal.foundation.correspondence import services as correspondence
from cilexportal.foundation.correspondence.services import Letter
from members.models import User

DATE, OFF = "applications.committee_date", "applications.committee_off"
MEMBERS = "applications.committee_members"


def tell_date(*, items: Iterable[AgendaItem], meeting: Meeting, at: datetime) -> None:
    """[HB-28a] Tells the people of items when their case is considered: on listing, and on every change of the date.

    Items come with their referral, case, application and person; `told_at` is saved here.
    """
    told = []
    for item in items:
        item.told_at = at
        item.save(update_fields=["told_at"])
        starts = meeting.starts_at.isoformat()
        told.append(_letter(DATE, item, key=starts, more={"starts_at": starts}))
    correspondence.queue_all(letters=told, at=at)


def tell_off(*, items: Iterable[AgendaItem], at: datetime) -> None:
    """[HB-28a] Tells the people of items that were taken off that the date they were told no longer holds."""
    told = [item for item in items if item.told_at is not None]
    correspondence.queue_all(letters=[_letter(OFF, item, key="off", more={}) for item in told], at=at)


def tell_members(*, meeting: Meeting, news: str, at: datetime) -> None:
    """Tells the members of a meeting that its papers are out, or that it was moved or cancelled; `news` is "papers",
    "moved" or "cancelled"."""
    seats = Seat.objects.filter(meeting=meeting).select_related("member__user")
    told = [
        Letter(
            kind=MEMBERS, to_user_id=seat.member.user_id, to_name=seat.member.user.full_name,
            to_email=seat.member.user.email,
            context={"seat": seat.pk, "news": news, "starts_at": meeting.starts_at.isoformat()},
            dedupe_key=f"{MEMBERS}:{seat.pk}:{news}:{int(at.timestamp())}",
        )
        for seat in seats
    ]  # fmt: skip
    correspondence.queue_all(letters=told, at=at)


def tell_decided(*, items: Sequence[AgendaItem], meeting: Meeting, by: User, at: datetime) -> None:
    """[HB-28a] [HB-28b] Writes and sends the letter of each decision of a meeting, numbered like every letter of its
    application, with until when it can be looked at again. Items come with their decision; their cases are held."""
    today = london.date_of(at)
    closed = closed_days(today, today)
    for item in items:
        case = item.referral.case
        data = data_by_id(case.application.version_id)
        step, outcome = data.step(case.step).title, Outcome(item.outcome)
        by_post = not case.application.user.email
        received = clocks.received_on(today, by_post=by_post, figures=data.clocks, closed=closed)
        paragraphs = verdicts.paragraphs(
            outcome=outcome, body=Body(meeting.body), step=step, reasons=item.reasons,
            met_on=london.date_of(meeting.starts_at), days=data.clocks.reconsider_days,
            last_day=clocks.last_day_to_ask(received, to=Body.COMMITTEE, figures=data.clocks, closed=closed),
            hours=to_decide(case, today=today).hours_said(),
        )  # fmt: skip
        letter = letters.write(
            case=case, decision=item.decision, subject=verdicts.subject(outcome=outcome, step=step),
            body="\n\n".join(paragraphs), by=by, at=at,
        )  # fmt: skip
        letters.release(letter=letter, at=at)


def _letter(kind: str, item: AgendaItem, *, key: str, more: dict[str, str]) -> Letter:
    person = item.referral.case.application.user
    return Letter(
        kind=kind, to_user_id=person.pk, to_name=person.full_name, to_email=person.email,
        context={"item": item.pk, **more}, dedupe_key=f"{kind}:{item.pk}:{key}",
    )  # fmt: skip
