"""A message written out: subject, text, HTML, and the PDF letter."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.conf import settings
from django.template import Context, TemplateDoesNotExist
from django.template.loader import get_template, render_to_string

from cilexportal.foundation import london, printing
from cilexportal.foundation.correspondence import kinds
from cilexportal.foundation.correspondence.models import Message

PLAIN_LETTER = "letters/base.letter.html"


@dataclass(frozen=True)
class Written:
    """A message as it goes out. `letter` is a PDF; it goes along, or is posted where there is no address."""

    subject: str
    text: str
    html: str
    letter: bytes | None = None


def reference(message: Message) -> str:
    """What people quote when they write back."""
    return f"L-{message.pk:06d}"


def write(message: Message, *, at: datetime) -> Written:
    """Writes the message as of `at`. Raises kinds.UnknownKind, and whatever the kind's `build` or templates raise."""
    shown = _shown(message, at=at)
    name = f"letters/{message.kind}"
    shown["subject"] = " ".join(_plain(f"{name}.subject.txt", shown).split())
    text = _plain(f"{name}.txt", shown).strip() + "\n"
    html = _if_there(f"{name}.html", shown)
    return Written(shown["subject"], text, html, _letter(message, shown, text))


def _shown(message: Message, *, at: datetime) -> dict[str, Any]:
    return {
        **kinds.get(message.kind).build(message.context),
        "site": settings.SITE,
        "base_url": settings.BASE_URL,
        "to_name": message.to_name,
        "reference": reference(message),
        "written_on": london.in_words(london.date_of(at)),
    }


def _plain(template: str, shown: dict[str, Any]) -> str:
    """A text template, in which an apostrophe stays an apostrophe."""
    return get_template(template).template.render(Context(shown, autoescape=False))


def _letter(message: Message, shown: dict[str, Any], text: str) -> bytes | None:
    """The kind's own letter; one made from the text where the kind has none and there is no address to write to."""
    html = _if_there(f"letters/{message.kind}.letter.html", shown)
    if not html and not message.to_email:
        html = render_to_string(PLAIN_LETTER, {**shown, "paragraphs": text})
    return printing.pdf(html, title=shown["subject"]) if html else None


def _if_there(template: str, shown: dict[str, Any]) -> str:
    """The template written out; nothing where the kind has no such template."""
    try:
        found = get_template(template)
    except TemplateDoesNotExist as missing:
        if missing.args[0] != template:
            raise
        return ""
    return found.render(shown)
