"""Rows of any table as a merge writes them down, compares them and puts them back."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from typing import Any

from django.apps import apps
from django.db.models import Count, Field, Model

from people.models import MergedRow

Written = dict[str, str | None]


def read_as(*, row: Model, columns: Iterable[str]) -> Written:
    """What these columns of a row hold, as words that come back as they were."""
    return {name: _words(_field(type(row), name), row) for name in columns}


def kept_as(*, model: type[Model], changes: dict[str, Any]) -> Written:
    """The same of values that are not in a row yet."""
    return read_as(row=model(**changes), columns=changes)


def put_back(row: MergedRow) -> None:
    """Gives a row what it held before; makes it anew where it was taken away. Raises DatabaseError."""
    model = apps.get_model(row.table)
    values = {name: _value(_field(model, name), words) for name, words in row.before.items()}
    if row.after is None:
        model._base_manager.bulk_create([model(**values)])
    else:
        model._base_manager.filter(pk=row.row).update(**values)


def changed_since(rows: Iterable[MergedRow]) -> int:
    """How many moved rows hold something else than the merge left in them, are gone, or have come back."""
    by_table: dict[str, list[MergedRow]] = defaultdict(list)
    for row in rows:
        by_table[row.table].append(row)
    changed = 0
    for table, some in by_table.items():
        held = apps.get_model(table)._base_manager.in_bulk([one.row for one in some])
        changed += sum(_holds(held.get(one.row), one) is False for one in some)
    return changed


def _holds(row: Model | None, moved: MergedRow) -> bool:
    if row is None or moved.after is None:
        return row is None and moved.after is None
    return read_as(row=row, columns=moved.after) == moved.after


def hanging_now(*, model: str | type[Model], ids: list[int]) -> Counter[int]:
    """Id -> how many rows of other tables lead to that row. Histories do not count: they hold on to nothing."""
    found: Counter[int] = Counter()
    if not ids:
        return found
    held = apps.get_model(model) if isinstance(model, str) else model
    for relation in held._meta.related_objects:
        field: Any = relation.field
        if relation.many_to_many or not getattr(field, "db_constraint", False):
            continue
        leading = relation.related_model._base_manager.filter(**{f"{field.name}__in": ids})
        for pk, rows in leading.values_list(field.attname).annotate(rows=Count("pk")).order_by():
            found[pk] += rows
    return found


def _field(model: type[Model], name: str) -> Field[Any, Any]:
    return model._meta.get_field(name)


def _words(field: Field[Any, Any], row: Model) -> str | None:
    return None if field.value_from_object(row) is None else field.value_to_string(row)


def _value(field: Field[Any, Any], words: str | None) -> Any:
    return None if words is None else field.to_python(words)
