"""What was submitted and signed, changed past every guard: refused, void or told, never taken as it is."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import datetime

import pytest
from django.core.files.storage import default_storage
from django.db import DatabaseError, connection, transaction
from django.urls import reverse

from admission.enums import Ready
from admission.models import Signature
from admission.queries import archive, declared, intact, records
from admission.queries.marked_examples import ALL_OF_IT, example_of
from admission.queries.sheet_of_marks import section_of
from admission.services import signing
from applications.models import Case, Submission
from applications.queries.submitted import fingerprint
from cilexportal.foundation.rulebook.refusal import Refused
from portfolio.models import Sheet, SheetPiece
from portfolio.services import versions
from shop.gateways.demo import DemoGateway
from tests import factories as people
from tests.admission import signing_steps as steps
from tests.admission.marking_steps import book as steps_book
from tests.admission.signing_steps import BEN, NOW
from tests.applications.paying_steps import order_of
from tests.portfolio import factories
from tests.shop.conftest import demo_gateway
from tests.standing import paying

__all__ = ["demo_gateway"]
pytestmark = [pytest.mark.django_db, pytest.mark.clause("HB-47", "HB-59b")]
PLACE = {"competency": 1, "outcome": 1, "example": 2}


@pytest.fixture
def case(demo_gateway: DemoGateway, at: Callable[[datetime], None]) -> Case:
    """Ben's first example has two letters, so that their order can change."""
    at(NOW)
    portfolio = steps.portfolio_of_two()
    made = Sheet.objects.get(**PLACE)
    file, document = _stored(made), made.on_it.get().piece.document
    second = factories.document(portfolio, file=file, clean_sha256=document.clean_sha256, clean_size=len(steps.BYTES))
    factories.piece(portfolio, made, document=second)
    versions.note(sheet=made, at=NOW)
    case = steps.billed(portfolio)
    paying.by_card(order_of(case), demo_gateway, at=NOW)
    return steps.fresh(case)


def _stored(sheet: Sheet) -> str:
    name: str = sheet.on_it.get().piece.document.file.name
    return name


def asleep(statement: str, *values: object) -> None:
    """A statement of somebody who puts the guards of the database to sleep."""
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL session_replication_role = replica")
        cursor.execute(statement, values)
        cursor.execute("SET LOCAL session_replication_role = DEFAULT")


def a_word(sheet: Sheet) -> None:
    asleep("UPDATE portfolio_sheet SET learned = 'Nothing.' WHERE id = %s", sheet.pk)


def the_place(sheet: Sheet) -> None:
    asleep("UPDATE portfolio_sheet SET example = 3 WHERE id = %s", sheet.pk)


def the_supervisor(sheet: Sheet) -> None:
    other = Sheet.objects.exclude(supervisor=sheet.supervisor_id).first()
    assert other is not None
    asleep("UPDATE portfolio_sheet SET supervisor_id = %s WHERE id = %s", other.supervisor_id, sheet.pk)


def taken_away(sheet: Sheet) -> None:
    asleep("UPDATE portfolio_sheet SET removed_at = now() WHERE id = %s", sheet.pk)


def the_order(sheet: Sheet) -> None:
    asleep("UPDATE portfolio_sheetpiece SET position = 9 - position WHERE sheet_id = %s", sheet.pk)


def another_file(sheet: Sheet) -> None:
    piece = sheet.on_it.order_by("position").first().piece
    asleep("UPDATE documents_document SET sha256 = %s WHERE id = %s", "c" * 64, piece.document_id)


def its_checked_hash(sheet: Sheet) -> None:
    piece = sheet.on_it.order_by("position").first().piece
    asleep("UPDATE documents_document SET clean_sha256 = %s WHERE id = %s", "c" * 64, piece.document_id)


def the_submission(sheet: Sheet) -> None:
    asleep("UPDATE applications_submission SET content = content || '{\"form\": []}'::jsonb || '{\"x\": 1}'::jsonb")


def the_submission_and_its_hash(sheet: Sheet) -> None:
    """The row says something else, and its hash fits: what stands in the portfolio does not."""
    sent = Submission.objects.get()
    for one in sent.content["examples"]:
        if one["slot"] == "1.1-2":
            one["seal"] = "d" * 64
    text = fingerprint(sent.content)
    asleep("UPDATE applications_submission SET content = jsonb_set(content, '{examples}', %s::jsonb), sha256 = %s",
           json.dumps(sent.content["examples"]), text)  # fmt: skip


