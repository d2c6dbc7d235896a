"""What an assessor makes of a sampled year; a second one has the last word where the first does not accept it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction

from cilexportal.foundation import london
from cilexportal.foundation.asking import services as asking
from cilexportal.foundation.asking.models import Stage
from cilexportal.foundation.audit import because
from cilexportal.foundation.correspondence import services as correspondence
from cilexportal.foundation.rulebook.refusal import Refused, refuse_if_any
from cpd.enums import Reading
from cpd.models import Mark, Sampled
from cpd.queries.sampled import so_far
from cpd.rules import sampling as rules
from cpd.rules.sampling import Marked
from cpd.services.sampling.papers import held
from members.models import User

NOT_NEEDED = "The sampling has been decided, so that nothing more is needed."


def assess(
    *, sampled_id: int, second: bool, reading: Reading, marks: Mapping[int, Marked], words: str, by: User, at: datetime
) -> Reading | None:
    """[CPD-16d] [REC-28] Writes a reading: a mark for every record (by id of SampledRecord), and what it comes to.

    `second` says that the first reading was before the assessor's eyes. Gives the outcome, which the member is told
    as it is written here; None where a second assessor is to have the last word. Raises Refused.
    """
    with transaction.atomic(), because(user_id=by.pk, why="cpd.sampling.assess"):
        found = held(sampled_id)
        _refuse(found, second=second, reading=reading, marks=marks, words=words, by=by, at=at)
        Mark.objects.bulk_create(
            Mark(of_id=kept, second=second, met=mark.met, reason=mark.reason, words=mark.words)
            for kept, mark in marks.items()
        )
        which = "second" if second else "first"
        for name, value in {"by": by, "at": at, "reading": reading, "words": words}.items():
            setattr(found, f"{which}_{name}", value)
        if rules.is_final(reading, second=second):
            found.outcome, found.decided_at = reading, at
        found.save()
        if found.outcome:
            _end(found, by=by, at=at)
        return Reading(found.outcome) if found.outcome else None


def _refuse(
    found: Sampled, *, second: bool, reading: Reading, marks: Mapping[int, Marked], words: str, by: User, at: datetime
) -> None:
    """Raises Refused for somebody who may not read it now, and for a reading that is not whole."""
    refuse_if_any(filter(None, [rules.may_read(so_far(found), by=by.pk, today=london.date_of(at))]))
    if second != (found.first_by_id is not None):
        name = found.first_by.full_name if found.first_by else "Somebody"
        raise Refused.because(rules.CLAUSE, f"{name} has assessed this meanwhile. Read that first, then decide.")
    if set(marks) != set(found.records.values_list("pk", flat=True)):
        raise Refused.because("REC-28", "Mark every record as met or not met.")
    faults = [rules.bad_mark(mark) for mark in marks.values()]
    refuse_if_any(filter(None, [*faults, rules.bad_reading(reading, marks=list(marks.values()), words=words)]))


def _end(found: Sampled, *, by: User, at: datetime) -> None:
    """Nothing more is asked for, and the member is told."""
    if found.asked is not None and found.asked.stage == Stage.OPEN:
        asking.withdraw(request_id=found.asked.pk, why=NOT_NEEDED, by=by, at=at)
    member = found.member
    correspondence.queue(
        kind="cpd.sample_decided", to_user_id=member.user_id, to_name=member.full_name,
        to_email=member.user.email if member.user else "", context={"sampled": found.pk},
        dedupe_key=f"cpd.sample_decided:{found.pk}", at=at,
    )  # fmt: skip
