"""What of decided applications goes once its years are over, what rests on it and stays, and what is held back."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from io import StringIO
from typing import Any

import pytest
from django.core.management import call_command
from django.urls import reverse

from admission.models import Declaration, Title
from admission.queries import kept
from admission.rules import keeping
from admission.services import purging
from applications.enums import Stage
from applications.models import Case, Decision, Hold, Letter, Reference, Submission
from applications.queries.facts import about
from cilexportal.foundation import london
from cilexportal.foundation.asking.models import Request
from cilexportal.foundation.documents.models import Document
from cilexportal.timetable import ENTRIES
from people.models import Purge
from people.services import uprooting
from portfolio.models import Piece, Portfolio, Sheet, SheetVersion
from portfolio.services import versions
from tests import factories as people
from tests.admission.granting_world import LATER, granted
from tests.applications import factories
from tests.applications.deciding_steps import signed
from tests.portfolio import factories as rows

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)
GOES_ALONG = {
    "admission.Allowance", "admission.Exclusion", "admission.Signature", "admission.WordsTrace",
    "applications.AgendaItem",
    "applications.CaseNote_to", "applications.CourseAssessed", "applications.Interest", "applications.Leave",
    "applications.Reference", "applications.ReferenceAsked_roles", "applications.ReferenceLink",
    "applications.ReferenceTyped", "applications.ReferenceVisit", "applications.RoleAssessed", "portfolio.BuiltFile",
    "portfolio.Leaving", "portfolio.SheetPiece", "portfolio.SheetVersion", "portfolio.SpotAnswer",
}  # fmt: skip


@pytest.fixture
def title() -> Title:
    """A title with all that belongs to its application."""
    made = granted()
    application = made.case.application
    portfolio = Portfolio.objects.create(
        case=application.cases.get(kind="portfolio"), begun_at=LATER, private_names=["Client"]
    )
    sheet = rows.sheet(portfolio, "1.1-1", supervisor=rows.supervisor(portfolio))
    rows.piece(portfolio, sheet)
    versions.note(sheet=sheet, at=LATER)
    signed(application.cases.get(kind="experience"))
    uprooting.empty(model=Submission, ids=[made.decision.submission_id], values={"content": {"form": []}})
    factories.paper(made.case)
    Letter.objects.create(
        application=application, case=made.case, number=1, decision=made.decision, subject="Met", body="Words.",
        written_at=LATER, written_by=made.granted_by, released_at=LATER,
    )  # fmt: skip
    return made


def last_day(title: Title, years: int) -> date:
    """The last day for which a class of so many years is kept."""
    decided = Case.objects.get(pk=title.case_id).decided_at
    assert decided is not None
    return london.add_months(london.date_of(decided), 12 * years)


def night(day: date) -> datetime:
    return london.start_of_day(day) + timedelta(hours=4)


def words() -> list[str]:
    return [one.purge for one in Purge.objects.order_by("pk")]


@pytest.mark.clause("HB-39a")
def test_sheets_and_evidence_go_after_their_last_day_and_nothing_else(title: Title) -> None:
    last = last_day(title, 2)
    assert purging.run(at=night(last)) == 0
    assert purging.run(at=night(last + DAY)) > 0
    assert not any(model.objects.exists() for model in (Sheet, SheetVersion, Piece))
    assert Portfolio.objects.get().private_names == []
    assert Document.objects.count() == title.case.papers.count() == 1
    assert Letter.objects.exists()
    assert Reference.objects.exists()
    assert words() == ["final.evidence"]
    assert Purge.objects.get().rows["portfolio.Sheet"] == 1
    assert purging.run(at=night(last + 2 * DAY)) == 0
    assert words() == ["final.evidence"], "a night with nothing to do leaves no line"


@pytest.mark.clause("HB-2", "HB-39a")
def test_after_six_years_a_title_stands_on_rows_without_words(title: Title) -> None:
    last = last_day(title, 6)
    purging.run(at=night(last))
    assert words() == ["final.evidence"]
    purging.run(at=night(last + DAY))
    assert words()[1:] == ["final.submissions", "final.decisions", "final.references"]
    assert not any(model.objects.exists() for model in (Declaration, Reference, Letter, Document))
    made = Decision.objects.get(pk=title.decision_id)
    assert (made.outcome, made.why, made.sections) == ("met", kept.DELETED, [])
    sent = Submission.objects.get(pk=made.submission_id)
    assert (sent.content, sent.sha256) == ({}, title.evidence_sha256)
    assert not Decision.pgh_event_model.objects.filter(pgh_obj=made.pk).exists(), "nor does its history say them"
    lines = len(words())
    purging.run(at=night(last + 2 * DAY))
    assert len(words()) == lines


def test_a_new_table_that_would_go_along_is_looked_at_first(title: Title, monkeypatch: pytest.MonkeyPatch) -> None:
    """Rows that are deleted with those of the classes. A new one here: is it meant to go, too?"""
    seen, real = set(), purging.uproot

    def noted(*, model: Any, ids: Any) -> Any:
        seen.add(model)
        return real(model=model, ids=ids)

    monkeypatch.setattr(purging, "uproot", noted)
    purging.run(at=night(last_day(title, 6) + DAY))
    found = {one for model in seen for one in uprooting.goes_along(model) if not one.endswith("Event")}
    assert found == GOES_ALONG


def test_pages_about_it_open_all_the_same(title: Title, client: Any) -> None:
    purging.run(at=night(last_day(title, 6) + DAY))
    officer = people.signed_in(people.staff("regulation_officer"), recently=True)
    for page in ("applications_desk:case", "admission_desk:archive", "admission_desk:assess"):
        assert officer.get(reverse(page, args=[title.case.uuid])).status_code == 200, page
    assert title.holder in client.get(reverse("titles:title", args=[title.number])).content.decode()
    client.force_login(title.user)
    for page in ("applications:mine", "admission:title", "admission:final", "portfolio:board"):
        assert client.get(reverse(page, args=[title.case.application.uuid])).status_code == 200, page


@pytest.mark.clause("HB-28b", "HB-39a")
def test_nothing_goes_while_something_is_open_and_a_rehearsal_says_what(title: Title) -> None:
    last, by = last_day(title, 2), people.UserFactory()
    note = {"note": "It waits.", "at": LATER, "by": by}
    hold = Hold.objects.create(case=title.case.application.cases.get(kind="experience"), reason="other", **note)
    asked = Request.objects.create(
        person=title.user, subject="Papers", about=about(title.case), asked_at=LATER, asked_by=by, due_on=last
    )
    [one] = purging.due("evidence", today=last + DAY)
    assert one.open == ("an officer has put it on hold", "something is still asked for")
    assert purging.run(at=night(last + DAY)) == 0
    hold.ended_at, hold.ended_by = LATER, by
    hold.save()
    Request.objects.filter(pk=asked.pk).update(ended_at=LATER, ended_by=by, stage="withdrawn")
    [one] = purging.due("evidence", today=last + DAY)
    assert one.open == ()
    assert Sheet.objects.exists(), "a rehearsal changes nothing"


def test_the_command_rehearses_unless_it_is_told_to_act(title: Title, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(london, "now", lambda: night(last_day(title, 2) + DAY))
    for told, is_there in (((), True), (("--apply",), False)):
        call_command("purge_applications", *told, stdout=(said := StringIO()))
        assert f"{title.case.application.reference}  goes" in said.getvalue()
        assert Sheet.objects.exists() == is_there


def test_what_is_not_decided_for_good_stays(title: Title) -> None:
    factories.placed(title.case, Stage.NOT_YET)
    assert list(purging.due("evidence", today=date(2050, 1, 1))) == []


def test_each_class_with_years_has_what_deletes_it_and_beat_starts_it() -> None:
    timed = {one.code for one in keeping.classes() if one.years}
    assert timed == set(purging.CLASSES) == set(kept.LEFT)
    assert "admission.purge" in {entry["task"] for entry in ENTRIES.values()}
