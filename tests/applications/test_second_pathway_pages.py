"""A pathway that nobody has written code for is begun, filled and submitted on the same pages [HB-11]."""

from __future__ import annotations

import re
import uuid
from datetime import date

import pytest
from django.test import Client

from applications.enums import Stage, Whose
from applications.models import Application, Case, Pathway, PathwayVersion, ReferenceAsked
from tests import factories as people
from tests.applications.referring import NOW, SUPERVISOR, enter, link_of, sign, version_in
from tests.applications.second_pathway import DOCUMENT

pytestmark = [pytest.mark.django_db, pytest.mark.clause("HB-11")]
ROLE = {
    "title": "Keeper", "employer": "The Rock", "kind": "employed", "weekly_hours": "2", "tasks": ["lamp"],
    "description": "Lit it.", "supervisor_name": "Mary Somerville", "supervisor_email": SUPERVISOR,
    "from_date_day": "1", "from_date_month": "6", "from_date_year": "2026", "do": "save", "seen": "",
}  # fmt: skip
ANSWERS = {
    "person": {"person_kind": "keeper"},
    "body": {"regulator": "The Sea", "number": "7", "position": "Keeper"},
    "since": {"from_date_day": "1", "from_date_month": "6", "from_date_year": "2026"},
    "wakefulness": {"words": "All night."},
}


class Pages:
    """A browser of somebody who posts the forms that pages show them."""

    def __init__(self, user, client: Client) -> None:
        self.user, self.client = user, client

    def read(self, path: str) -> str:
        answer = self.client.get(path)
        assert answer.status_code == 200, path
        return answer.content.decode()

    def send(self, path: str, fields: dict[str, object]) -> str:
        revision = re.search(r'name="revision" value="(\d+)"', self.read(path))
        seen = {"revision": revision[1]} if revision else {}
        answer = self.client.post(path, {**seen, **fields, **people.once(self.user)})
        assert answer.status_code == 302, answer.content.decode()
        return str(answer.url)


def test_it_is_begun_filled_and_submitted_on_the_same_pages(at, sign_in, user) -> None:
    at(NOW)
    pathway = Pathway.objects.create(code="lighthouses", title="Keeper of Lighthouses")
    PathwayVersion.objects.create(pathway=pathway, version=1, from_date=date(2026, 1, 1), document=DOCUMENT)
    pages = Pages(user, sign_in(user))
    assert "Keeper of Lighthouses" in pages.read("/applications/")
    own = pages.send("/applications/lighthouses/begin/", {"seen": ""})
    made = Application.objects.get(user=user)
    assert (own, made.reference[:3]) == (f"/applications/{made.uuid}/", "LH-")
    steps = pages.read(own)
    assert "Watches" in steps
    assert "Technical knowledge" not in steps
    assert "Plan with your supervisor" not in steps, "it has no outcomes to plan"
    assert pages.client.get(f"{own}knowledge/").status_code == pages.client.get(f"{own}plan/").status_code == 404

    assert "Lighting the lamp" in pages.read(f"{own}hours/roles/{uuid.uuid4()}/")
    pages.send(f"{own}hours/roles/{uuid.uuid4()}/", ROLE)
    assert "50 of 100 hours" in pages.read(f"{own}hours/")
    case = Case.objects.get(application=made, step="watch")
    role = case.roles.get()
    asking = {"roles": [str(role.uuid)], "name": "Mary Somerville", "email": SUPERVISOR}
    pages.send(f"{own}watch/references/ask/", asking)

    supervisor = enter(link_of(ReferenceAsked.objects.get()))
    for page, said in ANSWERS.items():
        shown = supervisor.get(f"/reference/r/{page}/").content.decode()
        assert supervisor.post(f"/reference/r/{page}/", {**said, "version": version_in(shown)}).status_code == 302
    assert "Do they stay awake?" in supervisor.get("/reference/r/check/").content.decode()
    assert sign(supervisor).status_code == 302

    assert "The fee is" not in pages.read(f"{own}watch/submit/"), "this step asks for none"
    pages.send(f"{own}watch/submit/", {})
    case.refresh_from_db()
    assert (case.stage, case.whose, case.target_days) == (Stage.ASSESSMENT, Whose.OFFICER, 5)
    assert case.submissions.get().content["roles"][0]["title"] == "Keeper"
    officer = people.staff("regulation_officer")
    desk = Pages(officer, sign_in(officer))
    assert "Watches" in desk.read(f"/desk/applications/{case.uuid}/")
    assert "The nights" in desk.read(f"/desk/applications/{case.uuid}/sections/nights/")
