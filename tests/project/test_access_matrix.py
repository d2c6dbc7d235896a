"""The access matrix, asked in full: every route, every method, as everybody, on own things and on those of others."""

from __future__ import annotations

import logging
import sys
from collections.abc import Callable, Iterator
from contextlib import nullcontext
from copy import copy, deepcopy
from dataclasses import dataclass, field
from datetime import datetime
from functools import partial
from http.cookies import SimpleCookie
from typing import Any

import pytest
from allauth.account.auth_backends import AuthenticationBackend
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.utils import encrypt
from django.contrib.sessions.backends.db import SessionStore
from django.db import transaction
from django.http import HttpResponse
from django.test import RequestFactory
from django.test.client import ClientHandler

from cilexportal.foundation import london
from members import access, doors
from members.access import ANONYMOUS, Row, Verdict, matrix
from members.enums import STAFF_ROLES, Role
from members.models import User
from members.routes import Route, routes
from tests import factories
from tests.project import objects

METHODS = ("GET", "HEAD", "POST", "PUT", "DELETE")
# So that several workers can share the questions.
PARTS = 6
DENIED = (401, 403, 404, 405)
# Says 503 where no worker and no queue run, as here.
UNHEALTHY = {"health:ready"}
SIGN_IN = "/account/login/?next="
pytestmark = pytest.mark.django_db


class Browser(RequestFactory):
    """Sends requests with the cookies of one person, and keeps neither templates nor new cookies, as a client would."""

    def __init__(self, handler: ClientHandler, cookies: SimpleCookie) -> None:
        super().__init__()
        self.handler = handler
        self.cookies = cookies

    def request(self, **request: Any) -> HttpResponse:
        return self.handler(self._base_environ(**request))


@dataclass
class People:
    """One person of every role, each with the cookies of their session, and a stranger who owns things of others."""

    users: dict[str, User] = field(default_factory=dict)
    cookies: dict[str, SimpleCookie] = field(default_factory=dict)
    # What signing in wrote, by the key of the session and the id of the account.
    sessions: dict[str | None, dict[str, Any]] = field(default_factory=dict)
    accounts: dict[int, User] = field(default_factory=dict)
    # One for all: another would set every middleware up anew, thousands of times.
    handler: ClientHandler = field(default_factory=partial(ClientHandler, enforce_csrf_checks=False))

    def add(self, role: str, user: User) -> None:
        secret = {"secret": encrypt("A" * 32)}
        Authenticator.objects.get_or_create(user=user, type=Authenticator.Type.TOTP, defaults={"data": secret})
        RecoveryCodes.activate(user)
        client = factories.signed_in(user, recently=True)
        self.users[role], self.cookies[role] = user, client.cookies
        self.sessions[client.session.session_key] = dict(client.session.items())
        self.accounts[user.pk] = User.objects.get(pk=user.pk)
        assert self.accounts[user.pk].roles, "asked for now, the roles are known from now on"

    def client(self, role: str) -> Browser:
        cookies = self.cookies.get(role)
        return Browser(self.handler, SimpleCookie(cookies.output(header="", sep=";") if cookies else ""))

    def are_read_once(self, monkeypatch: pytest.MonkeyPatch) -> None:
        """Each question begins from session and account as signing in left them, without asking the database again."""
        load, get_user = SessionStore.load, AuthenticationBackend.get_user

        def session(store: SessionStore) -> dict[str, Any]:
            known = self.sessions.get(store.session_key)
            return load(store) if known is None else deepcopy(known)

        def account(backend: AuthenticationBackend, user_id: int) -> User | None:
            known = self.accounts.get(int(user_id))
            return get_user(backend, user_id) if known is None else copy(known)

        monkeypatch.setattr(SessionStore, "load", session)
        monkeypatch.setattr(AuthenticationBackend, "get_user", account)


@pytest.fixture
def people(db: None, at: Callable[[datetime], None], monkeypatch: pytest.MonkeyPatch) -> Iterator[People]:
    """The clock stands still, so that no session has to note that a second has gone by."""
    at(london.now())
    everybody = People()
    everybody.add(Role.APPLICANT.value, factories.UserFactory())
    member = factories.MemberFactory()
    objects.close_a_year(member)
    everybody.add(Role.MEMBER.value, member.user)
    for role in sorted(STAFF_ROLES):
        everybody.add(str(role), factories.staff(role))
    everybody.users["stranger"] = factories.MemberFactory().user
    everybody.are_read_once(monkeypatch)
    # Most answers are refusals, and each would be logged as one.
    logging.disable(logging.WARNING)
    yield everybody
    logging.disable(logging.NOTSET)


@dataclass(frozen=True)
class Cell:
    """Who asks a route, and whether the thing it names is theirs ("own"), a stranger's ("other"), or nobody's."""

    role: str
    relation: str


@dataclass
class Asked:
    """How many questions were asked, and which answers were not as declared."""

    count: int = 0
    mismatches: list[str] = field(default_factory=list)


