"""The queue: its order and pages, every filter, what is typed, the clock of each case, and how the work is spread."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from applications.enums import Stage, Whose
from applications.models import Case, Closure, Hold, Turn
from applications.queries import desk, queue, workload
from applications.queries.clocks import shown
from applications.queries.queue import ANY, NOBODY, Wanted
from members.models import User
from tests import factories as people
from tests.applications import factories
from tests.applications.factories import NOON, TODAY

pytestmark = pytest.mark.django_db
ALL = Wanted()
RUNNING = {"whose": Whose.OFFICER, "decided_at": None}


@pytest.fixture
def ada() -> User:
    return people.UserFactory(granted=["regulation_officer"], full_name="Ada Officer")


def waiting(cleared: datetime = NOON, *, stage: str = Stage.ASSESSMENT, words: str = "", **fields) -> Case:
    """A case that was cleared at an instant."""
    values = {**RUNNING, "cleared_at": cleared, "words": words, **fields}
    return factories.case(step=values.pop("step", "experience"), stage=stage, **values)


def found(wanted: Wanted = ALL, *, by: User | None = None, **place) -> queue.Found:
    return queue.found(wanted, but_of=by.pk if by else 0, today=TODAY, **place)


def ids(wanted: Wanted = ALL) -> list[int]:
    return [case.pk for case in found(wanted).cases]


def pages(wanted: Wanted, size: int) -> Iterator[queue.Found]:
    page = found(wanted, size=size)
    yield page
    while page.after:
        page = found(wanted, after=page.after, size=size)
        yield page


@pytest.mark.clause("HB-26")
def test_open_cases_are_listed_in_the_order_in_which_they_came_and_drafts_last_of_all() -> None:
    late, early = waiting(NOON), waiting(NOON - timedelta(days=3))
    fee = waiting(stage=Stage.FEE, cleared=None, submitted_at=NOON - timedelta(days=1), whose=Whose.APPLICANT)
    over = factories.case(stage=Stage.MET, cleared_at=NOON - timedelta(days=9))
    assert ids() == [early.pk, fee.pk, late.pk]
    everything = ids(Wanted(stage=ANY))
    assert everything[:4] == [over.pk, early.pk, fee.pk, late.pk]
    drafts = list(Case.objects.filter(stage=Stage.DRAFT).order_by("pk").values_list("pk", flat=True))
    assert everything[4:] == drafts[: len(everything) - 4]
    assert drafts
    assert ids(Wanted(stage=Stage.DRAFT)) == drafts


def test_pages_follow_each_other_there_and_back_with_nobody_left_out_though_many_came_at_once() -> None:
    expected = [waiting(NOON - timedelta(days=n // 4), words="ada").pk for n in range(11)]
    expected = [case.pk for case in sorted(Case.objects.filter(pk__in=expected), key=lambda c: (c.cleared_at, c.pk))]
    for wanted in (Wanted(), Wanted(words="ada")):
        forward = list(pages(wanted, 3))
        assert [case.pk for page in forward for case in page.cases] == expected
        assert forward[0].before == ""
        assert forward[0].count == 11
    forward = list(pages(Wanted(), 3))
    back = found(before=forward[-1].before, size=3)
    assert [case.pk for case in back.cases] == [case.pk for case in forward[-2].cases]
    first = found(before=forward[1].before, size=3)
    assert (first.before, [case.pk for case in first.cases]) == ("", expected[:3])
    assert found(before=forward[0].after, size=3).after


def test_a_place_that_is_none_is_the_beginning() -> None:
    case = waiting()
    for place in ("", "x", "1", "9" * 18 + "-1", "-" + "9" * 18 + "-1", "1-" + "9" * 30):
        assert [one.pk for one in found(after=place).cases] in ([case.pk], [])
    assert [one.pk for one in found(after="junk").cases] == [case.pk]


@pytest.mark.clause("HB-26")
@pytest.mark.parametrize(
    ("wanted", "column", "right", "wrong"),
    [
        (Wanted(kind="knowledge"), "step", "knowledge", "experience"),
        (Wanted(stage=Stage.COMMITTEE), "stage", Stage.COMMITTEE, Stage.ASSESSMENT),
        (Wanted(whose=Whose.SUPERVISOR), "whose", Whose.SUPERVISOR, Whose.OFFICER),
        (Wanted(waiting=7), "cleared", NOON - timedelta(days=8), NOON - timedelta(days=7)),
    ],
    ids=["step", "status", "whose move", "age"],
)
def test_each_filter_leaves_what_answers_to_it(wanted, column, right, wrong) -> None:
    kept = waiting(**{"whose": Whose.COMMITTEE, column: right} if column == "stage" else {column: right})
    waiting(**{column: wrong})
    assert ids(wanted) == [kept.pk]


@pytest.mark.clause("HB-26")
def test_overdue_begins_the_day_after_the_last_one() -> None:
    late = waiting(clock_since=date(2026, 10, 1), due_on=TODAY - timedelta(days=1))
    waiting(clock_since=date(2026, 10, 1), due_on=TODAY)
    waiting()
    assert ids(Wanted(overdue=True)) == [late.pk]


def test_cases_of_an_officer_and_of_nobody(ada) -> None:
    hers, nobodys = waiting(officer=ada, officer_since=NOON), waiting()
    assert ids(Wanted(officer=str(ada.pk))) == [hers.pk]
    assert ids(Wanted(officer=NOBODY)) == [nobodys.pk]


@pytest.mark.clause("HB-1", "HB-26")
def test_a_reference_is_found_however_it_is_typed_and_whatever_became_of_it() -> None:
    case = waiting()
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL session_replication_role = replica")
        cursor.execute(
            "UPDATE applications_application SET reference = 'IM-7K4P-Q9WD' WHERE id = %s", [case.application_id]
        )
        cursor.execute("SET LOCAL session_replication_role = DEFAULT")
    waiting()
    assert set(ids(Wanted(words="im 7k4pq9wd"))) == set(case.application.cases.values_list("pk", flat=True))
    assert ids(Wanted(words="IM-7K4P-Q9WD", stage=Stage.ASSESSMENT)) == [case.pk]
    assert ids(Wanted(words="IM-7K4P-Q9WE")) == []


def test_every_word_that_is_typed_has_to_be_there(monkeypatch) -> None:
    ada = waiting(words="im-test-1 000123456 ada_okafor% ada@example.org")
    waiting(words="im-test-2 bea okafor bea@example.org")
    for read_on in (queue.READ_ON, 1):
        # With few read on the way, the rest is found by the parts of words.
        monkeypatch.setattr(queue, "READ_ON", read_on)
        assert ids(Wanted(words="OKAFOR 0123")) == [ada.pk]
        assert ids(Wanted(words="ada_okafor%")) == [ada.pk]
        assert ids(Wanted(words="nobody")) == []
        assert len(ids(Wanted(words="okafor"))) == 2
        assert ids(Wanted(words="okafor", stage=Stage.FEE)) == []


def test_what_too_many_answer_to_says_so_and_what_is_met_first_is_listed(monkeypatch) -> None:
    monkeypatch.setattr(queue, "MOST_COUNTED", 3)
    monkeypatch.setattr(queue, "READ_ON", 2)
    first, *_ = [waiting(NOON + timedelta(minutes=n), words="okafor") for n in range(5)]
    some = found(Wanted(words="okafor"))
    assert (some.too_many, some.more, some.count, some.cases[0].pk) == (True, True, 2, first.pk)
    assert (found().count, found().more) == (3, True)


def test_ones_own_cases_are_not_listed() -> None:
    case = waiting()
    own = case.application.user
    assert [one.pk for one in found(by=own).cases] == []
    assert [one.pk for one in found(by=people.UserFactory()).cases] == [case.pk]


@pytest.mark.parametrize("words", ["", "ada"])
def test_as_many_statements_for_one_case_as_for_thirty(words, ada) -> None:
    counts = []
    for more in (1, 2, 27):
        for _ in range(more):
            case = waiting(words="ada", officer=ada, officer_since=NOON, clock_since=date(2026, 11, 2), due_on=TODAY)
            Hold.objects.create(case=case, reason="advice", at=NOON, by=ada)
        with CaptureQueriesContext(connection) as captured:
            rows = desk.rows(found(Wanted(words=words)).cases, today=TODAY)
            assert all(row.case.officer.full_name and row.case.application.user.full_name for row in rows)
        counts.append(len(captured))
    assert counts[1] == counts[2]
    assert counts[0] <= counts[1] + 1  # the version's document, once a process
    assert counts[2] <= 7


@pytest.mark.clause("HB-26")
def test_the_clock_of_a_case_says_days_used_and_due_and_whom_a_paused_one_waits_for() -> None:
    Closure.objects.create(from_date=date(2026, 11, 17), until_date=date(2026, 11, 17), name="Training")
    runs = waiting(clock_used=3, clock_since=date(2026, 11, 13), due_on=date(2026, 11, 19))
    stands = waiting(stage=Stage.INFORMATION, whose=Whose.APPLICANT, clock_used=7)
    over = factories.case(stage=Stage.MET, clock_used=12)
    Turn.objects.create(case=stands, whose=Whose.APPLICANT, since=NOON, since_day=date(2026, 11, 18))
    clocks = shown([runs, stands, over], today=TODAY)
    # From Friday the 13th to Friday the 20th: Monday, Wednesday, Thursday, Friday; Tuesday is closed.
    assert clocks[runs.pk].used == 7
    assert (clocks[runs.pk].overdue, clocks[runs.pk].stands) == (True, False)
    assert clocks[stands.pk].stands
    assert (clocks[stands.pk].used, clocks[stands.pk].whose, clocks[stands.pk].since) == (
        7, Whose.APPLICANT, date(2026, 11, 18),
    )  # fmt: skip
    assert (clocks[over.pk].is_over, clocks[over.pk].stands, clocks[over.pk].used) == (True, False, 12)


@pytest.mark.clause("HB-26")
def test_the_work_of_each_officer_is_counted_once_and_idle_officers_are_listed(ada) -> None:
    people.UserFactory(granted=["regulation_officer"], full_name="Bea Officer")
    mine = {"officer": ada, "officer_since": NOON}
    waiting(**mine)
    waiting(clock_since=date(2026, 10, 1), due_on=TODAY - timedelta(days=1), **mine)
    waiting(stage=Stage.INFORMATION, whose=Whose.APPLICANT, **mine)
    waiting()
    factories.case(stage=Stage.MET, **mine)
    assert workload.per_officer(today=TODAY) == [
        (workload.UNASSIGNED, {workload.OURS: 1, workload.OTHERS: 0, workload.LATE: 0}),
        ("Ada Officer", {workload.OURS: 1, workload.OTHERS: 1, workload.LATE: 1}),
        ("Bea Officer", {workload.OURS: 0, workload.OTHERS: 0, workload.LATE: 0}),
    ]


@pytest.mark.clause("HB-26")
def test_every_open_case_has_one_age() -> None:
    for days in (0, 6, 7, 13, 14, 27, 28, 55, 56, 111, 112, 1000):
        waiting(NOON - timedelta(days=days))
    factories.case()
    counted = workload.ages(today=TODAY)
    assert [label for label, _ in counted] == [label for label, _, _ in workload.AGES]
    assert [sum(values.values()) for _, values in counted] == [2, 2, 2, 2, 2, 2]
    assert set(counted[0][1]) == {"Qualifying experience"}


def test_filters_that_are_put_together_all_hold(ada) -> None:
    wanted = Wanted(kind="experience", whose=Whose.OFFICER, officer=str(ada.pk), overdue=True, waiting=7, words="ada")
    fits = {"officer": ada, "officer_since": NOON, "clock_since": date(2026, 10, 1), "due_on": date(2026, 11, 1)}
    case = waiting(NOON - timedelta(days=30), words="ada", **fits)
    assert ids(wanted) == [case.pk]
    for other in ({"kind": "knowledge"}, {"whose": Whose.COMMITTEE}, {"waiting": 56}, {"words": "bea"}):
        assert ids(replace(wanted, **other)) == []
