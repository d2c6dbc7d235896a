"""When correspondence with somebody may end, and what is taken from them all the same."""

from __future__ import annotations

from datetime import date

from cilexportal.foundation import london
from cilexportal.foundation.rulebook.refusal import Refusal

# Nobody is silenced without end: it is looked at again within a year.
LONGEST_MONTHS = 12
# What is read and answered whatever was said before.
ALWAYS = (
    "Notices that the law gives a right to, such as cancelling an order.",
    "Requests for your data, and complaints about how it is used.",
    "What your membership and the regulator ask of you: CPD, conduct, renewal and payments.",
)


def may_end(*, review_on: date, today: date) -> Refusal | None:
    """[TC-4.3] A day for looking at it again is set: after today, and within a year."""
    latest = london.add_months(today, LONGEST_MONTHS)
    if today < review_on <= latest:
        return None
    said = f"Choose a day after today, by {london.in_words(latest)} at the latest."
    return Refusal("TC-4.3", said)


def may_agree(*, proposed_by: int, by: int) -> Refusal | None:
    """[TC-4.3] It takes two officers."""
    return Refusal("TC-4.3", "Another officer has to agree: you proposed it.") if proposed_by == by else None
