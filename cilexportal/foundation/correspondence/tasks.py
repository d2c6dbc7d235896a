"""Sending, by any number of workers side by side."""

from __future__ import annotations

import time

from celery import shared_task

from cilexportal.foundation import london
from cilexportal.foundation.correspondence import sending, services
from cilexportal.foundation.nudge import nudge

AT_A_TIME = 20
SECONDS_A_TASK = 60


@shared_task(name="correspondence.send_due")
def send_due() -> int:
    """Sends what is due for a minute at most, and calls for another go where more waits; returns how many went."""
    began, done = time.monotonic(), 0
    while time.monotonic() - began < SECONDS_A_TASK:
        sent = sending.send_due(at=london.now(), limit=AT_A_TIME)
        done += sent
        if not sent:
            return done
    nudge(send_due)
    return done


@shared_task(name="correspondence.forget_secrets")
def forget_secrets() -> int:
    """Deletes messages that carried secrets once they are past their use; returns how many."""
    return services.forget_secrets(at=london.now())
