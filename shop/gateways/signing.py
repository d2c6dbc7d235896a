"""The signature of a webhook: HMAC with SHA-256 over the instant and the raw body, in the header as `t=...,v1=...`."""

from __future__ import annotations

import hashlib
import hmac
from datetime import datetime

from shop.gateways.protocol import Forged

# How far the instant of a signature may lie from now, either way: an old message sent again is refused.
TOLERANCE_SECONDS = 300


def sign(body: bytes, *, secret: str, at: datetime) -> str:
    """The header for a body that is sent at an instant."""
    moment = str(int(at.timestamp()))
    return f"t={moment},v1={_digest(moment, body, secret)}"


def check(body: bytes, header: str, *, secret: str, at: datetime) -> None:
    """Raises Forged unless one of the header's signatures is ours and its instant is near `at`.

    Several are taken, as while a secret is being changed; compared in constant time.
    """
    parts = [part.partition("=") for part in header.split(",")]
    moments = [value for name, _, value in parts if name.strip() == "t"]
    signatures = [value for name, _, value in parts if name.strip() == "v1"]
    if not secret or len(moments) != 1 or not moments[0].isdecimal():
        raise Forged
    expected = _digest(moments[0], body, secret)
    good = [hmac.compare_digest(expected.encode(), signature.encode()) for signature in signatures]
    if not any(good) or abs(at.timestamp() - int(moments[0])) > TOLERANCE_SECONDS:
        raise Forged


def _digest(moment: str, body: bytes, secret: str) -> str:
    return hmac.new(secret.encode(), moment.encode() + b"." + body, hashlib.sha256).hexdigest()
