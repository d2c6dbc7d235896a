"""Rows as an archive tells them: plain values, the oldest first, people by their names."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from django.db.models import ForeignKey, Model, QuerySet

from admission.models import Allowance, CriterionMark, Exclusion, Judgement, MarkingShare
from admission.queries.trail import untold
from applications.enums import Outcome, SeenBy
from applications.models import (
    AgendaItem,
    Case,
    CaseFee,
    CaseNote,
    Decision,
    Happening,
    Hold,
    Reconsideration,
    Reference,
    Referral,
    SectionVerdict,
    Submission,
)
from cilexportal.foundation.asking.models import Request
from members.models import User

Told = dict[str, Any]
# File -> the table, and how its rows lead to their case. What no table says in full has a function of its own below.
TABLES: dict[str, tuple[type[Model], str]] = {
    "decisions": (Decision, "case"),
    "sections": (SectionVerdict, "case"),
    "timeline": (Happening, "case"),
    "fees": (CaseFee, "case"),
    "holds": (Hold, "case"),
    "referrals": (Referral, "case"),
    "reconsiderations": (Reconsideration, "case"),
    "marks": (CriterionMark, "case"),
    "judgements": (Judgement, "case"),
    "who-marks-what": (MarkingShare, "case"),
    "left-out": (Exclusion, "declaration__case"),
    "left-out-and-let-pass": (Allowance, "exclusion__declaration__case"),
}
# By which clause a row of these was decided; a decision by its outcome.
CLAUSES = {
    "sections": "HB-26", "referrals": "HB-28", "reconsiderations": "HB-28b", "marks": "HB-31", "judgements": "HB-41c",
    "left-out": "HB-47", "left-out-and-let-pass": "HB-S4.1a",
}  # fmt: skip
DECIDED_BY = {
    Outcome.MET: "HB-26a", Outcome.NOT_YET: "HB-27", Outcome.ASK: "HB-26", Outcome.REFER: "HB-28",
    Outcome.NOT_MET: "HB-28", Outcome.RETURN: "HB-28",
}  # fmt: skip


def of_case(case: Case, *, about: str) -> Iterator[tuple[str, list[Told], bool | None]]:
    """[HB-28b] The name of each file of rows about a case, with its rows, and whether these are what their history
    tells; None where no history is kept. `about` is what requests to the applicant are kept under."""
    found = {name: model._base_manager.filter(**{path: case}) for name, (model, path) in TABLES.items()}
    # What officers noted for each other alone is their own, and no part of the application.
    found["notes"] = CaseNote.objects.filter(case=case).exclude(seen_by=SeenBy.OFFICERS)
    found["references-in-confidence"] = Reference.objects.filter(asked__case=case, signed_at__isnull=False)
    for name, of in found.items():
        as_told = not any(untold(of)) if hasattr(of.model, "pgh_event_model") else None
        yield name, [one | decided_by(name, one) for one in rows(of)], as_told
    yield "requests", _requests(about), None
    yield "meetings", _heard(case), None


def decided_by(name: str, one: Told) -> Told:
    """The clause by which something was decided, and of a decision the hash of what was decided on."""
    if name == "decisions":
        sent = Submission.objects.values_list("sha256", flat=True).get(pk=one["submission"])
        return {"clause": DECIDED_BY[one["outcome"]], "evidence_sha256": sent}
    return {"clause": CLAUSES[name]} if name in CLAUSES else {}


def rows(found: QuerySet[Any]) -> list[Told]:
    """Rows as plain values, the oldest first; people by their names, in one statement."""
    people = [field.name for field in found.model._meta.concrete_fields if _names_somebody(field)]
    ordered = found.order_by("pk")
    return [row(one) for one in (ordered.select_related(*people) if people else ordered)]


def row(one: Model) -> Told:
    """A row as plain values; who did something by their name, other rows by their id."""
    told: Told = {}
    for field in one._meta.concrete_fields:
        value = field.value_from_object(one)
        told[field.name] = str(getattr(one, field.name)) if _names_somebody(field) and value is not None else value
    return told


def as_text(content: Any) -> str:
    """Plain values as the text of a file."""
    return json.dumps(content, cls=DjangoJSONEncoder, ensure_ascii=False, indent=1, sort_keys=True)


def _names_somebody(field: object) -> bool:
    return isinstance(field, ForeignKey) and field.related_model is User


def _requests(about: str) -> list[Told]:
    """What the applicant was asked for, and what they answered; files are beside it under the numbers."""
    asked = Request.objects.filter(about=about).select_related("person", "asked_by", "ended_by")
    return [
        {**row(one), "items": [row(item) for item in one.items.all()]}
        for one in asked.prefetch_related("items").order_by("pk")
    ]


def _heard(case: Case) -> list[Told]:
    """Each time that the case was on an agenda: the meeting, who sat, and which interests they declared in it."""
    related = ("meeting__released_by", "listed_by", "recorded_by")
    items = AgendaItem.objects.filter(referral__case=case).select_related(*related).order_by("pk")
    return [
        {
            "meeting": row(one.meeting), "item": row(one),
            "sat": [
                {**row(seat), "member": seat.member.user.full_name, "as": seat.member.kind}
                for seat in one.meeting.seats.all()
            ],
            "interests": [
                {**row(told), "member": told.seat.member.user.full_name} for told in one.interests.all()
            ],
        }
        for one in items.prefetch_related("meeting__seats__member__user", "interests__seat__member__user")
    ]  # fmt: skip
