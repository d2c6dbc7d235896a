"""A database of its own for the measurements: made, migrated, filled by a few statements, and dropped at the end."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import Any

from django.core.management import call_command
from django.db import connection
from psycopg2 import sql

from cilexportal.foundation import london
from cpd.models import CpdYear

NAME = "cilexportal_bench"
TEMPLATE = "cilexportal_bench_tables"
YEAR = "2025/26"
RECORDS = 9
# Members of several grades; about one in six falls short, one in fifty is extended, one in a hundred dispensed.
PEOPLE = """
    INSERT INTO members_user (password, email, full_name, is_active)
    SELECT '!', 'member' || n || '@example.org', 'Member Number ' || n, true FROM generate_series(1, %(members)s) n;
    INSERT INTO members_member (uuid, user_id, number, full_name, sort_name, specialism_id, joined_on)
    SELECT
        lpad(to_hex(id), 32, '0')::uuid, id, lpad(id::text, 9, '0'), full_name, lpad(id::text, 9, '0'),
        CASE WHEN id %% 3 = 0 THEN (SELECT min(code) FROM members_practicearea) END, '2019-01-01'
    FROM members_user ORDER BY id;
    INSERT INTO members_gradeheld (member_id, grade_id, from_date)
    SELECT
        id,
        (ARRAY['fellow', 'fellow', 'fellow', 'fellow', 'fellow', 'paralegal', 'paralegal', 'advanced_paralegal',
               'practitioner', 'student'])[1 + id %% 10],
        '2019-01-01'
    FROM members_member ORDER BY id;
    INSERT INTO cpd_extension (member_id, year_id, reason, granted_at, granted_by_id, until)
    SELECT id, %(year)s, 'Illness.', '2026-08-01', user_id, '2026-12-31' FROM members_member WHERE id %% 50 = 6;
    INSERT INTO cpd_dispensation (member_id, year_id, reason, granted_at, granted_by_id)
    SELECT id, %(year)s, 'Out of work.', '2026-08-01', user_id FROM members_member WHERE id %% 100 = 13;
"""
# The n-th record of everybody, then the next: records of one member lie far apart, as in a real year.
RECORD = """
    INSERT INTO cpd_record (
        uuid, member_id, year_id, mode, title, completed_on, activity_type_id, planned, professionalism, areas, hours,
        in_specialism, need, learned, evaluation, change, kept_elsewhere, explanation, anonymised, complete_at,
        saved_at, entered_why, version
    )
    SELECT
        lpad(to_hex(%(n)s::bigint << 32 | id), 32, '0')::uuid, id, %(year)s, 'guided', 'Seminar number ' || %(n)s,
        '2025-10-20'::date + 30 * %(n)s, CASE WHEN id %% 4 = 0 THEN %(study)s ELSE %(other)s END, (id + %(n)s) %% 9 < 6,
        %(n)s = 3, '{}', CASE WHEN %(n)s <> 3 THEN 1.00 + (id + %(n)s) %% 4 * 0.25 END, (id + %(n)s) %% 3 > 0,
        'To keep up with the rules of my field of work.', repeat('What the new rules ask for, and why. ', 5),
        repeat('I have changed how I prepare such files. ', 4), '', false, '', true,
        CASE WHEN %(n)s < 9 OR id %% 6 > 0 THEN '2025-10-21'::timestamptz + %(n)s * interval '30 days' END,
        '2025-10-21'::timestamptz + %(n)s * interval '30 days', '', 1
    FROM members_member ORDER BY id
"""


@contextmanager
def tables() -> Iterator[None]:
    """Inside, `database()` has a migrated database to copy from; it is made once and dropped at the end. In tests it
    is itself a copy, where there is a migrated database for tests to begin with."""
    usual, migrated = connection.settings_dict["NAME"], connection.settings_dict["TEST"].get("TEMPLATE")
    with _in_database(TEMPLATE, migrated or "template1"):
        if not migrated:
            call_command("migrate", verbosity=0)
            call_command("createcachetable", verbosity=0)
        connection.close()
        with connected_to(usual):
            yield


@contextmanager
def database(name: str = NAME) -> Iterator[None]:
    """Everything inside works on a fresh database with the portal's tables; it is dropped afterwards."""
    with _in_database(name, TEMPLATE):
        yield


@contextmanager
def _in_database(name: str, template: str) -> Iterator[None]:
    """Works inside a new database, copied from `template`."""
    _drop(name)
    with connection.cursor() as cursor:
        statement = sql.SQL("CREATE DATABASE {} TEMPLATE {}")
        cursor.execute(statement.format(sql.Identifier(name), sql.Identifier(template)))
    try:
        with connected_to(name):
            yield
    finally:
        _drop(name)


@contextmanager
def connected_to(name: str) -> Iterator[None]:
    """Everything inside works on the database of that name, which is there already."""
    before = connection.settings_dict["NAME"]
    connection.close()
    connection.settings_dict["NAME"] = name
    try:
        yield
    finally:
        connection.close()
        connection.settings_dict["NAME"] = before


def _drop(name: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name)))


def year() -> CpdYear:
    """The year that is measured."""
    return CpdYear.objects.get(label=YEAR)


def after_the_close() -> datetime:
    """An instant shortly after the year has closed."""
    return london.end_of_day(year().ends_on)


def fill(members: int) -> None:
    """That many members with nine records each, in an empty database. Triggers and foreign keys sleep meanwhile, which
    needs a superuser of the database."""
    figures = {"members": members, "year": year().pk}
    with connection.cursor() as cursor:
        cursor.execute("SET session_replication_role = replica")
        # Its index would take longer than all the rest, and nothing measured here reads it.
        cursor.execute("ALTER TABLE members_gradeheld DROP CONSTRAINT IF EXISTS one_grade_at_a_time")
        cursor.execute(PEOPLE, figures)
        study, other = _activity_types(cursor)
        for n in range(1, RECORDS + 1):
            cursor.execute(RECORD, {**figures, "n": n, "study": study, "other": other})
        cursor.execute("RESET session_replication_role")
        cursor.execute("VACUUM ANALYZE")


def _activity_types(cursor: Any) -> tuple[str, str]:
    """A kind of activity that is study, and one that is not."""
    cursor.execute(
        "SELECT min(code) FILTER (WHERE is_study), min(code) FILTER (WHERE NOT is_study) FROM cpd_activitytype"
    )
    study, other = cursor.fetchone()
    return study, other


def undo_close() -> None:
    """Takes back everything a close wrote, so that it can be measured again from the same start."""
    with connection.cursor() as cursor:
        cursor.execute("DROP TABLE IF EXISTS bench_floor")
        cursor.execute("SET session_replication_role = replica")
        cursor.execute(
            "TRUNCATE cpd_yearresult, cpd_yearresultevent, cpd_closebatch, cpd_closerun, cpd_closerunevent, cpd_parked,"
            " cpd_parkedevent, correspondence_message, pghistory_context RESTART IDENTITY CASCADE"
        )
        cursor.execute("RESET session_replication_role")
        cursor.execute("CHECKPOINT")
