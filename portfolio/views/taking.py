"""Files that a plain form sends, many at once: each is taken or refused for itself."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from cilexportal.foundation.documents import names
from cilexportal.foundation.documents import services as documents
from cilexportal.foundation.documents.models import Document
from cilexportal.foundation.idempotency.web import once
from cilexportal.foundation.rulebook.refusal import Refused

Receive = Callable[[UploadedFile], Document]
Take = Callable[[Document], object]


def taken(
    request: HttpRequest, *, receive: Receive, take: Take, scope: str, most: int, where: str, back: str
) -> HttpResponse:
    """[HB-37] [HB-57c] Takes the files of a form one by one, up to `most`, and says how many are `where`, and of each
    that was refused why. Leads `back`; the same form sent again takes nothing twice.

    `receive` stores a file and `take` puts it in its place. All are stored before the first is taken: what holds a row
    until the form is done holds it for no longer than that.
    """
    sent = request.FILES.getlist("files")
    with once(request, scope=scope) as turn:
        if turn.first:
            if not sent:
                messages.warning(request, "Choose a file first.")
            here = [
                names.visible(file.name or "")
                for file, document in _received(request, sent[:most], receive)
                if _took(request, file, document, take)
            ]
            if here:
                whose = f"{here[0]} is" if len(here) == 1 else f"{len(here)} files are"
                messages.success(request, f"{whose} {where}, and being checked.")
            if len(sent) > most:
                messages.warning(request, f"Only the first {most} files were taken. Send the others again.")
            turn.answer(back)
    return redirect(turn.url)


def _received(
    request: HttpRequest, files: Sequence[UploadedFile], receive: Receive
) -> list[tuple[UploadedFile, Document]]:
    """Those that could be stored; of the others it is said why not."""
    stored = []
    for file in files:
        try:
            with transaction.atomic():
                stored.append((file, receive(file)))
        except Refused as no:
            _say_refused(request, file, no)
    return stored


def _took(request: HttpRequest, file: UploadedFile, document: Document, take: Take) -> bool:
    try:
        with transaction.atomic():
            take(document)
    except Refused as no:
        documents.forget(document=document)
        _say_refused(request, file, no)
        return False
    return True


def _say_refused(request: HttpRequest, file: UploadedFile, no: Refused) -> None:
    messages.warning(request, f"{names.visible(file.name or '')} was not taken. {no.refusals[0]}")
