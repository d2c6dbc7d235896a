"""Finished sheets made elsewhere: many files at once, matched by the number in their names, looked at, then placed."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from cilexportal.foundation import london
from cilexportal.foundation.documents.models import DocumentState
from cilexportal.foundation.documents.views import attachment
from cilexportal.foundation.idempotency.web import once
from cilexportal.foundation.rulebook.refusal import Refusal, Refused
from portfolio.models import Portfolio
from portfolio.queries import importing as queries
from portfolio.rules.importing import MOST_AT_ONCE
from portfolio.services import importing
from portfolio.views.around import around, owned
from portfolio.views.taking import taken

HERE = "imports"
PLACE = "place-"


@require_safe
@owned
def imports(request: HttpRequest, portfolio: Portfolio) -> HttpResponse:
    """[HB-46a] The files that wait, each with the place its name speaks of, and where files are added."""
    return _show(request, portfolio, {}, {})


@require_safe
@owned
def state(request: HttpRequest, portfolio: Portfolio) -> HttpResponse:
    """[HB-57c] Which of the files are still being checked, for a page that waits for it."""
    return render(request, "portfolio/import_state.html", _state(portfolio, queries.brought(portfolio)))


@require_POST
@owned
def bring(request: HttpRequest, portfolio: Portfolio) -> HttpResponse:
    """[HB-46] [HB-57c] Takes finished sheets as a form sends them, each for itself."""
    return taken(
        request, scope="portfolio.imports.bring", most=MOST_AT_ONCE, where="here", back=_url(portfolio),
        receive=lambda file: importing.receive(portfolio=portfolio, upload=file, by=request.user, at=london.now()),
        take=lambda document: importing.take(portfolio=portfolio, document=document, by=request.user, at=london.now()),
    )  # fmt: skip


@require_POST
@owned
def place(request: HttpRequest, portfolio: Portfolio) -> HttpResponse:
    """[HB-57a] Puts the files into the places that were looked at, all of them or none."""
    choices = _choices(request)
    try:
        with once(request, scope="portfolio.imports.place") as turn:
            if turn.first:
                many = importing.place(portfolio=portfolio, choices=choices, by=request.user, at=london.now())
                if many:
                    said = "One finished sheet has its place now." if many == 1 else f"{many} sheets have places now."
                    messages.success(request, f"{said} Name their supervisors, and add their evidence.")
                else:
                    messages.info(request, "No place was chosen, so the files wait here.")
                turn.answer(
                    reverse("portfolio:board", args=[portfolio.case.application.uuid]) if many else _url(portfolio)
                )
    except importing.NotPlaced as no:
        return _show(request, portfolio, choices, no.why, status=422)
    except Refused as no:
        messages.warning(request, str(no.refusals[0]))
        return redirect(_url(portfolio))
    return redirect(turn.url)


@require_safe
@owned
def file(request: HttpRequest, portfolio: Portfolio, sheet: UUID) -> FileResponse:
    """[HB-57c] A finished sheet as it was checked, as a download."""
    found = queries.file_of(portfolio, sheet)
    if found is None:
        raise Http404
    return attachment(found)


def _show(
    request: HttpRequest,
    portfolio: Portfolio,
    choices: Mapping[UUID, str],
    why: Mapping[str, Refusal],
    status: int = 200,
) -> HttpResponse:
    brought, places = queries.brought(portfolio), queries.places(portfolio)
    rows = [
        {
            "brought": one, "name": f"{PLACE}{one.sheet.uuid}", "wrong": why.get(str(one.sheet.uuid)),
            "chosen": choices.get(one.sheet.uuid, "" if one.taken else one.code),
        }
        for one in brought if one.state != DocumentState.WAITING
    ]  # fmt: skip
    context = around(portfolio, here=HERE) | _state(portfolio, brought) | {
        "rows": rows, "places": places, "wrong": [row for row in rows if row["wrong"]],
        "limit_mb": settings.DOCUMENT_MAX_BYTES // 1_000_000, "most": MOST_AT_ONCE,
        "can_place": any(one.can_be_placed for one in brought),
    }  # fmt: skip
    return render(request, "portfolio/imports.html", context, status=status)


def _state(portfolio: Portfolio, brought: list[queries.Brought]) -> dict[str, Any]:
    waiting = [one for one in brought if one.state == DocumentState.WAITING]
    return {"application": portfolio.case.application, "being_checked": waiting, "files": len(brought)}


def _choices(request: HttpRequest) -> dict[UUID, str]:
    """The place that was chosen for each file; boxes of another shape are left unread."""
    found = {}
    for name, value in request.POST.items():
        if name.startswith(PLACE) and len(name) == len(PLACE) + 36 and isinstance(value, str):
            try:
                found[UUID(name.removeprefix(PLACE))] = value
            except ValueError:
                continue
    return found


def _url(portfolio: Portfolio) -> str:
    return reverse("portfolio:imports", args=[portfolio.case.application.uuid])
