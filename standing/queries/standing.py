"""The facts that standing is derived from, for one member or for many: always the same number of statements."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Model, Q

from cilexportal.foundation import london
from cpd.enums import Outcome
from cpd.queries.came_to import CameTo, came_to
from members.models import GradeHeld, Member
from members.queries import GradeTitle, grade_titles
from standing.enums import Concession, FeeKind, RightKind, Verdict
from standing.models import (
    Certificate,
    Declaration,
    Fee,
    GradeRights,
    Lapse,
    MembershipYear,
    ReducedFee,
    Renewal,
    RightHeld,
    Term,
)
from standing.rules.facts import (
    Brings,
    CpdYearFacts,
    Facts,
    Issued,
    MembershipYearFacts,
    Paid,
    Reduced,
    Right,
)
from standing.rules.fees import priced_on


@dataclass(frozen=True)
class Figures:
    """What is the same for everybody on a day: names of grades, what they bring, years, and where a subscription
    includes the certificate as (grade, year)."""

    titles: dict[str, GradeTitle]
    brings: dict[str, Brings]
    years: tuple[MembershipYearFacts, ...]
    included: frozenset[tuple[str | None, int]]


def facts_of(member_ids: Collection[int], today: date) -> dict[int, Facts]:
    """Member id -> the facts as of the London date `today`; ids of nobody are left out."""
    wanted = list(member_ids)
    if not wanted:
        return {}
    users = dict(Member.objects.filter(pk__in=wanted).values_list("pk", "user_id"))
    figures = _figures(today)
    rows = _Rows(wanted, [user for user in users.values() if user], today)
    return {pk: _facts(pk, user, rows, figures) for pk, user in users.items()}


def facts_of_one(member_id: int, today: date) -> Facts:
    """The facts of one member, who exists."""
    return facts_of([member_id], today)[member_id]


class _Rows:
    """What is on record of these members, by member; declarations by person."""

    def __init__(self, members: list[int], users: list[int], today: date) -> None:
        of = {"member__in": members}
        held = GradeHeld.objects.filter(_running(today), **of)
        self.grades = dict(held.values_list("member_id", "grade_id"))
        self.lapses = {one.member_id: one for one in Lapse.objects.filter(returned_on=None, on__lte=today, **of)}
        self.terms = by_member(Term.objects.filter(ended_at=None, **of))
        self.renewals = by_member(Renewal.objects.filter(given_up_at=None, **of).select_related("order"))
        self.concessions = by_member(ReducedFee.objects.filter(**of))
        self.rights = by_member(RightHeld.objects.filter(**of))
        self.certificates = by_member(Certificate.objects.filter(revoked_at=None, **of))
        self.declared: dict[int, list[tuple[int, Verdict | None]]] = defaultdict(list)
        declared = Declaration.objects.filter(user__in=users, superseded_at=None).order_by("year")
        for user, year, verdict in declared.values_list("user_id", "year", "verdict"):
            self.declared[user].append((year, Verdict(verdict) if verdict else None))
        self.cpd: dict[int, list[CpdYearFacts]] = defaultdict(list)
        for row in came_to(members, today=today):
            self.cpd[row.member_id].append(cpd_year(row))


def cpd_year(row: CameTo) -> CpdYearFacts:
    """What a CPD year came to, as the rules of standing read it."""
    return CpdYearFacts(
        row.label, row.ends_on, row.lost_from, Outcome(row.outcome) if row.outcome else None, row.signed_on,
        row.extended_until, row.dispensed, row.was_member,
    )  # fmt: skip


def by_member(rows: Iterable[Any]) -> dict[int, list[Any]]:
    """Member id -> the rows of that member."""
    found: dict[int, list[Model]] = defaultdict(list)
    for row in rows:
        found[row.member_id].append(row)
    return found


def _figures(today: date) -> Figures:
    brings = {
        one.grade_id: Brings(one.oaths, one.certificate, one.listed)
        for one in GradeRights.objects.filter(_running(today))
    }
    years = tuple(
        MembershipYearFacts(one.year, one.opens_on, one.pay_by, one.lapses_on) for one in MembershipYear.objects.all()
    )
    free = list(Fee.objects.filter(kind=FeeKind.CERTIFICATE, reduced=False, pence=0))
    included = frozenset(
        (fee.grade_id, one.year) for one in years for fee in free if _runs(fee, on=date(one.year, 1, 1))
    )
    return Figures(grade_titles(on=today), brings, years, included)


def _facts(pk: int, user: int | None, rows: _Rows, figures: Figures) -> Facts:
    lapse = rows.lapses.get(pk)
    grade = rows.grades.get(pk) or (lapse.grade_code if lapse else None)
    title = figures.titles.get(grade) if grade else None
    terms = rows.terms.get(pk, [])
    return Facts(
        grade=grade,
        title=title.name if title else "",
        letters=title.letters if title else "",
        brings=figures.brings.get(grade, Brings()) if grade else Brings(),
        cpd_years=tuple(rows.cpd.get(pk, ())),
        membership_years=figures.years,
        paid_until=max((one.until_date for one in terms), default=None),
        lapsed_on=lapse.on if lapse else None,
        payments=_payments(pk, grade, rows, figures),
        concessions=tuple(
            Reduced(Concession(one.concession), one.from_date, one.until_date) for one in rows.concessions.get(pk, ())
        ),
        rights=tuple(Right(RightKind(one.right), one.from_date, one.until_date) for one in rows.rights.get(pk, ())),
        declared=tuple(rows.declared.get(user, ())) if user else (),
        certificates=tuple(
            Issued(one.number, one.year_id, one.from_date, one.until_date) for one in rows.certificates.get(pk, ())
        ),
    )


def _payments(pk: int, grade: str | None, rows: _Rows, figures: Figures) -> tuple[Paid, ...]:
    """What is paid by year. A reduced subscription never includes the certificate."""
    renewals = {one.year_id: one for one in rows.renewals.get(pk, ())}
    terms = {one.year_id for one in rows.terms.get(pk, ())}
    reduced = rows.concessions.get(pk, ())
    return tuple(
        Paid(
            year,
            begun=year in renewals,
            subscription=year in terms or bool(renewals[year].cleared_at),
            certificate=year in renewals and renewals[year].certificate_cleared_at is not None,
            certificate_included=(grade, year) in figures.included
            and not any(_runs(one, on=charged_on(year, renewals.get(year))) for one in reduced),
        )
        for year in sorted(terms | renewals.keys())
    )


def charged_on(year: int, renewal: Renewal | None) -> date:
    """The London date by whose figures a year was charged: of the order, or of the clearing where there was none."""
    at = None if renewal is None else renewal.order.placed_at if renewal.order else renewal.cleared_at
    first = date(year, 1, 1)
    return first if at is None else priced_on(year=year, today=london.date_of(at))


def _running(on: date) -> Q:
    """Rows whose days contain the London date `on`."""
    return Q(from_date__lte=on) & (Q(until_date=None) | Q(until_date__gt=on))


def _runs(row: Any, *, on: date) -> bool:
    return row.from_date <= on and (row.until_date is None or on < row.until_date)
