"""What happens when somebody signs in or sets up a second factor, whichever page of allauth they did it on."""

from __future__ import annotations

from typing import Any

from allauth.account.internal.flows.login import record_authentication
from allauth.mfa.models import Authenticator
from allauth.mfa.signals import authenticator_added
from allauth.usersessions.models import UserSession
from django.contrib.auth.signals import user_logged_in
from django.http import HttpRequest

from cilexportal.foundation import london
from members import doors
from members.models import User


def connect() -> None:
    """Connects the receivers; called once, when Django is ready."""
    user_logged_in.connect(begin_session, dispatch_uid="members.begin_session")
    authenticator_added.connect(trust_this_session_only, dispatch_uid="members.trust_this_session_only")


def begin_session(sender: type[User], request: HttpRequest, **kwargs: Any) -> None:
    """[REC-16] The limits of a session count from its sign-in."""
    doors.begin(request, at=london.now())


def trust_this_session_only(
    sender: type[Authenticator], request: HttpRequest, user: User, authenticator: Authenticator, **kwargs: Any
) -> None:
    """A second factor set up here was shown here, and no other session of the person outlives its set-up.

    The code that set it up is spent: it does not sign in, too.
    """
    if authenticator.type not in doors.SECOND_FACTORS:
        return
    if authenticator.type == Authenticator.Type.TOTP:
        authenticator.wrap().validate_code(request.POST["code"])
    record_authentication(request, user, method="mfa", id=authenticator.pk, type=authenticator.type)
    for other in UserSession.objects.filter(user=user).exclude(session_key=request.session.session_key):
        other.end()
