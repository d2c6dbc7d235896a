"""What a page that keeps what is typed sends at each pause, and how it is answered: static/js/autosave.js."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from django.conf import settings
from django.http import HttpRequest, JsonResponse
from django.shortcuts import resolve_url
from django.utils.http import urlencode

# Every character of a text may be escaped in six bytes.
BYTES_OF_A_CHARACTER = 6
BESIDES_TEXT = 10_000


class TooLong(Exception):
    """More was sent than the text that may be kept takes."""


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
