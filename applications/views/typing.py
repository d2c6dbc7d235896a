"""Autosave of the applicant's pages: what is typed is kept at each pause, and told apart from another page's."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from applications.models import Application
from applications.rules.typed import MOST_CHARACTERS, TooMuch, is_page
from applications.services import typing as services
from cilexportal.foundation import london
from cilexportal.foundation.rulebook.refusal import Refused
from cilexportal.foundation.ui import autosave


@require_http_methods(["GET", "HEAD", "PUT"])
def keep(request: HttpRequest, uuid: UUID, page: str) -> HttpResponse:
    """[REC-17] Keeps what a page of an application holds. Opened after signing in, it leads to the list."""
    if not Application.objects.filter(uuid=uuid, user=request.user.pk).exists() or not is_page(page):
        raise Http404
    if request.method != "PUT":
        return redirect("applications:mine", uuid)
    back_to, too_much = reverse("applications:mine", args=[uuid]), TooMuch().refusal.sentence
    try:
        typed = autosave.read(request, back_to=back_to, most=MOST_CHARACTERS, too_much=too_much)
    except autosave.NotRead as no:
        return no.answer
    return _keep(request, uuid, page, version=typed.version, fields=typed.fields, page_key=typed.page_key)


def _keep(
    request: HttpRequest, uuid: UUID, page: str, *, version: int, fields: dict[str, Any], page_key: str
) -> HttpResponse:
    at = london.now()
    try:
        kept = services.keep(
            uuid=uuid, user_id=request.user.pk, page=page, version=version, page_key=page_key, fields=fields, at=at
        )
    except services.Stale as other:
        theirs = autosave.in_shape_of(fields, other.fields)
        answer = {"version": other.version, "fields": theirs, "saved_at": other.saved_at.isoformat()}
        return JsonResponse(answer, status=409)
    except TooMuch as no:
        return autosave.sentence(no.refusal.sentence, status=413)
    except Refused as no:
        return autosave.sentence(no.refusals[0].sentence, status=422)
    except services.NotYours:
        return autosave.sentence("Not saved: this application has ended. Copy your text if you need it.", status=422)
    return JsonResponse({"version": kept, "saved_at": at.isoformat(), "seconds": 0})
