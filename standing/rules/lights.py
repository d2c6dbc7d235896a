"""The three lights before a practising certificate, and the one thing to do next: the same words for everybody."""

from __future__ import annotations

from dataclasses import dataclass, replace
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
    """One light: its colour, why with the clause, and what would turn it green.

    `due_by` is the last day of what is still to do; `recorded` is False where it was before the portal's time.
    """

    step: Step
    name: str
    colour: Light
    why: str
    clause: str
    to_do: str = ""
    due_by: date | None = None
    recorded: bool = True

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
    three = _cpd(facts, year, today), _conduct(facts, year, today), _fee(facts, year, today)
    return Lights(year, *three, next=_next(facts, year, three))


def _next(facts: Facts, year: int, three: tuple[Lit, Lit, Lit]) -> Next:
    """What is late before what is to be done, and that before what waits; CPD first, for nothing else makes up for it
    [CPD-15a]."""
    if issued := facts.certificate_for(year):
        return Next(Step.NOTHING, f"Nothing: certificate {issued.number} for {year} has been issued.")
    if not facts.brings.certificate:
        return Next(Step.NOTHING, "Nothing: this grade holds no practising certificate.")
    for colour in (Light.RED, Light.TO_DO, Light.AMBER):
        for lit in three:
            if lit.colour == colour:
                return Next(lit.step, lit.to_do)
    return Next(Step.ISSUE, f"An officer issues the certificate for {year}.")


def _due_by(facts: Facts, year: int, today: date) -> date | None:
    """[TC-4.4a] The last day to declare and pay for a year; None once it has passed, for then it is late."""
    known = facts.membership_year(year)
    return known.pay_by if known and today <= known.pay_by else None


def _wanting(step: Step, name: str, clause: str, *, why: str, to_do: str, by: date | None) -> Lit:
    """What the member has still to do: nobody has failed to before its last day is over."""
    if by is None:
        return Lit(step, name, Light.RED, f"{why}.", clause, f"{to_do}.")
    last = london.in_words(by)
    return Lit(step, name, Light.TO_DO, f"{why}. Due by {last}.", clause, f"{to_do} by {last}.", by)


def _cpd(facts: Facts, year: int, today: date) -> Lit:
    """[CPD-15] Met or dispensed: green. Live extension: amber. A year that still runs: to do. Anything else: red."""
    found = facts.cpd_year_before(year)
    if found is None:
        why = f"The portal has no CPD year that ended in {year - 1}."
        return _red_cpd(why, "Ask the CPD team about that year.", recorded=False)
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
        why, to_do = f"The CPD year {year.label} still runs", f"Meet the CPD year {year.label}"
        return _wanting(Step.CPD, "CPD", "CPD-15", why=why, to_do=to_do, by=year.ends_on)
    why = f"The CPD year {year.label} has no result yet."
    return _red_cpd(why, f"Ask the CPD team for the result of {year.label}.", recorded=False)


def _red_cpd(why: str, to_do: str, *, recorded: bool = True) -> Lit:
    return Lit(Step.CPD, "CPD", Light.RED, why, "CPD-15", to_do, recorded=recorded)


def _conduct(facts: Facts, year: int, today: date) -> Lit:
    """[CPD-15b] A declaration made for that very year, and accepted. A year that is paid without a renewal was paid
    before the portal kept any, and what was declared for it then is not known here."""
    declared = dict(facts.declared)
    if year not in declared:
        lit = _wanting(
            Step.CONDUCT, "Prior conduct", "CPD-15b", why=f"No declaration of prior conduct has been made for {year}",
            to_do=f"Make the declaration of prior conduct for {year}", by=_due_by(facts, year, today),
        )  # fmt: skip
        paid = facts.paid(year)
        return replace(lit, recorded=paid.begun or not paid.subscription)
    verdict = declared[year]
    if verdict == Verdict.ACCEPTED:
        why = f"The declaration of prior conduct for {year} was accepted."
        return Lit(Step.CONDUCT, "Prior conduct", Light.GREEN, why, "CPD-15b")
    why, to_do = WAITS[verdict]
    return Lit(Step.CONDUCT, "Prior conduct", Light.AMBER, f"{why} ({year}).", "CPD-15b", f"{to_do}.")


def _fee(facts: Facts, year: int, today: date) -> Lit:
    """[CPD-15a] [TC-4.4a] Money that has cleared for the subscription, and for the certificate where there is one."""
    paid, needs = facts.paid(year), facts.brings.certificate
    what = "Subscription and certificate fee" if needs else "Subscription"
    are = "are" if needs else "is"
    if _has_lapsed(facts, today):
        return Lit(
            Step.FEE, "Fee", Light.RED, "Membership has lapsed: the subscription was not paid.", "TC-4.4a",
            "Come back to membership: pay what is due and declare prior conduct.",
        )  # fmt: skip
    if paid.subscription and (paid.certificate or paid.certificate_included or not needs):
        return Lit(Step.FEE, "Fee", Light.GREEN, f"{what} for {year} {are} paid.", "CPD-15a")
    if paid.begun and not paid.subscription:
        return Lit(
            Step.FEE, "Fee", Light.AMBER, f"The renewal for {year} has begun, and its payment has not arrived.",
            "CPD-15a", f"Finish the renewal for {year}: pay, or wait for the payment under way.",
        )  # fmt: skip
    why, to_do = f"{what} for {year} {are} not paid", f"Renew for {year} and pay"
    if paid.subscription:
        why = f"The subscription for {year} is paid, the fee of the certificate is not"
        to_do = f"Pay the certificate fee for {year}"
    return _wanting(Step.FEE, "Fee", "CPD-15a", why=why, to_do=to_do, by=_due_by(facts, year, today))


def _has_lapsed(facts: Facts, today: date) -> bool:
    return facts.lapsed_on is not None and facts.lapsed_on <= today
