"""`manage.py rulebook`: the table, the JSON and the faults."""

import json
from datetime import date
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from cilexportal.foundation.rulebook import faults, register, trace
from cilexportal.foundation.rulebook.register import Clause
from cilexportal.foundation.rulebook.trace import Place, Uses

RULE = Place("cpd/rules.py", "end", 3)
TEST = Place("tests/cpd/test_rules.py", "test_end", 9)
SCREEN = Place("templates/cpd/home.html", "", 1)


def clause(code: str = "CPD-9", kind: str = "code", waits_for: str = "") -> Clause:
    day = date(2026, 11, 21)
    return Clause(code, "Title", "Page", kind, "cpd", "Says.", "Reads.", day, day, waits_for=waits_for)


def faults_of(one: Clause, **uses: list[Place]) -> list[str]:
    return faults.faults({one.id: one}, {one.id: Uses(**uses)} if uses else {})


def test_a_clause_of_code_needs_a_rule_and_a_test() -> None:
    assert faults_of(clause()) == [
        "CPD-9: no rule opens its docstring with [CPD-9]",
        "CPD-9: no test carries its mark",
    ]
    assert faults_of(clause(), code=[RULE]) == ["CPD-9: no test carries its mark"]
    assert faults_of(clause(), code=[RULE], tests=[TEST]) == []


@pytest.mark.parametrize("kind", ["screen", "judgement"])
def test_a_clause_of_the_screen_or_of_a_person_needs_a_template(kind: str) -> None:
    assert faults_of(clause(kind=kind), code=[RULE], tests=[TEST]) == ["CPD-9: no template names it"]
    assert faults_of(clause(kind=kind), screens=[SCREEN]) == []


@pytest.mark.parametrize("kind", ["code", "screen", "judgement"])
def test_a_clause_that_waits_needs_nothing_yet(kind: str) -> None:
    assert faults_of(clause(kind=kind, waits_for="standing")) == []


def test_a_clause_outside_needs_nothing() -> None:
    assert faults_of(clause(kind="outside")) == []


def test_a_waiting_clause_that_is_built_is_noted_and_no_fault() -> None:
    one = clause(waits_for="standing")
    built = {one.id: Uses(code=[RULE])}
    assert faults.faults({one.id: one}, built) == []
    assert faults.notes({one.id: one}, built) == ["CPD-9: waits for membership standing, and is partly built already"]
    assert faults.notes({one.id: one}, {}) == []


@pytest.mark.parametrize("part", ["code", "tests", "screens", "cited"])
def test_a_clause_that_is_not_in_the_register_is_named_with_its_place(part: str) -> None:
    assert faults.faults({}, {"CPD-99": Uses(**{part: [RULE]})}) == [
        "CPD-99: not in the register, but named at cpd/rules.py:3 end"
    ]


@pytest.fixture
def small(monkeypatch: pytest.MonkeyPatch) -> dict[str, Uses]:
    """One clause of code and one that waits, with an empty trace to fill."""
    found: dict[str, Uses] = {}
    clauses = {one.id: one for one in (clause(), clause("CPD-13", waits_for="standing"))}
    monkeypatch.setattr(register, "load", lambda: clauses)
    monkeypatch.setattr(trace, "of_project", lambda: found)
    return found


def run(*arguments: str) -> tuple[str, str]:
    out, err = StringIO(), StringIO()
    call_command("rulebook", *arguments, stdout=out, stderr=err)
    return out.getvalue(), err.getvalue()


def test_the_table_stands_in_columns(small: dict[str, Uses]) -> None:
    small["CPD-9"] = Uses(code=[RULE], tests=[TEST, Place(TEST.path, "test_day_after", 20)], screens=[SCREEN])
    lines = run()[0].splitlines()
    assert lines[0].split() == ["Clause", "Kind", "Code", "Tests", "Screen"]
    assert lines[1].split() == [
        "CPD-9", "code", "cpd/rules.py::end", "tests/cpd/test_rules.py::test_end", "templates/cpd/home.html"
    ]  # fmt: skip
    assert lines[2].strip() == "tests/cpd/test_rules.py::test_day_after"
    assert lines[1].index("tests/") == lines[2].index("tests/")
    assert "code, with standing" in lines[3]


def test_the_same_as_json(small: dict[str, Uses]) -> None:
    small["CPD-9"] = Uses(code=[RULE])
    first, second = json.loads(run("--json")[0])
    assert first["code"] == ["cpd/rules.py:3 end"]
    assert first["waits_for"] is None
    assert second["clause"] == "CPD-13"
    assert second["waits_for"] == "standing"
    assert second["code"] == second["tests"] == second["screens"] == []


def test_check_fails_with_a_line_a_fault(small: dict[str, Uses], capsys: pytest.CaptureFixture[str]) -> None:
    err = StringIO()
    with pytest.raises(CommandError, match="2 faults in 2 clauses"):
        call_command("rulebook", "--check", stdout=StringIO(), stderr=err)
    assert len(err.getvalue().splitlines()) == 2


def test_check_passes_and_says_what_waits(small: dict[str, Uses]) -> None:
    small["CPD-9"] = Uses(code=[RULE], tests=[TEST])
    assert run("--check")[0] == "2 clauses, 1 of them for later capabilities: no fault.\n"


def test_a_register_that_cannot_be_read_is_said_plainly(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken() -> dict[str, Clause]:
        raise register.RegisterFault("CPD-9: entered twice")

    monkeypatch.setattr(register, "load", broken)
    with pytest.raises(CommandError, match="The register cannot be read: CPD-9: entered twice"):
        call_command("rulebook")
