"""The pages of a piece as pictures, with the places marked that the check pointed out, and the answers to them."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from cilexportal.foundation import london
from cilexportal.foundation.documents import pages, sandbox
from cilexportal.foundation.documents.inspection.finding import Unwelcome
from cilexportal.foundation.idempotency.acting import act_once
from cilexportal.foundation.idempotency.sent import sent, status_of
from cilexportal.foundation.idempotency.web import gives_back
from portfolio.forms.spots import SpotsForm
from portfolio.models import Piece, Portfolio, SpotAnswer
from portfolio.queries.piece import pages_with_spots, spots_on
from portfolio.services import spots
from portfolio.views.around import around, owned
from portfolio.views.library import LIBRARY, own_piece, piece_url

NOT_DRAWN = (Unwelcome, sandbox.Broken, FileNotFoundError)


@gives_back
@require_http_methods(["GET", "HEAD", "POST"])
@owned
def piece_page(request: HttpRequest, portfolio: Portfolio, piece: UUID, page: int) -> HttpResponse:
    """[HB-38] [HB-39] One page with its places, and why each of them may stay."""
    found = _piece(portfolio, piece, page)
    places = spots_on(found, page)
    form = SpotsForm(sent(request), places=places, back_url=piece_url(portfolio, found))
    here = reverse("portfolio:piece_page", args=[portfolio.case.application.uuid, found.uuid, page])
    if request.method == "POST" and form.is_valid():
        url = act_once(
            request, form,
            lambda: spots.answer(piece=found, reasons=form.reasons(), by=request.user, at=london.now()),
            said="Saved.", to=here,
        )  # fmt: skip
        if url:
            return redirect(url)
    context = around(portfolio, here=LIBRARY) | _beside(found, page, places) | {"form": form}
    return render(request, "portfolio/piece_page.html", context, status=status_of(request, form))


@require_safe
@owned
def piece_picture(request: HttpRequest, portfolio: Portfolio, piece: UUID, page: int) -> HttpResponse:
    """[HB-38] The picture of a page with its places numbered."""
    found = _piece(portfolio, piece, page)
    boxes = [tuple(one.box) for one in spots_on(found, page)]
    try:
        drawn = pages.picture(found.document, page=page, boxes=boxes)
    except NOT_DRAWN:
        raise Http404 from None
    answer = HttpResponse(drawn, content_type="image/jpeg")
    answer["Cache-Control"] = "private, no-store"
    answer["X-Content-Type-Options"] = "nosniff"
    return answer


def _piece(portfolio: Portfolio, uuid: UUID, page: int) -> Piece:
    """A piece that was looked through and has such a page. Raises Http404."""
    found = own_piece(portfolio, uuid)
    if found.pages is None or not 1 <= page <= found.pages:
        raise Http404
    return found


def _beside(piece: Piece, page: int, places: list[SpotAnswer]) -> dict[str, Any]:
    """The page before, the one after, and the next one with something to answer."""
    last = piece.pages or 1
    left = [number for number, _, unanswered in pages_with_spots(piece) if unanswered and number != page]
    return {
        "piece": piece, "page": page, "last": last, "places": places,
        "before": page - 1 or None, "after": page + 1 if page < last else None,
        "next_open": next((number for number in left if number > page), left[0] if left else None),
        "unanswered": sum(one.answered_at is None for one in places),
    }  # fmt: skip
