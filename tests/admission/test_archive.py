"""The archive of a case holds all of it, names what was changed, and is checked without the portal."""

from __future__ import annotations

import hashlib
import io
import json
from datetime import date, timedelta
from typing import Any
from zipfile import ZipFile

import pytest
from cryptography import x509
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import padding, rsa
from django.core.files.storage import default_storage
from django.test import Client
from django.urls import reverse

from admission.models import ArchiveAsked, ArchiveState, CaseArchive, CriterionMark, Title
from admission.queries import figures as queries
from admission.rules import figures, granting, keeping
from admission.services import archives
from admission.views import title as views
from applications.models import AgendaItem, Case, Hold, Interest, Seat
from applications.queries.facts import about
from cilexportal.foundation import london
from cilexportal.foundation.asking.models import Item, Request
from cilexportal.foundation.rulebook.refusal import Refusal, Refused
from portfolio.models import Leaving, Piece, Portfolio
from tests import factories as people
from tests.admission.granting_world import LATER, granted
from tests.applications import factories
from tests.portfolio import factories as rows

PAGE = b"%PDF-1.7 a test"


def exported(title: Title) -> tuple[CaseArchive, ZipFile]:
    asked = archives.ask(case_id=title.case_id, by=people.UserFactory(granted=["regulation_officer"]), at=LATER)
    assert archives.make_waiting(organisation="A regulator", at=LATER)
    asked.refresh_from_db()
    assert asked.made is not None
    with default_storage.open(asked.file.name) as file:
        return asked.made, ZipFile(io.BytesIO(file.read()))


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
def test_an_officer_asks_once_the_worker_makes_it_and_nobody_else_has_it(client: Client) -> None:
    title = granted()
    someone, other = people.staff("regulation_officer"), people.staff("regulation_officer")
    officer, page = people.signed_in(someone, recently=True), reverse("admission_desk:archive", args=[title.case.uuid])
    file = reverse("admission_desk:archive_file", args=[title.case.uuid])
    assert officer.get(file).status_code == 302
    assert not ArchiveAsked.objects.exists(), "looking makes nothing"
    pressed = people.once(someone)
    assert [officer.post(page, pressed).status_code for _ in range(2)] == [302, 302]
    assert officer.post(page, people.once(someone)).status_code == 302
    asked = ArchiveAsked.objects.get()
    assert "being made" in officer.get(page).content.decode()
    assert archives.make_waiting(organisation="A regulator", at=london.now())
    assert not archives.make_waiting(organisation="A regulator", at=london.now())
    answer = officer.get(file)
    assert (answer.status_code, answer["Content-Type"]) == (200, "application/zip")
    row = CaseArchive.objects.get()
    assert (row.case, row.by, row.size) == (title.case, someone, len(b"".join(answer.streaming_content)))
    assert "Download the archive" in officer.get(page).content.decode()
    assert people.signed_in(other, recently=True).get(file).status_code == 302
    client.force_login(title.user)
    assert (client.get(file).status_code, client.post(page).status_code) == (404, 404)
    asked.refresh_from_db()
    stored = asked.file.name
    assert archives.forget_old(at=asked.expires_at) == 1
    assert not default_storage.exists(stored)
    assert officer.get(file).status_code == 302
    assert CaseArchive.objects.exists(), "who had it stays written down"


@pytest.mark.django_db
@pytest.mark.clause("HB-28b")
def test_an_archive_that_cannot_be_made_is_parked_and_few_are_made_in_a_day(monkeypatch: Any) -> None:
    title, officer = granted(), people.UserFactory(granted=["regulation_officer"])
    monkeypatch.setattr(archives, "LEASE", timedelta(0))
    with monkeypatch.context() as broken:
        broken.setattr(archives.exporting, "export", None)
        asked = archives.ask(case_id=title.case_id, by=officer, at=LATER)
        for _ in range(archives.ATTEMPTS):
            assert archives.make_waiting(organisation="A regulator", at=LATER)
    asked.refresh_from_db()
    assert asked.state == ArchiveState.FAILED
    for _ in range(archives.MOST_A_DAY - 1):
        archives.ask(case_id=title.case_id, by=officer, at=LATER)
        archives.make_waiting(organisation="A regulator", at=LATER)
    with pytest.raises(Refused):
        archives.ask(case_id=title.case_id, by=officer, at=LATER)
    assert archives.ask(case_id=title.case_id, by=officer, at=LATER + timedelta(days=1)).state == ArchiveState.WAITING


