"""The board: every place of the portfolio at a glance, what is wrong and where it is mended."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from applications.rules.pathway import Competency
from cilexportal.foundation import london
from cilexportal.foundation.idempotency.acting import act_once
from cilexportal.foundation.idempotency.sent import sent, status_of
from cilexportal.foundation.idempotency.web import gives_back
from portfolio.enums import SlotState
from portfolio.forms.board import PlannedForm
from portfolio.models import Portfolio
from portfolio.queries import board as queries
from portfolio.queries.board import Cell, Shown
from portfolio.queries.owner import data_of
from portfolio.rules.saying import COLOURS, Trouble, age_in_words
from portfolio.rules.slots import printed
from portfolio.services import planning
from portfolio.views.around import around, owned
from portfolio.views.cures import cure_of, place_url

SAID = "The board shows the day you chose."


@gives_back
@require_http_methods(["GET", "HEAD", "POST"])
@owned
def board(request: HttpRequest, portfolio: Portfolio) -> HttpResponse:
    """[HB-32] [HB-33] [HB-55] [HB-57] The matrix of places with what is wrong in each, and what to do next."""
    form = PlannedForm(sent(request), initial={"planned_on": portfolio.planned_on})
    if request.method == "POST" and form.is_valid():
        planned_on = form.cleaned_data["planned_on"]
        url = act_once(
            request, form,
            lambda: planning.plan(portfolio=portfolio, planned_on=planned_on, by=request.user, at=london.now()),
            said=SAID, to=request.path,
        )  # fmt: skip
        if url:
            return redirect(url)
    found = queries.shown(portfolio, today=london.today())
    context = around(portfolio, here="board") | _drawn(found, portfolio) | {"form": form}
    return render(request, "portfolio/board.html", context, status=status_of(request, form))


def _drawn(found: Shown, portfolio: Portfolio) -> dict[str, Any]:
    """The board as its page draws it: every place and every problem with its address."""
    uuid, today, data = portfolio.case.application.uuid, london.today(), data_of(portfolio)
    cells = [cell for band in found.bands for row in band.rows for cell in row.cells]
    return {
        "shown": found, "board": found.board, "figures": data.evidence, "is_today": found.applied_on == today,
        "next": {"words": found.next, "url": place_url(uuid, found.board.next.slot)} if found.board.next else None,
        "bands": [_band(band, uuid) for band in found.bands],
        "counts": [(state.label, COLOURS[state], found.counts[state]) for state in SlotState if found.counts[state]],
        "troubles": [_troubled(cell, uuid, data.competencies) for cell in cells if cell.troubles],
        "dated": [(one, age_in_words(one.age, one.last, today=today), _places(one, uuid)) for one in found.dated],
    }  # fmt: skip


def _band(band: queries.Band, uuid: UUID) -> dict[str, Any]:
    rows = [
        (row.outcome, [(cell, COLOURS[cell.place.state], place_url(uuid, cell.place.slot)) for cell in row.cells])
        for row in band.rows
    ]
    return {"band": band, "rows": rows, "wide": any(len(cells) > 1 for _, cells in rows)}


def _places(one: queries.Dated, uuid: UUID) -> list[tuple[str, str]]:
    """The numbers of the places that something stands in, each with its address."""
    return [(number, place_url(uuid, slot)) for number, slot in zip(one.numbers, one.slots, strict=True)]


def _troubled(cell: Cell, uuid: UUID, competencies: Sequence[Competency]) -> dict[str, Any]:
    return {
        "cell": cell, "colour": COLOURS[cell.place.state], "url": place_url(uuid, cell.place.slot),
        "found": [(trouble, *cure_of(uuid, trouble), _numbers(trouble, competencies)) for trouble in cell.troubles],
    }  # fmt: skip


def _numbers(trouble: Trouble, competencies: Sequence[Competency]) -> str:
    """The examples that something is about, where there are several."""
    numbers = [printed(slot, competencies) for slot in trouble.slots]
    return " and ".join(numbers) if len(numbers) > 1 else ""
