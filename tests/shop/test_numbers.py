"""Numbers without gaps, under twenty at once; and what happens where the lock is left out."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import pgtrigger
import pytest
from django.db import connection, transaction
from django.db.transaction import TransactionManagementError

from shop.models import Series
from shop.services import numbers

AT_ONCE = 20
EACH = 3


def taken_at_once(take: Callable[[str], int]) -> list[int]:
    """What twenty threads get, three each, one in four of whose transactions is rolled back."""
    gate = threading.Barrier(AT_ONCE)

    def work(thread: int) -> list[int]:
        gate.wait()
        kept = []
        try:
            for turn in range(EACH):
                try:
                    with transaction.atomic():
                        number = take(numbers.INVOICE)
                        if (thread + turn) % 4 == 0:
                            raise RuntimeError("this one is given back")
                        kept.append(number)
                except RuntimeError:
                    kept.append(0)
        finally:
            connection.close()
        return kept

    with ThreadPoolExecutor(AT_ONCE) as pool:
        return sorted(number for numbers_ in pool.map(work, range(AT_ONCE)) for number in numbers_ if number)


@pytest.mark.django_db(transaction=True)
@pytest.mark.clause("LAW-VATINV", "LAW-VATCN")
def test_twenty_at_once_leave_no_gap_and_share_no_number() -> None:
    taken = taken_at_once(numbers.take)
    assert taken == list(range(1, len(taken) + 1))
    assert len(taken) == AT_ONCE * EACH * 3 // 4
    assert Series.objects.get(code=numbers.INVOICE).last == len(taken)


@pytest.mark.django_db(transaction=True)
def test_without_the_lock_the_same_work_goes_wrong() -> None:
    def careless(code: str) -> int:
        last = Series.objects.get(code=code).last
        time.sleep(0.01)
        with pgtrigger.ignore("shop.Series:series_goes_on_by_one"):
            Series.objects.filter(code=code).update(last=last + 1)
        return last + 1

    taken = taken_at_once(careless)
    assert taken != list(range(1, len(taken) + 1)), "the test above could not fail"


@pytest.mark.django_db(transaction=True)
def test_a_number_is_taken_inside_a_transaction_or_not_at_all() -> None:
    with pytest.raises(TransactionManagementError):
        numbers.take(numbers.INVOICE)


@pytest.mark.django_db
@pytest.mark.clause("TC-3.3")
def test_order_numbers_are_opaque_and_never_the_same() -> None:
    given = [numbers.order_number() for _ in range(300)]
    assert len(set(given)) == 300
    assert all(len(number) == 10 and number.startswith("ORD-") for number in given)
    assert sorted(given) != given, "nobody reads from them how many orders there are"


def test_the_shuffle_is_one_to_one() -> None:
    spread = {numbers._scattered(running) for running in range(20_000)}
    assert len(spread) == 20_000


@pytest.mark.django_db
def test_the_last_order_number_is_the_last() -> None:
    with pgtrigger.ignore("shop.Series:series_goes_on_by_one"):
        Series.objects.filter(code=numbers.ORDER).update(last=2**30 - 1)
    with pytest.raises(LookupError):
        numbers.order_number()
