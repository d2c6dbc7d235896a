"""What no page of ours sends: numbers without end, days at the edges of time, signs that cannot be seen or stored. Each
is answered by a page, and every page of the portfolio can be opened afterwards."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from typing import Any
from urllib.parse import quote

import pytest
from django.test import Client
from django.urls import reverse

from portfolio.models import Piece, Portfolio, Sheet, Supervisor
from tests import factories as people
from tests.portfolio import factories

pytestmark = pytest.mark.django_db
HUGE = 10**30
VERSION = re.compile(r'name="version" value="([^"]*)"')
DAYS = {
    "last of all": ("31", "12", "9999"), "first of all": ("1", "1", "1"), "after the last": ("1", "1", "10000"),
    "none": ("30", "2", "2026"), "other digits": ("²", "１", "2026"), "cannot be stored": ("1\x00", "1", "2026"),
}  # fmt: skip
WORDS = {
    "cannot be stored": "a\x00b", "half a sign": "\ud800", "turns direction": "\u202egpj", "many": "\U0001f600" * 3000,
    "long": "x" * 70_000, "markup": "<script>alert(1)</script>", "template": "{{ 7|add:7 }}", "escape": "\x1b[31m",
    "cannot be seen": "\u200b\ufeff", "line": "\u2028",
}  # fmt: skip


class Mine:
    """A portfolio with a sheet, a statement, a piece and a supervisor, and its owner's browser."""

    def __init__(self, portfolio: Portfolio, client: Client) -> None:
        self.portfolio, self.client = portfolio, client
        mary = factories.supervisor(portfolio)
        self.sheet = factories.sheet(portfolio, "1.1-1", supervisor=mary)
        self.statement = factories.sheet(portfolio, "2.1-1", kind="statement", supervisor=mary)
        self.piece = factories.piece(portfolio, self.sheet)
        self.mary = mary

    def url(self, name: str, *more: object) -> str:
        return reverse(f"portfolio:{name}", args=[self.portfolio.case.application.uuid, *more])

    def post(self, page: str, /, *more: object, **boxes: str) -> int:
        """Sends the form of a page with these boxes, as bytes that need not be a text, and with its own version."""
        where = self.url(page, *more)
        seen = VERSION.search(self.client.get(where, follow=True).content.decode())
        whole = {**({"version": seen[1]} if seen else {}), **boxes, **people.once(self.portfolio.case.application.user)}
        sent = "&".join(f"{key}={quote(value.encode('utf-8', 'surrogatepass'))}" for key, value in whole.items())
        return self.client.post(where, sent, content_type="application/x-www-form-urlencoded").status_code

    def then_every_page_opens(self) -> None:
        alone = ("board", "library", "names", "builds", "supervisors", "imports", "parked", "leaving")
        pages: list[tuple[object, ...]] = [(name,) for name in alone]
        for one in (self.sheet, self.statement):
            pages += [("sheet", one.uuid), ("versions", one.uuid)]
        for name, *more in (*pages, ("piece", self.piece.uuid), ("leaving_plan", self.mary.uuid)):
            assert self.client.get(self.url(str(name), *more)).status_code == 200, name


@pytest.fixture
def mine(portfolio: Portfolio, sign_in: Callable[..., Client]) -> Mine:
    return Mine(portfolio, sign_in(portfolio.case.application.user))


def day(box: str, parts: tuple[str, str, str]) -> dict[str, str]:
    return {f"{box}_{part}": said for part, said in zip(("day", "month", "year"), parts, strict=True)}


@pytest.mark.parametrize("parts", DAYS.values(), ids=DAYS)
def test_no_day_at_the_edge_of_time_is_kept(mine: Mine, parts: tuple[str, str, str]) -> None:
    answers = [
        mine.post("board", **day("planned_on", parts)),
        mine.post("piece", mine.piece.uuid, title="A", kind="letter", matter="M", **day("worked_on", parts)),
        mine.post("sheet", mine.statement.uuid, do="save", how_met="x", **day("worked_on", parts)),
        mine.post("leaving_plan", mine.mary.uuid, listed="1.1-1", **day("last_day", parts)),
    ]
    assert answers == [422] * 4
    assert Portfolio.objects.get().planned_on is None
    mine.then_every_page_opens()


@pytest.mark.parametrize("odd", WORDS.values(), ids=WORDS)
def test_whatever_is_typed_is_answered_by_a_page(mine: Mine, odd: str) -> None:
    boxes = dict.fromkeys(("how_met", "how_shown", "learned", "listing"), odd)
    told = dict.fromkeys(("title", "matter", "source", "why_missing"), odd)
    head = dict.fromkeys(("title", "sender", "to", "date", "subject", "words"), odd)
    answers = [
        mine.post("sheet", mine.sheet.uuid, do="save", **boxes),
        mine.post("sheet", mine.sheet.uuid, do=odd, ticked=odd, supervisor=odd, version=odd, page_key=odd),
        mine.post("piece", mine.piece.uuid, kind="letter", **told),
        mine.post("piece", mine.piece.uuid, kind=odd, version=odd, own_work=odd, shows_date=odd, **told),
        mine.post("names", names=odd),
        mine.post("paste", **head),
        mine.post("supervisor_add", name=odd, email=odd, employer=odd, person_kind=odd, number=odd),
        mine.post("sheet_move", mine.sheet.uuid, code=odd),
        mine.post("versions", mine.sheet.uuid, number=odd),
        mine.post("place", "3.1-1", do=odd),
        mine.post("import_place", **{f"place-{mine.sheet.uuid}": odd}),
        mine.post("builds", shrink=odd),
    ]
    assert set(answers) <= {200, 302, 404, 405, 409, 422}, answers
    mine.then_every_page_opens()


