"""Statements of the busiest pages, which PostgreSQL reads and plans once a connection and not at every visit."""

from __future__ import annotations

from typing import Any, LiteralString
from weakref import WeakKeyDictionary

from django.conf import settings
from django.db import connection

# The names that each open connection of this process has prepared; a connection that ends takes them along.
_prepared: WeakKeyDictionary[Any, set[str]] = WeakKeyDictionary()


class Prepared:
    """A query under a name of its own, with the PostgreSQL type of each parameter that it mentions as %(parameter)s.

    Where a pooler hands connections on from one transaction to the next, the plain query is sent instead.
    """

    def __init__(self, name: str, sql: LiteralString, **types: str) -> None:
        self.name = name
        self.sql = sql
        numbered = {parameter: f"${number}" for number, parameter in enumerate(types, start=1)}
        self._parameters = tuple(types)
        given = ", ".join(["%s"] * len(types))
        self._execute = f"EXECUTE {name} ({given})" if types else f"EXECUTE {name}"
        takes = f" ({', '.join(types.values())})" if types else ""
        # Doubled percent signs are for psycopg2, which sees both statements as one when they are first sent.
        body = (sql % numbered).replace("%", "%%")
        self._prepare_and_execute = f"PREPARE {name}{takes} AS {body}; {self._execute}"

    def rows(self, **values: Any) -> list[tuple[Any, ...]]:
        """Every row of the query with these parameters, in one round trip."""
        with connection.cursor() as cursor:
            if settings.DATABASE_POOLED:
                cursor.execute(self.sql, values)
            else:
                known = _prepared.setdefault(connection.connection, set())
                statement = self._execute if self.name in known else self._prepare_and_execute
                cursor.execute(statement, [values[parameter] for parameter in self._parameters])
                known.add(self.name)
            return cursor.fetchall()
