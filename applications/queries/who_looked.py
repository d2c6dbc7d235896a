"""Who of the staff opened which part of a case, and when."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.core.paginator import Page, Paginator

from applications.models import Case, CasePaper, CaseReading, ReferenceAsked

A_PAGE = 20
CASE, REFERENCE, LETTER, PAPER, MESSAGE = "case", "reference", "headed", "paper", "message"
SUBMISSION, ANSWER = "submission", "answer"
WORDS = {
    CASE: "The case",
    "pack": "The committee’s papers",
    MESSAGE: "A letter",
    ANSWER: "A file that was asked for",
    "archive": "The archive",
}


@dataclass(frozen=True, slots=True)
class Look:
    """Somebody's opening of a part of the case: the first of its London day."""

    by: str
    what: str
    on: date
    at: datetime


def page(case: Case, number: str | None) -> Page:
    """[HB-25] [HB-26] A page of who opened what, the latest first, its rows Look: four statements at the most."""
    found = CaseReading.objects.filter(case=case).select_related("by").order_by("-at", "-id")
    shown = Paginator(found, A_PAGE).get_page(number)
    papers = CasePaper.objects.filter(case=case).values_list("uuid", "document__filename")
    asked = ReferenceAsked.objects.filter(case=case).values_list("uuid", "name")
    called = {f"{PAPER}:{uuid}": f"The file {name}" for uuid, name in papers}
    for uuid, name in asked:
        called |= {f"{REFERENCE}:{uuid}": f"The reference of {name}", f"{LETTER}:{uuid}": f"The letter of {name}"}
    shown.object_list = [
        Look(by=str(one.by), what=called.get(one.what) or _words(one.what), on=one.on, at=one.at)
        for one in shown.object_list
    ]
    return shown


def _words(what: str) -> str:
    part, _, number = what.partition(":")
    return f"Submission {number}" if part == SUBMISSION else WORDS.get(part, part.capitalize())
