"""An answer to what we asked for: evidence that replaces other evidence, long after the application was made."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest

from admission.services import freezing
from applications.enums import Stage
from applications.models import Case
from cilexportal.foundation import london
from cilexportal.foundation.rulebook.refusal import Refused
from portfolio.models import Portfolio, Sheet
from portfolio.queries.board import board_today, day_of
from portfolio.services import versions
from tests.admission import final_steps as steps
from tests.applications import factories as applications
from tests.applications.factories import NOON, TODAY
from tests.applications.paying_steps import PENCE, priced, submitted
from tests.portfolio import factories as rows

pytestmark = pytest.mark.django_db
A_DAY = timedelta(days=1)
LATER: datetime = NOON + timedelta(days=100)
OLDEST = london.add_months(TODAY, -36)


@pytest.fixture
def case() -> Case:
    """A final application of which more was asked a hundred days after it was made."""
    priced("assessment-admission")
    case = steps.whole()
    submitted(case, pence=PENCE)
    applications.placed(case, Stage.INFORMATION)
    return steps.fresh(case)


def replaced(case: Case, *, worked_on: date) -> Sheet:
    """Other evidence in 1.1(1), with why it is older."""
    sheet = Sheet.objects.get(portfolio__case__application=case.application, competency=1, outcome=1, example=1)
    on = sheet.on_it.get()
    on.why_old, on.piece.worked_on = "Nothing newer was mine.", worked_on
    on.save()
    on.piece.save()
    versions.note(sheet=sheet, at=LATER)
    return sheet


@pytest.mark.clause("HB-41", "HB-41a")
def test_replaced_evidence_is_as_old_as_for_the_day_of_the_application(case: Case) -> None:
    today = london.date_of(LATER)
    for worked_on, clauses in (
        (OLDEST, []), (OLDEST - A_DAY, ["HB-41a"]), (today, []), (today + A_DAY, ["HB-41"]),
    ):  # fmt: skip
        replaced(case, worked_on=worked_on)
        portfolio = Portfolio.objects.get()
        assert day_of(portfolio, today=today) == TODAY
        assert board_today(portfolio, today=today).is_complete == (not clauses)
        assert refused(case) == clauses, worked_on


@pytest.mark.clause("HB-41", "HB-57")
def test_what_has_not_changed_is_not_asked_again(case: Case) -> None:
    """The control: the same fault in an example that is as it was submitted stops no answer."""
    Sheet.objects.filter(competency=2, outcome=1).update(how_met="")
    assert refused(case) == []
    versions.note(sheet=Sheet.objects.get(competency=2, outcome=1, example=1), at=LATER)
    assert refused(case) == ["HB-46c"]


@pytest.mark.clause("HB-55")
def test_before_the_application_is_made_ages_are_counted_from_the_planned_day() -> None:
    portfolio = rows.portfolio(planned_on=TODAY + A_DAY)
    assert day_of(portfolio, today=TODAY) == TODAY + A_DAY
    assert day_of(portfolio, today=TODAY + 2 * A_DAY) == TODAY + 2 * A_DAY


def refused(case: Case) -> list[str]:
    """The clauses by which an answer of a hundred days later is refused."""
    try:
        freezing.hold(case=case, at=LATER)
    except Refused as no:
        return [one.clause for one in no.refusals]
    return []
