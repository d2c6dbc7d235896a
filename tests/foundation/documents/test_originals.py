"""Evidence as it was received is kept sealed beside its clean copy, and opened before two officers only."""

from __future__ import annotations

import io
from datetime import date, timedelta
from pathlib import Path

import pytest
from cryptography.fernet import Fernet
from django.apps import apps
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import CommandError, call_command
from django.db import IntegrityError, transaction

from cilexportal.foundation import london, vault
from cilexportal.foundation.documents import checking, originals, sandbox, scanner, services, strays
from cilexportal.foundation.documents.inspection import evidence
from cilexportal.foundation.documents.inspection.finding import Unwelcome
from cilexportal.foundation.documents.models import Document, DocumentState, Original
from cilexportal.management.commands import open_original
from members.enums import Role
from members.models import RoleGrant
from people.services import uprooting
from tests import factories
from tests.foundation.documents import hostile
from tests.foundation.documents.conftest import NOW

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("own_store")]
RECEIVED = hostile.pdf(words=b"BT /F1 12 Tf 10 60 Td (A letter) Tj ET", pages=2)
PASSWORD = "correct horse battery"


@pytest.fixture
def own_store(settings, tmp_path) -> None:
    here = {"BACKEND": "django.core.files.storage.FileSystemStorage", "OPTIONS": {"location": tmp_path / "store"}}
    settings.STORAGES = {**settings.STORAGES, "default": here}


@pytest.fixture
def sealed(user, monkeypatch):
    """`sealed()` is evidence that was received and checked."""
    monkeypatch.setattr(sandbox, "inspect", lambda kind, source, copy, **_: evidence.inspect(source, copy))

    def make(*, as_evidence: bool = True) -> Document:
        upload = SimpleUploadedFile("letter.pdf", RECEIVED)
        document = services.receive(owner=user, upload=upload, at=NOW, evidence=as_evidence)
        checking.check_waiting(at=NOW, limit=1)
        document.refresh_from_db()
        return document

    return make


@pytest.fixture
def officers(monkeypatch) -> list[str]:
    monkeypatch.setattr(open_original, "getpass", lambda prompt: PASSWORD)
    found = [factories.UserFactory(), factories.UserFactory()]
    for officer in found:
        RoleGrant.objects.create(user=officer, role=Role.MEMBERSHIP_OFFICER)
        officer.set_password(PASSWORD)
        officer.save()
    return [officer.email for officer in found]


def there() -> list[str]:
    """What is stored of originals."""
    if not default_storage.exists(originals.FOLDER):
        return []
    folders = default_storage.listdir(originals.FOLDER)[0]
    return [
        f"{originals.FOLDER}/{one}/{name}" for one in folders for name in default_storage.listdir(f"originals/{one}")[1]
    ]


def written(document: Document) -> bytes:
    target = io.BytesIO()
    originals.write_out(Original.objects.get(document=document), target)
    return target.getvalue()


def open_it(document: Document, by: str, second: str, to: Path, reason: str = "Complaint 12") -> None:
    say = {"by": by, "second": second, "reason": reason, "to": str(to), "stdout": io.StringIO()}
    call_command("open_original", str(document.uuid), **say)


@pytest.mark.clause("HB-57c")
def test_evidence_is_kept_as_it_came_where_nobody_can_read_it(sealed) -> None:
    document = sealed()
    original = Original.objects.get(document=document)
    assert there() == [original.file.name]
    assert original.keep_until == date(2032, 3, 2)
    with default_storage.open(original.file.name) as file:
        assert b"PDF" not in file.read()
    with default_storage.open(document.file.name) as file:
        assert file.read() != RECEIVED
    assert written(document) == RECEIVED
    assert document.size == len(RECEIVED)


def test_a_document_that_is_no_evidence_has_no_original(sealed) -> None:
    assert sealed(as_evidence=False).state == DocumentState.CLEAN
    assert there() == []


@pytest.mark.parametrize("why", ["malware", "refused"])
def test_of_what_is_refused_nothing_is_kept(sealed, monkeypatch, why) -> None:
    def no(*_, **__):
        raise Unwelcome("No.")

    if why == "malware":
        found = type("Finds", (), {"scan": lambda self, file: "Eicar"})
        monkeypatch.setattr(scanner, "chosen", lambda: found())
    else:
        monkeypatch.setattr(sandbox, "inspect", no)
    assert sealed().state == DocumentState.REFUSED
    assert (there(), Original.objects.count()) == ([], 0)


