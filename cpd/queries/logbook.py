"""The member's own records, as the logbook lists them: the same few queries whatever their number."""

from __future__ import annotations

import uuid as uuids
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import NamedTuple

from django.db.models import Q

from cilexportal.foundation import london
from cilexportal.foundation.prepared import Prepared
from cilexportal.foundation.ui.words import counted
from cpd.models import Record
from cpd.queries.owed import Asked, findings
from cpd.queries.typed import form_of
from cpd.queries.years import MemberYears
from cpd.rules.record import restore_until
from cpd.rules.typed import read
from members.models import Member

COUNTING, DRAFTS, DELETED = "counting", "drafts", "deleted"
STATES = ((COUNTING, "Counting"), (DRAFTS, "Drafts"), (DELETED, "Deleted"))
ASTRAY = "Drafts from a day that is in no open year"
SEARCHED = ("title", "need", "learned", "evaluation", "change", "explanation")

# The list is asked for on every visit, so its statement is written out; it leaves the long answers in the database.
LIST = Prepared(
    "cpd_list",
    """
SELECT r.id, r.uuid, r.year_id, r.title, r.completed_on, r.planned, r.professionalism, r.areas, r.hours,
    r.complete_at, r.saved_at, r.deleted_at, r.refused_at,
    t.fields ->> 'title' AS typed_title,
    t.fields IS NOT NULL AND t.fields <> '{}' AS is_typed,
    EXISTS (SELECT FROM cpd_evidence e WHERE e.record_id = r.id AND e.removed_at IS NULL) AS has_files
FROM cpd_record r
LEFT JOIN cpd_typing t ON t.record_id = r.id
WHERE r.member_id = %(member)s AND r.year_id = ANY (%(years)s)
ORDER BY r.completed_on DESC NULLS FIRST, r.id DESC
""",
    member="bigint",
    years="bigint[]",
)
AREAS = Prepared("cpd_areas", "SELECT code, name FROM cpd_professionalismarea ORDER BY position")


@dataclass(frozen=True)
class Filters:
    """What the member wants to see; everything that is not deleted unless something is said."""

    words: str = ""
    state: str = ""
    planned: bool | None = None
    professionalism: bool = False

    @property
    def on(self) -> bool:
        return bool(self.words or self.state or self.professionalism or self.planned is not None)


@dataclass(frozen=True)
class Row:
    """One line of the list, in words."""

    uuid: uuids.UUID
    year_id: int
    title: str
    when: str
    what: str
    status: str
    colour: str
    note: str
    has_files: bool
    is_astray: bool = False


class Listed(NamedTuple):
    """One record as LIST gives it."""

    id: int
    uuid: uuids.UUID
    year_id: int
    title: str
    completed_on: date | None
    planned: bool | None
    professionalism: bool
    areas: list[str]
    hours: Decimal | None
    complete_at: datetime | None
    saved_at: datetime | None
    deleted_at: datetime | None
    refused_at: datetime | None
    typed_title: str | None
    is_typed: bool
    has_files: bool


def listed(member: Member, year_ids: Iterable[int]) -> list[Listed]:
    """The member's records of these years, the last completed first; nobody else's are ever among them."""
    return [Listed(*row) for row in LIST.rows(member=member.pk, years=list(year_ids))]


def rows(
    member: Member, records: Iterable[Listed], filters: Filters, *, years: MemberYears, asked: Mapping[int, Asked]
) -> list[Row]:
    """The lines of the list that pass the filters, in the order given. `asked` says what an open year's form asks."""
    found = [record for record in records if _passes(record, filters)]
    if filters.words:
        matching = _matching(member, filters.words)
        found = [record for record in found if record.id in matching]
    drafts = [record.id for record in found if record.complete_at is None and record.deleted_at is None]
    missing = _missing(drafts, years, asked)
    return [_row(record, missing.get(record.id), years=years) for record in found]


def _passes(record: Listed, filters: Filters) -> bool:
    if (record.deleted_at is not None) is not (filters.state == DELETED):
        return False
    if filters.state in (COUNTING, DRAFTS) and (record.complete_at is None) is not (filters.state == DRAFTS):
        return False
    if filters.planned is not None and record.planned is not filters.planned:
        return False
    return record.professionalism or not filters.professionalism


