"""How a row of the access matrix is read, and what it answers."""

from __future__ import annotations

from pathlib import Path

import pytest

from members.access import MatrixFault, Verdict, load
from members.enums import STAFF_ROLES

NOBODY: frozenset[str] = frozenset()
MEMBER = frozenset({"member", "applicant"})


@pytest.fixture
def matrix(tmp_path: Path):
    """`matrix(rows)` reads a matrix of one section."""

    def read(rows: str):
        file = tmp_path / "authz.toml"
        file.write_text(f"[section]\n{rows}\n")
        return load(file)

    return read


@pytest.mark.parametrize(
    ("cells", "method", "roles", "verdict"),
    [
        ('get = ["anonymous"]', "GET", NOBODY, Verdict.ALLOW),
        ('get = ["anonymous"]', "GET", MEMBER, Verdict.ALLOW),
        ('get = ["anonymous"]', "HEAD", NOBODY, Verdict.ALLOW),
        ('get = ["anonymous"]', "POST", NOBODY, Verdict.WRONG_METHOD),
        ('get = ["anonymous"]', "OPTIONS", MEMBER, Verdict.WRONG_METHOD),
        ('get = ["member"]', "GET", NOBODY, Verdict.SIGN_IN),
        ('get = ["member"]', "GET", MEMBER, Verdict.ALLOW),
        ('get = ["member"]', "GET", frozenset({"applicant"}), Verdict.HIDDEN),
        ('get = ["member"], secret = false', "GET", frozenset({"applicant"}), Verdict.FORBIDDEN),
        ("get = []", "GET", NOBODY, Verdict.HIDDEN),
        ("get = []", "GET", frozenset({"administrator"}), Verdict.HIDDEN),
        ('put = ["member"]', "PUT", MEMBER, Verdict.ALLOW),
    ],
)
def test_a_row_answers(matrix, cells: str, method: str, roles: frozenset[str], verdict: Verdict) -> None:
    row = matrix(f'"page" = {{ {cells} }}').row("page")
    assert row.verdict(method, roles) is verdict


def test_staff_stands_for_every_staff_role(matrix) -> None:
    row = matrix('"page" = { get = ["staff"] }').row("page")
    assert row.methods["GET"] == {str(role) for role in STAFF_ROLES}


def test_a_family_serves_what_has_no_row_of_its_own(matrix) -> None:
    found = matrix('"admin:*" = { get = ["administrator"] }\n"admin:index" = { get = ["finance"] }')
    assert found.row("admin:index").methods["GET"] == {"finance"}
    assert found.row("admin:other").methods["GET"] == {"administrator"}
    assert found.row("other") is None


@pytest.mark.parametrize(
    "row",
    [
        '"page" = { get = ["membre"] }',
        '"page" = { delete = ["member"] }',
        '"page" = { relation = "own" }',
        '"page" = { get = ["member"], relation = "mine" }',
        '"page" = { get = ["member"], idle = "maybe" }',
    ],
)
def test_a_row_that_cannot_be_meant_is_refused(matrix, row: str) -> None:
    with pytest.raises(MatrixFault):
        matrix(row)


def test_a_route_has_one_row(tmp_path: Path) -> None:
    file = tmp_path / "authz.toml"
    file.write_text('[a]\n"page" = { get = [] }\n[b]\n"page" = { get = ["anonymous"] }')
    with pytest.raises(MatrixFault, match="two rows"):
        load(file)
