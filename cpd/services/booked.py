"""A course somebody has places on becomes a draft in their logbook, dated with its last day."""

from __future__ import annotations

import uuid as uuids
from collections.abc import Sequence
from datetime import date, datetime

from django.db import transaction

from cpd.enums import Mode
from cpd.locks import lock_shared
from cpd.models import CpdYear, ProfessionalismArea, Record, Typing, YearResult
from cpd.rules.typed import DATE_BOXES, TICKED, YES, tidy
from members import queries as people

# The drafts of one source are named by its own key, so that being told twice makes one.
NAMES = uuids.UUID("4b1f3a5e-7a51-5a0e-9f0c-2f0d6f6f2c11")
COURSE = "course"
MOST_HOURS = 24
TITLE_LIMIT = 200


def draft_course(
    *, key: str, user_id: int, title: str, day: date, hours: float, topics: Sequence[str], at: datetime
) -> Record | None:
    """[REC-17] A draft for a course in the CPD year of `day`, its last London date; the member finishes it later.

    `key` names the booking: told again, nothing is added, also where the member has deleted the draft. Topics that
    are areas of professionalism are ticked. None for somebody who is no member, and where that year is not open.
    """
    member = people.member_of(user_id=user_id)
    name = uuids.uuid5(NAMES, key)
    year = CpdYear.objects.filter(starts_on__lte=day, ends_on__gte=day, closes_at__gt=at).first()
    if member is None or year is None:
        return None
    with transaction.atomic():
        lock_shared(year_id=year.pk, member_id=member.pk)
        closed = YearResult.objects.filter(member=member, year=year, superseded_at=None).exists()
        if closed or Record.objects.filter(uuid=name).exists():
            return None
        record = Record.objects.create(uuid=name, member=member, year=year, mode=Mode.GUIDED, created_at=at)
        fields = _fields(title, day, hours, topics)
        Typing.objects.create(record=record, fields=fields, version=1, saved_at=at)
        return record


def _fields(title: str, day: date, hours: float, topics: Sequence[str]) -> dict[str, str | list[str]]:
    """What a booking knows of the boxes of the form; the rest is the member's to write."""
    areas = list(ProfessionalismArea.objects.filter(code__in=topics).values_list("code", flat=True))
    boxes: dict[str, object] = {
        "title": title[:TITLE_LIMIT],
        "activity_type": COURSE,
        "planned": YES,
        "professionalism": TICKED if areas else "",
        "areas": areas,
        "hours": f"{hours:g}" if 0 < hours <= MOST_HOURS else "",
        **dict(zip(DATE_BOXES, map(str, (day.day, day.month, day.year)), strict=True)),
    }
    return tidy(boxes)
