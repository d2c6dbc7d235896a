"""The hours ledger on PostgreSQL: what applicants write, what officers accept beside it, and who may when."""

from __future__ import annotations

import uuid
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from applications.enums import Accepted, EventKind, RoleKind, Stage, Whose
from applications.models import Case, CaseFee, Happening, Role, RoleAssessed
from applications.queries import ledger as queries
from applications.queries.pathways import data_by_id
from applications.rules.claims import MOST_LEAVE, MOST_ROLES, CourseClaim, Credit, RoleClaim, View
from applications.rules.hours import Days
from applications.services import ledger
from applications.services.ledger import Faulty, Told
from cilexportal.foundation.rulebook.refusal import Refused
from tests import factories as people
from tests.applications import factories
from tests.applications.factories import NOON, TODAY
from tests.shop import factories as shop

pytestmark = pytest.mark.django_db
LATER = NOON + timedelta(minutes=5)
CLAIM = RoleClaim(
    first=date(2025, 1, 6), last=None, weekly=Decimal(35), leave=(), tasks=("advice",), other_work="",
    description="x" * 50,
)  # fmt: skip
STOPPED = {"clock_since": None, "due_on": None}
TOLD = Told(
    title="Caseworker", employer="Example Law", kind=RoleKind.VOLUNTARY, supervisor_name="Mary Somerville",
    supervisor_email="mary@example.org",
)  # fmt: skip
LPC = CourseClaim(code="lpc", first=date(2024, 9, 2), last=date(2025, 6, 30), passed_on=date(2025, 7, 15))


def save(case: Case, claim: RoleClaim = CLAIM, *, key: uuid.UUID | None = None, seen: str = "", at=NOON) -> Role:
    return ledger.save_role(case_id=case.pk, uuid=key or uuid.uuid4(), seen=seen, claim=claim, told=TOLD, at=at)


def figures(case: Case):
    return data_by_id(case.application.version_id).hours


def officer():
    return people.UserFactory(granted=["regulation_officer"])


def assess(role: Role, view: View, *, by=None, note: str = "", at=LATER) -> RoleAssessed:
    revision = Case.objects.get(pk=role.case_id).revision
    return ledger.assess_role(role_id=role.pk, revision=revision, view=view, note=note, by=by or officer(), at=at)


def paid(case: Case) -> Case:
    """The case as it is assessed: submitted, and its fee paid."""
    order = shop.order(case.application.user, accepted_at=None, paid=False)
    CaseFee.objects.create(case=case, order=order, billed_at=NOON, paid_at=NOON)
    factories.submission(case)
    return factories.placed(case, Stage.ASSESSMENT, whose=Whose.OFFICER)


def not_yet(case: Case) -> Case:
    """The case with a decision that hours are missing."""
    factories.decision(case, outcome="not_yet")
    return factories.placed(case, Stage.NOT_YET, whose=Whose.APPLICANT, **STOPPED)


@pytest.mark.clause("HB-17", "HB-18")
def test_a_role_is_written_with_its_leave_and_told_on_the_timeline() -> None:
    case = factories.case()
    leave = (Days(first=date(2025, 3, 1), last=date(2025, 3, 31)),)
    role = save(case, replace(CLAIM, leave=leave))
    assert [(one.from_date, one.until_date) for one in role.leave.all()] == [(date(2025, 3, 1), date(2025, 3, 31))]
    told = Happening.objects.get(case=case)
    assert (told.kind, told.facts["uuid"]) == (EventKind.LEDGER, str(role.uuid))
    again = save(case, key=role.uuid, seen=role.saved_at.isoformat(), at=LATER)
    assert again.pk == role.pk
    assert not again.leave.exists()
    assert Case.objects.get(pk=case.pk).revision == 3


@pytest.mark.clause("HB-17a", "HB-18", "HB-20a")
def test_what_is_wrong_is_said_at_its_box_and_nothing_is_written() -> None:
    case = factories.case()
    wrong = replace(CLAIM, first=TODAY + timedelta(days=1), weekly=Decimal(100), tasks=(), description="Short")
    with pytest.raises(Faulty) as no:
        save(case, wrong)
    assert [box for box, _ in no.value.faults] == ["from_date", "weekly_hours", "tasks", "description"]
    assert not Role.objects.filter(case=case).exists()
    assert not Happening.objects.filter(case=case).exists()


