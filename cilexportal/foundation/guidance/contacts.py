"""Whom to ask about what. The addresses are settings, because the regulator may change."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.conf import settings

SUBJECTS = (
    ("Your account and signing in", "organisation"),
    ("Membership, grades and fees", "organisation"),
    ("Adjustments for a disability or a health condition", "organisation"),
    ("Orders, payments and refunds", "organisation"),
    ("What is kept about you", "organisation"),
    ("What CPD you owe and how the year was judged", "regulator"),
    ("More time for CPD, or a year without it", "regulator"),
)


@dataclass(frozen=True, slots=True)
class Contact:
    """A body to write to or to phone; ``phone`` may be empty."""

    body: str
    email: str
    phone: str
    subjects: tuple[str, ...]


def contacts(site: Mapping[str, str] | None = None) -> tuple[Contact, ...]:
    """Both bodies with the subjects each answers for; ``site`` is settings.SITE unless given."""
    names = settings.SITE if site is None else site
    return tuple(
        Contact(
            body=names[whose],
            email=names[f"{whose}_email"],
            phone=names[f"{whose}_phone"],
            subjects=tuple(subject for subject, body in SUBJECTS if body == whose),
        )
        for whose in ("organisation", "regulator")
    )
