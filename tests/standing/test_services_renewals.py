"""From the declaration to the term: steps in their order, orders that come to nothing, and money in and out of time."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from cilexportal.foundation.correspondence.models import Message
from cilexportal.foundation.rulebook.refusal import Refused
from members.models import GradeHeld
from shop.enums import DeclineReason
from shop.enums import Stage as OrderStage
from shop.services import billing, orders, transfers
from standing.models import Lapse, ReducedFee, Renewal, Term
from standing.queries import terms
from standing.queries.standing import facts_of_one
from standing.services import lapsing, renewals
from tests import factories as people
from tests.shop import paying_steps
from tests.standing import factories, paying
from tests.standing.factories import NOON

LAST_SECOND = datetime(2027, 1, 31, 23, 59, 59, tzinfo=UTC)
MIDNIGHT = datetime(2027, 2, 1, 0, 0, tzinfo=UTC)
FELLOW = 38700

pytestmark = pytest.mark.usefixtures("on_the_day")


@pytest.fixture
def ready(member):
    """A Fellow with a term of 2026 who has declared and undertaken for 2027."""
    factories.term(member)
    factories.declaration(member)
    renewals.undertake(member_id=member.pk, by=member.user, at=NOON)
    return member


def billed(member, *, at=NOON, pence=FELLOW, certificate=False, **payer):
    return renewals.pay(
        member_id=member.pk, payer=paying.bill_to(**payer), certificate=certificate, seen_pence=pence, by=member.user,
        at=at,
    )  # fmt: skip


def of_2027(member):
    return Term.objects.filter(member=member, year=2027)


@pytest.mark.clause("TC-4.1")
def test_declaration_then_undertaking_then_payment(member):
    factories.term(member)
    with pytest.raises(Refused, match="CPD-15b"):
        renewals.undertake(member_id=member.pk, by=member.user, at=NOON)
    with pytest.raises(Refused, match="CPD-15b"):
        billed(member)
    factories.declaration(member)
    with pytest.raises(Refused, match="Give your undertaking first"):
        billed(member)
    renewal = renewals.undertake(member_id=member.pk, by=member.user, at=NOON)
    assert {str(rule) for rule in renewal.rules.all()} == {
        "Royal Charter and Bye-laws, version 1", "Code of Conduct, version 1", "Regulations of membership, version 1",
    }  # fmt: skip
    assert renewal.declaration is not None
    order = billed(member)
    assert order.stage == OrderStage.PLACED
    assert [(line.title, line.pence, line.beneficiary) for line in order.lines.all()] == [
        ("Fellow: subscription 2027", FELLOW, member.user)
    ]


def test_a_paid_order_makes_the_term_and_tells_the_member_once(ready, demo_gateway):
    order = billed(ready, certificate=True)
    assert not of_2027(ready).exists()
    paying.by_card(order, demo_gateway, at=NOON)
    term = of_2027(ready).get()
    assert (term.from_date, term.until_date) == (date(2027, 1, 1), date(2028, 1, 1))
    renewal = Renewal.objects.get()
    assert renewal.cleared_at == NOON
    # The certificate is part of a Fellow's subscription: cleared with it, without a line of its own.
    assert renewal.certificate_cleared_at == NOON
    assert Message.objects.filter(kind="standing.renewal_paid").count() == 1
    with pytest.raises(Refused, match=r"TC-4\.4"):
        billed(ready)
    with pytest.raises(Refused, match=r"TC-4\.4"):
        renewals.give_up(renewal_id=renewal.pk, by=ready.user, at=NOON)


@pytest.mark.clause("TC-4.4a")
def test_an_abandoned_payment_harms_no_term_and_can_be_begun_anew(ready, demo_gateway, on_the_day):
    first = billed(ready)
    later = NOON + billing.OPEN_FOR
    on_the_day(later)
    paying_steps.work(at=later)
    assert orders.withdraw_stale(at=later) == 1
    assert terms.term_on(member_id=ready.pk, on=date(2026, 12, 31)) is not None
    assert not of_2027(ready).exists()
    second = billed(ready, at=later)
    assert second != first
    paying.by_card(second, demo_gateway, at=later)
    assert of_2027(ready).exists()


def test_a_declined_order_harms_no_term(ready, demo_gateway):
    order = billed(ready)
    orders.decline(order_id=order.pk, reason=DeclineReason.PRICE_ERROR, by=None, at=NOON)
    assert terms.term_on(member_id=ready.pk, on=date(2026, 12, 31)) is not None
    assert not of_2027(ready).exists()
    assert billed(ready) != order


def test_going_over_to_the_employer_ends_the_order_one_had_for_oneself(ready):
    own = billed(ready)
    order = billed(ready, organisation="Example LLP", by_transfer=True)
    own.refresh_from_db()
    assert (own.stage, order.stage) == (OrderStage.WITHDRAWN, OrderStage.ACCEPTED)
    assert order.payer.name == "Example LLP"
    with pytest.raises(Refused, match="An invoice for this has gone to Example LLP"):
        billed(ready)
    paying.by_transfer(order, at=NOON)
    assert of_2027(ready).exists()


def test_giving_up_ends_the_order_and_money_that_comes_all_the_same_counts(ready, demo_gateway):
    order = billed(ready)
    payment = paying_steps.begin(order, at=NOON)
    renewal = Renewal.objects.get()
    renewals.give_up(renewal_id=renewal.pk, by=ready.user, at=NOON)
    renewals.give_up(renewal_id=renewal.pk, by=ready.user, at=NOON)
    assert Renewal.objects.get().given_up_at == NOON
    # Paid on the page that was open, before the sweep could close it.
    assert demo_gateway.pay(str(payment.key))
    paying_steps.deliver(demo_gateway.message(str(payment.key)), at=NOON)
    paying_steps.work(at=NOON)
    assert of_2027(ready).exists()
    assert Renewal.objects.get().given_up_at is None


def test_a_sum_that_changed_is_shown_first(ready):
    with pytest.raises(Refused, match=r"£387\.00"):
        billed(ready, pence=FELLOW - 1)
    assert not Renewal.objects.exclude(order=None).exists()


def test_a_fee_of_nothing_needs_no_order(ready):
    factories.fee("subscription", 0, grade="fellow")
    assert billed(ready, pence=0) is None
    assert of_2027(ready).exists()


def certificate_of(member, *, pence=12050, at=NOON, **payer):
    who = paying.bill_to(**payer)
    return renewals.want_certificate(member_id=member.pk, payer=who, seen_pence=pence, by=member.user, at=at)


@pytest.mark.clause("CPD-15a", "TC-4.4")
def test_a_certificate_wanted_later_is_an_order_of_its_own(ready, demo_gateway):
    factories.fee("certificate", 12050, grade="fellow")
    with pytest.raises(Refused, match="2027 is not paid yet"):
        certificate_of(ready)
    paying.by_card(billed(ready), demo_gateway, at=NOON)
    with pytest.raises(Refused, match=r"£120\.50"):
        certificate_of(ready, pence=1)
    abandoned = certificate_of(ready)
    order = certificate_of(ready)
    abandoned.refresh_from_db()
    assert (abandoned.stage, order.total_pence) == (OrderStage.WITHDRAWN, 12050)
    assert Renewal.objects.get().certificate_cleared_at is None
    paying.by_card(order, demo_gateway, at=NOON)
    assert Renewal.objects.get().certificate_cleared_at == NOON
    with pytest.raises(Refused, match="certificate for 2027 is paid"):
        certificate_of(ready)


@pytest.mark.clause("CPD-15a")
def test_a_year_paid_before_the_portal_can_have_its_certificate(ready):
    Renewal.objects.all().delete()
    factories.term(ready, number=2027)
    factories.fee("certificate", 12050, grade="fellow")
    employer = {"organisation": "Example LLP", "by_transfer": True}
    order = certificate_of(ready, **employer)
    with pytest.raises(Refused, match="An invoice for this has gone to Example LLP"):
        certificate_of(ready)
    paying.by_transfer(order, at=NOON)
    assert Renewal.objects.get().certificate_cleared_at is not None


@pytest.mark.clause("CPD-15a")
def test_a_reduced_subscription_brings_no_certificate_for_nothing(ready):
    factories.term(ready, number=2027)
    ReducedFee.objects.create(member=ready, concession="non_practising", from_date=date(2026, 1, 1))
    with pytest.raises(Refused, match="no fee for a practising certificate"):
        certificate_of(ready, pence=0)


@pytest.mark.clause("CPD-15a")
@pytest.mark.parametrize(
    ("first", "until"), [(date(2027, 1, 5), None), (date(2026, 12, 1), date(2027, 1, 20))], ids=["begins", "ends"]
)
def test_a_year_paid_reduced_brings_no_certificate_whenever_the_concession_ran(ready, demo_gateway, first, until):
    factories.fee("subscription", 9000, grade="fellow", reduced=True)
    ReducedFee.objects.create(member=ready, concession="parental_leave", from_date=first, until_date=until)
    tenth, later = datetime(2027, 1, 10, 12, tzinfo=UTC), datetime(2027, 1, 25, 12, tzinfo=UTC)
    paying.by_card(billed(ready, at=tenth, pence=9000), demo_gateway, at=tenth)
    paid = facts_of_one(ready.pk, later.date()).paid(2027)
    assert (paid.subscription, paid.certificate, paid.certificate_included) == (True, False, False)
    with pytest.raises(Refused, match="no fee for a practising certificate"):
        certificate_of(ready, pence=0, at=later)


@pytest.mark.clause("CPD-15a", "TC-4.4")
def test_a_payment_that_comes_between_two_looks_is_not_overwritten(ready, demo_gateway, monkeypatch):
    factories.fee("certificate", 12050, grade="fellow")
    paying.by_card(billed(ready), demo_gateway, at=NOON)
    order, look = certificate_of(ready), terms.order_of

    def paid_meanwhile(purpose):
        paying.by_card(order, demo_gateway, at=NOON)
        return look(purpose)

    monkeypatch.setattr(terms, "order_of", paid_meanwhile)
    with pytest.raises(Refused, match="certificate for 2027 is paid"):
        certificate_of(ready)


@pytest.mark.clause("TC-4.4a")
def test_paid_in_the_last_second_is_no_lapse_though_it_is_heard_of_after_midnight(ready, demo_gateway, on_the_day):
    on_the_day(LAST_SECOND)
    order = billed(ready, at=LAST_SECOND)
    payment = paying_steps.begin(order, at=LAST_SECOND)
    # The page is open at midnight: the job leaves this member for the next day.
    assert lapsing.run(at=MIDNIGHT) == 0
    assert demo_gateway.pay(str(payment.key))
    paying_steps.deliver(demo_gateway.message(str(payment.key)), at=LAST_SECOND)
    assert lapsing.run(at=MIDNIGHT + timedelta(minutes=5)) == 0
    paying_steps.work(at=MIDNIGHT + timedelta(minutes=6))
    assert of_2027(ready).exists()
    assert not Lapse.objects.exists()


@pytest.mark.clause("TC-4.4a")
def test_a_transfer_of_the_last_day_matched_later_takes_the_lapse_back(ready):
    order = billed(ready, organisation="Example LLP", by_transfer=True)
    assert lapsing.run(at=MIDNIGHT) == 1
    assert not GradeHeld.objects.filter(member=ready, until_date=None).exists()
    seen = transfers.enter(
        received_on=date(2027, 1, 31), pence=FELLOW, reference="R", sender="", by=people.staff("finance"), at=MIDNIGHT
    )
    transfers.match(transfer_id=seen.pk, order_id=order.pk, seen_owed_pence=FELLOW, at=MIDNIGHT)
    assert of_2027(ready).get().from_date == date(2027, 1, 1)
    assert terms.live_lapse(ready.pk) is None
    assert GradeHeld.objects.get(member=ready).until_date is None


@pytest.mark.clause("TC-4.4a")
def test_money_of_the_first_day_after_makes_no_term_and_is_kept_for_coming_back(ready):
    order = billed(ready, organisation="Example LLP", by_transfer=True)
    lapsing.run(at=MIDNIGHT)
    paying.by_transfer(order, at=MIDNIGHT)
    assert not of_2027(ready).exists()
    assert Message.objects.filter(kind="standing.renewal_late").count() == 1
    with pytest.raises(Refused, match="CILEX has not set what coming back costs"):
        billed(ready, at=MIDNIGHT)
    factories.fee("return", 7500)
    back = billed(ready, at=MIDNIGHT, pence=7500, organisation="Example LLP", by_transfer=True)
    assert [line.title for line in back.lines.all()] == ["Return to membership"]
    paying.by_transfer(back, at=MIDNIGHT)
    assert of_2027(ready).get().from_date == date(2027, 2, 1)
    assert GradeHeld.objects.filter(member=ready, until_date=None, grade="fellow").exists()


@pytest.mark.clause("TC-4.4b", "CPD-15a")
def test_a_certificate_paid_too_late_is_not_asked_for_again_with_the_return(ready):
    factories.fee("certificate", 12050, grade="fellow")
    factories.fee("return", 7500)
    employer = {"organisation": "Example LLP", "by_transfer": True, "certificate": True}
    order = billed(ready, pence=FELLOW + 12050, **employer)
    lapsing.run(at=MIDNIGHT)
    paying.by_transfer(order, at=MIDNIGHT)
    back = billed(ready, at=MIDNIGHT, pence=7500, **employer)
    assert back != order
    assert [line.title for line in back.lines.all()] == ["Return to membership"]
