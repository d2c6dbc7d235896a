"""Requests as their people and the desks read them."""

from __future__ import annotations

from collections.abc import Collection
from uuid import UUID

from django.db.models import QuerySet

from cilexportal.foundation.asking.models import Item, Request, Stage


def of_person(user_id: int) -> QuerySet[Request]:
    """Everything a person was asked, the latest first."""
    return Request.objects.filter(person=user_id)


def one_of(user_id: int, uuid: UUID) -> Request | None:
    """A person's own request with its items; None for any other."""
    return of_person(user_id).prefetch_related("items__document").filter(uuid=uuid).first()


def about(keys: Collection[str]) -> dict[str, list[Request]]:
    """Key -> the requests about it with their items, the latest first; two statements for any number of keys."""
    found: dict[str, list[Request]] = {}
    for one in Request.objects.filter(about__in=keys).select_related("asked_by").prefetch_related("items__document"):
        found.setdefault(one.about, []).append(one)
    return found


def open_about(prefix: str) -> QuerySet[Request]:
    """[TC-6.10a] What is not answered yet, of the keys that begin so; the first to end comes first."""
    waiting = Request.objects.filter(stage=Stage.OPEN, about__startswith=prefix)
    return waiting.select_related("person").order_by("due_on", "id")


def file_of(uuid: UUID, number: int) -> Item | None:
    """The item of a request by its number, with its file; None where there is none."""
    items = Item.objects.select_related("document", "request").filter(document__isnull=False)
    return items.filter(request__uuid=uuid, number=number).first()
