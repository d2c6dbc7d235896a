"""Declarations from the fee to the last signature: asked, signed, left out, declined, handed over, void, replaced."""

from __future__ import annotations

import base64
from collections.abc import Callable
from contextlib import suppress
from datetime import datetime, timedelta
from unittest.mock import Mock

import pytest
from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import padding, rsa
from cryptography.hazmat.primitives.hashes import SHA256
from django.core.files.storage import default_storage
from django.db import DatabaseError, connection, transaction
from django.test.utils import CaptureQueriesContext

from admission.enums import DeclarationStage, Ready, Signer
from admission.models import Declaration, Exclusion, Signature
from admission.queries import declared, declared_page, records
from admission.services import declaring, freezing, reminding, signing
from applications.enums import Actor, EventKind, Stage, Whose
from applications.models import Case
from applications.services import moving
from cilexportal.foundation.correspondence.models import Message
from cilexportal.foundation.rulebook.refusal import Refused
from portfolio.models import Leaving, Portfolio, Sheet, Supervisor
from portfolio.queries.leaving import hash_of
from portfolio.services.versions import note
from shop.gateways.demo import DemoGateway
from tests import factories as people
from tests.admission import signing_steps as steps
from tests.admission.signing_steps import ANN, BEN, NOW
from tests.applications.paying_steps import order_of
from tests.shop.conftest import demo_gateway
from tests.standing import paying

__all__ = ["demo_gateway"]
pytestmark = pytest.mark.django_db
PERSON = declaring.Person(name="Cleo Solicitor", email="cleo@example.org", kind="solicitor", number="123456")


@pytest.fixture(autouse=True)
def clock(at: Callable[[datetime], None]) -> None:
    """The gateway looks at the clock too."""
    at(NOW)


@pytest.fixture
def case(demo_gateway: DemoGateway) -> Case:
    return steps.cleared(demo_gateway)


def ready(case: Case) -> Ready:
    return declared.standing_of(steps.fresh(case)).ready


def whose(case: Case) -> str:
    return steps.fresh(case).whose


def letters(kind: str) -> int:
    return Message.objects.filter(kind=kind).count()


def change_sheet(case: Case, place: str = "1.1-1") -> None:
    """A word of a submitted example changed past every guard of the portal."""
    sheet = next(
        one for one in Sheet.objects.filter(portfolio__case__application=case.application_id) if place in _code(one)
    )
    Sheet.objects.filter(pk=sheet.pk).update(how_met="Something else.")


def _code(sheet: Sheet) -> str:
    return f"{sheet.competency}.{sheet.outcome}-{sheet.example}"


def asleep(statement: str, *values: object) -> None:
    """A statement of somebody who puts the guards of the database to sleep."""
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL session_replication_role = replica")
        cursor.execute(statement, values)
        cursor.execute("SET LOCAL session_replication_role = DEFAULT")


@pytest.mark.clause("HB-S4.1")
def test_nobody_is_asked_before_the_fee_has_cleared_and_everybody_at_once_after(demo_gateway: DemoGateway) -> None:
    case = steps.billed()
    assert not Declaration.objects.exists()
    with pytest.raises(Refused), transaction.atomic():
        declaring.ask(case=moving.held(case=case.pk, revision=None), at=NOW)
    paying.by_card(order_of(case), demo_gateway, at=NOW)
    assert sorted(Declaration.objects.values_list("signer", "name")) == sorted(
        [("applicant", str(case.application.user)), ("supervisor", ANN), ("supervisor", BEN)]
    )
    assert (letters(declaring.OWN), letters(declaring.LINK)) == (1, 2)
    assert ready(case) == Ready.SIGNATURES


