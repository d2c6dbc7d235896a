"""Publishing a version of a pathway: from its first day on, applications are begun under it; others keep theirs."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.db import transaction

from applications.models import Pathway, PathwayVersion
from applications.rules import reading
from applications.rules.pathway import PathwayData
from cilexportal.foundation import london
from cilexportal.foundation.audit import because
from cilexportal.foundation.rulebook.refusal import Refusal, Refused
from members.models import User

CLAUSE = "HB-11"


def publish(*, document: Mapping[str, Any], by: User, at: datetime) -> PathwayVersion:
    """[HB-11] [HB-14] Adds a version, and ends the one before it on the new one's first day. It never changes after.

    Raises Refused with each fault of the document, for a version that is not the next one, and for a first day that is
    not after the present version's, or lies in the past.
    """
    data = read(document=document)
    with transaction.atomic(), because(user_id=by.pk, why="applications.pathways.publish"):
        Pathway.objects.get_or_create(code=data.code, defaults={"title": data.title})
        pathway = Pathway.objects.select_for_update().get(code=data.code)
        before = pathway.versions.order_by("-version").first()
        _refuse_out_of_line(data, before=before, today=london.date_of(at))
        if before is not None and (before.until_date is None or before.until_date > data.from_date):
            before.until_date = data.from_date
            before.save(update_fields=["until_date"])
        if pathway.title != data.title:
            pathway.title = data.title
            pathway.save(update_fields=["title"])
        return PathwayVersion.objects.create(
            pathway=pathway, version=data.version, from_date=data.from_date,
            document=json.loads(json.dumps(document, default=_iso)),
        )  # fmt: skip


def check(*, document: Mapping[str, Any], today: date) -> PathwayData:
    """[HB-11] A document that could be published today, as its rules read it. Raises Refused as `publish` does."""
    data = read(document=document)
    before = PathwayVersion.objects.filter(pathway=data.code).order_by("-version").first()
    _refuse_out_of_line(data, before=before, today=today)
    return data


def read(*, document: Mapping[str, Any]) -> PathwayData:
    """[HB-11] A document as its rules read it. Raises Refused, one sentence for each fault."""
    try:
        return reading.read(document)
    except reading.PathwayFault as no:
        raise Refused(*(Refusal(CLAUSE, fault) for fault in no.faults)) from no
    except (TypeError, ValueError, AttributeError) as odd:
        raise Refused.because(CLAUSE, f"The document cannot be read: {odd}.") from odd


def _refuse_out_of_line(data: PathwayData, *, before: PathwayVersion | None, today: date) -> None:
    expected = before.version + 1 if before else 1
    if data.version != expected:
        raise Refused.because(CLAUSE, f"The next version is {expected}; the document says {data.version}.")
    if data.from_date < today:
        raise Refused.because(CLAUSE, "Its first day has to be today or later: nobody begins in the past.")
    if before is not None and data.from_date <= before.from_date:
        day = london.in_words(before.from_date)
        raise Refused.because(CLAUSE, f"Its first day has to be after that of the version before it, {day}.")


def _iso(value: object) -> str:
    """A day as text. Raises TypeError for what no document holds."""
    if isinstance(value, date):
        return value.isoformat()
    raise TypeError(f"{value!r} has no place in a document")
