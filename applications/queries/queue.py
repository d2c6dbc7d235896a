"""The officers' queue: as fast among many cases as among few, whatever it is filtered by.

Cases are read in the order in which they came, from an index that has it for each filter that many cases answer to; a
page begins after a place and not after a number of pages. What was typed is looked for among the first READ_ON cases
in that order, and what is too rare to be met there by its three-letter parts. Only what more than MOST_COUNTED cases
answer to, and yet is not met on the way, is not listed whole: one more word finds it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any

from django.db import connection
from django.db.models import Q, QuerySet

from applications.models import Case
from applications.models.cases import OPEN, QUEUED
from applications.queries.deciding import part_in
from applications.rules.numbers import as_reference
from cilexportal.foundation import london
from cilexportal.foundation.searching import holding

A_PAGE, MOST_COUNTED, READ_ON = 50, 500, 1200
ANY, NOBODY = "any", "nobody"
PLACE = re.compile(r"(-?[0-9]{1,18})-([0-9]{1,18})")
EPOCH, MICROSECOND = datetime(1970, 1, 1, tzinfo=UTC), timedelta(microseconds=1)
Key = tuple[datetime, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What is looked for. `stage`: "" for what is open, or ANY; `officer`: "", NOBODY or an id; `waiting`: for more
    than so many days; `message`: the applicant wrote and waits for an answer, at any stage; `words`: a reference, or
    parts of number, name and address."""

    words: str = ""
    kind: str = ""
    stage: str = ""
    whose: str = ""
    officer: str = ""
    waiting: int | None = None
    overdue: bool = False
    message: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """A page of the queue, with the places of the pages around it. `count` of all, None where it was not counted;
    `more`: there are more than that. `too_many`: some of more than MOST_COUNTED are not listed."""

    cases: list[Case]
    before: str = ""
    after: str = ""
    count: int | None = None
    more: bool = False
    too_many: bool = False


def found(
    wanted: Wanted, *, but_of: int, today: date, after: str = "", before: str = "", size: int = A_PAGE
) -> Found:  # fmt: skip
    """[HB-26] The page after the place `after`, or before the place `before`; the first one without either. Somebody's
    own cases, `but_of`, are not for them, and neither are those in which they were asked for a reference."""
    cases = _filtered(wanted, today=today)
    if closed := part_in(but_of):
        cases = cases.exclude(application__in=closed)
    parts = wanted.words.lower().split()
    if parts and not as_reference(wanted.words):
        return _by_words(cases, parts, after=_place(after), size=size)
    start, end = _place(after), _place(before)
    if end:
        page = list(cases.filter(_earlier(end)).order_by("-queued", "-id")[: size + 1])
        rows, is_first, is_last = page[:size][::-1], len(page) <= size, False
    else:
        page = list((cases.filter(_later(start)) if start else cases).order_by("queued", "id")[: size + 1])
        rows, is_first, is_last = page[:size], start is None, len(page) <= size
    # Without an order the planner reads the whole table for what is late.
    count = cases.order_by(*(["due_on"] if wanted.overdue else []))[: MOST_COUNTED + 1].count()
    return Found(
        cases=rows, count=min(count, MOST_COUNTED), more=count > MOST_COUNTED,
        before=_named(rows[0]) if rows and not is_first else "", after=_named(rows[-1]) if rows and not is_last else "",
    )  # fmt: skip


def _filtered(wanted: Wanted, *, today: date) -> QuerySet[Case, Any]:
    """The cases that the filters leave, without what was typed; `queued` is since when each is in the queue."""
    cases = Case.objects.annotate(queued=QUEUED).select_related("application__user", "officer")
    asked: dict[str, Any] = {name: value for name in ("kind", "whose") if (value := getattr(wanted, name))}
    if reference := as_reference(wanted.words):
        asked["application__reference"] = reference
    if wanted.stage not in ("", ANY):
        asked["stage"] = wanted.stage
    elif not wanted.stage and not reference and not wanted.message:
        asked["stage__in"] = OPEN
    if wanted.officer:
        asked |= {"officer": None if wanted.officer == NOBODY else int(wanted.officer)}
    if wanted.waiting is not None:
        asked["queued__lt"] = london.start_of_day(today - timedelta(days=wanted.waiting))
    if wanted.overdue:
        asked["due_on__lt"] = today
    if wanted.message:
        asked["written_at__isnull"] = False
    return cases.filter(**asked)


def _by_words(cases: QuerySet[Case, Any], parts: list[str], *, after: Key | None, size: int) -> Found:
    """Those in whose reference, number, name or address every part stands."""
    ahead = cases.filter(_later(after)) if after else cases
    met, is_all = _read_on(ahead, parts)
    too_many = False
    if not is_all and len(met) <= size:
        hits = sorted(holding(ahead, parts).order_by().values_list("queued", "id")[: MOST_COUNTED + 1])
        too_many = len(hits) > MOST_COUNTED
        met, is_all = (met, False) if too_many else (hits, True)
    keys = met[:size]
    by_id = cases.in_bulk([pk for _, pk in keys])
    rows = [by_id[pk] for _, pk in keys if pk in by_id]
    return Found(
        cases=rows, after=_name(keys[-1]) if len(met) > size else "", too_many=too_many,
        count=None if after else len(met), more=not is_all,
    )  # fmt: skip


def _read_on(cases: QuerySet[Case, Any], parts: list[str]) -> tuple[list[Key], bool]:
    """Which of the first READ_ON cases hold every part, and whether there are no others to look at."""
    ahead = cases.select_related(None).order_by("queued", "id").values_list("queued", "id", "words")[:READ_ON]
    statement, values = ahead.query.sql_with_params()
    tests = " AND ".join("strpos(words, %s) > 0" for _ in parts)
    with connection.cursor() as cursor:
        cursor.execute(
            f"WITH ahead AS MATERIALIZED (SELECT * FROM ({statement}) one (queued, id, words))"  # noqa: S608 - our own
            " SELECT seen, queued, id FROM (SELECT count(*) AS seen FROM ahead) counted"
            f" LEFT JOIN (SELECT queued, id FROM ahead WHERE {tests}) met ON true ORDER BY queued, id",
            [*values, *parts],
        )
        rows = cursor.fetchall()
    return [(queued, pk) for _, queued, pk in rows if pk is not None], rows[0][0] < READ_ON


def _later(key: Key) -> Q:
    return Q(queued__gte=key[0]) & (Q(queued__gt=key[0]) | Q(id__gt=key[1]))


def _earlier(key: Key) -> Q:
    return Q(queued__lte=key[0]) & (Q(queued__lt=key[0]) | Q(id__lt=key[1]))


def _named(case: Any) -> str:
    """The place of a case in the queue."""
    return _name((case.queued, case.pk))


def _name(key: Key) -> str:
    return f"{(key[0] - EPOCH) // MICROSECOND}-{key[1]}"


def _place(name: str) -> Key | None:
    """The instant and id of a place; None for anything else."""
    read = PLACE.fullmatch(name)
    try:
        return (EPOCH + int(read[1]) * MICROSECOND, int(read[2])) if read else None
    except OverflowError:
        return None
