"""The demo's own pages. They exist in demo mode only and answer nobody but this machine."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from functools import wraps
from ipaddress import ip_address
from typing import Any

from allauth.account.internal.flows.login import record_authentication
from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import login, logout
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from cilexportal.demo import mailbox as post
from cilexportal.demo.dailies import run_dailies
from cilexportal.demo.forms import ClockForm
from cilexportal.demo.people import PASSWORD, PEOPLE
from cilexportal.foundation import london
from members.doors import has_second_factor
from members.models import User
from shop.queries.baskets import IN_SESSION

View = Callable[..., HttpResponse]


def this_machine_only(view: View) -> View:
    """Answers 404 to anybody who does not come from this machine, and outside demo mode."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if settings.MODE != "demo" or not ip_address(request.META["REMOTE_ADDR"] or "::").is_loopback:
            raise Http404
        return view(request, *args, **kwargs)

    return guarded


@this_machine_only
def people(request: HttpRequest) -> HttpResponse:
    """Who one can sign in as."""
    return render(request, "demo/people.html", {"people": PEOPLE, "password": PASSWORD, "now": london.now()})


@this_machine_only
@require_POST
def sign_in(request: HttpRequest, key: str) -> HttpResponse:
    """Signs in as one of the invented people, after signing out whoever was there."""
    persona = next((one for one in PEOPLE if one.key == key), None)
    user = get_object_or_404(User, email=persona.email if persona else "")
    basket = request.session.get(IN_SESSION) if not request.user.is_authenticated else None
    logout(request)
    login(request, user, backend=settings.AUTHENTICATION_BACKENDS[0])
    record_authentication(request, user, method="password", email=user.email)
    if has_second_factor(user):
        record_authentication(request, user, method="mfa")
    if basket:
        # As after a real sign-in: what a visitor chose joins the basket of the account.
        request.session[IN_SESSION] = basket
    UserSession.objects.create_from_request(request)
    return redirect("home")


@this_machine_only
def mailbox(request: HttpRequest) -> HttpResponse:
    """Every message the demo has sent."""
    page = Paginator(post.mails(), 25).get_page(request.GET.get("page"))
    return render(request, "demo/mailbox.html", {"page": page})


@this_machine_only
def mail(request: HttpRequest, key: str) -> HttpResponse:
    """One message with its letters."""
    found = post.mail(key)
    if found is None:
        raise Http404
    return render(request, "demo/mail.html", {"mail": found})


@this_machine_only
def letter(request: HttpRequest, key: str, number: int) -> HttpResponse:
    """A PDF letter that came with a message."""
    found = post.mail(key)
    if found is None or number >= len(found.letters):
        raise Http404
    pdf = found.letters[number]
    headers = {"Content-Disposition": f'attachment; filename="{pdf.name}"', "X-Content-Type-Options": "nosniff"}
    return HttpResponse(pdf.content, content_type="application/pdf", headers=headers)


@this_machine_only
def clock(request: HttpRequest) -> HttpResponse:
    """Moves the clock of the site, the worker and the schedule, so that a year can be seen to close."""
    form = ClockForm(request.POST or None, initial={"day": london.today()})
    if "real" in request.POST:
        london.move_clock(timedelta(0))
        messages.success(request, "The clock shows the real time again.")
        return redirect("demo:clock")
    if form.is_valid():
        london.move_clock(form.instant() - datetime.now(UTC))
        run_dailies()
        messages.success(request, f"The clock was moved to {london.at_in_words(form.instant())}, London time.")
        return redirect("demo:clock")
    return render(request, "demo/clock.html", {"form": form, "now": london.now()})
