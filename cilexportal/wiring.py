"""Who listens to whom: every letter that may be sent and every print-out that may be asked for, app by app."""

from cilexportal.foundation.correspondence import kinds
from members import letters as members_letters


def connect() -> None:
    """Connects the apps; called once, when Django is ready."""
    for kind in members_letters.KINDS:
        kinds.register(kind)
