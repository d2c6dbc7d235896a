from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import transaction

from cilexportal.foundation import london
from cilexportal.foundation.documents import tasks
from cilexportal.foundation.documents.models import Document, DocumentState
from cilexportal.foundation.documents.strays import throw_strays_away
from tests import factories

pytestmark = pytest.mark.django_db
IN_TWO_DAYS = timedelta(days=2)


@pytest.fixture(autouse=True)
def own_store(settings, tmp_path) -> None:
    """A store without what other tests have left."""
    here = {"BACKEND": "django.core.files.storage.FileSystemStorage", "OPTIONS": {"location": tmp_path}}
    settings.STORAGES = {**settings.STORAGES, "default": here}


def test_a_file_whose_form_was_undone_goes_after_a_day_and_no_other(receive) -> None:
    at = london.now()
    waiting = receive("a.pdf", b"%PDF-1.7")
    with transaction.atomic():
        undone = receive("a.pdf", b"%PDF-1.7")
        transaction.set_rollback(True)
    checked = factories.DocumentFactory()
    name = f"documents/{checked.uuid.hex[:2]}/{checked.uuid}"
    default_storage.save(name, ContentFile(b"cleaned"))
    clean = {"state": DocumentState.CLEAN, "checked_at": at, "clean_sha256": "x", "clean_size": 7}
    Document.objects.filter(pk=checked.pk).update(file=name, **clean)
    assert throw_strays_away(at=at) == 0
    assert throw_strays_away(at=at + IN_TWO_DAYS) == 1
    assert not default_storage.exists(undone.file.name)
    assert default_storage.exists(waiting.file.name)
    assert default_storage.exists(name)


def test_an_empty_store_has_no_strays() -> None:
    assert tasks.throw_strays_away() == 0
