"""The access matrix as a page to read: docs/access.md."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from members.access import ANONYMOUS, METHODS, STAFF, Matrix, Row, matrix
from members.enums import STAFF_ROLES, Role
from members.routes import routes

INTRODUCTION = """\
# Who may do what

Written by `python manage.py access > docs/access.md` from [authz.toml](../authz.toml). The same rows decide every
request at run time, and a test asks every route, with every method, as every role. What has no row is denied.

- *everybody* means visitors too; *anyone signed in* has an account, member or not.
- *own* things are those of the person who asks; anybody else's answer 404, as if they did not exist.
- A visitor who needs to sign in is sent there and back; a person without the role gets 404.
- Anyone with a staff role sees only the pages marked *before the second step* until they have set one up.
"""
WORDS = {ANONYMOUS: "everybody", Role.APPLICANT.value: "anyone signed in"}


def page() -> str:
    """The whole page, in Markdown."""
    addresses = {route.name: route.address for route in routes()}
    return "\n".join([INTRODUCTION, *_sections(matrix(), addresses)])


def _sections(found: Matrix, addresses: Mapping[str, str]) -> Iterator[str]:
    for title, rows in found.sections.items():
        yield f"## {title.replace('_', ' ').capitalize()}\n"
        yield "| Route | Address | Who, by method | Notes |"
        yield "|---|---|---|---|"
        yield from (_line(row, addresses) for row in rows)
        yield ""


def _line(row: Row, addresses: Mapping[str, str]) -> str:
    address = f"`{addresses[row.name]}`" if row.name in addresses and not row.mode else ""
    who = "; ".join(f"{method} {_people(row.methods[method])}" for method in METHODS if method in row.methods)
    return f"| `{row.name}` | {address} | {who} | {', '.join(_notes(row))} |"


def _people(roles: frozenset[str]) -> str:
    staff = frozenset(role.value for role in STAFF_ROLES)
    if staff <= roles:
        return STAFF
    labels = {role.value: WORDS.get(role.value, role.label) for role in Role} | WORDS
    return ", ".join(label for role, label in labels.items() if role in roles) or "nobody"


def _notes(row: Row) -> Iterator[str]:
    if row.relation == "own":
        yield "own"
    if row.idle == "ignored":
        yield "not activity"
    if not row.secret:
        yield "403 without the role"
    if row.before_second_factor:
        yield "before the second step"
    if row.mode:
        yield f"{row.mode} only"
    if row.why:
        yield row.why