@pytest.mark.clause("HB-17")
def test_two_pages_of_a_role_do_not_overwrite_each_other() -> None:
    case = factories.case()
    role = save(case)
    for seen in ("", (NOON - timedelta(seconds=1)).isoformat()):
        with pytest.raises(Refused, match="changed while your page was open"):
            save(case, replace(CLAIM, weekly=Decimal(1)), key=role.uuid, seen=seen, at=LATER)
    ledger.drop_role(case_id=case.pk, uuid=role.uuid, at=LATER)
    with pytest.raises(Refused, match="changed while your page was open"):
        save(case, key=role.uuid, seen=role.saved_at.isoformat(), at=LATER)


@pytest.mark.clause("HB-11a")
@pytest.mark.parametrize(
    "stage", [Stage.FEE, Stage.ASSESSMENT, Stage.INFORMATION, Stage.COMMITTEE, Stage.MET, Stage.NOT_MET]
)
def test_the_ledger_stays_while_the_applicant_does_not_have_it(stage: Stage) -> None:
    case = factories.case()
    role = save(case)
    factories.placed(case, stage)
    for change in (
        lambda: save(case),
        lambda: ledger.drop_role(case_id=case.pk, uuid=role.uuid, at=LATER),
    ):
        with pytest.raises(Refused) as no:
            change()
        assert no.value.refusals[0].clause == "HB-11a"
    assert Role.objects.get(case=case).saved_at == NOON


@pytest.mark.clause("HB-17", "HB-18")
def test_a_ledger_has_so_many_roles_and_a_role_so_much_leave() -> None:
    case = factories.case()
    days = [date(2025, 2, 1) + timedelta(days=2 * index) for index in range(MOST_LEAVE + 1)]
    leave = tuple(Days(first=day, last=day) for day in days)
    assert save(case, replace(CLAIM, leave=leave[:-1])).leave.count() == MOST_LEAVE
    with pytest.raises(Faulty, match="at most 12 periods"):
        save(case, replace(CLAIM, leave=leave))
    for _ in range(MOST_ROLES - 1):
        factories.role(case)
    with pytest.raises(Refused, match="at most 40 roles"):
        save(case)


@pytest.mark.clause("HB-19")
def test_a_course_is_written_once_of_each_kind() -> None:
    case = factories.case()
    key = uuid.uuid4()
    values = {"case_id": case.pk, "claim": LPC, "provider": "A School", "proof": None, "at": NOON}
    made = ledger.save_course(uuid=key, seen="", **values)
    with pytest.raises(Faulty) as no:
        ledger.save_course(uuid=uuid.uuid4(), seen="", **values)
    assert [box for box, _ in no.value.faults] == ["code"]
    ledger.save_course(uuid=key, seen=made.saved_at.isoformat(), **values)
    ledger.drop_course(case_id=case.pk, uuid=key, at=LATER)
    assert not case.courses.exists()
    told = Happening.objects.filter(case=case, kind=EventKind.LEDGER).order_by("pk").values_list("facts", flat=True)
    assert [one.get("course") or one["dropped"] for one in told] == ["Legal Practice Course"] * 3, "no code is read"


@pytest.mark.clause("HB-17")
def test_part_of_a_role_is_accepted_beside_what_was_claimed() -> None:
    case = paid(factories.case())
    role = factories.role(case, from_date=date(2025, 1, 6), until_date=date(2025, 1, 19))
    day = date(2025, 1, 12)
    view = View(verdict=Accepted.PART, first=date(2025, 1, 6), last=day, weekly=Decimal("17.5"), why="hours_unclear")
    made = assess(role, view, note="One week was shown.")
    assert (made.from_date, made.until_date, made.weekly_hours) == (date(2025, 1, 6), day, Decimal("17.5"))
    on = {"figures": figures(case), "today": TODAY}
    assert queries.reckon(queries.claimed(case), **on).total == 70
    assert queries.reckon(queries.accepted(case), **on).total == Decimal("17.5")
    told = Happening.objects.get(case=case)
    assert (told.kind, told.shown, told.stage) == (EventKind.HOURS, False, Stage.ASSESSMENT)


