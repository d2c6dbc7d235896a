"""What the database refuses by itself, tried with plain SQL, and what two connections do to each other."""

from __future__ import annotations

import threading
import uuid
from collections.abc import Callable
from contextlib import nullcontext
from datetime import date
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction

from cpd.enums import Outcome
from cpd.locks import bucket_of, lock_exclusive
from cpd.models import CpdYear, Record, Requirement, Typing
from cpd.services import records, typing
from members.models import Member
from tests import factories
from tests.cpd.conftest import A_SECOND, CLOSES, MAY, counting

INSERT = """
INSERT INTO cpd_record (uuid, member_id, year_id, mode, title, professionalism, areas, need, learned, evaluation,
    change, kept_elsewhere, explanation, anonymised, entered_why, version)
VALUES (gen_random_uuid(), %s, %s, 'guided', 'x', false, '{}', '', '', '', '', false, '', false, '', 0)
"""


def run(sql: str, *values: Any) -> None:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql, values)


@pytest.mark.clause("CPD-10")
@pytest.mark.parametrize("outcome", [Outcome.MET, Outcome.NOT_MET, Outcome.DISPENSED, Outcome.NOT_REQUIRED])
def test_a_final_result_closes_the_members_year_to_every_statement(
    ada: Member, year: CpdYear, next_year: CpdYear, close: Callable, outcome: Outcome
) -> None:
    inside, outside = counting(ada, year), counting(ada, next_year)
    close(ada, year, outcome)
    for sql, values in (
        (INSERT, (ada.pk, year.pk)),
        ("UPDATE cpd_record SET title = 'x' WHERE id = %s", (inside.pk,)),
        ("UPDATE cpd_record SET year_id = %s WHERE id = %s", (next_year.pk, inside.pk)),
        ("UPDATE cpd_record SET year_id = %s WHERE id = %s", (year.pk, outside.pk)),
        ("DELETE FROM cpd_record WHERE id = %s", (inside.pk,)),
    ):
        with pytest.raises(IntegrityError, match="closed"):
            run(sql, *values)
    run(INSERT, ada.pk, next_year.pk)
    run("UPDATE cpd_record SET title = 'x' WHERE id = %s", outside.pk)
    run("DELETE FROM cpd_record WHERE id = %s", outside.pk)


@pytest.mark.clause("CPD-10")
def test_an_extended_or_superseded_result_and_other_members_close_nothing(
    ada: Member, ben: Member, year: CpdYear, close: Callable
) -> None:
    close(ada, year, Outcome.EXTENDED, extended_until=date(2026, 12, 31))
    run(INSERT, ada.pk, year.pk)
    result = close(ben, year, Outcome.MET)
    result.superseded_at = MAY
    result.save()
    run(INSERT, ben.pk, year.pk)


@pytest.mark.parametrize("column", ["completed_on", "planned"])
@pytest.mark.clause("REC-12")
def test_a_record_that_counts_has_its_mandatory_answers(ada: Member, year: CpdYear, column: str) -> None:
    record = counting(ada, year)
    with pytest.raises(IntegrityError, match="counted_record_is_complete"):
        run(f"UPDATE cpd_record SET {column} = NULL WHERE id = %s", record.pk)


@pytest.mark.clause("REC-15", "REC-13")
def test_a_record_that_counts_is_within_the_limits(ada: Member, year: CpdYear) -> None:
    record = counting(ada, year)
    run("UPDATE cpd_record SET learned = repeat('👍', 4000), title = repeat('t', 200) WHERE id = %s", record.pk)
    for column, over in (("learned", 4001), ("evaluation", 4001), ("title", 201)):
        with pytest.raises(IntegrityError, match="counted_record_is_complete"):
            run(f"UPDATE cpd_record SET {column} = repeat('a', {over}) WHERE id = %s", record.pk)


@pytest.mark.clause("CPD-16b")
def test_a_reduced_target_is_lower_and_not_nothing(db: None) -> None:
    for figures in ("reduced_outcomes = 0", "reduced_outcomes = 10", "reduced_planned = 6"):
        with pytest.raises(IntegrityError, match="reduced_requirement_is_lower"):
            run(f"UPDATE cpd_requirement SET {figures} WHERE grade_id = 'fellow'")