def cells(row: Row) -> Iterator[Cell]:
    """Everybody; where things have owners everybody twice, as the owner and as another."""
    for role in access.ROLES:
        for relation in ("own", "other") if row.relation == "own" and role != ANONYMOUS else ("none",):
            yield Cell(role, relation)


def questions(asked: list[Route]) -> int:
    """How many cells these routes have: methods times people, twice where things have owners."""
    return sum(len(METHODS) * len(list(cells(row_of(route)))) for route in asked)


def row_of(route: Route) -> Row:
    """The row of a route, which has one."""
    row = matrix().row(route.name)
    assert row is not None, route
    return row


def ask_route(route: Route, people: People, asked: Asked) -> None:
    """Asks every cell of a route with every method, and takes everything back."""
    row = row_of(route)
    with transaction.atomic():
        path = objects.address(route.name, route.address, people.users["stranger"])
        for cell in cells(row):
            ask(route, row, cell, path, people, asked)
        transaction.set_rollback(True)


def ask(route: Route, row: Row, cell: Cell, path: str, people: People, asked: Asked) -> None:
    """Asks one cell with every method. Only what is allowed can leave traces, and only that is taken back."""
    user = people.users.get(cell.role)
    roles = user.roles if user else frozenset()
    if cell.relation == "own" and user:
        path = objects.address(route.name, route.address, user)
    for method in METHODS:
        asked.count += 1
        verdict = row.verdict(method, roles)
        if verdict is Verdict.ALLOW and cell.relation == "other":
            verdict = Verdict.HIDDEN
        with transaction.atomic() if row.verdict(method, roles) is Verdict.ALLOW else nullcontext():
            answer = send(people.client(cell.role), method, path, user, objects.BODIES.get(route.name, {}))
            if verdict is Verdict.ALLOW:
                transaction.set_rollback(True)
        if not agrees(answer, verdict, route):
            line = f"{method} {path} as {cell.role} ({cell.relation}): {verdict.value} is {answer.status_code}"
            asked.mismatches.append(line)


def send(client: Browser, method: str, path: str, user: User | None, body: dict[str, str]) -> HttpResponse:
    """One real request, with the person's form key where a form or a script would send it."""
    key = factories.once(user) if user else {}
    if method == "POST":
        answer = client.post(path, {**body, **key})
    else:
        typed = "" if method in ("GET", "HEAD") else '{"version": 0, "fields": {}}'
        answer = client.generic(method, path, typed, "application/json", headers={"X-Once": key.get("once", "")})
    if answer.streaming:
        b"".join(answer.streaming_content)
    return answer


def agrees(answer: HttpResponse, verdict: Verdict, route: Route) -> bool:
    """Whether the portal did what the matrix says."""
    asks_to_sign_in = answer.status_code == 302 and answer["Location"].startswith(SIGN_IN)
    match verdict:
        case Verdict.SIGN_IN:
            return asks_to_sign_in
        case Verdict.HIDDEN:
            return answer.status_code == 404
        case Verdict.FORBIDDEN:
            return answer.status_code == 403
        case Verdict.WRONG_METHOD:
            return answer.status_code == 405
    works = answer.status_code < 500 or (answer.status_code == 503 and route.name in UNHEALTHY)
    return works and answer.status_code not in DENIED and not asks_to_sign_in


def test_every_route_has_a_row() -> None:
    assert [route for route in routes() if matrix().row(route.name) is None] == []


def test_every_row_has_a_route() -> None:
    names = {route.name for route in routes()}
    for name, row in matrix().rows.items():
        found = any(route.startswith(name[:-1]) for route in names) if name.endswith("*") else name in names
        assert found or row.mode, name


@pytest.mark.parametrize("part", range(PARTS))
def test_every_cell_answers_as_declared(people: People, part: int) -> None:
    asked = Asked()
    for route in routes()[part::PARTS]:
        ask_route(route, people, asked)
    assert not asked.mismatches, "\n".join(asked.mismatches)
    assert asked.count == questions(routes()[part::PARTS])


def test_nothing_is_left_out(capsys: pytest.CaptureFixture[str]) -> None:
    total = questions(routes())
    assert total == sum(questions(routes()[part::PARTS]) for part in range(PARTS))
    with capsys.disabled():
        sys.stdout.write(f"\naccess matrix: {total:,} cells\n")


def test_with_the_door_open_the_same_questions_find_it(people: People, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(doors.AccessMatrixMiddleware, "process_view", lambda *args: None)
    asked = Asked()
    ask_route(named("guidance:feedback_desk"), people, asked)
    assert any("GET /desk/feedback/ as applicant (none): not found is 200" in line for line in asked.mismatches)


def test_a_thing_shown_to_somebody_else_would_be_found(people: People) -> None:
    asked, letter = Asked(), named("letters:letter")
    row = row_of(letter)
    shown = objects.address(letter.name, letter.address, people.users[Role.APPLICANT])
    ask(letter, row, Cell(Role.APPLICANT, "other"), shown, people, asked)
    assert [line.split()[0] for line in asked.mismatches] == ["GET", "HEAD"]


def named(name: str) -> Route:
    """The route of this name."""
    return next(route for route in routes() if route.name == name)
