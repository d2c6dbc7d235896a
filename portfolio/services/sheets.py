"""Sheets and statements: begun in a place, written, moved, turned into each other, removed and brought back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet

from applications.models import Application
from applications.services import typing
from applications.services.typing import Stale
from cilexportal.foundation.audit import because
from cilexportal.foundation.rulebook.refusal import Refused, refuse_if_any
from members.models import User
from portfolio.enums import SheetKind
from portfolio.models import Portfolio, Sheet, SheetPiece, Supervisor
from portfolio.queries import owner
from portfolio.queries.examples import slot_of
from portfolio.queries.leaving import why_sealed
from portfolio.queries.sheet import DAYS, TEXTS, boxes_of, form_of_sheet, page_of, sheet_in
from portfolio.rules import placing
from portfolio.rules.slots import Slot
from portfolio.services.holding import held
from portfolio.services.versions import note

GONE = "This example was removed in another tab or on another device. Bring it back first."
NOWHERE = "Your portfolio has no such place."


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """What a page knew as its form was sent: the version of its boxes and its own key."""

    version: int
    page_key: str


def begin(*, portfolio: Portfolio, code: str, kind: SheetKind, by: User, at: datetime) -> Sheet:
    """[HB-35] [HB-46a] [HB-48] Begins a sheet or a statement in the place of a code, or parked where it is empty.

    Raises Refused where the place is taken or is none.
    """
    with transaction.atomic(), because(user_id=by.pk, why="portfolio.sheet.begin"):
        found = held(portfolio=portfolio, at=at)
        slot = _place(found, code)
        known = Sheet.objects.filter(portfolio=found, removed_at=None).count()
        taken = slot is not None and sheet_in(found, slot) is not None
        refuse_if_any(placing.may_begin(is_taken=taken, sheets=known))
        sheet = Sheet(portfolio=found, kind=kind, saved_at=at)
        _put(sheet, slot)
        sheet.save()
        return sheet


def save(
    *, portfolio: Portfolio, uuid: UUID, seen: Seen, written: Mapping[str, Any], by: User, at: datetime
) -> Sheet:  # fmt: skip
    """[HB-46] [HB-51] [REC-17] Writes the boxes of an example; what was typed over them is let go.

    `written` holds the columns of its kind, `supervisor` as a uuid or None. Raises Stale where another page has
    written since, and Refused where the example is sealed, removed or frozen.
    """
    with transaction.atomic(), because(user_id=by.pk, why="portfolio.sheet.save"):
        sheet = changeable(portfolio=portfolio, uuid=uuid, at=at)
        _refuse_stale(sheet, seen)
        kind = SheetKind(sheet.kind)
        for name in (*TEXTS[kind], *DAYS[kind], "ticked"):
            setattr(sheet, name, written[name])
        sheet.supervisor = _supervisor(sheet, written["supervisor"])
        note(sheet=sheet, at=at)
        _let_typing_go(sheet, at=at)
        return sheet


def move(*, portfolio: Portfolio, uuid: UUID, code: str, by: User, at: datetime) -> Sheet | None:
    """[HB-35] [HB-57a] Puts an example into the place of a code, or parks it where the code is empty.

    What stood there goes where this one came from, and is returned. Raises Refused where the place is none, and
    where either of them is sealed, removed or frozen.
    """
    with transaction.atomic(), because(user_id=by.pk, why="portfolio.sheet.move"):
        sheet = changeable(portfolio=portfolio, uuid=uuid, at=at)
        came_from, slot = slot_of(sheet), _place(sheet.portfolio, code)
        if slot == came_from:
            return None
        other = sheet_in(sheet.portfolio, slot) if slot else None
        if other is not None:
            _refuse_sealed(other)
        _put(sheet, None)
        sheet.save()
        if other is not None:
            _go(other, came_from=slot, goes_to=came_from, at=at)
        _go(sheet, came_from=came_from, goes_to=slot, at=at)
        return other


def turn(*, portfolio: Portfolio, uuid: UUID, by: User, at: datetime) -> Sheet:
    """[HB-48] Makes a statement of a sheet, or a sheet of a statement; the words of the other stay for turning back.

    A statement has no evidence: pieces are taken off, and stay in the library. Raises Refused where something was
    typed and not saved, and where it is sealed, removed or frozen.
    """
    with transaction.atomic(), because(user_id=by.pk, why="portfolio.sheet.turn"):
        sheet = changeable(portfolio=portfolio, uuid=uuid, at=at)
        application_id = _hold_typing(sheet)
        typed = form_of_sheet(sheet, application_id=application_id)
        refuse_if_any(placing.may_turn(is_unsaved=typed.typed_at is not None))
        sheet.kind = placing.turned(SheetKind(sheet.kind))
        if sheet.kind == SheetKind.STATEMENT:
            SheetPiece.objects.filter(sheet=sheet).delete()
        note(sheet=sheet, at=at)
        _let_typing_go(sheet, at=at)
        return sheet


def remove(*, portfolio: Portfolio, uuid: UUID, by: User, at: datetime) -> Sheet:
    """[HB-35] Takes an example out of the portfolio; its words, its evidence and what was typed stay to be brought
    back. Raises Refused where it is sealed or frozen."""
    with transaction.atomic(), because(user_id=by.pk, why="portfolio.sheet.remove"):
        sheet = changeable(portfolio=portfolio, uuid=uuid, at=at)
        sheet.removed_at = at
        sheet.save(update_fields=["removed_at"])
        return sheet


def bring_back(*, portfolio: Portfolio, uuid: UUID, by: User, at: datetime) -> Sheet:
    """[HB-35] [HB-36] Brings a removed example back, into its place where that is free, else parked. Evidence that was
    taken out of the library meanwhile is on it no longer. Raises Refused where the portfolio is frozen."""
    with transaction.atomic(), because(user_id=by.pk, why="portfolio.sheet.bring_back"):
        found = held(portfolio=portfolio, at=at)
        sheet = _rows().get(portfolio=found, uuid=uuid)
        if sheet.removed_at is not None:
            slot = slot_of(sheet)
            if slot and sheet_in(found, slot):
                _put(sheet, None)
            sheet.removed_at = None
            SheetPiece.objects.filter(sheet=sheet, piece__removed_at__isnull=False).delete()
            note(sheet=sheet, at=at)
        return sheet


def changeable(*, portfolio: Portfolio, uuid: UUID, at: datetime) -> Sheet:
    """[HB-54] The sheet of a portfolio that is held from now on.

    Raises Refused where it was removed or is sealed, where the portfolio is frozen, and Sheet.DoesNotExist. The caller
    has opened the transaction.
    """
    found = held(portfolio=portfolio, at=at)
    sheet = _rows().get(portfolio=found, uuid=uuid)
    sheet.portfolio = found
    if sheet.removed_at is not None:
        raise Refused.because("HB-35", GONE)
    _refuse_sealed(sheet)
    return sheet


def _refuse_sealed(sheet: Sheet) -> None:
    if refusal := why_sealed(sheet):
        raise Refused(refusal)


def _rows() -> QuerySet[Sheet]:
    return Sheet.objects.select_related("supervisor", "upload")


def _place(portfolio: Portfolio, code: str) -> Slot | None:
    """The place of a code, None for an empty one. Raises Refused."""
    if not code:
        return None
    slot = placing.place_of(code, owner.data_of(portfolio).competencies)
    if slot is None:
        raise Refused.because("HB-57a", NOWHERE)
    return slot


def _put(sheet: Sheet, slot: Slot | None) -> None:
    places = (slot.competency, slot.outcome, slot.example) if slot else (None, None, None)
    sheet.competency, sheet.outcome, sheet.example = places


def _go(sheet: Sheet, *, came_from: Slot | None, goes_to: Slot | None, at: datetime) -> None:
    sheet.ticked = placing.ticks_after(sheet.ticked, came_from=came_from, goes_to=goes_to)
    _put(sheet, goes_to)
    note(sheet=sheet, at=at)


def _supervisor(sheet: Sheet, uuid: UUID | None) -> Supervisor | None:
    """A supervisor of the portfolio; one who is no longer on the list stays where they were."""
    return Supervisor.objects.filter(portfolio=sheet.portfolio_id, uuid=uuid).first() if uuid else None


def _hold_typing(sheet: Sheet) -> int:
    """Has every page that keeps typing wait until the transaction ends; returns the application's id."""
    application_id = sheet.portfolio.case.application_id
    Application.objects.select_for_update().only("pk").get(pk=application_id)
    return application_id


def _refuse_stale(sheet: Sheet, seen: Seen) -> None:
    """Raises Stale where another page has written; what this page itself kept while typing is no other text."""
    form = form_of_sheet(sheet, application_id=_hold_typing(sheet))
    is_own = bool(seen.page_key) and form.page_key == seen.page_key
    if not is_own and form.version != seen.version:
        raise Stale(form.version, form.fields, form.typed_at or sheet.saved_at, form.page_key)


def _let_typing_go(sheet: Sheet, *, at: datetime) -> None:
    application_id = sheet.portfolio.case.application_id
    typing.saved(application_id=application_id, page=page_of(sheet), fields=boxes_of(sheet), at=at)
