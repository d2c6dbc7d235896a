"""When a link opens and when another may follow it, in sentences; the clause is its app's to name."""

from __future__ import annotations

from datetime import datetime, timedelta

from cilexportal.foundation import london

# So that nobody has the portal write to a stranger again and again.
APART = timedelta(minutes=10)
TOO_SOON = "A link was sent a moment ago. Wait ten minutes before you send another."
REPLACED = "A newer link was sent after this one. Open the one in our latest email."


def why_shut(*, ended_at: datetime | None, expires_at: datetime, at: datetime) -> str:
    """Why a link does not open, or nothing. It opens until its last London day is over, to the second."""
    if ended_at is not None and at >= ended_at:
        return REPLACED
    if at >= expires_at:
        last = london.in_words(london.last_day_before(expires_at))
        return f"This link ended on {last}. The applicant can send you a new one."
    return ""


def why_not_yet(*, sent_at: datetime | None, at: datetime) -> str:
    """Why no link is sent now, or nothing: it follows the one before at ten minutes' distance at least."""
    return TOO_SOON if sent_at is not None and at < sent_at + APART else ""