@pytest.mark.django_db
@pytest.mark.clause("HB-28b", "HB-47", "HB-54")
def test_it_holds_what_was_decided_on_the_way_and_names_who_did_it() -> None:
    title, officer = granted(), people.staff("regulation_officer", full_name="Olive Officer")
    case, by = title.case, {"by": officer, "at": LATER}
    portfolio = Portfolio.objects.create(case=case.application.cases.get(kind="portfolio"), begun_at=LATER)
    supervisor = rows.supervisor(portfolio)
    Leaving.objects.create(supervisor=supervisor, last_day=date(2026, 12, 1), begun_at=LATER)
    kept, gone = rows.piece(portfolio), rows.piece(portfolio)
    Piece.objects.filter(pk=gone.pk).update(removed_at=LATER)
    Hold.objects.create(case=case, reason="other", note="It waits.", ended_at=LATER, ended_by=officer, **by)
    referral = factories.referral(case, ended_at=LATER)
    meeting = factories.meeting()
    item = AgendaItem.objects.create(meeting=meeting, referral=referral, number=1, listed_at=LATER, listed_by=officer)
    member = factories.sitter(user=people.UserFactory(full_name="Mona Member"))
    seat = Seat.objects.create(meeting=meeting, member=member, attended=True)
    Interest.objects.create(item=item, seat=seat, conflicted=False, at=LATER)
    asked = Request.objects.create(
        person=title.user, subject="Papers", about=about(case), asked_at=LATER, asked_by=officer,
        due_on=date(2026, 12, 1),
    )  # fmt: skip
    Item.objects.create(request=asked, number=1, question="Which?", answer="This.", document=rows.document(portfolio))
    _, archive = exported(title)
    names = archive.namelist()
    assert {"declarations/leavers.json", "declarations/supervisors.json", "admission/referrals.json"} <= set(names)
    assert f"evidence/{kept.uuid}.pdf" in names
    assert f"evidence/{gone.uuid}.pdf" not in names, "it was thrown away and never submitted"
    assert f"admission/answers/{asked.uuid}-1.pdf" in names
    [hold] = json.loads(archive.read("admission/holds.json"))
    assert (hold["by"], hold["note"]) == ("Olive Officer", "It waits.")
    [heard] = json.loads(archive.read("admission/meetings.json"))
    assert (heard["sat"][0]["member"], heard["interests"][0]["member"]) == ("Mona Member", "Mona Member")
    [told] = json.loads(archive.read("admission/requests.json"))
    assert (told["subject"], told["items"][0]["answer"]) == ("Papers", "This.")


@pytest.mark.django_db
@pytest.mark.clause("HB-2", "HB-7")
def test_holder_and_public_see_the_title(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    title = granted()
    public = client.get(reverse("titles:title", args=[title.number.lower()]))
    assert title.holder in public.content.decode()
    assert client.get(reverse("titles:title", args=["AC-2026-34679ACF"])).status_code == 404
    found = client.get(reverse("titles:home"), {"words": title.holder}).content.decode()
    assert title.number in found
    assert client.get(reverse("titles:home"), {"words": title.number}).status_code == 302
    with monkeypatch.context() as rarely:
        rarely.setattr(views, "MOST", 4)
        looks = [reverse("titles:home") + f"?words={title.holder}", reverse("titles:title", args=[title.number])]
        assert [client.get(one).status_code for one in looks] == [200, 429], "names and numbers count together"
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
    assert "Nothing was decided in these months" in page
    Case.objects.update(decided_at=LATER - timedelta(days=40))
    page = officer.get(reverse("admission_desk:figures")).content.decode()
    assert "figures are not shown: behind each of them stand too few people" in page
    assert "bars__picture" not in page


@pytest.mark.django_db
@pytest.mark.clause("HB-39a")
def test_figures_are_drawn_with_their_units(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(figures, "LEAST", 1)
    monkeypatch.setattr(figures, "LEAST_TIMES", 1)
    case = granted().case
    Case.objects.filter(pk=case.pk).update(decided_at=LATER - timedelta(days=40), clock_used=12)
    told = {"slot": "1.1-1", "seal": "a" * 64, "mark": "met", "by": people.UserFactory(), "at": LATER}
    CriterionMark.objects.create(case=case, submission=case.submissions.get(), outcome="1.1", letter="a", **told)
    officer = people.signed_in(people.staff("regulation_officer"), recently=True)
    page = officer.get(reverse("admission_desk:figures")).content.decode()
    for said in (
        "Final application, half of them within 12 working days; Final application, nine in ten within 12 working",
        "Never 1 application; Once 0 applications", "1.1 (a) 100 per cent.", ">100 %<",
    ):  # fmt: skip
        assert said in page


@pytest.mark.clause("HB-39a")
def test_small_numbers_are_not_told() -> None:
    assert figures.rounds([0] * 5 + [1] * 4 + [7] * 6) == {"Never": 5, "Once": None, "2 times": 0, "3 times or more": 6}
    assert [figures.share("a", met=met, not_met=5).met for met in (4, 5)] == [None, 50]
    assert figures.share("a", met=4, not_met=0).met is None
    [few] = figures.times({"A step": list(range(9))})
    [enough] = figures.times({"A step": list(range(10, 0, -1))})
    assert (few.median, few.ninth, enough.median, enough.ninth) == (None, None, 5, 9)


@pytest.mark.clause("HB-39a")
def test_months_are_whole_so_that_no_day_is_told_apart() -> None:
    for today in (date(2026, 11, 1), date(2026, 11, 30)):
        assert figures.months_before(today) == (date(2025, 11, 1), date(2026, 11, 1))


@pytest.mark.django_db
@pytest.mark.clause("HB-39a")
def test_criteria_are_counted_by_decisions_and_by_version(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(figures, "LEAST", 1)
    case, by = granted().case, people.UserFactory()
    told = {"slot": "1.1-1", "seal": "a" * 64, "mark": "met", "by": by, "at": LATER - timedelta(days=90)}
    sent = case.submissions.get()
    for letter in "ab":
        CriterionMark.objects.create(case=case, submission=sent, outcome="1.1", letter=letter, **told)
    Case.objects.filter(pk=case.pk).update(decided_at=LATER)
    month = london.date_of(LATER).replace(day=1)
    [(of, shares)] = queries.figures(today=london.add_months(month, 1)).criteria.items()
    assert of == f"{case.application.pathway.title}, version {case.application.version.version}"
    assert [(one.code, one.met) for one in shares] == [("1.1 (a)", 100), ("1.1 (b)", 100)]
    assert queries.figures(today=month).criteria == {}, "this month is not over"


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
    assert changed == [Refusal("HB-47", "The file note.pdf is not what was checked any more.")]
    assert [one.clause for one in granting.why_not(**fine, altered=["the reference"])] == ["HB-59b"]
    assert [one.clause for one in granting.why_not(**fine, reweighed=["1.1-1 (a): Met"])] == ["HB-31"]
