"""How often an address may do a thing: by stretches of time, and as many as come at once are counted."""

from __future__ import annotations

import threading
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.core.cache import cache
from django.db import connection
from django.test import RequestFactory

from cilexportal.foundation import ratelimit

AN_HOUR = 3600
NOON = datetime(2026, 11, 20, 12, 0, tzinfo=UTC)


@pytest.fixture(autouse=True)
def empty(db: None) -> None:
    cache.clear()


def may(address: str = "192.0.2.1") -> bool:
    request = RequestFactory().get("/", REMOTE_ADDR=address)
    return ratelimit.may(request, "test", most=3, seconds=AN_HOUR)


def test_waiting_gives_nothing_back_before_the_hour_is_over_and_everything_after_it(at: Callable[..., Any]) -> None:
    said = []
    for minutes in (0, 10, 20, 30, 59, 60):
        at(NOON + timedelta(minutes=minutes))
        said.append(may())
    assert said == [True, True, True, False, False, True]


def test_asking_on_and_on_does_not_keep_an_address_out(at: Callable[..., Any]) -> None:
    for minutes in range(0, 60, 4):
        at(NOON + timedelta(minutes=minutes))
        may()
    at(NOON + timedelta(hours=1, seconds=1))
    assert may()


def test_addresses_count_apart_and_stand_nowhere(at: Callable[..., Any]) -> None:
    at(NOON)
    assert [may() for _ in range(4)] == [True, True, True, False]
    assert may("192.0.2.2")
    with connection.cursor() as cursor:
        cursor.execute("SELECT cache_key FROM portal_cache")
        assert not [key for (key,) in cursor.fetchall() if "192.0.2" in key]


@pytest.mark.django_db(transaction=True)
def test_requests_at_once_are_all_counted() -> None:
    start, said = threading.Barrier(6), []

    def ask() -> None:
        try:
            start.wait(5)
            said.append(may())
        finally:
            connection.close()

    threads = [threading.Thread(target=ask) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(20)
    assert sorted(said) == [False] * 3 + [True] * 3