def _matching(member: Member, words: str) -> set[int]:
    """The ids of the member's records that have every word in one of their texts, saved or typed."""
    records = Record.objects.filter(member=member)
    for word in words.split():
        somewhere = Q()
        for name in SEARCHED:
            somewhere |= Q(**{f"{name}__icontains": word}) | Q(**{f"typing__fields__{name}__icontains": word})
        records = records.filter(somewhere)
    return set(records.values_list("pk", flat=True))


def _missing(ids: list[int], years: MemberYears, asked: Mapping[int, Asked]) -> dict[int, int]:
    """How many answers each draft still lacks, going by what its form shows now."""
    if not ids:
        return {}
    lacking = {}
    for record in Record.objects.filter(pk__in=ids).select_related("typing"):
        boxes = read(form_of(record).fields)
        form = asked.get(record.year_id)
        if form is not None:
            found = findings(boxes.answers, asked=form, spans=years.spans, at=years.at)
            lacking[record.pk] = len({finding.field for finding in (*found, *boxes.unreadable)})
    return lacking


def _row(record: Listed, missing: int | None, *, years: MemberYears) -> Row:
    """One line in words."""
    status, colour, note = _status(record, missing, at=years.at)
    return Row(
        uuid=record.uuid,
        year_id=record.year_id,
        title=_title(record),
        when=london.in_words(record.completed_on) if record.completed_on else "No date yet",
        what=_what(record),
        status=status,
        colour=colour,
        note=note,
        has_files=record.has_files,
        is_astray=_is_astray(record, years),
    )


def _title(record: Listed) -> str:
    typed = record.typed_title if record.is_typed and record.saved_at is None else ""
    return (record.title or typed or "").strip() or "Untitled record"


def _what(record: Listed) -> str:
    """Planned or not, professionalism, hours: in a few words."""
    parts = []
    if record.planned is not None:
        parts.append("Planned" if record.planned else "Unplanned")
    if record.professionalism:
        parts.append("Professionalism")
    if record.hours:
        parts.append(counted(record.hours, "hour"))
    return ", ".join(parts)


def _status(record: Listed, missing: int | None, *, at: datetime) -> tuple[str, str, str]:
    """The status word, its colour and the sentence beside it."""
    if record.deleted_at is not None:
        until = restore_until(record.deleted_at)
        return "Deleted", "grey", f"restore before {london.in_words(london.date_of(until))}" if at < until else ""
    if record.refused_at is not None:
        return "Refused", "red", "does not count after sampling"
    if record.complete_at is not None:
        return "Counts", "green", "changes typed but not saved" if record.is_typed else ""
    if missing is None:
        return "Draft", "grey", "did not count"
    if missing == 0:
        return "Draft", "amber", "not counting yet: save it to make it count"
    return "Draft", "amber", f"not counting yet: {counted(missing, 'answer')} missing"


def coverage(records: Iterable[Listed], year_id: int) -> list[tuple[str, int]]:
    """[REC-26] Every area of professionalism with the number of counted records of the year that are tagged with it."""
    tags: Counter[str] = Counter()
    for record in records:
        counts = record.complete_at is not None and record.deleted_at is None and record.refused_at is None
        if record.year_id == year_id and counts:
            tags.update(record.areas)
    return [(name, tags[code]) for code, name in AREAS.rows()]


def grouped(rows: Iterable[Row], years: MemberYears) -> list[tuple[str, str, list[Row]]]:
    """(label, slug, rows) for each year that has rows, the newest year first; before them the drafts of open years
    whose day is in none of those."""
    by_year: dict[int, list[Row]] = {}
    astray = []
    for row in rows:
        if row.is_astray:
            astray.append(row)
        else:
            by_year.setdefault(row.year_id, []).append(row)
    found = [(year.year.label, year.year.slug, by_year[year.year.pk]) for year in years.all if year.year.pk in by_year]
    return [(ASTRAY, "astray", astray), *found] if astray else found


def _is_astray(record: Listed, years: MemberYears) -> bool:
    """Whether a draft of an open year was completed on a day that no open year takes [CPD-9]."""
    year = years.by_id(record.year_id)
    if record.completed_on is None or record.complete_at is not None or record.deleted_at is not None:
        return False
    return year in years.open and not years.taking(record.completed_on)
