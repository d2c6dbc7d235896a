"""How often one address may write, so that the queue stays readable."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest

from cilexportal.foundation import ratelimit

MOST = 10
SECONDS = 3600

Silence = Callable[[int], str]

_silences: list[Silence] = []


def register(silence: Silence) -> None:
    """Declares who knows with whom correspondence has ended: a user id in, a sentence out, empty for everybody else."""
    if silence not in _silences:
        _silences.append(silence)


def why_not(request: HttpRequest) -> str:
    """[TC-4.3] Why this person's optional messages are taken no more; empty for visitors and nearly everybody."""
    if not request.user.is_authenticated:
        return ""
    return next((said for said in (silence(request.user.pk) for silence in _silences) if said), "")


def may_write(request: HttpRequest) -> bool:
    """Counts this request; False from the eleventh of an hour on."""
    return ratelimit.may(request, "feedback", most=MOST, seconds=SECONDS)
