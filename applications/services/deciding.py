"""Decisions on cases: officers', and through `record` the committee's and the panel's too [HB-26] to [HB-28]."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.db import transaction

from applications import events
from applications.enums import Actor, Body, End, EventKind, Outcome, Stage
from applications.models import Case, Decision, Letter, Referral
from applications.queries import deciding as queries
from applications.queries.changes import why_not_reviewed
from applications.rules import deciding as rules
from applications.rules import wording
from applications.services import beforehand, letters, moving, references, referring, requesting
from cilexportal.foundation import london
from cilexportal.foundation.asking.models import Request
from cilexportal.foundation.audit import because
from cilexportal.foundation.rulebook.refusal import Refusal, Refused, refuse_if_any
from members.models import User

CLAUSE = "HB-26"
ENDS = frozenset({Outcome.MET, Outcome.NOT_YET, Outcome.NOT_MET})
DECIDED = "The step was decided."
KINDS = {Outcome.ASK: EventKind.ASKED, Outcome.REFER: EventKind.REFERRED}


def record(
    *, case: Case, body: Body, outcome: Outcome, why: str, by: User, at: datetime, request: Request | None = None,
    expected_on: date | None = None, expected_why: str = "",
    facts: Mapping[str, Any] | None = None, shown: bool = True, read: Any = None,
) -> Decision:  # fmt: skip
    """[HB-26] [HB-28] Writes what an officer, the committee or the panel decided, and settles the case.

    The caller is in a transaction and holds the case (`moving.held`). `by` decides, or records what the committee did;
    `why` goes with a referral and with every decision of the committee. Sections, hours and ledger are kept as they
    stand. `request` is what ASK asks for, opened before; a referral is opened before REFER is recorded. Where the
    committee or the panel decides, the open referral ends here, and with every decision on the step whatever
    supervisors are still asked. `facts` go into the timeline beside the decision.
    No letter is written here; whoever listens (events.Decided) is told, with what was `read` before. Raises Refused
    where the facts do not allow it, where it is the case's own person, and where the case was never submitted.
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
    if outcome in ENDS:
        references.end_all(cases=[case], why=DECIDED, at=at)
    actor = Actor.OFFICER if body == Body.OFFICER else Actor.COMMITTEE
    said = {"decision": str(made.uuid), "outcome": outcome.value, "body": body.value, **(facts or {})}
    kind = KINDS.get(outcome, EventKind.DECIDED)
    moving.settle(case=case, actor=actor, kind=kind, by=by, at=at, facts=said, shown=shown)
    events.tell(_event(made, read))
    return made


def decide(
    *, case_id: int, revision: int, outcome: Outcome, why: str, subject: str, body: str, by: User, at: datetime,
    expected_on: date | None = None, expected_why: str = "",
) -> Letter:  # fmt: skip
    """[HB-26] [HB-26a] [HB-27] [HB-27a] [HB-28] An officer's decision with its letter, which goes at once.

    `why` is what the committee is asked where a case is referred, and stays with the officers otherwise; it says why no
    fee is due where the fee went back. `subject` and
    `body` are the letter as edited. `expected_on` is another day than the ledger's for the hours, with `expected_why`.
    Raises Refused where the case has moved since `revision`, where the facts do not allow it, for the officer's own
    case, and for a letter that leaves out what it has to say.
    """
    read = beforehand.read([case_id]) if outcome == Outcome.MET else {}
    with transaction.atomic(), because(user_id=by.pk, why="applications.decide"):
        case = _held_unmoved(case_id, revision)
        found = queries.to_decide(case, today=london.date_of(at))
        refuse_if_any(rules.why_not(outcome, found.matter, found.data, body=Body.OFFICER))
        refuse_if_any(rules.may_waive(outcome, fee_is_back=queries.fee_is_back(case), why=why))
        projected = found.projected
        if outcome == Outcome.NOT_YET and expected_on is not None:
            today = london.date_of(at)
            refuse_if_any(rules.bad_expected(expected_on, projected=projected, why=expected_why, today=today))
        own_day = expected_on if expected_on not in (None, projected) else None
        hours = found.hours_said(own_day, expected_why)
        refuse_if_any(wording.faults_of_letter(subject, body, outcome, hours))
        request = None
        if outcome == Outcome.REFER:
            cause = rules.cause_of(found.matter.sections, found.data)
            referring.refer(case=case, cause=cause, question=why, by=by, at=at)
        elif outcome == Outcome.ASK:
            request = requesting.ask(found=found, subject=subject, why=body, by=by, at=at)
        short = outcome == Outcome.NOT_YET and hours is not None and hours.are_short
        made = record(
            case=case, body=Body.OFFICER, outcome=outcome, why=why, by=by, at=at, request=request,
            expected_on=hours.expected_on if short and hours else None,
            expected_why=expected_why.strip() if short and own_day else "", read=read.get(case_id),
        )  # fmt: skip
        return _send(made, found, subject=subject, body=body, by=by, at=at)


