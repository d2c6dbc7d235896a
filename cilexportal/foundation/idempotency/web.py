"""How views use the keys: one effect a form, and pages that keep what was typed when a form cannot be taken."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import SuspiciousOperation
from django.db import transaction
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render

from cilexportal.foundation.idempotency import keys, services
from cilexportal.foundation.idempotency.models import OnceKey

OURS = frozenset({keys.FIELD, "csrfmiddlewaretoken"})
SECRETS = frozenset({"code", "credential"})


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
    """A fingerprint of the typed fields and of the names and sizes of files, without keys and tokens."""
    files = [(name, file.name, file.size) for name, sent in request.FILES.lists() for file in sent]
    body = json.dumps([request.path, sorted(typed_fields(request.POST).items()), files])
    return hashlib.sha256(body.encode()).hexdigest()


def typed_fields(data: QueryDict) -> dict[str, list[str]]:
    """What the person typed or chose, without our own hidden fields and without anything secret."""
    left_out = OURS | SECRETS
    return {name: values for name, values in data.lists() if name not in left_out and "password" not in name}


def keep_typed(request: HttpRequest, *, template: str, status: int) -> HttpResponse:
    """An error page that shows what was typed and offers to send it again."""
    typed = [(name, value) for name, values in typed_fields(request.POST).items() for value in values]
    context = {"typed": typed, "resend_action": request.get_full_path()}
    return render(request, template, context, status=status)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """The page for a form whose token is out of date, as after signing in again in another tab."""
    return keep_typed(request, template="403_csrf.html", status=403)


def signed_out_owner(request: HttpRequest) -> int | None:
    """Whose form a signed-out visitor has sent, by the key it carries."""
    form_key = keys.read(request.POST.get(keys.FIELD, "")) if request.method == "POST" else None
    return form_key.user_id if form_key else None
