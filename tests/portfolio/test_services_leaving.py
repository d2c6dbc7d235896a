"""Leaving a job half-way: the pack begun, asked for, signed and consented to, and what stays good [HB-53] [HB-54]."""

from __future__ import annotations

from dataclasses import fields
from datetime import date, timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import DatabaseError, transaction

from applications.enums import AskedStage
from applications.models import ReferenceAsked
from applications.services import references
from cilexportal.foundation import london
from cilexportal.foundation.correspondence.models import Message
from cilexportal.foundation.documents.models import Document, DocumentState
from cilexportal.foundation.rulebook.refusal import Refused
from cilexportal.foundation.visitors.models import Link
from portfolio.models import Leaving, Supervisor
from portfolio.queries import leaving as queries
from portfolio.queries.content import gathered
from portfolio.rules.slots import from_code
from portfolio.services import leaving as services
from portfolio.services import pieces, sheets
from portfolio.services import supervised as acting
from portfolio.services.pieces import Described
from portfolio.services.versions import note
from tests import factories as people
from tests.foundation.documents import corpus
from tests.portfolio import factories
from tests.portfolio import leaving_steps as steps
from tests.portfolio.leaving_steps import LAST_DAY, NOW, PLACES, TODAY

A_DAY = timedelta(days=1)
pytestmark = pytest.mark.django_db


def pack(supervisor: Supervisor, *, at=NOW) -> queries.Pack:
    (found,) = queries.packs(supervisor.portfolio, at=at)
    return found


# --- Begun ---------------------------------------------------------------------------------------------------------


@pytest.mark.clause("HB-53", "HB-53b")
def test_a_pack_asks_for_the_reference_and_sends_a_link_that_lives_until_the_last_day() -> None:
    supervisor = steps.mary()
    leaving = steps.begin(supervisor)
    assert leaving.reference is not None
    assert (leaving.reference.email, leaving.reference.case.kind) == (supervisor.email, "admission")
    link = Link.objects.get(subject=supervisor.uuid)
    assert link.expires_at == london.end_of_day(LAST_DAY)
    assert [one.clause for one in pack(supervisor).missing] == ["HB-53", "HB-53a", "HB-53b"]
    assert Message.objects.get(kind=services.LINK).context == {"link": link.pk}, (
        "no table and no queue holds the secret"
    )


@pytest.mark.clause("HB-53")
@pytest.mark.parametrize(
    ("last_day", "why", "taken"),
    [
        (TODAY, "", True),
        (TODAY - A_DAY, "", False),
        (TODAY - A_DAY, "I was ill.", True),
        (date(2027, 5, 22), "", True),
        (date(2027, 5, 23), "", False),
    ],
)
def test_a_pack_is_begun_by_the_last_day_or_later_with_a_reason(last_day: date, why: str, taken: bool) -> None:
    supervisor = steps.mary()
    if taken:
        assert steps.begin(supervisor, last_day=last_day, why_late=why).asked_late_why == why
        ends = london.last_day_before(Link.objects.get().expires_at)
        assert ends == max(last_day, TODAY + timedelta(days=28)), "never less than the usual days of a link"
    else:
        with pytest.raises(Refused, match="HB-53"):
            steps.begin(supervisor, last_day=last_day, why_late=why)
        assert not Leaving.objects.exists()
        assert not ReferenceAsked.objects.exists()


@pytest.mark.clause("HB-53b")
def test_only_examples_that_name_this_supervisor_are_listed() -> None:
    supervisor = steps.mary()
    other = factories.supervisor(supervisor.portfolio)
    steps.supervised_by(other, "3.1-1")
    for listed in ([], ["1.1-1", "3.1-1"], ["1.1-3"]):
        with pytest.raises(Refused, match="HB-53b"):
            steps.begin(supervisor, listed=listed)
    assert steps.begin(supervisor, listed=["2.1-1", "1.1-1"]).listed == ["1.1-1", "2.1-1"]


