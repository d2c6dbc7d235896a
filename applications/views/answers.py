"""A supervisor's pages in their order, which of them is next, and the answers as a list."""

from __future__ import annotations

from django.urls import reverse

from applications.models import Reference, ReferenceAsked
from applications.queries import references as queries
from applications.services import supervisor
from cilexportal.foundation import london

LETTER = "letter"


def pages_of(asked: ReferenceAsked) -> list[str]:
    """The pages of a reference: who answers, a page a heading, and the letter where one is asked for."""
    last = [LETTER] if asked.headed_paper else []
    return [*supervisor.PAGES, *(head.code for head in queries.data_of_asked(asked).heads), *last]


def address_of(page: str) -> str:
    """Where a page is."""
    return reverse("reference:letter") if page == LETTER else reverse("reference:page", args=[page])


def after(page: str, found: Reference, asked: ReferenceAsked) -> str:
    """The address of the next page that is not answered, or of the answers."""
    pages = pages_of(asked)
    rest = [one for one in pages[pages.index(page) + 1 :] if not _answered(one, found)]
    return address_of(rest[0]) if rest else reverse("reference:check")


def _answered(page: str, found: Reference) -> bool:
    known = {"person": found.person_kind, "body": found.number, "since": found.from_date, LETTER: found.letter_id}
    return bool(known[page] if page in known else found.heads.get(page))


def rows_of(found: Reference, asked: ReferenceAsked) -> list[dict[str, str]]:
    """The answers as a summary list."""
    data = queries.data_of_asked(asked)
    kind = data.person(found.person_kind)
    since = london.in_words(found.from_date) if found.from_date else ""
    until = london.in_words(found.until_date) if found.until_date else "still"
    said = [
        ("What you are authorised as", kind.title if kind else "", "person"),
        ("Regulator and number", ", ".join(filter(None, (found.regulator, found.number, found.position))), "body"),
        ("Supervised since and until", f"{since}, {until}" if since else "", "since"),
        *((head.words, _answer(found, head.code), head.code) for head in data.heads),
    ]
    rows = [
        {"key": key, "value": value or "Not answered yet", "action_url": address_of(name)} for key, value, name in said
    ]
    if asked.headed_paper:
        name = found.letter.filename if found.letter else "Not sent yet"
        rows.append({"key": "Letter on headed paper", "value": name, "action_url": address_of(LETTER)})
    return rows


def _answer(found: Reference, code: str) -> str:
    words: str = found.heads.get(code, "")
    return f"{words}\n(With doubts.)" if words and code in found.doubts else words
