"""The terms in short, and each version's authorised text."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.test import Client
from django.urls import reverse

from cilexportal.foundation import london
from cilexportal.foundation.documents.models import DocumentState
from shop.models import TermsVersion
from shop.queries import terms
from tests import factories as people

pytestmark = pytest.mark.django_db
PAGE = reverse("shop:terms")


@pytest.mark.clause("TC-1.1", "TC-1.2")
def test_anybody_reads_the_terms_in_short_with_their_clauses(client: Client) -> None:
    page = client.get(PAGE).content.decode()
    for code in ("TC-1.1", "TC-3.1", "TC-5.4", "TC-9.2.1", "TC-9.7"):
        assert f"/rules/{code}/" in page
    assert "Its text is not uploaded here yet" in page


def test_each_version_says_when_it_counts() -> None:
    first, today = TermsVersion.objects.earliest("from_date"), london.today()
    TermsVersion.objects.create(version="next", from_date=today + timedelta(days=1))
    TermsVersion.objects.create(version="now", from_date=today)
    found = {one.terms.version: one.word for one in terms.versions(today=today)}
    assert found == {"next": "To come", "now": "In force", first.version: "For earlier orders"}


def test_a_text_is_opened_once_it_has_been_checked(client: Client) -> None:
    version = TermsVersion.objects.earliest("from_date")
    address = reverse("shop:terms_file", args=[version.version])
    version.document = people.DocumentFactory(filename="terms.pdf")
    version.save()
    assert client.get(address).status_code == 404
    document = version.document
    document.file = default_storage.save("documents/terms", ContentFile(b"%PDF-1.7 terms"))
    document.state, document.clean_sha256, document.clean_size = DocumentState.CLEAN, "0" * 64, 14
    document.checked_at = document.received_at
    document.save()
    answer = client.get(address)
    assert b"".join(answer.streaming_content) == b"%PDF-1.7 terms"
    assert "attachment" in answer["Content-Disposition"]
    assert address in client.get(PAGE).content.decode()
    assert client.get(reverse("shop:terms_file", args=["none"])).status_code == 404


def test_a_version_that_no_database_can_hold_is_not_there(client: Client) -> None:
    assert client.get("/shop/terms/1%00/").status_code == 404
