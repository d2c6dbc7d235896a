"""A supervisor at work, for tests: asked, entering by the link in the letter, answering page by page."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from typing import Any

from django.core import mail
from django.test import Client

from applications.models import Case, ReferenceAsked
from applications.services import references
from cilexportal.foundation.correspondence import sending
from cilexportal.foundation.guidance.cookies import supervisors_cookie
from tests.applications import factories

NOW = datetime(2026, 11, 22, 9, tzinfo=UTC)
SUPERVISOR = "mary@firm.example"
HEADS = ("supervision", "knowledge", "independence", "competence", "suitability")
PAGES: dict[str, dict[str, str]] = {
    "person": {"person_kind": "solicitor"},
    "body": {"regulator": "Solicitors Regulation Authority", "number": "123456", "position": "Partner"},
    "since": {"from_date_day": "1", "from_date_month": "3", "from_date_year": "2025"},
    **{head: {"words": f"About {head}."} for head in HEADS},
}


def ask(case: Case | None = None, *, at: datetime = NOW, **said: Any) -> ReferenceAsked:
    """A draft's applicant asks Mary Somerville about a role."""
    case = case or factories.case()
    role = case.roles.first() or factories.role(case)
    said = {"name": "Mary Somerville", "email": SUPERVISOR, **said}
    return references.ask(
        case_id=case.pk, revision=None, roles=[role.uuid], by=said.pop("by", case.application.user), at=at, **said
    )


def link_of(asked: ReferenceAsked, *, at: datetime = NOW) -> str:
    """The address in the last letter that went to whoever is asked."""
    sending.send_due(at=at, limit=50)
    bodies = [one.body for one in mail.outbox if one.to == [asked.email] and "/reference/" in one.body]
    return re.findall(r"/reference/[\w-]+/", bodies[-1])[-1]


def enter(path: str, client: Client | None = None) -> Client:
    """A browser in which the button was pressed."""
    client = client or Client()
    answer = client.post(f"{path}open/")
    assert answer.status_code == 302, answer.content.decode()
    assert supervisors_cookie() in client.cookies
    return client


def fill(client: Client, **instead: dict[str, str]) -> None:
    """Every page answered, one after the other, with the version that each page carries."""
    for page, values in {**PAGES, **instead}.items():
        address = f"/reference/r/{page}/"
        version = version_in(client.get(address).content.decode())
        answer = client.post(address, {**values, "version": version})
        assert answer.status_code == 302, (page, answer.content.decode())


def version_in(html: str) -> str:
    """The version that the form of a page carries."""
    found = re.search(r'name="version" value="(\d+)"', html)
    assert found, html
    return found[1]


def sign(client: Client, name: str = "Mary Somerville") -> Any:
    """Presses "Sign" below the answers."""
    version = version_in(client.get("/reference/r/check/").content.decode())
    return client.post("/reference/r/sign/", {"version": version, "signed_name": name, "agreed": "on"})
