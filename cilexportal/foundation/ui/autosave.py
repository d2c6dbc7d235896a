"""What a page that keeps what is typed sends at each pause, and how it is answered: static/js/autosave.js."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.http import HttpRequest, JsonResponse
from django.shortcuts import resolve_url
from django.utils.http import urlencode

from cilexportal.foundation.idempotency import keys

# Every character of a text may be escaped in six bytes.
BYTES_OF_A_CHARACTER = 6
BESIDES_TEXT = 10_000


class TooLong(Exception):
    """More was sent than the text that may be kept takes."""


@dataclass(frozen=True, slots=True)
class Typed:
    """What a page sent to be kept: the version it knows, its boxes, and its own key."""

    version: int
    fields: dict[str, Any]
    page_key: str


class NotRead(Exception):
    """Nothing was read to be kept; `answer` tells the page why."""

    def __init__(self, answer: JsonResponse) -> None:
        super().__init__()
        self.answer = answer


def read(request: HttpRequest, *, back_to: str, most: int, too_much: str) -> Typed:
    """What a page that may hold `most` characters sends to be kept.

    Raises NotRead for the page of somebody else, who signs in and comes to `back_to`, for more than can be kept, which
    `too_much` says, and for anything that is no such page's.
    """
    key = keys.read(request.headers.get("X-Once", ""))
    if key is None or key.user_id != request.user.pk:
        raise NotRead(sign_in(back_to))
    try:
        version, fields = sent(request, most=most)
    except TooLong:
        raise NotRead(sentence(too_much, status=413)) from None
    except ValueError:
        raise NotRead(sentence("The page sent something that could not be read.", status=422)) from None
    return Typed(version=version, fields=fields, page_key=key.key)


def sent(request: HttpRequest, *, most: int) -> tuple[int, dict[str, Any]]:
    """The version and the boxes in the body of a page that may hold `most` characters.

    Raises TooLong, and ValueError for anything that is not those.
    """
    if int(request.headers.get("Content-Length") or 0) > BYTES_OF_A_CHARACTER * most + BESIDES_TEXT:
        raise TooLong
    try:
        body = json.loads(request.body)
    except RecursionError as deep:
        raise ValueError("boxes in boxes without end") from deep
    if not isinstance(body, dict) or not isinstance(body.get("fields"), dict):
        raise ValueError("no boxes")
    version = body.get("version")
    if isinstance(version, bool) or not isinstance(version, int):
        raise ValueError("no version")
    return version, body["fields"]


def in_shape_of(fields: Mapping[str, Any], kept: Mapping[str, str | list[str]]) -> dict[str, str | list[str]]:
    """The kept text of each box, in the shapes in which the page sent its own."""
    return {name: _like(value, kept.get(name)) for name, value in fields.items()}


def sentence(words: str, *, status: int) -> JsonResponse:
    """Why the page's text was not kept."""
    return JsonResponse({"sentence": words}, status=status)


def sign_in(back_to: str) -> JsonResponse:
    """For a page that was opened by somebody else than the person signed in now, or by nobody we know."""
    url = f"{resolve_url(settings.LOGIN_URL)}?{urlencode({'next': back_to})}"
    return JsonResponse({"signin_url": url}, status=401)


def _like(value: object, kept: str | list[str] | None) -> str | list[str]:
    if isinstance(value, list):
        return kept if isinstance(kept, list) else [kept] if kept else []
    return kept if isinstance(kept, str) else ""
