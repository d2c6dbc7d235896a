"""A message written out: subject, text, HTML, and the PDF letter."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.conf import settings
from django.template import Context, TemplateDoesNotExist
from django.template.loader import get_template, render_to_string

from cilexportal.foundation import london, printing
from cilexportal.foundation.correspondence import kinds, postal, preferences
from cilexportal.foundation.correspondence.models import Message

PLAIN_LETTER = "letters/base.letter.html"


@dataclass(frozen=True)
class Written:
    """A message as it goes out. `letter` is a PDF; it goes along, or by itself where the message is `posted`.

    `stop_url` is the link that switches its category off, if that may be done.
    """

    subject: str
    text: str
    html: str
    letter: bytes | None = None
    posted: bool = False
    stop_url: str = ""


def reference(message: Message) -> str:
    """What people quote when they write back."""
    return f"L-{message.pk:06d}"


def write(message: Message, *, at: datetime, posted: bool = False) -> Written:
    """Writes the message as of `at`, for an email or to be `posted`.

    Raises kinds.UnknownKind, and whatever the kind's `build` or templates raise.
    """
    shown = _shown(message, posted=posted, at=at)
    name = f"letters/{message.kind}"
    shown["subject"] = " ".join(_plain(f"{name}.subject.txt", shown).split())
    text = _plain(f"{name}.txt", shown).strip() + "\n"
    html = _if_there(f"{name}.html", shown)
    return Written(shown["subject"], text, html, _letter(message, shown, text), posted, shown["stop_url"])


def _shown(message: Message, *, posted: bool, at: datetime) -> dict[str, Any]:
    kind = kinds.get(message.kind)
    return {
        **kind.build(message.context),
        "posted": posted,
        "stop_url": "" if posted else preferences.stop_url(message, kind.category),
        "to_address": postal.address_of(message.to_user_id) if posted and message.to_user_id else "",
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
    """The kind's own letter; one made from the text where the kind has none and it is to be posted."""
    html = _if_there(f"letters/{message.kind}.letter.html", shown)
    if not html and shown["posted"]:
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
