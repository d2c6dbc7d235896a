"""Whoever writes a rule has it asked: each public function of the rules decides something in production."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from cilexportal.upkeep.texts import ROOT, tracked

APPS = ("cilexportal", "cpd", "members", "shop", "standing", "people", "portfolio", "applications", "admission")
# rule -> why only tests ask it
UNASKED = {
    "cilexportal/foundation/asking/rules.py::put_off": "staff read how many days were waited; no date moves by itself",
    "cpd/rules/closing.py::grade_that_owes": "cpd/queries/year_facts.py says it in SQL; tests hold the two together",
}

IN_TEMPLATE = re.compile(r"\.(\w+)")
Function = ast.FunctionDef | ast.AsyncFunctionDef


def sources() -> Iterator[Path]:
    """The portal's own Python, without migrations."""
    for path in tracked():
        parts = path.relative_to(ROOT).parts
        if path.suffix == ".py" and parts[0] in APPS and "migrations" not in parts:
            yield path


def is_rule(path: Path) -> bool:
    return path.stem == "rules" or "rules" in path.relative_to(ROOT).parts[:-1]


def names(node: ast.AST) -> set[str]:
    """Every name that is read below a node, whoever owns it."""
    found = {child.id for child in ast.walk(node) if isinstance(child, ast.Name)}
    found |= {child.attr for child in ast.walk(node) if isinstance(child, ast.Attribute)}
    imports = (child for child in ast.walk(node) if isinstance(child, ast.ImportFrom))
    return found | {alias.name for child in imports for alias in child.names if alias.asname}


def outside(tree: ast.Module) -> Iterator[ast.AST]:
    """The statements of a module of rules that run by themselves: its tables, without functions and classes."""
    return (node for node in tree.body if not isinstance(node, (Function, ast.ClassDef, ast.ImportFrom)))


def functions(tree: ast.Module) -> Iterator[Function]:
    """The functions of a module and the methods of its classes."""
    return (node for node in ast.walk(tree) if isinstance(node, Function))


def unasked(rules: dict[str, ast.Module], asked: set[str]) -> set[str]:
    """`module::function` of public rules that neither `asked` names nor a rule that is asked itself."""
    tables = {name for tree in rules.values() for node in outside(tree) for name in names(node)}
    waiting = [(f"{place}::{node.name}", node) for place, tree in rules.items() for node in functions(tree)]
    asked = asked | tables
    while reached := [one for one in waiting if one[1].name in asked or one[1].name.startswith("__")]:
        waiting = [one for one in waiting if one not in reached]
        for _, node in reached:
            asked |= names(node) - {node.name}
    return {place for place, node in waiting if not node.name.startswith("_")}


def parsed() -> tuple[dict[str, ast.Module], set[str]]:
    """The modules of rules, and every name that the rest of the portal and its templates read."""
    rules, asked = {}, set[str]()
    for path in sources():
        tree = ast.parse(path.read_text())
        if is_rule(path):
            rules[str(path.relative_to(ROOT))] = tree
        else:
            asked |= names(tree)
    for path in tracked():
        if path.relative_to(ROOT).parts[0] == "templates" and path.suffix in (".html", ".txt"):
            asked |= set(IN_TEMPLATE.findall(path.read_text()))
    return rules, asked


def test_every_rule_is_asked_in_production() -> None:
    strays = unasked(*parsed())
    assert strays - UNASKED.keys() == set(), "ask them where production decides the same, or delete them"
    assert UNASKED.keys() - strays == set(), "these are asked: take them off the list"


def test_a_rule_that_only_another_unasked_rule_asks_is_noticed() -> None:
    rules = {"a.py": ast.parse("def one(): return two()\ndef two(): return two()\ndef three(): pass\nTABLE = [three]")}
    assert unasked(rules, set()) == {"a.py::one", "a.py::two"}
    assert unasked(rules, {"one"}) == set()