@pytest.mark.clause("HB-17")
def test_a_newer_view_stands_and_the_one_before_it_stays() -> None:
    case = paid(factories.case())
    role = factories.role(case)
    first = assess(role, View(verdict=Accepted.NONE, why="work_not_legal"))
    assert not queries.accepted(case).works
    assert queries.book_of(case).is_judged()
    assess(role, View(verdict=Accepted.FULL))
    first.refresh_from_db()
    assert first.superseded_at == LATER
    assert queries.accepted(case).works == queries.claimed(case).works


@pytest.mark.clause("HB-17")
@pytest.mark.parametrize(
    ("changed", "wrong"),
    [
        ({}, []),
        ({"why": ""}, ["why"]),
        ({"why": "copy_unreadable"}, ["why"]),
        ({"first": None}, ["first"]),
        ({"first": date(2025, 1, 5)}, ["first"]),
        ({"first": date(2025, 1, 20)}, ["first"]),
        ({"last": date(2025, 1, 6)}, ["last"]),
        ({"last": date(2025, 1, 7)}, []),
        ({"last": date(2025, 1, 20)}, ["last"]),
        ({"last": None}, ["last"]),
        ({"weekly": Decimal(0)}, ["weekly"]),
        ({"weekly": Decimal(35)}, []),
        ({"weekly": Decimal("35.01")}, ["weekly"]),
        ({"first": date(2025, 1, 6), "last": date(2025, 1, 19), "weekly": Decimal(35)}, ["verdict"]),
    ],
)
def test_a_part_lies_within_the_claim_and_says_why(changed, wrong: list[str]) -> None:
    case = paid(factories.case())
    role = factories.role(case, until_date=date(2025, 1, 19))
    part = View(
        verdict=Accepted.PART, first=date(2025, 1, 7), last=date(2025, 1, 12), weekly=Decimal(20), why="hours_unclear"
    )
    view = replace(part, **changed)
    if not wrong:
        assert assess(role, view).verdict == Accepted.PART
        return
    with pytest.raises(Faulty) as no:
        assess(role, view)
    assert [box for box, _ in no.value.faults] == wrong


@pytest.mark.clause("HB-19", "HB-20")
@pytest.mark.parametrize(
    ("verdict", "hours", "why", "wrong"),
    [
        (Accepted.FULL, None, "", []),
        (Accepted.PART, Decimal("643.99"), "same_time", []),
        (Accepted.PART, Decimal(644), "same_time", ["hours"]),
        (Accepted.PART, Decimal(0), "same_time", ["hours"]),
        (Accepted.PART, Decimal(100), "", ["why"]),
        (Accepted.NONE, None, "course_not_shown", []),
        (Accepted.NONE, None, "", ["why"]),
    ],
)
def test_a_course_is_credited_in_full_in_part_or_not(verdict, hours, why: str, wrong: list[str]) -> None:
    case = paid(factories.case())
    course = factories.course(case)
    sent = {"revision": Case.objects.get(pk=case.pk).revision, "note": "", "by": officer(), "at": LATER}
    credit = Credit(verdict=verdict, hours=hours, why=why)
    if wrong:
        with pytest.raises(Faulty) as no:
            ledger.assess_course(course_id=course.pk, credit=credit, **sent)
        assert [box for box, _ in no.value.faults] == wrong
        return
    ledger.assess_course(course_id=course.pk, credit=credit, **sent)
    total = queries.reckon(queries.accepted(case), figures=figures(case), today=TODAY).total
    assert total == {Accepted.FULL: 644, Accepted.PART: hours, Accepted.NONE: 0}[verdict]


