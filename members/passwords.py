"""Refuses passwords that everybody uses or that are known from break-ins."""

from __future__ import annotations

import hashlib
import logging
from http.client import HTTPException
from urllib.request import Request, urlopen

from django.conf import settings
from django.contrib.auth import password_validation
from django.core.exceptions import ValidationError

from members.models import User

log = logging.getLogger(__name__)
TIMEOUT_SECONDS = 2
COMMON = "Many people use this password, so it is one of the first that would be tried. Choose another."
BREACHED = "This password has appeared in a break-in somewhere else, so it could be tried here. Choose another."
HELP = "Not a password that many people use: three unrelated words are easy to remember and hard to guess."


class CommonPasswordValidator(password_validation.CommonPasswordValidator):
    """Django's list of common passwords and, where PASSWORD_RANGE_URL is set, a list of breached ones."""

    def validate(self, password: str, user: User | None = None) -> None:
        """Raises ValidationError for a common or breached password."""
        try:
            super().validate(password, user)
        except ValidationError:
            raise ValidationError(COMMON, code="password_too_common") from None
        if is_breached(password):
            raise ValidationError(BREACHED, code="password_breached")

    def get_help_text(self) -> str:
        return HELP


def is_breached(password: str) -> bool:
    """Whether the range service lists the password; False where it is not set up or does not answer in two seconds.

    An answer that makes no sense is none. Only the first five characters of the password's SHA-1 leave the portal.
    """
    if not settings.PASSWORD_RANGE_URL:
        return False
    digest = hashlib.sha1(password.encode(), usedforsecurity=False).hexdigest().upper()
    request = Request(f"{settings.PASSWORD_RANGE_URL}/{digest[:5]}", headers={"Add-Padding": "true"})  # noqa: S310
    try:
        with urlopen(request, timeout=TIMEOUT_SECONDS) as answer:  # noqa: S310
            lines = answer.read().decode("ascii", "replace").splitlines()
        seen = dict(line.strip().split(":", 1) for line in lines if ":" in line)
        return int(seen.get(digest[5:], "0")) > 0
    except (OSError, HTTPException, ValueError):
        log.warning("the service of breached passwords did not answer")
        return False
