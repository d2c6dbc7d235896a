"""Autosave: what is typed is kept at each pause, by one statement, and told apart from what another page has kept."""

from __future__ import annotations

import json
import uuid as uuids
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, resolve_url
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.http import require_http_methods, require_POST

from cilexportal.foundation import london
from cilexportal.foundation.idempotency import keys
from cilexportal.foundation.idempotency.web import once
from cilexportal.foundation.rulebook.refusal import Refused
from cpd.permissions import member_of, own_record, refuse_somebody_elses
from cpd.queries.marks import marks_in
from cpd.rules.typed import MOST_CHARACTERS, TooMuch
from cpd.services import typing as services

# Every character of a text may be escaped in six bytes.
LARGEST_BODY = 6 * MOST_CHARACTERS + 10_000


@require_http_methods(["GET", "HEAD", "PUT"])
def typing(request: HttpRequest, uuid: uuids.UUID) -> HttpResponse:
    """Keeps what the page of a record's form holds. Opened as a page, as after signing in, it leads to the form."""
    if request.method != "PUT":
        refuse_somebody_elses(member_of(request.user), uuid)
        return redirect("cpd:record_edit", uuid)
    key = keys.read(request.headers.get("X-Once", ""))
    if key is None or key.user_id != request.user.pk:
        return _sign_in(uuid)
    try:
        version, fields = _sent(request)
    except TooMuch as no:
        return _sentence(no.refusal.sentence, status=413)
    except ValueError:
        return _sentence("The page sent something that could not be read.", status=422)
    return _keep(request, uuid, version=version, fields=fields, page=key.key)


def _keep(request: HttpRequest, uuid: uuids.UUID, *, version: int, fields: dict[str, Any], page: str) -> HttpResponse:
    if request.user.member_id is None:
        raise Http404
    at = london.now()
    year = str(fields.get("year") or request.GET.get("year", ""))
    try:
        kept = services.keep(
            member_id=request.user.member_id, uuid=uuid, version=version, page=page, year=year, fields=fields, at=at
        )
    except services.Stale as other:
        return JsonResponse(_other(other, fields), status=409)
    except TooMuch as no:
        return _sentence(no.refusal.sentence, status=413)
    except Refused as no:
        return _sentence(no.refusals[0].sentence, status=422)
    except services.NotYours as nobody:
        raise Http404 from nobody
    return JsonResponse({"version": kept, "saved_at": at.isoformat(), "seconds": 0, "marks": marks_in(fields)})


def _sent(request: HttpRequest) -> tuple[int, dict[str, Any]]:
    """The version and the boxes in the body. Raises TooMuch, and ValueError for anything that is not those."""
    if int(request.headers.get("Content-Length") or 0) > LARGEST_BODY:
        raise TooMuch
    try:
        sent = json.loads(request.body)
    except RecursionError as deep:
        raise ValueError("boxes in boxes without end") from deep
    if not isinstance(sent, dict) or not isinstance(sent.get("fields"), dict):
        raise ValueError("no boxes")
    version = sent.get("version")
    if isinstance(version, bool) or not isinstance(version, int):
        raise ValueError("no version")
    return version, sent["fields"]


def _other(other: services.Stale, sent: dict[str, Any]) -> dict[str, Any]:
    """The other text, box by box in the shapes in which the page sent its own."""
    theirs = {name: _like(value, other.fields.get(name)) for name, value in sent.items()}
    saved_at = other.saved_at.isoformat() if other.saved_at else None
    return {"version": other.version, "fields": theirs, "saved_at": saved_at}


def _like(sent: object, kept: str | list[str] | None) -> str | list[str]:
    if isinstance(sent, list):
        return kept if isinstance(kept, list) else [kept] if kept else []
    return kept if isinstance(kept, str) else ""


def _sign_in(uuid: uuids.UUID) -> HttpResponse:
    """For a page that was opened by somebody else than the person signed in now, or by nobody we know."""
    url = f"{resolve_url(settings.LOGIN_URL)}?{urlencode({'next': reverse('cpd:record_edit', args=[uuid])})}"
    return JsonResponse({"signin_url": url}, status=401)


def _sentence(sentence: str, *, status: int) -> HttpResponse:
    return JsonResponse({"sentence": sentence}, status=status)


@require_POST
def discard(request: HttpRequest, uuid: uuids.UUID) -> HttpResponse:
    """Lets go of unsaved typing and shows the saved answers again."""
    member = member_of(request.user)
    own_record(member, uuid)
    with once(request, scope="cpd.typing.discard") as turn:
        if turn.first:
            services.discard(member_id=member.pk, uuid=uuid)
            messages.info(request, "The unsaved text is gone. Here is the record as you saved it.")
            turn.answer(reverse("cpd:record_edit", args=[uuid]))
    return redirect(turn.url)
