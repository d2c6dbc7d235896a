"""Where each clause lives in the source: rules and tests by their syntax tree, screens by their templates.

Nothing is imported or run. A rule is a function or class whose docstring opens with its clauses, ``[CPD-5a]`` or
``[CPD-5a] [CPD-7]``; a test carries ``@pytest.mark.clause("CPD-5a")``; a template says ``{% clause "CPD-9" %}`` or
``{# clause: CPD-2, CPD-6 #}``.
"""

from __future__ import annotations

import ast
import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from cilexportal.foundation.rulebook.register import CLAUSE_ID

PROJECT = Path(__file__).resolve().parents[3]
# Shows every component with sample content, so naming a clause there is no screen for it.
GALLERY = "templates/ui/gallery.html"
SOURCES = ("cilexportal", "members", "cpd", "shop", "standing", "people", "portfolio", "applications", "admission")

_ID = re.compile(CLAUSE_ID)
_OPENING = re.compile(rf"(?:\[{CLAUSE_ID}\]\s*)+")
_IN_TEMPLATE = re.compile(r"""{%\s*clause\s+["']([^"']+)["']\s*%}|{#\s*clause:\s*([^#]+?)\s*#}""")
_WORTH_PARSING = re.compile(rf"\[{CLAUSE_ID}\]|[\"']{CLAUSE_ID}[\"']|\.clause\(")

Definition = ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """A place that names a clause: file below the project, the function or template, and the line."""

    path: str
    name: str
    line: int

    def __str__(self) -> str:
        return f"{self.path}:{self.line} {self.name}".rstrip()

    @property
    def dotted(self) -> str:
        """``cpd.rules.closing.spans_of`` for Python, the path below ``templates/`` for a template."""
        if not self.path.endswith(".py"):
            return self.path.rpartition("templates/")[2]
        module = self.path.removesuffix(".py").removesuffix("/__init__").replace("/", ".")
        return f"{module}.{self.name}".rstrip(".")


@dataclass(slots=True)
class Uses:
    """The places of one clause. ``cited`` holds plain mentions, such as the clause of a refusal."""

    code: list[Place] = field(default_factory=list)
    tests: list[Place] = field(default_factory=list)
    screens: list[Place] = field(default_factory=list)
    cited: list[Place] = field(default_factory=list)


Trace = dict[str, Uses]


@cache
def of_project() -> Trace:
    """The trace of the portal's own source, read once per process."""
    return scan(PROJECT)


def scan(root: Path) -> Trace:
    """Reads sources, tests and templates below ``root``; clauses that are named nowhere have no entry."""
    trace: Trace = {}
    for path in _files(root, SOURCES, "*.py"):
        _add_source(trace, path, root)
    for path in _files(root, ("tests",), "*.py"):
        _add_tests(trace, path, root)
    for path in [*_files(root, ("templates",), "*"), *_files(root, SOURCES, "templates/**/*")]:
        if path != root / GALLERY:
            _add_template(trace, path, root)
    return trace


def _files(root: Path, folders: tuple[str, ...], pattern: str) -> list[Path]:
    found = (path for folder in folders for path in (root / folder).rglob(pattern))
    return sorted(path for path in found if path.is_file() and "migrations" not in path.parts)


def _add_source(trace: Trace, path: Path, root: Path) -> None:
    for node, owner in _nodes(path):
        if isinstance(node, Definition):
            for clause in _opening_clauses(ast.get_docstring(node) or ""):
                _uses(trace, clause).code.append(_place(path, root, owner, node.lineno))
        elif isinstance(node, ast.Constant) and isinstance(node.value, str) and _ID.fullmatch(node.value):
            _uses(trace, node.value).cited.append(_place(path, root, owner, node.lineno))


def _add_tests(trace: Trace, path: Path, root: Path) -> None:
    for node, owner in _nodes(path):
        if isinstance(node, ast.Call) and _is_clause_mark(node.func):
            for argument in node.args:
                if isinstance(argument, ast.Constant) and isinstance(argument.value, str):
                    _uses(trace, argument.value).tests.append(_place(path, root, owner, node.lineno))


def _add_template(trace: Trace, path: Path, root: Path) -> None:
    try:
        text = path.read_text(encoding="utf-8")
    except UnicodeDecodeError:
        return
    for match in _IN_TEMPLATE.finditer(text):
        line = text.count("\n", 0, match.start()) + 1
        for clause in re.split(r"[,\s]+", match[1] or match[2]):
            _uses(trace, clause).screens.append(_place(path, root, "", line))


def _nodes(path: Path) -> Iterator[tuple[ast.AST, str]]:
    """Every node of a file that could name a clause, with the dotted name of the definition around it."""
    text = path.read_text(encoding="utf-8")
    lines = [number for number, line in enumerate(text.splitlines(), 1) if _WORTH_PARSING.search(line)]
    if lines:
        yield from _walk(ast.parse(text, filename=str(path)), "", lines)


def _walk(node: ast.AST, owner: str, lines: list[int]) -> Iterator[tuple[ast.AST, str]]:
    if isinstance(node, Definition):
        owner = f"{owner}.{node.name}".lstrip(".")
    yield node, owner
    for child in ast.iter_child_nodes(node):
        if _spans(child, lines):
            yield from _walk(child, owner, lines)


def _spans(node: ast.AST, lines: list[int]) -> bool:
    """Whether one of these lines is within a node: most of a file names no clause and is passed over."""
    first, last = getattr(node, "lineno", None), getattr(node, "end_lineno", None)
    if first is None or last is None:
        return True
    if decorators := getattr(node, "decorator_list", None):
        first = decorators[0].lineno
    place = bisect_left(lines, first)
    return place < len(lines) and lines[place] <= last


def _opening_clauses(docstring: str) -> list[str]:
    opening = _OPENING.match(docstring)
    return _ID.findall(opening[0]) if opening else []


def _is_clause_mark(function: ast.expr) -> bool:
    """Whether a call is of ``pytest.mark.clause`` or ``mark.clause``."""
    return ast.unparse(function).endswith("mark.clause")


def _place(path: Path, root: Path, name: str, line: int) -> Place:
    return Place(path.relative_to(root).as_posix(), name, line)


def _uses(trace: Trace, clause: str) -> Uses:
    return trace.setdefault(clause, Uses())