@pytest.mark.clause("HB-47", "HB-52", "HB-S4.1a", "HB-S4.1b")
def test_the_case_waits_for_each_signature_in_turn_and_the_last_one_tells_the_applicant(case: Case) -> None:
    assert (case.stage, case.whose, case.due_on) == (Stage.ASSESSMENT, Whose.APPLICANT, None)
    steps.sign_own(case)
    assert whose(case) == Whose.SUPERVISOR
    steps.sign(case, ANN)
    assert (ready(case), letters(declaring.READY)) == (Ready.SIGNATURES, 0)
    steps.sign(case, BEN)
    assert (ready(case), whose(case), letters(declaring.READY)) == (Ready.READY, Whose.OFFICER, 1)
    assert declared.why_not_ready(steps.fresh(case)) is None
    assert {one.name: sorted(one.seals) for one in Signature.objects.filter(declaration__signer=Signer.SUPERVISOR)} == {
        ANN: ["1.1-1"], BEN: ["1.1-2", "2.1-1"],
    }  # fmt: skip


@pytest.mark.clause("HB-47")
@pytest.mark.parametrize(
    "fault", [{"name": " "}, {"consents": False}, {"excluded": {"1.1-1": "Not mine."}}, {"excluded": {"2.1-1": " "}}],
    ids=["no name", "no consent", "of somebody else", "without a reason"],
)  # fmt: skip
def test_nothing_is_signed_without_name_consent_or_reason(case: Case, fault: dict[str, object]) -> None:
    with pytest.raises(Refused):
        steps.sign(case, BEN, **fault)
    assert not Signature.objects.exists()


@pytest.mark.clause("HB-24", "HB-47")
def test_the_applicant_signs_for_no_supervisor(case: Case) -> None:
    with pytest.raises(Refused):
        steps.sign(case, BEN, name=case.application.user.full_name)
    with pytest.raises(Refused):
        steps.sign(case, BEN, visitor=case.application.user)
    row = steps.row_of(case)
    with pytest.raises(Refused):
        signing.sign_own(declaration_id=row.pk, said=steps.said(row), by=people.UserFactory(), at=NOW)


@pytest.mark.clause("HB-47")
def test_signing_twice_signs_once(case: Case) -> None:
    steps.sign_own(case)
    with pytest.raises(Refused, match="already"):
        steps.sign_own(case)
    assert Signature.objects.count() == 1


@pytest.mark.clause("HB-47", "HB-S4.1a")
def test_an_example_left_out_waits_for_an_officer_who_lets_it_go_on(case: Case) -> None:
    steps.sign_own(case)
    steps.sign(case, ANN)
    steps.sign(case, BEN, excluded={"2.1-1": "I was on leave."})
    assert (ready(case), whose(case)) == (Ready.OFFICER, Whose.OFFICER)
    exclusion, officer = Exclusion.objects.get(), people.staff("regulation_officer")
    with pytest.raises(Refused):
        declaring.let_pass(exclusion_id=exclusion.pk, why=" ", by=officer, at=NOW)
    with pytest.raises(Refused, match="your own"):
        declaring.let_pass(exclusion_id=exclusion.pk, why="Fine.", by=case.application.user, at=NOW)
    declaring.let_pass(exclusion_id=exclusion.pk, why="The file shows it.", by=officer, at=NOW)
    assert (ready(case), letters(declaring.READY)) == (Ready.READY, 1)
    with pytest.raises(Refused, match="before"):
        declaring.let_pass(exclusion_id=exclusion.pk, why="Again.", by=officer, at=NOW)


@pytest.mark.clause("HB-47", "HB-S4.1a")
def test_a_declined_declaration_waits_for_an_officer_who_asks_somebody_else(case: Case) -> None:
    row, officer = steps.row_of(case, ANN), people.staff("regulation_officer")
    signing.decline(visit_id=steps.visit(row).pk, why="I do not know this work.", visitor=None, at=NOW)
    assert (ready(case), whose(case)) == (Ready.OFFICER, Whose.OFFICER)
    unknown = declaring.Person(name="Dan", email="dan@example.org", kind="friend", number="")
    with pytest.raises(Refused, match="authorised"):
        declaring.replace(declaration_id=row.pk, person=unknown, why="Away.", by=officer, at=NOW)
    declaring.replace(declaration_id=row.pk, person=PERSON, why="She declined.", by=officer, at=NOW)
    steps.sign_own(case)
    steps.sign(case, BEN)
    steps.sign(case, PERSON.name)
    assert ready(case) == Ready.READY


