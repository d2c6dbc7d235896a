"""Certificates as pages show them, who is ready for one, and which an officer should look at."""

from __future__ import annotations

import uuid as uuids
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Exists, OuterRef, Q, QuerySet

from cpd.enums import Outcome
from cpd.models import YearResult
from members.models import GradeHeld, Member
from standing.enums import Benefit, Hold, Verdict
from standing.models import Certificate, Declaration, GradeRights, Lapse, MembershipYear, Renewal, Term
from standing.queries.losses import Loss, coming
from standing.queries.standing import facts_of, facts_of_one
from standing.rules.facts import Facts
from standing.rules.lights import Lights, Step, certificate_year, lights
from standing.rules.numbers import as_number
from standing.rules.standing import Answer, standing

DAY = timedelta(days=1)
DONE = (Outcome.MET, Outcome.DISPENSED, Outcome.NOT_REQUIRED)
RED, GREEN, GREY, BLUE = "red", "green", "grey", "blue"


@dataclass(frozen=True)
class Shown:
    """A certificate with the word that says how it stands on a day."""

    certificate: Certificate
    word: str
    colour: str

    @property
    def last_day(self) -> date:
        return self.certificate.until_date - DAY

    @property
    def is_live(self) -> bool:
        return self.certificate.revoked_at is None


@dataclass(frozen=True)
class StandingPage:
    """What a member and an officer see alike of one member on a day."""

    member: Member
    facts: Facts
    lights: Lights
    answers: list[Answer]
    certificates: list[Shown]
    today: date

    @property
    def loss(self) -> Answer | None:
        """The first loss of something that the grade brings, for the page to begin with."""
        lost = (one for one in self.answers if one.hold == Hold.SUSPENDED and one.since)
        return next(lost, None)

    @property
    def coming(self) -> list[Loss]:
        """[CPD-13] CPD years that take benefits away once an officer has signed them."""
        return coming(self.facts, today=self.today)

    @property
    def lacks_only_certificate_fee(self) -> bool:
        """Whether the fee is what comes next, of the certificate alone: the year itself is paid."""
        is_next = self.lights.next.step == Step.FEE
        return is_next and self.facts.lapsed_on is None and self.facts.paid(self.lights.year).subscription

    @property
    def live(self) -> Certificate | None:
        """The certificate of the lights' year, where there is one."""
        mine = (one.certificate for one in self.certificates if one.is_live)
        return next((one for one in mine if one.year_id == self.lights.year), None)

    @property
    def revoked(self) -> Certificate | None:
        """The certificate of the lights' year that was revoked last, while there is no other."""
        return None if self.live else revoked_of([self.member], year=self.lights.year).get(self.member.pk)


def page_of(member: Member, *, today: date) -> StandingPage:
    """Everything about one member's standing."""
    facts = facts_of_one(member.pk, today)
    mine = Certificate.objects.filter(member=member).select_related("printout")
    answers = standing(facts, today=today)
    return StandingPage(
        member,
        facts,
        lights(facts, year=certificate_year(facts, today=today), today=today),
        [answers[benefit] for benefit in Benefit],
        [shown(one, today=today) for one in mine],
        today,
    )


def shown(certificate: Certificate, *, today: date) -> Shown:
    """How a certificate stands on a London date."""
    if certificate.revoked_at:
        return Shown(certificate, "Revoked", RED)
    if today >= certificate.until_date:
        return Shown(certificate, "Ended", GREY)
    if today < certificate.from_date:
        return Shown(certificate, "Issued, not valid yet", BLUE)
    return Shown(certificate, "Valid", GREEN)


def by_number(typed: str, *, today: date) -> Shown | None:
    """The certificate of a number as somebody typed it, or None. Nothing but whole numbers finds anything."""
    number = as_number(typed)
    found = Certificate.objects.filter(number=number).first() if number else None
    return shown(found, today=today) if found else None


def of_member(member: Member, number: str) -> Certificate | None:
    """One of the member's own certificates, or None."""
    return Certificate.objects.filter(member=member, number=number).select_related("printout").first()


def member_called(uuid: uuids.UUID) -> Member | None:
    """The member of an address, or None."""
    return Member.objects.filter(uuid=uuid).select_related("user").first()


def member_numbered(number: str) -> Member | None:
    """The member with exactly this membership number, or None."""
    return Member.objects.filter(number=number.strip()).first() if "\x00" not in number else None


def year_to_issue(today: date) -> int:
    """The newest year that can be renewed for, whose certificates are issued now."""
    opened = MembershipYear.objects.filter(opens_on__lte=today).order_by("-year").values_list("year", flat=True)
    return max(today.year, opened.first() or 0)


def ready_for(year: int, *, today: date) -> QuerySet[Member]:
    """[CPD-15a] Members without a certificate of this year for whom the tables have all of it, by name.

    A first look in one query; `with_lights` has the last word.
    """
    mine, holds = {"member": OuterRef("pk")}, {"year": year, "member": OuterRef("pk")}
    running = Q(from_date__lte=today) & (Q(until_date=None) | Q(until_date__gt=today))
    grades = GradeRights.objects.filter(running, certificate=True).values("grade")
    declared = Declaration.objects.filter(
        user=OuterRef("user"), year=year, superseded_at=None, verdict=Verdict.ACCEPTED
    )
    results = YearResult.objects.filter(year__ends_on__year=year - 1, superseded_at=None, **mine)
    paid = Exists(Term.objects.filter(ended_at=None, **holds)) | Exists(
        Renewal.objects.filter(given_up_at=None, cleared_at__isnull=False, **holds)
    )
    return (
        Member.objects.filter(Exists(GradeHeld.objects.filter(running, grade__in=grades, **mine)))
        .filter(Exists(declared), paid, ~Exists(results.exclude(outcome__in=DONE)))
        .exclude(Exists(Certificate.objects.filter(revoked_at=None, **holds)))
        .order_by("sort_name", "number")
    )


def with_lights(members: list[Member], *, year: int, today: date) -> list[tuple[Member, Lights]]:
    """Each member with the lights of the year, in as many statements as one takes."""
    facts = facts_of([one.pk for one in members], today)
    return [(one, lights(facts[one.pk], year=year, today=today)) for one in members]


def revoked_of(members: Iterable[Member], *, year: int) -> dict[int, Certificate]:
    """[CPD-15] Member id -> the certificate of this year that was revoked last, of those who have one."""
    gone = Certificate.objects.filter(member__in=[one.pk for one in members], year=year, revoked_at__isnull=False)
    return {one.member_id: one for one in gone.order_by("revoked_at", "pk")}


def to_look_at(*, today: date) -> QuerySet[Certificate]:
    """[TC-4.4a] [CPD-13] Certificates still running whose holder has lapsed or has a signed year that was not met:
    an officer decides about them, not a job in the night."""
    mine = {"member": OuterRef("member")}
    lapsed = Lapse.objects.filter(returned_on=None, on__lte=today, **mine)
    not_met = YearResult.objects.filter(
        superseded_at=None, outcome=Outcome.NOT_MET, signature__isnull=False, **mine
    )  # fmt: skip
    running = Certificate.objects.filter(Exists(lapsed) | Exists(not_met), revoked_at=None, until_date__gt=today)
    return running.select_related("member").order_by("member__sort_name", "number")
