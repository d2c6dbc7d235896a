"""Files that arrive in parts: nothing is lost, nothing is doubled, and rows and files stay one to one."""

from __future__ import annotations

import hashlib
from datetime import timedelta

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

from applications.enums import Stage
from cilexportal.foundation.documents.models import Document
from cilexportal.foundation.rulebook.refusal import Refused
from people.services import erasing
from portfolio.models import Piece, Upload
from portfolio.services import uploads
from tests import factories as people
from tests.applications import factories as applications
from tests.applications.factories import NOON
from tests.foundation.documents import corpus
from tests.portfolio import factories

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("own_storage", "short_parts")]
FILE = corpus.pdf()
SIZE = len(FILE)
STEP = SIZE // 4 + 1


@pytest.fixture
def begun(portfolio, by) -> Upload:
    return uploads.begin(portfolio=portfolio, filename="letter.pdf", size=SIZE, by=by, at=NOON)


def send(upload: Upload, until: int = SIZE) -> Upload:
    """Sends parts from where it stopped up to this byte."""
    while upload.arrived < until:
        content = FILE[upload.arrived : min(upload.arrived + STEP, until)]
        upload = uploads.append(upload=upload, offset=upload.arrived, content=content, at=NOON)
    return upload


def stored() -> set[str]:
    """Every part in the storage."""
    try:
        folders = default_storage.listdir(uploads.FOLDER)[0]
    except FileNotFoundError:
        return set()
    inside = {one: default_storage.listdir(f"{uploads.FOLDER}/{one}")[1] for one in folders}
    return {f"{uploads.FOLDER}/{folder}/{file}" for folder, files in inside.items() for file in files}


def named() -> set[str]:
    """Every part that a row names."""
    return {part for upload in Upload.objects.all() for part in upload.parts}


@pytest.mark.clause("HB-37")
@pytest.mark.parametrize("share", [0.01, 0.5, 0.99])
def test_it_goes_on_where_it_stopped(portfolio, by, begun, share, django_capture_on_commit_callbacks):
    stopped = send(begun, int(SIZE * share))
    again = uploads.begin(portfolio=portfolio, filename="letter.pdf", size=SIZE, by=by, at=NOON)
    assert (again.pk, again.arrived) == (begun.pk, stopped.arrived)
    assert uploads.fingerprint(upload=again) == hashlib.sha256(FILE[: again.arrived]).hexdigest()
    assert stored() == named()
    with django_capture_on_commit_callbacks(execute=True):
        piece = uploads.finish(upload=send(again), by=by, at=NOON)
    with default_storage.open(piece.document.file.name) as file:
        assert file.read() == FILE
    assert (piece.title, piece.document.as_evidence) == ("letter", True)
    assert not stored()


def test_finished_twice_it_is_one_piece(begun, by):
    whole = send(begun)
    assert uploads.finish(upload=whole, by=by, at=NOON) == uploads.finish(upload=whole, by=by, at=NOON)
    assert (Piece.objects.count(), Document.objects.count()) == (1, 1)


def test_a_part_at_the_wrong_place_changes_nothing(begun):
    half = send(begun, STEP)
    for offset in (0, STEP - 1, STEP + 1):
        with pytest.raises(uploads.WrongPlace) as wrong:
            uploads.append(upload=half, offset=offset, content=b"x", at=NOON)
        assert wrong.value.arrived == STEP
    with pytest.raises(uploads.WrongPlace):  # the row moved on while the part was stored
        uploads.append(upload=begun, offset=0, content=FILE[:STEP], at=NOON)
    assert stored() == named()
    assert len(stored()) == 1


def test_no_more_arrives_than_was_said(begun):
    with pytest.raises(Refused):
        uploads.append(upload=begun, offset=0, content=FILE + b"x", at=NOON)
    assert not stored()


