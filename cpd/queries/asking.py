"""Requests of members: what a new one depends on, the member's own, and those that wait for an officer."""

from __future__ import annotations

import uuid as uuids
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any, NamedTuple

from django.db.models import QuerySet

from cilexportal.foundation import london
from cilexportal.foundation.documents.models import Document
from cilexportal.foundation.prepared import Prepared
from cpd.enums import NOT_FINAL, Answer, Ask, Scheme
from cpd.models import (
    AbsenceEvidence,
    CpdYear,
    Dispensation,
    DispensationRequest,
    Extension,
    ExtensionRequest,
    Reduction,
    ReductionRequest,
    Request,
    YearResult,
)
from cpd.models.asking import PENDING
from cpd.queries.year_facts import NoRequirement, facts_for
from cpd.rules.asking import GROUNDS, Ground, Standing, days_out, length_in_words, unbroken, within
from cpd.rules.closing import Spell, six_months_out
from members.models import Member

REQUESTS: dict[Ask, Any] = {
    Ask.EXTENSION: ExtensionRequest,
    Ask.DISPENSATION: DispensationRequest,
    Ask.REDUCTION: ReductionRequest,
}
RELIEFS: dict[Ask, Any] = {
    Ask.EXTENSION: Extension,
    Ask.DISPENSATION: Dispensation,
    Ask.REDUCTION: Reduction,
}
ONE_KIND = """
    SELECT '{kind}', q.uuid, y.label, q.asked_at, q.answer, q.withdrawn_at, g.withdrawn_at
    FROM cpd_{kind}request q
    JOIN cpd_cpdyear y ON y.id = q.year_id
    LEFT JOIN cpd_{kind} g ON g.id = q.granted_id
    WHERE q.member_id = %(member)s
"""
MINE = Prepared(
    "cpd_requests",
    f"{' UNION ALL '.join(ONE_KIND.format(kind=kind.value) for kind in Ask)} ORDER BY 4 DESC LIMIT 8",
    member="bigint",
)
# A request older than this with no answer is shown as late: the customer standard is seven working days.
SLOW_AFTER_DAYS = 9


def standing_of(ask: Ask, member: Member, year: CpdYear) -> Standing:
    """What asking for this, or granting it, depends on now."""
    try:
        scheme = facts_for(member_id=member.pk, year_id=year.pk).target.scheme
    except NoRequirement:
        scheme = Scheme.NONE
    mine = {"member": member, "year": year}
    results = YearResult.objects.filter(**mine, superseded_at=None).exclude(outcome__in=NOT_FINAL)
    reduced = Reduction.objects.filter(member=member, withdrawn_at=None).exclude(year=year)
    return Standing(
        label=year.label,
        starts_on=year.starts_on,
        ends_on=year.ends_on,
        ask_by=year.ask_by,
        scheme=scheme,
        has_result=results.exists(),
        is_pending=REQUESTS[ask].objects.filter(PENDING, **mine).exists(),
        has_relief=RELIEFS[ask].objects.filter(**mine, withdrawn_at=None).exists(),
        reduced_years=reduced.count() if ask == Ask.REDUCTION else 0,
    )


def request_of(ask: Ask, uuid: uuids.UUID, *, member: Member | None = None) -> Any:
    """The request of this name with its member and year, the member's own where one is given; else None."""
    related = ["member__user", "year", "decided_by", "granted"]
    found = REQUESTS[ask].objects.select_related(*related).filter(uuid=uuid)
    return (found.filter(member=member) if member else found).first()


def of_member(member: Member, *, year: CpdYear | None = None) -> list[Request]:
    """Every request of a member, or those about one year, the newest first, in one query a kind."""
    return sorted(
        _all({"member": member, **({"year": year} if year else {})}), key=lambda one: one.asked_at, reverse=True
    )


