"""Freezing: what a submission of the final application holds still while it is read, and what is kept with it."""

from __future__ import annotations

from datetime import datetime

from admission.queries.declared_page import numbers_of
from admission.queries.marked_examples import number_of
from admission.queries.owner import data_of, portfolio_of
from applications.enums import Stage
from applications.models import Case, Submission
from cilexportal.foundation import london
from cilexportal.foundation.rulebook.refusal import Refused
from portfolio.models import Portfolio
from portfolio.queries.board import board_now
from portfolio.queries.examples import rows_of, slot_of
from portfolio.services import building

NO_PORTFOLIO = "There is no portfolio to submit."
CHANGED = "Your portfolio was changed while this was sent, and is not complete any more. Nothing was submitted."
EMPTIED = "You submitted an example in {places}, and there is none now. Put one there before you answer."


def hold(*, case: Case, at: datetime) -> None:
    """[HB-59b] Holds the portfolio until the submission is made or refused, so that what is hashed is what is frozen.

    Registered by cilexportal/wiring.py; the case is held. Raises Refused where the portfolio is not complete today. An
    answer to what we asked for is taken as it is, but for a place that was emptied: an assessor reads what has changed
    [HB-S4.3a].
    """
    portfolio = _held(case)
    if case.stage == Stage.INFORMATION:
        if emptied := _emptied(case, portfolio):
            raise Refused.because("HB-57", EMPTIED.format(places=", ".join(emptied)))
    elif not board_now(portfolio, applied_on=london.date_of(at)).is_complete:
        raise Refused.because("HB-57", CHANGED)


def keep(submission: Submission) -> None:
    """[HB-59b] Has the sealed file of what was submitted made, and kept for good. Registered by cilexportal/wiring.py;
    the portfolio is held."""
    building.keep(portfolio=_held(submission.case), at=submission.at)


def _emptied(case: Case, portfolio: Portfolio) -> list[str]:
    """The printed numbers of the compulsory places that had an example when this was submitted last, and have none."""
    here = {slot.code for row in rows_of(portfolio.pk) if (slot := slot_of(row))}
    competencies = data_of(case).competencies
    optional = {one.number for competency in competencies for one in competency.outcomes if one.optional}
    last = case.submissions.order_by("-number").first()
    gone = {one["slot"] for one in (last.content.get("examples", ()) if last else ())} - here
    return numbers_of(case, [code for code in gone if number_of(code) not in optional])


def _held(case: Case) -> Portfolio:
    found = portfolio_of(case)
    if found is None:
        raise Refused.because("HB-59b", NO_PORTFOLIO)
    rows = Portfolio.objects.select_for_update(of=("self",))
    return rows.select_related("case__application__user", "case__application__pathway").get(pk=found.pk)