def test_two_files_of_one_name_and_size_are_never_mixed(portfolio, by, begun):
    half = send(begun, STEP)
    told = {"portfolio": portfolio, "filename": "letter.pdf", "size": SIZE, "by": by, "at": NOON}
    other = uploads.begin(**told, anew=True)
    assert (other.arrived, other.parts) == (0, [])
    assert not stored()
    other = uploads.append(upload=other, offset=0, content=b"x" * STEP, at=NOON)
    with pytest.raises(Upload.DoesNotExist):  # a page that still sends the first one
        uploads.append(upload=half, offset=STEP, content=FILE[STEP : 2 * STEP], at=NOON)
    with pytest.raises(uploads.WrongPlace) as wrong:
        uploads.append(upload=other, offset=0, content=FILE[:STEP], at=NOON)
    assert wrong.value.fingerprint == hashlib.sha256(b"x" * STEP).hexdigest()
    assert stored() == named()


def test_only_the_last_part_may_be_short(begun, monkeypatch):
    monkeypatch.setattr(uploads, "FEWEST_BYTES", STEP)
    with pytest.raises(Refused, match="too short"):
        uploads.append(upload=begun, offset=0, content=FILE[: STEP - 1], at=NOON)
    assert not stored()
    assert send(begun).arrived == SIZE, "the last part is shorter"


def test_a_part_of_an_upload_that_was_given_up_meanwhile_leaves_nothing(begun):
    uploads.give_up(upload=begun)
    with pytest.raises(Upload.DoesNotExist):
        uploads.append(upload=begun, offset=0, content=FILE[:STEP], at=NOON)
    assert not stored()


def test_a_file_of_which_a_part_was_lost_says_so_and_can_be_sent_anew(portfolio, by, begun):
    whole = send(begun)
    default_storage.delete(whole.parts[1])
    assert uploads.fingerprint(upload=whole) == "", "no file's, so the page begins anew"
    with pytest.raises(Refused, match="was lost"):
        uploads.finish(upload=whole, by=by, at=NOON)
    assert not stored()
    assert not Document.objects.exists()
    again = uploads.begin(portfolio=portfolio, filename="letter.pdf", size=SIZE, by=by, at=NOON)
    assert uploads.finish(upload=send(again), by=by, at=NOON).title == "letter"


def test_a_lost_part_keeps_no_other_file_from_being_swept(portfolio, by, begun, django_capture_on_commit_callbacks):
    default_storage.delete(send(begun).parts[0])
    other = uploads.begin(portfolio=portfolio, filename="other.pdf", size=SIZE, by=by, at=NOON)
    send(other)
    with django_capture_on_commit_callbacks(execute=True):
        assert uploads.sweep(at=NOON + timedelta(minutes=6)) == 1
    assert Piece.objects.get().title == "other"
    assert not stored()


@pytest.mark.clause("HB-38b")
def test_what_is_not_taken_is_gone(portfolio, by):
    mail = b"Received: from x\r\nMIME-Version: 1.0\r\n\r\nDear"
    upload = uploads.begin(portfolio=portfolio, filename="mail.pdf", size=len(mail), by=by, at=NOON)
    upload = uploads.append(upload=upload, offset=0, content=mail, at=NOON)
    with pytest.raises(Refused, match="mail program"):
        uploads.finish(upload=upload, by=by, at=NOON)
    assert not stored()
    assert not Upload.objects.exists()
    assert not Document.objects.exists()


@pytest.mark.parametrize(
    ("name", "size"), [("a.pdf", 0), ("a.pdf", 25_000_001), ("a.msg", 9)], ids=["empty", "large", "mail"]
)
def test_what_cannot_be_taken_is_refused_before_a_byte_is_sent(portfolio, by, name, size):
    with pytest.raises(Refused):
        uploads.begin(portfolio=portfolio, filename=name, size=size, by=by, at=NOON)


