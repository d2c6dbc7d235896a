"""What a form of the step's pages was sent with: the ground knows it."""

from cilexportal.foundation.idempotency.sent import sent, status_of

__all__ = ["sent", "status_of"]
