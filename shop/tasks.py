"""What the worker and beat do for the shop. All that is due is found in the database, whatever the broker forgot."""

from __future__ import annotations

from celery import shared_task

from cilexportal.foundation import london
from shop.services import refund_sending


@shared_task(name="shop.send_refunds")
def send_refunds() -> int:
    """Sends refunds that are due, and asks again about those whose outcome is not known; returns how many."""
    return refund_sending.send_due(at=london.now())
