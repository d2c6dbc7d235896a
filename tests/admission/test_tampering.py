"""What was submitted, signed, marked and granted, changed past every guard: refused, void or told, never taken as it
is. Each way is tried in each of the four times, beside the control in which nothing is changed."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterable
from datetime import date, datetime

import pytest
from django.db import DatabaseError, connection, transaction
from django.test import Client
from django.urls import reverse

from admission.enums import Ready
from admission.models import Exclusion, Signature, Title
from admission.queries import archive, declared, records
from admission.queries.marked_examples import ALL_OF_IT, example_of
from admission.queries.sheet_of_marks import section_of
from admission.services import declaring, exporting, signing
from applications.enums import Outcome
from applications.models import Case
from applications.queries import deciding
from cilexportal.foundation import sealing
from cilexportal.foundation.rulebook.refusal import Refused
from portfolio.models import Sheet
from portfolio.services import versions
from shop.gateways.demo import DemoGateway
from tests import factories as people
from tests.admission import final_steps as finals
from tests.admission import marking_steps as marks
from tests.admission import signing_steps as steps
from tests.admission import tampering as ways
from tests.admission.signing_steps import ANN, BEN, NOW
from tests.admission.tampering import Way, asleep, done
from tests.admission.test_services_marking import whole
from tests.applications import deciding_steps as desk
from tests.applications.paying_steps import order_of
from tests.portfolio import factories
from tests.shop.conftest import demo_gateway
from tests.standing import paying

__all__ = ["demo_gateway"]
pytestmark = [pytest.mark.django_db, pytest.mark.clause("HB-47", "HB-59b")]
SUBMITTED = (*ways.ROWS, *ways.FILES, *ways.FROZEN)
BESIDE = tuple(ways.BESIDE)


@pytest.fixture
def case(demo_gateway: DemoGateway, at: Callable[[datetime], None]) -> Case:
    """Ben's first example has two letters, so that their order can change, and one of them is older. Beside it are a
    reference, the letter on the hours and a declaration of conduct."""
    at(NOW)
    portfolio = steps.portfolio_of_two()
    application = portfolio.case.application
    finals.hours_met(application.cases.get(kind="experience"))
    desk.signed(application.cases.get(kind="admission"))
    finals.declared(application.user)
    made = Sheet.objects.get(**ways.PLACE)
    document = made.on_it.get().piece.document
    second = factories.document(
        portfolio, file=document.file.name, clean_sha256=document.clean_sha256, clean_size=len(steps.BYTES)
    )
    factories.piece(portfolio, made, document=second, worked_on=date(2024, 6, 1))
    versions.note(sheet=made, at=NOW)
    case = steps.billed(portfolio)
    paying.by_card(order_of(case), demo_gateway, at=NOW)
    return steps.fresh(case)


def taken(tried: Iterable[Way], act: Callable[[], bool]) -> list[str]:
    """The ways in which something was changed and the act went on as if nothing were, the control first."""
    found = []
    for way in (ways.nothing, *tried):
        with done(way):
            if act():
                found.append(way.__name__)
    return found


def goes(act: Callable[[], object]) -> bool:
    try:
        act()
    except (signing.Stale, Refused):
        return False
    return True


def test_what_changes_between_opening_and_signing_is_not_signed(case: Case) -> None:
    row = steps.row_of(case, BEN)
    visit, said = steps.visit(row), steps.said(row)

    def sign() -> bool:
        signed = goes(lambda: signing.sign(visit_id=visit.pk, said=said, at=NOW))
        assert Signature.objects.exists() == signed
        return signed

    assert taken((*SUBMITTED, *ways.BYTES_OF), sign) == ["nothing"]


def test_what_changes_between_signing_and_marking_is_neither_shown_nor_marked(
    case: Case, sign_in: Callable[..., Client]
) -> None:
    steps.sign_all(case)
    by = people.staff("regulation_officer")
    piece = ways.first().piece.uuid
    file = reverse("admission_desk:file", args=[case.uuid, "1.1-2", piece])
    client = sign_in(by)

    def mark() -> bool:
        return goes(lambda: marks.mark(case, "1.1-2", by=by, letters="a", seen=0))

    def mark_where_it_is() -> bool:
        return steps_sheet(case) and mark()

    assert taken((*SUBMITTED, *ways.VERSIONS, *ways.SIGNED), mark_where_it_is) == ["nothing"]
    assert taken((*ways.FILES, *ways.FROZEN, *ways.VERSIONS, *ways.BYTES_OF),
                 lambda: client.get(file).status_code == 200) == ["nothing"]  # fmt: skip


def steps_sheet(case: Case) -> bool:
    return marks.book(case).sheet("1.1-2") is not None


def approvable(case: Case, monkeypatch: pytest.MonkeyPatch) -> Callable[[], bool]:
    """The case signed, marked, and ready to be approved; gives the officer's click."""
    whole(monkeypatch, "1.1-1", "1.1-2", "2.1-1")
    steps.sign_own(case)
    steps.sign(case, ANN)
    steps.sign(case, BEN, excluded={"2.1-1": "I was on leave."})
    by = desk.officer()
    declaring.let_pass(exclusion_id=Exclusion.objects.get().pk, why="It is plain.", by=by, at=NOW)
    marks.mark_all(case, by=by)
    for section in ("reference", "conduct"):
        desk.judge(case, section, at=NOW)
    draft = deciding.to_decide(steps.fresh(case), today=NOW.date()).drafted(Outcome.MET)

    def approve() -> bool:
        said = {"subject": draft.subject, "body": draft.body, "at": NOW}
        went = goes(lambda: desk.decide(case, Outcome.MET, **said))
        assert Title.objects.exists() == went
        return went

    return approve


