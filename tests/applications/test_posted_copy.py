"""A certified copy that came by post: an officer files it as the proof of the qualification [HB-15] [HB-23]."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from applications.enums import Body, PaperKind, Stage
from applications.models import Case, Qualification
from applications.queries.changes import why_not_reviewed
from applications.queries.knowledge import why_not_whole
from applications.rules.knowledge import Copy
from applications.services import papers, reconsidering, submitting
from cilexportal.foundation.documents.models import Document, DocumentState
from cilexportal.foundation.rulebook.refusal import Refused
from tests import factories as people
from tests.applications import factories
from tests.applications.factories import NOON, TODAY
from tests.applications.test_knowledge import keep, named

pytestmark = [pytest.mark.django_db, pytest.mark.clause("HB-15", "HB-23")]
WHOLE = Copy(has_file=True, certified_by="Ada Byron", certified_as="Solicitor", certified_on=date(2026, 11, 2))
NOTHING = Copy(has_file=False, certified_by="", certified_as="", certified_on=None)


@pytest.fixture
def case() -> Case:
    """A qualification of the list, and no copy of its certificate."""
    made = factories.case(step="knowledge")
    keep(made, certified=NOTHING)
    return made


def scan() -> SimpleUploadedFile:
    return SimpleUploadedFile("scan.pdf", b"%PDF-1.7 a test", content_type="application/pdf")


def post(case: Case, certified: Copy | None = WHOLE, **fields: Any) -> Any:
    told = {"kind": PaperKind.OTHER, "label": "", "received_on": TODAY, "upload": scan(), "at": NOON, **fields}
    by = people.staff("regulation_officer")
    return papers.posted(case_id=case.pk, certified=certified, by=by, **told)


def test_it_is_the_proof_and_the_step_is_whole_once_it_is_checked(case) -> None:
    made = post(case)
    found = Qualification.objects.get(case=case)
    assert (made.kind, found.certificate) == (PaperKind.CERTIFICATE, made)
    assert (found.certified_by, found.certified_as, found.certified_on) == ("Ada Byron", "Solicitor", date(2026, 11, 2))
    Document.objects.filter(pk=made.document_id).update(
        state=DocumentState.CLEAN, checked_at=NOON, clean_size=15, clean_sha256="0" * 64
    )
    assert why_not_whole(case, today=TODAY) == []


@pytest.mark.parametrize(
    ("certified", "sentence"),
    [
        (Copy(has_file=True, certified_by=" ", certified_as="", certified_on=TODAY), "the name and the capacity"),
        (Copy(has_file=True, certified_by="A", certified_as="B", certified_on=None), "the day on which the copy was"),
        (Copy(has_file=True, certified_by="A", certified_as="B", certified_on=date(1999, 1, 1)), "before the award"),
    ],
)
def test_what_is_not_said_of_the_copy_is_refused_and_nothing_is_filed(case, certified, sentence) -> None:
    with pytest.raises(Refused, match=sentence):
        post(case, certified)
    assert not case.papers.exists()


def test_a_paper_that_is_no_copy_or_proves_nothing_of_the_list_leaves_the_qualification_alone(case) -> None:
    post(case, None, kind=PaperKind.CERTIFICATE)
    assert Qualification.objects.get(case=case).certificate is None
    keep(case, named("", title="A degree", awarded_by="A university"), certified=NOTHING)
    with pytest.raises(Refused, match="no qualification of the list"):
        post(case)


@pytest.mark.clause("HB-28b")
def test_a_copy_that_an_officer_files_is_no_change_of_the_applicants(case) -> None:
    factories.paper(case)
    keep(case)
    case.refresh_from_db()
    user = case.application.user
    submitting.submit(case_id=case.pk, revision=case.revision, by=user, payer=None, seen_pence=None, at=NOON)
    factories.decision(case, outcome="not_yet")
    factories.placed(case, Stage.NOT_YET, whose="applicant", clock_since=None, due_on=None)
    post(case)
    assert why_not_reviewed(case, by_applicant=True) == []
    reconsidering.ask(case_id=case.pk, to=Body.COMMITTEE, reasons="It is one of the list.", by=user, at=NOON)


def test_the_form_asks_for_the_copy_on_the_knowledge_step_alone(case, at, sign_in) -> None:
    at(NOON)
    officer = people.staff("regulation_officer")
    client = sign_in(officer)
    other = case.application.cases.get(step="experience")
    label = "It is the certified copy that proves the qualification"
    assert label not in client.get(f"/desk/applications/{other.uuid}/posted/").content.decode()
    url = f"/desk/applications/{case.uuid}/posted/"
    assert label in client.get(url).content.decode()
    boxes = {
        "kind": "certificate", "received_on_day": "20", "received_on_month": "11", "received_on_year": "2026",
        "is_copy": "on", "certified_by": "Ada Byron", "certified_as": "Solicitor",
    }  # fmt: skip
    without = client.post(url, {**boxes, "file": scan(), **people.once(officer)})
    assert without.status_code == 422
    assert "Enter the day on which the copy was certified. (HB-15)" in without.content.decode()
    days = {"certified_on_day": "2", "certified_on_month": "11", "certified_on_year": "2026"}
    assert client.post(url, {**boxes, **days, "file": scan(), **people.once(officer)}).status_code == 302
    assert Qualification.objects.get(case=case).certificate is not None
