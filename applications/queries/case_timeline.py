"""The timeline of a case as officers read it: everything that happened, the latest first, page by page."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.core.paginator import Page, Paginator

from applications.enums import Accepted, Actor, Body, HoldReason, Outcome, SeenBy, Stage
from applications.models import Case, Happening, ReferenceAsked

A_PAGE = 25
# Facts that are words already, and what is said before them.
PLAIN = {
    "role": "", "course": "", "name": "", "label": "", "dropped": "Taken out: ", "removed_name": "Taken away: ",
    "officer_name": "To ", "section": "Section ", "reason": "", "note_words": "",
}  # fmt: skip
CODED: Mapping[str, Mapping[str, str]] = {
    "verdict": {one.value: one.label for one in Accepted},
    "outcome": {one.value: one.label for one in Outcome},
    "body": {one.value: one.label for one in Body},
    "hold": {one.value: one.label for one in HoldReason},
    "seen_by": {one.value: one.label for one in SeenBy},
}
SAID = {
    "unpaid": "Not paid in time.", "fee_reversed": "The fee was taken in error.", "removed": "Taken away.",
    "posted": "It came by post.",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Event:
    """One thing that happened, in the words of the timeline."""

    title: str
    at: datetime
    by: str
    text: str


def page(case: Case, number: str | None) -> Page:
    """[HB-26] A page of the timeline, its rows Event: four statements however long it is."""
    found = Happening.objects.filter(case=case).select_related("by").order_by("-at", "-id")
    shown = Paginator(found, A_PAGE).get_page(number)
    rows: list[Happening] = list(shown.object_list)
    asked = [one.facts["asked"] for one in rows if one.facts.get("asked")]
    names = {
        str(uuid): name for uuid, name in ReferenceAsked.objects.filter(uuid__in=asked).values_list("uuid", "name")
    }
    shown.object_list = [_event(one, names) for one in rows]
    return shown


def _event(one: Happening, names: Mapping[str, str]) -> Event:
    who = Actor(one.who).label
    by = f"{one.by} ({who.lower()})" if one.by else who
    if not one.shown:
        by += ", not shown to the applicant"
    said = " ".join([*_words(one.facts, names), f"Then: {Stage(one.stage).label.lower()}."])
    return Event(title=one.get_kind_display(), at=one.at, by=by, text=said)


def _words(facts: Mapping[str, Any], names: Mapping[str, str]) -> Iterator[str]:
    """What the facts say that people read; ids stay unsaid."""
    if asked := names.get(str(facts.get("asked", ""))):
        yield f"{asked}."
    for name, before in PLAIN.items():
        if isinstance(text := facts.get(name), str) and text:
            yield f"{before}{text}."
    for name, known in CODED.items():
        if text := known.get(str(facts.get(name, ""))):
            yield f"{text}."
    yield from (text for name, text in SAID.items() if facts.get(name))
    if facts.get("number"):
        yield f"Number {facts['number']}."
