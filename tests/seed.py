"""What the migrations put into the database, kept aside so that tests which commit can be cleaned up after.

Emptying tables would lose that reference data, and history refuses to be truncated; so rows are deleted with the
database's triggers asleep, and the reference data is copied back.
"""

from __future__ import annotations

from typing import Any

from django.db import connection
from psycopg2 import sql

KEPT = "seed"
MIGRATIONS = "django_migrations"


def keep() -> None:
    """Copies every table that the migrations filled into the schema `seed`, or, where that was done by an earlier
    run on the same migrations, cleans up after that run."""
    with connection.cursor() as cursor:
        if _is_kept(cursor):
            restore()
            return
        cursor.execute(f"DROP SCHEMA IF EXISTS {KEPT} CASCADE; CREATE SCHEMA {KEPT}")
        for table in [MIGRATIONS, *_filled(cursor)]:
            cursor.execute(sql.SQL("CREATE TABLE {}.{} AS TABLE {}").format(*_names(KEPT, table, table)))


def restore() -> None:
    """Brings the database back to what the migrations left."""
    with connection.cursor() as cursor:
        emptied = [sql.SQL("DELETE FROM {}").format(*_names(table)) for table in _filled(cursor)]
        refilled = [
            sql.SQL("INSERT INTO {} SELECT * FROM {}.{}").format(*_names(table, KEPT, table))
            for table in _tables(cursor, KEPT)
        ]
        asleep, awake = sql.SQL("SET session_replication_role = replica"), sql.SQL("RESET session_replication_role")
        cursor.execute(sql.SQL("; ").join([asleep, *emptied, *refilled, awake]))


def _is_kept(cursor: Any) -> bool:
    """Whether `seed` was made from the very migrations that are applied now."""
    cursor.execute("SELECT to_regclass(%s) IS NOT NULL", [f"{KEPT}.{MIGRATIONS}"])
    if not cursor.fetchone()[0]:
        return False
    cursor.execute(f"SELECT (SELECT max(id) FROM {MIGRATIONS}) = (SELECT max(id) FROM {KEPT}.{MIGRATIONS})")
    return bool(cursor.fetchone()[0])


def _tables(cursor: Any, schema: str) -> list[str]:
    """The tables of a schema, but for the list of migrations."""
    cursor.execute("SELECT tablename FROM pg_tables WHERE schemaname = %s AND tablename <> %s", [schema, MIGRATIONS])
    return sorted(row[0] for row in cursor.fetchall())


def _filled(cursor: Any) -> list[str]:
    """The tables that hold any row."""
    questions = [
        sql.SQL("SELECT {} WHERE EXISTS (SELECT FROM {})").format(sql.Literal(table), sql.Identifier(table))
        for table in _tables(cursor, "public")
    ]
    cursor.execute(sql.SQL(" UNION ALL ").join(questions))
    return [row[0] for row in cursor.fetchall()]


def _names(*names: str) -> list[sql.Identifier]:
    return [sql.Identifier(name) for name in names]
