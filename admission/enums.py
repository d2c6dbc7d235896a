"""The words of admission."""

from __future__ import annotations

from django.db.models import TextChoices


class Signer(TextChoices):
    """Who signs that the work is the applicant's own [HB-47]."""

    APPLICANT = "applicant", "Applicant"
    SUPERVISOR = "supervisor", "Supervisor"


class DeclarationStage(TextChoices):
    """Where a declaration stands [HB-S4.1]."""

    OPEN = "open", "Waiting for a signature"
    SIGNED = "signed", "Signed"
    VOID = "void", "Void: what was signed has changed"
    DECLINED = "declined", "Declined"
    HANDED_OVER = "handed_over", "Handed to somebody else"
    REPLACED = "replaced", "Another person is asked instead"


class Mark(TextChoices):
    """How one criterion of one example was marked."""

    MET = "met", "Met"
    NOT_MET = "not_met", "Not met"


class Ready(TextChoices):
    """Whether assessment can start [HB-S4.1a]."""

    FEE = "fee", "Waiting for the fee"
    SIGNATURES = "signatures", "Waiting for signatures"
    OFFICER = "officer", "An officer decides how to go on"
    READY = "ready", "Ready to assess"


class Finding(TextChoices):
    """What the page before paying says of each rule."""

    FAILS = "fails", "Would be refused"
    QUESTION = "question", "An officer may ask"
    FINE = "fine", "Fine"
