"""Autosave: what is typed is kept at each pause, by one statement, and told apart from what another page has kept."""

from __future__ import annotations

import uuid as uuids
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from cilexportal.foundation import london
from cilexportal.foundation.idempotency.web import once
from cilexportal.foundation.rulebook.refusal import Refused
from cilexportal.foundation.ui import autosave
from cpd.permissions import member_of, own_record, refuse_somebody_elses
from cpd.queries.marks import marks_in
from cpd.rules.typed import MOST_CHARACTERS, TooMuch
from cpd.services import typing as services


@require_http_methods(["GET", "HEAD", "PUT"])
def typing(request: HttpRequest, uuid: uuids.UUID) -> HttpResponse:
    """Keeps what the page of a record's form holds. Opened as a page, as after signing in, it leads to the form."""
    if request.method != "PUT":
        refuse_somebody_elses(member_of(request.user), uuid)
        return redirect("cpd:record_edit", uuid)
    back_to, too_much = reverse("cpd:record_edit", args=[uuid]), TooMuch().refusal.sentence
    try:
        typed = autosave.read(request, back_to=back_to, most=MOST_CHARACTERS, too_much=too_much)
    except autosave.NotRead as no:
        return no.answer
    return _keep(request, uuid, version=typed.version, fields=typed.fields, page=typed.page_key)


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
        return autosave.sentence(no.refusal.sentence, status=413)
    except Refused as no:
        return autosave.sentence(no.refusals[0].sentence, status=422)
    except services.NotYours as nobody:
        raise Http404 from nobody
    return JsonResponse({"version": kept, "saved_at": at.isoformat(), "seconds": 0, "marks": marks_in(fields)})


def _other(other: services.Stale, fields: dict[str, Any]) -> dict[str, Any]:
    """The other text, box by box in the shapes in which the page sent its own."""
    saved_at = other.saved_at.isoformat() if other.saved_at else None
    return {"version": other.version, "fields": autosave.in_shape_of(fields, other.fields), "saved_at": saved_at}


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
