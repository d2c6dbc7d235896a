"""Whether a decision can be looked at again, by whom, and until when: for the applicant's page and its service."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from applications.enums import Body, Outcome, Stage
from applications.models import Case, Decision, Letter, Reconsideration
from applications.queries.calendar import closed_days
from applications.queries.pathways import data_by_id
from applications.rules import clocks, meetings
from cilexportal.foundation import london
from cilexportal.foundation.correspondence.models import ARRIVED, MessageState
from cilexportal.foundation.rulebook.refusal import Refusal

ENDED = "This application has ended."


@dataclass(frozen=True, slots=True, kw_only=True)
class Again:
    """What can be asked of a body about the decision that stands.

    `received_on`: the London day on which it counts as received; `last_day`: the last one for asking, None where no
    limit is set; `refusals`: why it cannot be asked for, `late` among them apart.
    """

    to: Body
    decision: Decision | None
    received_on: date
    last_day: date | None
    days: int | None
    refusals: Sequence[Refusal]
    late: Refusal | None


def decision_of(case: Case) -> Decision | None:
    """The decision that stands: the last one, unless it was reversed."""
    found = case.decisions.select_related("letter__message").order_by("-at", "-id").first()
    return None if found is None or found.reversed_at else found


def again(case: Case, *, today: date) -> Again:
    """[HB-28b] What can be asked about a case today: the committee first, the panel once
    the committee has looked at it again. The case comes with its application."""
    decision = decision_of(case)
    asked = _asked(case, decision)
    to = Body.PANEL if Body.COMMITTEE in asked else Body.COMMITTEE
    return of_body(case, to=to, decision=decision, asked=asked, today=today)


def of_body(
    case: Case, *, to: Body, today: date, decision: Decision | None = None, asked: Sequence[Body] | None = None
) -> Again:
    """[HB-28b] What can be asked of one body."""
    decision = decision or decision_of(case)
    asked = _asked(case, decision) if asked is None else asked
    refusals = meetings.may_ask_again(
        stage=Stage(case.stage), outcome=Outcome(decision.outcome) if decision else None, body=to, asked=asked
    )
    if case.application.ended_at is not None:
        refusals = [Refusal("HB-1", ENDED)]
    figures = data_by_id(case.application.version_id).clocks
    received = _received(case, decision, today=today)
    closed = closed_days(received, received)
    last_day = clocks.last_day_to_ask(received, to=to, figures=figures, closed=closed)
    return Again(
        to=to, decision=decision, received_on=received, last_day=last_day, refusals=refusals,
        days=figures.appeal_days if to == Body.PANEL else figures.reconsider_days,
        late=clocks.is_late(today, last_day=last_day),
    )  # fmt: skip


def page_of(case: Case) -> str:
    """[REC-17] The name under which what is typed on the page of a case is kept."""
    return f"again:{case.uuid}"


def asked_of(case: Case) -> list[Reconsideration]:
    """Everything that was asked about a case, the last first."""
    return list(case.reconsiderations.select_related("decision", "referral").order_by("-asked_at"))


def _asked(case: Case, decision: Decision | None) -> list[Body]:
    """Whom the applicant asked to look at what they submitted last; with another submission it begins anew."""
    if decision is None:
        return []
    found = Reconsideration.objects.filter(case=case, decision__submission=decision.submission_id)
    return [Body(to) for to in found.values_list("to", flat=True)]


def _received(case: Case, decision: Decision | None, *, today: date) -> date:
    """[HB-28b] When the written decision counts as received: not before its letter went out."""
    letter = Letter.objects.filter(decision=decision).select_related("message").first() if decision else None
    message = letter.message if letter else None
    if message is None or message.state not in ARRIVED or message.sent_at is None:
        return today
    figures, sent_on = data_by_id(case.application.version_id).clocks, london.date_of(message.sent_at)
    by_post = message.state == MessageState.POSTED
    return clocks.received_on(sent_on, by_post=by_post, figures=figures, closed=closed_days(sent_on, sent_on))
