"""Form keys: random, and signed for one person and one place, so that a form says whose it is after its session."""

from __future__ import annotations

import secrets
from dataclasses import dataclass

from django.conf import settings
from django.core import signing
from django.http import HttpRequest
from django.utils.crypto import constant_time_compare, salted_hmac

FIELD = "once"
SALT = "portal.once"
GOOD_FOR_SECONDS = 30 * 24 * 3600
# Where a request notes the mark that its browser is to keep.
MARK = "PORTAL_FORMS_MARK"


@dataclass(frozen=True)
class FormKey:
    """Who a form was given to, the key that lets it take effect once, and the page and session it was shown in."""

    user_id: int
    key: str
    place: str = ""


def new(user_id: int, *, place: str = "") -> str:
    """A signed key for a form that is about to be shown to the person `user_id`; without a place it is never held."""
    return signing.dumps([user_id, secrets.token_hex(8), place], salt=SALT)


def for_form(request: HttpRequest) -> str:
    """A key for a form on the page of this request; its browser is to keep the mark that the key is tied to."""
    mark = salted_hmac(f"{SALT}.mark", request.session.session_key or "").hexdigest()
    request.META[MARK] = mark
    return new(request.user.pk, place=_place(request.path, mark))


def read(token: str) -> FormKey | None:
    """The key in a posted form, or None where it is missing, forged or older than thirty days."""
    try:
        user_id, key, place = signing.loads(token, salt=SALT, max_age=GOOD_FOR_SECONDS)
    except (signing.BadSignature, ValueError):
        return None
    return FormKey(int(user_id), str(key), str(place))


def was_shown_here(form_key: FormKey, request: HttpRequest) -> bool:
    """Whether the form was shown at the address of this request, in the last session of this browser that had forms."""
    mark = request.COOKIES.get(cookie_name(), "")
    return bool(mark) and constant_time_compare(form_key.place, _place(request.path, mark))


def cookie_name() -> str:
    """The cookie that outlives the session; only the host itself can set it where cookies are secure."""
    return "__Host-forms" if settings.SESSION_COOKIE_SECURE else "forms"


def _place(path: str, mark: str) -> str:
    return salted_hmac(f"{SALT}.place", f"{mark} {path}").hexdigest()[:32]
