"""What is typed and not saved: kept at each pause, told apart from other pages, and let go [REC-17]."""

from __future__ import annotations

import json
import uuid as uuids
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import connection, transaction
from django.db.models import F

from cilexportal.foundation.rulebook.refusal import Refused
from cpd.models import Record, Typing
from cpd.queries.typed import form_of
from cpd.queries.years import MemberYears, years_of
from cpd.rules.typed import Fields, read, tidy

LARGEST_VERSION = 2**31 - 2
MOST_DRAFTS = 50

# One statement for the many times that a page saves what it holds. It writes only where the version the page started
# from is still the newest, so that two pages never overwrite each other in silence; the lock on the record makes it
# wait for a save that is under way.
KEEP_SQL = """
WITH mine AS (
    SELECT id, version FROM cpd_record WHERE uuid = %(uuid)s AND member_id = %(member)s FOR SHARE
), kept AS (
    INSERT INTO cpd_typing AS typing (record_id, fields, version, page, saved_at)
    SELECT mine.id, %(fields)s, %(version)s + 1, %(page)s, %(at)s
    FROM mine LEFT JOIN cpd_typing old ON old.record_id = mine.id
    WHERE mine.version <= %(version)s AND coalesce(old.version, mine.version) = %(version)s
    ON CONFLICT (record_id) DO UPDATE
        SET fields = excluded.fields, version = excluded.version, page = excluded.page, saved_at = excluded.saved_at
        WHERE typing.version = %(version)s
    RETURNING version
)
SELECT EXISTS (SELECT FROM mine), (SELECT version FROM kept)
"""


class NotYours(Exception):
    """The record belongs to somebody else, or to nobody any more."""


@dataclass
class Stale(Exception):
    """Another page or device has written since this one was opened; here is what it wrote, and when."""

    version: int
    fields: Fields
    saved_at: datetime | None
    page: str = ""


def keep(*, member_id: int, uuid: uuids.UUID, version: int, page: str, year: str, fields: Fields, at: datetime) -> int:
    """[REC-17] Keeps what is typed into a record's form, in an open year or a closed one; returns the new version.

    `version` is the one the page holds and `page` its form key; `year` (a slug) is where a new record begins.
    Raises Stale, NotYours, TooMuch, and Refused where there is no year to begin a record in, or too many are begun.
    """
    values = {
        "uuid": uuid,
        "member": member_id,
        "fields": json.dumps(tidy(fields)),
        "version": min(max(version, 0), LARGEST_VERSION),
        "page": page,
        "at": at,
    }
    known, kept = _keep(values)
    if not known:
        with transaction.atomic():
            day = read(tidy(fields)).answers.completed_on
            begin(member_id=member_id, uuid=uuid, year=year, at=at, day=day)
            _, kept = _keep(values)
    if kept is None:
        raise stale(Record.objects.select_related("typing").get(uuid=uuid))
    return kept


def keep_form(
    *, member_id: int, uuid: uuids.UUID, version: int, page: str, year: str, fields: Fields, at: datetime
) -> int:
    """[REC-17] Keeps a whole form that its person sends to come back to; what the same page autosaved gives way to it.

    Raises as `keep` does.
    """
    sent: dict[str, Any] = {
        "member_id": member_id,
        "uuid": uuid,
        "page": page,
        "year": year,
        "fields": fields,
        "at": at,
    }
    try:
        return keep(version=version, **sent)
    except Stale as other:
        if not page or other.page != page:
            raise
        return keep(version=other.version, **sent)


def _keep(values: dict[str, object]) -> tuple[bool, int | None]:
    """Whether the record is the member's, and the new version where the text was kept."""
    with connection.cursor() as cursor:
        cursor.execute(KEEP_SQL, values)
        known, kept = cursor.fetchone()
        return known, kept


def stale(record: Record) -> Stale:
    """The other text of a record: what is being typed elsewhere, else what was saved."""
    form = form_of(record)
    return Stale(form.version, form.fields, form.typed_at or record.saved_at, form.page)


def begin(*, member_id: int, uuid: uuids.UUID, year: str, at: datetime, day: date | None = None) -> Record:
    """The record of a form that is being filled in for the first time, in the year it was opened for.

    `day` is the one that is typed into it, where there is one. Two requests that begin the same record get the same
    one. Raises NotYours, and Refused for one draft too many.
    """
    into = where_to_begin(years_of(member_id, at=at), year, day=day)
    if not Record.objects.filter(uuid=uuid).exists():
        refuse_too_many_drafts(member_id=member_id, year_id=into)
    record, _ = Record.objects.get_or_create(
        uuid=uuid, defaults={"member_id": member_id, "year_id": into, "created_at": at}
    )
    if record.member_id != member_id:
        raise NotYours
    return record


def where_to_begin(years: MemberYears, slug: str, *, day: date | None) -> int:
    """[CPD-9] [CPD-10] The id of the year that a form was opened for; without one, of the newest open year.

    Where that year has closed meanwhile, a day completed that fits an open year decides; else the text stays with the
    closed one, which says so and offers what there is, until its result is there and nothing may join it any more.
    Raises Refused where there is no year at all.
    """
    asked = years.by_slug(slug)
    if asked is None or asked in years.open:
        into = [asked] if asked else years.open[-1:]
    else:
        late = years.open[-1:] if asked.span.has_result else [asked]
        into = (years.taking(day) if day else []) or late
    if not into:
        raise Refused.because("CPD-10", "No CPD year is open for you, so nothing can be recorded.")
    return into[0].year.pk


def refuse_too_many_drafts(*, member_id: int, year_id: int) -> None:
    """Raises Refused where the member has begun as many records of the year, and saved none of them, as may be kept."""
    drafts = Record.objects.filter(member_id=member_id, year_id=year_id, saved_at=None, deleted_at=None)
    if drafts.count() >= MOST_DRAFTS:
        sentence = (
            f"You have {MOST_DRAFTS} records in this year that were never saved. Save or delete one of them first."
        )
        raise Refused.because("REC-17", sentence)


def discard(*, member_id: int, uuid: uuids.UUID) -> None:
    """Lets go of what was typed over a saved record; the saved answers stay. Raises NotYours.

    The row stays, empty and one version on, so that a page that still holds the text is told.
    """
    record = Record.objects.filter(uuid=uuid, member_id=member_id).first()
    if record is None:
        raise NotYours
    Typing.objects.filter(record=record).update(fields={}, page="", version=F("version") + 1)