@pytest.mark.clause("HB-24", "HB-47")
def test_a_supervisor_hands_over_to_an_authorised_person_and_to_nobody_else(case: Case) -> None:
    row = steps.row_of(case, ANN)
    visit = steps.visit(row)
    for kind, email in (("friend", PERSON.email), ("solicitor", case.application.user.email), ("solicitor", row.email)):
        other = declaring.Person(name="Eve", email=email, kind=kind, number="")
        with pytest.raises(Refused):
            signing.hand_over(visit_id=visit.pk, person=other, visitor=None, at=NOW)
    signing.hand_over(visit_id=visit.pk, person=PERSON, visitor=None, at=NOW)
    with pytest.raises(Refused):
        signing.sign(visit_id=visit.pk, said=steps.said(row), at=NOW)
    assert list(steps.sign(case, PERSON.name).seals) == ["1.1-1"]


@pytest.mark.clause("HB-53b")
def test_what_a_leavers_declaration_covers_is_not_signed_again(demo_gateway: DemoGateway) -> None:
    portfolio = steps.portfolio_of_two()
    ann = Supervisor.objects.get(name=ANN)
    sealed = {_code(one): one.signing_hash for one in Sheet.objects.filter(supervisor=ann)}
    leaving = Leaving(
        supervisor=ann, last_day=NOW.date(), begun_at=NOW, listed=list(sealed), sealed=sealed, signed_at=NOW,
        signed_name=ANN, statement="So.",
    )  # fmt: skip
    leaving.sha256 = hash_of(leaving, application=portfolio.case.application.reference)
    leaving.save()
    case = steps.billed(portfolio)
    paying.by_card(order_of(case), demo_gateway, at=NOW)
    assert not Declaration.objects.filter(name=ANN).exists()
    steps.sign_own(case)
    steps.sign(case, BEN)
    assert ready(case) == Ready.READY
    asleep("UPDATE portfolio_leaving SET signed_name = 'Somebody else'")
    assert ready(case) == Ready.SIGNATURES


@pytest.mark.clause("HB-53b", "HB-59b")
def test_a_change_before_signing_is_refused_and_one_after_voids_the_signature(case: Case) -> None:
    steps.sign(case, BEN)
    steps.sign_own(case)
    change_sheet(case)
    with pytest.raises(Refused, match="not what was submitted"):
        steps.sign(case, ANN)
    assert ready(case) == Ready.SIGNATURES
    assert declared.standing_of(steps.fresh(case)).whose == Whose.OFFICER, "nobody can sign it"
    standing = declared.standing_of(steps.fresh(case))
    stages = {row.name: now.stage for row, now in zip(standing.rows, standing.declared, strict=True)}
    assert stages[str(case.application.user)] == DeclarationStage.VOID
    assert stages[BEN] == DeclarationStage.SIGNED


@pytest.mark.clause("HB-47")
def test_a_byte_on_disk_a_hash_or_an_order_that_changed_is_met(case: Case) -> None:
    document = Sheet.objects.get(competency=1, example=1).on_it.get().piece.document
    with default_storage.open(document.file.name, "wb") as file:
        file.write(steps.BYTES.replace(b"letter", b"better"))
    with pytest.raises(Refused, match="not what was submitted"):
        steps.sign(case, ANN)
    steps.sign(case, BEN)
    asleep("UPDATE documents_document SET clean_sha256 = %s WHERE id = %s", "b" * 64, document.pk)
    assert declared.standing_of(steps.fresh(case)).altered == {"1.1-1"}
    asleep("UPDATE admission_signature SET name = 'Somebody else'")
    found = declared.standing_of(steps.fresh(case))
    assert [one.stage for one in found.declared if one.seals] == [DeclarationStage.VOID]


