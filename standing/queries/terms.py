"""Where members stand with their membership years: the term that runs, a lapse, and the renewal under way."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from cilexportal.foundation.rulebook.refusal import Refusal, Refused
from cpd.enums import Outcome
from cpd.models import YearResult
from members import queries as people
from members.models import GradeHeld, Member
from shop.enums import Stage
from shop.models import Order
from standing.enums import RenewalKind
from standing.models import Declaration, Joining, Lapse, MembershipYear, Renewal, Term
from standing.queries.conduct import declaration_of
from standing.queries.fees import holds, price_list, reduced_members
from standing.queries.standing import charged_on
from standing.rules import fees, renewing
from standing.rules.fees import Prices
from standing.rules.renewing import Days, Facts


@dataclass(frozen=True, slots=True, kw_only=True)
class Position:
    """A member and the year they can renew, or come back in."""

    member: Member
    days: Days
    facts: Facts
    grade: str
    grade_name: str
    prices: Prices
    current: Term | None
    lapse: Lapse | None
    renewal: Renewal | None
    declaration: Declaration | None

    @property
    def last_day(self) -> date:
        """The last day of the year."""
        return date(self.days.year, 12, 31)

    @property
    def paid_until(self) -> date | None:
        """The last day of the term that runs today."""
        return self.current.until_date - timedelta(days=1) if self.current else None

    @property
    def order(self) -> Order | None:
        return self.renewal.order if self.renewal else None

    @property
    def paid_late(self) -> bool:
        """Whether the subscription of the year was paid, but only once membership had lapsed."""
        return self.renewal is not None and self.renewal.cleared_at is not None and not self.facts.paid

    def may_certify(self) -> bool:
        """Whether the grade has a fee for a practising certificate."""
        return fees.FeeKind.CERTIFICATE in self.prices.pence

    def certificate_line(self) -> fees.Line:
        """[CPD-15] What the certificate of the year costs by itself. Raises Refused where no fee is set for it."""
        return fees.certificate_line(self.prices, year=self.days.year)

    def sum(self, *, certificate: bool) -> fees.Sum:
        """[TC-5.5] What is to be paid. Raises Refused where a fee is not set."""
        paid = {fees.FeeKind.SUBSCRIPTION} if self.paid_late else set()
        if self.renewal is not None and self.renewal.certificate_cleared_at is not None:
            paid.add(fees.FeeKind.CERTIFICATE)
        return fees.fees_for(
            RenewalKind(self.facts.kind), self.prices, grade=self.grade_name, year=self.days.year,
            certificate=certificate and self.may_certify(), paid=paid,
        )  # fmt: skip

    def refusal(self, *, today: date) -> Refusal | None:
        """Why the member cannot go on today, or None."""
        return renewing.may_renew(self.days, self.facts, today=today)


def days_of(year: MembershipYear) -> Days:
    """The days of one year as the rules take them."""
    return Days(year=year.year, opens_on=year.opens_on, pay_by=year.pay_by, lapses_on=year.lapses_on)


def year_in_view(*, today: date, returning: bool) -> MembershipYear:
    """The latest year that has opened; for somebody coming back, the calendar year. Raises Refused without one."""
    years = MembershipYear.objects.filter(opens_on__lte=today).order_by("-year")
    found = years.filter(year=today.year).first() if returning else years.first()
    if found is None:
        raise Refused.because("TC-5.5", "The days of this membership year have not been set yet. Ask membership.")
    return found


def term_on(*, member_id: int, on: date) -> Term | None:
    """The paid term that runs on a London date."""
    return Term.objects.filter(member=member_id, from_date__lte=on, until_date__gt=on, ended_at=None).first()


def has_term(*, member_id: int, year: int) -> bool:
    """Whether a year is paid for."""
    return Term.objects.filter(member=member_id, year=year, ended_at=None).exists()


def live_lapse(member_id: int) -> Lapse | None:
    """The lapse from which a member has not come back."""
    return Lapse.objects.filter(member=member_id, returned_on=None).first()


def live_renewal(*, member_id: int, year: int) -> Renewal | None:
    """The renewal of a year that is under way or paid."""
    related = Renewal.objects.select_related("order__payer", "employer", "declaration")
    return related.filter(member=member_id, year=year, given_up_at=None).first()


def order_of(purpose: str) -> Order | None:
    """The order for a purpose that is not paid and may yet be."""
    live = Order.objects.filter(stage__in=[Stage.PLACED, Stage.ACCEPTED], paid_at=None).select_related("payer")
    return live.filter(lines__purpose=purpose).first()


def cpd_not_met(member_id: int) -> str:
    """[TC-4.4b] The label of the member's latest CPD year where it was not met; empty where it was, or was owed by
    nobody."""
    results = YearResult.objects.filter(member=member_id, superseded_at=None).select_related("year")
    last = results.order_by("-year__ends_on").first()
    return last.year.label if last is not None and last.outcome == Outcome.NOT_MET else ""


def position(member: Member, *, today: date) -> Position:
    """[TC-4.4a] [TC-4.4b] Where a member stands today. Raises Refused where the days of the year are not set."""
    lapse = live_lapse(member.pk)
    year = year_in_view(today=today, returning=lapse is not None)
    on = fees.priced_on(year=year.year, today=today)
    held = _grade(member, on, lapse)
    renewal = live_renewal(member_id=member.pk, year=year.year)
    declared = declaration_of(user_id=member.user_id, year=year.year) if member.user_id else None
    reduced = member.pk in reduced_members(member_ids=[member.pk], on=on)
    paid = has_term(member_id=member.pk, year=year.year)
    if paid and (then := charged_on(year.year, renewal)) != on:
        # What was paid reduced stays so: no certificate comes with it for nothing once the concession is over.
        reduced = reduced or member.pk in reduced_members(member_ids=[member.pk], on=then)
    return Position(
        member=member, days=days_of(year), grade=held, current=term_on(member_id=member.pk, on=today), lapse=lapse,
        grade_name=people.grade_title(code=held, on=today).name if held else "", renewal=renewal,
        prices=price_list(on=on).prices(grade=held, reduced=reduced), declaration=declared,
        facts=Facts(
            kind=RenewalKind.RETURNING if lapse else RenewalKind.RENEWING,
            paid=paid,
            declared=declared is not None,
            undertaken=renewal is not None and renewal.undertaken_at is not None,
            holds_grade=bool(held),
            cpd_not_met=cpd_not_met(member.pk) if lapse else "",
        ),
    )  # fmt: skip


def _grade(member: Member, on: date, lapse: Lapse | None) -> str:
    """The grade that the year is paid for: the one held on its day, or before the lapse; empty without one."""
    if lapse is not None:
        return lapse.grade_code
    found = GradeHeld.objects.filter(holds(on), member=member).values_list("grade_id", flat=True).first()
    return found or ""


def live_joining(user_id: int) -> Joining | None:
    """The request to join that waits for money or for an officer."""
    related = Joining.objects.select_related("order__payer", "grade", "year")
    return related.filter(user=user_id, decided_at=None, given_up_at=None).first()


def last_joining(user_id: int) -> Joining | None:
    """The latest request to join, decided or not."""
    related = Joining.objects.select_related("order__payer", "grade", "year")
    return related.filter(user=user_id, given_up_at=None).order_by("-asked_at").first()
