"""What the portal does once a day, done when the demo's clock is moved: beat goes by the real time."""

from __future__ import annotations

import logging

from celery import current_app
from kombu.exceptions import OperationalError

logger = logging.getLogger(__name__)

# What the calendar changes for members, in the order of the night.
DAILIES = ("standing.lapse", "cpd.open_years", "standing.turn_register", "cpd.remind")


def run_dailies() -> None:
    """Hands the worker a day's tasks; each finds for itself what is due on the day that the clock shows."""
    try:
        for name in DAILIES:
            current_app.send_task(name, retry=False)
    except (OperationalError, OSError) as away:
        logger.warning("The broker is away; the day's tasks were not run (%s)", type(away).__name__)
