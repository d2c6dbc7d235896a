"""The clock of cases in working days: the last day, waiting for others, closures, all cases at once, honest words."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from random import Random

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from applications.enums import Outcome, Stage, Whose
from applications.models import CalendarDay, Case, Closure, Turn
from applications.queries import clocks as queries
from applications.queries.calendar import closed_days
from applications.queries.pathways import data_by_id
from applications.rules import clocks as rules
from applications.rules import expected
from applications.rules.clocks import Clock, Honest, TurnDays
from applications.services import calendar, clocks
from cilexportal.foundation import london, working_days
from tests import factories as people
from tests.applications import factories
from tests.applications.factories import NOON, TODAY

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)
OTHERS = [Whose.APPLICANT, Whose.SUPERVISOR, Whose.COMMITTEE, Whose.FINANCE]


def turn(case: Case, whose: Whose, since: date, until: date | None = None) -> Turn:
    """A turn that began, and perhaps ended, at the beginning of London days."""
    return Turn.objects.create(
        case=case, whose=whose, since=london.start_of_day(since), since_day=since,
        until=london.start_of_day(until) if until else None, until_day=until,
    )  # fmt: skip


def assessed(*spans: tuple[Whose, date, date | None], stage: str = Stage.ASSESSMENT) -> Case:
    """A case with these turns whose clock nobody has set yet."""
    case = factories.case(stage=stage, whose=spans[-1][0])
    for whose, since, until in spans:
        turn(case, whose, since, until)
    return case


def paid(day: date = TODAY) -> Case:
    return assessed((Whose.OFFICER, day, None))


@pytest.mark.clause("HB-26")
@pytest.mark.parametrize(("after", "late"), [(-1, False), (0, False), (1, True)])
def test_the_twentieth_working_day_after_payment_is_the_last(after, late) -> None:
    """Paid on Friday 20 November: the last day is 18 December, and the next one is too late."""
    case = paid()
    assert clocks.recompute_all() == 1
    case.refresh_from_db()
    assert (case.clock_used, case.due_on) == (0, date(2026, 12, 18))
    clock = Clock(used=case.clock_used, since=case.clock_since, due_on=case.due_on)
    assert clock.is_overdue(case.due_on + DAY * after) is late


@pytest.mark.clause("HB-26")
@pytest.mark.parametrize("whose", OTHERS)
def test_the_clock_stands_while_others_have_the_move(whose) -> None:
    asked, came = date(2026, 11, 27), date(2026, 12, 14)
    waiting = assessed((Whose.OFFICER, TODAY, asked), (whose, asked, None))
    again = assessed((Whose.OFFICER, TODAY, asked), (whose, asked, came), (Whose.OFFICER, came, None))
    clocks.recompute_all()
    for case in (waiting, again):
        case.refresh_from_db()
    assert (waiting.clock_used, waiting.clock_since, waiting.due_on) == (5, None, None)
    assert (again.clock_used, again.clock_since) == (5, came)
    assert again.due_on == working_days.after(came, 15, closed=closed_days(TODAY, came))


@pytest.mark.clause("HB-26")
@pytest.mark.parametrize(
    ("first", "last", "due"),
    [
        (date(2026, 12, 21), date(2026, 12, 23), date(2026, 12, 18)),
        (date(2026, 12, 18), date(2026, 12, 18), date(2026, 12, 21)),
        (date(2026, 12, 17), date(2026, 12, 18), date(2026, 12, 22)),
        (date(2026, 12, 12), date(2026, 12, 13), date(2026, 12, 18)),
    ],
)
def test_a_closure_moves_the_last_day_only_where_it_takes_a_working_day(first, last, due) -> None:
    case = paid()
    clocks.recompute_all()
    Closure.objects.create(from_date=first, until_date=last, name="The office moves")
    calendar.rebuild(today=TODAY)
    case.refresh_from_db()
    assert case.due_on == due


@pytest.mark.clause("HB-26")
def test_the_calendar_is_rebuilt_whole_and_goes_back_when_a_closure_goes() -> None:
    before = dict(CalendarDay.objects.values_list("day", "number"))
    closure = Closure.objects.create(from_date=date(2026, 12, 14), until_date=date(2026, 12, 18), name="Moving")
    assert calendar.rebuild(today=TODAY)
    shut = dict(CalendarDay.objects.values_list("day", "number"))
    assert shut[date(2026, 12, 13)] == before[date(2026, 12, 13)]
    assert shut[date(2026, 12, 18)] == before[date(2026, 12, 18)] - 5
    assert calendar.rebuild(today=TODAY) == 0
    closure.delete()
    calendar.rebuild(today=TODAY)
    assert dict(CalendarDay.objects.values_list("day", "number")) == before


@pytest.mark.clause("HB-26")
def test_the_calendar_grows_with_the_years() -> None:
    calendar.rebuild(today=date(2028, 1, 1))
    assert CalendarDay.objects.last().day == date(2034, 12, 31)
    numbers = dict(CalendarDay.objects.values_list("day", "number"))
    # Good Friday, the Saturday after it, and the Tuesday after Easter Monday.
    assert numbers[date(2034, 4, 7)] == numbers[date(2034, 4, 6)]
    assert numbers[date(2034, 4, 11)] == numbers[date(2034, 4, 7)] + 1


@pytest.mark.clause("HB-26")
def test_all_cases_at_once_come_to_what_the_rule_says_of_each() -> None:
    dice = Random(26)
    cases = [assessed(*_spans(dice)) for _ in range(60)]
    clocks.recompute_all()
    for case in cases:
        case.refresh_from_db()
        turns = [TurnDays(whose=Whose(one.whose), since=one.since_day, until=one.until_day) for one in case.turns.all()]
        wanted = rules.clock_of(turns, target=case.target_days, closed=closed_days(TODAY, TODAY))
        assert (case.clock_used, case.clock_since, case.due_on) == (wanted.used, wanted.since, wanted.due_on)


def _spans(dice: Random) -> list[tuple[Whose, date, date | None]]:
    """Turns one after the other, of days anywhere in the week; the last one goes on."""
    days = [TODAY + DAY * dice.randrange(10)]
    for _ in range(dice.randrange(1, 6)):
        days.append(days[-1] + DAY * dice.randrange(12))
    whose = [Whose.OFFICER if n % 2 == 0 else dice.choice(OTHERS) for n in range(len(days))]
    return list(zip(whose, days, [*days[1:], None], strict=True))


@pytest.mark.clause("HB-26")
@pytest.mark.parametrize("count", [1, 3, 30])
def test_clocks_and_words_take_the_same_statements_for_any_number_of_cases(count) -> None:
    for _ in range(count):
        paid()
    with CaptureQueriesContext(connection) as written:
        assert clocks.recompute_all() == count
    cases = list(Case.objects.filter(stage=Stage.ASSESSMENT).select_related("application"))
    data_by_id(cases[0].application.version_id)  # read once a process
    with CaptureQueriesContext(connection) as read:
        assert len(queries.words_of(cases, today=TODAY)) == count
    assert (len(written), len(read)) == (1, 3)


@pytest.mark.clause("HB-26")
def test_a_case_that_changes_meanwhile_or_is_decided_is_left_alone() -> None:
    decided = assessed((Whose.OFFICER, TODAY, None), stage=Stage.MET)
    assert clocks.recompute_all() == 0
    decided.refresh_from_db()
    assert decided.clock_since is None


def decided_on(day: date, used: int, **fields: object) -> Case:
    at = datetime.combine(day, NOON.timetz())
    return factories.case(stage=Stage.MET, decided_at=at, clock_used=used, **fields)


@pytest.mark.clause("HB-8", "HB-26")
@pytest.mark.parametrize(("before", "counts"), [(0, False), (1, True), (90, True), (91, False)])
def test_the_last_ninety_days_count_and_today_does_not(immigration, before, counts) -> None:
    decided_on(TODAY - DAY * before, 7)
    found = queries.honest("experience", figures=immigration.clocks, today=TODAY)
    assert found.of == int(counts)


@pytest.mark.clause("HB-8", "HB-26")
@pytest.mark.parametrize(("count", "tells"), [(9, False), (10, True), (11, True)])
def test_too_few_decisions_tell_no_day_and_say_so(immigration, count, tells) -> None:
    for n in range(count):
        decided_on(TODAY - DAY * (n + 1), 10 + n)
    case = paid()
    clocks.recompute_all()
    case.refresh_from_db()
    said = " ".join(queries.words_of([case], today=TODAY)[case.pk])
    assert ("Too few cases" in said) is not tells
    assert ("Expect a decision between" in said) is tells
    assert "We aim to decide in 20 working days: by 18 December 2026." in said


FOUND = Honest(of=20, half=10, most=18)
SHUT = frozenset({date(2026, 12, 25), date(2026, 12, 28)})


@pytest.mark.clause("HB-8", "HB-26")
@pytest.mark.parametrize(
    ("today", "words"),
    [
        (date(2026, 12, 4), "Expect a decision between 4 December 2026 and 16 December 2026."),
        (date(2026, 12, 5), "Yours has taken longer than half of them. Expect a decision by 16 December 2026."),
        (date(2026, 12, 16), "Yours has taken longer than half of them. Expect a decision by 16 December 2026."),
        (date(2026, 12, 17), "Yours has taken longer than nine in ten of them, so we cannot tell you a day."),
    ],
)
def test_a_day_that_has_gone_by_is_not_promised(immigration, today, words) -> None:
    clock = Clock(used=0, since=TODAY, due_on=date(2026, 12, 18))
    said = list(
        expected.sentences(clock, FOUND, whose=Whose.OFFICER, figures=immigration.clocks, today=today, closed=SHUT)
    )
    assert words in said


@pytest.mark.clause("HB-26")
@pytest.mark.parametrize(("today", "late"), [(date(2026, 12, 18), False), (date(2026, 12, 19), True)])
def test_a_target_that_was_missed_is_owned(immigration, today, late) -> None:
    clock = Clock(used=0, since=TODAY, due_on=date(2026, 12, 18))
    said = " ".join(
        expected.sentences(clock, FOUND, whose=Whose.OFFICER, figures=immigration.clocks, today=today, closed=SHUT)
    )
    assert ("we are late" in said) is late


@pytest.mark.clause("HB-8", "HB-26")
@pytest.mark.parametrize("reversed_at", [None, NOON])
def test_what_was_submitted_again_is_not_measured_by_the_days_of_the_first_assessment(reversed_at) -> None:
    """Thirty working days are used: those before "not yet" among them, unless that decision was taken back."""
    for n in range(10):
        decided_on(TODAY - DAY * (n + 1), 10)
    case = factories.case(stage=Stage.ASSESSMENT, whose=Whose.OFFICER, clock_used=30, clock_since=TODAY, due_on=TODAY)
    by = {"reversed_at": NOON, "reversed_by": people.UserFactory(), "reversed_why": "Wrong file."}
    factories.decision(case, outcome=Outcome.NOT_YET, **(by if reversed_at else {}))
    said = " ".join(queries.words_of([case], today=TODAY + DAY)[case.pk])
    assert ("we are late" in said) is (reversed_at is not None)
    assert ("longer than nine in ten" in said) is (reversed_at is not None)
    assert (expected.AGAIN in said) is (reversed_at is None)


@pytest.mark.clause("HB-26")
@pytest.mark.parametrize("whose", OTHERS)
def test_a_clock_that_stands_says_for_whom_and_promises_no_day(immigration, whose) -> None:
    clock = Clock(used=1, since=None, due_on=None)
    said = list(expected.sentences(clock, FOUND, whose=whose, figures=immigration.clocks, today=TODAY, closed=SHUT))
    assert said[0] == expected.WAITS_FOR[whose]
    assert "So far: 1 of 20 working days used." in said[1]
    assert len(said) == 2


@pytest.mark.clause("HB-26")
@pytest.mark.parametrize(
    ("used", "words"),
    [
        (19, "19 of 20 working days used"),
        (20, "20 of 20 working days used"),
        (21, "21 working days used, 1 working day over the 20 we aim at"),
        (57, "57 working days used, 37 working days over the 20 we aim at"),
    ],
)
def test_a_clock_that_is_over_its_target_says_by_how_much(used, words) -> None:
    assert expected.used_in_words(used, target=20) == words