def test_what_changes_between_marking_and_granting_grants_no_title(case: Case, monkeypatch: pytest.MonkeyPatch) -> None:
    approve = approvable(case, monkeypatch)
    tried = (*SUBMITTED, *ways.VERSIONS, *ways.BYTES_OF, *ways.SIGNED, ways.why_left_out, *ways.MARKED, *BESIDE)
    assert taken(tried, approve) == ["nothing"]
    marks.mark(case, "1.1-2", failed="a")
    ways.a_mark()
    assert marks.book(case).why_not_approve == (), "it reads as if all were met"
    assert not approve()


def the_title() -> None:
    asleep("UPDATE admission_title SET holder = 'Somebody else'")


def the_decision() -> None:
    asleep("UPDATE applications_decision SET why = 'Else.'")


def test_what_changes_after_the_title_was_granted_is_told_by_the_portal_or_its_archive(
    case: Case, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert approvable(case, monkeypatch)()

    by = desk.officer()
    monkeypatch.setattr(sealing, "sign", lambda content: b"a seal, which takes a while")

    def seems_fine() -> bool:
        now = steps.fresh(case)
        if declared.standing_of(now).ready != Ready.READY:
            return False
        return exporting.export(io.BytesIO(), case=now, organisation="A regulator", by=by, at=NOW).faults == 0

    tried = (*SUBMITTED, *ways.VERSIONS, *ways.BYTES_OF, *ways.SIGNED, ways.why_left_out, *ways.MARKED, *BESIDE)
    assert taken((*tried, the_title, the_decision), seems_fine) == ["nothing"]


def test_each_example_that_was_changed_is_named_and_there_is_no_verdict(case: Case) -> None:
    steps.sign_all(case)
    assert marks.book(case).altered == (), "the control: nothing was changed yet"
    for way in (*ways.FILES, ways.the_submission, *ways.VERSIONS):
        with done(way):
            book, told = marks.book(case), ALL_OF_IT if way is ways.the_submission else "1.1(2)"
            assert book.altered == (told,), way
            assert told in book.why_not_whole[0].sentence
            assert section_of(steps.fresh(case)).passed is None
            assert example_of(case, "1.1-2", book.data.competencies) is None


def test_what_was_submitted_beside_the_examples_is_named_once_changed_and_there_is_no_verdict(
    case: Case,
) -> None:
    steps.sign_all(case)
    assert marks.book(case).altered == (), "the control: nothing was changed yet"
    for way, told in ways.BESIDE.items():
        with done(way):
            book = marks.book(case)
            assert book.altered == (told,), way
            assert told in book.why_not_whole[0].sentence
            assert section_of(steps.fresh(case)).passed is None


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE admission_signature SET name = 'Somebody else'",
        'UPDATE admission_signature SET seals = \'{"1.1-2": "a"}\'::jsonb',
        "UPDATE admission_signature SET at = at - interval '1 day'",
        "UPDATE admission_signature SET sha256 = repeat('a', 60) || id",
        "DELETE FROM admission_exclusion",
        "UPDATE admission_exclusion SET why = 'Else.'",
        "DELETE FROM admission_signature",
        "TRUNCATE admission_signature CASCADE",
        "INSERT INTO admission_exclusion (declaration_id, slot, seal, why) SELECT declaration_id, '9', 'a', 'b'"
        " FROM admission_signature",
        "UPDATE admission_declaration SET person_kind = 'friend', number = '9'",
    ],
)
def test_what_was_signed_is_changed_by_no_statement_and_noticed_where_guards_sleep(case: Case, statement: str) -> None:
    steps.sign(case, BEN, excluded={"2.1-1": "I was on leave."})
    row = steps.row_of(case, BEN)
    assert records.sealed(row) is not None
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)
    if statement.startswith(("DELETE FROM admission_sig", "TRUNCATE", "UPDATE admission_decl")):
        return
    asleep(statement)
    row = steps.row_of(case, BEN)
    assert records.sealed(row) is None, "nothing else is sealed in its place"
    page = reverse("admission:declaration_record", args=[case.application.uuid, row.uuid])
    answer = people.signed_in(case.application.user).get(page)
    assert (answer.status_code, b"not what was signed" in answer.content) == (409, True)
    told = [one.text for one in archive.entries(case) if one.name.startswith("declarations/") and "altered" in one.text]
    assert len(told) == 1
