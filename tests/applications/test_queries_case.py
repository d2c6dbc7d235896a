"""What officers read of a case: facts and clock, frozen submissions, the timeline, letters, and who looked."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from applications.enums import EventKind, SeenBy, Stage, Whose
from applications.models import Case, CaseNote, CasePaper, ReferenceLink, Submission
from applications.queries import case as queries
from applications.queries import case_notes, case_submission, case_timeline, who_looked
from applications.queries.changes import Change, changes_of
from applications.services import noting
from cilexportal.foundation.correspondence.models import MessageState
from tests import factories as people
from tests.applications import case_steps, factories, meeting_steps
from tests.applications.factories import NOON, TODAY

pytestmark = pytest.mark.django_db
OFFICER = frozenset({"applicant", "regulation_officer"})
SECRETARY = frozenset({"applicant", "alc_secretary"})
ROLE = {
    "uuid": "x", "title": "Caseworker", "employer": "Example Law", "kind": "voluntary", "from": "2025-01-06",
    "until": "", "weekly_hours": "35.00", "tasks": ["advice"], "leave": [["2025-03-01", "2025-03-31"]],
}  # fmt: skip
WHOLE = """Title: Caseworker
Employer: Example Law
Kind: Voluntary
First day: 6 January 2025
Hours a week: 35
Leave: 1 March 2025 to 31 March 2025
Kinds of work: Advising clients and recommending what to do"""


def frozen(case: Case, number: int, **content: Any) -> Submission:
    told = {"name": "Ada", "reference": "IM-1", **content}
    return Submission.objects.create(
        case=case, number=number, at=NOON, by=case.application.user, content=told, sha256="0" * 64
    )


@pytest.mark.clause("HB-26")
@pytest.mark.parametrize(("today", "used"), [(date(2026, 11, 16), 3), (date(2026, 11, 17), 4), (date(2026, 11, 22), 7)])
def test_the_clock_tells_the_days_used_up_to_today(today, used):
    case = factories.placed(case_steps.assessed(), Stage.ASSESSMENT, **case_steps.RUNNING, clock_used=3)
    assert queries.facts(case, today=today).clock.used == used


@pytest.mark.clause("HB-26")
def test_a_clock_that_stands_still_tells_what_it_had():
    still = {"whose": Whose.APPLICANT, "clock_since": None, "due_on": None, "clock_used": 9}
    case = factories.case(stage=Stage.INFORMATION, **still)
    clock = queries.facts(case, today=date(2030, 1, 1)).clock
    assert (clock.used, clock.overdue) == (9, False)


@pytest.mark.clause("HB-26")
@pytest.mark.parametrize(("today", "late"), [(date(2026, 12, 14), False), (date(2026, 12, 15), True)])
def test_a_case_is_overdue_from_the_day_after_its_last(today, late):
    assert queries.facts(case_steps.assessed(), today=today).clock.overdue is late


@pytest.mark.clause("HB-26")
def test_nobody_opens_a_case_that_they_have_a_part_in():
    case = case_steps.assessed()
    for address in ("Sue+work@example.org", "ref@example.org"):
        factories.asked(case, email=address)
    assert queries.opened(case.uuid, by=case_steps.officer()) == case
    own = case.application.user
    for one in (own, case_steps.officer(email="sue@example.org"), case_steps.officer(email="ref@example.org")):
        assert queries.opened(case.uuid, by=one) is None


@pytest.mark.clause("HB-26", "HB-28")
def test_a_member_who_declared_an_interest_in_a_case_does_not_open_it_at_the_desk_either():
    by, case = meeting_steps.secretary(), meeting_steps.before_the_committee()
    meeting = meeting_steps.planned(by)
    item = meeting_steps.listed(case, meeting, by=by)
    seat, other, _ = meeting_steps.seats(meeting)
    meeting_steps.declared(item, seat)
    assert queries.opened(case.uuid, by=seat.member.user) == case
    meeting_steps.declared(item, seat, conflicted=True)
    assert queries.opened(case.uuid, by=seat.member.user) is None
    assert queries.opened(case.uuid, by=other.member.user) == case
    assert queries.opened(meeting_steps.before_the_committee().uuid, by=seat.member.user) is not None


@pytest.mark.clause("HB-22", "HB-26")
def test_a_submission_is_told_in_words_with_what_is_new_in_it():
    case = factories.case(stage=Stage.ASSESSMENT)
    paper = {"uuid": "y", "kind": "certificate", "label": "", "filename": "a.pdf", "sha256": "12"}
    frozen(case, 1, roles=[ROLE], papers=[paper])
    frozen(case, 2, roles=[ROLE | {"weekly_hours": "20.00"}], answers=[{"question": "What?", "answer": "This."}])
    first, second = case_submission.told(case, 1), case_submission.told(case, 2)
    assert first is not None
    assert second is not None
    assert not any(panel.is_new or any(line.is_new for line in panel.lines) for panel in first.panels)
    lines = {line.key: line.value for panel in first.panels for line in panel.lines}
    assert lines["First day"] == "6 January 2025"
    assert lines["Leave"] == "1 March 2025 to 31 March 2025"
    assert lines["Kind"] in ("Voluntary", "Certified copy of a certificate")
    assert second.gone == ["File: a.pdf"]
    new = {(panel.title, line.key) for panel in second.panels for line in panel.lines if line.is_new}
    assert new == {("Role: Caseworker, Example Law", "Hours a week")}
    assert [panel.title for panel in second.panels if panel.is_new] == ["Asked: What?"]
    assert case_submission.told(case, 3) is None


@pytest.mark.clause("HB-26")
def test_what_changed_since_a_submission_is_told_in_the_words_of_the_submission():
    case = factories.case(stage=Stage.ASSESSMENT)
    paper = {"uuid": "y", "kind": "certificate", "label": "", "filename": "a.pdf", "sha256": "12"}
    twin = ROLE | {"uuid": "z"}
    frozen(case, 1, roles=[ROLE, twin], qualification={"code": "", "certificate": ""})
    assert changes_of(case) == (0, [])
    less = twin | {"weekly_hours": "20.00", "kind": "employed", "leave": []}
    frozen(case, 2, roles=[less], papers=[paper], qualification={"code": "", "certificate": "y"})
    assert changes_of(case) == (1, [
        Change("Qualification: certificate", "", "a.pdf"),
        Change("Role: Caseworker, Example Law: kind", "Voluntary", "Employed"),
        Change("Role: Caseworker, Example Law: hours a week", "35", "20"),
        Change("Role: Caseworker, Example Law: leave", "1 March 2025 to 31 March 2025", ""),
        Change("New: File: a.pdf", "", "Kind: Certified copy of a certificate"),
        Change("No longer in it: Role: Caseworker, Example Law", WHOLE, ""),
    ])  # fmt: skip


def test_the_timeline_says_what_happened_page_by_page_the_latest_first():
    case = case_steps.assessed()
    asked = factories.asked(case)
    assert case_timeline.page(case, None).object_list == []
    case_steps.happened(case, case_timeline.A_PAGE)
    case_steps.happened(
        case, 1, kind=EventKind.REFERENCE_ASKED, facts={"asked": str(asked.uuid), "removed": "x"}, shown=False
    )
    first, last = case_timeline.page(case, None), case_timeline.page(case, "2")
    assert (len(first.object_list), len(last.object_list)) == (case_timeline.A_PAGE, 1)
    assert first.object_list[0].at > first.object_list[-1].at
    told = [one for one in (*first.object_list, *last.object_list) if one.title == "Reference asked for"]
    assert "Mary Somerville." in told[0].text
    assert "not shown to the applicant" in told[0].by


@pytest.mark.parametrize(
    ("facts", "said"),
    [
        ({"section": "hours", "passed": False, "reasons": ["hours_unclear"]},
         "The hours. Not passed. The hours or the days are not clear."),
        ({"role": "Caseworker", "verdict": "part", "why": "work_unclear"},
         "Caseworker. Accepted in part. What was done in the role is not clear."),
        ({"decision": "x", "outcome": "not_yet", "body": "officer"}, "Not yet. Officer."),
        ({"hold": 1, "reason": "advice"}, "Waiting for advice."),
        ({"request": 1, "until": "2026-12-01"}, "Until 1 December 2026."),
        ({"item": 1, "starts_at": "2026-12-08T23:30:00+00:00"}, "Meeting on 8 December 2026."),
        ({"order": 1, "unpaid": True}, "Not paid in time."),
        ({"paper": "x", "name": "scan.pdf", "posted": True}, "scan.pdf. It came by post."),
    ],
)  # fmt: skip
def test_the_timeline_says_facts_in_words_and_no_ids(facts, said):
    case = case_steps.assessed()
    case_steps.happened(case, 1)
    case_steps.happened(case, 1, facts=facts)
    assert case_timeline.page(case, None).object_list[0].text == said


@pytest.mark.clause("HB-26a")
def test_letters_are_those_of_the_case_that_the_reader_may_read():
    case = case_steps.assessed()
    asked = factories.asked(case)
    to = {"to_user": None, "to_name": "Mary", "to_email": asked.email}
    ours = [
        case_steps.sent(case),
        case_steps.sent(case, state=MessageState.FAILED, error="No such box"),
        case_steps.sent(case, kind="applications.reference_signed", context={"asked": asked.pk}, **to),
    ]
    link = ReferenceLink.objects.create(
        asked=asked, token_hash="0" * 64, sent_at=NOON, expires_at=NOON + timedelta(days=28)
    )  # fmt: skip
    for kind in ("applications.reference_asked", "applications.reference_reminder"):
        ours.append(case_steps.sent(case, kind=kind, context={"link": link.pk}, **to))
        case_steps.sent(case, kind=kind, context={"link": link.pk + 1}, **to)
    case_steps.sent(case, kind="applications.reference_signed", context={"asked": asked.pk + 1}, **to)
    case_steps.sent(case, kind="shop.receipt")
    case_steps.sent(case, kind="asking.asked", context={"request": 99_999})
    case_steps.sent(case, to_user=people.UserFactory())
    assert list(queries.letters(case, roles=OFFICER)) == ours[::-1]
    assert list(queries.letters(case, roles={"membership_officer"})) == []


@pytest.mark.parametrize("count", [1, 3, 30])
def test_a_case_takes_the_same_statements_however_much_is_in_it(count):
    case, by = case_steps.assessed(), case_steps.officer()
    made = {}
    for size in (1, count):
        while case.roles.count() < size:
            factories.role(case)
            factories.paper(case)
            case_steps.signed(case, asked={"email": f"mary{case.references.count()}@example.org"})
        case_steps.happened(case, size)
        for n in range(size):
            note = CaseNote.objects.create(case=case, words="A note.", seen_by=SeenBy.OFFICERS, at=NOON, by=by)
            note.to.add(by)
            case_steps.sent(case)
            noting.looked(case=case, what=f"paper:{n}", by=by, at=NOON)
        with CaptureQueriesContext(connection) as asked:
            read(case)
        made[size] = len(asked)
    assert made[count] == made[1]


def read(case: Case) -> None:
    queries.case_file(case, today=TODAY)
    case_timeline.page(case, None)
    [list(one.to.all()) for one in case_notes.notes(case, roles=OFFICER)[:20]]
    list(queries.letters(case, roles=OFFICER)[:20])
    who_looked.page(case, None)


def test_who_looked_names_the_parts():
    case, by = case_steps.assessed(), case_steps.officer(full_name="Olu Officer")
    paper, asked = factories.paper(case), factories.asked(case)
    CasePaper.objects.filter(pk=paper.pk).update(removed_at=NOON)
    for what in ("case", f"paper:{paper.uuid}", f"reference:{asked.uuid}", f"headed:{asked.uuid}", "submission:2"):
        noting.looked(case=case, what=what, by=by, at=NOON + timedelta(minutes=1))
    looks = who_looked.page(case, None).object_list
    assert {one.by for one in looks} == {"Olu Officer"}
    assert {one.what for one in looks} == {
        "The case", f"The file {paper.document.filename}", "The reference of Mary Somerville",
        "The letter of Mary Somerville", "Submission 2",
    }  # fmt: skip
