"""Kinds of what people do with their own account, and of what officers note."""

from django.db.models import TextChoices


class Visibility(TextChoices):
    """Which of the two bodies reads a note."""

    MEMBERSHIP = "membership", "CILEX only"
    BOTH = "both", "CILEX and the regulator"
