"""What a draw is made from, the draws of the desk, and whether a sample holds a record."""

from __future__ import annotations

import uuid as uuids
from collections import Counter
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Count, Q, QuerySet

from cilexportal.foundation.rulebook.refusal import Refusal
from cpd.enums import LeaveOut, Outcome, Reading
from cpd.models import CpdYear, Draw, LeftOut, Record, Sampled, SampledRecord, YearResult
from cpd.queries.years import YearOfMember
from cpd.rules import sampling as rules
from members.models import GradeHeld, Member

# What a year has to have come to for it to be sampled: something was owed, and nothing is waited for any more.
CAN_BE_SAMPLED = (Outcome.MET, Outcome.NOT_MET)


def why_held(record: Record, year: YearOfMember | None) -> Refusal | None:
    """[CPD-16d] Why a record does not change, whatever its year says: it is being sampled, or did not stand.

    One query, and none for a year without a result.
    """
    if year is None:
        return None
    if record.refused_at is not None:
        return rules.refused(year.year.label)
    if year.outcome is None or not SampledRecord.objects.filter(record=record, sampled__outcome="").exists():
        return None
    return rules.held(year.year.label)


def years_to_sample() -> QuerySet[CpdYear]:
    """The years that were closed for somebody, the newest first."""
    return CpdYear.objects.filter(
        pk__in=YearResult.objects.filter(superseded_at=None, outcome__in=CAN_BE_SAMPLED).values("year")
    )


def population_of(year: CpdYear) -> dict[int, int]:
    """[CPD-16d] Member id -> id of the result, in the order of the ids, of all who could be sampled."""
    live = YearResult.objects.filter(year=year, superseded_at=None, outcome__in=CAN_BE_SAMPLED)
    return dict(live.order_by("member_id").values_list("member_id", "pk"))


def sampled_before(year: CpdYear) -> dict[int, str]:
    """[CPD-16d] Member id -> what the sample of the CPD year before came to, of those that were decided."""
    before = Sampled.objects.filter(year__ends_on=year.starts_on - timedelta(days=1)).exclude(outcome="")
    return dict(before.values_list("member_id", "outcome"))


def left_out_by_rule(draw: Draw, *, by: int, today: date) -> dict[int, LeaveOut]:
    """[CPD-16d] Member id -> why the draw itself leaves somebody out, in four queries. `by` draws (id of a person)."""
    live = YearResult.objects.filter(year=draw.year, superseded_at=None, outcome__in=CAN_BE_SAMPLED)
    running = GradeHeld.objects.filter(Q(until_date=None) | Q(until_date__gt=today), from_date__lte=today)
    lapsed = live.exclude(member__in=running.values("member")).values_list("member_id", flat=True)
    accepted = [pk for pk, outcome in sampled_before(draw.year).items() if outcome == Reading.ACCEPTED]
    found = dict.fromkeys(accepted, LeaveOut.ACCEPTED_BEFORE)
    found |= dict.fromkeys(lapsed, LeaveOut.LAPSED)
    found |= dict.fromkeys(Member.objects.filter(user=by).values_list("pk", flat=True), LeaveOut.CONFLICT)
    drawn = Sampled.objects.filter(year=draw.year).values_list("member_id", flat=True)
    return found | dict.fromkeys(drawn, LeaveOut.DRAWN)


@dataclass(frozen=True)
class Preview:
    """What a draw would come to as things stand; `again` has those drawn again with what the year before came to."""

    population: dict[int, int]
    by_rule: dict[int, LeaveOut]
    by_hand: tuple[int, ...]
    before: dict[int, str]
    drawn: rules.Drawn

    @property
    def left_out(self) -> list[tuple[str, int]]:
        """(reason, members) of those whom the draw leaves out by itself, the commonest first."""
        counted = Counter(reason for pk, reason in self.by_rule.items() if pk in self.population)
        return [(LeaveOut(reason).label, members) for reason, members in counted.most_common()]

    @property
    def left_out_count(self) -> int:
        return len(set(self.population) & (set(self.by_rule) | set(self.by_hand)))

    @property
    def eligible(self) -> int:
        """How many the lot is drawn from."""
        return len(self.population) - self.left_out_count - len(self.drawn.again)

    @property
    def total(self) -> int:
        return len(self.drawn.by_lot) + len(self.drawn.again)


def preview(draw: Draw, *, by: int, today: date) -> Preview:
    """[CPD-16d] What the draw comes to if it is drawn now, in a handful of queries for any number of members."""
    population = population_of(draw.year)
    by_rule = left_out_by_rule(draw, by=by, today=today)
    by_hand = tuple(draw.left_out.values_list("member_id", flat=True))
    before = sampled_before(draw.year)
    again = [pk for pk, outcome in before.items() if outcome in rules.DRAWN_AGAIN]
    drawn = rules.draw(
        population, excluded={*by_rule, *by_hand}, again=again, seed=draw.seed, number=draw.number,
        percent=draw.percent,
    )  # fmt: skip
    return Preview(population, by_rule, by_hand, before, drawn)


def draws() -> QuerySet[Draw]:
    """Every draw, the newest first, with how many were drawn and how many are decided."""
    everybody = Draw.objects.defer("population").select_related("year", "prepared_by", "drawn_by")
    counted = everybody.annotate(members=Count("sampled"), decided=Count("sampled", filter=~Q(sampled__outcome="")))
    return counted.order_by("-prepared_at", "-pk")


def draw_of(uuid: uuids.UUID) -> Draw | None:
    """The draw of this name, with its year, or None."""
    return Draw.objects.defer("population").select_related("year", "prepared_by", "drawn_by").filter(uuid=uuid).first()


def left_out_of(draw: Draw, *, reader: int) -> QuerySet[LeftOut]:
    """Whom an officer leaves out of a draw, by name; not the reader (id of a person), for the words are about them."""
    named = draw.left_out.exclude(by=None).exclude(member__user=reader).select_related("member", "by")
    return named.order_by("member__sort_name", "member__number")


def left_out_counts(draw: Draw) -> list[tuple[str, int]]:
    """(reason, members) of all whom a draw left out, the commonest first."""
    rows = draw.left_out.values_list("reason").annotate(members=Count("pk")).order_by("-members", "reason")
    return [(LeaveOut(reason).label, members) for reason, members in rows]


def repeats(draw: Draw) -> bool:
    """[CPD-16d] Whether the recorded seed, population and exclusions give the very people of this draw."""
    again = draw.sampled.exclude(again="").values_list("member_id", flat=True)
    drawn = rules.draw(
        draw.population, excluded=set(draw.left_out.values_list("member_id", flat=True)), again=set(again),
        seed=draw.seed, number=draw.number, percent=draw.percent,
    )  # fmt: skip
    return {*drawn.by_lot, *drawn.again} == set(draw.sampled.values_list("member_id", flat=True))
