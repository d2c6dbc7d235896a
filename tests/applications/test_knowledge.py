"""The knowledge step: its routes, its files, what is kept and refused, and submitting it without a fee."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from applications.enums import Body, EventKind, PaperKind, Stage
from applications.models import Case, CasePaper, Qualification, Typed
from applications.queries.knowledge import why_not_whole
from applications.rules.knowledge import MOST_PAPERS, Copy, Named
from applications.services import beginning, knowledge, papers, reconsidering, submitting
from cilexportal.foundation.rulebook.refusal import Refused
from tests import factories as people
from tests.applications import factories
from tests.applications.test_services_beginning import NO

pytestmark = pytest.mark.django_db
NOON, TODAY = factories.NOON, factories.TODAY
PDF = b"%PDF-1.7 a certificate"
CERTIFIED = Copy(has_file=False, certified_by="Ada Byron", certified_as="Solicitor", certified_on=date(2026, 11, 2))
BOXES = {
    "code": "cpq", "awarded_on_day": "27", "awarded_on_month": "3", "awarded_on_year": "2019", "version": "0",
    "certified_by": "Ada Byron", "certified_as": "Solicitor", "certified_on_day": "2", "certified_on_month": "11",
    "certified_on_year": "2026", "do": "save",
}  # fmt: skip


@pytest.fixture
def case(user) -> Case:
    made = beginning.begin(user=user, pathway="immigration", answers=NO, at=NOON)
    return made.cases.get(kind="knowledge")


def named(code: str = "cpq", **fields: Any) -> Named:
    return Named(**{"code": code, "title": "", "awarded_by": "", "awarded_on": date(1999, 7, 1), **fields})


def keep(case: Case, what: Named | None = None, certified: Copy = CERTIFIED) -> Qualification:
    case.refresh_from_db()
    by = case.application.user
    return knowledge.keep(
        case_id=case.pk, revision=case.revision, named=what or named(), certified=certified, by=by, at=NOON
    )


def add(case: Case, kind: str = PaperKind.CERTIFICATE, revision: int | None = None) -> CasePaper:
    upload = SimpleUploadedFile("certificate.pdf", PDF, "application/pdf")
    return papers.add(
        case_id=case.pk, revision=revision, kind=PaperKind(kind), upload=upload, by=case.application.user, at=NOON
    )


def submit(case: Case) -> None:
    case.refresh_from_db()
    submitting.submit(
        case_id=case.pk, revision=case.revision, by=case.application.user, payer=None, seen_pence=None, at=NOON
    )
    case.refresh_from_db()


@pytest.mark.parametrize("code", ["cpq", "bloomsbury_llb", "datalaw_diploma"])
@pytest.mark.clause("HB-13", "HB-14")
def test_each_accredited_one_goes_by_its_certificate_however_old(case, code, immigration) -> None:
    row = next(one for one in immigration.qualifications if one.code == code)
    kept = keep(case, named(code, title="ignored", awarded_on=date(1971, 1, 1)))
    assert (kept.route, kept.code, kept.title, kept.awarded_by) == ("accredited", code, row.title, row.awarded_by)


@pytest.mark.clause("HB-16")
def test_another_one_goes_by_recognition_and_asks_for_no_copy(case) -> None:
    kept = keep(
        case,
        named("", title="LLM", awarded_by="A University"),
        Copy(has_file=False, certified_by="", certified_as="", certified_on=None),
    )
    assert (kept.route, kept.code) == ("recognition", "")
    assert why_not_whole(case, today=TODAY) == []


@pytest.mark.clause("HB-14", "HB-16")
def test_what_is_not_named_or_not_of_the_list_is_refused(case) -> None:
    for what, clauses in ((named(""), ["HB-16", "HB-16"]), (named("made_up"), ["HB-14"])):
        with pytest.raises(Refused) as no:
            keep(case, what)
        assert [one.clause for one in no.value.refusals] == clauses
    with pytest.raises(Refused, match="in the future"):
        keep(case, named(awarded_on=date(2026, 11, 21)))
    keep(case, named(awarded_on=TODAY))


@pytest.mark.clause("HB-15")
def test_each_part_of_the_copy_is_wanting_until_it_is_there(case) -> None:
    keep(case, certified=Copy(has_file=False, certified_by="", certified_as="", certified_on=None))
    assert [one.sentence.split()[0] for one in why_not_whole(case, today=TODAY)] == ["Add", "Enter", "Enter"]
    factories.paper(case)
    keep(case)
    assert why_not_whole(case, today=TODAY) == []


@pytest.mark.parametrize(
    ("state", "sentence"), [("waiting", "still being checked"), ("refused", "Add a certified copy")]
)
@pytest.mark.clause("HB-15")
def test_a_file_that_is_not_checked_or_was_refused_is_no_copy(case, state, sentence) -> None:
    factories.paper(case, state=state)
    keep(case)
    assert [sentence in one.sentence for one in why_not_whole(case, today=TODAY)] == [True]


@pytest.mark.clause("HB-15")
def test_it_is_submitted_without_a_fee_and_goes_to_an_officer(case) -> None:
    factories.paper(case)
    keep(case)
    submit(case)
    assert (case.stage, case.whose, case.submitted_at, case.cleared_at) == ("assessment", "officer", NOON, NOON)
    made = case.submissions.get()
    assert made.content["qualification"]["code"] == "cpq"
    assert [one["filename"] for one in made.content["papers"]] == ["certificate.pdf"]
    assert not case.fees.exists()


@pytest.mark.clause("HB-15")
def test_nothing_is_submitted_while_something_is_wanting(case) -> None:
    with pytest.raises(Refused):
        submit(case)
    assert case.stage == Stage.DRAFT
    assert not case.submissions.exists()


@pytest.mark.parametrize("stage", [stage for stage in Stage if stage not in (Stage.DRAFT, Stage.NOT_YET)])
@pytest.mark.clause("HB-15")
def test_what_was_submitted_stays_as_it_is(user, stage) -> None:
    case = factories.case(user, step="knowledge", stage=stage)
    paper = factories.paper(case)
    for change in (lambda: keep(case), lambda: add(case), lambda: papers.remove(paper_id=paper.pk, by=user, at=NOON)):
        with pytest.raises(Refused):
            change()
    paper.refresh_from_db()
    assert paper.removed_at is None


@pytest.mark.clause("HB-15")
def test_where_it_was_not_enough_yet_it_can_be_mended(user) -> None:
    case = factories.case(user, step="knowledge", stage=Stage.NOT_YET)
    assert keep(case).code == "cpq"


@pytest.mark.clause("HB-15", "HB-28b")
def test_nobody_looks_again_at_a_qualification_that_was_changed_and_not_submitted(case) -> None:
    factories.paper(case)
    keep(case)
    submit(case)
    factories.decision(case, outcome="not_yet")
    factories.placed(case, Stage.NOT_YET, whose="applicant", clock_since=None, due_on=None)
    keep(case, named("datalaw_diploma"))
    asking = {"case_id": case.pk, "to": Body.COMMITTEE, "reasons": "It is one of the list.", "at": NOON}
    with pytest.raises(Refused, match="You have changed your qualification"):
        reconsidering.ask(by=case.application.user, **asking)
    keep(case)
    reconsidering.ask(by=case.application.user, **asking)
    case.refresh_from_db()
    assert case.stage == Stage.COMMITTEE


def test_a_page_that_saw_less_than_there_is_now_is_told(case) -> None:
    seen = case.revision
    keep(case)
    with pytest.raises(Refused, match="changed while your page was open"):
        knowledge.keep(
            case_id=case.pk, revision=seen, named=named(), certified=CERTIFIED, by=case.application.user, at=NOON
        )
    with pytest.raises(Refused, match="changed while your page was open"):
        add(case, revision=seen)


@pytest.mark.clause("HB-15")
def test_files_are_told_on_the_timeline_and_stay_in_the_history(case) -> None:
    paper = add(case)
    keep(case)
    assert Qualification.objects.get(case=case).certificate == paper
    papers.remove(paper_id=paper.pk, by=case.application.user, at=NOON)
    papers.remove(paper_id=paper.pk, by=case.application.user, at=NOON)
    assert Qualification.objects.get(case=case).certificate is None
    assert [one.kind for one in case.timeline.all()] == [EventKind.BEGUN, EventKind.PAPER, EventKind.PAPER]
    assert CasePaper.objects.get(pk=paper.pk).removed_at == NOON


@pytest.mark.clause("HB-15")
def test_so_many_files_are_taken_and_not_one_more(case) -> None:
    for _ in range(MOST_PAPERS - 1):
        factories.paper(case)
    add(case)
    factories.paper(case, state="refused")
    with pytest.raises(Refused, match=f"{MOST_PAPERS} files already"):
        add(case)


def page_of(case: Case) -> str:
    return reverse("applications:knowledge", args=[case.application.uuid])


def send(client, case: Case, **boxes: Any):
    case.refresh_from_db()
    data = {**people.once(case.application.user), **BOXES, "revision": case.revision, **boxes}
    return client.post(page_of(case), {name: value for name, value in data.items() if value is not None})


@pytest.mark.clause("HB-12", "HB-13", "HB-15")
def test_the_page_takes_qualification_and_file_at_once(case, sign_in) -> None:
    client = sign_in(case.application.user)
    words = client.get(page_of(case)).content.decode()
    for part in ("LLB (Hons) Law and Legal Practice", "specialist pathway document", "Before you can submit it"):
        assert part in words
    assert "(optional)" not in words, "the copy is asked for, though it may be added later"
    page = send(client, case, file=SimpleUploadedFile("copy.pdf", PDF, "application/pdf"))
    assert (page.status_code, page["Location"]) == (302, page_of(case))
    kept = Qualification.objects.get(case=case)
    assert kept.certificate.document.filename == "copy.pdf"
    assert (kept.awarded_on, kept.certified_on) == (date(2019, 3, 27), date(2026, 11, 2))
    assert "still being checked" in client.get(page_of(case)).content.decode()


@pytest.mark.clause("HB-15")
def test_a_faulty_box_keeps_what_was_typed_and_the_file(case, sign_in) -> None:
    client = sign_in(case.application.user)
    page = send(client, case, awarded_on_day="40", file=SimpleUploadedFile("copy.pdf", PDF, "application/pdf"))
    assert page.status_code == 422
    assert page.context["form"]["certified_by"].value() == "Ada Byron"
    assert CasePaper.objects.filter(case=case).count() == 1
    case.refresh_from_db()
    assert page.context["form"]["revision"].value() == str(case.revision)
    assert send(client, case).status_code == 302


def test_a_file_that_is_not_taken_is_told_and_the_words_stay(case, sign_in) -> None:
    wrong = SimpleUploadedFile("copy.pdf", b"MZ program", "application/pdf")
    page = send(sign_in(case.application.user), case, file=wrong)
    assert page.status_code == 422
    assert "none of the types" in page.content.decode()
    assert page.context["form"]["certified_as"].value() == "Solicitor"
    assert not CasePaper.objects.exists()


@pytest.mark.clause("HB-16")
def test_another_qualification_without_its_name_is_told_with_the_clause(case, sign_in) -> None:
    page = send(sign_in(case.application.user), case, code="other")
    assert page.status_code == 422
    assert "HB-16" in page.content.decode()


def test_the_same_form_sent_twice_adds_one_file(case, sign_in) -> None:
    client, key = sign_in(case.application.user), people.once(case.application.user)
    revision = case.revision
    for _ in range(2):
        upload = SimpleUploadedFile("copy.pdf", PDF, "application/pdf")
        assert client.post(page_of(case), {**key, **BOXES, "revision": revision, "file": upload}).status_code == 302
    assert CasePaper.objects.count() == 1


@pytest.mark.clause("HB-8")
def test_more_than_can_be_kept_for_later_is_told_and_stays_in_the_page(case, sign_in) -> None:
    page = send(sign_in(case.application.user), case, do="later", title="x" * 100_001)
    assert page.status_code == 422
    assert "more than 100,000 characters" in page.content.decode()
    assert page.context["form"]["title"].value() == "x" * 100_001


@pytest.mark.clause("HB-8")
def test_what_is_kept_for_later_comes_back_and_is_not_judged(case, sign_in) -> None:
    client = sign_in(case.application.user)
    page = send(client, case, do="later", code="other", title="A half", awarded_on_day="", certified_on_day="77")
    assert page["Location"] == reverse("applications:mine", args=[case.application.uuid])
    assert not Qualification.objects.exists()
    shown = client.get(page_of(case))
    assert shown.context["form"]["title"].value() == "A half"
    assert 'value="77"' in shown.content.decode()
    assert "had not saved" in shown.content.decode()
    send(client, case, version=Typed.objects.get().version)
    assert "had not saved" not in client.get(page_of(case)).content.decode()


def test_a_step_that_was_submitted_shows_what_was_submitted(user, sign_in) -> None:
    case = factories.case(user, step="knowledge")
    keep(case)
    case = factories.placed(case, Stage.ASSESSMENT)
    words = sign_in(user).get(page_of(case)).content.decode()
    assert "What you submitted" in words
    assert 'name="certified_by"' not in words


def test_the_page_and_files_are_their_owners_only(case, sign_in) -> None:
    paper = factories.paper(case)
    at = [case.application.uuid, paper.uuid]
    mine, other = sign_in(case.application.user), sign_in(people.UserFactory())
    assert mine.get(reverse("applications:paper", args=at)).status_code == 200
    assert other.get(reverse("applications:paper", args=at)).status_code == 404
    assert other.get(page_of(case)).status_code == 404
    key = people.once(case.application.user)
    assert mine.post(reverse("applications:paper_remove", args=at), key)["Location"] == page_of(case)
    assert mine.get(reverse("applications:paper", args=at)).status_code == 404


def test_the_page_takes_as_many_statements_however_many_files(case, sign_in, django_assert_max_num_queries) -> None:
    keep(case)
    for _ in range(MOST_PAPERS):
        factories.paper(case)
    client = sign_in(case.application.user)
    client.get(page_of(case))
    with django_assert_max_num_queries(30):
        client.get(page_of(case))


def test_the_application_is_held_before_what_was_typed_as_whoever_types_holds_them(case) -> None:
    with CaptureQueriesContext(connection) as done:
        keep(case)
    told = [one["sql"] for one in done]
    touched = next(n for n, sql in enumerate(told) if 'UPDATE "applications_application"' in sql)
    typed = next(n for n, sql in enumerate(told) if '"applications_typed"' in sql)
    assert touched < typed
