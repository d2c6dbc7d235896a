"""The committee and the panel: who sits on what, who may open a paper, and when a meeting is able to decide."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from applications.enums import Body, Cause, Outcome, SeatKind, Stage
from applications.rules.pathway import Sitting
from cilexportal.foundation import london
from cilexportal.foundation.rulebook.refusal import Refusal

CLAUSE = "HB-28"
# Nobody plans further ahead than this: a year that was mistyped is refused, before anybody is told of it.
MOST_DAYS_AHEAD = 730
# What can be looked at again: a written decision that somebody is not satisfied with.
AGAINST = frozenset({Outcome.NOT_YET, Outcome.NOT_MET})


@dataclass(frozen=True, slots=True, kw_only=True)
class Sitter:
    """A member at a meeting: of which kind, whether they sit on its day, came, chair it, declared on the item, and
    have an interest in it."""

    user: int
    kind: SeatKind
    attended: bool
    declared: bool
    sits: bool
    chairs: bool = False
    conflicted: bool = False


def may_open(*, declared: bool, conflicted: bool, is_own: bool) -> Refusal | None:
    """[HB-28] A paper opens once its reader has declared that they have no interest in it; an interest hides it."""
    if is_own or conflicted:
        return Refusal(CLAUSE, "You have an interest in this case, so its paper is hidden from you.")
    if not declared:
        return Refusal(CLAUSE, "Declare first whether you have an interest in this case.")
    return None


def able_to_decide(sitters: Sequence[Sitter], sitting: Sitting) -> list[Refusal]:
    """[HB-28] Whether enough members heard an item, of both kinds: those who sit on that day, came, and declared that
    they have no interest in it."""
    here = [one for one in sitters if one.sits and one.attended and one.declared and not one.conflicted]
    refusals = []
    if len(here) < sitting.quorum:
        refusals.append(Refusal(CLAUSE, f"{len(here)} members can decide this; {sitting.quorum} are needed."))
    for kind, least in ((SeatKind.PROFESSIONAL, sitting.professional), (SeatKind.LAY, sitting.lay)):
        if sum(one.kind == kind for one in here) < least:
            refusals.append(Refusal(CLAUSE, f"{kind.label} members: at least {least} have to decide this."))
    if not any(one.chairs for one in here):
        refusals.append(Refusal(CLAUSE, "The chair cannot decide this. Name another member to chair it."))
    return refusals


def may_sit(user: int, *, applicant: int, decided_before: Collection[int]) -> Refusal | None:
    """[HB-28] [HB-28b] Nobody hears their own case, and a panel is nobody who decided it before."""
    if user == applicant:
        return Refusal(CLAUSE, "This is the member's own application.")
    if user in decided_before:
        return Refusal("HB-28b", "This member decided the case before, so that another one has to hear it.")
    return None


def papers_due(meeting_on: date, *, days: int) -> date:
    """[HB-28] The last day on which papers go to members: so many days before the meeting."""
    return meeting_on - timedelta(days=days)


def may_meet_on(day: date, *, papers_days: int, today: date) -> Refusal | None:
    """[HB-28] A meeting leaves its members the days that they need for papers, and lies not so far ahead that its year
    is a slip."""
    if day < today + timedelta(days=papers_days):
        return Refusal(CLAUSE, f"Papers go out {papers_days} days before a meeting. Choose a later day.")
    last = today + timedelta(days=MOST_DAYS_AHEAD)
    if day > last:
        return Refusal(CLAUSE, f"Meetings are planned up to {london.in_words(last)}. Check the year.")
    return None


def body_for(cause: Cause) -> Body:
    """[HB-28b] Who hears it: an appeal the panel, everything else the committee."""
    return Body.PANEL if cause == Cause.APPEAL else Body.COMMITTEE


def may_ask_again(*, stage: Stage, outcome: Outcome | None, body: Body, asked: Collection[Body]) -> list[Refusal]:
    """[HB-28b] Whether a decision can be looked at again by a body: one against the applicant, that stands, once each.

    The panel hears what the committee reconsidered, so that nobody goes to it first.
    """
    refusals = []
    if outcome not in AGAINST or stage not in (Stage.NOT_YET, Stage.NOT_MET):
        refusals.append(Refusal("HB-28b", "There is no decision against you that we could review."))
    if body in asked:
        refusals.append(Refusal("HB-28b", "You have asked for this already."))
    if body == Body.PANEL and Body.COMMITTEE not in asked:
        refusals.append(Refusal("HB-28b", "Ask the committee to reconsider first."))
    return refusals
