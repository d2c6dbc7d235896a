"""Links to references: when one opens, why one is dead, and when a supervisor is reminded."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from applications.enums import AskedStage, Stage
from applications.rules import stages
from cilexportal.foundation.rulebook.refusal import Refusal
from cilexportal.foundation.visitors import rules as visitors

CLAUSE = "HB-21"
# While nothing is decided, an applicant may ask; an officer while they assess.
BY_APPLICANT = frozenset({Stage.DRAFT, Stage.FEE, Stage.INFORMATION, Stage.NOT_YET})
BY_OFFICER = frozenset({Stage.ASSESSMENT, Stage.INFORMATION})
MOST_ASKED, MOST_HANDED_OVER = 20, 3
SETTLED = {
    AskedStage.RECEIVED: "This reference is signed already. Nothing more is asked of you.",
    AskedStage.DECLINED: "You declined to give this reference. The applicant can ask you again.",
    AskedStage.HANDED_OVER: "This reference was handed to another supervisor. Nothing more is asked of you.",
    AskedStage.ENDED: "This reference is asked for no longer. Nothing more is asked of you.",
}
OVER = "The application has been decided or has ended since. No reference is needed any more."


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkFacts:
    """A link: how far its request and its case are, when the case was decided, and the link's own instants."""

    asked: AskedStage
    case: Stage
    decided_at: datetime | None
    sent_at: datetime
    expires_at: datetime
    ended_at: datetime | None


def is_over(*, stage: Stage, decided_at: datetime | None, sent_at: datetime) -> bool:
    """[HB-21] Whether the matter was decided since a link was sent. After "not yet" another reference can be asked
    for, whose link is sent after that decision."""
    decided_since = stage == Stage.NOT_YET and decided_at is not None and decided_at >= sent_at
    return stage in stages.OVER or decided_since


def why_dead(link: LinkFacts, *, at: datetime) -> Refusal | None:
    """[HB-21] Why a link does not open, or None. It opens until its last London day is over, to the second."""
    if link.asked in SETTLED:
        return Refusal(CLAUSE, SETTLED[link.asked])
    if is_over(stage=link.case, decided_at=link.decided_at, sent_at=link.sent_at):
        return Refusal(CLAUSE, OVER)
    why = visitors.why_shut(ended_at=link.ended_at, expires_at=link.expires_at, at=at)
    return Refusal(CLAUSE, why) if why else None


def may_send(*, sent_at: datetime | None, at: datetime) -> Refusal | None:
    """[HB-21] A link follows the one before at ten minutes' distance at least."""
    why = visitors.why_not_yet(sent_at=sent_at, at=at)
    return Refusal(CLAUSE, why) if why else None


def may_ask_now(stage: Stage, *, by_officer: bool, asked_before: int) -> Refusal | None:
    """[HB-21] Whether a reference can be asked for at this stage: by the applicant until it is assessed and when more
    is wanted, by an officer while they assess."""
    if stage not in (BY_OFFICER if by_officer else BY_APPLICANT):
        return Refusal(CLAUSE, f"No reference can be asked for now: the step is “{stage.label}”.")
    if asked_before >= MOST_ASKED:
        return Refusal(CLAUSE, f"{asked_before} references have been asked for. Write to us if you need another.")
    return None


def last_day(*, sent_on: date, link_days: int) -> date:
    """[HB-21] The last London day of a link that is sent today; the day of sending is not counted."""
    return sent_on + timedelta(days=link_days)


def reminders_due(*, due_on: date, reminders: Sequence[int], today: date) -> int:
    """[HB-21] How many reminders should have gone by today: one on each of the days before the last one; none after."""
    if today > due_on:
        return 0
    return sum(today >= due_on - timedelta(days=days) for days in reminders)
