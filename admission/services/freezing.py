"""Freezing: what a submission of the final application holds still while it is read, and what is kept with it."""

from __future__ import annotations

from datetime import datetime

from admission.queries.owner import portfolio_of
from applications.enums import Stage
from applications.models import Case, Submission
from cilexportal.foundation import london
from cilexportal.foundation.rulebook.refusal import Refused
from portfolio.models import Portfolio
from portfolio.queries.board import board_now
from portfolio.services import building

NO_PORTFOLIO = "There is no portfolio to submit."
CHANGED = "Your portfolio was changed while this was sent, and is not complete any more. Nothing was submitted."


def hold(*, case: Case, at: datetime) -> None:
    """[HB-59b] Holds the portfolio until the submission is made or refused, so that what is hashed is what is frozen.

    Registered by cilexportal/wiring.py; the case is held. Raises Refused where the portfolio is not complete today. An
    answer to what we asked for is taken as it is: an assessor reads what has changed [HB-S4.3a].
    """
    portfolio = _held(case)
    if case.stage != Stage.INFORMATION and not board_now(portfolio, applied_on=london.date_of(at)).is_complete:
        raise Refused.because("HB-57", CHANGED)


def keep(submission: Submission) -> None:
    """[HB-59b] Has the sealed file of what was submitted made, and kept for good. Registered by cilexportal/wiring.py;
    the portfolio is held."""
    building.keep(portfolio=_held(submission.case), at=submission.at)


def _held(case: Case) -> Portfolio:
    found = portfolio_of(case)
    if found is None:
        raise Refused.because("HB-59b", NO_PORTFOLIO)
    rows = Portfolio.objects.select_for_update(of=("self",))
    return rows.select_related("case__application__user", "case__application__pathway").get(pk=found.pk)
