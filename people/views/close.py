"""Closing the account: what stays and why, what is in the way, the words that do it, and undoing it."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from cilexportal.foundation import london
from cilexportal.foundation.idempotency.acting import press_once
from members.doors import needs_recent_sign_in
from people.forms.data_rights import CloseForm
from people.queries import closing as queries
from people.queries.data_figures import figures_on
from people.rules import keeping
from people.services import closing
from people.views.acting import act_and_go


@needs_recent_sign_in
@require_http_methods(["GET", "HEAD", "POST"])
def close(request: HttpRequest) -> HttpResponse:
    """[CPD-16e] What is kept, how long and why; then, where nothing is open, the form."""
    form = CloseForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        done = act_and_go(
            request, form,
            lambda: closing.ask(person=request.user, typed=form.cleaned_data["typed"], at=london.now()),
            scope="close_account",
            said="Your account is to be closed. A letter says on which day.", to=reverse("me:close"),
        )  # fmt: skip
        if done:
            return done
    return _show(request, form, status=422 if form.errors else 200)


@require_POST
def keep(request: HttpRequest) -> HttpResponse:
    """Undoes the closing, once."""
    return press_once(
        request, lambda: closing.undo(person=request.user, at=london.now()), said="Your account stays as it is.",
        to=reverse("me:data"), back=reverse("me:close"), scope="people.keep_account",
    )  # fmt: skip


def _show(request: HttpRequest, form: CloseForm, *, status: int) -> HttpResponse:
    today = london.today()
    live = queries.live_closing(request.user.pk)
    context = {
        "form": form,
        "closing": live,
        "last_day": queries.last_day(live) if live else None,
        "stopped": None if live else queries.last_stopped(request.user.pk),
        "obstacles": queries.obstacles(user_id=request.user.pk, today=today),
        "kept": keeping.kept(),
        "deleted": keeping.deleted(),
        "days": figures_on(today).cooling_days,
    }
    return render(request, "people/data/close.html", context, status=status)
