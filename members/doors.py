"""The doors every request passes: not idle too long, permitted by the access matrix, with a second factor for staff."""

from __future__ import annotations

import functools
import logging
import time
from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING, Any

from allauth.account.internal.flows.login import get_authentication_records
from allauth.core.exceptions import ReauthenticationRequired
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotAllowed, JsonResponse
from django.shortcuts import redirect, resolve_url
from django.urls import resolve

from cilexportal.foundation import london
from cilexportal.foundation.idempotency.middleware import hold_if_signed_out
from members.access import METHODS, Row, Verdict, matrix

log = logging.getLogger(__name__)
if TYPE_CHECKING:
    from members.models import User

View = Callable[..., HttpResponse]
GetResponse = Callable[[HttpRequest], HttpResponse]
BEGAN = "portal.began"
SEEN = "portal.seen"
SECOND_FACTORS = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)


# --- Idle ----------------------------------------------------------------------------------------------------------


class IdleMiddleware:
    """[REC-16] Signs a person out once they have been idle for the limit; 59 min 59 s is in, 60 min 0 s is out."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.user.is_authenticated:
            at = london.now()
            if seconds_left(request, at=at) <= 0:
                sign_out(request, at=at)
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: View, args: tuple, kwargs: dict[str, Any]) -> None:
        """Notes the request as activity, unless the page sent it by itself: by its row, or to look for news."""
        row = row_of(request)
        looks_for_news = request.method == "GET" and "X-Requested-With" in request.headers
        if request.user.is_authenticated and row is not None and row.idle != "ignored" and not looks_for_news:
            note_activity(request, at=london.now())


def sign_out(request: HttpRequest, *, at: datetime) -> None:
    """Ends the session and leaves a sentence for the sign-in page."""
    limit = idle_limit(request)
    if at.timestamp() - request.session.get(SEEN, 0) >= limit:
        why = f"nothing happened for {limit // 60} minutes"
    else:
        why = f"you had been signed in for {settings.SESSION_COOKIE_AGE // 3600} hours"
    logout(request)
    messages.info(request, f"You were signed out because {why}. Sign in to carry on where you stopped.")


def idle_limit(request: HttpRequest) -> int:
    """How many seconds this person may be idle: fewer for anyone with a staff role."""
    return settings.STAFF_IDLE_SECONDS if request.user.is_on_staff else settings.IDLE_SECONDS


def seconds_left(request: HttpRequest, *, at: datetime) -> float:
    """Seconds until this session ends by idleness or by its absolute limit, whichever is sooner; 0 or less is over.

    A session that does not say when it began is over.
    """
    now = at.timestamp()
    idle = now - request.session.get(SEEN, 0)
    age = now - request.session.get(BEGAN, 0)
    return min(idle_limit(request) - idle, settings.SESSION_COOKIE_AGE - age)


def begin(request: HttpRequest, *, at: datetime) -> None:
    """Starts both limits of the session, with the sign-in itself."""
    request.session[BEGAN] = request.session[SEEN] = at.timestamp()


def note_activity(request: HttpRequest, *, at: datetime) -> None:
    """Starts the idle time anew; written at most once a second. A clock moved back counts as activity, too."""
    now = at.timestamp()
    if not 0 <= now - request.session.get(SEEN, 0) < 1:
        request.session[SEEN] = now


# --- Access --------------------------------------------------------------------------------------------------------


class AccessMatrixMiddleware:
    """Lets a request through only where authz.toml has a row for its route, method and one of the person's roles."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: View, args: tuple, kwargs: dict[str, Any]
    ) -> HttpResponse | None:
        """None lets the request through. Raises Http404 or PermissionDenied for people without a role."""
        row = row_of(request)
        if row is None:
            log.error("route without a row in authz.toml: %s", request.resolver_match.view_name)
            raise Http404
        match row.verdict(request.method or "", roles_of(request)):
            case Verdict.ALLOW:
                return None
            case Verdict.WRONG_METHOD:
                return HttpResponseNotAllowed([method for method in METHODS if method in row.methods])
            case Verdict.SIGN_IN:
                return ask_to_sign_in(request)
            case Verdict.FORBIDDEN:
                raise PermissionDenied
        raise Http404


