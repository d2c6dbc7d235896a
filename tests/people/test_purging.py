"""What the table of keeping lets go of: the day before, the day and the day after, and nothing of anybody else."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.apps import apps
from django.core.files.storage import default_storage
from django.db import InternalError, transaction

from cilexportal.foundation import london, private_files
from cilexportal.foundation.asking import services as asking
from cilexportal.foundation.asking.models import Request as Asked
from cilexportal.foundation.asking.services import Wanted
from cilexportal.foundation.correspondence.models import Message
from cilexportal.foundation.documents.models import Document
from cilexportal.timetable import ENTRIES
from cilexportal.upkeep.texts import ROOT
from cpd.models import CpdYear, Evidence, Record
from members.models import Member, User
from people.models import AccessRequest, Closing, Purge
from people.rules import keeping
from people.services import purging, uprooting
from people.services.erasing import NOBODY
from shop.models import Cancellation, Invoice, Order, Payer, Payment
from standing.enums import ReferredFor
from standing.models import ConductForm, Declaration, Joining, Referral
from standing.particulars import seal
from standing.services import joining
from tests import factories
from tests.shop.conftest import demo_gateway, noon
from tests.standing import factories as paid
from tests.standing import paying
from tests.standing.factories import NOON

__all__ = ["demo_gateway", "noon"]
pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)
GOES_ALONG = {
    "applications.CaseFee", "asking.Item", "cpd.AbsenceEvidence", "cpd.AbsenceSpell", "cpd.Evidence", "cpd.Mark",
    "cpd.SampledRecord", "cpd.Typing", "people.ComplaintStep", "shop.Access", "shop.Cancellation",
    "shop.ChangeRequest", "shop.Consent", "shop.ContactAttempt", "shop.Credit", "shop.CreditNote",
    "shop.CreditNoteLine", "shop.CreditUse", "shop.HarmClaim", "shop.Invoice", "shop.InvoiceLine",
    "shop.OrderLine", "shop.OrderNote", "shop.OrderedSession", "shop.Parcel", "shop.ParcelItem",
    "shop.PayLink", "shop.Payment", "shop.PaymentReminder", "shop.Refund", "shop.Return", "shop.Told",
    "shop.Transfer", "shop.WriteOff", "standing.Disclosure", "standing.DisclosureRead",
    "standing.VerdictNote",
}  # fmt: skip


def close(user: User) -> None:
    Closing.objects.create(person=user, asked_at=NOON, closes_at=NOON, closed_at=NOON)
    User.objects.filter(pk=user.pk).update(is_active=False)


def left(*, is_closed: bool = True) -> Member:
    made: Member = factories.MemberFactory()
    made.grades.update(until_date=date(2026, 10, 1))
    if is_closed:
        close(made.user)
    return made


def on(day: date) -> datetime:
    return london.start_of_day(day) + timedelta(hours=4)


def boundary(first: date, is_there: Callable[[], bool]) -> None:
    """Nothing goes on the two days before `first`, on which it goes."""
    for day in (first - 2 * DAY, first - DAY):
        purging.run(at=on(day))
        assert is_there(), day
    purging.run(at=on(first))
    assert not is_there()
    rows = Purge.objects.count()
    purging.run(at=on(first + DAY))
    assert Purge.objects.count() == rows, "a night with nothing to do leaves no line"


@pytest.mark.clause("CPD-16e")
def test_records_go_six_years_after_their_cpd_year_with_documents_and_history() -> None:
    year = CpdYear.objects.get(label="2025/26")
    gone, stays = left(), left(is_closed=False)
    records = [factories.RecordFactory(member=one, year=year) for one in (gone, stays)]
    for record in records:
        paper = factories.DocumentFactory(owner=record.member.user)
        Evidence.objects.create(record=record, document=paper)
    changes = apps.get_model("cpd", "RecordEvent").objects
    assert changes.filter(pgh_obj=records[0].pk).exists()
    assert year.ends_on == date(2026, 9, 30)
    boundary(date(2032, 10, 1), lambda: Record.objects.filter(pk=records[0].pk).exists())
    assert Record.objects.get() == records[1], "nothing goes of whoever can still sign in"
    assert [one.owner for one in Document.objects.all()] == [stays.user]
    assert not changes.filter(pgh_obj=records[0].pk).exists()
    line = Purge.objects.get()
    assert (line.purge, line.at.date()) == ("cpd", date(2032, 10, 1))
    assert (line.rows["cpd.Record"], line.rows["cpd.Evidence"], line.rows["documents.Document"]) == (1, 1, 1)


def test_a_document_that_something_else_leads_to_stays() -> None:
    gone = left()
    paper = factories.DocumentFactory(owner=gone.user)
    record = factories.RecordFactory(member=gone, year=CpdYear.objects.get(label="2025/26"))
    Evidence.objects.create(record=record, document=paper)
    asked = asking.ask(
        person=gone.user, email="", subject="Papers", why="", about="x", items=[Wanted("What?")], by=gone.user, at=NOON
    )
    asked.items.update(document=paper)
    purging.run(at=on(date(2040, 1, 1)))
    assert not Evidence.objects.exists()
    assert asked.items.get().document == paper, "it was never answered, so its six years have not begun"


@pytest.mark.clause("LAW-ART10")
def test_declarations_go_six_years_after_the_last_year_of_membership() -> None:
    member = left()
    renewal = paid.renewal(member, declaration=paid.declaration(member, number=2026))
    boundary(date(2033, 1, 1), Declaration.objects.exists)
    renewal.refresh_from_db()
    assert renewal.declaration is None


def test_declarations_stay_while_membership_or_a_referral_is_younger() -> None:
    still, referred = left(), left()
    for member in (still, referred):
        paid.declaration(member, number=2026)
    still.grades.update(until_date=date(2030, 6, 1))
    late = datetime(2030, 6, 1, tzinfo=UTC)
    Referral.objects.create(about=referred.user, reason=ReferredFor.ABUSE, sealed=seal("Words."), sent_at=late)
    purging.run(at=on(date(2036, 12, 31)))
    assert Declaration.objects.count() == 2
    purging.run(at=on(date(2037, 1, 1)))
    assert not Declaration.objects.exists()


def test_the_file_of_a_letter_goes_with_it(django_capture_on_commit_callbacks: Any) -> None:
    name = private_files.put("letters/aa/test-of-purging.pdf", b"%PDF-")
    factories.MessageFactory(to_user=left().user, queued_at=NOON, letter=name)
    with django_capture_on_commit_callbacks(execute=True):
        purging.run(at=on(date(2040, 1, 1)))
    assert not default_storage.exists(name)


def test_nothing_else_switches_guards_off() -> None:
    apps_of_ours = ("cilexportal", "members", "cpd", "shop", "standing", "people")
    users = [path for app in apps_of_ours for path in (ROOT / app).rglob("*.py") if ".ignore(" in path.read_text()]
    assert users == [ROOT / "people/services/uprooting.py"]


def test_letters_and_what_was_asked_go_six_years_after_their_day() -> None:
    gone, stays = left(), left(is_closed=False)
    sent = datetime(2026, 3, 1, 23, 59, tzinfo=UTC)
    for member in (gone, stays):
        factories.MessageFactory(to_user=member.user, queued_at=sent)
    boundary(date(2032, 3, 2), lambda: Message.objects.filter(to_user=gone.user).exists())
    assert Message.objects.get().to_user == stays.user
    AccessRequest.objects.create(
        person=gone.user, name="A", channel="portal", words="All.", received_on=date(2026, 4, 1), entered_at=sent,
        state="answered", due_on=date(2026, 5, 1), answered_on=date(2026, 4, 30), answered_by=stays.user,
    )  # fmt: skip
    boundary(date(2032, 5, 1), AccessRequest.objects.exists)


@pytest.mark.clause("LAW-VATINV")
def test_orders_with_all_their_papers_go_six_years_after_the_last_year_in_which_one_was_booked(
    user: User, at: Callable[[datetime], Any], demo_gateway: Any
) -> None:
    at(NOON)
    order = paying_applicant(user, demo_gateway)
    payer = order.payer_id
    close(user)
    boundary(date(2033, 1, 1), Order.objects.exists)
    assert [model.objects.count() for model in (Invoice, Payment, Cancellation)] == [0, 0, 0]
    assert not Payer.objects.filter(pk=payer).exists()
    assert Joining.objects.get().order is None
    user.refresh_from_db()
    assert user.full_name == NOBODY


def paying_applicant(user: User, gateway: Any) -> Order:
    """An order with a line given back: invoice, payment, refund and letters."""
    Declaration.objects.create(
        user=user, year=2026, form=ConductForm.objects.get(), statement="A", spent=False, discloses=False,
        signed_name="A", made_at=NOON, verdict="accepted", decided_at=NOON,
    )  # fmt: skip
    order = joining.ask(user=user, grade="paralegal", payer=paying.bill_to(), seen_pence=7833, at=NOON)
    paying.by_card(order, gateway, at=NOON)
    found = Joining.objects.get(user=user)
    joining.refuse(joining_id=found.pk, reason="other", why="No.", by=factories.staff("membership_officer"), at=NOON)
    return order


def test_a_name_goes_once_nothing_is_under_it(user: User) -> None:
    close(user)
    purging.run(at=NOON)
    user.refresh_from_db()
    assert user.full_name == NOBODY
    assert Purge.objects.get().purge == "names"


def test_batches_are_small_and_every_night_goes_on(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(purging, "AT_A_TIME", 2)
    monkeypatch.setattr(purging, "MOST_BATCHES", 2)
    person = left().user
    for _ in range(5):
        factories.MessageFactory(to_user=person, queued_at=NOON)
    purging.run(at=on(date(2040, 1, 1)))
    assert [one.rows["correspondence.Message"] for one in Purge.objects.order_by("pk")] == [2, 2]
    purging.run(at=on(date(2040, 1, 2)))
    assert not Message.objects.exists()


def test_what_guards_rows_guards_them_again_at_once() -> None:
    purging.run(at=NOON)
    uprooting.uproot(model=Message, ids=[factories.MessageFactory().pk])
    line = Purge.objects.create(purge="cpd", at=NOON, rows={})
    with pytest.raises(InternalError), transaction.atomic():
        line.delete()


def test_every_time_in_the_table_has_its_purge_and_beat_starts_them() -> None:
    assert {one.purge for one in keeping.kept() if one.purge} == set(purging.PURGES)
    assert all(bool(one.purge) == bool(one.years) for one in keeping.kept())
    assert all(one.purge or one.long in ("For good", "As long as what it tells of") for one in keeping.kept())
    assert "people.purge" in {entry["task"] for entry in ENTRIES.values()}
    assert Asked in {rows.model for rows in purging.PURGES["letters"]}


def test_a_new_table_that_would_go_along_is_looked_at_first() -> None:
    """Rows that are deleted with those of the table of keeping. A new one here: is it meant to go, too?"""
    found: set[str] = set()
    for model in {rows.model for group in purging.PURGES.values() for rows in group}:
        found |= {one for one in uprooting.goes_along(model) if not one.endswith("Event")}
    assert found == GOES_ALONG
