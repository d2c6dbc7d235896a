"""The archive of a case holds all of it, names what was changed, and is checked without the portal."""

from __future__ import annotations

import hashlib
import io
import json
from datetime import date
from zipfile import ZipFile

import pytest
from cryptography import x509
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import padding, rsa
from django.core.files.storage import default_storage
from django.test import Client
from django.urls import reverse

from admission.models import CaseArchive, Title
from admission.rules import figures, granting, keeping
from admission.services import exporting
from cilexportal.foundation.rulebook.refusal import Refusal
from tests import factories as people
from tests.admission.granting_world import LATER, granted
from tests.applications import factories

PAGE = b"%PDF-1.7 a test"


def exported(title: Title) -> tuple[CaseArchive, ZipFile]:
    officer = people.UserFactory(granted=["regulation_officer"])
    row, whole = exporting.export(case=title.case, organisation="A regulator", by=officer, at=LATER)
    with whole:
        return row, ZipFile(io.BytesIO(whole.read()))


def is_sealed(archive: ZipFile, manifest: bytes) -> bool:
    key = x509.load_pem_x509_certificate(archive.read("certificate.pem")).public_key()
    assert isinstance(key, rsa.RSAPublicKey)
    try:
        key.verify(archive.read("manifest.sig"), manifest, padding.PKCS1v15(), hashes.SHA256())
    except InvalidSignature:
        return False
    return True


@pytest.mark.django_db
@pytest.mark.clause("HB-28b", "HB-47")
def test_it_is_whole_and_verifies_offline() -> None:
    title = granted()
    factories.paper(title.case, clean_sha256=hashlib.sha256(PAGE).hexdigest())
    row, archive = exported(title)
    manifest = archive.read("manifest.json")
    listed = {one["name"]: one for one in json.loads(manifest)["files"]}
    wanted = {"application.json", "admission/submission-1.json", "admission/decisions.json", "titles.json"}
    assert wanted <= listed.keys()
    assert any(name.startswith("declarations/01-applicant-signed") for name in listed)
    for name, one in listed.items():
        assert hashlib.sha256(archive.read(name)).hexdigest() == one["sha256"], name
    assert is_sealed(archive, manifest)
    assert not is_sealed(archive, manifest + b" ")
    assert (row.faults, row.manifest_sha256) == (0, hashlib.sha256(manifest).hexdigest())


@pytest.mark.django_db
@pytest.mark.clause("HB-47")
def test_a_byte_that_changed_on_disk_is_named() -> None:
    title = granted()
    paper = factories.paper(title.case, clean_sha256=hashlib.sha256(PAGE).hexdigest())
    with default_storage.open(paper.document.file.name, "wb") as file:
        file.write(PAGE[:-1] + b"!")
    row, archive = exported(title)
    faults = [one["name"] for one in json.loads(archive.read("manifest.json"))["files"] if one["as_checked"] is False]
    assert row.faults == 1
    assert faults == [name for name in archive.namelist() if name.startswith("admission/papers/")]


@pytest.mark.django_db
@pytest.mark.clause("HB-28b", "HB-39a")
def test_only_an_officer_has_it_and_that_is_written_down(client: Client) -> None:
    title = granted()
    officer = people.signed_in(people.staff("regulation_officer"), recently=True)
    answer = officer.get(reverse("admission_desk:archive_file", args=[title.case.uuid]))
    assert answer.status_code == 200
    assert answer["Content-Type"] == "application/zip"
    row = CaseArchive.objects.get()
    assert (row.case, row.size) == (title.case, len(b"".join(answer.streaming_content)))
    assert "Who had it" in officer.get(reverse("admission_desk:archive", args=[title.case.uuid])).content.decode()
    client.force_login(title.user)
    assert client.get(reverse("admission_desk:archive_file", args=[title.case.uuid])).status_code == 404


@pytest.mark.django_db
@pytest.mark.clause("HB-2", "HB-7")
def test_holder_and_public_see_the_title(client: Client) -> None:
    title = granted()
    public = client.get(reverse("titles:title", args=[title.number.lower()]))
    assert title.holder in public.content.decode()
    assert client.get(reverse("titles:title", args=["AC-2026-34679ACF"])).status_code == 404
    found = client.get(reverse("titles:home"), {"words": title.holder}).content.decode()
    assert title.number in found
    assert client.get(reverse("titles:home"), {"words": title.number}).status_code == 302
    client.force_login(title.user)
    assert title.number in client.get(reverse("admission:title", args=[title.case.application.uuid])).content.decode()
    client.force_login(people.UserFactory())
    assert client.get(reverse("admission:title", args=[title.case.application.uuid])).status_code == 404


@pytest.mark.django_db
@pytest.mark.clause("HB-39a")
def test_figures_of_few_are_left_out() -> None:
    granted()
    officer = people.signed_in(people.staff("regulation_officer"), recently=True)
    page = officer.get(reverse("admission_desk:figures")).content.decode()
    assert "left out" in page


@pytest.mark.clause("HB-39a")
def test_small_numbers_are_not_told() -> None:
    assert figures.rounds([0] * 5 + [1] * 4 + [7] * 6) == {"Never": 5, "Once": None, "2 times": 0, "3 times or more": 6}
    assert [figures.share("a", met=met, not_met=5).met for met in (4, 5)] == [None, 50]
    assert figures.share("a", met=4, not_met=0).met is None
    [few] = figures.times({"A step": [1, 2, 3, 4]})
    [enough] = figures.times({"A step": [5, 1, 4, 2, 3]})
    assert (few.median, enough.median, enough.ninth) == (None, 3, 5)


def test_each_class_is_kept_for_its_years() -> None:
    found = {one.of.code: one.until for one in keeping.kept(decided_on=date(2028, 2, 29))}
    assert found["title"] is None
    assert (found["evidence"], found["decisions"]) == (date(2030, 2, 28), date(2034, 2, 28))


@pytest.mark.clause("HB-2")
def test_numbers_are_read_as_people_type_them() -> None:
    number = granting.number_of(2027, lambda signs: signs[0])
    assert granting.as_number("ac 2027 33333333") == number
    assert granting.as_number("AC-2027-3333333O") == ""


@pytest.mark.clause("CPD-16c", "HB-2")
def test_a_grade_follows_on_the_day_or_the_next() -> None:
    day = date(2026, 11, 20)
    assert granting.grade_from(today=day, held_from=date(2026, 11, 19)) == day
    assert granting.grade_from(today=day, held_from=day) == date(2026, 11, 21)
    assert [granting.grade_rises(to=100, held=held) for held in (90, 100)] == [True, False]


@pytest.mark.clause("HB-S4.1a", "HB-60", "HB-47")
def test_what_stands_against_granting() -> None:
    fine = {"ready": granting.Ready.READY, "holder": "Ada", "holds_title": False}
    assert list(granting.why_not(**fine)) == []
    assert [one.clause for one in granting.why_not(**{**fine, "ready": granting.Ready.FEE})] == ["HB-60"]
    assert [one.clause for one in granting.why_not(**{**fine, "ready": granting.Ready.SIGNATURES})] == ["HB-S4.1a"]
    assert [one.clause for one in granting.why_not(**{**fine, "ready": granting.Ready.OFFICER})] == ["HB-S4.1a"]
    changed = list(granting.why_not(**fine, changed=["note.pdf"]))
    assert changed == [Refusal("HB-47", "The file note.pdf is not what was signed for any more.")]
