"""The page of a portfolio's files: each state it can be in, the button, the download, and nobody else's."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from cilexportal.foundation.idempotency import keys
from portfolio.models import Build, BuildState, BuiltFile, MadePart, Portfolio
from portfolio.queries.content import gathered
from portfolio.rules.slots import slots_of
from tests.applications.factories import NOON
from tests.factories import UserFactory
from tests.portfolio import factories
from tests.portfolio.examples import pathway
from tests.project.portfolio_objects import built

pytestmark = pytest.mark.django_db


def signed_in(of: Portfolio) -> Client:
    client = Client()
    client.force_login(of.case.application.user)
    return client


def address(of: Portfolio) -> str:
    return reverse("portfolio:builds", args=[of.case.application.uuid])


def page(of: Portfolio, **headers: str) -> str:
    return signed_in(of).get(address(of), headers=headers).content.decode()


def build(of: Portfolio, state: str, **fields: Any) -> Build:
    made = {"made_at": NOON} if state == BuildState.READY else {}
    return Build.objects.create(portfolio=of, content_sha256="1" * 64, state=state, asked_at=NOON, **made, **fields)


def test_an_empty_portfolio_is_told_what_to_do_first() -> None:
    shown = page(factories.portfolio())
    assert "nothing to put together yet" in shown
    assert "Put my portfolio together" not in shown


@pytest.mark.clause("HB-57b")
def test_the_button_asks_once_and_the_page_says_how_far_it_is() -> None:
    of = factories.portfolio()
    factories.sheet(of, "1.1-1")
    assert "Put my portfolio together" in page(of)
    once = keys.new(of.case.application.user_id)
    client = signed_in(of)
    for _ in range(2):
        assert client.post(address(of), {"once": once}).headers["Location"] == address(of)
    asked = Build.objects.get(portfolio=of)
    assert (asked.state, asked.shrink) == ("waiting", False)
    Build.objects.update(state="working", done=12, parts=107)
    for shown in (page(of), page(of, x_requested_with="fetch")):
        assert "12 of 107 parts" in shown
        assert "data-poll-done" not in shown


def test_a_failure_is_said_with_its_sentence_and_can_be_tried_again() -> None:
    of = factories.portfolio()
    factories.sheet(of, "1.1-1")
    build(of, "failed", why="The file of “Letter” cannot be read.")
    shown = page(of, x_requested_with="fetch")
    assert "Your portfolio could not be put together" in shown
    assert "The file of “Letter” cannot be read." in shown
    assert "Put my portfolio together" in shown
    assert "data-poll-done" in shown


@pytest.mark.clause("HB-57d", "HB-57e")
def test_files_that_were_split_offer_smaller_pictures_and_say_what_is_still_too_large() -> None:
    arguments = built(UserFactory())
    mine = Portfolio.objects.get(case__application__uuid=arguments["uuid"])
    [file] = Build.objects.get(portfolio=mine).files.all()
    file.competency, file.too_large = 2, True
    file.save()
    file.made.size, file.made.pages = 12_345_678, 3
    file.made.save()
    factories.sheet(mine, "2.1-1")
    shown = page(mine)
    assert "Competency 2: " in shown
    assert "12.3 MB, 3 pages" in shown
    assert "larger than 10.0 MB and stays whole" in shown
    assert "Make large pictures smaller" in shown
    once = keys.new(mine.case.application.user_id)
    signed_in(mine).post(address(mine), {"once": once, "shrink": "yes"})
    assert Build.objects.filter(portfolio=mine, shrink=True, state="waiting").count() == 1


@pytest.mark.clause("HB-57d")
def test_smaller_pictures_can_be_taken_back_although_nothing_changed() -> None:
    mine = factories.portfolio()
    factories.sheet(mine, "2.1-1")
    ready = build(mine, "ready", shrink=True)
    Build.objects.filter(pk=ready.pk).update(content_sha256=gathered(mine).content.sha256)
    file = MadePart.objects.create(portfolio=mine, key="2" * 64, is_stored=True, size=9, pages=1)
    BuiltFile.objects.create(build=ready, made=file)
    shown = page(mine)
    assert re.search(r'name="shrink" value="yes"[^>]* checked', shown)
    assert "Put it together again" in shown
    once = keys.new(mine.case.application.user_id)
    signed_in(mine).post(address(mine), {"once": once})
    assert Build.objects.filter(portfolio=mine, shrink=False, state="waiting").count() == 1
    Build.objects.filter(portfolio=mine, shrink=False).delete()
    Build.objects.filter(pk=ready.pk).update(shrink=False)
    assert "Put it together again" not in page(mine), "the control: nothing is left to choose"


def test_a_file_is_given_to_its_owner_under_a_name_that_says_what_it_is() -> None:
    owner = UserFactory()
    arguments = built(owner)
    client = Client()
    client.force_login(owner)
    answer = client.get(reverse("portfolio:built", kwargs=arguments))
    reference = Portfolio.objects.get(case__application__uuid=arguments["uuid"]).case.application.reference
    assert answer.headers["Content-Disposition"] == f'attachment; filename="Portfolio {reference}.pdf"'
    assert b"".join(answer.streaming_content) == b"%PDF-1.7 a test"
    assert client.get(reverse("portfolio:built", kwargs={**arguments, "number": 1})).status_code == 404
    client.force_login(UserFactory())
    assert client.get(reverse("portfolio:built", kwargs=arguments)).status_code == 404


def test_the_page_asks_as_many_questions_of_thirty_sheets_as_of_one() -> None:
    of = factories.portfolio()
    client = signed_in(of)
    counts = []
    others = [slot.code for slot, _ in slots_of(pathway().competencies)][1:]
    for places in (["1.1-1"], others):
        for place in places:
            factories.piece(of, factories.sheet(of, place))
        client.get(address(of))
        with CaptureQueriesContext(connection) as seen:
            assert client.get(address(of)).status_code == 200
        counts.append(len(seen))
    assert counts[0] == counts[1]