@pytest.mark.clause("HB-53")
def test_a_reference_that_is_asked_for_already_serves() -> None:
    supervisor = steps.mary()
    application = supervisor.portfolio.case.application
    asked = references.ask(
        case_id=application.cases.get(kind="admission").pk, revision=None, name="Mary", email=supervisor.email.upper(),
        roles=[], by=application.user, at=NOW,
    )  # fmt: skip
    leaving = steps.begin(supervisor)
    assert leaving.reference == asked
    with pytest.raises(Refused, match="asked for already"):
        services.ask_reference(leaving=leaving, by=application.user, at=NOW)
    references.end(asked_id=asked.pk, why="", by=application.user, at=NOW)
    services.ask_reference(leaving=leaving, by=application.user, at=NOW)
    leaving.refresh_from_db()
    assert leaving.reference != asked
    ReferenceAsked.objects.filter(pk=leaving.reference_id).update(stage=AskedStage.RECEIVED, ended_at=NOW)
    assert "HB-53" not in {one.clause for one in pack(supervisor).missing}


@pytest.mark.clause("HB-53")
def test_a_plan_changes_until_it_is_signed_and_writes_once() -> None:
    supervisor = steps.mary()
    steps.begin(supervisor)
    changed = steps.begin(supervisor, last_day=LAST_DAY + A_DAY, listed=["1.1-1"])
    assert (changed.last_day, changed.listed) == (LAST_DAY + A_DAY, ["1.1-1"])
    assert (Leaving.objects.count(), Link.objects.count(), ReferenceAsked.objects.count()) == (1, 1, 1)
    steps.sign(supervisor, codes=["1.1-1"])
    with pytest.raises(Refused, match="signed already"):
        steps.begin(supervisor)


@pytest.mark.clause("HB-53")
def test_reminders_go_28_14_and_3_days_before_and_stop_when_the_pack_is_whole() -> None:
    supervisor = steps.mary()
    leaving = steps.begin(supervisor)
    days = (29, 28, 28, 15, 14, 4, 3, 0, -1)
    gone = [services.remind_due(at=london.start_of_day(LAST_DAY - timedelta(days=n))) for n in days]
    assert gone == [0, 1, 0, 0, 1, 0, 1, 0, 0]
    assert Message.objects.filter(kind=services.DUE).count() == 3
    assert Message.objects.filter(kind=services.REMINDER, to_email=supervisor.email).count() == 3
    Leaving.objects.filter(pk=leaving.pk).update(reminded=0, consented_at=NOW)
    ReferenceAsked.objects.update(stage=AskedStage.RECEIVED, ended_at=NOW)
    steps.sign(supervisor)
    assert services.remind_due(at=london.start_of_day(LAST_DAY)) == 0


@pytest.mark.clause("HB-53")
def test_a_pack_that_is_given_up_meanwhile_keeps_no_other_from_being_reminded(monkeypatch) -> None:
    first, second = steps.begin(), steps.begin()
    remind, at = services._remind, london.start_of_day(LAST_DAY)

    def late(pk: int, **told: Any) -> int:
        Leaving.objects.filter(pk=first.pk).update(given_up_at=NOW)
        return remind(pk, **told)

    monkeypatch.setattr(services, "_remind", late)
    assert services.remind_due(at=at) == 1
    assert Leaving.objects.get(pk=second.pk).reminded == 3


# --- Signed --------------------------------------------------------------------------------------------------------


