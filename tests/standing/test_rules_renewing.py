"""When a year opens, is due and lapses, in which order one renews, and who may join."""

from __future__ import annotations

from datetime import date
from itertools import product

import pytest

from standing.enums import RenewalKind
from standing.rules import renewing
from standing.rules.renewing import Days, Facts, Notice, Stage, Step

DAYS = Days(year=2027, opens_on=date(2026, 11, 1), pay_by=date(2027, 1, 31), lapses_on=date(2027, 2, 1))
GRACE = Days(year=2027, opens_on=date(2026, 11, 1), pay_by=date(2027, 1, 31), lapses_on=date(2027, 4, 1))
READY = Facts(declared=True, undertaken=True)


@pytest.mark.clause("TC-4.4a")
@pytest.mark.parametrize(
    ("days", "today", "stage"),
    [
        (DAYS, date(2026, 10, 31), Stage.NOT_OPEN),
        (DAYS, date(2026, 11, 1), Stage.OPEN),
        (DAYS, date(2026, 11, 2), Stage.OPEN),
        (DAYS, date(2027, 1, 30), Stage.OPEN),
        (DAYS, date(2027, 1, 31), Stage.OPEN),
        (DAYS, date(2027, 2, 1), Stage.OVER),
        (GRACE, date(2027, 1, 31), Stage.OPEN),
        (GRACE, date(2027, 2, 1), Stage.GRACE),
        (GRACE, date(2027, 3, 31), Stage.GRACE),
        (GRACE, date(2027, 4, 1), Stage.OVER),
    ],
)
def test_a_year_opens_is_due_has_its_days_of_grace_and_is_over(days, today, stage):
    assert renewing.stage(days, today=today) == stage
    assert (renewing.may_renew(days, READY, today=today) is None) == (stage in (Stage.OPEN, Stage.GRACE))


@pytest.mark.clause("TC-4.4a")
def test_money_of_the_last_day_is_in_time_and_money_of_the_next_is_not():
    assert renewing.is_in_time(DAYS, paid_on=date(2027, 1, 31))
    assert not renewing.is_in_time(DAYS, paid_on=date(2027, 2, 1))


@pytest.mark.clause("TC-4.1")
@pytest.mark.parametrize(("declared", "undertaken", "paid"), list(product([False, True], repeat=3)))
def test_the_first_step_that_is_not_done_is_the_one_to_do_now(declared, undertaken, paid):
    facts = Facts(declared=declared, undertaken=undertaken, paid=paid)
    found = dict(renewing.steps(facts))
    done = {Step.DECLARE: declared, Step.UNDERTAKE: undertaken, Step.PAY: paid}
    assert {step for step, state in found.items() if state == "done"} == {step for step in Step if done[step]}
    assert list(found.values()).count("now") == (not all(done.values()))
    assert (renewing.may_undertake(facts) is None) == declared
    assert (renewing.may_pay(facts) is None) == (declared and undertaken)


@pytest.mark.clause("TC-4.4b")
def test_who_comes_back_puts_their_cpd_right_first_and_may_then_on_any_day():
    late = date(2027, 6, 1)
    back = Facts(kind=RenewalKind.RETURNING)
    assert renewing.may_renew(DAYS, back, today=late) is None
    short = Facts(kind=RenewalKind.RETURNING, cpd_not_met="2025/26")
    assert "2025/26 was not met" in str(renewing.may_renew(DAYS, short, today=late))


def test_what_is_paid_or_without_a_grade_is_not_renewed():
    today = date(2026, 12, 1)
    assert renewing.may_renew(DAYS, Facts(paid=True), today=today).clause == "TC-4.4"
    assert renewing.may_renew(DAYS, Facts(holds_grade=False), today=today).clause == "TC-4.1"


@pytest.mark.clause("TC-4.1b")
@pytest.mark.parametrize(
    ("is_member", "has_lapsed", "waits", "clause"),
    [
        (False, False, False, None),
        (False, False, True, "TC-4.1b"),
        (True, False, False, "TC-4.1b"),
        (True, True, False, "TC-4.4b"),
    ],
)
def test_who_may_ask_to_join(is_member, has_lapsed, waits, clause):
    found = renewing.may_join(is_member=is_member, has_lapsed=has_lapsed, waits=waits)
    assert (found.clause if found else None) == clause


@pytest.mark.parametrize(
    ("days", "today", "notice"),
    [
        (DAYS, date(2026, 10, 31), None),
        (DAYS, date(2026, 11, 1), Notice.OPEN),
        (DAYS, date(2026, 11, 4), Notice.OPEN),
        (DAYS, date(2026, 11, 5), None),
        (DAYS, date(2027, 1, 16), None),
        (DAYS, date(2027, 1, 17), Notice.SOON),
        (DAYS, date(2027, 1, 20), Notice.SOON),
        (DAYS, date(2027, 1, 30), None),
        (DAYS, date(2027, 1, 31), Notice.TODAY),
        (DAYS, date(2027, 2, 1), None),
        (GRACE, date(2027, 2, 1), Notice.LATE),
        (GRACE, date(2027, 2, 4), Notice.LATE),
        (GRACE, date(2027, 2, 5), None),
    ],
)
def test_notices_come_when_it_opens_two_weeks_ahead_on_the_day_and_after_it(days, today, notice):
    assert renewing.notice_due(days, today=today) == notice
