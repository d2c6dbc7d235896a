"""Python and the database say the same about how cases and meetings move: each pair of stages in raw SQL."""

from __future__ import annotations

from contextlib import nullcontext
from itertools import permutations

import pytest
from django.db import IntegrityError, InternalError, connection, transaction

from applications.enums import MeetingStage, Stage
from applications.models import cases, committee
from applications.rules import moves
from tests.applications import factories

REFUSED = (IntegrityError, InternalError)
FACTS = {
    Stage.WITHDRAWN: "withdrawn_at = now()",
    Stage.DRAFT: "withdrawn_at = NULL",
}


def test_python_and_the_models_say_the_same_moves() -> None:
    assert {(old.value, new.value) for old, new in moves.MOVES} == set(cases.CASE_MOVES)
    meetings = {(old.value, new.value) for old, after in moves.MEETING_MOVES.items() for new in after}
    assert meetings == set(committee.MEETING_MOVES)
    assert set(moves.MEETING_MOVES) == set(MeetingStage)
    assert all(moves.MOVES.values()), "somebody makes every move"


@pytest.mark.django_db
@pytest.mark.clause("HB-28")
def test_each_pair_of_stages_is_a_move_or_is_refused() -> None:
    case = factories.case()
    for old, new in permutations(Stage, 2):
        factories.placed(case, old)
        allowed = (old, new) in moves.MOVES
        # By the table of moves itself, not by some column that is missing.
        refused = pytest.raises(InternalError, match="transition")
        with nullcontext() if allowed else refused, transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(
                f"UPDATE applications_case SET stage = %s, submitted_at = now(), cleared_at = now(), "
                f"decided_at = now(), {FACTS.get(new, 'withdrawn_at = NULL')} WHERE id = %s",
                [new, case.pk],
            )


@pytest.mark.django_db
def test_a_case_begins_as_a_draft() -> None:
    application = factories.application()
    with pytest.raises(REFUSED), transaction.atomic():
        cases.Case.objects.create(application=application, step="more", kind="experience", stage=Stage.MET)


@pytest.mark.django_db
def test_each_pair_of_stages_of_a_meeting_is_a_move_or_is_refused() -> None:
    meeting = factories.meeting()
    user = factories.sitter().user_id
    facts = "held_at = now(), released_at = CASE WHEN %s = 'released' THEN now() END, "
    facts += "released_by_id = CASE WHEN %s = 'released' THEN %s END"
    for old, new in permutations(MeetingStage, 2):
        with connection.cursor() as cursor:
            cursor.execute("SET LOCAL session_replication_role = replica")
            cursor.execute(
                f"UPDATE applications_meeting SET stage = %s, {facts} WHERE id = %s", [old, old, old, user, meeting.pk]
            )
            cursor.execute("SET LOCAL session_replication_role = DEFAULT")
        allowed = new in moves.MEETING_MOVES[old]
        with nullcontext() if allowed else pytest.raises(REFUSED), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(
                f"UPDATE applications_meeting SET stage = %s, {facts} WHERE id = %s", [new, new, new, user, meeting.pk]
            )
