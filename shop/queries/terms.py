"""The terms as the organisation uploaded them, by version."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from cilexportal.foundation.documents.models import Document, DocumentState
from shop.models import TermsVersion


@dataclass(frozen=True)
class Version:
    """A version with the words for when it counts, and whether its authorised text can be opened."""

    terms: TermsVersion
    word: str
    colour: str
    has_text: bool


def in_force(*, today: date) -> TermsVersion | None:
    """[TC-1.2] The version that an order placed today is under."""
    return TermsVersion.objects.filter(from_date__lte=today).order_by("-from_date").first()


def versions(*, today: date) -> list[Version]:
    """Every version, the latest first: those to come, the one in force, and the earlier ones orders still have."""
    found: list[Version] = []
    current = in_force(today=today)
    for terms in TermsVersion.objects.select_related("document").order_by("-from_date"):
        if terms.from_date > today:
            word, colour = "To come", "blue"
        elif terms == current:
            word, colour = "In force", "green"
        else:
            word, colour = "For earlier orders", "grey"
        found.append(Version(terms, word, colour, is_open(terms.document)))
    return found


def is_open(document: Document | None) -> bool:
    """Whether a text was uploaded and has been checked."""
    return document is not None and document.state == DocumentState.CLEAN


def text_of(version: str) -> Document | None:
    """The authorised text of a version; None where there is none that can be opened."""
    terms = TermsVersion.objects.filter(version=version.replace("\0", "")).select_related("document").first()
    return terms.document if terms is not None and is_open(terms.document) else None
