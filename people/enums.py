"""Kinds of what people do with their own account, and of what officers note."""

from django.db.models import TextChoices


class Visibility(TextChoices):
    """Which of the two bodies reads a note."""

    MEMBERSHIP = "membership", "CILEX only"
    BOTH = "both", "CILEX and the regulator"


class Channel(TextChoices):
    """How a request for one's data reached the organisation."""

    PORTAL = "portal", "In the portal"
    EMAIL = "email", "By email"
    LETTER = "letter", "By letter"
    SPOKEN = "spoken", "By telephone or in person"


class AccessState(TextChoices):
    """How far a request for one's data has come [LAW-SAR]."""

    RECEIVED = "received", "Being answered"
    IDENTITY = "identity", "Waits for identity"
    EXTENDED = "extended", "Extended"
    ANSWERED = "answered", "Answered"


class ComplaintState(TextChoices):
    """How far a complaint about data protection has come [LAW-DPCOMP]."""

    RECEIVED = "received", "Not acknowledged"
    ACKNOWLEDGED = "acknowledged", "Being looked into"
    ANSWERED = "answered", "Outcome told"


class ComplaintStepKind(TextChoices):
    """What was done about a complaint."""

    ACKNOWLEDGED = "acknowledged", "Acknowledged"
    INQUIRY = "inquiry", "Inquiry made"
    TOLD = "told", "Told how far it is"
    OUTCOME = "outcome", "Outcome told"


class PackState(TextChoices):
    """How far the download of one's data has come."""

    WAITING = "waiting", "Being made"
    READY = "ready", "Ready"
    FAILED = "failed", "Could not be made"
    GONE = "gone", "Deleted"


class Bulletins(TextChoices):
    """What officers write about to whoever wishes to hear of it: categories that may be switched off [TC-11.2]."""

    POLICY_RESEARCH = "policy_research", "Policy research"
    MARKETING = "marketing", "Courses and offers"