def reverse(*, case_id: int, revision: int, why: str, by: User, at: datetime) -> Decision:
    """[HB-26] Takes back an officer's decision that stands: the case is assessed again, and the applicant is told why.

    Raises Refused without a reason, for a decision of the committee's or of one's own, for one that does not stand any
    more, for a referral that is on an agenda, while the applicant's ledger is another than the submitted one, where the
    case has moved since `revision`, and for one's own case.
    """
    with transaction.atomic(), because(user_id=by.pk, why="applications.reverse"):
        case = _held_unmoved(case_id, revision)
        last = queries.last_of(case)
        refuse_if_any(why_not_reversed(case=case, last=last, by=by, why=why))
        assert last is not None, "the rule refuses without one"
        if last.outcome == Outcome.REFER:
            referring.take_back(case=case, at=at)
        last.reversed_at, last.reversed_by, last.reversed_why = at, by, why.strip()
        last.save(update_fields=["reversed_at", "reversed_by", "reversed_why"])
        facts = {"decision": str(last.uuid), "outcome": last.outcome}
        moving.settle(case=case, actor=Actor.OFFICER, kind=EventKind.REVERSED, by=by, at=at, facts=facts)
        event = events.Reversed(
            case_id=case.pk, decision_id=last.pk, outcome=last.outcome, why=last.reversed_why, by_id=by.pk, at=at
        )
        events.tell(event)
        told = wording.reversed_letter(
            title=queries.title_of(case), reference=case.application.reference, why=why,
            decided_on=london.date_of(last.at),
        )  # fmt: skip
        letter = letters.write(case=case, decision=None, subject=told.subject, body=told.body, by=by, at=at)
        letters.release(letter=letter, at=at)
        return last


def why_not_reversed(*, case: Case, last: Decision | None, by: User, why: str) -> list[Refusal]:
    """[HB-26] Why a decision cannot be taken back by somebody; nothing where it can."""
    own = queries.may_judge(case, by)
    refusals = rules.may_reverse(
        stage=Stage(case.stage), outcome=Outcome(last.outcome) if last else None,
        body=Body(last.body) if last else None, why=why,
        is_reversed=last is None or last.reversed_at is not None,
        is_over=case.application.ended_at is not None and case.application.end != End.GRANTED,
        is_ones_own=last is not None and last.by_id == by.pk,
    )  # fmt: skip
    return [*([own] if own else []), *refusals, *why_not_reviewed(case, by_applicant=False)]


def _event(made: Decision, read: Any) -> events.Decided:
    """What the rooms above are told of a decision."""
    return events.Decided(
        case_id=made.case_id, decision_id=made.pk, outcome=str(made.outcome), body=str(made.body), by_id=made.by_id,
        at=made.at, read=read,
    )  # fmt: skip


def _send(made: Decision, found: queries.ToDecide, *, subject: str, body: str, by: User, at: datetime) -> Letter:
    """The letter of a decision, kept as it goes; what is asked for goes with the request's own message."""
    case, asked = found.case, made.request
    carried = None
    if asked is not None:
        body = wording.with_items(body, rules.items_of(found.matter.sections, found.data), answer_by=asked.due_on)
        carried = requesting.message_of(asked)
    letter = letters.write(case=case, decision=made, subject=subject, body=body, by=by, at=at)
    return letters.release(letter=letter, at=at, sent_as=carried)


def _held_unmoved(case_id: int, revision: int) -> Case:
    """The case, its row held. Raises Refused where it was changed since the page was shown, and says by whom."""
    case = moving.held(case=case_id, revision=None)
    if case.revision != revision:
        raise Refused.because(CLAUSE, queries.what_moved(case))
    return case
