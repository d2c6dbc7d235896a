"""Requests and their answers, and what they make of a year before, while and after it closes."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import IntegrityError, transaction

from cilexportal.foundation.correspondence.models import Message
from cilexportal.foundation.rulebook.refusal import Refused
from cpd.enums import Outcome
from cpd.models import (
    CpdYear,
    Dispensation,
    Extension,
    ExtensionRequest,
    ReductionRequest,
    Reopening,
    YearResult,
)
from cpd.queries import asking as queries
from cpd.queries.years import years_of
from cpd.rules.closing import Spell
from cpd.services import answering, asking, close
from tests.cpd.asking.conftest import IN_TIME, OCTOBER, TOO_LATE, asked, asked_for_less, asked_for_nothing
from tests.cpd.close.conftest import log_hours, log_nine, outcome, run_close
from tests.cpd.conftest import A_SECOND, CLOSES

__all__ = ["run_close"]
NOVEMBER = date(2026, 11, 30)


def refuse(request, cleo, ground="no_reason", at=OCTOBER) -> None:
    answering.refuse(request=request, ground=ground, why="It does not.", by=cleo, at=at)


def grant(request, cleo, until=NOVEMBER, at=OCTOBER) -> None:
    answering.grant_time(request=request, until=until, why="Granted.", by=cleo, at=at)


def clause_of(refused) -> str:
    return refused.value.refusals[0].clause


@pytest.mark.clause("CPD-11")
def test_a_request_in_time_holds_the_close_and_a_late_one_does_not(ada, ben, year, run_close) -> None:
    assert asked(ada, year).in_time
    assert not asked(ben, year, at=TOO_LATE).in_time
    run_close()
    assert (outcome(ada, year), outcome(ben, year)) == (Outcome.HELD, Outcome.NOT_MET)
    run_close(at=OCTOBER)
    close.keep_going(at=OCTOBER)
    assert outcome(ada, year) == Outcome.HELD
    assert Message.objects.filter(kind="cpd.year_closed", to_user=ada.user).exists()


@pytest.mark.clause("CPD-11")
def test_somebody_who_has_met_the_year_is_not_held(ada, year, run_close, cleo) -> None:
    request = asked(ada, year)
    log_nine(ada, year)
    run_close()
    assert outcome(ada, year) == Outcome.MET
    with pytest.raises(Refused) as refused:
        grant(request, cleo)
    assert clause_of(refused) == "CPD-11"
    refuse(request, cleo)
    assert YearResult.objects.count() == 1


@pytest.mark.clause("CPD-11")
def test_a_held_year_that_is_refused_is_judged_at_once_by_the_facts_of_the_closing_instant(
    ada, year, run_close, cleo, save
) -> None:
    request = asked(ada, year)
    eight = log_nine(ada, year, of=8)
    run_close()
    late = save(ada, at=OCTOBER)
    assert late.counts
    assert save(ada, uuid_=eight[0].uuid, at=OCTOBER, title="Changed").refusal.clause == "CPD-11"
    refuse(request, cleo)
    result = YearResult.objects.get(member=ada, superseded_at=None)
    assert (result.outcome, result.outcomes, result.closed_at) == (Outcome.NOT_MET, 8, CLOSES)
    assert YearResult.objects.get(member=ada, superseded_at=OCTOBER).outcome == Outcome.HELD
    assert not Reopening.objects.exists()
    assert not years_of(ada.pk, at=OCTOBER).by_id(year.pk).is_open(OCTOBER)
    assert Message.objects.get(kind="cpd.request_answered").to_user == ada.user


@pytest.mark.clause("CPD-11a", "CPD-10")
def test_a_held_year_that_is_granted_is_extended_and_closes_at_the_new_end(ada, year, run_close, cleo, save) -> None:
    request = asked(ada, year)
    log_nine(ada, year, of=8)
    run_close()
    grant(request, cleo)
    result = YearResult.objects.get(member=ada, superseded_at=None)
    assert (result.outcome, result.extended_until) == (Outcome.EXTENDED, NOVEMBER)
    assert save(ada, at=OCTOBER, planned="yes").counts
    close.keep_going(at=OCTOBER)
    assert outcome(ada, year) == Outcome.EXTENDED
    run_close(at=CLOSES.replace(month=12, day=1), extensions_only=True)
    assert outcome(ada, year) == Outcome.MET


@pytest.mark.clause("CPD-11")
def test_a_request_taken_back_lets_the_year_close(ada, ben, year, run_close) -> None:
    first, second = asked(ada, year), asked(ben, year)
    asking.take_back(request=first, by=ada.user, at=IN_TIME)
    run_close()
    assert (outcome(ada, year), outcome(ben, year)) == (Outcome.NOT_MET, Outcome.HELD)
    asking.take_back(request=second, by=ben.user, at=OCTOBER)
    assert outcome(ben, year) == Outcome.NOT_MET
    with pytest.raises(Refused):
        asking.take_back(request=second, by=ben.user, at=OCTOBER)


@pytest.mark.clause("CPD-11a", "CPD-10")
def test_a_late_request_granted_after_the_close_reopens_the_year(ada, year, run_close, cleo) -> None:
    request = asked(ada, year, at=TOO_LATE)
    run_close()
    close.sign(year=year, by=cleo, at=CLOSES)
    grant(request, cleo)
    assert outcome(ada, year) == Outcome.EXTENDED
    reopened = Reopening.objects.get()
    assert (reopened.before.outcome, reopened.after.outcome) == (Outcome.NOT_MET, Outcome.EXTENDED)


@pytest.mark.clause("CPD-11")
def test_asking_twice_and_asking_after_the_close_are_refused(ada, year, run_close) -> None:
    asked(ada, year)
    with pytest.raises(Refused):
        asked(ada, year)
    with pytest.raises(IntegrityError), transaction.atomic():
        ExtensionRequest.objects.create(member=ada, year=year, reason="x", in_time=True, asked_at=IN_TIME)
    ben_year = CpdYear.objects.get(label="2024/25")
    with pytest.raises(Refused) as refused:
        asked(ada, ben_year, at=OCTOBER)
    assert clause_of(refused) == "CPD-11"


@pytest.mark.clause("CPD-16a")
def test_a_dispensation_granted_before_the_close_and_after_it(ada, ben, year, run_close, cleo) -> None:
    answering.grant_nothing_owed(request=asked_for_nothing(ada, year), why="Seen.", by=cleo, at=IN_TIME)
    late = asked_for_nothing(ben, year)
    run_close()
    assert (outcome(ada, year), outcome(ben, year)) == (Outcome.DISPENSED, Outcome.NOT_MET)
    answering.grant_nothing_owed(request=late, why="Seen.", by=cleo, at=OCTOBER)
    assert outcome(ben, year) == Outcome.DISPENSED
    assert YearResult.objects.filter(member=ben).count() == 2


@pytest.mark.clause("CPD-16a")
def test_less_than_six_months_is_refused_and_several_times_are_added_up(ada, year) -> None:
    with pytest.raises(Refused) as refused:
        asked_for_nothing(ada, year, Spell(date(2025, 10, 1), date(2026, 3, 30)))
    assert clause_of(refused) == "CPD-16a"
    several = Spell(date(2025, 10, 1), date(2025, 12, 31)), Spell(date(2026, 2, 1), date(2026, 5, 31))
    out = queries.time_out(asked_for_nothing(ada, year, *several))
    assert (out.days, out.is_six_months, [words for _, words in out.spells]) == (212, False, ["3 months", "4 months"])


@pytest.mark.clause("CPD-16b")
def test_five_outcomes_need_a_portfolio_and_pass_with_five(ada, ben, year, run_close, cleo) -> None:
    request = asked_for_less(ada, year)
    told = {"request": request, "why": "Yes.", "by": cleo, "at": IN_TIME}
    with pytest.raises(Refused) as refused:
        answering.grant_less(portfolio_seen=False, **told)
    assert clause_of(refused) == "CPD-16b"
    answering.grant_less(portfolio_seen=True, **told)
    assert ReductionRequest.objects.get().portfolio_seen
    log_nine(ada, year, of=5, planned=3)
    log_hours(ben, year, "1")
    with pytest.raises(Refused):
        asked_for_less(ben, year)
    run_close()
    assert outcome(ada, year) == Outcome.MET


@pytest.mark.clause("CPD-16b")
def test_a_third_year_of_five_outcomes_is_refused(ada, year, cleo) -> None:
    for label in ("2023/24", "2024/25"):
        request = asked_for_less(ada, CpdYear.objects.get(label=label))
        answering.grant_less(request=request, portfolio_seen=True, why="Yes.", by=cleo, at=IN_TIME)
    with pytest.raises(Refused, match="two CPD years"):
        asked_for_less(ada, year)


@pytest.mark.clause("CPD-11a", "CPD-16a")
def test_what_was_granted_is_taken_back_and_the_year_judged_again(ada, ben, year, run_close, cleo) -> None:
    grant(asked(ada, year), cleo, at=IN_TIME)
    answering.grant_nothing_owed(request=asked_for_nothing(ben, year), why="Seen.", by=cleo, at=IN_TIME)
    run_close()
    told = {"reason": "Granted to the wrong member.", "by": cleo, "at": OCTOBER}
    answering.take_back_grant(ask="extension", relief_id=Extension.objects.get().pk, **told)
    answering.take_back_grant(ask="dispensation", relief_id=Dispensation.objects.get().pk, **told)
    assert (outcome(ada, year), outcome(ben, year)) == (Outcome.NOT_MET, Outcome.NOT_MET)
    assert Message.objects.filter(kind="cpd.grant_taken_back").count() == 2
    with pytest.raises(Refused):
        answering.take_back_grant(ask="dispensation", relief_id=Dispensation.objects.get().pk, **told)


@pytest.mark.clause("CPD-11a")
def test_a_request_is_answered_once_and_never_without_a_reason(ada, year, cleo) -> None:
    request = asked(ada, year)
    with pytest.raises(Refused):
        refuse(request, cleo, ground="no_portfolio")
    with pytest.raises(Refused):
        # It came in time, so that nobody is told that it was late.
        refuse(request, cleo, ground="late")
    refuse(request, cleo)
    with pytest.raises(Refused):
        grant(request, cleo)
    assert not Extension.objects.exists()
    for changed in ({"decided_why": ""}, {"decided_by": None}, {"decided_at": None}, {"refused_for": ""}):
        with pytest.raises(IntegrityError), transaction.atomic():
            ExtensionRequest.objects.filter(pk=request.pk).update(**changed)


@pytest.mark.clause("CPD-10", "CPD-13")
def test_a_year_judged_again_keeps_both_results_and_the_signature(ada, year, run_close, cleo) -> None:
    run_close()
    close.sign(year=year, by=cleo, at=CLOSES)
    close.judge_again(member=ada, year=year, reason="Asked by phone.", by=cleo, at=OCTOBER)
    old, new = YearResult.objects.order_by("pk")
    assert (old.superseded_at, new.outcome, new.signature) == (OCTOBER, Outcome.NOT_MET, old.signature)
    reopening = Reopening.objects.get()
    assert (reopening.before, reopening.after, reopening.by, reopening.reason) == (old, new, cleo, "Asked by phone.")


@pytest.mark.clause("CPD-10")
def test_an_open_year_is_not_reopened(ada, year, cleo) -> None:
    with pytest.raises(Refused):
        close.judge_again(member=ada, year=year, reason="x", by=cleo, at=CLOSES - A_SECOND)
    assert not YearResult.objects.exists()
