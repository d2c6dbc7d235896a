"""Rows as a person can read them: choices in words, other people as what they are, files and machinery left out."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import reduce
from operator import or_
from typing import Any

from django.apps import apps
from django.core.exceptions import FieldDoesNotExist
from django.db.models import BinaryField, Field, FileField, ForeignKey, Model, Q, QuerySet

from members.models import RoleGrant, User
from people.exporters import Row, Table

YOU, OFFICER, ANOTHER, PORTAL = "you", "an officer", "another person", "the portal itself"
AT_A_TIME = 200
MACHINERY = frozenset({"uuid", "claimed_at", "attempts", "token_hash", "body_hash"})
# What a row is called where another row names it.
CALLED = {
    "cpd.ActivityType": "name",
    "cpd.CpdYear": "label",
    "members.PracticeArea": "name",
    "shop.Order": "number",
    "shop.Product": "title",
    "shop.TermsVersion": "version",
    "shop.ShopPolicy": "from_date",
    "shop.Wording": "text",
    "standing.ConductQuestion": "words",
}


@dataclass(frozen=True, slots=True)
class Eyes:
    """Who reads: their own id, and the ids of everybody who ever had a staff role."""

    user_id: int
    staff: frozenset[int]

    def who(self, user_id: int | None) -> str | None:
        """A person as the reader may know them."""
        if user_id is None:
            return None
        if user_id == self.user_id:
            return YOU
        return OFFICER if user_id in self.staff else ANOTHER

    def actor(self, metadata: dict[str, Any] | None) -> str | None:
        """Who made a change, by the trail."""
        return self.who((metadata or {}).get("user")) or PORTAL


def eyes_of(user_id: int) -> Eyes:
    """The eyes of a person."""
    return Eyes(user_id, frozenset(RoleGrant.objects.values_list("user_id", flat=True)))


@dataclass(frozen=True, slots=True)
class Column:
    """One field of a row: its name, the lookup that reads it, and how it is said."""

    name: str
    lookup: str
    field: Field[Any, Any]

    def said(self, value: Any, eyes: Eyes) -> Any:
        """The value in words where it has some."""
        if isinstance(self.field, ForeignKey) and self.field.related_model is User:
            return eyes.who(value)
        if self.field.choices and value not in (None, ""):
            return str(dict(self.field.flatchoices).get(value, value))
        return value


def rows(table: Table, eyes: Eyes) -> Iterator[Row]:
    """Every row of a table that is the person's, the oldest first, a few at a time."""
    columns = columns_of(apps.get_model(table.model), table)
    found = _theirs(table, apps.get_model(table.model), eyes.user_id).order_by("pk")
    for values in found.values_list(*(one.lookup for one in columns)).iterator(chunk_size=AT_A_TIME):
        yield {one.name: one.said(value, eyes) for one, value in zip(columns, values, strict=True)}


def history(table: Table, eyes: Eyes) -> Iterator[Row]:
    """Every change of the table's rows that the trail has, each with what it changed; nothing for a model without."""
    model = apps.get_model(table.model)
    events = getattr(model, "pgh_event_model", None)
    if events is None or not table.history:
        return
    tracked = {one.name for one in events._meta.concrete_fields}
    columns = [one for one in columns_of(model, table) if one.field.name in tracked]
    names = (
        "pgh_obj_id",
        "pgh_label",
        "pgh_created_at",
        "pgh_context__metadata",
        *(one.field.attname for one in columns),
    )
    before: tuple[Any, tuple[Any, ...]] = (None, ())
    found = _theirs(table, events, eyes.user_id).order_by("pgh_obj_id", "pgh_id").values_list(*names)
    for thing, label, at, metadata, *values in found.iterator(chunk_size=AT_A_TIME):
        older = before[1] if before[0] == thing else ()
        yield {
            "row": thing, "what": label, "at": at, "by": eyes.actor(metadata),
            "changed": _changed(columns, older, values, label, eyes),
        }  # fmt: skip
        before = (thing, tuple(values))


def columns_of(model: type[Model], table: Table) -> list[Column]:
    """The fields of a model that are said."""
    left_out = {*MACHINERY, *table.without, *table.on_request}
    fields = [one for one in model._meta.concrete_fields if one.name not in left_out]
    return [_column(one) for one in fields if not isinstance(one, (BinaryField, FileField))]


def _column(field: Field[Any, Any]) -> Column:
    """A field by its name; what it leads to by what that is called."""
    if isinstance(field, ForeignKey) and field.related_model._meta.label in CALLED:
        return Column(field.name, f"{field.name}__{CALLED[field.related_model._meta.label]}", field)
    return Column(field.name, field.attname, field)


def _theirs(table: Table, model: type[Model], user_id: int) -> QuerySet[Any]:
    """The rows, or the events, that are the person's by any of the table's paths."""
    wanted: Any = table.root(user_id) if table.root else user_id
    ending = "__in" if table.root else ""
    asked = reduce(or_, (Q(**{f"{_path(model, one)}{ending}": wanted}) for one in table.of))
    found = model._default_manager.filter(asked)
    for lookup, value in (table.but(user_id) if table.but else {}).items():
        found = found.exclude(**{_path(model, lookup): value})
    return found.distinct() if any("__" in one for one in table.of) and len(table.of) > 1 else found


def _path(model: type[Model], path: str) -> str:
    """The path as the model knows it: the trail of a row goes to it by the row where it has no such field."""
    try:
        model._meta.get_field(path.split("__")[0])
    except FieldDoesNotExist:
        return f"pgh_obj__{path}"
    return path


def _changed(columns: list[Column], older: Any, newer: Any, label: str, eyes: Eyes) -> Row:
    """Field -> the value before and after; of a row that was entered or deleted, what it then held."""
    if label != "update" or not older:
        return {one.name: one.said(value, eyes) for one, value in zip(columns, newer, strict=True)}
    trio = zip(columns, older, newer, strict=True)
    return {one.name: [one.said(before, eyes), one.said(after, eyes)] for one, before, after in trio if before != after}
