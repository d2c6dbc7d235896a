"""Logs as JSON lines that carry ids only: no names, addresses or typed text."""

from __future__ import annotations

import hashlib
import json
import logging
import re
import uuid
from collections.abc import Callable, Iterator
from contextvars import ContextVar
from traceback import StackSummary, walk_tb
from typing import Any

from django.http import HttpRequest, HttpResponse

request_id: ContextVar[str] = ContextVar("request_id", default="")
EXTRA_IDS = ("user_id", "task_id", "run_id", "batch_id", "message_id", "document_id", "status", "seconds")
# What Celery puts into its sentences about a task that may repeat a person's words.
WORDS_OF_TASKS = frozenset({"exc", "traceback", "args", "kwargs", "return_value"})
MOST_FRAMES = 50
# As much of a token's hash as it takes to find the row that keeps the whole of it.
HASHED = 12
_secret_addresses: list[str] = []


def hide_after(*addresses: str) -> None:
    """Has what follows one of these addresses written as a shortened hash; declared in cilexportal/wiring.py."""
    _secret_addresses.extend(one for one in addresses if one not in _secret_addresses)


def without_tokens(words: str) -> str:
    """Words with every token in an address as "sha256:" and the beginning of its hash, whole address or not."""
    for address in _secret_addresses:
        words = re.sub(rf"(?<={re.escape(address)})[^/\s]+", _shortened, words)
    return words


def _shortened(token: re.Match[str]) -> str:
    return f"sha256:{hashlib.sha256(token[0].encode()).hexdigest()[:HASHED]}"


class JsonFormatter(logging.Formatter):
    """One JSON object a line: time, level, logger, message, request id and the ids given as `extra`.

    An error is told by type and place. What it says is left out, for a database repeats the row that it refuses.
    """

    def format(self, record: logging.LogRecord) -> str:
        line: dict[str, Any] = {
            "at": self.formatTime(record, "%Y-%m-%dT%H:%M:%S%z"),
            "level": record.levelname,
            "logger": record.name,
            "message": without_tokens(_message(record)),
        }
        if request_id.get():
            line["request_id"] = request_id.get()
        line.update({name: getattr(record, name) for name in EXTRA_IDS if hasattr(record, name)})
        if record.exc_info and record.exc_info[1]:
            line["errors"] = [_told(error) for error in _chain(record.exc_info[1])]
        return json.dumps(line, default=str)


def _message(record: logging.LogRecord) -> str:
    """The sentence, with errors in it told by type alone."""
    if not record.args:
        return _wordless(record.msg) if isinstance(record.msg, BaseException) else str(record.msg)
    if isinstance(record.args, dict):
        given = {key: "-" if key in WORDS_OF_TASKS else _wordless(value) for key, value in record.args.items()}
        return str(record.msg) % given
    return str(record.msg) % tuple(_wordless(value) for value in record.args)


def _wordless(value: Any) -> Any:
    return type(value).__name__ if isinstance(value, BaseException) else value


def _chain(error: BaseException | None) -> Iterator[BaseException]:
    """The error, and those that led to it."""
    seen: set[int] = set()
    while error is not None and id(error) not in seen:
        seen.add(id(error))
        yield error
        error = error.__cause__ or (None if error.__suppress_context__ else error.__context__)


def _told(error: BaseException) -> dict[str, Any]:
    """Type and frames, innermost last; of a database's error also its SQLSTATE and the constraint that refused."""
    frames = StackSummary.extract(walk_tb(error.__traceback__), limit=-MOST_FRAMES, lookup_lines=False)
    told: dict[str, Any] = {
        "type": f"{type(error).__module__}.{type(error).__qualname__}",
        "frames": [f"{frame.filename}:{frame.lineno} {frame.name}" for frame in frames],
    }
    diagnosis = getattr(error, "diag", None)
    names = {
        "sqlstate": getattr(diagnosis, "sqlstate", None),
        "constraint": getattr(diagnosis, "constraint_name", None),
    }
    return told | {name: value for name, value in names.items() if value}


class RequestIdMiddleware:
    """Gives each request an id that logs, audit trail and answer share."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        token = request_id.set(uuid.uuid4().hex)
        request.META["portal.request_id"] = request_id.get()
        try:
            response = self.get_response(request)
            response["X-Request-Id"] = request_id.get()
            return response
        finally:
            request_id.reset(token)
