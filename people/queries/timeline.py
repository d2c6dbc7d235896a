"""What happened to a member, as events of a few kinds, each read by the body it belongs to."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from cilexportal.foundation import london
from cpd.enums import NOT_FINAL, Outcome
from cpd.models import YearResult
from members.models import GradeHeld, Member
from members.queries import grade_titles
from people.models import GradeChange, Merge
from shop.queries import order_list
from standing.enums import Body
from standing.models import Lapse, Renewal, Term
from standing.queries.certificates import StandingPage

MOST_ORDERS = 20
# The name that a field of an event takes from it.
Day = date
DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Happening:
    """One event as ui/timeline.html draws it: an instant, or a London date where only the day is known."""

    title: str
    at: datetime | None = None
    date: Day | None = None
    text: str = ""
    by: str = ""

    @property
    def day(self) -> Day:
        """The London date."""
        if self.at is not None:
            return london.date_of(self.at)
        return self.date or Day.min


def timeline(member: Member, standing: StandingPage, *, body: Body, today: Day) -> list[Happening]:
    """[LAW-ART10] The events, newest first. The regulator reads no renewals, orders or merges; CILEX reads how a CPD
    year came out and not why."""
    found = [*_membership(member, today), *_results(member, body), *_certificates(standing)]
    if body == Body.CILEX:
        found += [*_renewals(member), *_orders(member), *_merges(member)]
    return sorted(found, key=lambda one: one.day, reverse=True)


def _membership(member: Member, today: Day) -> Iterator[Happening]:
    """Joined, each grade, each term, each lapse and return."""
    yield Happening("Joined", date=member.joined_on)
    titles = grade_titles(on=today)
    why = {(one.after_id, one.on): one for one in GradeChange.objects.filter(member=member).select_related("by")}
    for held in GradeHeld.objects.filter(member=member):
        change = why.get((held.grade_id, held.from_date))
        name = titles[held.grade_id].name if held.grade_id in titles else held.grade_id
        yield Happening(
            f"Grade: {name}", date=held.from_date, text=change.reason if change else "",
            by=str(change.by) if change else "",
        )  # fmt: skip
    for term in Term.objects.filter(member=member):
        until = london.in_words(term.until_date - DAY)
        yield Happening(f"Paid term {term.year_id} began", date=term.from_date, text=f"To the end of {until}.")
        if term.ended_at:
            yield Happening(f"Paid term {term.year_id} ended", at=term.ended_at, text=term.get_end_display())
    for lapse in Lapse.objects.filter(member=member):
        yield Happening("Membership lapsed", date=lapse.on, text="The subscription had not come.")
        if lapse.returned_on:
            yield Happening("Returned to membership", date=lapse.returned_on)


def _results(member: Member, body: Body) -> Iterator[Happening]:
    results = YearResult.objects.filter(member=member, superseded_at=None).select_related("year")
    for one in results:
        said = one.get_outcome_display() if body == Body.REGULATOR else _came_out(one.outcome)
        yield Happening(f"CPD year {one.year.label}: {said[0].lower()}{said[1:]}", at=one.decided_at)


def _came_out(outcome: str) -> str:
    """A result without its reason: not met, in order, or not settled."""
    if outcome == Outcome.NOT_MET:
        return "not met"
    return "not settled yet" if outcome in NOT_FINAL else "in order"


def _certificates(standing: StandingPage) -> Iterator[Happening]:
    for one in standing.certificates:
        paper = one.certificate
        yield Happening(
            f"Practising certificate {paper.number} issued", at=paper.issued_at, text=f"For {paper.year_id}."
        )
        if paper.revoked_at:
            yield Happening(f"Practising certificate {paper.number} revoked", at=paper.revoked_at)


def _renewals(member: Member) -> Iterator[Happening]:
    for one in Renewal.objects.filter(member=member):
        what = f"{one.get_kind_display()} for {one.year_id}"
        yield Happening(f"{what} begun", at=one.begun_at)
        if one.cleared_at:
            yield Happening(f"{what} paid", at=one.cleared_at)
        if one.given_up_at:
            yield Happening(f"{what} given up", at=one.given_up_at)


def _orders(member: Member) -> Iterator[Happening]:
    if member.user_id is None:
        return
    orders = list(order_list.orders_of(member.user_id)[:MOST_ORDERS])
    for row in order_list.rows(orders):
        order = row["order"]
        yield Happening(f"Order {order.number or 'without a number yet'}: {row['word'][0].lower()}{row['word'][1:]}",
                        at=order.placed_at, text=row["things"])  # fmt: skip


def _merges(member: Member) -> Iterator[Happening]:
    for one in Merge.objects.filter(kept=member).select_related("gone", "by", "undone_by"):
        yield Happening(f"Number {one.gone.number} merged into this one", at=one.at, text=one.reason, by=str(one.by))
        if one.undone_at:
            yield Happening(f"Merge with {one.gone.number} undone", at=one.undone_at, text=one.undone_why,
                            by=str(one.undone_by))  # fmt: skip
