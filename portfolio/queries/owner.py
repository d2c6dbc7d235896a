"""Portfolios by their owner: nobody else's is ever found."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from applications.enums import Stage, StepKind
from applications.models import Case
from applications.queries.pathways import data_by_id
from applications.rules.pathway import PathwayData
from cilexportal.foundation import london
from cilexportal.foundation.rulebook.refusal import Refusal
from members.models import User
from portfolio.models import Portfolio

# The applicant has the move: what is written can be changed.
OPEN = frozenset({Stage.DRAFT, Stage.NOT_YET})
# The same of the final application, which is answered too where more is asked for.
WRITTEN = OPEN | {Stage.INFORMATION}


def case_of(uuid: UUID, user: User) -> Case | None:
    """The portfolio step of the person's own application of this uuid; None for any other."""
    found = Case.objects.select_related("application__user", "application__pathway")
    return found.filter(application__uuid=uuid, application__user=user.pk, kind=StepKind.PORTFOLIO).first()


def portfolio_of(uuid: UUID, user: User) -> Portfolio | None:
    """The portfolio of the person's own application of this uuid, with case, application, pathway and person."""
    found = Portfolio.objects.select_related("case__application__user", "case__application__pathway")
    return found.filter(case__application__uuid=uuid, case__application__user=user.pk).first()


def _is_submitted(application_id: int) -> bool:
    """[HB-59b] Whether the final application was submitted with the portfolio and nothing more is asked for. Read anew
    each time: whoever changes a portfolio holds it first, and so does whoever submits it."""
    final = Case.objects.filter(application=application_id, kind=StepKind.ADMISSION)
    return final.exclude(stage__in=WRITTEN).exists()


def made_on(portfolio: Portfolio) -> date | None:
    """[HB-41] [HB-55] The day on which the final application was made, from which all ages are counted then; None while
    it is still written, and where it came back to be made anew."""
    final = Case.objects.filter(application=portfolio.case.application_id, kind=StepKind.ADMISSION).first()
    if final is None or final.submitted_at is None or final.stage in OPEN:
        return None
    return london.date_of(final.submitted_at)


def counted_from(portfolio: Portfolio, *, today: date) -> tuple[date, bool]:
    """[HB-41] [HB-55] The day of application that ages are counted from, and whether the application is made: that day,
    once it was; before that the planned day, or today where that is over."""
    made = made_on(portfolio)
    return made or max(today, portfolio.planned_on or today), made is not None


def data_of(portfolio: Portfolio) -> PathwayData:
    """[HB-33] What the version asks for under which the application was begun; read once a process."""
    return data_by_id(portfolio.case.application.version_id)


def why_frozen(portfolio: Portfolio) -> Refusal | None:
    """[HB-57] [HB-59b] Why nothing of a portfolio can be changed any more, or None while its owner may change
    everything."""
    case = portfolio.case
    if case.application.ended_at is not None:
        return Refusal("HB-57", "This application has ended. You can read your portfolio, and not change it.")
    if case.stage not in OPEN or _is_submitted(case.application_id):
        return Refusal("HB-57", "Your portfolio is with your application. You can read it, and not change it.")
    return None
