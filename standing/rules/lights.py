"""The three lights before a practising certificate, and the one thing to do next: the same words for everybody."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from cilexportal.foundation import london
from cpd.enums import Outcome
from standing.enums import Light, Verdict
from standing.rules.facts import CpdYearFacts, Facts

DONE = {
    Outcome.MET: "was met",
    Outcome.DISPENSED: "was dispensed with",
    Outcome.NOT_REQUIRED: "asked for nothing",
}
WAITS = {
    None: ("An officer has yet to look at the declaration", "Wait: the regulator looks at the declaration"),
    Verdict.QUESTIONED: ("An officer has asked for more", "Answer what the regulator has asked"),
    Verdict.REFERRED: ("The declaration has been referred for a decision", "Wait for the regulator's decision"),
}


class Step(StrEnum):
    """Where the next action is done."""

    CPD = "cpd"
    CONDUCT = "conduct"
    FEE = "fee"
    ISSUE = "issue"
    NOTHING = "nothing"


@dataclass(frozen=True)
class Lit:
    """One light: its colour, why in one sentence with the clause, and what would turn it green."""

    step: Step
    name: str
    colour: Light
    why: str
    clause: str
    to_do: str = ""

    @property
    def is_green(self) -> bool:
        return self.colour == Light.GREEN


@dataclass(frozen=True)
class Next:
    """The one thing to do next."""

    step: Step
    words: str


@dataclass(frozen=True)
class Lights:
    """The lights of one certificate year."""

    year: int
    cpd: Lit
    conduct: Lit
    fee: Lit
    next: Next

    @property
    def all(self) -> tuple[Lit, Lit, Lit]:
        return self.cpd, self.conduct, self.fee

    @property
    def are_green(self) -> bool:
        return all(one.is_green for one in self.all)


def certificate_year(facts: Facts, *, today: date) -> int:
    """The year whose certificate is the next to get: the newest that can be renewed for, else the calendar year."""
    open_years = [one.year for one in facts.membership_years if one.opens_on <= today]
    return max([today.year, *open_years])


def lights(facts: Facts, *, year: int, today: date) -> Lights:
    """[CPD-15] [CPD-15a] The lights of the certificate for the calendar year `year`, on one London date."""
    three = _cpd(facts, year, today), _conduct(facts, year), _fee(facts, year, today)
    return Lights(year, *three, next=_next(facts, year, three))


def _next(facts: Facts, year: int, three: tuple[Lit, Lit, Lit]) -> Next:
    """What is red before what waits; a red CPD year first, for nothing else makes up for it [CPD-15a]."""
    if issued := facts.certificate_for(year):
        return Next(Step.NOTHING, f"Nothing: certificate {issued.number} for {year} has been issued.")
    if not facts.brings.certificate:
        return Next(Step.NOTHING, "Nothing: this grade holds no practising certificate.")
    for colour in (Light.RED, Light.AMBER):
        for lit in three:
            if lit.colour == colour:
                return Next(lit.step, lit.to_do)
    return Next(Step.ISSUE, f"An officer issues the certificate for {year}.")


def _cpd(facts: Facts, year: int, today: date) -> Lit:
    """[CPD-15] Met or dispensed: green. Live extension: amber. Anything else: red."""
    found = facts.cpd_year_before(year)
    if found is None:
        return _red_cpd(f"The portal has no CPD year that ended in {year - 1}.", "Ask the CPD team about that year.")
    what = DONE.get(found.outcome) if found.outcome else None
    if what or not found.was_member:
        why = f"The CPD year {found.label} {what or 'was before membership began'}."
        return Lit(Step.CPD, "CPD", Light.GREEN, why, "CPD-15")
    if found.extended_until and today <= found.extended_until:
        last = london.in_words(found.extended_until)
        return Lit(
            Step.CPD, "CPD", Light.AMBER, f"The CPD year {found.label} has been extended until {last}.", "CPD-15",
            f"Complete and record the CPD of {found.label} by {last}.",
        )  # fmt: skip
    if found.outcome == Outcome.HELD:
        return Lit(
            Step.CPD, "CPD", Light.AMBER, f"A request about the CPD year {found.label} waits for its answer.", "CPD-11",
            f"Wait: the CPD team answers the request about {found.label}.",
        )  # fmt: skip
    if found.dispensed:
        return Lit(
            Step.CPD, "CPD", Light.AMBER, f"A dispensation from {found.label} has been granted; its result follows.",
            "CPD-15", f"Wait: the CPD team closes {found.label} anew.",
        )  # fmt: skip
    return _short_of_cpd(found, today)


def _short_of_cpd(year: CpdYearFacts, today: date) -> Lit:
    if year.outcome == Outcome.NOT_MET:
        signed = "and an officer has signed it" if year.signed_on else "and an officer has yet to sign it"
        to_do = f"Make good what is missing for {year.label}: write to the CPD team, who can enter late records."
        return _red_cpd(f"The CPD year {year.label} was not met, {signed}.", to_do)
    if today <= year.ends_on:
        last = london.in_words(year.ends_on)
        return _red_cpd(f"The CPD year {year.label} runs until {last}.", f"Meet the CPD year {year.label} by {last}.")
    return _red_cpd(
        f"The CPD year {year.label} has no result yet.", f"Ask the CPD team for the result of {year.label}."
    )


def _red_cpd(why: str, to_do: str) -> Lit:
    return Lit(Step.CPD, "CPD", Light.RED, why, "CPD-15", to_do)


def _conduct(facts: Facts, year: int) -> Lit:
    """[CPD-15b] A declaration made for that very year, and accepted."""
    declared = dict(facts.declared)
    if year not in declared:
        return Lit(
            Step.CONDUCT, "Prior conduct", Light.RED, f"No declaration of prior conduct has been made for {year}.",
            "CPD-15b", f"Make the declaration of prior conduct for {year}.",
        )  # fmt: skip
    verdict = declared[year]
    if verdict == Verdict.ACCEPTED:
        why = f"The declaration of prior conduct for {year} was accepted."
        return Lit(Step.CONDUCT, "Prior conduct", Light.GREEN, why, "CPD-15b")
    why, to_do = WAITS[verdict]
    return Lit(Step.CONDUCT, "Prior conduct", Light.AMBER, f"{why} ({year}).", "CPD-15b", f"{to_do}.")


def _fee(facts: Facts, year: int, today: date) -> Lit:
    """[CPD-15a] [TC-4.4a] Money that has cleared for the subscription and for the certificate."""
    paid = facts.paid(year)
    certificate = paid.certificate or paid.certificate_included
    if paid.subscription and certificate and not _has_lapsed(facts, today):
        return Lit(Step.FEE, "Fee", Light.GREEN, f"Subscription and certificate fee for {year} are paid.", "CPD-15a")
    if _has_lapsed(facts, today):
        return Lit(
            Step.FEE, "Fee", Light.RED, "Membership has lapsed: the subscription was not paid.", "TC-4.4a",
            "Come back to membership: pay what is due and declare prior conduct.",
        )  # fmt: skip
    if paid.subscription:
        return Lit(
            Step.FEE, "Fee", Light.RED, f"The subscription for {year} is paid, the fee of the certificate is not.",
            "CPD-15a", f"Pay the certificate fee for {year}.",
        )  # fmt: skip
    if paid.begun:
        return Lit(
            Step.FEE, "Fee", Light.AMBER, f"The renewal for {year} has begun, and its payment has not arrived.",
            "CPD-15a", f"Finish the renewal for {year}: pay, or wait for the payment under way.",
        )  # fmt: skip
    return Lit(
        Step.FEE, "Fee", Light.RED, f"Subscription and certificate fee for {year} are not paid.", "CPD-15a",
        f"Renew for {year} and pay.",
    )  # fmt: skip


def _has_lapsed(facts: Facts, today: date) -> bool:
    return facts.lapsed_on is not None and facts.lapsed_on <= today
