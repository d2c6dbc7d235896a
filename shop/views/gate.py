"""The buyer's downloads: the shelf, the gate in front of each, and the files behind it."""

from __future__ import annotations

import uuid as uuids
from contextlib import suppress

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from cilexportal.foundation import london
from cilexportal.foundation.documents.views import attachment, played
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
    template = "shop/gate/state.html" if is_part else "shop/gate/gate.html"
    return render(request, template, context, status=422 if form.errors else 200)


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


@require_safe
def player(request: HttpRequest, uuid: uuids.UUID, pk: int) -> HttpResponse:
    """The page that plays a recording. Looking at it starts nothing: pressing play does."""
    line = _own(request, uuid)
    found = queries.gate_of(line, at=london.now())
    if found.refusal is not None:
        return redirect("shop:gate", uuid)
    recording = next((file for file in found.files if file.pk == pk and file.document.is_recording), None)
    if recording is None:
        raise Http404
    return render(request, "shop/gate/player.html", {"gate": found, "line": line, "file": recording})


@require_safe
def stream(request: HttpRequest, uuid: uuids.UUID, pk: int) -> HttpResponseBase:
    """The recording itself, piece by piece as the player asks; the gate is asked before each of them."""
    line = _own(request, uuid)
    if request.method == "HEAD":
        return HttpResponse()
    # Without a name for its version nobody can say that a range is of the same file: then all of it is sent.
    asked = "" if "If-Range" in request.headers else request.headers.get("Range", "")
    try:
        goes_on = asked.startswith("bytes=") and not asked.startswith("bytes=0-")
        document = access.serve(line_id=line.pk, file_id=pk, at=london.now(), goes_on=goes_on)
    except Refused:
        return redirect("shop:gate", uuid)
    except access.NoSuchFile as missing:
        raise Http404 from missing
    return played(document, asked=asked)


def _own(request: HttpRequest, uuid: uuids.UUID) -> OrderLine:
    """A download of one's own accepted orders. Raises Http404."""
    found = queries.line_of(request.user.pk, uuid)
    if found is None:
        raise Http404
    return found
