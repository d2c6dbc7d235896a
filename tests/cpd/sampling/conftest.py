"""A closed year with members in it, two officers who assess, and a draw."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import pytest

from cpd.enums import Outcome, Reading
from cpd.models import CpdYear, Draw, Record, Sampled, YearResult
from cpd.rules.sampling import Marked
from cpd.services import sampling
from members.enums import Role
from members.models import Member, User
from tests import factories
from tests.cpd.conftest import counting

DECEMBER = datetime(2026, 12, 1, 9, 0, tzinfo=UTC)
SEED = "a-seed-to-type"
GOOD = Marked(True, "changed")
POOR = Marked(False, "no_change", "What do you do differently now?")


@pytest.fixture
def cleo(db: None) -> User:
    """A CPD officer."""
    return factories.staff(Role.CPD_OFFICER, full_name="Cleo Hart")


@pytest.fixture
def rosa(db: None) -> User:
    """Another one."""
    return factories.staff(Role.CPD_OFFICER, full_name="Rosa Lind")


@pytest.fixture
def closed(close: Callable[..., YearResult], year: CpdYear) -> Callable[..., list[Member]]:
    """`closed(3, records=2)` makes members whose year was closed as met, each with so many records."""

    def making(members: int, *, records: int = 2, of: CpdYear = year, outcome: Outcome = Outcome.MET) -> list[Member]:
        made = [factories.MemberFactory() for _ in range(members)]
        for member in made:
            for number in range(records):
                counting(member, of, title=f"No. {number}")
            close(member, of, outcome)
        return made

    return making


def prepared(year: CpdYear, by: User, *, number: int = 1, at: datetime = DECEMBER, **told: Any) -> Draw:
    size = {"number": number, "percent": None, "seed": SEED, **told}
    return sampling.prepare(year=year, by=by, at=at, **size)


def drawn(year: CpdYear, by: User, *, at: datetime = DECEMBER, **told: Any) -> list[Sampled]:
    draw = prepared(year, by, at=at, **told)
    sampling.draw(draw_id=draw.pk, by=by, at=at)
    return list(draw.sampled.order_by("member_id"))


def read(
    one: Sampled, by: User, reading: Reading = Reading.ACCEPTED, *, mark: Marked | None = None, second: bool = False,
    words: str = "", at: datetime = DECEMBER,
) -> Reading | None:  # fmt: skip
    """An assessment with the same mark for every record."""
    mark = mark or (GOOD if reading != Reading.NOT_ACCEPTED else POOR)
    marks = dict.fromkeys(one.records.values_list("pk", flat=True), mark)
    words = words or ("" if reading == Reading.ACCEPTED else "Say what changed in your practice.")
    told = {"reading": reading, "marks": marks, "words": words, "second": second}
    return sampling.assess(sampled_id=one.pk, by=by, at=at, **told)


def records_of(one: Sampled) -> list[Record]:
    return [kept.record for kept in one.records.select_related("record").order_by("pk")]