@pytest.mark.parametrize(
    ("sent", "kept"),
    [
        ("\u202egpj.fdp.pdf", "gpj.fdp.pdf"),
        ("C:\\Users\\ada\\a.pdf", "a.pdf"),
        ("a\x00\n\tb.pdf", "ab.pdf"),
        ("e\u0301.pdf", "é.pdf"),
        ("\u200b\ufeff", "file"),
        ("x" * 300 + ".pdf", "x" * 196 + ".pdf"),
    ],
    ids=["turns direction", "folders", "control", "joined", "nothing", "long"],
)
def test_a_name_is_kept_as_it_can_be_seen(portfolio, by, sent, kept):
    begun = uploads.begin(portfolio=portfolio, filename=sent, size=9, by=by, at=NOON)
    assert begun.filename == kept
    assert uploads.begin(portfolio=portfolio, filename=sent, size=9, by=by, at=NOON) == begun, "it goes on"


def test_a_file_of_just_the_limit_can_be_begun(portfolio, by, settings):
    """A byte more is refused above."""
    assert settings.DOCUMENT_MAX_BYTES == 25_000_000
    assert uploads.begin(portfolio=portfolio, filename="a.pdf", size=25_000_000, by=by, at=NOON).arrived == 0


def test_ten_files_are_on_their_way_at_most(portfolio, by):
    for number in range(10):
        uploads.begin(portfolio=portfolio, filename=f"{number}.pdf", size=9, by=by, at=NOON)
    with pytest.raises(Refused, match="10 files are on their way"):
        uploads.begin(portfolio=portfolio, filename="other.pdf", size=9, by=by, at=NOON)


def test_a_frozen_portfolio_takes_nothing(portfolio, by, begun):
    applications.placed(portfolio.case, Stage.ASSESSMENT)
    with pytest.raises(Refused):
        uploads.begin(portfolio=portfolio, filename="other.pdf", size=9, by=by, at=NOON)
    with pytest.raises(Refused):
        uploads.finish(upload=send(begun), by=by, at=NOON)
    assert not stored()
    assert not Document.objects.exists()


def test_a_killed_process_leaves_nothing_for_good(begun, django_capture_on_commit_callbacks):
    """Killed with a part stored and no row that says so; then whole, and not finished."""
    half = send(begun, STEP)
    default_storage.save(f"{uploads.FOLDER}/{half.uuid}/stray", ContentFile(b"a stray"))
    whole = send(half)
    assert len(stored() - named()) == 1
    assert uploads.sweep(at=NOON + timedelta(minutes=4)) == 0
    with django_capture_on_commit_callbacks(execute=True):
        assert uploads.sweep(at=NOON + timedelta(minutes=6)) == 1
    assert (Piece.objects.count(), Document.objects.count(), len(stored())) == (1, 1, 0)
    assert Upload.objects.get(pk=whole.pk).document is not None


def test_what_nothing_came_for_in_a_day_is_forgotten(begun):
    send(begun, STEP)
    assert uploads.sweep(at=NOON + timedelta(days=1)) == 0
    assert stored()
    assert uploads.sweep(at=NOON + timedelta(days=1, seconds=1)) == 1
    assert not stored()
    assert not Upload.objects.exists()


def test_files_on_their_way_go_with_the_account(begun, by, django_capture_on_commit_callbacks):
    send(begun, STEP)
    theirs = factories.portfolio(people.UserFactory())
    told = {"portfolio": theirs, "by": theirs.case.application.user, "at": NOON}
    kept = uploads.begin(filename="theirs.pdf", size=SIZE, **told)
    with django_capture_on_commit_callbacks(execute=True):
        assert erasing.erase(by.pk)["files on their way"] == 1
    assert Upload.objects.get() == kept
    assert not stored()


def test_the_same_file_again_is_refused_with_its_name(portfolio, by, begun):
    uploads.finish(upload=send(begun), by=by, at=NOON)
    assert Upload.objects.get().document
    again = uploads.begin(portfolio=portfolio, filename="again.pdf", size=SIZE, by=by, at=NOON)
    with pytest.raises(Refused, match="already, as “letter”"):
        uploads.finish(upload=send(again), by=by, at=NOON)
    assert Piece.objects.count() == 1
