"""The one verb after every fact: where a case stands is derived again, and whose move it is with its clock."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from applications import events
from applications.enums import Actor, EventKind, Stage, Whose
from applications.models import Application, Case, Happening, Turn
from applications.queries.calendar import closed_days
from applications.queries.facts import Known, known_of
from applications.rules import clocks, moves, stages
from cilexportal.foundation import london
from cilexportal.foundation.rulebook.refusal import Refused
from members.models import User

CLAUSE = "HB-28"
CHANGED = "This was changed while your page was open. What you typed is still here: look again, and send it again."
BEFORE_CLEARED = frozenset({Stage.DRAFT, Stage.FEE, Stage.WITHDRAWN, Stage.LAPSED})


def held(*, case: int | UUID, revision: int | None) -> Case:
    """[HB-26] The case by id or uuid, its row held until the transaction ends, with its application.

    `revision` is what the page saw, None where no page did. Raises Refused where the case was changed since, and
    Case.DoesNotExist.
    """
    by = {"uuid": case} if isinstance(case, UUID) else {"pk": case}
    found = Case.objects.select_for_update(of=("self",)).select_related("application__user").get(**by)
    if revision is not None and found.revision != revision:
        raise Refused.because(CLAUSE, CHANGED)
    return found


def settle(
    *, case: Case, actor: Actor, kind: EventKind, by: User | None, at: datetime, facts: Mapping[str, Any] | None = None,
    shown: bool = True,
) -> Happening:  # fmt: skip
    """[HB-11a] [HB-26] [HB-28] Derives stage, whose move and clock of a case again, after something of it has changed.

    The caller holds the row (`held`) in the same transaction and has written the new rows; `submitted_at`,
    `withdrawn_at`, `officer` and `officer_since` it sets on the instance, which is saved here. `facts` are ids and
    figures for the timeline. Raises Refused where this actor may not move the case so; nothing is written then.
    """
    known = known_of(case, today=london.date_of(at))
    there = stages.where(known.facts)
    if not moves.may_move(Stage(case.stage), there.stage, actor=actor):
        sentence = f"This cannot be done now: the step is “{case.get_stage_display()}”."
        raise Refused.because(CLAUSE, sentence)
    was = Stage(case.stage)
    case.stage, case.whose = there.stage, there.whose
    _take_turns(case, whose=there.whose, at=at)
    _note_instants(case, known, at=at)
    _set_clock(case, at=at)
    case.revision += 1
    case.save()
    if actor == Actor.APPLICANT:
        touch(application_id=case.application_id, at=at)
    happened = Happening.objects.create(
        case=case, kind=kind, at=at, by=by, who=actor, facts=dict(facts or {}), stage=case.stage, shown=shown
    )
    if was != case.stage:
        events.tell(events.Moved(case=case, was=was, at=at))
    return happened


def touch(*, application_id: int, at: datetime) -> None:
    """[HB-8] Notes that the applicant did something: the clock of a draft begins anew, once a London day."""
    Application.objects.filter(
        pk=application_id, ended_at=None, touched_at__lt=london.start_of_day(london.date_of(at))
    ).update(touched_at=at, warned=0)


def _take_turns(case: Case, *, whose: Whose, at: datetime) -> None:
    """Ends the turn that is open and begins another, where the move has passed to somebody else.

    Of two who act at once, the one who looked at the clock first may come second: a turn never ends before it began.
    """
    turn = Turn.objects.filter(case=case, until=None).first()
    if turn is not None and turn.whose == whose:
        return
    at = max(at, turn.since) if turn is not None else at
    day = london.date_of(at)
    if turn is not None:
        turn.until, turn.until_day = at, day
        turn.save(update_fields=["until", "until_day"])
    Turn.objects.create(case=case, whose=whose, since=at, since_day=day)


def _note_instants(case: Case, known: Known, *, at: datetime) -> None:
    """When the case could first be assessed, and when the decision that stands was made."""
    if case.stage not in BEFORE_CLEARED and case.cleared_at is None:
        case.cleared_at = known.paid_at or at
    case.decided_at = known.decided_at


def _set_clock(case: Case, *, at: datetime) -> None:
    """[HB-26] The clock of a case, from all its turns."""
    turns = [
        clocks.TurnDays(whose=Whose(turn.whose), since=turn.since_day, until=turn.until_day)
        for turn in case.turns.all()
    ]
    first = min((turn.since for turn in turns), default=london.date_of(at))
    closed = closed_days(first, london.date_of(at))
    clock = clocks.clock_of(turns, target=case.target_days, closed=closed)
    case.clock_used, case.clock_since, case.due_on = clock.used, clock.since, clock.due_on
