"""Reads of requests for one's data."""

from __future__ import annotations

from django.db.models import F, QuerySet

from people.enums import AccessState
from people.models import AccessRequest
from people.rules.data_clocks import Clock


def clock_of(found: AccessRequest) -> Clock:
    """The days of a request as its rules see them."""
    return Clock(
        received_on=found.received_on, identity_asked_on=found.identity_asked_on,
        identity_proved_on=found.identity_proved_on, extended_on=found.extended_on,
    )  # fmt: skip


def of_person(user_id: int) -> list[AccessRequest]:
    """A person's own requests, the latest first."""
    return list(AccessRequest.objects.filter(person=user_id))


def open_ones() -> QuerySet[AccessRequest]:
    """What is to be answered, the earliest last day first; those that wait for identity at the end."""
    waiting = AccessRequest.objects.exclude(state=AccessState.ANSWERED)
    return waiting.order_by(F("due_on").asc(nulls_last=True), "pk")


def answered() -> QuerySet[AccessRequest]:
    """What was answered, the latest first."""
    return AccessRequest.objects.filter(state=AccessState.ANSWERED).order_by("-answered_on", "-pk")
