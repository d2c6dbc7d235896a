"""My data: the download, requests for more, and what became of them."""

from __future__ import annotations

import uuid as uuids

from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from cilexportal.foundation import london, private_files
from cilexportal.foundation.idempotency.acting import lead_once
from cilexportal.foundation.idempotency.sent import sent, status_of
from cilexportal.foundation.idempotency.web import gives_back
from members.doors import needs_recent_sign_in
from people.exporters import sections, writing
from people.forms.data_rights import AskForm
from people.models import DataPack
from people.queries import access_requests, complaints
from people.queries import closing as closings
from people.queries import packs as queries
from people.services import access_requests as requests
from people.services import packs
from people.views.acting import act_and_go

POSTABLE = ["GET", "HEAD", "POST"]


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """[LAW-SAR] The download, requests and complaints of this person, and the way to close the account."""
    now = london.now()
    context = {
        "packs": [(pack, queries.is_open(pack, now)) for pack in queries.of_person(request.user.pk)],
        "requests": access_requests.of_person(request.user.pk),
        "complaints": complaints.of_person(request.user.pk),
        "closing": closings.live_closing(request.user.pk),
        "sections": sections(),
        "left_out": writing.left_out(),
    }
    return render(request, "people/data/home.html", context)


@needs_recent_sign_in
@require_POST
def make(request: HttpRequest) -> HttpResponse:
    """[LAW-SAR] Asks for the download, once, and leads to the page that waits for it."""

    def ask() -> str:
        return reverse("me:pack", args=[packs.ask(person=request.user, at=london.now()).uuid])

    return lead_once(request, ask, back=reverse("me:data"), scope="people.make_pack")


@require_safe
def pack(request: HttpRequest, uuid: uuids.UUID) -> HttpResponse:
    """How far the download is; the page's script asks for the middle part only."""
    found = _own(request, uuid)
    is_part = request.headers.get("X-Requested-With") == "fetch"
    template = "people/data/pack_state.html" if is_part else "people/data/pack.html"
    return render(request, template, {"pack": found, "is_open": queries.is_open(found, london.now())})


@needs_recent_sign_in
@require_POST
def download(request: HttpRequest, uuid: uuids.UUID) -> HttpResponseBase:
    """[LAW-SAR] The download, for the person it is about, after a sign-in of the last minutes."""
    found = _own(request, uuid)
    if not queries.is_open(found, london.now()):
        raise Http404
    day = london.date_of(found.asked_at).isoformat()
    return private_files.download(found.file.name, filename=f"my-data-{day}.zip", media_type="application/zip")


@gives_back
@require_http_methods(POSTABLE)
def ask(request: HttpRequest) -> HttpResponse:
    """[LAW-SAR] A request for what the download does not have, or for an answer by a person."""
    form = AskForm(sent(request))
    if request.method == "POST" and form.is_valid():
        done = act_and_go(
            request, form,
            lambda: requests.ask(person=request.user, words=form.cleaned_data["words"], at=london.now()),
            scope="ask_data",
            said="Your request is sent. The letter says by when you get an answer.", to=reverse("me:data"),
        )  # fmt: skip
        if done:
            return done
    return render(request, "people/data/ask.html", {"form": form}, status=status_of(request, form))


def _own(request: HttpRequest, uuid: uuids.UUID) -> DataPack:
    """The download of this address, for its person. Raises Http404."""
    found = queries.own(request.user.pk, uuid)
    if found is None:
        raise Http404
    return found
