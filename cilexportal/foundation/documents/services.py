"""The verbs on documents and print-outs: receive a file, ask for a PDF. Checking and printing are the worker's."""

from __future__ import annotations

import hashlib
import uuid
from datetime import datetime, timedelta
from functools import partial
from typing import Any

from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser
from django.core.files.base import ContentFile, File
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.db.models import Q

from cilexportal.foundation import private_files
from cilexportal.foundation.documents import names, printouts
from cilexportal.foundation.documents.models import Document, Printout, PrintoutState
from cilexportal.foundation.nudge import nudge
from cilexportal.foundation.rulebook.refusal import Refused

CLAUSE = "REC-19"
MOST_PRINTOUTS_AN_HOUR = 20
PRINT_CLAUSE = "CPD-16e"
PDF_CLAUSE = "HB-57c"
MAIL_CLAUSE = "HB-38b"
OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
# What Outlook calls the parts of a message within a file of the old Office kind.
OUTLOOK_PART = "__substg1.0_".encode("utf-16-le")

EMPTY = "The file is empty. Choose another one."
NOT_TAKEN = "The file is none of the types that are taken: PDF, Word (.docx), PNG or JPEG."
NO_RECORDING = "The file is none of the types that are taken: PDF, Word (.docx), PNG, JPEG, MP3, M4A or MP4."
NO_CONVERTER = (
    "Word files cannot be turned into a PDF here. In Word choose File, then Save as, then PDF, and send that file."
)
MAIL = (
    "The file is a message as a mail program keeps it (.eml, .msg or .mbox), which others may not be able to open. "
    "Print the message to a PDF and send that."
)
OLD_WORD = "The file is in an old Office format or protected with a password. Save it as a PDF or .docx and send that."


def receive(
    *, owner: AbstractBaseUser, upload: UploadedFile, at: datetime, recordings: bool = False, evidence: bool = False
) -> Document:
    """[REC-19] Stores a file under a name of ours and has it checked; until then nobody can open it.

    `recordings` takes sound and film as well, which may be longer; `evidence` is kept as a plain PDF whatever it came
    as [HB-57c]. Raises Refused for a file that is empty, too large, of a type that is not taken or cannot be turned
    into a PDF here, or not of the type its name says.
    """
    file_type = type_of_upload(upload, recordings=recordings)
    if evidence and file_type == names.WORD and not settings.WORD_CONVERTER:
        raise Refused.because(PDF_CLAUSE, NO_CONVERTER)
    return _store(owner, upload, file_type, at=at, evidence=evidence)


def receive_text(*, owner: AbstractBaseUser, name: str, text: str, at: datetime) -> Document:
    """[HB-38a] Keeps what was pasted into a page, which becomes a PDF of this name once it is checked."""
    upload = ContentFile(text.encode(), name=name)
    return _store(owner, upload, names.PASTED, at=at, evidence=True)


def forget(*, document: Document) -> None:
    """Lets a document go that nothing was made of; its file goes with the strays."""
    document.delete()


def _store(
    owner: AbstractBaseUser, upload: File, file_type: names.FileType, *, at: datetime, evidence: bool
) -> Document:
    digest = hashlib.sha256()
    for piece in upload.chunks():
        digest.update(piece)
    upload.seek(0)
    token = uuid.uuid4()
    document = Document.objects.create(
        uuid=token,
        owner=owner,
        filename=names.cleaned(upload.name or "", file_type=file_type),
        media_type=file_type.media_type,
        size=upload.size,
        sha256=digest.hexdigest(),
        file=default_storage.save(f"documents/{token.hex[:2]}/{uuid.uuid4().hex}", upload),
        as_evidence=evidence,
        received_at=at,
    )
    _tell_worker("check_waiting")
    return document


