"""Form keys: random, and signed for one person, so that a form says whose it is even after the session has ended."""

from __future__ import annotations

import secrets
from dataclasses import dataclass

from django.core import signing

FIELD = "once"
SALT = "portal.once"
GOOD_FOR_SECONDS = 30 * 24 * 3600


@dataclass(frozen=True)
class FormKey:
    """Who a form was given to, and the key that lets it take effect once."""

    user_id: int
    key: str


def new(user_id: int) -> str:
    """A signed key for a form that is about to be shown to the person `user_id`."""
    return signing.dumps([user_id, secrets.token_hex(8)], salt=SALT)


def read(token: str) -> FormKey | None:
    """The key in a posted form, or None where it is missing, forged or older than thirty days."""
    try:
        user_id, key = signing.loads(token, salt=SALT, max_age=GOOD_FOR_SECONDS)
    except (signing.BadSignature, ValueError):
        return None
    return FormKey(int(user_id), str(key))