@pytest.mark.clause("HB-20")
@pytest.mark.parametrize(
    ("fields", "wrong"),
    [
        ({"apart": Decimal(200), "apart_why": "Evenings."}, []),
        ({"apart": Decimal(644), "apart_why": "Evenings."}, []),
        ({"apart": Decimal(200), "apart_why": " "}, ["apart_why"]),
        ({"apart": Decimal("644.01"), "apart_why": "Evenings."}, ["apart"]),
        ({"apart": Decimal(0), "apart_why": "Evenings."}, ["apart"]),
        ({"apart_why": "Evenings."}, ["apart"]),
        ({"verdict": Accepted.NONE, "why": "same_time", "apart": Decimal(1), "apart_why": "Evenings."}, ["apart"]),
    ],
)
def test_more_than_the_rule_gives_is_credited_for_time_outside_work_alone(fields, wrong: list[str]) -> None:
    case = paid(factories.case())
    # On each of these days the role comes to more than the course, so that the rule adds nothing.
    role = factories.role(case, from_date=date(2024, 9, 2), until_date=date(2025, 6, 30))
    course = factories.course(case)
    assess(role, View(verdict=Accepted.FULL))
    before = queries.reckon(queries.accepted(case), figures=figures(case), today=TODAY).total
    credit = Credit(**{"verdict": Accepted.FULL, **fields})
    sent = {"revision": Case.objects.get(pk=case.pk).revision, "note": "", "by": officer(), "at": LATER}
    if wrong:
        with pytest.raises(Faulty) as no:
            ledger.assess_course(course_id=course.pk, credit=credit, **sent)
        assert [box for box, _ in no.value.faults] == wrong
        return
    ledger.assess_course(course_id=course.pk, credit=credit, **sent)
    total = queries.reckon(queries.accepted(case), figures=figures(case), today=TODAY).total
    assert total - before == fields["apart"]


@pytest.mark.clause("HB-19")
def test_a_course_that_was_not_passed_is_not_credited_by_anybody() -> None:
    case = paid(factories.case())
    course = factories.course(case, passed_on=None)
    revision = Case.objects.get(pk=case.pk).revision
    with pytest.raises(Faulty, match="not passed"):
        ledger.assess_course(
            course_id=course.pk, revision=revision, credit=Credit(verdict=Accepted.FULL), note="", by=officer(),
            at=LATER,
        )  # fmt: skip


@pytest.mark.clause("HB-26")
def test_nobody_assesses_their_own_hours_or_those_they_supervised() -> None:
    case = paid(factories.case())
    role = factories.role(case)
    factories.asked(case, email="mary@example.org")
    for address in ("Mary+work@example.org", case.application.user.email):
        by = people.UserFactory(granted=["regulation_officer"])
        by.email = address
        with pytest.raises(Refused) as no:
            assess(role, View(verdict=Accepted.FULL), by=by)
        assert no.value.refusals[0].clause == "HB-26"
    assert not role.assessed.exists()


@pytest.mark.clause("HB-17")
def test_two_officers_at_once_and_a_case_that_moved_are_refused() -> None:
    case = paid(factories.case())
    role = factories.role(case)
    old = Case.objects.get(pk=case.pk).revision
    assess(role, View(verdict=Accepted.FULL))
    sent = {"role_id": role.pk, "view": View(verdict=Accepted.FULL), "note": "", "by": officer(), "at": LATER}
    with pytest.raises(Refused, match="changed while your page was open"):
        ledger.assess_role(revision=old, **sent)
    factories.placed(case, Stage.MET, **STOPPED)
    with pytest.raises(Refused, match="this one is: met"):
        ledger.assess_role(revision=Case.objects.get(pk=case.pk).revision, **sent)


@pytest.mark.clause("HB-17")
def test_a_role_that_was_assessed_stays_and_changing_it_ends_the_view() -> None:
    case = paid(factories.case())
    role = factories.role(case)
    assess(role, View(verdict=Accepted.FULL))
    not_yet(case)
    with pytest.raises(Refused, match="stays in your ledger"):
        ledger.drop_role(case_id=case.pk, uuid=role.uuid, at=LATER)
    save(case, replace(CLAIM, weekly=Decimal(10)), key=role.uuid, seen=role.saved_at.isoformat(), at=LATER)
    assert not queries.accepted(case).works
    assert not queries.book_of(case).is_judged()
    assert role.assessed.count() == 1


@pytest.mark.clause("HB-18")
@pytest.mark.parametrize("roles", [1, 3, 30])
def test_a_ledger_is_read_in_five_queries_however_long_it_is(roles: int) -> None:
    case = factories.case()
    for _ in range(roles):
        factories.role(case).leave.create(from_date=date(2025, 3, 1), until_date=date(2025, 3, 2))
    factories.course(case)
    with CaptureQueriesContext(
        connection,
    ) as asked:
        book = queries.book_of(case)
        queries.reckon(book.claimed(), figures=figures(case), today=TODAY)
        queries.reckon(book.accepted(), figures=figures(case), today=TODAY)
    assert len(asked) == 5
