"""Notes with their readers, the log of readings, and what comes by post."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import DatabaseError, transaction

from applications.enums import EventKind, PaperKind, SeenBy, Stage
from applications.models import CaseNote, CasePaper, CaseReading, Happening
from applications.queries import case_notes
from applications.rules.noting import LONGEST
from applications.services import noting, papers
from cilexportal.foundation import london
from cilexportal.foundation.correspondence import rendering
from cilexportal.foundation.correspondence.models import Message
from cilexportal.foundation.rulebook.refusal import Refused
from tests import factories as people
from tests.applications import case_steps, factories
from tests.applications.factories import NOON, TODAY

pytestmark = pytest.mark.django_db
PDF = b"%PDF-1.7 a test"


def note(case: Any, by: Any, **fields: Any) -> CaseNote:
    told = {"words": "Ask about leave.", "seen_by": SeenBy.OFFICERS, "to": [], "at": NOON, **fields}
    return noting.note(case_id=case.pk, by=by, **told)


@pytest.mark.clause("HB-26")
@pytest.mark.parametrize("reader", list(SeenBy))
def test_a_note_is_kept_with_its_readers_and_told_of_in_the_timeline(reader):
    case, by = case_steps.assessed(), case_steps.officer()
    revision = case.revision
    made = note(case, by, seen_by=reader)
    happening = Happening.objects.get(case=case, kind=EventKind.NOTE)
    assert happening.shown is (reader == SeenBy.APPLICANT)
    assert "leave" not in str(happening.facts)
    case.refresh_from_db()
    assert case.revision == revision
    assert (made in case_notes.notes(case, roles={"regulation_officer"})) is True
    assert (made in case_notes.notes(case, roles={"alc_secretary"})) is (reader != SeenBy.OFFICERS)
    assert (made in case_notes.to_applicant(case.application)) is (reader == SeenBy.APPLICANT)


def test_a_note_never_changes():
    made = note(case_steps.assessed(), case_steps.officer())
    with pytest.raises(DatabaseError), transaction.atomic():
        CaseNote.objects.filter(pk=made.pk).update(words="Other.")
    with pytest.raises(DatabaseError), transaction.atomic():
        made.delete()


@pytest.mark.clause("HB-26")
@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"words": "  "}, "Write the note."),
        ({"words": "x" * (LONGEST + 1)}, "Use 4,000 characters or fewer."),
        ({"seen_by": "everybody"}, "Choose who reads the note."),
        ({"to": [0]}, "Choose colleagues who may open this case."),
    ],
)
def test_what_is_no_note_is_refused(fields, sentence):
    with pytest.raises(Refused, match=sentence):
        note(case_steps.assessed(), case_steps.officer(), **fields)


def test_the_longest_note_is_kept():
    assert note(case_steps.assessed(), case_steps.officer(), words="x" * LONGEST).pk


@pytest.mark.clause("HB-26")
def test_nobody_writes_a_note_on_a_case_of_their_own_nor_is_told_of_one():
    applicant, by = case_steps.officer(), case_steps.officer()
    supervisor, other = case_steps.officer(email="sue@example.org"), case_steps.officer()
    secretary = people.staff("alc_secretary")
    case = case_steps.assessed(applicant)
    factories.asked(case, email="sue@example.org")
    for one in (applicant, supervisor):
        with pytest.raises(Refused, match="A colleague has to take it"):
            note(case, one)
    assert case_notes.colleagues(case, but=by) == [other]
    for one in (applicant, supervisor, secretary):
        with pytest.raises(Refused, match="Choose colleagues"):
            note(case, by, to=[one.pk])


def test_a_colleague_is_told_that_there_is_a_note_and_not_what_it_says():
    case, by, other = case_steps.assessed(), case_steps.officer(full_name="Olu"), case_steps.officer()
    note(case, by, to=[other.pk])
    message = Message.objects.get(kind=noting.TOLD)
    assert message.to_user == other
    letter = rendering.write(message, at=NOON)
    assert case.application.reference in letter.subject
    assert f"/desk/applications/{case.uuid}/#notes" in letter.text
    assert "Ask about leave" not in letter.text + letter.html


@pytest.mark.clause("HB-25", "HB-26")
def test_an_opening_is_kept_once_a_person_a_part_and_a_london_day():
    case, by, other = case_steps.assessed(), case_steps.officer(), case_steps.officer()
    night = datetime(2026, 7, 1, 22, 59, tzinfo=UTC)
    for at in (night, night + timedelta(seconds=1), night + timedelta(minutes=1), night + timedelta(minutes=2)):
        noting.looked(case=case, what="case", by=by, at=at)
    noting.looked(case=case, what="paper:1", by=by, at=night)
    noting.looked(case=case, what="case", by=other, at=night)
    days = CaseReading.objects.filter(by=by, what="case").values_list("on", flat=True)
    assert sorted(days) == [date(2026, 7, 1), date(2026, 7, 2)]
    assert CaseReading.objects.count() == 4
    with pytest.raises(DatabaseError), transaction.atomic():
        CaseReading.objects.all().delete()


def post(case: Any, by: Any, **fields: Any) -> CasePaper:
    told = {
        "kind": PaperKind.OTHER, "label": "", "received_on": TODAY, "at": NOON,
        "upload": SimpleUploadedFile("scan.pdf", PDF, content_type="application/pdf"), **fields,
    }  # fmt: skip
    return papers.posted(case_id=case.pk, by=by, **told)


@pytest.mark.clause("HB-23")
def test_what_comes_by_post_is_filed_with_its_day_and_belongs_to_the_applicant():
    case, by = case_steps.assessed(), case_steps.officer()
    made = post(case, by, label=" Letter of the employer ")
    assert (made.label, made.added_by, london.date_of(made.added_at)) == ("Letter of the employer", by, TODAY)
    assert made.document.owner == case.application.user
    happening = Happening.objects.get(case=case, kind=EventKind.PAPER)
    assert (happening.shown, happening.facts["posted"]) == (True, True)
    case.refresh_from_db()
    assert case.stage == Stage.ASSESSMENT


@pytest.mark.clause("HB-23")
@pytest.mark.parametrize(
    ("day", "sentence"),
    [(TODAY + timedelta(days=1), "lies in the future"), (TODAY - timedelta(days=1), "The application was begun on")],
)
def test_a_day_that_cannot_be_is_refused_and_nothing_is_filed(day, sentence):
    case = case_steps.assessed()
    with pytest.raises(Refused, match=sentence):
        post(case, case_steps.officer(), received_on=day)
    assert not case.papers.exists()


@pytest.mark.clause("HB-23")
def test_nothing_is_filed_on_an_application_that_has_ended_nor_by_its_own_people():
    case = case_steps.assessed()
    with pytest.raises(Refused, match="your own application"):
        post(case, case.application.user)
    application = case.application
    application.end, application.ended_at = "withdrawn", NOON
    application.save()
    with pytest.raises(Refused, match="has ended"):
        post(case, case_steps.officer())
