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
    HELD = "held", "Held for an answer"


# A result that another one follows, once an extension has ended or a request is answered.
NOT_FINAL = (Outcome.EXTENDED, Outcome.HELD)


class Ask(TextChoices):
    """What a member asks for in one CPD year."""

    EXTENSION = "extension", "More time"
    DISPENSATION = "dispensation", "No CPD this year"
    REDUCTION = "reduction", "Five outcomes"


class Answer(TextChoices):
    """What an officer said to a request."""

    GRANTED = "granted", "Granted"
    REFUSED = "refused", "Refused"


class Cause(TextChoices):
    """Why a closed year was judged again."""

    LATE_ENTRY = "late_entry", "Records entered late"
    GRANTED = "granted", "Something was granted after the close"
    TAKEN_BACK = "taken_back", "Something granted was taken back"
    CORRECTION = "correction", "Corrected by an officer"
    SAMPLED = "sampled", "Records refused after sampling"


class LeaveOut(TextChoices):
    """Why somebody is not drawn for sampling."""

    DECEASED = "deceased", "Has died"
    LAPSED = "lapsed", "No longer a member"
    ACCEPTED_BEFORE = "accepted_before", "Sampled and accepted the year before"
    CONFLICT = "conflict", "The officer's own record, or a conflict of interest"
    DRAWN = "drawn", "Drawn for this year already"
    OTHER = "other", "Another reason, in words"


class Reading(TextChoices):
    """What an assessor makes of a sampled member's year."""

    ACCEPTED = "accepted", "Accepted"
    ADVICE = "advice", "Accepted with advice"
    NOT_ACCEPTED = "not_accepted", "Not accepted"


class BatchState(TextChoices):
    """Where a batch of the close stands."""

    WAITING = "waiting", "Waiting"
    DONE = "done", "Done"
    SPLIT = "split", "Split into smaller batches"
