"""The history of somebody's own details, as they read it: what changed, from what to what, when and by whom."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise
from typing import Any

from django.apps import apps
from django.db.models import Model

from cilexportal.foundation import london
from members.models import GradeHeld, Member, PracticeArea, User
from members.queries import grade_title
from people.models import Contact
from standing.models import Practice

MOST = 100
YOU, OFFICER, PORTAL = "you", "an officer", "the portal itself"
NOTHING = "nothing"
# What is told, and how it is called. The rest of a row is for the portal's own use.
USER_FIELDS = {"full_name": "Name of the account", "email": "Email address"}
MEMBER_FIELDS = {"full_name": "Name", "number": "Membership number", "specialism_id": "Specialism"}
PRACTICE_FIELDS = {"employer": "Employer", "place": "Place of work"}
CONTACT_FIELDS = {
    "phone": "Telephone number", "line_1": "Address line 1", "line_2": "Address line 2", "town": "Town or city",
    "postcode": "Postcode", "country": "Country",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Change:
    """One change of one thing. `before` is empty where it was entered for the first time."""

    at: datetime
    by: str
    what: str
    before: str
    after: str


def of_person(user_id: int, *, most: int = MOST) -> list[Change]:
    """Every change of the details of a person, the latest first, in the same number of queries for everybody."""
    member = Member.objects.filter(user=user_id).first()
    found = [*_told(User, user_id, USER_FIELDS, user_id), *_told(Contact, user_id, CONTACT_FIELDS, user_id)]
    if member is not None:
        areas = dict(PracticeArea.objects.values_list("code", "name"))
        found += _told(Member, member.pk, MEMBER_FIELDS, user_id, lambda value: areas.get(value, value))
        found += _told(Practice, member.pk, PRACTICE_FIELDS, user_id)
        found += _grades(member.pk, user_id)
    # Of one transaction all were written at the same instant: those stay in their order, the last one first.
    return sorted(found, key=lambda change: change.at)[::-1][:most]


def _events(model: type[Model]) -> Any:
    """The rows of a model's history, with who acted."""
    name = f"{model._meta.object_name}Event"
    return apps.get_model(model._meta.app_label, name)._default_manager.select_related("pgh_context")


def _told(
    model: type[Model], pk: int, fields: dict[str, str], user_id: int, word: Callable[[str], str] = str
) -> Iterator[Change]:
    """The changes of some fields of one row. What stood there when the row began is no change; a first word is one."""
    events = list(_events(model).filter(pgh_obj_id=pk).exclude(pgh_label="delete").order_by("pgh_id"))
    first: list[Any] = [None] if model in (Contact, Practice) else []
    for older, newer in pairwise([*first, *events]):
        for name, label in fields.items():
            before, after = (getattr(older, name) or "") if older else "", getattr(newer, name) or ""
            if before != after:
                yield Change(
                    newer.pgh_created_at, _by(newer, user_id), label, word(before) or NOTHING, word(after) or NOTHING
                )


def _grades(member_id: int, user_id: int) -> Iterator[Change]:
    """Grades as they were entered and ended."""
    for event in _events(GradeHeld).filter(member_id=member_id).exclude(pgh_label="delete").order_by("pgh_id"):
        name = grade_title(code=event.grade_id, on=event.from_date).name
        days = f"{name}, from {london.in_words(event.from_date)}"
        if event.until_date:
            days += f" to before {london.in_words(event.until_date)}"
        yield Change(event.pgh_created_at, _by(event, user_id), "Grade", "", days)


def _by(event: Any, user_id: int) -> str:
    """Who did it, without anybody's name: staff stand here as an officer."""
    actor = event.pgh_context.metadata.get("user") if event.pgh_context else None
    if actor is None:
        return PORTAL
    return YOU if actor == user_id else OFFICER