def request_printout(
    *,
    owner: AbstractBaseUser,
    kind: str,
    key: str,
    params: dict[str, Any],
    filename: str,
    at: datetime,
    unasked: bool = False,
) -> Printout:
    """The print-out of this kind and key, made by the worker; asked for again, the same one, and one that failed is
    tried anew. `params` holds the ids that the kind's `build` needs. Raises printouts.UnknownKind, and Refused for
    more than a person may ask for in an hour, unless the portal makes it `unasked`."""
    printouts.get(kind)
    same, failed = Q(owner=owner, kind=kind, key=key), Q(state=PrintoutState.FAILED)
    if not unasked and not Printout.objects.filter(same & ~failed).exists():
        _refuse_too_many_printouts(owner, at=at)
    printout, new = Printout.objects.get_or_create(
        owner=owner, kind=kind, key=key, defaults={"params": params, "filename": filename, "asked_at": at}
    )
    anew = Printout.objects.filter(same & failed).update(
        state=PrintoutState.WAITING, attempts=0, claimed_at=None, asked_at=at
    )
    if anew:
        printout.refresh_from_db()
    if new or anew:
        _tell_worker("print_waiting")
    return printout


def forget_printout(*, printout: Printout) -> None:
    """Deletes a print-out that nobody is to have any more, and its file once that is certain. Raises ProtectedError
    while something rests upon it."""
    with transaction.atomic():
        found = Printout.objects.select_for_update().get(pk=printout.pk)
        transaction.on_commit(partial(private_files.take_away, found.file.name or ""))
        found.delete()


def _refuse_too_many_printouts(owner: AbstractBaseUser, *, at: datetime) -> None:
    asked = Printout.objects.filter(owner=owner, asked_at__gt=at - timedelta(hours=1)).count()
    if asked >= MOST_PRINTOUTS_AN_HOUR:
        sentence = f"You have asked for {asked} PDFs in the last hour, the most that are made. Try again in an hour."
        raise Refused.because(PRINT_CLAUSE, sentence)


def type_of_upload(upload: UploadedFile, *, recordings: bool) -> names.FileType:
    """What the file is, by its first bytes and its name. Raises Refused."""
    if not upload.size:
        raise Refused.because(CLAUSE, EMPTY)
    head = upload.read(names.HEAD_BYTES)
    upload.seek(0)
    if names.is_mail(head) or (head.startswith(OLD_OFFICE) and _is_outlook(upload)):
        raise Refused.because(MAIL_CLAUSE, MAIL)
    if head.startswith(OLD_OFFICE):
        raise Refused.because(CLAUSE, OLD_WORD)
    file_type = names.type_of(head, recordings=recordings)
    limit = settings.RECORDING_MAX_BYTES if file_type in names.RECORDINGS.values() else settings.DOCUMENT_MAX_BYTES
    if upload.size > limit:
        raise Refused.because(CLAUSE, too_large(upload.size, limit=limit))
    if file_type is None:
        raise Refused.because(CLAUSE, NO_RECORDING if recordings else NOT_TAKEN)
    if names.ending(upload.name or "") not in file_type.endings:
        right = " or ".join(file_type.endings)
        sentence = f"The file is {file_type.called}, but its name does not end in {right}."
        raise Refused.because(CLAUSE, sentence)
    return file_type


def _is_outlook(upload: UploadedFile) -> bool:
    before, found = b"", False
    for piece in upload.chunks():
        found = found or OUTLOOK_PART in before + piece
        before = piece[-len(OUTLOOK_PART) :]
    upload.seek(0)
    return found


def too_large(size: int, *, limit: int) -> str:
    """The sentence for a file of `size` bytes, over the limit."""
    return f"The file has {_megabytes(size)}; the most that is taken is {_megabytes(limit)}. Send a smaller copy."


def _megabytes(size: int) -> str:
    return f"{size / 1_000_000:,.1f} MB".replace(".0 MB", " MB")


def _tell_worker(task: str) -> None:
    from cilexportal.foundation.documents import tasks

    nudge(getattr(tasks, task))
