"""How a case and a meeting move, and who may move a case: the whole machine in two tables."""

from __future__ import annotations

from collections.abc import Mapping

from applications.enums import Actor, MeetingStage, Stage

S, A, M = Stage, Actor, MeetingStage
MOVES: Mapping[tuple[Stage, Stage], frozenset[Actor]] = {
    (S.DRAFT, S.FEE): frozenset({A.APPLICANT}),
    (S.DRAFT, S.ASSESSMENT): frozenset({A.APPLICANT}),
    (S.DRAFT, S.WITHDRAWN): frozenset({A.APPLICANT}),
    (S.DRAFT, S.LAPSED): frozenset({A.PORTAL}),
    # Taken back before paying, or not paid in time.
    (S.FEE, S.DRAFT): frozenset({A.APPLICANT, A.PORTAL}),
    (S.FEE, S.ASSESSMENT): frozenset({A.FINANCE, A.PORTAL}),
    (S.FEE, S.WITHDRAWN): frozenset({A.APPLICANT}),
    (S.ASSESSMENT, S.INFORMATION): frozenset({A.OFFICER}),
    (S.ASSESSMENT, S.NOT_YET): frozenset({A.OFFICER}),
    (S.ASSESSMENT, S.COMMITTEE): frozenset({A.OFFICER}),
    (S.ASSESSMENT, S.MET): frozenset({A.OFFICER}),
    (S.ASSESSMENT, S.WITHDRAWN): frozenset({A.APPLICANT}),
    # Answered, taken back by the officer, or not answered in time.
    (S.INFORMATION, S.ASSESSMENT): frozenset({A.APPLICANT, A.OFFICER, A.PORTAL}),
    (S.INFORMATION, S.WITHDRAWN): frozenset({A.APPLICANT}),
    # Submitted again, or reversed.
    (S.NOT_YET, S.ASSESSMENT): frozenset({A.APPLICANT, A.OFFICER}),
    # Reconsideration is asked for, or an officer lets in a request that came late.
    (S.NOT_YET, S.COMMITTEE): frozenset({A.APPLICANT, A.OFFICER}),
    (S.NOT_YET, S.WITHDRAWN): frozenset({A.APPLICANT}),
    # Given back by the committee, or taken back by the officer before it is listed.
    (S.COMMITTEE, S.ASSESSMENT): frozenset({A.COMMITTEE, A.OFFICER}),
    (S.COMMITTEE, S.MET): frozenset({A.COMMITTEE}),
    (S.COMMITTEE, S.NOT_YET): frozenset({A.COMMITTEE}),
    (S.COMMITTEE, S.NOT_MET): frozenset({A.COMMITTEE}),
    (S.COMMITTEE, S.WITHDRAWN): frozenset({A.APPLICANT}),
    # Reversed, with a reason.
    (S.MET, S.ASSESSMENT): frozenset({A.OFFICER}),
    # Reconsideration or appeal is asked for, or let in late.
    (S.NOT_MET, S.COMMITTEE): frozenset({A.APPLICANT, A.OFFICER}),
}
MEETING_MOVES: Mapping[MeetingStage, frozenset[MeetingStage]] = {
    M.PLANNED: frozenset({M.PAPERS_OUT, M.CANCELLED}),
    M.PAPERS_OUT: frozenset({M.PLANNED, M.HELD, M.CANCELLED}),
    M.HELD: frozenset({M.RELEASED}),
    M.RELEASED: frozenset(),
    M.CANCELLED: frozenset(),
}


def may_move(old: Stage, new: Stage, *, actor: Actor) -> bool:
    """[HB-28] Whether this actor may move a case so; staying where it is, is no move and open to everybody.

    No officer leads a case to "not met": only the committee and the panel do.
    """
    return old == new or actor in MOVES.get((old, new), frozenset())
