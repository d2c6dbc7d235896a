from celery import shared_task
from django.core.management import call_command


@shared_task(name="members.forget_sessions")
def forget_sessions() -> None:
    """Deletes sessions that have ended."""
    call_command("clearsessions")
