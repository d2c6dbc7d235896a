"""A member's grade changes: on a date, with a reason, and with a letter."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction

from cilexportal.foundation import london
from cilexportal.foundation.audit import because
from cilexportal.foundation.correspondence import services as correspondence
from cilexportal.foundation.rulebook.refusal import refuse_if_any
from cpd import locks
from cpd.models import CpdYear, YearResult
from members import services as members
from members.models import GradeHeld, Member, User
from members.queries import grade_on
from people.models import GradeChange
from people.rules import grades as rules

LETTER = "people.grade_changed"


def change(*, member_id: int, to: str, on: date, why: str, by: User, at: datetime) -> GradeChange:
    """[CPD-16c] The member holds the grade `to` from the London date `on`, and is written to. Raises Refused.

    CPD is told by the lock of the year: a close waits for the change, or the change finds the year closed. What the
    year asks is read from the grades held when it is asked.
    """
    words = " ".join(why.split())
    with transaction.atomic(), because(user_id=by.pk, why="people.change_grade"):
        for year in CpdYear.objects.filter(ends_on__gte=on).order_by("pk"):
            locks.lock_shared(year_id=year.pk, member_id=member_id)
        member = Member.objects.select_for_update(of=("self",)).select_related("user").get(pk=member_id)
        held = grade_on(member_id=member.pk, on=on)
        later = GradeHeld.objects.filter(member=member, from_date__gt=held.from_date if held else on).exists()
        no = rules.may_change(
            held=held.grade_id if held else None, to=to, held_from=held.from_date if held else None, later=later,
            judged_until=judged_until(member), on=on, today=london.date_of(at),
        )  # fmt: skip
        refuse_if_any([*filter(None, [rules.bad_reason(words), rules.own(member.user_id, by=by.pk)]), *no])
        assert held is not None
        members.change_grade(held=held, grade_id=to, on=on)
        made = GradeChange.objects.create(
            member=member, before=held.grade, after_id=to, on=on, reason=words, by=by, at=at
        )
        _write_to(member, made, at)
    return made


def judged_until(member: Member) -> date | None:
    """The last London date of a CPD year in which the member has a result."""
    judged = YearResult.objects.filter(member=member, superseded_at=None).order_by("-year__ends_on")
    return judged.values_list("year__ends_on", flat=True).first()


def _write_to(member: Member, made: GradeChange, at: datetime) -> None:
    correspondence.queue(
        kind=LETTER, to_user_id=member.user_id, to_name=member.full_name,
        to_email=member.user.email if member.user else "", context={"change": made.pk},
        dedupe_key=f"{LETTER}:{made.pk}", at=at,
    )  # fmt: skip
