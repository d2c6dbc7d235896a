"""One question to an HTTPS service and its JSON answer: without redirects, and within a set time."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from http.client import HTTPException
from typing import Any, Protocol
from urllib.error import HTTPError
from urllib.request import HTTPRedirectHandler, Request, build_opener

from shop.gateways.protocol import Unreachable

SECONDS = 15
MOST_BYTES = 1_000_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """A request: the method, the whole address, its headers and its body."""

    method: str
    url: str
    headers: dict[str, str] = field(default_factory=dict)
    body: bytes | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What came back."""

    status: int
    body: dict[str, Any]


class Ask(Protocol):
    """Puts a question. Raises Unreachable where no answer came that can be read."""

    def __call__(self, question: Question) -> Answer: ...


class _NoRedirects(HTTPRedirectHandler):
    """A redirect is an answer like any other, and never followed with our key."""

    def redirect_request(self, *args: Any, **kwargs: Any) -> None:
        return None


_opener = build_opener(_NoRedirects)


def ask(question: Question) -> Answer:
    """Puts a question over the network."""
    request = Request(question.url, data=question.body, headers=question.headers, method=question.method)  # noqa: S310
    try:
        with _opener.open(request, timeout=SECONDS) as answer:
            return _read(answer.status, answer.read(MOST_BYTES))
    except HTTPError as refused:
        with refused:
            return _read(refused.code, refused.read(MOST_BYTES))
    except (OSError, HTTPException) as away:
        raise Unreachable(type(away).__name__) from away


def _read(status: int, body: bytes) -> Answer:
    try:
        read = json.loads(body)
    except ValueError as unreadable:
        raise Unreachable(f"answer {status} is no JSON") from unreadable
    if not isinstance(read, dict):
        raise Unreachable(f"answer {status} is no object")
    return Answer(status=status, body=read)
