"""How views use the keys: one effect a form, and pages that keep what was typed when a form cannot be taken."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from django.core.exceptions import SuspiciousOperation
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render

from cilexportal.foundation.idempotency import keys, services
from cilexportal.foundation.idempotency.models import OnceKey

View = Callable[..., HttpResponse]
OURS = frozenset({keys.FIELD, "csrfmiddlewaretoken"})
SECRETS = frozenset({"code", "credential"})
# More than the longest form takes; what is longer is shown to be copied, and not held.
MOST_CHARACTERS_HELD = 150_000


@dataclass
class Turn:
    """Whether this request is the first with its key, and the address that answers it."""

    row: OnceKey | None
    url: str = ""

    @property
    def first(self) -> bool:
        return self.row is not None

    def answer(self, url: str) -> None:
        """Remembers the address that the form, and every repetition of it, is answered with."""
        assert self.row is not None, "only the first form is answered anew"
        self.url = self.row.url = url
        self.row.save(update_fields=["url"])


class FormConflict(Exception):
    """The form cannot be taken as it stands; the middleware answers 409 with everything that was typed."""


@contextmanager
def once(request: HttpRequest, *, scope: str) -> Iterator[Turn]:
    """A transaction in which a form takes effect once.

    Raises SuspiciousOperation for a form without a key of this person, FormConflict for a key used with other text.
    """
    form_key = keys.read(request.POST.get(keys.FIELD, ""))
    if form_key is None or form_key.user_id != request.user.pk:
        raise SuspiciousOperation("a form without a key of its own")
    name: dict[str, Any] = {"user_id": form_key.user_id, "scope": scope, "key": form_key.key}
    try:
        with transaction.atomic():
            row = services.take(**name, body_hash=body_hash(request))
            turn = Turn(row, url="" if row else services.answer_to(**name).url)
            yield turn
    except services.SameKeyOtherForm as conflict:
        raise FormConflict from conflict


def body_hash(request: HttpRequest) -> str:
    """A fingerprint of the typed fields and of the names and contents of files, without keys and tokens."""
    files = [(name, file.name, _hash_of(file)) for name, sent in request.FILES.lists() for file in sent]
    body = json.dumps([request.path, sorted(typed_fields(request.POST).items()), files])
    return hashlib.sha256(body.encode()).hexdigest()


def _hash_of(file: UploadedFile) -> str:
    """The fingerprint of a file's content, read in pieces; the file can be read from its beginning afterwards."""
    content = hashlib.sha256()
    for piece in file.chunks():
        content.update(piece)
    file.seek(0)
    return content.hexdigest()


def typed_fields(data: QueryDict) -> dict[str, list[str]]:
    """What the person typed or chose, without our own hidden fields and without anything secret."""
    left_out = OURS | SECRETS
    return {name: values for name, values in data.lists() if name not in left_out and "password" not in name}


def keep_typed(request: HttpRequest, *, template: str, status: int, again: bool = True) -> HttpResponse:
    """An error page that shows what was typed and, unless `again` is false, offers to send it again."""
    typed = [(name, value) for name, values in typed_fields(request.POST).items() for value in values]
    context = {"typed": typed, "resend_action": request.get_full_path() if again else ""}
    return render(request, template, context, status=status)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """The page for a form whose token is out of date, as after signing in again in another tab.

    What was sent is shown, and may be sent again, only where a page of ours sent it: another site's words never
    become a form of ours.
    """
    if not sent_by_our_page(request):
        return render(request, "403_csrf.html", status=403)
    return keep_typed(request, template="403_csrf.html", status=403)


def sent_by_our_page(request: HttpRequest) -> bool:
    """Whether the browser says that a page of this very scheme and host sent the request; silence is no."""
    page = urlsplit(request.headers.get("Referer", ""))
    sender = request.headers.get("Origin", f"{page.scheme}://{page.netloc}")
    return sender == f"{request.scheme}://{request.get_host()}"


def gives_back(view: View) -> View:
    """Marks a view that gives held forms back at its own address; forms for other views are not held."""
    view.gives_back = True  # type: ignore[attr-defined]
    return view


def shown_to_copy(view: View) -> View:
    """Marks a view whose forms are too private to be held: sent once the session has ended, they are shown to copy."""
    view.shown_to_copy = True  # type: ignore[attr-defined]
    return view


def may_be_held(request: HttpRequest, form_key: keys.FormKey) -> bool:
    """Whether a signed-out form came from its own page and browser, and is no longer than people type."""
    characters = sum(len(name) + sum(map(len, values)) for name, values in request.POST.lists())
    return keys.was_shown_here(form_key, request) and characters <= MOST_CHARACTERS_HELD
