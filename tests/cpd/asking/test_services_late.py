"""Records entered late by an officer, and what they make of a closed year."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from cilexportal.foundation.correspondence.models import Message
from cilexportal.foundation.rulebook.refusal import Refused
from cpd.enums import Cause, Outcome
from cpd.models import Record, Reopening, YearResult
from cpd.rules.record import Answers
from cpd.services import close, late
from tests.cpd.asking.conftest import OCTOBER
from tests.cpd.close.conftest import log_nine, outcome, run_close
from tests.cpd.conftest import CLOSES, MAY

__all__ = ["run_close"]
NINTH = Answers(
    title="Costs",
    completed_on=date(2026, 9, 30),
    planned=True,
    professionalism=True,
    learned="Much.",
    evaluation="Good.",
)


def enter(member, year, cleo, *entries, at=OCTOBER) -> list[Record]:
    told = {"why": "She was in hospital.", "message": "Email of 4 October 2026", "by": cleo, "at": at}
    return late.enter(member=member, year=year, entries=entries or [NINTH], **told)


@pytest.mark.clause("CPD-16f", "CPD-10")
def test_a_late_record_cures_a_year_at_once_and_says_who_entered_it(ada, year, run_close, cleo) -> None:
    log_nine(ada, year, of=8, professionalism=0)
    run_close()
    close.sign(year=year, by=cleo, at=CLOSES)
    (record,) = enter(ada, year, cleo)
    assert (record.entered_by, record.entered_why, record.entered_from, record.complete_at) == (
        cleo, "She was in hospital.", "Email of 4 October 2026", OCTOBER,
    )  # fmt: skip
    old, new = YearResult.objects.order_by("pk")
    assert (old.outcome, old.superseded_at, new.outcome, new.outcomes) == (Outcome.NOT_MET, OCTOBER, Outcome.MET, 9)
    assert (old.signature is not None, new.signature) == (True, None)
    reopening = Reopening.objects.get()
    assert (reopening.before, reopening.after, reopening.cause) == (old, new, Cause.LATE_ENTRY)
    assert Message.objects.filter(kind="cpd.year_closed").count() == 2
    close.keep_going(at=OCTOBER)
    assert outcome(ada, year) == Outcome.MET


@pytest.mark.clause("CPD-16f")
def test_several_are_entered_all_or_none(ada, year, run_close, cleo) -> None:
    run_close()
    with pytest.raises(Refused) as refused:
        enter(ada, year, cleo, NINTH, replace(NINTH, title=""))
    assert refused.value.refusals[0].clause == "REC-11"
    assert (Record.objects.count(), YearResult.objects.count()) == (0, 1)
    enter(ada, year, cleo, *[NINTH] * 9)
    assert outcome(ada, year) == Outcome.MET
    with pytest.raises(Refused):
        enter(ada, year, cleo, *[NINTH] * 13)


@pytest.mark.clause("CPD-16f", "CPD-9")
@pytest.mark.parametrize(
    ("day", "taken"),
    [(date(2025, 9, 30), False), (date(2025, 10, 1), True), (date(2026, 9, 30), True), (date(2026, 10, 1), False)],
)
def test_a_late_record_lies_in_its_year(ada, year, cleo, day, taken) -> None:
    late_record = replace(NINTH, completed_on=day)
    if taken:
        enter(ada, year, cleo, late_record)
        return
    with pytest.raises(Refused, match="CPD-9"):
        enter(ada, year, cleo, late_record)


@pytest.mark.clause("CPD-16f")
def test_a_late_record_after_the_clock_and_before_the_close_counts_in_it(ada, year, run_close, cleo) -> None:
    log_nine(ada, year, of=8)
    enter(ada, year, cleo)
    run_close()
    assert (outcome(ada, year), Reopening.objects.count()) == (Outcome.MET, 0)


@pytest.mark.clause("CPD-16f", "CPD-7a")
def test_the_mixed_scheme_wants_hours_and_specialism(ben, year, cleo) -> None:
    plain = replace(NINTH, professionalism=False)
    with pytest.raises(Refused) as refused:
        enter(ben, year, cleo, plain)
    assert len(refused.value.refusals) == 2
    enter(ben, year, cleo, replace(plain, hours=Decimal(4), in_specialism=True))


def test_an_open_year_takes_a_paper_record_too(ada, year, cleo) -> None:
    enter(ada, year, cleo, replace(NINTH, completed_on=date(2026, 5, 1)), at=MAY)
    assert Record.objects.get().complete_at == MAY


@pytest.mark.clause("CPD-16f")
def test_nobody_sees_to_their_own_year(ada, year, run_close) -> None:
    run_close()
    with pytest.raises(Refused, match="your own CPD year"):
        enter(ada, year, ada.user)
    with pytest.raises(Refused, match="your own CPD year"):
        close.judge_again(member=ada, year=year, reason="Again.", by=ada.user, at=OCTOBER)
    assert outcome(ada, year) == Outcome.NOT_MET
