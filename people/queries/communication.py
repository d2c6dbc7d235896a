"""What a person is sent and what they have said about it, as their page shows it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.apps import apps
from django.db import models
from django.urls import reverse

from cilexportal.foundation.correspondence.rules import UNSAID, Category, Through, Way
from people.models import Contact

MOST = 50
# The categories that come with membership, in the words of the page.
ALWAYS = {
    Category.ADMINISTRATION: "Renewal, payments, orders, decisions about you, and how you sign in.",
    Category.CPD: "Your CPD year, reminders of its end, and what officers decide about it.",
    Category.GOVERNANCE: "Rules of members that change, elections and general meetings.",
}


@dataclass(frozen=True, slots=True)
class Choice:
    """One change of a wish: what about, from which way to which, when and where."""

    category: str
    before: str
    after: str
    at: datetime
    where: str


def choices_of(user_id: int, *, most: int = MOST) -> list[Choice]:
    """[TC-10] What the person has changed, the latest first; in one query."""
    said: dict[str, str] = {category.value: way.label for category, way in UNSAID.items()}
    made = []
    events: models.QuerySet = apps.get_model("correspondence", "PreferenceEvent").objects
    for event in events.filter(user=user_id).exclude(pgh_label="delete").order_by("pgh_id"):
        way, where = Way(event.way).label, Through(event.through).label
        made.append(Choice(Category(event.category).label, said[event.category], way, event.changed_at, where))
        said[event.category] = way
    return made[::-1][:most]


def has_address(user_id: int) -> bool:
    """Whether letters can be posted to this person."""
    return Contact.objects.filter(user=user_id).exclude(line_1="").exists()


def details_of(user_id: int, today: date) -> list[dict[str, str]]:
    """Telephone number and address for one's own page, with where they are changed."""
    found = Contact.objects.filter(user=user_id).first()
    said = {"Telephone number": found.phone if found else "", "Address": "\n".join(found.lines) if found else ""}
    return [
        {"key": key, "value": value or "None kept", "action_url": reverse("me:contact")} for key, value in said.items()
    ]  # fmt: skip


def address_of(user_id: int) -> str:
    """The lines of a person's address, for the envelope; empty where they gave none."""
    found = Contact.objects.filter(user=user_id).first()
    return "\n".join(found.lines) if found else ""
