"""Files on their way: a plain form sends them whole, the page's script in parts that go on where they stopped."""

from __future__ import annotations

import json
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from cilexportal.foundation import london
from cilexportal.foundation.idempotency.web import once
from cilexportal.foundation.rulebook.refusal import Refused
from portfolio.models import Portfolio, Upload
from portfolio.queries.library import upload_of
from portfolio.services import pieces, uploads
from portfolio.views.around import owned
from portfolio.views.library import library_url, piece_url
from portfolio.views.taking import taken

MOST_AT_ONCE = 30
# No file is larger than what so many bits can say.
MOST_BITS = 63
NOT_READ = "The page sent something that could not be read. Open it again."


@require_POST
@owned
def add(request: HttpRequest, portfolio: Portfolio) -> HttpResponse:
    """[HB-37] Takes files as a form sends them, each for itself."""
    return taken(
        request, scope="portfolio.uploads.add", most=MOST_AT_ONCE, where="in your library", back=library_url(portfolio),
        receive=lambda file: pieces.receive(portfolio=portfolio, upload=file, by=request.user, at=london.now()),
        take=lambda document: pieces.take(portfolio=portfolio, document=document, by=request.user, at=london.now()),
    )  # fmt: skip


@require_POST
@owned
def begin(request: HttpRequest, portfolio: Portfolio) -> JsonResponse:
    """[HB-37] Says where a file of this name and size goes on: at its first byte, or where it stopped. The page sees by
    the hash of what is there whether that is of another file, and then asks to begin anew."""
    try:
        name, size, anew = _announced(request)
        upload = uploads.begin(
            portfolio=portfolio, filename=name, size=size, anew=anew, by=request.user, at=london.now()
        )
    except ValueError:
        return JsonResponse({"sentence": NOT_READ}, status=422)
    except Refused as no:
        return JsonResponse({"sentence": str(no.refusals[0].sentence)}, status=422)
    url = reverse("portfolio:upload_part", args=[portfolio.case.application.uuid, upload.uuid])
    sha256 = uploads.fingerprint(upload=upload) if upload.arrived else ""
    return JsonResponse({"url": url, "arrived": upload.arrived, "sha256": sha256, "part_bytes": uploads.PART_BYTES})


@require_http_methods(["GET", "HEAD", "PUT"])
@owned
def part(request: HttpRequest, portfolio: Portfolio, upload: UUID) -> HttpResponse:
    """[HB-37] Takes the next part; the last one makes the piece. Opened after signing in, it leads to the library."""
    found = upload_of(portfolio, upload)
    if found is None:
        raise Http404
    if request.method != "PUT":
        return redirect(library_url(portfolio))
    try:
        return JsonResponse(_kept(request, portfolio, found))
    except ValueError:
        return JsonResponse({"sentence": NOT_READ}, status=422)
    except Upload.DoesNotExist:  # Given up in another tab while this part was on its way.
        raise Http404 from None
    except uploads.WrongPlace as wrong:
        return JsonResponse({"arrived": wrong.arrived, "sha256": wrong.fingerprint}, status=409)
    except Refused as no:
        return JsonResponse({"sentence": no.refusals[0].sentence}, status=422)


@require_POST
@owned
def drop(request: HttpRequest, portfolio: Portfolio, upload: UUID) -> HttpResponse:
    """[HB-37] Forgets a file that stopped half-way."""
    found = upload_of(portfolio, upload)
    with once(request, scope="portfolio.uploads.drop") as turn:
        if turn.first:
            if found is not None:
                uploads.give_up(upload=found)
                messages.info(request, f"{found.filename} is not waited for any more.")
            turn.answer(library_url(portfolio))
    return redirect(turn.url)


def _kept(request: HttpRequest, portfolio: Portfolio, upload: Upload) -> dict[str, Any]:
    """Keeps the part, and finishes what is whole. Raises ValueError, WrongPlace and Refused."""
    offset, at = _offset(request), london.now()
    if upload.document_id is None:
        if int(request.headers.get("Content-Length") or 0) > uploads.PART_BYTES:
            raise ValueError("a part that is too long")
        upload = uploads.append(upload=upload, offset=offset, content=request.body, at=at)
    if upload.document_id is None and upload.arrived < upload.size:
        return {"arrived": upload.arrived, "done": False}
    piece = uploads.finish(upload=upload, by=request.user, at=at)
    return {
        "arrived": upload.size, "done": True, "url": piece_url(portfolio, piece),
        "sentence": "in your library, and being checked",
    }  # fmt: skip


def _announced(request: HttpRequest) -> tuple[str, int, bool]:
    """Name and size of a file, and whether it begins anew. Raises ValueError."""
    try:
        said = json.loads(request.body)
    except RecursionError as deep:
        raise ValueError("lists in lists without end") from deep
    if not isinstance(said, dict) or not isinstance(said.get("name"), str) or not said["name"].strip():
        raise ValueError("no name")
    size = said.get("size")
    if isinstance(size, bool) or not isinstance(size, int) or size.bit_length() > MOST_BITS:
        raise ValueError("no size")
    return said["name"], size, said.get("anew") is True


def _offset(request: HttpRequest) -> int:
    """Where the part begins in the file. Raises ValueError."""
    text = request.headers.get("Upload-Offset", "")
    if not (text.isascii() and text.isdigit() and len(text) < 12):
        raise ValueError("no offset")
    return int(text)
