"""Portfolios, sheets and pieces as rows: what the services leave behind."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

from applications.models import Case
from cilexportal.foundation.documents.models import Document, DocumentState
from members.models import User
from portfolio.models import Piece, Portfolio, Sheet, SheetPiece, Supervisor
from tests import factories as people
from tests.applications import factories as applications
from tests.applications.factories import NOON

WORDS = {
    "how_met": "I told the client what the decision meant, and what could be done by when.",
    "how_shown": "The letter shows my advice, its reasons and its day.",
    "learned": "To give the last day for an answer in the first sentence.",
}


def portfolio(user: User | None = None, **fields: Any) -> Portfolio:
    """The portfolio of a live application of somebody, with nothing in it."""
    case: Case = applications.application(user).cases.get(kind="portfolio")
    return Portfolio.objects.create(case=case, begun_at=NOON, **fields)


def supervisor(of: Portfolio, **fields: Any) -> Supervisor:
    """Somebody who supervised work."""
    number = of.supervisors.count() + 1
    defaults = {"name": "Mary Somerville", "email": f"mary{number}@example.org", "employer": "Example Law"}
    return Supervisor.objects.create(portfolio=of, **{**defaults, **fields})


def sheet(of: Portfolio, place: str = "", **fields: Any) -> Sheet:
    """A sheet with every box written, in a place such as "1.1-2", or parked. Its evidence is added by `piece`."""
    where: dict[str, int] = {}
    if place:
        outcome, example = place.split("-")
        competency, number = outcome.split(".")
        where = {"competency": int(competency), "outcome": int(number), "example": int(example)}
    return Sheet.objects.create(portfolio=of, **{"kind": "sheet", "saved_at": NOON, **where, **WORDS, **fields})


def document(of: Portfolio, *, state: str = DocumentState.CLEAN, **fields: Any) -> Document:
    """A file of the owner, checked unless `state` says otherwise."""
    told: dict[str, Any] = {"state": state, "file": default_storage.save("a/b.pdf", ContentFile(b"%PDF-1.7 a test"))}
    if state == DocumentState.CLEAN:
        told |= {"checked_at": NOON, "clean_size": 15, "clean_sha256": "0" * 64}
    elif state == DocumentState.REFUSED:
        told |= {"checked_at": NOON, "reason": "It cannot be read."}
    made: Document = people.DocumentFactory(owner=of.case.application.user, **{**told, **fields})
    return made


def piece(of: Portfolio, *on: Sheet, **fields: Any) -> Piece:
    """A letter that says all of itself that is asked, on the sheets that are named."""
    number = of.pieces.count() + 1
    defaults: dict[str, Any] = {
        "title": f"Letter {number}", "kind": "letter", "matter": f"Matter {number}", "worked_on": date(2026, 3, 2),
        "own_work": True, "shows_date": True, "shows_name": True, "shows_reference": True, "saved_at": NOON,
    }  # fmt: skip
    made = Piece.objects.create(
        portfolio=of, **{**defaults, **({} if "document" in fields else {"document": document(of)}), **fields}
    )
    for one in on:
        SheetPiece.objects.create(sheet=one, piece=made, position=one.on_it.count() + 1)
    return made
