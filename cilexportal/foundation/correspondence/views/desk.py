"""The staff's desk of letters: what could not be sent or has to be posted, and everything as it went out."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.contrib import messages
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from cilexportal.foundation import london
from cilexportal.foundation.correspondence import queries, services
from cilexportal.foundation.correspondence.models import Message, MessageState
from cilexportal.foundation.correspondence.views.letter import letter_page, letter_pdf
from cilexportal.foundation.idempotency.web import once

A_PAGE = 25
STUCK = "stuck"
FILTERS = {
    STUCK: "Waiting for you",
    MessageState.QUEUED.value: "Waiting to be sent",
    MessageState.SENT.value: "Sent",
    MessageState.POSTED.value: "Posted",
    MessageState.DROPPED.value: "No longer needed",
}


@require_safe
def desk(request: HttpRequest) -> HttpResponse:
    """Letters that need somebody, the oldest first; `?show=sent` and so on has the others, the latest first."""
    show = request.GET.get("show", STUCK)
    show = show if show in FILTERS else STUCK
    found = queries.stuck(request.user.roles) if show == STUCK else queries.in_state(show, request.user.roles)
    paginator = queries.LongPaginator(found, A_PAGE)
    context = {
        "page": paginator.get_page(request.GET.get("page")),
        "show": show,
        "filters": FILTERS,
        "title": FILTERS[show],
        "more_than_counted": paginator.count >= paginator.most,
    }
    return render(request, "correspondence/desk.html", context)


@require_safe
def letter(request: HttpRequest, message: uuid.UUID) -> HttpResponse:
    """One letter as it was written."""
    found = get_object_or_404(queries.written(message, request.user.roles))
    return letter_page(request, found, template="correspondence/desk_letter.html", more=_handled(found))


@require_safe
def pdf(request: HttpRequest, message: uuid.UUID) -> FileResponse:
    """The PDF of one letter."""
    return letter_pdf(get_object_or_404(queries.written(message, request.user.roles)))


@require_POST
def try_again(request: HttpRequest, message: uuid.UUID) -> HttpResponse:
    """Queues a letter anew that could not be sent."""
    return _deal_with(request, message, services.try_again, "The letter is on its way again.")


@require_POST
def mark_posted(request: HttpRequest, message: uuid.UUID) -> HttpResponse:
    """Notes that the printed letter is in the post."""
    return _deal_with(request, message, services.mark_posted, "Marked as posted.")


def _deal_with(request: HttpRequest, message: uuid.UUID, verb: Callable[..., None], done: str) -> HttpResponse:
    """Carries out one verb on one letter, once, and goes back to the desk."""
    with once(request, scope=f"correspondence.{verb.__name__}") as turn:
        if turn.first:
            found = get_object_or_404(queries.written(message, request.user.roles))
            messages.info(request, _said(verb, found.pk, done, by=request.user, at=london.now()))
            turn.answer(reverse("correspondence:desk"))
    return redirect(turn.url)


def _said(verb: Callable[..., None], message_id: int, done: str, *, by: Any, at: datetime) -> str:
    """What the person reads afterwards."""
    try:
        verb(message_id=message_id, by=by, at=at)
    except services.NotStuck:
        return "Somebody has dealt with that letter already."
    return done


def _handled(message: Message) -> list[tuple[str, str]]:
    """Who on the staff dealt with the letter, and when; its owner is not told."""
    acts = (("Posted by", message.posted_by, message.posted_at), ("Sent again by", message.again_by, message.again_at))
    return [(act, f"{by}, {london.at_in_words(when)}") for act, by, when in acts if by and when]