def test_the_years_and_requirements_are_there_from_the_start(db: None) -> None:
    assert [year.label for year in CpdYear.objects.order_by("starts_on")][:2] == ["2018/19", "2019/20"]
    assert CpdYear.objects.count() == 10
    closes = CpdYear.objects.get(label="2025/26")
    assert (closes.closes_at, closes.rehearse_from, closes.loss_on) == (CLOSES, date(2026, 9, 1), date(2026, 9, 30))
    assert CpdYear.objects.get(label="2018/19").loss_on == date(2020, 1, 1)
    assert Requirement.objects.filter(scheme="outcomes").count() == 6
    assert Requirement.objects.get(scheme="mixed").grade_id == "paralegal"


# --- Two connections -------------------------------------------------------------------------------------------------


def in_parallel(*acts: Callable[[], Any]) -> list[Any]:
    """Runs each in a thread with a connection of its own; returns what each returned or raised."""
    results: list[Any] = [None] * len(acts)

    def run_one(index: int, act: Callable[[], Any]) -> None:
        try:
            results[index] = act()
        except Exception as raised:
            results[index] = raised
        finally:
            connection.close()

    threads = [threading.Thread(target=run_one, args=(index, act)) for index, act in enumerate(acts)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=30)
    return results


@pytest.mark.django_db(transaction=True)
@pytest.mark.clause("REC-17")
def test_two_first_pauses_of_one_form_make_one_record_and_one_of_them_is_told(fields: dict[str, Any]) -> None:
    member = factories.MemberFactory()
    name = uuid.uuid4()

    def keep(text: str) -> Callable[[], int]:
        sent = {"version": 0, "page": text, "year": "", "fields": {"title": text}, "at": MAY}
        return lambda: typing.keep(member_id=member.pk, uuid=name, **sent)

    results = in_parallel(*(keep(f"Text {number}") for number in range(4)))
    assert sorted(type(result).__name__ for result in results) == ["Stale", "Stale", "Stale", "int"]
    assert Record.objects.count() == Typing.objects.count() == 1


@pytest.mark.django_db(transaction=True)
@pytest.mark.clause("REC-17")
def test_two_saves_of_one_form_at_once_never_overwrite_each_other(fields: dict[str, Any]) -> None:
    member = factories.MemberFactory()
    name = uuid.uuid4()

    def save(text: str) -> Callable[[], Any]:
        sent = {"version": 0, "page": text, "fields": {**fields, "title": text}, "at": MAY}
        return lambda: records.save(member=member, uuid=name, **sent)

    results = in_parallel(*(save(f"Text {number}") for number in range(3)))
    assert sorted(type(result).__name__ for result in results) == ["Saved", "Stale", "Stale"]
    assert Record.objects.get().version == 1


@pytest.mark.django_db(transaction=True)
@pytest.mark.clause("CPD-10")
def test_a_save_waits_for_a_batch_that_closes_and_then_sees_the_year_closed(
    close: Callable, fields: dict[str, Any]
) -> None:
    member = factories.MemberFactory()
    year = CpdYear.objects.get(label="2025/26")
    record = counting(member, year, title="Before")
    locked, saving = threading.Event(), threading.Event()

    def closing() -> None:
        with transaction.atomic():
            lock_exclusive(year_id=year.pk, bucket=bucket_of(member.pk))
            locked.set()
            saving.wait(timeout=10)
            close(member, year)

    def save() -> records.Saved:
        locked.wait(timeout=10)
        threading.Timer(0.5, saving.set).start()
        sent = {"version": 0, "page": "", "fields": {**fields, "title": "After"}, "at": CLOSES - A_SECOND}
        return records.save(member=member, uuid=record.uuid, **sent)

    _, saved = in_parallel(closing, save)
    assert saved.refusal is not None
    assert saved.refusal.clause == "CPD-10"
    assert Record.objects.get().title == "Before"
    assert Typing.objects.get().fields["title"] == "After"


@pytest.mark.clause("CPD-7a")
@pytest.mark.parametrize(("hours", "taken"), [("0", False), ("0.01", True), ("24", True), ("24.01", False)])
def test_the_hours_of_a_record_are_more_than_none_and_at_most_a_days(
    ada: Member, year: CpdYear, hours: str, taken: bool
) -> None:
    record = counting(ada, year)
    with nullcontext() if taken else pytest.raises(IntegrityError, match="record_hours_are_of_one_day"):
        run("UPDATE cpd_record SET hours = %s WHERE id = %s", hours, record.pk)
