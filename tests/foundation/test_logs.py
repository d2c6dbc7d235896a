"""Logs: one JSON object a line, ids and nothing about people, and one id for a request everywhere."""

from __future__ import annotations

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
