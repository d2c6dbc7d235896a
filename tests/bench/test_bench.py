"""The measuring itself at small sizes: it runs and agrees with its floor. The figures are for `manage.py bench`."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from django.contrib.admin.models import LogEntry
from django.core.handlers.wsgi import WSGIHandler
from django.core.management import CommandError, call_command

from cilexportal.bench import bare, closing, importing, pages, weight, world
from cilexportal.bench.browser import Browser
from cilexportal.bench.figures import Figure, as_json, middle
from cilexportal.management.commands import bench
from cpd.models import YearResult
from tests import factories

NINE = Figure("speed", 9, 3, at_most=True, unit=" x", detail="9 s against 1 s")


@pytest.mark.parametrize(
    ("value", "at_most", "met"), [(3, True, True), (3.01, True, False), (3, False, True), (2, False, False)]
)
def test_a_figure_is_met_on_its_side_of_the_bar(value, at_most, met) -> None:
    assert Figure("x", value, 3, at_most=at_most).met is met


def test_figures_are_printed_in_a_line_and_as_json() -> None:
    assert str(NINE) == "MISSED speed: 9.00 x <= 3 x (9 s against 1 s)"
    assert str(Figure("size", 1, 2, at_most=True)) == "met    size: 1.00 <= 2"
    (found,) = json.loads(as_json([NINE]))
    assert (found["name"], found["value"], found["met"]) == ("speed", 9, False)
    assert middle([5, 1, 2]) == 2


def test_the_command_prints_json_alone_and_fails_where_a_figure_is_missed(monkeypatch, capsys) -> None:
    monkeypatch.setattr(bench, "measured", lambda parts, sizes, say: say("noise") or [NINE])
    with pytest.raises(CommandError, match="1 of 1 figures missed their bar: speed"):
        call_command("bench", "--json")
    assert json.loads(capsys.readouterr().out)[0]["name"] == "speed"


def test_the_parts_that_are_asked_for_are_measured(monkeypatch, capsys) -> None:
    met = Figure("size", 1, 2, at_most=True)
    asked = {}

    def measured(parts: list[str], sizes: list[int], say: object) -> list[Figure]:
        asked.update(parts=parts, sizes=sizes)
        return [met]

    monkeypatch.setattr(bench, "measured", measured)
    call_command("bench", "--only", "page", "--only", "weight", "--members", "5", "6")
    assert asked == {"parts": ["page", "weight"], "sizes": [5, 6]}
    assert capsys.readouterr().out == "met    size: 1.00 <= 2\n"


def test_scripts_are_followed_to_what_they_import(tmp_path: Path, settings) -> None:
    settings.STATICFILES_DIRS = [tmp_path]
    for name, text in {"a.js": 'import { b } from "./b.js";', "b.js": 'await import("./c.js")', "c.js": ""}.items():
        (tmp_path / name).write_text(text)
    (tmp_path / "a.css").write_text("")
    html = '<link rel="stylesheet" href="/static/a.css"><script type="module" src="/static/a.js"></script>'
    assert {path.name for path in weight.files_of(html)} == {"a.css", "a.js", "b.js", "c.js"}


def test_only_fonts_with_plain_letters_are_counted(tmp_path: Path, settings) -> None:
    settings.STATICFILES_DIRS = [tmp_path]
    (tmp_path / "css").mkdir()
    (tmp_path / "css" / "portal.css").write_text(
        '@font-face{src:url("../fonts/a.woff2")}'
        '@font-face{src:url("../fonts/b.woff2");unicode-range:U+0000-00FF}'
        '@font-face{src:url("../fonts/c.woff2");unicode-range:U+0100-02AF}'
        '@font-face{src:local("Arial")}'
    )
    assert [path.name for path in weight.english_fonts()] == ["a.woff2", "b.woff2"]


@pytest.mark.django_db(transaction=True)
def test_an_answer_that_is_an_error_is_no_measurement() -> None:
    browser = Browser(factories.UserFactory(), WSGIHandler())
    with pytest.raises(RuntimeError, match="/cpd/ answered 4"):
        browser.get("/cpd/")


@pytest.mark.django_db(transaction=True)
def test_the_floors_are_django_alone_and_do_what_they_say(django_assert_num_queries) -> None:
    user = pages.somebody(records=3)
    floor = Browser(user, bare.handler())
    with django_assert_num_queries(3) as captured:  # session, person, and the one query
        page = floor.get("/page/").decode()
    assert "3 records" in page
    assert not any("learned" in query["sql"] for query in captured)
    assert json.loads(floor.send("POST", "/note/", b"what was typed"))["id"]
    assert LogEntry.objects.get().change_message == "what was typed"


@pytest.mark.django_db
def test_an_import_that_leaves_lines_out_is_no_measurement(monkeypatch) -> None:
    monkeypatch.setattr(importing, "GRADES", ("Fellow", "Admiral"))
    with pytest.raises(RuntimeError, match="the import of members took"):
        importing.measure(4)


def test_a_close_that_differs_from_the_floor_is_no_measurement(db) -> None:
    factories.MemberFactory()
    assert not YearResult.objects.exists()
    closing.agree({})
    with pytest.raises(RuntimeError, match="the floor"):
        closing.agree({"met": 1})


@pytest.mark.services
@pytest.mark.django_db(transaction=True)
def test_everything_can_be_measured_and_the_close_comes_to_what_the_floor_does(monkeypatch) -> None:
    monkeypatch.setattr(closing, "MEMBER_ROUNDS", 1)
    monkeypatch.setattr(pages, "ROUNDS", 1)
    monkeypatch.setattr(pages, "A_ROUND", 2)
    monkeypatch.setattr(importing, "ROWS", 40)
    said: list[str] = []
    # The others have tests of their own, with few rows.
    apart = ("shop", "register", "queue", "clocks", "portfolio", "admission")
    parts = [part for part in bench.PARTS if part not in apart]
    figures = bench.measured(parts, [600, 300], say=said.append)
    assert len(figures) == 10
    assert all(figure.value > 0 for figure in figures)
    assert [line for line in said if line.startswith("making")] == [
        "making 300 members with 9 records each",
        "making 600 members with 9 records each",
    ]
    assert world.NAME not in str(YearResult.objects.db)
