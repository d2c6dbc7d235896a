"""What beat starts by itself, and how often; beat reads it through the settings."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from celery.schedules import crontab


def sweep(task: str, *, seconds: int) -> dict[str, Any]:
    """A task run again and again; one that no worker takes before the next is due is let go, so that none pile up."""
    return {"task": task, "schedule": timedelta(seconds=seconds), "options": {"expires": seconds}}


def daily(task: str, at: str) -> dict[str, Any]:
    """A task run every day at a London time such as 03:30; let go where no worker takes it for half a day."""
    hour, minute = at.split(":")
    return {"task": task, "schedule": crontab(hour=hour, minute=minute), "options": {"expires": 12 * 3600}}


# Every due thing is a row in PostgreSQL; these sweeps find it whatever became of the broker.
ENTRIES = {
    "send letters": sweep("correspondence.send_due", seconds=10),
    "check documents": sweep("documents.check_waiting", seconds=15),
    "print documents": sweep("documents.print_waiting", seconds=15),
    "close CPD years": sweep("cpd.close_due_years", seconds=30),
    "open CPD years": daily("cpd.open_years", "00:10"),
    "remind of CPD": daily("cpd.remind", "08:00"),
    "throw stray files away": daily("documents.throw_strays_away", "03:15"),
    "forget old keys": daily("idempotency.forget", "03:30"),
    "forget old sessions": daily("members.forget_sessions", "03:45"),
    "forget secret letters": daily("correspondence.forget_secrets", "04:00"),
    "tell that beat lives": sweep("health.beat", seconds=30),
    "send refunds": sweep("shop.send_refunds", seconds=30),
    "settle payments": sweep("shop.sweep_payments", seconds=15),
    "end orders nobody paid": sweep("shop.end_late_orders", seconds=60),
    "follow changes of VAT": sweep("shop.follow_vat", seconds=3600),
    "lapse membership": daily("standing.lapse", "00:05"),
    "tell of standing": sweep("standing.tell", seconds=300),
    "follow standing in the register": sweep("standing.follow_register", seconds=5),
    "turn the day in the register": daily("standing.turn_register", "00:15"),
    "make downloads of data": sweep("people.make_packs", seconds=15),
    "forget downloads of data": sweep("people.forget_packs", seconds=900),
    "close accounts": sweep("people.close_accounts", seconds=3600),
    "delete what need not be kept": daily("people.purge", "04:30"),
    "delete old applications class by class": daily("admission.purge", "04:45"),
    "follow the orders of applications": sweep("applications.follow_orders", seconds=60),
    "turn the clocks of applications": daily("applications.turn_clocks", "00:20"),
    "remind supervisors": daily("applications.remind_supervisors", "08:30"),
    "remind of declarations": daily("admission.remind_signers", "08:50"),
    "remind of last days at work": daily("portfolio.remind_leavers", "08:40"),
    "warn of drafts of applications": daily("applications.end_drafts", "07:30"),
    "look through evidence": sweep("portfolio.look_through", seconds=15),
    "read files for comparison": sweep("admission.trace_files", seconds=60),
    "make archives of cases": sweep("admission.make_archives", seconds=30),
    "forget archives of cases": sweep("admission.forget_archives", seconds=900),
    "put portfolios together": sweep("portfolio.build_waiting", seconds=15),
    "follow uploads of evidence": sweep("portfolio.sweep_uploads", seconds=300),
    "warn of evidence that grows old": daily("portfolio.warn_of_age", "07:45"),
    "forget baskets of visitors": sweep("shop.forget_baskets", seconds=3600),
}
