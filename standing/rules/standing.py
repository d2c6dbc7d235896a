"""What a member may use today of what membership brings, since when not, why, and what to do about it [CPD-14].

Everything that depends on standing asks here: letters, oaths, audience, certificate and register. Nothing is written
down, so that what is made good comes back by itself.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from cilexportal.foundation import london
from cpd.enums import Outcome
from standing.enums import Benefit, Hold, RightKind
from standing.rules import lights
from standing.rules.facts import CpdYearFacts, Facts, Right

DAY = timedelta(days=1)
OF_GRADE = frozenset({Benefit.LETTERS, Benefit.OATHS, Benefit.AUDIENCE, Benefit.REGISTER})
AUDIENCE = frozenset({RightKind.AUDIENCE, RightKind.HIGHER_CIVIL, RightKind.HIGHER_CRIMINAL})
NO_GRADE = "No grade of membership is held today."
NOT_OF_GRADE = {
    Benefit.LETTERS: "This grade brings no letters.",
    Benefit.OATHS: "This grade is no Commissioner for Oaths by qualification.",
    Benefit.AUDIENCE: "No rights of audience have been granted.",
    Benefit.CERTIFICATE: "This grade holds no practising certificate.",
    Benefit.REGISTER: "This grade has no entry in the public register.",
}
CLAUSES = {Benefit.CERTIFICATE: "CPD-15"}
HELD = {
    Benefit.OATHS: "Oaths may be administered.",
    Benefit.AUDIENCE: "Rights of audience have been granted and may be used.",
    Benefit.REGISTER: "The entry is shown to everybody who looks.",
}


@dataclass(frozen=True)
class Answer:
    """Whether one benefit is held. `since` is the first day of a loss; `until` the last day that is certain, or the
    last day of a loss that ends by itself; `to_do` is empty where there is nothing to do."""

    benefit: Benefit
    hold: Hold
    why: str
    clause: str
    since: date | None = None
    until: date | None = None
    to_do: str = ""

    @property
    def is_held(self) -> bool:
        return self.hold == Hold.HELD


@dataclass(frozen=True)
class Cause:
    """What takes benefits away, from its first day to its last; a last day of None is open."""

    since: date
    benefits: frozenset[Benefit]
    clause: str
    why: str
    to_do: str
    until: date | None = None

    def bites(self, today: date) -> bool:
        return self.since <= today and (self.until is None or today <= self.until)


def standing(facts: Facts, *, today: date) -> dict[Benefit, Answer]:
    """[CPD-13] [CPD-14] The answer for every benefit on one London date."""
    causes = list(causes_of(facts))
    return {benefit: _answer(benefit, facts, causes, today) for benefit in Benefit}


def causes_of(facts: Facts) -> Iterator[Cause]:
    """All that takes something from this member, now or on a day to come; the gravest first."""
    yield from _of_paying(facts)
    for year in sorted(facts.cpd_years, key=lambda one: one.ends_on):
        if since := loss_of(year):
            yield Cause(
                since, OF_GRADE, "CPD-14", f"The CPD year {year.label} was not met, and an officer has signed it.",
                f"Make good what is missing for {year.label}: write to the CPD team, who can enter late records.",
            )  # fmt: skip
    for one in facts.concessions:
        yield Cause(
            one.from_date, frozenset({Benefit.OATHS}), "CPD-14",
            f"A reduced subscription is paid ({one.concession.label.lower()}).",
            "Pay the full subscription to administer oaths again.", one.until_date and one.until_date - DAY,
        )  # fmt: skip


def loss_of(year: CpdYearFacts) -> date | None:
    """[CPD-13] The first day on which a CPD year takes benefits away, None where it never does.

    Only a not-met result that an officer has signed does, not before the year's own day, and not while an extension
    runs; a dispensation takes nothing.
    """
    if year.outcome != Outcome.NOT_MET or year.signed_on is None or year.dispensed:
        return None
    since = max(year.lost_from, year.signed_on)
    return max(since, year.extended_until + DAY) if year.extended_until else since


def waits_for_signature(year: CpdYearFacts, *, today: date) -> bool:
    """[CPD-13] Whether a year was not met and takes benefits away as soon as an officer has signed it."""
    if year.outcome != Outcome.NOT_MET or year.signed_on is not None or year.dispensed:
        return False
    return year.extended_until is None or year.extended_until < today


def _of_paying(facts: Facts) -> Iterator[Cause]:
    """[TC-4.4a] A lapse takes everything; before it, arrears take the right to administer oaths.

    A lapse bites by the clock, whether or not it has been written down.
    """
    owed = facts.membership_year(facts.paid_until.year) if facts.paid_until else None
    lapses_on = facts.lapsed_on or (max(owed.lapses_on, facts.paid_until) if owed and facts.paid_until else None)
    if lapses_on:
        yield Cause(
            lapses_on, OF_GRADE, "TC-4.4a", "Membership has lapsed: the subscription was not paid.",
            "Come back to membership: pay what is due and declare prior conduct.",
        )  # fmt: skip
    if owed and facts.paid_until and not facts.lapsed_on:
        since = max(owed.pay_by + DAY, facts.paid_until)
        yield Cause(
            since, frozenset({Benefit.OATHS}), "TC-4.4a",
            f"The subscription for {owed.year} was not paid by {london.in_words(owed.pay_by)}.",
            f"Renew for {owed.year} and pay.",
        )  # fmt: skip


def _answer(benefit: Benefit, facts: Facts, causes: list[Cause], today: date) -> Answer:
    clause = CLAUSES.get(benefit, "CPD-14")
    if facts.grade is None or not _brings(benefit, facts, today):
        why = NO_GRADE if facts.grade is None else NOT_OF_GRADE[benefit]
        return Answer(benefit, Hold.NEVER, why, clause)
    if benefit == Benefit.CERTIFICATE:
        return _certificate(facts, today)
    mine = [cause for cause in causes if benefit in cause.benefits]
    if biting := next((cause for cause in mine if cause.bites(today)), None):
        return Answer(
            benefit, Hold.SUSPENDED, biting.why, biting.clause,
            since=biting.since, until=biting.until, to_do=biting.to_do,
        )  # fmt: skip
    if benefit == Benefit.AUDIENCE and (ended := _audience_ended(facts, today)):
        why = "The rights of audience that were granted have run out."
        return Answer(benefit, Hold.SUSPENDED, why, clause, since=ended, to_do="Ask the regulator to renew them.")
    return _held(benefit, facts, mine, today)


def _held(benefit: Benefit, facts: Facts, causes: list[Cause], today: date) -> Answer:
    """Held today; said with what is already on its way to end it."""
    why = HELD.get(benefit) or f"{facts.letters} may stand after the name."
    coming = min((cause for cause in causes if cause.since > today), key=lambda cause: cause.since, default=None)
    until = coming.since - DAY if coming else None
    if benefit == Benefit.AUDIENCE:
        ends = [right.until_date - DAY for right in _audience_on(facts, today) if right.until_date]
        until = min([day for day in (until, max(ends, default=None)) if day], default=None)
    if coming is None or coming.clause == "TC-4.4a":
        return Answer(benefit, Hold.HELD, why, "CPD-14", until=until)
    return Answer(benefit, Hold.HELD, f"{why} {coming.why}", coming.clause, until=until, to_do=coming.to_do)


def _brings(benefit: Benefit, facts: Facts, today: date) -> bool:
    """Whether there is anything to hold or to lose."""
    match benefit:
        case Benefit.LETTERS:
            return bool(facts.letters)
        case Benefit.OATHS:
            return facts.brings.oaths
        case Benefit.CERTIFICATE:
            return facts.brings.certificate
        case Benefit.REGISTER:
            return facts.brings.listed
        case Benefit.AUDIENCE:
            return any(one.right in AUDIENCE and one.from_date <= today for one in facts.rights)


def _audience_on(facts: Facts, today: date) -> list[Right]:
    return [
        one
        for one in facts.rights
        if one.right in AUDIENCE and one.from_date <= today and (one.until_date is None or today < one.until_date)
    ]


def _audience_ended(facts: Facts, today: date) -> date | None:
    """The first day without any right of audience, where there were some."""
    if _audience_on(facts, today):
        return None
    ends = (one.until_date for one in facts.rights if one.right in AUDIENCE and one.until_date)
    return max((day for day in ends if day <= today), default=None)


def _certificate(facts: Facts, today: date) -> Answer:
    """[CPD-15] [TC-4.4a] Held while a certificate runs that nobody has revoked; an officer revokes, never the clock."""
    held = facts.certificate_on(today)
    if held:
        why = f"Certificate {held.number} is valid."
        return Answer(Benefit.CERTIFICATE, Hold.HELD, why, "CPD-15", until=held.until_date - DAY)
    year = lights.certificate_year(facts, today=today)
    if coming := facts.certificate_for(year):
        why = f"Certificate {coming.number} has been issued; it begins on {london.in_words(coming.from_date)}."
        return Answer(Benefit.CERTIFICATE, Hold.SUSPENDED, why, "CPD-15", until=coming.from_date - DAY)
    shown = lights.lights(facts, year=year, today=today)
    first = next((one for one in shown.all if not one.is_green), None)
    if first is None:
        why = f"Everything is there for {year}; an officer has yet to issue the certificate."
        return Answer(Benefit.CERTIFICATE, Hold.SUSPENDED, why, "CPD-15")
    return Answer(Benefit.CERTIFICATE, Hold.SUSPENDED, first.why, first.clause, to_do=first.to_do)