def row_of(request: HttpRequest) -> Row | None:
    """The matrix row of the request's route."""
    return matrix().row(request.resolver_match.view_name)


def roles_of(request: HttpRequest) -> frozenset[str]:
    """The role codes of the signed-in person; none for a visitor."""
    return request.user.roles if request.user.is_authenticated else frozenset()


def ask_to_sign_in(request: HttpRequest) -> HttpResponse:
    """Sends a visitor to sign in and back; what they had typed is held for the person whose form it was."""
    sign_in = redirect_to_login(request.get_full_path())
    if read_by_script(request):
        return JsonResponse({"signin_url": sign_in.url}, status=401)
    return hold_if_signed_out(request) or sign_in


def read_by_script(request: HttpRequest) -> bool:
    """Whether a script, not a person, reads the answer."""
    return "X-Requested-With" in request.headers or "application/json" in request.headers.get("Accept", "")


# --- Second factor -------------------------------------------------------------------------------------------------


class SecondFactorMiddleware:
    """Keeps anyone with a staff role at the set-up of a second factor until they have shown one in this session.

    Where they have one, allauth asks for it as a stage of signing in; a session that slipped past that stage, because
    it is older than the second factor, ends.
    """

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: View, args: tuple, kwargs: dict[str, Any]
    ) -> HttpResponse | None:
        """A redirect to the set-up page or to sign in again; None where the factor was shown or is not needed."""
        if not needs_second_factor(request):
            return None
        if has_second_factor(request.user):
            logout(request)
            messages.info(request, "You were signed out: sign in again, with your second sign-in step.")
            return ask_to_sign_in(request)
        row = row_of(request)
        if row is None or row.before_second_factor:
            return None
        if read_by_script(request):
            return JsonResponse({"signin_url": resolve_url("mfa_index")}, status=401)
        messages.info(request, "Your role opens other people's records, so set up a second sign-in step first.")
        return redirect("mfa_index")


def needs_second_factor(request: HttpRequest) -> bool:
    """Whether this person holds a staff role and has shown no second factor in this session, or keeps none."""
    if not request.user.is_authenticated or not request.user.is_on_staff:
        return False
    return not (second_steps(request) and has_second_factor(request.user))


def has_second_factor(user: User) -> bool:
    """Whether this person has an authenticator app or a passkey; recovery codes alone are none."""
    return Authenticator.objects.filter(user=user, type__in=SECOND_FACTORS).exists()


def second_steps(request: HttpRequest) -> list[dict[str, Any]]:
    """What this session records of second factors shown in it, the latest last."""
    records = get_authentication_records(request, request.user)
    return [record for record in records if record["method"] == "mfa"]


# --- Step-up -------------------------------------------------------------------------------------------------------


def signed_in_recently(request: HttpRequest) -> bool:
    """Whether the person proved who they are less than ACCOUNT_REAUTHENTICATION_TIMEOUT seconds ago.

    Of somebody who has a second factor nothing less is taken for proof.
    """
    records = get_authentication_records(request, request.user)
    if has_second_factor(request.user):
        records = second_steps(request)
    return bool(records) and time.time() - records[-1]["at"] < settings.ACCOUNT_REAUTHENTICATION_TIMEOUT


def needs_recent_sign_in(view: View) -> View:
    """A view decorator for dangerous acts: an old sign-in is renewed first, then the same form is taken as it was sent.

    The renewed form comes back inside the request that renewed it, past the middleware: the matrix is asked here again.
    """

    @functools.wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        row = matrix().row(resolve(request.path_info).view_name)
        if row is None or row.verdict(request.method or "", roles_of(request)) is not Verdict.ALLOW:
            raise Http404
        if needs_second_factor(request):
            raise Http404
        if request.method == "POST" and not signed_in_recently(request):
            raise ReauthenticationRequired
        return view(request, *args, **kwargs)

    return guarded
