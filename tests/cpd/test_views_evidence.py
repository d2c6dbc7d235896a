"""Documents of a record, sent with the form or by its script."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from cpd.models import CpdYear, Evidence, Record
from members.models import Member
from tests import factories
from tests.cpd.conftest import CLOSES, MAY, Browser, counting

PNG = (
    b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x00\x01\x00\x00\x00\x01\x08\x06\x00\x00\x00\x1f\x15\xc4\x89"
    b"\x00\x00\x00\rIDATx\x9cc\xf8\xcf\xc0\xf0\x1f\x00\x05\x00\x01\xff\x89\x99=\x1d\x00\x00\x00\x00IEND\xaeB`\x82"
)


@pytest.mark.clause("REC-19")
def test_files_come_with_the_form_and_can_be_removed(browser: Browser, fields: dict[str, Any]) -> None:
    page = browser.open("/cpd/records/new/")
    upload = SimpleUploadedFile("attended.png", PNG, content_type="image/png")
    browser.send(page, do="save", files=upload, **fields)
    evidence = Evidence.objects.get()
    url = f"/cpd/records/{evidence.record.uuid}/"
    page = browser.open(url)
    assert "attended.png" in page
    assert "Being checked" in page
    assert browser.client.get(f"{url}evidence/{evidence.pk}/").status_code == 404
    browser.send(browser.open(f"{url}edit/"), f"{url}evidence/{evidence.pk}/remove/")
    assert "attended.png" not in browser.open(url)
    assert Evidence.objects.get().removed_at == MAY


@pytest.mark.clause("REC-19")
def test_a_file_that_is_not_taken_is_named_and_the_record_is_saved(browser: Browser, fields: dict[str, Any]) -> None:
    page = browser.open("/cpd/records/new/")
    upload = SimpleUploadedFile("notes.exe", b"MZ not a document", content_type="application/pdf")
    answer = browser.send(page, do="save", files=upload, **fields)
    assert "notes.exe was not added." in browser.open(answer["Location"])
    assert Record.objects.get().complete_at == MAY
    assert not Evidence.objects.exists()


@pytest.mark.clause("REC-19")
def test_the_forms_script_sends_files_at_once_and_an_eleventh_is_refused(browser: Browser) -> None:
    name = uuid.uuid4()
    url = f"/cpd/records/{name}/evidence/?year=2025-26"
    for number in range(10):
        upload = SimpleUploadedFile(f"paper{number}.png", PNG)
        assert browser.client.post(url, {"files": upload}).json()["state"] == "waiting"
    answer = browser.client.post(url, {"files": SimpleUploadedFile("eleventh.png", PNG)})
    assert answer.status_code == 422
    assert "10 files" in answer.json()["sentence"]
    assert browser.client.post(url).status_code == 422
    assert Evidence.objects.filter(record__uuid=name).count() == 10


@pytest.mark.clause("REC-19", "REC-17")
def test_eleven_files_in_one_form_lose_neither_the_text_nor_the_ten(browser: Browser, fields: dict[str, Any]) -> None:
    page = browser.open("/cpd/records/new/")
    uploads = [SimpleUploadedFile(f"paper{number}.png", PNG) for number in range(1, 12)]
    answer = browser.send(page, do="save", files=uploads, **fields)
    page = browser.open(answer["Location"])
    assert "paper11.png was not added. A record takes 10 files." in page
    assert "Where a statement ends" in page
    assert Record.objects.get().complete_at == MAY
    assert Evidence.objects.count() == 10


@pytest.mark.clause("REC-19")
def test_a_file_that_is_not_on_the_record_is_not_there_to_be_removed(
    browser: Browser, ada: Member, year: CpdYear
) -> None:
    document = factories.DocumentFactory(owner=ada.user)
    elsewhere = Evidence.objects.create(record=counting(ada, year), document=document)
    url = f"/cpd/records/{counting(ada, year).uuid}/evidence/{elsewhere.pk}/remove/"
    assert browser.client.post(url, factories.once(ada.user)).status_code == 404
    assert Evidence.objects.get().removed_at is None


@pytest.mark.clause("REC-19", "REC-10", "CPD-10")
def test_a_closed_year_or_a_deleted_record_takes_no_files_and_keeps_those_it_has(
    browser: Browser, ada: Member, year: CpdYear, at: Callable
) -> None:
    gone, closed = counting(ada, year, deleted_at=MAY), counting(ada, year)
    document = factories.DocumentFactory(owner=ada.user)
    evidence = Evidence.objects.create(record=closed, document=document)
    refused = browser.client.post(f"/cpd/records/{gone.uuid}/evidence/", {"files": SimpleUploadedFile("a.png", PNG)})
    assert refused.status_code == 422
    browser.come_back(CLOSES)
    refused = browser.client.post(f"/cpd/records/{closed.uuid}/evidence/", {"files": SimpleUploadedFile("a.png", PNG)})
    assert refused.status_code == 422
    sent = factories.once(ada.user)
    browser.client.post(f"/cpd/records/{closed.uuid}/evidence/{evidence.pk}/remove/", sent)
    assert Evidence.objects.get().removed_at is None
