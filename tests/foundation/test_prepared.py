from __future__ import annotations

import pytest
from django.db import DataError, connection, transaction
from django.test.utils import CaptureQueriesContext

from cilexportal.foundation.prepared import Prepared

pytestmark = pytest.mark.django_db


def sent(query: Prepared, **values: object) -> tuple[list, list[str]]:
    """The rows, and the first word of each statement that was sent for them."""
    with CaptureQueriesContext(connection) as captured:
        rows = query.rows(**values)
    return rows, [statement["sql"].split()[0] for statement in captured]


def test_a_statement_is_prepared_once_a_connection_and_answers_as_the_plain_one() -> None:
    doubled = Prepared(
        "t_doubled", "SELECT %(number)s * 2, %(word)s || '!' WHERE 7 > %(number)s", number="int", word="text"
    )
    assert sent(doubled, number=3, word="a") == ([(6, "a!")], ["PREPARE"])
    assert sent(doubled, word="it's", number=4) == ([(8, "it's!")], ["EXECUTE"])
    assert sent(doubled, number=7, word="") == ([], ["EXECUTE"])
    assert sent(Prepared("t_bare", "SELECT 1")) == ([(1,)], ["PREPARE"])


def test_lists_go_in_as_arrays_and_an_empty_one_is_no_fault() -> None:
    among = Prepared("t_among", "SELECT n FROM generate_series(1, 5) n WHERE n = ANY (%(numbers)s)", numbers="bigint[]")
    assert among.rows(numbers=[2, 9, 4]) == [(2,), (4,)]
    assert among.rows(numbers=[]) == []


@pytest.mark.django_db(transaction=True)
def test_a_new_connection_prepares_anew() -> None:
    one = Prepared("t_one", "SELECT 1")
    assert sent(one) == ([(1,)], ["PREPARE"])
    connection.close()
    assert sent(one) == ([(1,)], ["PREPARE"])
    assert sent(one) == ([(1,)], ["EXECUTE"])


def test_a_first_try_that_fails_does_not_spoil_the_next() -> None:
    halves = Prepared("t_halves", "SELECT 10 / %(number)s", number="integer")
    with pytest.raises(DataError), transaction.atomic():
        halves.rows(number=0)
    assert sent(halves, number=5) == ([(2,)], ["PREPARE"])
    assert sent(halves, number=2) == ([(5,)], ["EXECUTE"])


def test_behind_a_pooler_nothing_is_prepared(settings) -> None:
    settings.DATABASE_POOLED = True
    one = Prepared("t_pooled", "SELECT %(n)s::int", n="int")
    assert sent(one, n=5) == ([(5,)], ["SELECT"])
    assert sent(one, n=6) == ([(6,)], ["SELECT"])
