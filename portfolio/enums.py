"""The words of a portfolio."""

from __future__ import annotations

from django.db.models import TextChoices


class SheetKind(TextChoices):
    """What stands in a slot: a logbook sheet with evidence, or a personal statement in place of both [HB-48]."""

    SHEET = "sheet", "Logbook sheet"
    STATEMENT = "statement", "Personal statement"


class Age(TextChoices):
    """How old a piece of work is on the day of the application [HB-41]."""

    IN_TIME = "in_time", "In time"
    EXPLAIN = "explain", "Older: explain why"
    TOO_OLD = "too_old", "Too old"
    AHEAD = "ahead", "In the future"


class SlotState(TextChoices):
    """What the board says of one place in the portfolio."""

    EMPTY = "empty", "Empty"
    STARTED = "started", "Started"
    PROBLEM = "problem", "Problem"
    OLD = "old", "Old evidence"
    UNSIGNED = "unsigned", "Unsigned"
    COMPLETE = "complete", "Complete"


class WithoutEvidence(TextChoices):
    """Why there is a statement and no evidence [HB-51a]."""

    SPOKEN = "spoken", "It was only spoken"
    OUT_OF_REACH = "out_of_reach", "The file is out of my reach"
    OTHER = "other", "Another reason"