@pytest.mark.parametrize("odd", WORDS.values(), ids=WORDS)
def test_whatever_a_script_sends_is_answered(mine: Mine, odd: str) -> None:
    page = mine.client.get(mine.url("sheet", mine.sheet.uuid)).content.decode()
    version = VERSION.search(page)
    assert version
    typed = reverse("applications:keep", args=[mine.portfolio.case.application.uuid, f"sheet:{mine.sheet.uuid}"])
    told = {"content_type": "application/json"}
    fields: Any
    for fields in ({"how_met": odd}, {odd: odd}, {"how_met": [odd]}, {"how_met": {"a": odd}}, [odd], odd):
        keys = {"X-Once": people.once(mine.portfolio.case.application.user)["once"]}
        body = json.dumps({"version": int(version[1] or 0), "fields": fields})
        answer = mine.client.put(typed, body, headers=keys, **told)
        assert answer.status_code < 500, (fields, answer.content)
    begin = mine.url("upload_begin")
    for said in ({"name": f"{odd}.pdf", "size": 9}, {"name": odd, "size": odd}, [odd], odd):
        answer = mine.client.post(begin, json.dumps(said), **told)
        assert answer.status_code in (200, 422), said
    mine.then_every_page_opens()


SIZES = {"yes": "true", "negative": "-1", "endless": "1e400", "no number": "NaN", "huge": str(10**400), "words": '"9"'}
BODIES = {"nothing": "", "half": "{", "null": "null", "list": "[]", "deep": "[" * 100_000} | {
    name: f'{{"name": "a.pdf", "size": {size}}}' for name, size in SIZES.items()
}


@pytest.mark.parametrize("body", BODIES.values(), ids=BODIES)
def test_a_file_that_is_announced_wrongly_is_not_begun(mine: Mine, body: str) -> None:
    answer = mine.client.post(mine.url("upload_begin"), body, content_type="application/json")
    assert answer.status_code == 422
    assert not mine.portfolio.uploads.exists()


@pytest.mark.parametrize("offset", ["", "-1", "²", "1.0", "1" * 30, "0x1", "9"])
def test_a_part_at_no_place_is_not_kept(mine: Mine, offset: str) -> None:
    begun = mine.client.post(mine.url("upload_begin"), '{"name":"a.pdf","size":9}', content_type="application/json")
    told = {"content_type": "application/octet-stream", "headers": {"Upload-Offset": offset}}
    answer = mine.client.put(begun.json()["url"], b"x", **told)
    assert answer.status_code in (409, 422)
    assert mine.portfolio.uploads.get().arrived == 0


@pytest.mark.parametrize(
    "tail",
    ["places/%00/", "places/１.１-１/", "places/²/", f"places/1.1-{HUGE}/", "places/-/", "places/0.0-0/",
     f"build/{'0' * 8}-0000-0000-0000-{'0' * 12}/{HUGE}/", "sheets/%00/", "sheets/0/"],
    ids=["nothing", "other digits", "power", "huge", "empty", "zero", "build", "sheet", "no uuid"],
)  # fmt: skip
def test_an_address_that_names_nothing_finds_nothing(mine: Mine, tail: str) -> None:
    for method in ("get", "head", "post", "put", "delete", "options", "patch"):
        assert getattr(mine.client, method)(mine.url("board") + tail).status_code in (404, 405), method


@pytest.mark.parametrize("page", [0, 2, 32_767, 32_768, 2**31, 2**63, HUGE])
def test_a_page_that_a_file_has_not_is_not_found(mine: Mine, page: int) -> None:
    Piece.objects.update(pages=1)
    for tail in ("", "picture/"):
        answer = mine.client.get(f"{mine.url('piece', mine.piece.uuid)}pages/{page}/{tail}")
        assert answer.status_code == 404


def test_what_is_kept_of_these_is_what_was_sent(mine: Mine) -> None:
    """The control: the same forms take what can be kept."""
    assert mine.post("sheet", mine.sheet.uuid, do="save", how_met="<b>é\u2028 {{ 7 }}</b>") == 302
    assert Sheet.objects.get(pk=mine.sheet.pk).how_met == "<b>é\u2028 {{ 7 }}</b>"
    assert "&lt;b&gt;é" in mine.client.get(mine.url("sheet", mine.sheet.uuid)).content.decode()
    assert mine.post("board", **day("planned_on", ("1", "2", "2027"))) == 302
    told = {"name": "Zoë O’Neil", "email": "zoe@example.org", "employer": "Łódź"}
    assert mine.post("supervisor_add", **told) == 302
    assert Supervisor.objects.filter(employer="Łódź").exists()
