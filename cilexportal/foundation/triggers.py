"""pgtrigger's list of all triggers with an index. Its own is read from end to end, twice, for each trigger that is put
on it: with some seven hundred triggers that is a second of every start of every process."""

from __future__ import annotations

from typing import Any

from pgtrigger import registry


class Indexed(registry._Registry):
    """The same list, which keeps the names by which pgtrigger looks for clashes instead of gathering them anew."""

    def __init__(self) -> None:
        super().__init__()
        self._by_table: dict[tuple[str, str], Any] = {}
        self._functions: set[str] = set()

    @property
    def by_db_table(self) -> dict[tuple[str, str], Any]:
        """The triggers by table and name."""
        return self._by_table

    @property
    def pg_function_names(self) -> set[str]:
        """The names of their functions in the database."""
        return self._functions

    def __setitem__(self, uri: str, found: tuple[Any, Any]) -> None:
        super().__setitem__(uri, found)
        model, trigger = found
        self._by_table[model._meta.db_table, trigger.name] = trigger
        self._functions.add(trigger.get_pgid(model))

    def __delitem__(self, uri: str) -> None:
        model, trigger = self[uri]
        super().__delitem__(uri)
        del self._by_table[model._meta.db_table, trigger.name]
        self._functions.remove(trigger.get_pgid(model))


def index() -> None:
    """Puts the index in place, once, before the first model with triggers is made."""
    if not isinstance(registry._registry, Indexed):
        registry._registry = Indexed()
