"""What a button of a sheet's form does once its words are saved, and where it leads."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, QueryDict
from django.urls import reverse

from cilexportal.foundation.rulebook.refusal import Refused
from portfolio.forms.sheets import ADD, CPD
from portfolio.models import Sheet
from portfolio.queries.placed import number_of
from portfolio.services import drafting, on_sheets

EVIDENCE = "#pieces"
# A button's word -> how many places a piece moves by.
SHIFTS = {"up": -1, "down": 1}
# A button's word -> the page that it leads to.
GO = {"move": "sheet_move", "turn": "sheet_turn", "remove": "sheet_remove"}
LIBRARY = "library"
CHOOSE = "Choose a piece of evidence from the list first. Your words are saved."
DRAFTED = "A draft in your CPD logbook says what you learned. It counts there once you have finished it."


def then(request: HttpRequest, sheet: Sheet, sent: QueryDict, *, url: str, at: datetime) -> str:
    """Does what the button of a saved form says beside saving; the address to go on to. Raises Refused."""
    word, _, about = sent.get("do", "").partition(":")
    if word == ADD:
        return _add(request, sheet, sent, url=url, at=at)
    if word == "off" or word in SHIFTS:
        return _rearrange(request, sheet, word, _uuid(about), url=url, at=at)
    if word == CPD:
        return _draft(request, sheet, url=url, at=at)
    uuid = sheet.portfolio.case.application.uuid
    if word == "go" and about in GO:
        return reverse(f"portfolio:{GO[about]}", args=[uuid, sheet.uuid])
    if word == "go" and about == LIBRARY:
        return reverse("portfolio:library", args=[uuid])
    messages.success(request, "Saved.")
    return url


def _add(request: HttpRequest, sheet: Sheet, sent: QueryDict, *, url: str, at: datetime) -> str:
    """[HB-43] Puts the chosen piece on the sheet."""
    chosen = _uuid(sent.get("add_piece", ""))
    if chosen is None:
        messages.info(request, CHOOSE)
        return url + EVIDENCE
    on = on_sheets.put_on(portfolio=sheet.portfolio, uuid=sheet.uuid, piece=chosen, by=request.user, at=at)
    messages.success(request, f"“{on.piece.title}” is on this sheet.")
    return url + EVIDENCE


def _rearrange(
    request: HttpRequest, sheet: Sheet, word: str, piece: UUID | None, *, url: str, at: datetime
) -> str:  # fmt: skip
    """[HB-57b] Takes a piece off, or moves it up or down."""
    if piece is not None:
        which: dict[str, Any] = {"portfolio": sheet.portfolio, "uuid": sheet.uuid, "piece": piece}
        if word in SHIFTS:
            on_sheets.shift(**which, by_places=SHIFTS[word], by=request.user, at=at)
        else:
            on_sheets.take_off(**which, by=request.user, at=at)
            messages.info(request, "It is off this sheet, and in your library still.")
    return url + EVIDENCE


def _draft(request: HttpRequest, sheet: Sheet, *, url: str, at: datetime) -> str:
    """[HB-46d] Makes a CPD draft of what was learned; a refusal is said, and the words stay saved."""
    number = number_of(sheet.portfolio, sheet)
    try:
        title = f"Portfolio, outcome {number}" if number else "Portfolio"
        drafting.draft(sheet=sheet, title=title, by=request.user, at=at)
    except Refused as no:
        messages.warning(request, str(no.refusals[0]))
    else:
        messages.success(request, DRAFTED)
    return url + "#cpd"


def _uuid(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None
