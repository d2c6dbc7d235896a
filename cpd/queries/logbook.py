"""The member's own records, as the logbook lists them: three queries whatever their number."""

from __future__ import annotations

import uuid as uuids
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.db.models.fields.json import KT

from cilexportal.foundation import london
from cilexportal.foundation.ui.words import counted
from cpd.models import Evidence, ProfessionalismArea, Record
from cpd.queries.owed import Asked, findings
from cpd.queries.typed import form_of
from cpd.queries.years import MemberYears
from cpd.rules.record import restore_until
from cpd.rules.typed import read
from members.models import Member

COUNTING, DRAFTS, DELETED = "counting", "drafts", "deleted"
SEARCHED = ("title", "need", "learned", "evaluation", "change", "explanation")
COLUMNS = (
    "id", "uuid", "year_id", "title", "completed_on", "planned", "professionalism", "hours", "complete_at",
    "saved_at", "created_at", "deleted_at",
)  # fmt: skip


@dataclass(frozen=True)
class Filters:
    """What the member wants to see; everything that is not deleted unless something is said."""

    words: str = ""
    state: str = ""
    planned: bool | None = None
    professionalism: bool = False
    year_id: int | None = None

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
    can_change: bool


def records_of(member: Member) -> QuerySet[Record]:
    """The member's records, the last completed first; nobody else's are ever among them."""
    return Record.objects.filter(member=member).order_by(F("completed_on").desc(nulls_first=True), "-id")


def rows(member: Member, years: MemberYears, filters: Filters, *, asked: Mapping[int, Asked]) -> list[Row]:
    """The lines of the list in the order of `records_of`. `asked` says what each open year's form asks."""
    found = list(
        _filtered(records_of(member), filters)
        .annotate(
            typed_title=KT("typing__fields__title"),
            typed_at=F("typing__saved_at"),
            is_typed=~Q(typing__fields={}) & Q(typing__isnull=False),
            has_files=Exists(Evidence.objects.filter(record=OuterRef("pk"), removed_at=None)),
        )
        .values(*COLUMNS, "typed_title", "typed_at", "is_typed", "has_files")
    )
    drafts = [row["id"] for row in found if row["complete_at"] is None and row["deleted_at"] is None]
    missing = _missing(drafts, years, asked)
    open_ids = {year.year.pk for year in years.open}
    return [_row(row, missing, open_ids, at=years.at) for row in found]


def _filtered(records: QuerySet[Record], filters: Filters) -> QuerySet[Record]:
    records = records.filter(deleted_at__isnull=filters.state != DELETED)
    if filters.year_id is not None:
        records = records.filter(year_id=filters.year_id)
    if filters.state in (COUNTING, DRAFTS):
        records = records.filter(complete_at__isnull=filters.state == DRAFTS)
    if filters.planned is not None:
        records = records.filter(planned=filters.planned)
    if filters.professionalism:
        records = records.filter(professionalism=True)
    for word in filters.words.split():
        somewhere = Q()
        for name in SEARCHED:
            somewhere |= Q(**{f"{name}__icontains": word}) | Q(**{f"typing__fields__{name}__icontains": word})
        records = records.filter(somewhere)
    return records


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


def _row(row: Mapping[str, object], missing: Mapping[int, int], open_ids: set[int], *, at: datetime) -> Row:
    """One line from the columns of its record."""
    status, colour, note = _status(row, missing.get(row["id"]), at=at)
    return Row(
        uuid=row["uuid"],
        year_id=row["year_id"],
        title=_title(row),
        when=london.in_words(row["completed_on"]) if isinstance(row["completed_on"], date) else "No date yet",
        what=_what(row),
        status=status,
        colour=colour,
        note=note,
        has_files=row["has_files"],
        can_change=row["year_id"] in open_ids,
    )


def _title(row: Mapping[str, object]) -> str:
    typed = row["typed_title"] if row["is_typed"] and row["saved_at"] is None else ""
    return str(row["title"] or typed or "Untitled record").strip() or "Untitled record"


def _what(row: Mapping[str, object]) -> str:
    """Planned or not, professionalism, hours: in a few words."""
    parts = []
    if row["planned"] is not None:
        parts.append("Planned" if row["planned"] else "Unplanned")
    if row["professionalism"]:
        parts.append("Professionalism")
    if row["hours"]:
        parts.append(counted(row["hours"], "hour"))
    return ", ".join(parts)


def _status(row: Mapping[str, object], missing: int | None, *, at: datetime) -> tuple[str, str, str]:
    """The status word, its colour and the sentence beside it."""
    if isinstance(row["deleted_at"], datetime):
        until = london.date_of(restore_until(row["deleted_at"]))
        return (
            "Deleted",
            "grey",
            f"restore before {london.in_words(until)}" if at < restore_until(row["deleted_at"]) else "",
        )
    if row["complete_at"] is not None:
        return "Counts", "green", "changes typed but not saved" if row["is_typed"] else ""
    if missing is None:
        return "Draft", "grey", "did not count"
    if missing == 0:
        return "Draft", "amber", "not counting yet: save it to make it count"
    return "Draft", "amber", f"not counting yet: {counted(missing, 'answer')} missing"


def coverage(member: Member, year_id: int) -> list[tuple[str, int]]:
    """[REC-26] Every area of professionalism with the number of counted records of the year that are tagged with it."""
    tags: Counter[str] = Counter()
    counted_records = Record.objects.filter(member=member, year_id=year_id, complete_at__isnull=False, deleted_at=None)
    for areas in counted_records.exclude(areas=[]).values_list("areas", flat=True):
        tags.update(areas)
    return [(area.name, tags[area.code]) for area in ProfessionalismArea.objects.all()]


def grouped(rows: Iterable[Row], years: MemberYears) -> list[tuple[str, str, list[Row]]]:
    """(label, slug, rows) for each year that has rows, the newest year first."""
    by_year: dict[int, list[Row]] = {}
    for row in rows:
        by_year.setdefault(row.year_id, []).append(row)
    return [(year.year.label, year.year.slug, by_year[year.year.pk]) for year in years.all if year.year.pk in by_year]
