"""The one list of cookies the portal may set."""

from __future__ import annotations

from dataclasses import dataclass

from django.conf import settings
from django.contrib.messages.storage.cookie import CookieStorage

from cilexportal.foundation.idempotency import keys
from cilexportal.foundation.visitors.web import cookie_name


@dataclass(frozen=True, slots=True)
class Cookie:
    """A cookie by its name, what it is for, and how long the browser keeps it."""

    name: str
    purpose: str
    kept: str


def supervisors_cookie() -> str:
    """The cookie of a supervisor who answers by a link; it is sent to those pages alone."""
    return cookie_name("reference")


def portfolio_cookie() -> str:
    """The cookie of a supervisor who looks at their sheets by a link; it is sent to those pages alone."""
    return cookie_name("portfolio_link")


def declaration_cookie() -> str:
    """The cookie of a supervisor who signs a declaration by a link; it is sent to those pages alone."""
    return cookie_name("admission_link")


def necessary() -> tuple[Cookie, ...]:
    """[LAW-PECR] Every cookie the portal sets. All are strictly needed, so there is nothing to consent to (REC-1)."""
    return (
        Cookie(
            settings.SESSION_COOKIE_NAME,
            "Remembers that you are signed in.",
            f"Until you sign out, and at most {settings.SESSION_COOKIE_AGE // 3600} hours",
        ),
        Cookie(
            settings.CSRF_COOKIE_NAME,
            "Proves that a form you send comes from a page of this portal.",
            "One year",
        ),
        Cookie(
            keys.cookie_name(),
            "Knows the browser again whose form arrives after its session has ended, so that its text is kept.",
            "Until you close the browser",
        ),
        Cookie(
            supervisors_cookie(),
            "Lets a supervisor who opened the link to a reference write it, and is sent to those pages only.",
            "Until the reference is signed, and at most 8 hours",
        ),
        Cookie(
            declaration_cookie(),
            "Lets a supervisor who opened the link to a declaration read and sign it; sent to those pages only.",
            "At most 8 hours",
        ),
        Cookie(
            portfolio_cookie(),
            "Lets a supervisor who opened the link to their sheets read and sign them; sent to those pages only.",
            "At most 8 hours",
        ),
        Cookie(
            CookieStorage.cookie_name,
            "Carries a short notice, such as that something was saved, to the next page.",
            "Until the next page is shown",
        ),
    )
