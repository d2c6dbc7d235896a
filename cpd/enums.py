"""The words of the CPD logbook: schemes, outcomes of a year, and states of a close."""

from django.db.models import TextChoices


class Scheme(TextChoices):
    """How a grade's yearly requirement is counted."""

    OUTCOMES = "outcomes", "Outcomes"
    MIXED = "mixed", "Hours and outcomes"
    NONE = "none", "No requirement"


class Mode(TextChoices):
    """How the one recording form asks its questions."""

    GUIDED = "guided", "Guided questions"
    FREE = "free", "One free account"


class Outcome(TextChoices):
    """What a CPD year came to for one member."""

    MET = "met", "Met"
    NOT_MET = "not_met", "Not met"
    EXTENDED = "extended", "Extended"
    DISPENSED = "dispensed", "Dispensed"
    NOT_REQUIRED = "not_required", "Not required"


class BatchState(TextChoices):
    """Where a batch of the close stands."""

    WAITING = "waiting", "Waiting"
    DONE = "done", "Done"
    SPLIT = "split", "Split into smaller batches"
