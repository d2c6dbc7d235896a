"""Decisions on cases: officers', and through `record` the committee's and the panel's too [HB-26] to [HB-28]."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from applications.enums import Actor, Body, EventKind, Outcome
from applications.models import Case, Decision, Referral
from applications.queries import deciding as queries
from applications.rules import deciding as rules
from applications.services import moving
from cilexportal.foundation import london
from cilexportal.foundation.asking.models import Request
from cilexportal.foundation.rulebook.refusal import Refused, refuse_if_any
from members.models import User

KINDS = {Outcome.ASK: EventKind.ASKED, Outcome.REFER: EventKind.REFERRED}


def record(
    *, case: Case, body: Body, outcome: Outcome, why: str, by: User, at: datetime, request: Request | None = None,
    expected_on: date | None = None, expected_why: str = "",
    facts: Mapping[str, Any] | None = None, shown: bool = True,
) -> Decision:  # fmt: skip
    """[HB-26] [HB-28] Writes what an officer, the committee or the panel decided, and settles the case.

    The caller is in a transaction and holds the case (`moving.held`). `by` decides, or records what the committee did;
    `why` goes with a referral and with every decision of the committee. Sections, hours and ledger are kept as they
    stand. `request` is what ASK asks for, opened before; a referral is opened before REFER is recorded. Where the
    committee or the panel decides, the open referral ends here. `facts` go into the timeline beside the decision.
    No letter is written here. Raises Refused where the facts do not allow it, where it is the case's own person, and
    where the case was never submitted.
    """
    found = queries.to_decide(case, today=london.date_of(at))
    if own := queries.may_judge(case, by):
        raise Refused(own)
    refuse_if_any(rules.why_not(outcome, found.matter, found.data, body=body))
    if found.submission is None:
        raise Refused.because("HB-26", "Nothing of this step has been submitted.")
    reckoned = found.hours
    made = Decision.objects.create(
        case=case, submission=found.submission, body=body, outcome=outcome, by=by, at=at, why=why.strip(),
        sections=queries.sections_as_kept(found.matter.sections), ledger=queries.ledger_as_kept(reckoned),
        hours_claimed=queries.hundredths(reckoned.claimed) if reckoned else None,
        hours_accepted=queries.hundredths(reckoned.accepted) if reckoned else None,
        expected_on=expected_on, expected_why=expected_why, request=request,
    )  # fmt: skip
    if body != Body.OFFICER:
        Referral.objects.filter(case=case, ended_at=None).update(ended_at=at)
    actor = Actor.OFFICER if body == Body.OFFICER else Actor.COMMITTEE
    said = {"decision": str(made.uuid), "outcome": outcome.value, "body": body.value, **(facts or {})}
    kind = KINDS.get(outcome, EventKind.DECIDED)
    moving.settle(case=case, actor=actor, kind=kind, by=by, at=at, facts=said, shown=shown)
    return made
