"""One letter, whoever looks at it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from cilexportal.foundation import london, private_files
from cilexportal.foundation.correspondence.models import Message
from cilexportal.foundation.correspondence.rendering import reference
from cilexportal.foundation.correspondence.sending import letter_filename


def letter_page(
    request: HttpRequest, message: Message, *, template: str, more: Sequence[tuple[str, str]] = ()
) -> HttpResponse:
    """The words of a letter and what became of it, with `more` facts for whom it concerns."""
    rows = _facts(message) + [{"key": key, "value": value} for key, value in more]
    return render(request, template, {"message": message, "rows": rows})


def letter_pdf(message: Message) -> FileResponse:
    """The PDF of a letter as a download. Raises Http404 where it has none."""
    if not message.letter:
        raise Http404
    name = letter_filename(message.subject)
    return private_files.download(message.letter.name, filename=name, media_type="application/pdf")


def _facts(message: Message) -> list[dict[str, Any]]:
    facts = [("To", message.to_name), ("Email", message.to_email), ("Reference", reference(message))]
    if message.sent_at:
        facts.append((message.get_state_display(), london.at_in_words(message.sent_at)))
    else:
        facts += [("State", message.get_state_display()), ("Why", message.error)]
    return [{"key": key, "value": value} for key, value in facts if value]
