from celery import shared_task

from cilexportal.foundation import london
from cilexportal.foundation.idempotency import services


@shared_task(name="idempotency.forget")
def forget() -> int:
    """Deletes keys and held forms that are past their use."""
    return services.forget_old(at=london.now())
