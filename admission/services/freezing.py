"""Freezing: what a submission of the final application holds still while it is read, and what is kept with it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime

from admission.queries.declared_page import numbers_of
from admission.queries.marked_examples import number_of
from admission.queries.owner import data_of, portfolio_of
from admission.queries.submitted import examples_of
from admission.services import tracing
from applications.enums import Stage
from applications.models import Case, Submission
from cilexportal.foundation import london
from cilexportal.foundation.rulebook.refusal import Refusal, Refused, refuse_if_any
from portfolio.enums import SlotState
from portfolio.models import Portfolio
from portfolio.queries.board import board_now, day_of
from portfolio.queries.examples import rows_of, slot_of
from portfolio.services import building

NO_PORTFOLIO = "There is no portfolio to submit."
CHANGED = "Your portfolio was changed while this was sent, and is not complete any more. Nothing was submitted."
UNWRITTEN = Refusal("HB-57", "Nothing is written there yet.")
EMPTIED = "You submitted an example in {places}, and there is none now. Put one there before you answer."


def hold(*, case: Case, at: datetime) -> None:
    """[HB-59b] Holds the portfolio until the submission is made or refused, so that what is hashed is what is frozen.

    Registered by cilexportal/wiring.py; the case is held. Raises Refused where the portfolio is not complete today. An
    answer to what we asked for leaves no place empty, and what has changed for it is as good as the first time: as old
    as evidence may be for the day on which the application was made, and dated up to today [HB-41] [HB-41a].
    """
    portfolio = _held(case)
    if case.stage == Stage.INFORMATION:
        if emptied := _emptied(case, portfolio):
            raise Refused.because("HB-57", EMPTIED.format(places=", ".join(emptied)))
        refuse_if_any(list(_why_not_answer(case, portfolio, today=london.date_of(at))))
    elif not board_now(portfolio, applied_on=london.date_of(at)).is_complete:
        raise Refused.because("HB-57", CHANGED)


def keep(submission: Submission) -> None:
    """[HB-37a] [HB-59b] Has the sealed file of what was submitted made, and kept for good, and its words compared with
    others'. Registered by cilexportal/wiring.py; the portfolio is held."""
    building.keep(portfolio=_held(submission.case), at=submission.at)
    tracing.await_words(submission)


def _emptied(case: Case, portfolio: Portfolio) -> list[str]:
    """The printed numbers of the compulsory places that had an example when this was submitted last, and have none."""
    here = {slot.code for row in rows_of(portfolio.pk) if (slot := slot_of(row))}
    competencies = data_of(case).competencies
    optional = {one.number for competency in competencies for one in competency.outcomes if one.optional}
    last = case.submissions.order_by("-number").first()
    gone = {one["slot"] for one in (last.content.get("examples", ()) if last else ())} - here
    return numbers_of(case, [code for code in gone if number_of(code) not in optional])


def _why_not_answer(case: Case, portfolio: Portfolio, *, today: date) -> Iterator[Refusal]:
    """[HB-41] [HB-41a] [HB-49] [HB-57] What is wrong with the examples that are not as they were submitted last."""
    last = case.submissions.order_by("-number").first()
    before = {one["slot"]: one["sha256"] for one in (last.content.get("examples", ()) if last else ())}
    changed = {one["slot"]: one["number"] for one in examples_of(portfolio) if one["sha256"] != before.get(one["slot"])}
    board = board_now(portfolio, applied_on=day_of(portfolio, today=today), sent_on=today)
    for place in board.places:
        may_wait = place.is_ready or (place.optional and place.state == SlotState.EMPTY)
        if place.slot.code in changed and not may_wait:
            number = changed[place.slot.code]
            clashes = [one.refusal for one in place.clashes if not one.warning]
            for one in [*(fault.refusal for fault in place.faults), *clashes] or [UNWRITTEN]:
                yield Refusal(one.clause, f"Example {number}: {one.sentence}")
    yield from board.faults


def _held(case: Case) -> Portfolio:
    found = portfolio_of(case)
    if found is None:
        raise Refused.because("HB-59b", NO_PORTFOLIO)
    rows = Portfolio.objects.select_for_update(of=("self",))
    return rows.select_related("case__application__user", "case__application__pathway").get(pk=found.pk)
