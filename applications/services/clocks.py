"""The clocks of all open cases in one statement, by subtracting numbered days [HB-26]; settle sets one case's."""

from __future__ import annotations

from django.db import connection

from applications.enums import Whose
from applications.rules.stages import OVER

# Where a case changes meanwhile its row is left alone: that change has set its clock.
RECOMPUTE = """
    WITH spent AS (
        SELECT turn.case_id,
               coalesce(sum(ended.number - began.number), 0) AS used,
               max(turn.since_day) FILTER (WHERE turn.until_day IS NULL) AS since,
               max(began.number) FILTER (WHERE turn.until_day IS NULL) AS number
        FROM applications_turn turn
        JOIN applications_calendarday began ON began.day = turn.since_day
        LEFT JOIN applications_calendarday ended ON ended.day = turn.until_day
        WHERE turn.whose = %(officer)s
        GROUP BY turn.case_id
    ),
    reached AS (SELECT number, min(day) AS day FROM applications_calendarday GROUP BY number),
    found AS (
        SELECT live.id, live.revision, spent.used, spent.since,
               CASE WHEN spent.since IS NULL THEN NULL
                    WHEN spent.used >= live.target_days THEN spent.since
                    ELSE reached.day END AS due_on
        FROM applications_case live
        JOIN spent ON spent.case_id = live.id
        LEFT JOIN reached ON reached.number = spent.number + live.target_days - spent.used
        WHERE live.stage <> ALL (%(over)s)
    )
    UPDATE applications_case one
    SET clock_used = found.used, clock_since = found.since, due_on = found.due_on
    FROM found
    WHERE one.id = found.id AND one.revision = found.revision
      AND (one.clock_used, one.clock_since, one.due_on) IS DISTINCT FROM (found.used, found.since, found.due_on)
"""


def recompute_all() -> int:
    """[HB-26] Sets the clock of every open case from its turns and the calendar; returns how many changed.

    One statement however many cases there are. A decided case keeps the days that it took.
    """
    with connection.cursor() as cursor:
        cursor.execute(RECOMPUTE, {"officer": Whose.OFFICER.value, "over": [stage.value for stage in sorted(OVER)]})
        return cursor.rowcount
