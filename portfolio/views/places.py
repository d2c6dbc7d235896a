"""Where examples stand: begun in a place, moved, parked, turned into each other, removed and brought back."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from cilexportal.foundation import london
from cilexportal.foundation.idempotency.web import once
from cilexportal.foundation.rulebook.refusal import Refused
from portfolio.enums import SheetKind
from portfolio.models import Portfolio, Sheet
from portfolio.queries.board import board_today
from portfolio.queries.owner import data_of
from portfolio.queries.placed import asked_of, number_of, place_named, where_to
from portfolio.queries.sheet import parked_of, removed_of, sheet_in, unsaved_of
from portfolio.queries.versions import on_it
from portfolio.rules.placing import before_statement
from portfolio.services import sheets
from portfolio.views.around import around, owned
from portfolio.views.sheets import own_sheet

POSTABLE = ["GET", "HEAD", "POST"]
PARK = "park"
HERE = "It is here now."
NOTHING_CHOSEN = "Choose what goes into this place."


@require_http_methods(POSTABLE)
@owned
def place(request: HttpRequest, portfolio: Portfolio, code: str) -> HttpResponse:
    """[HB-35a] [HB-48] The example in a place; where there is none, what it asks for and how one is begun."""
    slot = place_named(portfolio, code)
    if slot is None:
        raise Http404
    if request.method == "POST":
        return redirect(_begun(request, portfolio, code))
    found = sheet_in(portfolio, slot)
    if found is not None:
        return redirect("portfolio:sheet", portfolio.case.application.uuid, found.uuid)
    asked, figures = asked_of(portfolio, slot), data_of(portfolio).evidence
    board = board_today(portfolio, today=london.today())
    warnings = before_statement(
        statements=board.statements, wants_documents=bool(asked and asked.competency.distinct_types), figures=figures
    )
    context = {
        "asked": asked, "board": board, "warnings": list(warnings), "parked": parked_of(portfolio),
        "kinds": SheetKind,
    }  # fmt: skip
    return render(request, "portfolio/sheet_place.html", around(portfolio, here="") | context)


def _begun(request: HttpRequest, portfolio: Portfolio, code: str) -> str:
    """Begins what the button says, or puts a parked example here; the address to go on to."""
    do, at, uuid = request.POST.get("do", ""), london.now(), portfolio.case.application.uuid
    try:
        with once(request, scope="portfolio.place") as turn:
            if turn.first:
                if do in SheetKind.values:
                    found = sheets.begin(portfolio=portfolio, code=code, kind=SheetKind(do), by=request.user, at=at)
                else:
                    found = own_sheet(portfolio, _uuid(do))
                    sheets.move(portfolio=portfolio, uuid=found.uuid, code=code, by=request.user, at=at)
                turn.answer(reverse("portfolio:sheet", args=[uuid, found.uuid]))
    except Refused as no:
        messages.warning(request, str(no.refusals[0]))
        return reverse("portfolio:place", args=[uuid, code])
    return turn.url


@require_http_methods(POSTABLE)
@owned
def move(request: HttpRequest, portfolio: Portfolio, sheet: UUID) -> HttpResponse:
    """[HB-35] [HB-57a] Another place for an example, with what stands there going where this one came from; or none."""
    found = own_sheet(portfolio, sheet)
    if request.method == "POST":
        to = request.POST.get("to", "")
        return _acted(
            request, found,
            lambda at: sheets.move(
                portfolio=portfolio, uuid=found.uuid, code="" if to == PARK else to, by=request.user, at=at
            ),
            said="It is parked. It counts for nothing until it has a place." if to == PARK else HERE,
        )  # fmt: skip
    return _ask(request, portfolio, found, "portfolio/sheet_move.html", groups=where_to(portfolio, found))


@require_http_methods(POSTABLE)
@owned
def turn(request: HttpRequest, portfolio: Portfolio, sheet: UUID) -> HttpResponse:
    """[HB-48] Makes a statement of a sheet, or the other way, once its owner has read what that means."""
    found = own_sheet(portfolio, sheet)
    if request.method == "POST":
        return _acted(
            request, found, lambda at: sheets.turn(portfolio=portfolio, uuid=found.uuid, by=request.user, at=at),
            said="Done. What you wrote before is kept among its versions.",
        )  # fmt: skip
    most = data_of(portfolio).evidence.most_statements
    return _ask(request, portfolio, found, "portfolio/sheet_turn.html", pieces=len(on_it(found)), most=most)


@require_http_methods(POSTABLE)
@owned
def remove(request: HttpRequest, portfolio: Portfolio, sheet: UUID) -> HttpResponse:
    """[HB-35] Takes an example out of the portfolio, once its owner has read that it can be brought back."""
    found = own_sheet(portfolio, sheet)
    if request.method == "POST":
        return _acted(
            request, found, lambda at: sheets.remove(portfolio=portfolio, uuid=found.uuid, by=request.user, at=at),
            said="It is removed. You can bring it back from here.",
            to=reverse("portfolio:parked", args=[portfolio.case.application.uuid]),
        )  # fmt: skip
    return _ask(request, portfolio, found, "portfolio/sheet_remove.html")


@require_POST
@owned
def bring_back(request: HttpRequest, portfolio: Portfolio, sheet: UUID) -> HttpResponse:
    """[HB-35] A removed example in its place again, or parked where that is taken."""
    found = own_sheet(portfolio, sheet)
    return _acted(
        request, found, lambda at: sheets.bring_back(portfolio=portfolio, uuid=found.uuid, by=request.user, at=at),
        said="It is back.",
    )  # fmt: skip


@require_safe
@owned
def parked(request: HttpRequest, portfolio: Portfolio) -> HttpResponse:
    """[HB-35] [REC-17] What has no place: parked and removed examples, and those begun and not saved."""
    context = {
        "parked": parked_of(portfolio), "removed": removed_of(portfolio),
        "unsaved": [(one, number_of(portfolio, one), typed.saved_at) for one, typed in unsaved_of(portfolio)],
    }  # fmt: skip
    return render(request, "portfolio/sheet_parked.html", around(portfolio, here="parked") | context)


def _ask(request: HttpRequest, portfolio: Portfolio, sheet: Sheet, template: str, **more: Any) -> HttpResponse:
    """A page that asks once more before something is done to an example."""
    context = {"sheet": sheet, "number": number_of(portfolio, sheet), "kinds": SheetKind, **more}
    return render(request, template, around(portfolio, here="") | context)


def _acted(
    request: HttpRequest, sheet: Sheet, act: Callable[[Any], object], *, said: str, to: str = ""
) -> HttpResponse:  # fmt: skip
    """Does one thing to an example once, and goes on; a refusal is said on the example's own page."""
    page = reverse("portfolio:sheet", args=[sheet.portfolio.case.application.uuid, sheet.uuid])
    try:
        with once(request, scope="portfolio.sheet.act") as done:
            if done.first:
                act(london.now())
                messages.success(request, said)
                done.answer(to or page)
    except Refused as no:
        messages.warning(request, str(no.refusals[0]))
        return redirect(page)
    return redirect(done.url)


def _uuid(text: str) -> UUID:
    """Raises Refused for a text that names nothing."""
    try:
        return UUID(text)
    except ValueError:
        raise Refused.because("HB-35", NOTHING_CHOSEN) from None
