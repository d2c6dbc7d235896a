"""The timeline of a case as officers read it: everything that happened, the latest first, page by page."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.core.paginator import Page, Paginator

from applications.enums import Accepted, Actor, Body, HoldReason, Outcome, SeenBy, Stage
from applications.models import Case, Happening, ReferenceAsked
from applications.queries.pathways import data_by_id
from cilexportal.foundation import london
from members.models import User

A_PAGE = 25
# Facts that are words already, and what is said before them.
PLAIN = {"role": "", "course": "", "name": "", "dropped": "Taken out: "}
CODED: Mapping[str, Mapping[str, str]] = {
    "verdict": dict(Accepted.choices), "outcome": dict(Outcome.choices), "body": dict(Body.choices),
    "to": dict(Body.choices), "reason": dict(HoldReason.choices), "seen_by": dict(SeenBy.choices),
}  # fmt: skip
SAID = {
    "unpaid": "Not paid in time.", "fee_reversed": "The fee was taken in error.", "removed": "Taken away.",
    "posted": "It came by post.", "withdrawn": "It is asked no longer.", "reference_over": "The time for it is over.",
    "written_off": "The invoice was written off, and no money came.",
}  # fmt: skip
DAYS = {"until": "Until", "starts_at": "Meeting on"}


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
    words = _named(case, rows)
    before = [*(one.stage for one in rows[1:]), ""][: len(rows)]
    shown.object_list = [_event(one, words, moved=one.stage != stage) for one, stage in zip(rows, before, strict=True)]
    return shown


def _named(case: Case, rows: Sequence[Happening]) -> Mapping[str, str]:
    """What ids and codes in the facts are called: supervisors, officers, and what the version names."""
    asked = [one.facts["asked"] for one in rows if one.facts.get("asked")]
    officers = [one.facts["officer"] for one in rows if one.facts.get("officer")]
    data = data_by_id(case.application.version_id)
    return {
        **{f"asked:{one.uuid}": one.name for one in ReferenceAsked.objects.filter(uuid__in=asked)},
        **{f"officer:{one.pk}": f"To {one}" for one in User.objects.filter(pk__in=officers)},
        **{f"section:{one.code}": one.words for one in data.sections},
        **{f"why:{one.code}": one.words.rstrip(".") for one in data.reasons},
    }


def _event(one: Happening, words: Mapping[str, str], *, moved: bool) -> Event:
    who = Actor(one.who).label
    by = f"{one.by} ({who.lower()})" if one.by else who
    if not one.shown:
        by += ", not shown to the applicant"
    then = [f"Then: {Stage(one.stage).label.lower()}"] if moved else []
    said = [*_said(one.facts, words), *then]
    return Event(title=one.get_kind_display(), at=one.at, by=by, text=" ".join(f"{part.rstrip('.')}." for part in said))


def _said(facts: Mapping[str, Any], words: Mapping[str, str]) -> Iterator[str]:
    """What the facts say that people read; ids stay unsaid."""
    for name in ("asked", "officer", "section"):
        if text := words.get(f"{name}:{facts.get(name)}"):
            yield text
    for name, before in PLAIN.items():
        if isinstance(text := facts.get(name), str) and text:
            yield f"{before}{text}"
    yield from (text for name, known in CODED.items() if (text := known.get(str(facts.get(name, "")))))
    if "passed" in facts:
        yield "Passed" if facts["passed"] else "Not passed"
    codes = [facts["why"]] if facts.get("why") else facts.get("reasons") or []
    yield from (text for code in codes if (text := words.get(f"why:{code}")))
    yield from (text for name, text in SAID.items() if facts.get(name))
    yield from (f"{before} {_day(facts[name])}" for name, before in DAYS.items() if facts.get(name))
    if facts.get("number"):
        yield f"Number {facts['number']}"


def _day(text: str) -> str:
    """A day, or the London day of an instant, in words."""
    return london.in_words(
        date.fromisoformat(text) if len(text) == 10 else london.date_of(datetime.fromisoformat(text))
    )
