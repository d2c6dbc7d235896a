"""Logs: one JSON object a line, ids and nothing about people, and one id for a request everywhere."""

from __future__ import annotations

import hashlib
import io
import json
import logging
import re

import pytest
from celery import shared_task
from celery.app import trace
from django.db import IntegrityError, transaction
from django.http import HttpResponse

from cilexportal.foundation.logs import JsonFormatter, RequestIdMiddleware, request_id
from cilexportal.wiring import SECRET_ADDRESSES
from members.routes import routes
from people.views import employers
from tests import factories

CANARY = "a sentence somebody typed"


@pytest.fixture
def log():
    """A logger and what it wrote, as objects."""
    stream = io.StringIO()
    handler = logging.StreamHandler(stream)
    handler.setFormatter(JsonFormatter())
    logger = logging.Logger("portal.test")
    logger.addHandler(handler)
    return logger, lambda: [json.loads(line) for line in stream.getvalue().splitlines()]


def test_a_line_is_one_object(log):
    logger, lines = log
    logger.warning("two\nlines and %s", "a value")
    (line,) = lines()
    assert line["message"] == "two\nlines and a value"
    assert (line["level"], line["logger"]) == ("WARNING", "portal.test")
    assert "request_id" not in line


def test_known_ids_are_written_and_anything_else_is_not(log):
    logger, lines = log
    logger.info("done", extra={"user_id": 7, "document_id": 8, "email": "ada@example.org"})
    (line,) = lines()
    assert (line["user_id"], line["document_id"]) == (7, 8)
    assert "ada@example.org" not in json.dumps(line)


def test_an_error_carries_its_trace(log):
    logger, lines = log
    try:
        raise ZeroDivisionError
    except ZeroDivisionError:
        logger.exception("failed")
    (error,) = lines()[0]["errors"]
    assert error["type"] == "builtins.ZeroDivisionError"
    assert re.search(r"test_logs\.py:\d+ test_an_error_carries_its_trace$", error["frames"][-1])


def test_an_error_is_told_with_those_that_led_to_it_and_without_their_words(log):
    logger, lines = log
    try:
        try:
            raise KeyError(CANARY)
        except KeyError as cause:
            raise ValueError(CANARY) from cause
    except ValueError as error:
        logger.exception("could not read: %s", error)
    (line,) = lines()
    assert [error["type"] for error in line["errors"]] == ["builtins.ValueError", "builtins.KeyError"]
    assert line["message"] == "could not read: ValueError"
    assert CANARY not in json.dumps(line)


def test_every_address_with_a_token_is_written_with_a_shortened_hash(log):
    logger, lines = log
    addresses = [one.address for one in routes() if "token" in one.address]
    assert {address.partition("<")[0] for address in addresses} == set(SECRET_ADDRESSES)
    token = "Zm9v-bar_" * 5
    for before in SECRET_ADDRESSES:
        # What a mail program adds to a link leads nowhere, and is written all the same.
        for end in ("/", "", ".)"):
            logger.warning("%s: %s", "Too Many Requests", f"{before}{token}{end}")
    written = json.dumps(lines())
    assert token not in written
    assert f"sha256:{hashlib.sha256(token.encode()).hexdigest()[:12]}/" in written


@pytest.mark.django_db
def test_a_refused_link_leaves_no_token_in_the_log(client, log, monkeypatch):
    logger, lines = log
    monkeypatch.setattr(employers, "MOST", 0)
    monkeypatch.setattr(logging.getLogger("django.request"), "handlers", logger.handlers)
    assert client.get("/me/shown/a-real-token/").status_code == 429
    assert "Too Many Requests: /me/shown/sha256:" in lines()[-1]["message"]
    assert "a-real-token" not in json.dumps(lines())


@pytest.mark.django_db
def test_a_row_that_the_database_refuses_is_not_repeated(log):
    logger, lines = log
    with pytest.raises(IntegrityError) as refused, transaction.atomic():
        factories.MessageFactory(state="sent", sent_at=None, text=CANARY)
    assert CANARY in str(refused.value), "the control: the database does repeat it"
    logger.error("failed", exc_info=refused.value)
    (line,) = lines()
    assert CANARY not in json.dumps(line)
    assert line["errors"][0]["type"] == "django.db.utils.IntegrityError"
    assert (line["errors"][1]["sqlstate"], line["errors"][1]["constraint"]) == ("23514", "sent_message_says_when")


def test_a_task_that_fails_says_so_without_words(log, monkeypatch):
    logger, lines = log
    monkeypatch.setattr(trace, "logger", logger)

    @shared_task
    def failing(words):
        raise ValueError(words)

    failing.apply(args=[CANARY])
    (line,) = lines()
    assert "failing" in line["message"]
    assert CANARY not in json.dumps(line)
    assert line["errors"][0]["type"] == "builtins.ValueError"


def test_a_request_has_one_id_in_log_answer_and_trail(rf, log):
    logger, lines = log

    def view(request):
        logger.info("inside")
        return HttpResponse(request.META["portal.request_id"])

    answer = RequestIdMiddleware(view)(rf.get("/"))
    (line,) = lines()
    assert line["request_id"] == answer["X-Request-Id"] == answer.content.decode()
    assert request_id.get() == "", "the id ends with the request"


def test_the_next_request_has_another(rf):
    middleware = RequestIdMiddleware(lambda request: HttpResponse())
    assert middleware(rf.get("/"))["X-Request-Id"] != middleware(rf.get("/"))["X-Request-Id"]


def test_a_request_that_fails_leaves_no_id_behind(rf):
    def view(request):
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        RequestIdMiddleware(view)(rf.get("/"))
    assert request_id.get() == ""


def test_a_client_cannot_choose_the_id(rf):
    answer = RequestIdMiddleware(lambda request: HttpResponse())(rf.get("/", headers={"X-Request-Id": "mine"}))
    assert answer["X-Request-Id"] != "mine"
