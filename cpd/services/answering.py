"""What an officer says to a request: granted or refused, by whom, when and why; and what was granted taken back.

Each verb has the member's year to itself, so that it comes before the close or after it and never in between.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from typing import Any

from cilexportal.foundation import london
from cilexportal.foundation.correspondence import services as correspondence
from cilexportal.foundation.rulebook.refusal import Refused, refuse_if_any
from cpd.enums import Answer, Ask, Cause, Outcome
from cpd.models import Request, YearResult
from cpd.queries.asking import RELIEFS, standing_of
from cpd.rules.asking import CLAUSES, bad_until, grounds_for, may_grant_less
from cpd.services.asking import lock, refuse_answered
from cpd.services.close.again import changing
from members.models import Member, User


def grant_time(*, request: Request, until: date, why: str, by: User, at: datetime) -> None:
    """[CPD-11a] Grants more time until the end of a London date. Raises Refused.

    A year that was held, or closed as not met, is extended at once.
    """
    refusal = bad_until(until, ends_on=request.year.ends_on, today=london.date_of(at))
    refuse_if_any(filter(None, [refusal]))
    _grant(request, why=why, by=by, at=at, until=until)


def grant_nothing_owed(*, request: Request, why: str, by: User, at: datetime) -> None:
    """[CPD-16a] Grants that nothing is owed for the year. Several shorter spells are an officer's to allow."""
    _grant(request, why=why, by=by, at=at)


def grant_less(*, request: Request, portfolio_seen: bool, why: str, by: User, at: datetime) -> None:
    """[CPD-16b] Grants five outcomes to somebody whose portfolio is under way. Raises Refused."""

    def check() -> None:
        standing = standing_of(Ask.REDUCTION, request.member, request.year)
        refuse_if_any(filter(None, [may_grant_less(standing, portfolio_seen=portfolio_seen)]))

    _grant(request, why=why, by=by, at=at, check=check, noted={"portfolio_seen": portfolio_seen})


def refuse(*, request: Request, ground: str, why: str, by: User, at: datetime) -> None:
    """[CPD-11a] [CPD-16a] [CPD-16b] Refuses a request for a reason with its clause; a year it held is judged at once.

    It is judged by what was complete at the closing instant. Raises Refused for a request that no longer waits, and
    for a reason that is not so.
    """
    if ground not in dict(grounds_for(request.kind, in_time=getattr(request, "in_time", False))):
        raise Refused.because(CLAUSES[request.kind], "Choose why the request is refused.")
    told = {"member": request.member, "year": request.year, "by": by, "at": at, "reason": why}
    with changing(cause=Cause.CORRECTION, reopens=False, **told):
        _answer(request, Answer.REFUSED, why=why, by=by, at=at, refused_for=ground)


def _grant(
    request: Request, *, why: str, by: User, at: datetime, check: Callable[[], None] | None = None,
    noted: dict[str, Any] | None = None, **granted: Any,
) -> None:  # fmt: skip
    """Writes what is granted and the answer, and judges the year again where it was closed as not met."""
    mine = {"member": request.member, "year": request.year}
    with changing(cause=Cause.GRANTED, reason=why, by=by, at=at, **mine) as before:
        if check:
            check()
        _refuse_needless(request, before)
        relief = RELIEFS[request.kind].objects.create(**mine, **granted, reason=why, granted_at=at, granted_by=by)
        _answer(request, Answer.GRANTED, why=why, by=by, at=at, granted=relief, **(noted or {}))


def _refuse_needless(request: Request, before: YearResult | None) -> None:
    """Raises Refused where there is such a grant already, or the year needs none any more."""
    clause, year = CLAUSES[request.kind], request.year.label
    live = RELIEFS[request.kind].objects.filter(member=request.member, year=request.year, withdrawn_at=None)
    if live.exists():
        raise Refused.because(
            clause, f"This has been granted for {year} already. Refuse the request, or take that back."
        )
    if before and before.outcome in (Outcome.MET, Outcome.DISPENSED, Outcome.NOT_REQUIRED):
        done = before.get_outcome_display().lower()
        raise Refused.because(clause, f"{year} is closed as {done}, so that nothing is left to grant.")


def _answer(request: Request, answer: Answer, *, why: str, by: User, at: datetime, **facts: Any) -> None:
    """Notes the answer on the request and queues the letter that tells it."""
    found = lock(request)
    refuse_answered(found)
    decided = {"answer": answer, "decided_at": at, "decided_by": by, "decided_why": why, **facts}
    for name, value in decided.items():
        setattr(found, name, value)
    found.save(update_fields=list(decided))
    context = {"kind": str(found.kind), "request": found.pk}
    _write("cpd.request_answered", found.member, context, key=f"{found.kind}:{found.pk}", at=at)


def take_back_grant(*, ask: Ask, relief_id: int, reason: str, by: User, at: datetime) -> None:
    """Takes back what was granted; a year that rests on it is judged at once. Raises Refused.

    An extension that has ended has done its work and stays.
    """
    relief = RELIEFS[ask].objects.select_related("member__user", "year").get(pk=relief_id)
    told = {"member": relief.member, "year": relief.year, "by": by, "at": at, "reason": reason}
    with changing(cause=Cause.TAKEN_BACK, reopens=ask != Ask.EXTENSION, **told) as before:
        live = RELIEFS[ask].objects.filter(pk=relief_id, withdrawn_at=None)
        if ask == Ask.EXTENSION and before and before.outcome != Outcome.EXTENDED:
            raise Refused.because("CPD-11a", "The year has been closed with its result, so the extension stays.")
        if not live.update(withdrawn_at=at, withdrawn_by=by):
            raise Refused.because(CLAUSES[ask], "This has been taken back already.")
        context = {"kind": str(ask), "relief": relief_id, "reason": reason}
        _write("cpd.grant_taken_back", relief.member, context, key=f"{ask}:{relief_id}", at=at)


def _write(kind: str, member: Member, context: dict[str, Any], *, key: str, at: datetime) -> None:
    """Queues one letter to a member."""
    correspondence.queue(
        kind=kind, to_user_id=member.user_id, to_name=member.full_name,
        to_email=member.user.email if member.user else "", context=context, dedupe_key=f"{kind}:{key}", at=at,
    )  # fmt: skip
