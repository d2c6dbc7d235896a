"""The buyer's downloads: the shelf, the gate in front of each, and the files behind it."""

from __future__ import annotations

import uuid as uuids
from contextlib import suppress

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from cilexportal.foundation import london
from cilexportal.foundation.documents.views import attachment
from cilexportal.foundation.idempotency.web import once
from cilexportal.foundation.rulebook.refusal import Refused
from shop.enums import ConsentTo
from shop.forms.fulfilment import GateForm
from shop.models import OrderLine
from shop.queries import access as queries
from shop.services import access

A_PAGE = 20
# What browsers of today and of yesterday say when nobody has asked for a page yet.
FETCHED_AHEAD = ("Sec-Purpose", "Purpose", "X-Purpose", "X-Moz")


@require_safe
def shelf(request: HttpRequest) -> HttpResponse:
    """Every download of one's own orders. Looking at it starts nothing."""
    page = Paginator(queries.lines_of(request.user.pk), A_PAGE).get_page(request.GET.get("page"))
    lines = [(line, queries.ready_at(line)) for line in page.object_list]
    return render(request, "shop/gate/shelf.html", {"page": page, "lines": lines})


@require_http_methods(["GET", "HEAD", "POST"])
def gate(request: HttpRequest, uuid: uuids.UUID) -> HttpResponse:
    """The gate of one download: why it is shut, the two boxes, or the files. Looking at it starts nothing."""
    line, at = _own(request, uuid), london.now()
    form = GateForm(request.POST or None, words=queries.words(at=at), missing=access.MISSING)
    if request.method == "POST" and form.is_valid():
        return _pass(request, line, form)
    context = {"gate": queries.gate_of(line, at=at), "line": line, "form": form}
    is_part = request.headers.get("X-Requested-With") == "fetch"
    return render(request, "shop/gate/state.html" if is_part else "shop/gate/gate.html", context)


def _pass(request: HttpRequest, line: OrderLine, form: GateForm) -> HttpResponse:
    """Keeps the ticks, once, and goes back to the gate, which says what it waits for."""
    with once(request, scope="shop.gate") as turn:
        if turn.first:
            ticks = [to for to in ConsentTo if form.cleaned_data.get(to.value)]
            # Refused where it was given up in the meantime, or is not paid: the gate itself says so.
            with suppress(Refused):
                access.pass_gate(line_id=line.pk, by=request.user, ticks=ticks, at=london.now())
            turn.answer(request.path)
    return redirect(turn.url)


@require_safe
def file(request: HttpRequest, uuid: uuids.UUID, pk: int) -> HttpResponseBase:
    """One file, handed out only while the gate is open. A browser that only asks, or fetches ahead, starts nothing."""
    line = _own(request, uuid)
    if request.method == "HEAD":
        return HttpResponse()
    if any("prefetch" in request.headers.get(name, "").lower() for name in FETCHED_AHEAD):
        return HttpResponse(status=503)
    try:
        document = access.serve(line_id=line.pk, file_id=pk, at=london.now())
    except Refused:
        return redirect("shop:gate", uuid)
    except access.NoSuchFile as missing:
        raise Http404 from missing
    return attachment(document)


def _own(request: HttpRequest, uuid: uuids.UUID) -> OrderLine:
    """A download of one's own accepted orders. Raises Http404."""
    found = queries.line_of(request.user.pk, uuid)
    if found is None:
        raise Http404
    return found