@pytest.mark.clause("HB-53b", "HB-54")
def test_a_signature_seals_each_example_and_one_that_changes_drops_out() -> None:
    supervisor = steps.mary()
    steps.begin(supervisor)
    leaving = steps.sign(supervisor)
    rows = {sheet.example if sheet.competency == 1 else 9: sheet for sheet in supervisor.sheets.all()}
    assert leaving.sealed == {sheet_code: sheet.signing_hash for sheet_code, sheet in zip(
        PLACES, (rows[1], rows[2], rows[9]), strict=True)}  # fmt: skip
    assert queries.unsigned_of(supervisor.portfolio_id) == set()
    assert queries.why_sealed(rows[1])
    rows[1].how_met = "Otherwise."
    note(sheet=rows[1], at=NOW)
    assert queries.unsigned_of(supervisor.portfolio_id) == {from_code("1.1-1")}
    assert (pack(supervisor).covered, pack(supervisor).dropped) == ([("1.1-2", "1.1(2)"), ("2.1-1", "2.1")], ["1.1(1)"])
    assert queries.why_sealed(rows[1]) is None


@pytest.mark.clause("HB-54")
def test_a_sealed_sheet_is_changed_only_once_its_seal_is_given_up() -> None:
    supervisor = steps.mary()
    steps.begin(supervisor)
    leaving = steps.sign(supervisor)
    sheet, by = supervisor.sheets.get(competency=2), supervisor.portfolio.case.application.user
    told = {"portfolio": supervisor.portfolio, "uuid": sheet.uuid, "by": by, "at": NOW}
    with pytest.raises(Refused, match="HB-54"):
        sheets.remove(**told)
    services.release(leaving=leaving, code="2.1-1", by=by, at=NOW)
    assert queries.unsigned_of(supervisor.portfolio_id) == {from_code("2.1-1")}
    assert sheets.remove(**told).removed_at == NOW
    for code in ("2.1-1", "3.1-1"):
        with pytest.raises(Refused, match="does not cover"):
            services.release(leaving=leaving, code=code, by=by, at=NOW)


@pytest.mark.clause("HB-46b", "HB-53b", "HB-54")
def test_neither_day_nor_kind_of_evidence_changes_under_a_signature() -> None:
    supervisor = steps.mary()
    leaving = steps.begin(supervisor)
    by, piece = supervisor.portfolio.case.application.user, supervisor.sheets.get(competency=2).on_it.get().piece
    usual = {field.name: getattr(piece, field.name) for field in fields(Described)}

    def describe(**changed: Any) -> None:
        piece.refresh_from_db()
        said = Described(**{**usual, **changed})
        pieces.describe(piece=piece, said=said, reasons={}, version=piece.version, by=by, at=NOW)

    shown = acting.declared(supervisor=supervisor, leaving=leaving)
    describe(worked_on=date(2026, 3, 3))
    assert acting.declared(supervisor=supervisor, leaving=leaving) != shown, "what was shown is not what is signed"
    steps.sign(supervisor)
    for changed in ({"worked_on": date(2026, 10, 1)}, {"worked_on": date(2026, 3, 3), "kind": "form"}):
        with pytest.raises(Refused, match="HB-54"):
            describe(**changed)
    describe(worked_on=date(2026, 3, 3), title="A letter", matter="Matter Z")
    assert queries.unsigned_of(supervisor.portfolio_id) == set(), "labels can be mended"
    services.release(leaving=leaving, code="2.1-1", by=by, at=NOW)
    describe(worked_on=date(2026, 10, 1))


@pytest.mark.clause("HB-38", "HB-54")
def test_a_mended_file_for_a_signed_sheet_leaves_nothing_behind() -> None:
    supervisor = steps.mary()
    steps.begin(supervisor)
    steps.sign(supervisor)
    by, piece = supervisor.portfolio.case.application.user, supervisor.sheets.get(competency=2).on_it.get().piece
    known = Document.objects.count()
    with pytest.raises(Refused, match="HB-54"):
        pieces.replace(piece=piece, upload=SimpleUploadedFile("mended.pdf", corpus.pdf()), by=by, at=NOW)
    assert Document.objects.count() == known


