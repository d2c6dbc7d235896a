"""Pages for everybody: help, notices and the feedback form."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from cilexportal.foundation import london
from cilexportal.foundation.guidance import limits, services
from cilexportal.foundation.guidance.contacts import contacts
from cilexportal.foundation.guidance.cookies import necessary
from cilexportal.foundation.guidance.forms import FeedbackForm, path_of
from cilexportal.foundation.guidance.pages import PAGES
from cilexportal.foundation.idempotency.web import once

TOO_OFTEN = "Ten messages have come from your network in the last hour. Your words are kept below: send them later."


@require_safe
def page(request: HttpRequest, name: str) -> HttpResponse:
    """One guidance page by its name in PAGES."""
    context = {
        "page": PAGES[name],
        "contacts": contacts(),
        "cookies": necessary(),
        "idle_minutes": settings.IDLE_SECONDS // 60,
        "staff_idle_minutes": settings.STAFF_IDLE_SECONDS // 60,
    }
    return render(request, f"guidance/{name}.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def feedback(request: HttpRequest) -> HttpResponse:
    """The form; ``?page=`` fills in the address it is about. What is refused stays in the boxes."""
    if ended := limits.why_not(request):
        return render(request, "guidance/feedback_ended.html", {"ended": ended})
    if request.method != "POST":
        form = FeedbackForm(
            initial={
                "page": path_of(request.GET.get("page", "")),
                "email": getattr(request.user, "email", ""),
            }
        )
        return render(request, "guidance/feedback.html", {"form": form})
    form = FeedbackForm(request.POST)
    if not form.is_valid():
        return render(request, "guidance/feedback.html", {"form": form}, status=422)
    if not limits.may_write(request):
        form.add_error(None, TOO_OFTEN)
        return render(request, "guidance/feedback.html", {"form": form}, status=429)
    return redirect(_send(request, form))


@require_safe
def feedback_sent(request: HttpRequest) -> HttpResponse:
    """The thanks, and what happens next."""
    return render(request, "guidance/feedback_sent.html")


def _send(request: HttpRequest, form: FeedbackForm) -> str:
    """Takes the message, once for a person who is signed in; returns the address to go on to."""
    answers = {name: form.cleaned_data[name] for name in ("page", "text", "email")}
    after = reverse("guidance:feedback_sent")
    if not request.user.is_authenticated:
        services.send_feedback(**answers, person_id=None, at=london.now())
        return after
    with once(request, scope="guidance.feedback") as turn:
        if turn.first:
            services.send_feedback(**answers, person_id=request.user.pk, at=london.now())
            turn.answer(after)
    return turn.url
