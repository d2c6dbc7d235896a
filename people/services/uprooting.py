"""Rows deleted with all that hangs on them, whatever keeps them otherwise: only for what the law lets nobody keep.

Triggers guard these rows against everybody, this module excepted. It goes by the keys of the tables: a row that cannot
be without the one it leads to goes along, its history with it; one that can stays, and leads nowhere any more.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from typing import Any

import pgtrigger
from django.db import transaction
from django.db.models import ForeignKey, Model

# Money that came for a payment goes with it, although money can be there before its payment is known.
GOES_ALONG = frozenset({("shop.Transfer", "payment"), ("shop.GatewayEvent", "payment")})
# What is part of the row it leads to, and no reason to keep that.
PARTS = frozenset({("documents.Original", "document")})


def uproot(*, model: type[Model], ids: Collection[int]) -> Counter[str]:
    """Deletes these rows; table -> how many went, in the caller's transaction."""
    with transaction.atomic(), pgtrigger.ignore():
        return _gone(model, list(ids))


def uproot_free(*, model: type[Model], ids: Collection[int]) -> Counter[str]:
    """Deletes those of the rows to which nothing leads any more."""
    held: set[int] = set()
    for child, field in _hanging(model):
        if not _is_history(child) and (child._meta.label, field.name) not in PARTS:
            found = child._base_manager.filter(**{f"{field.name}__in": list(ids)})
            held.update(found.values_list(field.attname, flat=True))
    return uproot(model=model, ids=set(ids) - held)


def empty(*, model: type[Model], ids: Collection[int], values: Mapping[str, Any]) -> Counter[str]:
    """Takes the words out of rows that have to stay because something rests on them, and deletes their history, which
    still has the words; table -> how many rows, in the caller's transaction."""
    with transaction.atomic(), pgtrigger.ignore():
        found = model._base_manager.filter(pk__in=list(ids))
        counts = Counter({model._meta.label: found.update(**values)}) if ids else Counter[str]()
        for child, field in _hanging(model):
            if _is_history(child):
                rows = child._base_manager.filter(**{f"{field.name}__in": list(ids)})
                counts += _gone(child, list(rows.values_list("pk", flat=True)))
        return counts


def goes_along(model: type[Model]) -> set[str]:
    """Every table of which rows may go with rows of this one."""
    found: set[str] = set()
    ahead = [model]
    while ahead:
        for child, field in _hanging(ahead.pop()):
            if _goes(child, field) and child._meta.label not in found:
                found.add(child._meta.label)
                ahead.append(child)
    return found


def _goes(child: type[Model], field: ForeignKey[Any, Any]) -> bool:
    return not field.null or _is_history(child) or (child._meta.label, field.name) in GOES_ALONG


def _gone(model: type[Model], ids: list[Any]) -> Counter[str]:
    gone: Counter[str] = Counter()
    if not ids:
        return gone
    for child, field in _hanging(model):
        rows = child._base_manager.filter(**{f"{field.name}__in": ids})
        if _goes(child, field):
            gone += _gone(child, list(rows.values_list("pk", flat=True)))
        else:
            rows.update(**{field.name: None})
    gone[model._meta.label] += model._base_manager.filter(pk__in=ids).delete()[1].get(model._meta.label, 0)
    return gone


def _hanging(model: type[Model]) -> Iterator[tuple[type[Model], ForeignKey[Any, Any]]]:
    """Every key that leads to the model; of its own history the one to the row, of others' history none."""
    for relation in model._meta.get_fields(include_hidden=True):
        if not (relation.auto_created and not relation.concrete and (relation.one_to_many or relation.one_to_one)):
            continue
        child, field = relation.related_model, relation.field
        if _is_history(child) and field.name != "pgh_obj":
            continue
        yield child, field


def _is_history(model: type[Model]) -> bool:
    return hasattr(model, "pgh_tracked_model")