@pytest.mark.clause("HB-53b")
def test_an_example_that_names_somebody_else_since_is_not_asked_for() -> None:
    supervisor = steps.mary()
    leaving = steps.begin(supervisor)
    assert queries.unsigned_of(supervisor.portfolio_id) == {from_code(code) for code in PLACES}
    sheet = supervisor.sheets.get(competency=2)
    sheet.supervisor = factories.supervisor(supervisor.portfolio)
    note(sheet=sheet, at=NOW)
    assert queries.unsigned_of(supervisor.portfolio_id) == {from_code("1.1-1"), from_code("1.1-2")}
    assert set(acting.declared(supervisor=supervisor, leaving=leaving)) == {"1.1-1", "1.1-2"}
    Supervisor.objects.filter(pk=supervisor.pk).update(removed_at=NOW)
    assert queries.unsigned_of(supervisor.portfolio_id) == set()


@pytest.mark.clause("HB-53b")
def test_one_that_is_not_ticked_stays_unsigned() -> None:
    supervisor = steps.mary()
    steps.begin(supervisor)
    assert set(steps.sign(supervisor, codes=["1.1-1", "3.1-1"]).sealed) == {"1.1-1"}, "and nothing that is not listed"
    assert queries.unsigned_of(supervisor.portfolio_id) == {from_code("1.1-2"), from_code("2.1-1")}


@pytest.mark.clause("HB-53b")
def test_what_changed_since_it_was_shown_is_not_signed() -> None:
    supervisor = steps.mary()
    leaving = steps.begin(supervisor)
    seen = acting.shown_of(acting.declared(supervisor=supervisor, leaving=leaving))
    sheet = supervisor.sheets.first()
    assert sheet
    sheet.learned = "More."
    note(sheet=sheet, at=NOW)
    who = acting.Signer(name="Mary", visitor=None, address="")
    with pytest.raises(acting.Stale):
        acting.sign(visit_id=steps.visit(supervisor).pk, codes=PLACES, seen=seen, signer=who, at=NOW)


@pytest.mark.clause("HB-53b")
@pytest.mark.parametrize("how", ["no name", "no example", "applicant's name", "applicant signed in", "file waits"])
def test_who_cannot_sign_and_what_cannot_be_signed(how: str) -> None:
    supervisor = steps.mary(factories.portfolio(people.UserFactory(full_name="Ada Byron")))
    steps.begin(supervisor)
    applicant = supervisor.portfolio.case.application.user
    told = {
        "no name": {"name": " "}, "no example": {"codes": []}, "applicant's name": {"name": "ADA  Byron"},
        "applicant signed in": {"visitor": applicant}, "file waits": {},
    }[how]  # fmt: skip
    if how == "file waits":
        sheet = supervisor.sheets.first()
        assert sheet
        factories.piece(supervisor.portfolio, sheet, document=factories.document(
            supervisor.portfolio, state=DocumentState.WAITING))  # fmt: skip
        note(sheet=sheet, at=NOW)
    with pytest.raises(Refused):
        steps.sign(supervisor, **told)
    assert Leaving.objects.get().signed_at is None


@pytest.mark.clause("HB-53b", "HB-54")
def test_words_that_were_changed_past_the_portal_are_printed_under_no_signature() -> None:
    supervisor = steps.mary()
    steps.begin(supervisor)
    steps.sign(supervisor)
    supervisor.sheets.filter(competency=2).update(how_met="Something else.")
    [declaration] = gathered(supervisor.portfolio).content.declarations
    assert declaration.examples == ("1.1(1)", "1.1(2)")


@pytest.mark.clause("HB-53b")
def test_the_database_keeps_what_was_signed() -> None:
    supervisor = steps.mary()
    steps.begin(supervisor)
    leaving = steps.sign(supervisor)
    with pytest.raises(Refused, match="signed this already"):
        steps.sign(supervisor)
    for values in ({"sealed": {"1.1-1": "x"}}, {"statement": "Other."}, {"signed_at": None}, {"listed": []}):
        with pytest.raises(DatabaseError), transaction.atomic():
            Leaving.objects.filter(pk=leaving.pk).update(**values)
    with pytest.raises(DatabaseError), transaction.atomic():
        leaving.delete()


