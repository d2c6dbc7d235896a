"""The rooms of an app hold what docs/architecture.md says they hold: read from the source, without running it."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from cilexportal.upkeep.checks import CHECKS
from cilexportal.upkeep.texts import ROOT, tracked

LONGEST_FILE = 300
LONGEST_TEST_FILE = 400
LONGEST_FUNCTION = 40
# name -> why it may be longer
LONG_FILES = {
    "cilexportal/settings.py": "every setting in one place is searched whole",
}
LONG_FUNCTIONS: dict[str, str] = {}
# function -> why it takes several arguments without their names
QUESTIONS = {
    "cilexportal/foundation/asking/services.py::still_open": "asked by the outbox in its own way",
    "cpd/services/records.py::offer_for": "a question that writes nothing",
    "cpd/services/typing.py::where_to_begin": "a question that writes nothing",
    "cpd/services/reminders.py::still_needed": "asked by the outbox in its own way",
    "people/services/complaints.py::acknowledged": "told by the outbox in its own way",
    "standing/services/telling.py::still_lost": "asked by the outbox in its own way",
    "people/services/employer_views.py::is_live": "asked by the outbox in its own way",
    "people/services/restrictions.py::is_in_force": "asked by the outbox in its own way",
    "applications/services/links.py::is_wanted": "asked by the outbox in its own way",
    "shop/services/access.py::confirmed": "asked by the outbox in its own way",
    "shop/services/orders.py::confirmed": "told by the outbox in its own way",
    "shop/services/reminders.py::still_needed": "asked by the outbox in its own way",
    "shop/services/reminders.py::went_out": "told by the outbox in its own way",
    "standing/services/lapsing.py::still_needed": "asked by the outbox in its own way",
    "standing/services/lapsing.py::lapse_stands": "asked by the outbox in its own way",
}
APPS = (
    "cpd", "members", "shop", "standing", "people", "applications", "portfolio", "admission", "cilexportal/foundation",
)  # fmt: skip
CLOCKS = {
    "now",
    "today",
    "utcnow",
    "localdate",
    "localtime",
    "time.time",
    "fromtimestamp",
}
CLOCK_OWNERS = {"london", "datetime", "date", "timezone", "time", "dt"}
HTTP = (
    "django.http",
    "django.shortcuts",
    "django.contrib.messages",
    "urllib.request",
    "requests",
    "smtplib",
)
WRITES = {
    "save",
    "create",
    "bulk_create",
    "bulk_update",
    "update_or_create",
    "get_or_create",
    "delete",
    "raw",
    "execute",
}


@cache
def sources(*folders: str) -> list[Path]:
    """Python files of the portal below these folders, without migrations."""
    wanted = tuple(f"{folder}/" for folder in folders)
    names = [path for path in tracked() if path.suffix == ".py"]
    return [path for path in names if str(path.relative_to(ROOT)).startswith(wanted) and "migrations" not in path.parts]


def room(name: str) -> list[Path]:
    """Every module of one room: name.py or a package of that name."""
    return [path for path in sources(*APPS) if path.stem == name or name in path.relative_to(ROOT).parts[:-1]]


@cache
def nodes(path: Path) -> list[ast.AST]:
    return list(ast.walk(ast.parse(path.read_text())))


def parsed(paths: list[Path]) -> Iterator[tuple[str, ast.AST]]:
    """(file:line, node) of every node."""
    for path in paths:
        for node in nodes(path):
            yield f"{path.relative_to(ROOT)}:{getattr(node, 'lineno', 0)}", node


def functions(paths: list[Path]) -> Iterator[tuple[str, ast.FunctionDef]]:
    for place, node in parsed(paths):
        if isinstance(node, ast.FunctionDef):
            yield f"{place.split(':')[0]}::{node.name}", node


def called(node: ast.AST) -> tuple[str, str]:
    """(owner, name) of a call of owner.name(...), else empty texts."""
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
        owner = node.func.value
        return (owner.id if isinstance(owner, ast.Name) else getattr(owner, "attr", ""), node.func.attr)
    return "", ""


def reads_a_clock(node: ast.AST) -> bool:
    owner, name = called(node)
    return owner in CLOCK_OWNERS and name in CLOCKS


@pytest.mark.parametrize(
    "source", ["london.now()", "london.today()", "datetime.now(UTC)", "timezone.now()", "date.today()"]
)
def test_a_reading_of_the_clock_is_recognised(source):
    assert any(map(reads_a_clock, ast.walk(ast.parse(source))))


@pytest.mark.parametrize("source", ["london.date_of(at)", "year.now()", "Now()", "london.start_of_day(day)"])
def test_what_is_no_clock_is_left_alone(source):
    assert not any(map(reads_a_clock, ast.walk(ast.parse(source))))


@pytest.mark.parametrize("name", ["rules", "services", "queries", "models", "permissions"])
def test_no_clock_is_read_below_views_and_tasks(name):
    assert [place for place, node in parsed(room(name)) if reads_a_clock(node)] == []


@pytest.mark.parametrize("name", ["rules", "services", "queries", "models"])
def test_nothing_below_views_knows_the_web(name):
    strays = []
    for place, node in parsed(room(name)):
        modules = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
        modules += [node.module or ""] if isinstance(node, ast.ImportFrom) else []
        strays += [f"{place} {module}" for module in modules if module.startswith(HTTP)]
    assert strays == []


def services_in(path: Path) -> set[str]:
    """The names under which a module knows services: those are asked to write."""
    imports = [node for node in nodes(path) if isinstance(node, ast.ImportFrom)]
    return {
        alias.asname or alias.name
        for node in imports
        for alias in node.names
        if "services" in f"{node.module}.{alias.name}".split(".")
    }


def test_views_do_not_write():
    """A view makes one call of a service."""
    strays = [
        f"{place} {owner}.{name}"
        for path in room("views")
        for place, node in parsed([path])
        for owner, name in [called(node)]
        if name in WRITES and owner not in services_in(path)
    ]
    assert strays == []


def test_services_take_their_arguments_by_name():
    """A verb is read where it is called: close_year(year=..., by=..., at=...). One argument may go without a name."""
    strays = {
        place
        for place, node in functions([path for path in room("services") if path.stem != "__init__"])
        if not node.name.startswith("_")
        if len([argument for argument in [*node.args.posonlyargs, *node.args.args] if argument.arg != "self"]) > 1
    }
    assert strays - QUESTIONS.keys() == set()
    assert QUESTIONS.keys() - strays == set(), "these are as all others again: take them off the list"


def test_nothing_is_called_utils_or_common():
    banned = {"utils", "util", "common", "helpers", "misc", "signals"}
    assert [str(path) for path in sources(*APPS, "cilexportal", "tests") if banned & {path.stem, *path.parts}] == []


def test_files_are_short():
    long = {}
    for path in [*sources(*APPS, "cilexportal", "tests", "deploy"), ROOT / "bootstrap.py"]:
        lines = path.read_text().count("\n")
        if lines > (LONGEST_TEST_FILE if "tests" in path.parts else LONGEST_FILE):
            long[str(path.relative_to(ROOT))] = lines
    assert {name: lines for name, lines in long.items() if name not in LONG_FILES} == {}
    assert LONG_FILES.keys() - long.keys() == set(), "these are short again: take them off the list"


def test_functions_are_short():
    long = {}
    for place, node in functions([*sources(*APPS, "cilexportal"), ROOT / "bootstrap.py"]):
        lines = (node.end_lineno or 0) - node.lineno + 1
        if lines > LONGEST_FUNCTION:
            long[place] = lines
    assert {name: lines for name, lines in long.items() if name not in LONG_FUNCTIONS} == {}
    assert LONG_FUNCTIONS.keys() - long.keys() == set(), "these are short again: take them off the list"


@pytest.mark.parametrize("name", ["layers", "locks", "forbidden words", "migrations are one line"])
def test_checks_that_need_no_database(name):
    (check,) = [check for check in CHECKS if check.name == name]
    assert check.faults() == []
