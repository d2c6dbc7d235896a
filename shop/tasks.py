"""What the worker and beat do for the shop. All that is due is found in the database, whatever the broker forgot."""

from __future__ import annotations

from celery import shared_task

from cilexportal.foundation import london
from shop.services import baskets, orders, refund_sending, settling, vat_changes


@shared_task(name="shop.send_refunds")
def send_refunds() -> int:
    """Sends refunds that are due, and asks again about those whose outcome is not known; returns how many."""
    return refund_sending.send_due(at=london.now())


@shared_task(name="shop.settle_order")
def settle_order(order_id: int) -> int:
    """Asks the gateway what is next about an order's payments; returns how many were asked about."""
    return settling.settle_order(order_id=order_id, at=london.now())


@shared_task(name="shop.sweep_payments")
def sweep_payments() -> int:
    """Opens, looks at, takes or lets go of every payment that is due; returns how many."""
    return settling.sweep(at=london.now())


@shared_task(name="shop.end_late_orders")
def end_late_orders() -> int:
    """Closes the pages of orders nobody paid in time, and ends those that cannot be paid any more; returns how many."""
    at = london.now()
    settling.close_late_pages(at=at)
    return orders.withdraw_stale(at=at)


@shared_task(name="shop.follow_vat")
def follow_vat() -> int:
    """Replaces the invoices of unpaid orders whose rate of VAT has changed; returns how many."""
    return vat_changes.follow(at=london.now())


@shared_task(name="shop.forget_baskets")
def forget_baskets() -> int:
    """Deletes visitors' baskets that nobody touched for a week; returns how many."""
    return baskets.forget_old(at=london.now())