# --- Consent, giving up --------------------------------------------------------------------------------------------


@pytest.mark.clause("HB-53a")
def test_consent_is_dated_told_outside_the_employer_and_taken_back() -> None:
    supervisor = steps.mary()
    steps.begin(supervisor)
    told = {"visit_id": steps.visit(supervisor).pk, "visitor": None}
    acting.consent(later_email="mary@home.example", at=NOW, **told)
    assert "HB-53a" not in {one.clause for one in pack(supervisor).missing}
    to = set(Message.objects.filter(kind=acting.RECEIPT).values_list("to_email", flat=True))
    assert to == {supervisor.email, "mary@home.example"}
    taken = acting.withdraw(at=NOW + A_DAY / 24, **told)
    assert taken.consent_withdrawn_at == NOW + A_DAY / 24
    assert "HB-53a" in {one.clause for one in pack(supervisor).missing}
    with pytest.raises(Refused, match="no consent"):
        acting.withdraw(at=NOW + A_DAY / 24, **told)
    assert acting.consent(later_email="", at=NOW + A_DAY / 12, **told).consent_withdrawn_at is None


@pytest.mark.clause("HB-53a")
@pytest.mark.parametrize("later", ["other@EXAMPLE.org", "ada+x@home.example"])
def test_an_address_for_later_is_the_supervisors_own_and_outside(later: str) -> None:
    supervisor = steps.mary(factories.portfolio(people.UserFactory(email="ada@home.example")))
    steps.begin(supervisor)
    with pytest.raises(Refused, match="HB-53a"):
        acting.consent(later_email=later, visit_id=steps.visit(supervisor).pk, visitor=None, at=NOW)


@pytest.mark.clause("HB-54")
def test_a_pack_that_is_given_up_covers_nothing_and_another_can_be_begun() -> None:
    supervisor = steps.mary()
    leaving = steps.begin(supervisor)
    steps.sign(supervisor)
    by = supervisor.portfolio.case.application.user
    services.give_up(leaving=leaving, by=by, at=NOW)
    assert pack(supervisor).leaving is None
    sheet = supervisor.sheets.first()
    assert sheet
    assert queries.why_sealed(sheet) is None
    with pytest.raises(Refused, match="given up before"):
        services.give_up(leaving=leaving, by=by, at=NOW)
    with pytest.raises(Refused, match="Wait ten minutes"):
        steps.begin(supervisor)
    assert steps.begin(supervisor, at=NOW + A_DAY).pk != leaving.pk


@pytest.mark.clause("HB-46e")
def test_a_link_is_sent_where_a_sheet_names_the_supervisor() -> None:
    supervisor = factories.supervisor(factories.portfolio())
    by = supervisor.portfolio.case.application.user
    with pytest.raises(Refused, match="HB-46e"):
        services.send(supervisor=supervisor, by=by, at=NOW)
    steps.supervised_by(supervisor, "1.1-1")
    assert services.send(supervisor=supervisor, by=by, at=NOW).subject == supervisor.uuid


@pytest.mark.clause("HB-53")
@pytest.mark.parametrize("many", [1, 3, 30])
def test_packs_are_read_in_as_many_statements_however_many(many: int, django_assert_num_queries) -> None:
    portfolio = factories.portfolio()
    for number in range(many):
        supervisor = factories.supervisor(portfolio)
        sheet = factories.sheet(portfolio, supervisor=supervisor)
        Leaving.objects.create(supervisor=supervisor, last_day=LAST_DAY, begun_at=NOW, listed=[])
        assert sheet.pk, number
    queries.packs(portfolio, at=NOW)
    with django_assert_num_queries(4):
        assert len(queries.packs(portfolio, at=NOW)) == many
