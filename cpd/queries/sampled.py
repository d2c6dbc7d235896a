"""Those who were drawn: lists by state, one member with records and readings, and what the member sees."""

from __future__ import annotations

import uuid as uuids
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db.models import Count, Q, QuerySet

from cilexportal.foundation import london
from cilexportal.foundation.asking import queries as asking
from cilexportal.foundation.asking.models import Item, Stage
from cilexportal.foundation.asking.models import Request as Asked
from cpd.enums import Cause, Reading
from cpd.models import Draw, Evidence, Mark, Record, Reopening, Sampled, SampledRecord
from cpd.queries.owed import asked_of
from cpd.queries.record import areas
from cpd.queries.summary import Row, summary
from cpd.rules.sampling import REASONS, ReadSoFar
from members.models import Member

PAPERS, FIRST, SECOND = "papers", "first", "second"
AWAITS_PAPERS = Q(outcome="", asked__stage=Stage.OPEN)
STATES = {
    FIRST: ("To assess", "blue", Q(outcome="", first_by=None) & ~AWAITS_PAPERS),
    PAPERS: ("Waiting for documents", "grey", AWAITS_PAPERS),
    SECOND: ("Second reading", "amber", Q(outcome="", first_by__isnull=False) & ~AWAITS_PAPERS),
    "accepted": ("Accepted", "green", Q(outcome=Reading.ACCEPTED)),
    "advice": ("Accepted with advice", "amber", Q(outcome=Reading.ADVICE)),
    "not_accepted": ("Not accepted", "red", Q(outcome=Reading.NOT_ACCEPTED)),
}
HEADINGS = (
    "Number", "Member", "CPD year", "State", "Drawn again because", "First assessor", "First reading",
    "Second assessor", "Second reading", "Documents due", "Decided on",
)  # fmt: skip


def about(sampled: Sampled) -> str:
    """The key under which documents are asked for."""
    return f"cpd.sampled:{sampled.pk}"


def state_of(sampled: Sampled) -> str:
    """The code of its state, as in STATES."""
    if sampled.outcome:
        return str(sampled.outcome)
    if sampled.asked is not None and sampled.asked.stage == Stage.OPEN:
        return PAPERS
    return SECOND if sampled.first_by_id else FIRST


def shown(sampled: Sampled) -> tuple[str, str]:
    """The word of its state and the colour."""
    word, colour, _ = STATES[state_of(sampled)]
    return word, colour


def others(draw: Draw, *, reader: int) -> QuerySet[Sampled]:
    """Those drawn, without the reader (id of a person): how far one's own sample is, nobody learns from the desk."""
    return draw.sampled.exclude(member__user=reader)


def counts(rows: QuerySet[Sampled]) -> list[tuple[str, str, str, int]]:
    """(code, word, colour, members) of each state, in one query."""
    found = rows.aggregate(**{f"in_{code}": Count("pk", filter=q) for code, (_, _, q) in STATES.items()})
    return [(code, word, colour, found[f"in_{code}"]) for code, (word, colour, _) in STATES.items()]


def listed(rows: QuerySet[Sampled], *, state: str = "", words: str = "") -> QuerySet[Sampled]:
    """By name; those in one state, or whose name or number fits the words."""
    found = rows.select_related("member", "asked", "first_by", "second_by", "year")
    if state in STATES:
        found = found.filter(STATES[state][2])
    for word in words.casefold().split():
        found = found.filter(Q(member__sort_name__contains=word) | Q(member__number__startswith=word))
    return found.order_by("member__sort_name", "member__number")


def cells(rows: Iterable[Sampled]) -> Iterator[tuple[Any, ...]]:
    """A line under HEADINGS for everyone drawn."""
    for one in rows:
        due = one.asked.due_on.isoformat() if one.asked and one.asked.stage == Stage.OPEN else ""
        decided = london.date_of(one.decided_at).isoformat() if one.decided_at else ""
        yield (
            one.member.number, one.member.full_name, one.year.label, shown(one)[0], one.get_again_display(),
            str(one.first_by or ""), one.get_first_reading_display(), str(one.second_by or ""),
            one.get_second_reading_display(), due, decided,
        )  # fmt: skip


def sampled_of(uuid: uuids.UUID, *, member: Member | None = None) -> Sampled | None:
    """The sample of this name, the member's own where one is given, or None."""
    related = (
        "draw__drawn_by",
        "member__user",
        "member__specialism",
        "year",
        "result",
        "asked",
        "first_by",
        "second_by",
    )
    found = Sampled.objects.select_related(*related).filter(uuid=uuid)
    return (found.filter(member=member) if member else found).first()


def so_far(sampled: Sampled) -> ReadSoFar:
    """The facts on which it depends who may assess it now."""
    is_awaited = sampled.asked is not None and sampled.asked.stage == Stage.OPEN
    return ReadSoFar(
        owner=sampled.member.user_id,
        first_by=sampled.first_by_id,
        decided=bool(sampled.outcome),
        papers_until=sampled.asked.due_on if is_awaited and sampled.asked else None,
    )