@pytest.mark.clause("HB-59b")
def test_a_submission_that_was_changed_holds_no_signature(case: Case) -> None:
    steps.sign_all(case)
    asleep("UPDATE applications_submission SET content = content || '{\"form\": 1}'::jsonb WHERE case_id = %s", case.pk)
    assert ready(case) == Ready.SIGNATURES


def test_what_was_signed_is_guarded_by_the_database(case: Case) -> None:
    steps.sign_own(case)
    for change in (
        lambda: Signature.objects.update(name="Else"),
        lambda: Signature.objects.all().delete(),
        lambda: Declaration.objects.filter(stage="signed").update(stage="open"),
        lambda: Declaration.objects.filter(name=ANN).update(stage="signed"),
        lambda: Declaration.objects.update(slots=[]),
        lambda: Exclusion.objects.create(declaration=steps.row_of(case), slot="1.1-1", seal="a", why="So."),
    ):
        with pytest.raises(DatabaseError), transaction.atomic():
            change()


@pytest.mark.clause("HB-47", "HB-S4.3a")
def test_after_a_round_of_questions_only_who_signed_what_changed_signs_again(case: Case) -> None:
    steps.sign_all(case)
    held = moving.held(case=case.pk, revision=None)
    sheet = Sheet.objects.get(competency=1, example=1)
    sheet.how_met = "Said better."
    note(sheet=sheet, at=NOW)
    steps.freeze(held)
    later = NOW + timedelta(hours=1)
    declaring.ask(case=held, at=later)
    stages = sorted(Declaration.objects.filter(case=case).values_list("signer", "name", "stage"))
    own = str(case.application.user)
    assert stages == sorted([
        ("applicant", own, "open"), ("applicant", own, "void"), ("supervisor", ANN, "open"),
        ("supervisor", ANN, "void"), ("supervisor", BEN, "signed"),
    ])  # fmt: skip
    steps.sign_own(case, at=later)
    steps.sign(case, ANN, at=later)
    assert (ready(case), letters(declaring.READY)) == (Ready.READY, 2)


@pytest.mark.clause("HB-57", "HB-S4.3a")
def test_an_answer_empties_no_place(case: Case) -> None:
    case.stage = Stage.INFORMATION
    freezing.hold(case=case, at=NOW)
    Sheet.objects.filter(competency=1, example=2).update(removed_at=NOW)
    with pytest.raises(Refused, match=r"an example in 1\.1\(2\), and there is none now"):
        freezing.hold(case=case, at=NOW)


@pytest.mark.clause("HB-46e")
def test_a_signer_sees_what_was_submitted_under_their_name_and_nothing_that_came_in_its_place(case: Case) -> None:
    steps.sign(case, BEN)
    row = steps.row_of(case, BEN)
    row = declared.by_uuid(row.uuid)
    assert declared_page.sheet_for(row, "1.1-2") is not None
    sheet = Sheet.objects.get(competency=1, example=2)
    file = sheet.on_it.get().piece.uuid
    assert declared_page.file_for(row, file) is not None
    sheet.supervisor = Supervisor.objects.get(name=ANN)
    sheet.save()
    assert declared_page.sheet_for(row, "1.1-2") is None
    assert declared_page.file_for(row, file) is None


@pytest.mark.clause("HB-47")
def test_the_record_of_a_signature_is_checked_without_the_portal(case: Case) -> None:
    steps.sign(case, BEN, excluded={"2.1-1": "I was on leave."})
    told = records.sealed(steps.row_of(case, BEN))
    key = x509.load_pem_x509_certificate(told["certificate"].encode()).public_key()
    assert isinstance(key, rsa.RSAPublicKey)
    text = records.canonical(told["record"]).encode()
    key.verify(base64.b64decode(told["seal"]), text, padding.PKCS1v15(), SHA256())
    assert told["record"]["excluded"] == {"2.1-1": "I was on leave."}
    assert told["sha256"] == Signature.objects.get().sha256


