from celery import shared_task

from cilexportal.foundation import london
from cilexportal.foundation.health import queries


@shared_task(name="health.beat")
def beat() -> None:
    """Notes that beat sent this task and a worker ran it."""
    queries.note_beat(at=london.now())
