"""Asking for a decision to be looked at again: by the committee, and then by the panel on appeal [HB-28b]."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from applications.enums import Actor, Body, Cause, EventKind
from applications.models import Case, Reconsideration, Referral
from applications.queries import reconsidering as queries
from applications.queries.changes import why_not_reviewed
from applications.queries.deciding import may_judge
from applications.queries.reconsidering import Again
from applications.services import moving, referring, typing
from cilexportal.foundation import london
from cilexportal.foundation.audit import because
from cilexportal.foundation.correspondence import services as correspondence
from cilexportal.foundation.rulebook.refusal import Refused, refuse_if_any
from members.models import User

CLAUSE = "HB-28b"
ASKED = "applications.asked_again"
CAUSES = {Body.COMMITTEE: Cause.RECONSIDERATION, Body.PANEL: Cause.APPEAL}


def ask(
    *, case_id: int, to: Body, reasons: str, by: User, at: datetime, wants_hearing: bool = False,
    revision: int | None = None,
) -> Reconsideration:  # fmt: skip
    """[HB-28b] Asks a body to look at the decision that stands, within its working days from receipt.

    The case goes before the body at once. Raises Refused after the last London day, without reasons, where nothing was
    decided against the applicant or it was asked before, while the ledger is another than the one that was submitted,
    and where the case was changed since `revision`.
    """
    with transaction.atomic(), because(user_id=by.pk, why="applications.ask_again"):
        case = moving.held(case=case_id, revision=revision)
        found = queries.of_body(case, to=to, today=london.date_of(at))
        unsent = why_not_reviewed(case, by_applicant=True)
        refuse_if_any([*found.refusals, *([found.late] if found.late else []), *unsent])
        referral = _refer(case, found, reasons=reasons, by=by, at=at)
        typing.let_go(application_id=case.application_id, page=queries.page_of(case))
        return _keep(found, referral, reasons=reasons, by=by, at=at, wants_hearing=wants_hearing)


def let_in(
    *, case_id: int, to: Body, reasons: str, why: str, by: User, at: datetime, wants_hearing: bool = False,
    revision: int | None = None,
) -> Reconsideration:  # fmt: skip
    """[HB-28b] Enters a request that came too late and is let in all the same: by whom and why is kept with it.

    Raises Refused without `why`, for one that is in time, for a case of `by`'s own, and for what `ask` refuses besides.
    """
    with transaction.atomic(), because(user_id=by.pk, why="applications.let_in"):
        case = moving.held(case=case_id, revision=revision)
        if own := may_judge(case, by):
            raise Refused(own)
        found = queries.of_body(case, to=to, today=london.date_of(at))
        refuse_if_any([*found.refusals, *why_not_reviewed(case, by_applicant=False)])
        if found.late is None:
            raise Refused.because(CLAUSE, "This is in time: the applicant asks on their own page.")
        if not why.strip():
            raise Refused.because(CLAUSE, "Say why it is let in although it is late.")
        referral = _refer(case, found, reasons=reasons, by=by, at=at)
        return _keep(found, referral, reasons=reasons, by=by, at=at, wants_hearing=wants_hearing, why=why)


def _refer(case: Case, found: Again, *, reasons: str, by: User, at: datetime) -> Referral:
    if not reasons.strip():
        raise Refused.because(CLAUSE, "Say why you are not satisfied.")
    return referring.refer(case=case, cause=CAUSES[found.to], question=reasons, by=by, at=at)


def _keep(
    found: Again,
    referral: Referral,
    *,
    reasons: str,
    by: User,
    at: datetime,
    wants_hearing: bool = False,
    why: str = "",
) -> Reconsideration:
    """Keeps the request with its clock, moves the case, and tells the applicant that it came. With `why` it was an
    officer who let it in."""
    case = referral.case
    made = Reconsideration.objects.create(
        case=case, decision=found.decision, to=found.to, received_on=found.received_on, last_day=found.last_day,
        asked_at=at, asked_by=by, reasons=reasons.strip(), wants_hearing=wants_hearing, late=found.late is not None,
        late_allowed_by=by if why else None, late_allowed_why=why.strip(), referral=referral,
    )  # fmt: skip
    facts = {"reconsideration": str(made.uuid), "to": found.to.value}
    actor = Actor.OFFICER if why else Actor.APPLICANT
    moving.settle(case=case, actor=actor, kind=EventKind.RECONSIDERATION, by=by, at=at, facts=facts)
    person = case.application.user
    correspondence.queue(
        kind=ASKED, to_user_id=person.pk, to_name=person.full_name, to_email=person.email,
        context={"reconsideration": made.pk}, dedupe_key=f"{ASKED}:{made.uuid}", at=at,
    )  # fmt: skip
    return made
