"""The letter about a change of grade."""

from __future__ import annotations

from typing import Any

from cilexportal.foundation import london
from cilexportal.foundation.correspondence.kinds import Kind
from members.queries import grade_title
from people.models import GradeChange
from people.services.grades import LETTER


def changed(context: dict[str, Any]) -> dict[str, Any]:
    """[CPD-16c] Which grade, from when, and why. `context`: change by id."""
    made = GradeChange.objects.get(pk=context["change"])
    return {
        "before": grade_title(code=made.before_id, on=made.on).name,
        "grade": grade_title(code=made.after_id, on=made.on),
        "on": london.in_words(made.on),
        "reason": made.reason,
        "mid_year": (made.on.month, made.on.day) != (10, 1),
    }


KINDS = (Kind(code=LETTER, build=changed),)