def test_one_flipped_byte_another_key_or_another_file_is_found(sealed, settings) -> None:
    document, other = sealed(), sealed()
    name = Original.objects.get(document=document).file.name
    file = Path(default_storage.path(name))
    whole = file.read_bytes()
    file.write_bytes(whole[:-20] + bytes([whole[-20] ^ 1]) + whole[-19:])
    with pytest.raises(vault.Shut):
        written(document)
    file.write_bytes(whole)
    assert written(document) == RECEIVED, "the control"
    Document.objects.filter(pk=document.pk).update(sha256="0" * 64)
    with pytest.raises(vault.Shut, match="not what was received"):
        written(document)
    Original.objects.filter(document=document).delete()
    Original.objects.filter(document=other).update(file=name)
    with pytest.raises(vault.Shut):
        written(other)
    sealed_now = sealed()
    settings.FIELD_KEYS = [Fernet.generate_key().decode()]
    with pytest.raises(vault.Shut):
        written(sealed_now)


def test_a_worker_that_was_overtaken_leaves_no_second_original(sealed, monkeypatch) -> None:
    usual = originals.store

    def overtaken(document: Document, received: Path) -> str:
        name = usual(document, received)
        done = {"state": DocumentState.CLEAN, "checked_at": NOW, "clean_sha256": "x", "clean_size": 1}
        Document.objects.filter(pk=document.pk).update(**done)
        return name

    monkeypatch.setattr(originals, "store", overtaken)
    sealed()
    assert (there(), Original.objects.count()) == ([], 0)


def test_what_no_row_has_goes_after_a_day_and_what_is_over_on_its_day(sealed, tmp_path) -> None:
    document = sealed()
    until = Original.objects.get(document=document).keep_until
    received = tmp_path / "received"
    received.write_bytes(RECEIVED)
    stray = originals.store(document, received)
    assert strays.throw_strays_away(at=london.now()) == 0
    assert strays.throw_strays_away(at=london.now() + timedelta(days=2)) == 1
    assert stray not in there()
    assert originals.forget_over(today=until) == 0
    assert written(document) == RECEIVED
    with transaction.atomic():
        assert originals.forget_over(today=until + timedelta(days=1)) == 1
    assert Document.objects.get(pk=document.pk).state == DocumentState.CLEAN


def test_the_file_goes_once_its_row_is_certain_to_be_gone(sealed, django_capture_on_commit_callbacks) -> None:
    sealed()
    with django_capture_on_commit_callbacks(execute=True):
        originals.forget_over(today=date(2033, 1, 1))
    assert there() == []


def test_an_original_goes_with_its_document(sealed) -> None:
    gone = uprooting.uproot_free(model=Document, ids=[sealed().pk])
    assert (gone["documents.Document"], gone["documents.Original"]) == (1, 1)
    assert strays.throw_strays_away(at=london.now() + timedelta(days=2)) == 2
    assert there() == []


def test_two_officers_open_it_and_the_trail_says_so(sealed, officers, tmp_path) -> None:
    document, to = sealed(), tmp_path / "out.pdf"
    open_it(document, *officers, to)
    assert to.read_bytes() == RECEIVED
    assert to.stat().st_mode & 0o777 == 0o600
    open_it(document, *reversed(officers), tmp_path / "again.pdf", reason="Complaint 13")
    events = apps.get_model("documents.OriginalEvent").objects.exclude(opened_at=None).order_by("pgh_id")
    said = [(event.opened_by.email, event.opened_with.email, event.opened_why) for event in events]
    assert said == [(*officers, "Complaint 12"), (*reversed(officers), "Complaint 13")]


def test_nobody_opens_it_alone_without_a_password_a_reason_or_an_office(
    sealed, officers, tmp_path, monkeypatch
) -> None:
    document, to, member = sealed(), tmp_path / "out.pdf", factories.UserFactory()
    by, second = officers
    for asked in ((by, by), (by, member.email), ("nobody@example.org", second)):
        with pytest.raises(CommandError):
            open_it(document, *asked, to)
    with pytest.raises(CommandError, match="Say why"):
        open_it(document, by, second, to, reason=" ")
    monkeypatch.setattr(open_original, "getpass", lambda prompt: PASSWORD if by in prompt else "guess")
    with pytest.raises(CommandError, match="not the password"):
        open_it(document, by, second, to)
    assert not to.exists()
    assert not Original.objects.exclude(opened_at=None).exists()
    with pytest.raises(IntegrityError), transaction.atomic():
        Original.objects.update(opened_at=NOW, opened_by=member, opened_with=member, opened_why="alone")


def test_what_does_not_open_leaves_no_file_but_a_line_in_the_trail(sealed, officers, tmp_path, settings) -> None:
    document, to = sealed(), tmp_path / "out.pdf"
    settings.FIELD_KEYS = [Fernet.generate_key().decode()]
    with pytest.raises(CommandError, match="No key opens it"):
        open_it(document, *officers, to)
    assert not to.exists()
    assert Original.objects.get(document=document).opened_why == "Complaint 12"
    to.write_text("something of theirs")
    with pytest.raises(CommandError, match="File exists"):
        open_it(document, *officers, to)
    assert to.read_text() == "something of theirs"
