"""Publishing versions: the next one from a day on, whole or not at all; and closures in the administration."""

from __future__ import annotations

import copy
from datetime import date, timedelta

import pytest
from django.urls import reverse

from applications.models import CalendarDay, Closure, PathwayVersion
from applications.queries.beginning import version_of
from applications.services import beginning, pathways
from cilexportal.foundation import london
from cilexportal.foundation.rulebook.refusal import Refused
from members.enums import Role
from tests import factories as people
from tests.applications import factories
from tests.applications.second_pathway import DOCUMENT
from tests.applications.test_services_beginning import NO

pytestmark = pytest.mark.django_db
NEXT = date(2027, 1, 1)


def changed(**fields) -> dict:
    return {**copy.deepcopy(factories.version().document), "version": 2, "from_date": NEXT.isoformat(), **fields}


@pytest.fixture
def administrator():
    return people.staff(Role.ADMINISTRATOR)


@pytest.mark.clause("HB-11")
def test_a_version_ends_the_one_before_it_and_applications_keep_theirs(user, administrator) -> None:
    mine = beginning.begin(user=user, pathway="immigration", answers=NO, at=factories.NOON)
    made = pathways.publish(document=changed(title="Another title"), by=administrator, at=factories.NOON)
    assert version_of("immigration", today=NEXT - timedelta(days=1)).version == 1
    assert version_of("immigration", today=NEXT) == made
    assert PathwayVersion.objects.get(pathway="immigration", version=1).until_date == NEXT
    mine.refresh_from_db()
    assert mine.version.version == 1
    assert made.pathway.title == "Another title"


def test_a_new_pathway_is_published_by_its_document(administrator) -> None:
    document = {**DOCUMENT, "from_date": date(2026, 12, 1)}
    made = pathways.publish(document=document, by=administrator, at=factories.NOON)
    assert (made.pathway_id, made.from_date, made.document["from_date"]) == (
        "lighthouses",
        date(2026, 12, 1),
        "2026-12-01",
    )


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"version": 3}, "The next version is 2"),
        ({"from_date": "2026-11-19"}, "today or later"),
        ({"hours": {}}, "missing"),
        ({"step": "none"}, "cannot be read"),
        ({"from_date": "soon"}, "cannot be read"),
    ],
)
@pytest.mark.clause("HB-11")
def test_a_faulty_document_is_refused_in_words(administrator, fields, sentence) -> None:
    with pytest.raises(Refused, match=sentence):
        pathways.publish(document=changed(**fields), by=administrator, at=factories.NOON)
    assert PathwayVersion.objects.count() == 1


def test_an_administrator_pastes_toml_and_reads_its_faults(administrator) -> None:
    client = people.signed_in(administrator, recently=True)
    add = reverse("admin:applications_pathwayversion_add")
    page = client.post(add, {"toml": "code = "})
    assert page.status_code == 200
    assert "This is not TOML" in page.content.decode()
    page = client.post(add, {"toml": 'code = "x"'})
    assert "is missing" in page.content.decode()
    assert "code = &quot;x&quot;" in page.content.decode()
    assert PathwayVersion.objects.count() == 1


def test_an_administrator_publishes_and_nobody_changes_what_was_published(administrator, immigration) -> None:
    from tests.applications.conftest import FILE

    first = london.today() + timedelta(days=1)
    text = FILE.read_text().replace("version = 1\nfrom_date = 2025-10-01", f"version = 2\nfrom_date = {first}")
    client = people.signed_in(administrator, recently=True)
    assert client.post(reverse("admin:applications_pathwayversion_add"), {"toml": text}).status_code == 302
    made = PathwayVersion.objects.get(version=2)
    assert made.from_date == first
    page = client.get(reverse("admin:applications_pathwayversion_change", args=[made.pk]))
    assert page.status_code == 200
    assert b'name="_save"' not in page.content


@pytest.mark.clause("HB-26")
def test_a_closure_takes_its_working_days_out_of_the_calendar(administrator) -> None:
    client = people.signed_in(administrator, recently=True)
    first = london.today() + timedelta(days=10)
    while first.weekday() != 1:
        first += timedelta(days=1)
    before, last = first - timedelta(days=1), first + timedelta(days=1)
    was = dict(CalendarDay.objects.values_list("day", "number"))
    sent = {"name": "Moving house", "from_date": first.isoformat(), "until_date": last.isoformat()}
    typo = {**sent, "until_date": last.replace(year=9999).isoformat()}
    refused = client.post(reverse("admin:applications_closure_add"), typo).content.decode()
    assert "closed for at most 60 at once: check the years" in refused
    assert not Closure.objects.exists()
    assert client.post(reverse("admin:applications_closure_add"), sent).status_code == 302
    now = dict(CalendarDay.objects.values_list("day", "number"))
    assert was[last] - was[before] == 2
    assert now[last] - now[before] == 0
