"""Tells the worker that there is work, as soon as the rows that hold it are committed.

A nudge only saves waiting: the work is found in the database by the sweeps of CELERY_BEAT_SCHEDULE all the same. So a
broker that is away costs a person a fraction of a second at most, and never an error.
"""

from __future__ import annotations

import logging
import time
from functools import partial
from typing import Any

from celery import Task
from django.conf import settings
from django.db import transaction
from kombu.exceptions import OperationalError

logger = logging.getLogger(__name__)

PATIENCE = {"socket_connect_timeout": 0.3, "socket_timeout": 0.3, "retry_on_timeout": False, "max_retries": 0}
SECONDS_LEFT_ALONE = 10.0
_left_alone_until = 0.0


def nudge(task: Task, *args: Any) -> None:
    """Has the worker run `task(*args)` once the present transaction has committed. Arguments are ids only."""
    transaction.on_commit(partial(_send, task, args))


def _send(task: Task, args: tuple[Any, ...]) -> None:
    """Hands the task to the broker, unless the broker failed a moment ago."""
    global _left_alone_until
    if task.app.conf.task_always_eager:
        task.apply(args, throw=True)
        return
    if not settings.NUDGES or time.monotonic() < _left_alone_until:
        return
    try:
        with task.app.connection_for_write(transport_options=PATIENCE) as connection:
            task.apply_async(args, connection=connection, retry=False)
    except (OperationalError, OSError) as away:
        _left_alone_until = time.monotonic() + SECONDS_LEFT_ALONE
        logger.warning("The broker is away; %s waits for the next sweep (%s)", task.name, type(away).__name__)
