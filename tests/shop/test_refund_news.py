"""What a gateway tells of a refund by itself: settled at once, and believed only where it fits."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest
from django.db import DatabaseError, InternalError, transaction
from django.test import Client

from cilexportal.foundation.correspondence.models import Message as Letter
from cilexportal.foundation.correspondence.rendering import write
from cilexportal.foundation.rulebook.refusal import Refused
from members.models import User
from shop.enums import CancellationStage, EventVerdict, Method, RefundState
from shop.gateways.protocol import Message, Refunded
from shop.models import Cancellation, GatewayEvent, Product, Refund
from shop.services import payments, refunds
from tests import factories as people
from tests.shop import factories
from tests.shop.refund_steps import NOON, give_up, invoiced, line_of, pay_back

pytestmark = [pytest.mark.django_db, pytest.mark.clause("TC-9.6")]
S = RefundState


@pytest.fixture
def officer(db: None) -> User:
    return people.staff("finance")


@pytest.fixture
def refund(buyer: User, officer: User, webinar: Product) -> Refund:
    """A refund that was sent, and of which no answer came."""
    order = invoiced(factories.order(buyer, [(webinar, 1)]))
    (made,) = pay_back(give_up(line_of(order)), officer)
    for state in (S.SENDING, S.UNKNOWN):
        Refund.objects.filter(pk=made.pk).update(state=state)
    return Refund.objects.select_related("payment", "cancellation").get(pk=made.pk)


def says(refund: Refund, state: S = S.PAID, **other: object) -> Refunded:
    return replace(Refunded(reference="re_1", state=state, key=refund.key, pence=refund.pence), **other)  # type: ignore[arg-type]


def hear(refund: Refund, said: Refunded, event: str = "evt_1") -> EventVerdict:
    message = Message(event_id=event, kind="refund.updated", refunded=said)
    verdict = payments.heard(method=refund.payment.method, message=message, body=b"{}", at=NOON + timedelta(days=3))
    refund.refresh_from_db()
    return verdict


def test_word_of_it_settles_the_refund_at_once_and_once(refund: Refund) -> None:
    assert hear(refund, says(refund)) == EventVerdict.APPLIED
    assert (refund.state, refund.reference) == (S.PAID, "re_1")
    refund.cancellation.refresh_from_db()
    assert refund.cancellation.stage == CancellationStage.SETTLED
    assert hear(refund, says(refund)) == EventVerdict.REPLAYED
    assert hear(refund, says(refund), "evt_2") == EventVerdict.IGNORED
    assert Letter.objects.filter(kind="shop.refund_paid").count() == 1
    assert GatewayEvent.objects.filter(payment=refund.payment).count() == 3, "each is kept"


def test_a_failure_says_why_and_what_is_on_its_way_waits(refund: Refund) -> None:
    assert hear(refund, says(refund, S.UNKNOWN)) == EventVerdict.IGNORED
    assert refund.state == S.UNKNOWN
    assert hear(refund, says(refund, S.FAILED, why="expired_or_canceled_card"), "evt_2") == EventVerdict.APPLIED
    assert (refund.state, "expired_or_canceled_card" in refund.failure) == (S.FAILED, True)


@pytest.mark.parametrize("other", [{"pence": 1}, {"currency": "EUR"}])
def test_another_sum_or_currency_changes_nothing(refund: Refund, other: dict[str, object]) -> None:
    assert hear(refund, says(refund, **other)) == EventVerdict.MISMATCH
    assert refund.state == S.UNKNOWN


def test_word_of_somebody_elses_refund_changes_nothing(refund: Refund) -> None:
    assert hear(refund, says(refund, key=uuid.uuid4())) == EventVerdict.IGNORED
    assert hear(refund, says(refund, key=None), "evt_2") == EventVerdict.IGNORED
    assert refund.state == S.UNKNOWN


def test_money_that_comes_back_after_all_is_owed_again_and_goes_out_again(refund: Refund, officer: User) -> None:
    hear(refund, says(refund))
    first, back = refund.key, says(refund, S.FAILED, why="lost_or_stolen_card")
    assert hear(refund, replace(back, reference="re_0"), "evt_2") == EventVerdict.IGNORED, "word of another try"
    assert hear(refund, back, "evt_3") == EventVerdict.APPLIED
    assert (refund.state, refund.paid_at, refund.came_back_at) == (S.FAILED, None, NOON + timedelta(days=3))
    assert "has come back (lost_or_stolen_card)" in refund.failure
    notice = Cancellation.objects.get()
    assert (notice.stage, notice.settled_at, notice.total_pence) == (CancellationStage.PAYABLE, None, 4500)
    assert hear(refund, back, "evt_4") == EventVerdict.IGNORED
    with pytest.raises(Refused, match="No refund is waiting"):
        refunds.make(cancellation_id=notice.pk, by=officer, at=NOON)

    refunds.try_again(refund_id=refund.pk, by=officer, at=NOON)
    refund.refresh_from_db()
    assert refund.key != first
    assert hear(refund, says(refund, reference="re_2"), "evt_5") == EventVerdict.APPLIED
    notice.refresh_from_db()
    assert (refund.state, notice.stage) == (S.PAID, CancellationStage.SETTLED)
    assert Letter.objects.filter(kind="shop.refund_paid").count() == 2, "the payer is told of the second payment too"


def test_a_transfer_that_the_bank_sends_back_is_transferred_again(
    buyer: User, officer: User, webinar: Product, sign_in: Callable[[User], Client], at: Callable
) -> None:
    order = invoiced(factories.order(buyer, [(webinar, 1)], method=Method.BANK))
    (made,) = pay_back(give_up(line_of(order)), officer)
    refunds.transferred(refund_id=made.pk, reference="BACS 1", by=officer, at=NOON)
    at(NOON)
    desk, page = sign_in(officer), f"/desk/shop/refunds/{made.cancellation.uuid}/"
    form = {"do": "returned", "refund": str(made.pk)}
    assert "Enter the reason" in desk.post(page, {**form, **people.once(officer)}).content.decode()
    assert desk.post(page, {**form, "why": "account closed", **people.once(officer)}).status_code == 302
    made.refresh_from_db()
    assert made.state == S.FAILED
    assert Cancellation.objects.get().stage == CancellationStage.PAYABLE
    assert 'value="transferred"' in desk.get(page).content.decode()
    with pytest.raises(Refused, match="Only a refund that failed"):
        refunds.try_again(refund_id=made.pk, by=officer, at=NOON)
    refunds.transferred(refund_id=made.pk, reference="BACS 2", by=officer, at=NOON)
    assert Cancellation.objects.get().stage == CancellationStage.SETTLED


def letter(refund: Refund, *, to: str) -> str:
    """What the letter says that a refund has come back; there is one for everybody each time it does."""
    (found,) = Letter.objects.filter(kind="shop.refund_came_back", context__refund=refund.pk, context__to=to)
    written = write(found, at=NOON)
    assert "£45.00 that we paid back has come back to us" in written.subject
    return " ".join(written.text.split())


@pytest.mark.parametrize(
    ("method", "needed"),
    [(Method.BANK, "whether the account it was paid from is still open"), (Method.DEMO, "if that card was closed")],
)
def test_whoever_paid_is_told_once_what_came_back_and_what_is_needed_of_them(
    buyer: User, officer: User, webinar: Product, method: Method, needed: str
) -> None:
    order = invoiced(factories.order(buyer, [(webinar, 1)], employer=True, method=method))
    (made,) = pay_back(give_up(line_of(order)), officer)
    for state in (S.SENDING, S.PAID):
        Refund.objects.filter(pk=made.pk).update(state=state, paid_at=NOON if state == S.PAID else None)
    came = NOON + timedelta(days=3)
    refunds.returned(refund_id=made.pk, why="closed", by=officer, at=came)
    with pytest.raises(Refused, match="Only money that was paid out"):
        refunds.returned(refund_id=made.pk, why="closed", by=officer, at=came)
    theirs, mine = letter(made, to="employer"), letter(made, to="buyer")
    for text in (theirs, mine):
        assert "On 5 November 2026 £45.00 came back to us" in text
        assert "still owed (rule TC-9.6)" in text
    assert needed in theirs
    assert "sent to you, to the" in theirs
    assert needed not in mine
    assert "You need do nothing." in mine


def test_only_money_that_was_paid_out_can_come_back(refund: Refund, officer: User) -> None:
    with pytest.raises(Refused, match="Only money that was paid out"):
        refunds.returned(refund_id=refund.pk, why="closed", by=officer, at=NOON)


def test_a_settled_notice_opens_again_only_when_money_came_back_and_keeps_its_sum(refund: Refund) -> None:
    def opened(**more: object) -> int:
        with transaction.atomic():
            return Cancellation.objects.update(stage=CancellationStage.PAYABLE, settled_at=None, **more)

    hear(refund, says(refund))
    with pytest.raises(DatabaseError, match="settled notice stays"), transaction.atomic():
        Cancellation.objects.update(settled_at=NOON)
    with pytest.raises(DatabaseError, match="opens when money comes back"):
        opened()
    Refund.objects.update(came_back_at=NOON)
    with pytest.raises(DatabaseError, match="opens when money comes back"):
        opened()
    Refund.objects.update(state=S.FAILED, paid_at=None)
    with pytest.raises(DatabaseError, match="settled notice stays"):
        opened(total_pence=1)
    assert opened() == 1


def test_a_second_try_has_a_new_key_and_word_of_the_first_means_nothing_to_it(refund: Refund, officer: User) -> None:
    first = says(refund, S.FAILED, why="declined")
    hear(refund, first)
    refunds.try_again(refund_id=refund.pk, by=officer, at=NOON)
    refund.refresh_from_db()
    assert (refund.key != first.key, refund.reference, refund.state) == (True, "", S.SENDING)
    assert hear(refund, replace(first, state=S.PAID), "evt_2") == EventVerdict.IGNORED
    assert refund.state == S.SENDING
    assert hear(refund, says(refund, reference="re_2"), "evt_3") == EventVerdict.APPLIED
    assert (refund.state, refund.reference) == (S.PAID, "re_2")


def test_a_key_cannot_be_changed_while_its_outcome_is_open(refund: Refund) -> None:
    assert refund.payment.method == Method.DEMO
    with pytest.raises(InternalError, match="Cannot update"):
        Refund.objects.filter(pk=refund.pk).update(key=uuid.uuid4())