WAYS = [
    a_word, the_place, the_supervisor, taken_away, the_order, another_file, its_checked_hash, the_submission,
    the_submission_and_its_hash,
]  # fmt: skip


@pytest.mark.parametrize("change", WAYS)
def test_what_changes_between_opening_and_signing_is_not_signed(case: Case, change: Callable[[Sheet], None]) -> None:
    row = steps.row_of(case, BEN)
    visit, said = steps.visit(row), steps.said(row)
    change(Sheet.objects.get(**PLACE))
    with pytest.raises((signing.Stale, Refused)):
        signing.sign(visit_id=visit.pk, said=said, at=NOW)
    assert not Signature.objects.exists()


@pytest.mark.parametrize("change", WAYS)
def test_what_changes_after_signing_voids_the_signature(case: Case, change: Callable[[Sheet], None]) -> None:
    steps.sign_all(case)
    assert declared.standing_of(case).ready == Ready.READY, "the control: nothing was changed yet"
    change(Sheet.objects.get(**PLACE))
    assert declared.standing_of(case).ready != Ready.READY
    assert declared.why_not_ready(case) is not None


def the_version(sheet: Sheet) -> None:
    asleep("UPDATE portfolio_sheetversion SET content = jsonb_set(content, '{learned}', '\"Else.\"')"
           " WHERE sheet_id = %s", sheet.pk)  # fmt: skip


def the_version_and_its_hash(sheet: Sheet) -> None:
    the_version(sheet)
    for one in sheet.versions.all():
        asleep("UPDATE portfolio_sheetversion SET sha256 = %s WHERE id = %s", fingerprint(one.content), one.pk)


def its_number(sheet: Sheet) -> None:
    asleep("UPDATE portfolio_sheetversion SET number = 9 + number WHERE sheet_id = %s", sheet.pk)


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (the_version, "1.1(2)"), (the_version_and_its_hash, "1.1(2)"), (its_number, "1.1(2)"),
        (another_file, "1.1(2)"), (its_checked_hash, "1.1(2)"), (the_submission, ALL_OF_IT),
    ],
)  # fmt: skip
def test_nothing_is_marked_that_is_not_what_was_submitted(
    case: Case, change: Callable[[Sheet], None], told: str
) -> None:
    steps.sign_all(case)
    assert steps_book(case).altered == (), "the control: nothing was changed yet"
    change(Sheet.objects.get(**PLACE))
    book = steps_book(case)
    assert book.altered == (told,)
    assert told in book.why_not_whole[0].sentence
    assert section_of(steps.fresh(case)).passed is None
    assert book.sheet("1.1-2") is None
    assert example_of(case, "1.1-2", book.data.competencies) is None


def test_nothing_is_signed_over_a_byte_that_changed_on_disk_and_after_it_the_byte_is_told(case: Case) -> None:
    steps.sign_own(case)
    with default_storage.open(_stored_first(), "wb") as file:
        file.write(steps.BYTES[:-1] + b"!")
    with pytest.raises(Refused, match="not what was submitted"):
        steps.sign(case, BEN)
    sheets = declared.sheets_of(case, ["1.1-2"]).values()
    assert intact.damaged(sheets, found=intact.read(sheets)), "whoever grants reads every file whole"


def _stored_first() -> str:
    on = SheetPiece.objects.filter(sheet__in=Sheet.objects.filter(**PLACE)).order_by("position")[0]
    name: str = on.piece.document.file.name
    return name


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
    ],
)
def test_what_was_signed_is_changed_by_no_statement_and_noticed_where_guards_sleep(case: Case, statement: str) -> None:
    steps.sign(case, BEN, excluded={"2.1-1": "I was on leave."})
    row = steps.row_of(case, BEN)
    assert records.sealed(row) is not None
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)
    if statement.startswith(("DELETE FROM admission_sig", "TRUNCATE")):
        return
    asleep(statement)
    row = steps.row_of(case, BEN)
    assert records.sealed(row) is None, "nothing else is sealed in its place"
    page = reverse("admission:declaration_record", args=[case.application.uuid, row.uuid])
    answer = people.signed_in(case.application.user).get(page)
    assert (answer.status_code, b"not what was signed" in answer.content) == (409, True)
    told = [one.text for one in archive.entries(case) if one.name.startswith("declarations/") and "altered" in one.text]
    assert len(told) == 1