@dataclass
class Beside:
    """A sampled record with its answers, its documents, and what the first and the second assessor made of it."""

    kept: SampledRecord
    rows: list[Row]
    files: list[Evidence] = field(default_factory=list)
    marks: dict[bool, Mark] = field(default_factory=dict)

    @property
    def record(self) -> Record:
        return self.kept.record

    @property
    def last(self) -> Mark | None:
        """The mark that holds: the second assessor's where there is one."""
        return self.marks.get(True) or self.marks.get(False)

    @property
    def said(self) -> list[tuple[str, Mark, str]]:
        """(who, mark, sentence of its reason) of each mark, the first one first."""
        names = {False: "First assessor", True: "Second assessor"}
        return [(names[which], mark, REASONS[mark.reason].sentence) for which, mark in sorted(self.marks.items())]

    @property
    def sentence(self) -> str:
        """Why the mark that holds was given."""
        return REASONS[self.last.reason].sentence if self.last else ""


def records_of(sampled: Sampled) -> list[Beside]:
    """The sampled records beside their documents and marks, in the order they were completed: the same few queries
    for any number of records."""
    kept = sampled.records.select_related("record__activity_type", "record__year", "record__entered_by")
    asked = asked_of(sampled.member, sampled.year)
    ordered = kept.order_by("record__completed_on", "record_id")
    names = dict(areas())
    found = {one.pk: Beside(one, summary(one.record, asked, names=names)[1:]) for one in ordered}
    by_record = {one.kept.record_id: one for one in found.values()}
    files = Evidence.objects.filter(record__in=by_record, removed_at=None).select_related("document")
    for file in files.order_by("pk"):
        by_record[file.record_id].files.append(file)
    for mark in Mark.objects.filter(of__in=found):
        found[mark.of_id].marks[mark.second] = mark
    return list(found.values())


def requests_of(sampled: Sampled) -> list[Asked]:
    """Every request for documents, the latest first, with what was sent."""
    return asking.about([about(sampled)]).get(about(sampled), [])


def file_of(sampled: Sampled, *, evidence_id: int) -> Evidence | None:
    """A document on one of the sampled records, or None."""
    files = Evidence.objects.select_related("document").filter(removed_at=None, record__sampled__sampled=sampled)
    return files.filter(pk=evidence_id).first()


def paper_of(sampled: Sampled, uuid: uuids.UUID, number: int) -> Item | None:
    """A document that the member sent when asked, or None."""
    item = asking.file_of(uuid, number)
    return item if item and item.request.about == about(sampled) else None


def judged_again(sampled: Sampled) -> QuerySet[Reopening]:
    """The times that the year was judged again because records were refused after this sample."""
    before = {"before__member": sampled.member_id, "before__year": sampled.year_id, "cause": Cause.SAMPLED}
    return Reopening.objects.filter(**before).select_related("before", "after", "by").order_by("at")


def timeline(sampled: Sampled, requests: Iterable[Asked]) -> list[dict[str, Any]]:
    """What happened to a sample, the newest first, as the timeline shows it."""
    again = f"Drawn again: {sampled.get_again_display().lower()} the year before." if sampled.again else "Drawn by lot."
    events = [{"title": "Drawn", "at": sampled.draw.drawn_at, "by": sampled.draw.drawn_by, "text": again}]
    for one in requests:
        events.append({"title": "Documents asked for", "at": one.asked_at, "by": one.asked_by, "text": one.why})
        if one.ended_at:
            title = "Documents sent" if one.stage == Stage.ANSWERED else "Documents not asked for any more"
            events.append({"title": title, "at": one.ended_at, "by": "", "text": one.withdrawn_why})
    for one in judged_again(sampled):
        came_to = f"{one.before.get_outcome_display()}, now {one.after.get_outcome_display().lower()}. {one.reason}"
        events.append({"title": "Records refused, year judged again", "at": one.at, "by": one.by, "text": came_to})
    for who, at, by, reading, words in readings(sampled):
        events.append({"title": f"{who}: {reading.lower()}", "at": at, "by": by, "text": words})
    return sorted(events, key=lambda event: event["at"], reverse=True)


def readings(sampled: Sampled) -> list[tuple[str, Any, Any, str, str]]:
    """(which assessor, when, who, reading, words) of each reading so far."""
    found: list[tuple[str, Any, Any, str, str]] = []
    if sampled.first_by:
        first = (sampled.first_at, sampled.first_by, sampled.get_first_reading_display(), sampled.first_words)
        found.append(("First assessor", *first))
    if sampled.second_by:
        second = (sampled.second_at, sampled.second_by, sampled.get_second_reading_display(), sampled.second_words)
        found.append(("Second assessor", *second))
    return found


@dataclass(frozen=True)
class Mine:
    """A sample as its member sees it: who assesses, and what an assessor thinks before the end, is not said."""

    sampled: Sampled
    today: date

    @property
    def word(self) -> str:
        return shown(self.sampled)[0] if self.sampled.outcome else "Being read"

    @property
    def colour(self) -> str:
        return shown(self.sampled)[1] if self.sampled.outcome else "blue"

    @property
    def open_request(self) -> Asked | None:
        """What is asked and not answered yet."""
        asked = self.sampled.asked
        return asked if asked and asked.stage == Stage.OPEN else None

    @property
    def words(self) -> str:
        """What the assessor with the last word wrote."""
        return self.sampled.second_words if self.sampled.second_by_id else self.sampled.first_words


def mine(member: Member, *, today: date) -> list[Mine]:
    """The member's samples that are not decided, the newest year first, else the one decided last, in one query."""
    found = Sampled.objects.filter(member=member).select_related("year", "asked").order_by("-year__starts_on")
    samples = [Mine(one, today) for one in found]
    return [one for one in samples if not one.sampled.outcome] or samples[:1]
