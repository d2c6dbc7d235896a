"""Some hundred members of every kind against an oracle that was written from the clauses and shares no code."""

from __future__ import annotations

import random
from datetime import date, timedelta
from fractions import Fraction

import pytest

from cilexportal.foundation.correspondence.models import Message
from cpd.models import CpdYear, Dispensation, Extension, Record, Reduction, YearResult
from members.models import GradeHeld, Member
from tests import factories
from tests.cpd.close.conftest import outcomes
from tests.cpd.conftest import CLOSES, MAY

MEMBERS = 240
ORDER = ["student", "affiliate", "retired", "paralegal", "advanced_paralegal", "practitioner", "fellow"]
NOTHING_OWED = {"student", "affiliate", "retired"}


def oracle(member: Member) -> str:
    """The outcome by the words of CPD-5a, 7a, 10, 16a, 16b and 16c, in fractions of an hour."""
    held = [g for g in member.grades.all() if g.until_date is None or g.until_date > date(2025, 10, 1)]
    started_in_time = any(g.from_date <= date(2025, 10, 1) for g in held)
    lowest = min((g.grade_id for g in held), key=ORDER.index)
    if not started_in_time or lowest in NOTHING_OWED:
        return "not_required"
    if Dispensation.objects.filter(member=member, withdrawn_at=None).exists():
        return "dispensed"
    extended = Extension.objects.filter(member=member, withdrawn_at=None).exists()
    ends = CLOSES + timedelta(days=90) if extended else CLOSES
    counted = [r for r in member.records.all() if r.complete_at and r.complete_at < ends and not r.deleted_at]
    about = sum(r.professionalism for r in counted)
    if lowest == "paralegal":
        met = about >= 1 and enough_hours(member, [r for r in counted if not r.professionalism])
    else:
        reduced = Reduction.objects.filter(member=member, withdrawn_at=None).exists()
        most, planned = (5, 3) if reduced else (9, 5)
        met = len(counted) >= most and about >= 1 and sum(bool(r.planned) for r in counted) >= planned
    if met:
        return "met"
    return "extended" if extended else "not_met"


def enough_hours(member: Member, records: list[Record]) -> bool:
    inside = study = other = Fraction(0)
    for record in records:
        hours = Fraction(str(record.hours or 0))
        if member.specialism_id is None or record.in_specialism:
            inside += hours
        elif record.activity_type_id and record.activity_type.is_study:
            study += hours
        else:
            other += hours
    return inside >= 4 and inside + other + min(study, Fraction(4)) >= 8


def generate(chance: random.Random, year: CpdYear) -> None:
    """Members near their boundaries: most have about what they owe."""
    area = factories.PracticeAreaFactory()
    study = factories.ActivityTypeFactory(code="a-study", is_study=True)
    for number in range(MEMBERS):
        grade = chance.choice(["fellow", "paralegal", "paralegal", "advanced_paralegal", "practitioner", "student"])
        joined = chance.choice([date(2015, 1, 1)] * 6 + [date(2025, 10, 1), date(2025, 10, 2)])
        special = chance.choice([None, area])
        user = factories.UserFactory(password=None)
        member = factories.MemberFactory(
            user=user, grade=grade, joined_on=joined, specialism=special, number=f"G{number:05}"
        )
        if chance.random() < 0.15 and joined.year == 2015:
            change = chance.choice([date(2025, 10, 1), date(2025, 10, 2), date(2026, 4, 1)])
            member.grades.update(until_date=change)
            GradeHeld.objects.create(member=member, grade_id=chance.choice(ORDER), from_date=change)
        Record.objects.bulk_create(records(chance, member, year, study, grade == "paralegal"))
        granted = {"member": member, "year": year, "reason": "x", "granted_at": MAY, "granted_by": user}
        for kind, extra in ((Dispensation, {}), (Reduction, {}), (Extension, {"until": date(2026, 12, 31)})):
            if chance.random() < 0.1:
                taken_back = {"withdrawn_at": MAY, "withdrawn_by": user} if chance.random() < 0.3 else {}
                kind.objects.create(**granted, **extra, **taken_back)


def records(chance: random.Random, member: Member, year: CpdYear, study: object, mixed: bool) -> list[Record]:
    made = []
    for number in range(chance.randint(2, 5) if mixed else chance.choice([4, 5, 8, 9, 9, 10])):
        made.append(
            Record(
                member=member,
                year=year,
                title=f"No. {number}",
                completed_on=date(2026, 1, 5),
                learned="x",
                evaluation="x",
                planned=chance.random() < 0.6,
                professionalism=chance.random() < 0.2,
                hours=chance.choice(["0.25", "1.00", "2.00", "3.99", "4.00"]) if mixed else None,
                in_specialism=chance.choice([True, True, False]) if mixed else None,
                activity_type=study if mixed and chance.random() < 0.4 else None,
                complete_at=chance.choice([MAY] * 9 + [None, CLOSES]),
                deleted_at=MAY if chance.random() < 0.04 else None,
            )
        )
    return made


@pytest.mark.clause("CPD-10", "CPD-5a", "CPD-7a", "CPD-16a", "CPD-16b", "CPD-16c", "REC-25")
@pytest.mark.parametrize("seed", [1, 2])
def test_every_outcome_is_the_oracles(year: CpdYear, run_close, seed: int) -> None:
    generate(random.Random(seed), year)
    everybody = Member.objects.prefetch_related("grades", "records__activity_type")
    expected = {member.pk: oracle(member) for member in everybody}
    run_close()
    assert outcomes(year) == expected
    assert len(set(expected.values())) == 5, "the sample has every outcome"
    owing = sum(outcome != "not_required" for outcome in expected.values())
    assert (YearResult.objects.count(), Message.objects.count()) == (MEMBERS, owing)