def _all(where: dict[str, Any]) -> Iterable[Request]:
    for model in REQUESTS.values():
        yield from model.objects.filter(**where).select_related("year", "granted", "decided_by")


def waiting(ask: Ask | None = None) -> list[Request]:
    """The requests that wait for an answer, those that hold a close first, then the oldest."""
    models = [REQUESTS[ask]] if ask else list(REQUESTS.values())
    found: list[Request] = []
    for model in models:
        found += model.objects.filter(PENDING).select_related("member", "year")
    return sorted(found, key=lambda one: (not getattr(one, "in_time", False), one.asked_at))


def count_waiting() -> int:
    """How many requests wait for an answer."""
    return sum(model.objects.filter(PENDING).count() for model in REQUESTS.values())


def answered(*, most: int) -> list[Request]:
    """The requests answered last, the newest first."""
    found: list[Request] = []
    for model in REQUESTS.values():
        done = model.objects.exclude(answer="").select_related("member", "year", "decided_by")
        found += done.order_by("-decided_at")[:most]
    return sorted(found, key=lambda one: str(one.decided_at), reverse=True)[:most]


@dataclass(frozen=True)
class Clock:
    """How long a request has waited, in London days, and what it keeps waiting."""

    days: int
    is_slow: bool
    holds: bool


def clock_of(request: Request, *, at: datetime) -> Clock:
    """[CPD-11] The clocks of a waiting request."""
    days = london.days_between(london.date_of(request.asked_at), london.date_of(at))
    holds = getattr(request, "in_time", False) and at >= request.year.closes_at
    return Clock(days, days > SLOW_AFTER_DAYS, holds)


@dataclass(frozen=True)
class TimeOut:
    """Times out of employment as an officer weighs them [CPD-16a]."""

    spells: list[tuple[Spell, str]]
    days: int
    is_six_months: bool


def time_out(request: DispensationRequest) -> TimeOut:
    """The times of a request that lie inside its year, each with its length, and all of them added up."""
    given = [Spell(spell.first, spell.last) for spell in request.spells.all()]
    inside = unbroken(within(given, starts_on=request.year.starts_on, ends_on=request.year.ends_on))
    enough = six_months_out(inside, starts_on=request.year.starts_on)
    return TimeOut([(spell, length_in_words(spell)) for spell in inside], days_out(inside), enough)


def evidence_of(request: DispensationRequest) -> QuerySet[AbsenceEvidence]:
    """The documents of a request, with their state."""
    return request.evidence.select_related("document").order_by("pk")


def document_of(request: DispensationRequest, *, evidence_id: int) -> Document | None:
    """One document of a request, or None."""
    found = evidence_of(request).filter(pk=evidence_id).first()
    return found.document if found else None


def ground_of(request: Request) -> Ground | None:
    """For what a request was refused, or None."""
    return GROUNDS.get(request.refused_for) if request.answer == Answer.REFUSED else None


def state_of(request: Request) -> tuple[str, str]:
    """A request's state in words, and its colour."""
    ended = request.relief.withdrawn_at if request.relief else None
    return _state(request.answer, request.withdrawn_at, ended)


def _state(answer: str, withdrawn_at: datetime | None, ended_at: datetime | None) -> tuple[str, str]:
    if withdrawn_at:
        return "Taken back", "grey"
    if not answer:
        return "Waiting for an answer", "amber"
    if answer == Answer.REFUSED:
        return "Refused", "red"
    return ("Granted", "green") if ended_at is None else ("Granted, then taken back", "grey")


class Mine(NamedTuple):
    """A line of somebody's own requests."""

    kind: Ask
    uuid: uuids.UUID
    year: str
    asked_at: datetime
    word: str
    colour: str


def mine(member: Member) -> list[Mine]:
    """The latest requests of a member, the newest first, in one query."""
    rows = MINE.rows(member=member.pk)
    return [Mine(Ask(kind), uuid, year, at, *_state(*state)) for kind, uuid, year, at, *state in rows]
