"""The staff queue of feedback."""

from __future__ import annotations

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from cilexportal.foundation import london
from cilexportal.foundation.guidance import queries, services
from cilexportal.foundation.idempotency.web import once

A_PAGE = 25


@require_safe
def feedback_desk(request: HttpRequest) -> HttpResponse:
    """Messages oldest first; ``?show=done`` has those dealt with."""
    show_done = request.GET.get("show") == "done"
    paginator = Paginator(queries.done() if show_done else queries.waiting(), A_PAGE)
    context = {
        "show_done": show_done,
        "page": paginator.get_page(request.GET.get("page")),
        "waiting": queries.waiting().count(),
    }
    return render(request, "guidance/feedback_desk.html", context)


@require_POST
def feedback_done(request: HttpRequest, feedback_id: int) -> HttpResponse:
    """Marks one message as done and goes back to the queue."""
    with once(request, scope="guidance.feedback_done") as turn:
        if turn.first:
            if services.mark_done(feedback_id=feedback_id, by=request.user.pk, at=london.now()):
                messages.success(request, "Marked as done.")
            else:
                messages.info(request, "That message was marked as done before.")
            turn.answer(reverse("guidance:feedback_desk"))
    return redirect(turn.url)