@pytest.mark.clause("HB-47")
def test_reminders_go_until_it_is_signed_and_a_new_link_gives_new_days(case: Case) -> None:
    steps.sign(case, ANN)
    row = steps.row_of(case, BEN)
    late = NOW + (row.due_on - NOW.date()) - timedelta(days=1)
    assert reminding.remind_due(at=late) == 2
    assert reminding.remind_due(at=late) == 0
    again = declaring.send_again(declaration_id=row.pk, by=people.staff("regulation_officer"), at=late)
    assert again.due_on > row.due_on
    with pytest.raises(Refused):
        declaring.send_again(declaration_id=row.pk, by=people.staff("regulation_officer"), at=late)


@pytest.mark.clause("HB-47")
def test_the_applicant_is_written_to_again_whenever_ten_minutes_have_passed(case: Case) -> None:
    row, officer = steps.row_of(case), people.staff("regulation_officer")
    for minutes, sent in ((9, 1), (10, 2), (19, 2), (20, 3)):
        with suppress(Refused):
            declaring.send_again(declaration_id=row.pk, by=officer, at=NOW + timedelta(minutes=minutes))
        assert letters(declaring.OWN) == sent


@pytest.mark.clause("HB-47")
def test_files_are_read_before_the_case_is_held_and_one_that_cannot_be_read_is_not_signed(
    case: Case, monkeypatch: pytest.MonkeyPatch
) -> None:
    visit, said, done = steps.visit(steps.row_of(case, ANN)), steps.said(steps.row_of(case, ANN)), []
    for where, name in ((signing.intact, "read"), (declaring, "held")):
        real = getattr(where, name)
        monkeypatch.setattr(where, name, lambda *args, real=real, name=name: (done.append(name), real(*args))[1])
    with monkeypatch.context() as failing:
        failing.setattr(default_storage, "open", Mock(side_effect=PermissionError))
        with pytest.raises(Refused, match="not what was submitted"):
            signing.sign(visit_id=visit.pk, said=said, at=NOW)
    assert done == ["read", "held"]
    signing.sign(visit_id=visit.pk, said=said, at=NOW)


@pytest.mark.clause("HB-S4.1a")
def test_once_a_supervisors_last_day_has_passed_an_officer_has_the_move_until_it_is_sent_again(case: Case) -> None:
    steps.sign_own(case)
    steps.sign(case, ANN)
    row = steps.row_of(case, BEN)
    last = NOW + (row.due_on - NOW.date())
    assert (reminding.tell_overdue(at=last), whose(case)) == (0, Whose.SUPERVISOR)
    late = last + timedelta(days=1)
    assert [reminding.tell_overdue(at=late), reminding.tell_overdue(at=late)] == [1, 0]
    assert whose(case) == Whose.OFFICER
    declaring.send_again(declaration_id=row.pk, by=people.staff("regulation_officer"), at=late)
    assert whose(case) == Whose.SUPERVISOR
    steps.sign(case, BEN, at=late)
    assert ready(case) == Ready.READY


@pytest.mark.clause("HB-S4.1a")
def test_a_withdrawn_application_asks_nobody_any_more(case: Case) -> None:
    held = moving.held(case=case.pk, revision=None)
    held.withdrawn_at = NOW
    moving.settle(case=held, actor=Actor.APPLICANT, kind=EventKind.WITHDRAWN, by=case.application.user, at=NOW)
    assert set(Declaration.objects.values_list("stage", flat=True)) == {DeclarationStage.VOID}


def test_a_standing_is_read_in_the_same_statements_however_many_examples() -> None:
    counts = []
    for places in (["1.1-1"], ["1.1-1", "1.1-2", "2.1-1", "2.2-1", "3.1-1"]):
        portfolio: Portfolio = steps.factories.portfolio()
        ann = steps.factories.supervisor(portfolio, name=ANN)
        for place in places:
            steps.example(ann, place)
        case = portfolio.case.application.cases.get(kind="admission")
        steps.freeze(case)
        case.stage = Stage.ASSESSMENT
        with CaptureQueriesContext(connection) as seen:
            declared.standing_of(case)
        counts.append(len(seen))
    assert counts[0] == counts[1]
