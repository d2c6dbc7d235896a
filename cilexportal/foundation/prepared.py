"""Statements of the busiest pages, which PostgreSQL reads and plans once a connection and not at every visit."""

from __future__ import annotations

from typing import Any, LiteralString
from weakref import WeakKeyDictionary

from django.conf import settings
from django.db import connection

# What each open connection of this process has prepared: name -> (which try, whether it worked). A connection that
# ends takes them along.
_prepared: WeakKeyDictionary[Any, dict[str, tuple[int, bool]]] = WeakKeyDictionary()


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
        self._given = f" ({given})" if types else ""
        self._takes = f" ({', '.join(types.values())})" if types else ""
        # Doubled percent signs are for psycopg2, which sees both statements as one when they are first sent.
        self._body = (sql % numbered).replace("%", "%%")

    def _statement(self, attempt: int, *, known: bool) -> str:
        """EXECUTE of what is prepared, else PREPARE and EXECUTE in one go."""
        name = f"{self.name}_{attempt}"
        execute = f"EXECUTE {name}{self._given}"
        return execute if known else f"PREPARE {name}{self._takes} AS {self._body}; {execute}"

    def rows(self, **values: Any) -> list[tuple[Any, ...]]:
        """Every row of the query with these parameters, in one round trip."""
        with connection.cursor() as cursor:
            if settings.DATABASE_POOLED:
                cursor.execute(self.sql, values)
            else:
                names = _prepared.setdefault(connection.connection, {})
                attempt, known = names.get(self.name, (0, False))
                if not known:
                    # A statement that fails may have been prepared all the same: the next try takes another name.
                    names[self.name] = attempt + 1, False
                statement = self._statement(attempt, known=known)
                cursor.execute(statement, [values[parameter] for parameter in self._parameters])
                names[self.name] = attempt, True
            return cursor.fetchall()
