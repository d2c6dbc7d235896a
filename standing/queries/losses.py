"""CPD years that have taken benefits away from a member, or will once an officer has signed them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.urls import reverse

from cpd.queries.came_to import came_to
from members import queries as members
from standing.enums import Benefit
from standing.queries.standing import cpd_year, facts_of_one
from standing.rules.facts import CpdYearFacts, Facts
from standing.rules.standing import loss_of, standing, waits_for_signature


@dataclass(frozen=True, slots=True)
class Loss:
    """A CPD year by its label. `since` is the first day of the loss, None where an officer has not signed it yet;
    it cannot come before `not_before`."""

    label: str
    not_before: date
    since: date | None = None


def losses_of(member_id: int, *, today: date) -> list[Loss]:
    """[CPD-13] [CPD-14] What a member has lost through CPD on a London date, and what is about to be; oldest first."""
    return _losses(tuple(cpd_year(row) for row in came_to([member_id], today=today)), today)


def coming(facts: Facts, *, today: date) -> list[Loss]:
    """[CPD-13] Those of a member's losses that wait for an officer's signature."""
    return [one for one in _losses(facts.cpd_years, today) if one.since is None]


def _losses(years: tuple[CpdYearFacts, ...], today: date) -> list[Loss]:
    found = []
    for year in years:
        since = loss_of(year)
        if since is not None and since <= today:
            found.append(Loss(year.label, year.lost_from, since))
        elif waits_for_signature(year, today=today):
            found.append(Loss(year.label, year.lost_from))
    return found


def letters_of(user_id: int, today: date) -> list[dict[str, str]]:
    """[CPD-14] The designatory letters as standing leaves them on a London date, for a person's own details."""
    member = members.member_of(user_id=user_id)
    facts = facts_of_one(member.pk, today) if member else None
    if facts is None or not facts.letters:
        return []
    answer = standing(facts, today=today)[Benefit.LETTERS]
    value = facts.letters if answer.is_held else f"{facts.letters} may not be used today.\n{answer.why}"
    row = {"key": "Designatory letters", "value": value}
    return [row if answer.is_held else {**row, "action_url": reverse("standing:home"), "action_text": "See why"}]
