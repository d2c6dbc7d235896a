"""The verbs of feedback: send it, and mark it as done."""

from __future__ import annotations

from datetime import datetime

from cilexportal.foundation.guidance.models import Feedback


def send_feedback(*, page: str, text: str, email: str, person_id: int | None, at: datetime) -> Feedback:
    """[REC-31] Puts a message into the staff queue. ``page`` is a path of the portal or empty."""
    return Feedback.objects.create(page=page, text=text, email=email, person_id=person_id, sent_at=at)


def mark_done(*, feedback_id: int, by: int, at: datetime) -> bool:
    """Takes a message out of the queue; False when it was out already, or there is none."""
    return Feedback.objects.filter(pk=feedback_id, done_at=None).update(done_at=at, done_by=by) == 1
