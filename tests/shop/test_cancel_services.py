"""Notices: what they come to, who may give them, when they count, and what is said about them."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from django.db import IntegrityError, connection, transaction

from cilexportal.foundation.correspondence.models import Message
from cilexportal.foundation.rulebook.refusal import Refused
from members.models import User
from shop.enums import AnnouncementKind, CancellationStage, Channel, Choice, ConsentTo, Ground, Supply
from shop.models import Access, Announcement, Cancellation, Consent, Credit, Product, Told, Wording
from shop.queries.refund_facts import facts_of
from shop.services import cancelling, fulfilment
from tests import factories as people
from tests.shop import factories
from tests.shop.refund_steps import DAY, NOON, credited, give_up, invoiced, line_of, refunded, send

PAID, OFFICER = CancellationStage.PAYABLE, CancellationStage.OFFICER


@pytest.fixture
def officer(db: None) -> User:
    return people.staff("finance")


def agree(line, to: ConsentTo, at: datetime = NOON) -> None:
    wording = Wording.objects.filter(code=to).first() or Wording.objects.create(
        code=to, version=1, text="Words.", from_date=NOON.date()
    )
    Consent.objects.create(order=line.order, line=line, to=to, wording=wording, given_at=at, given_by=line.order.buyer)


@pytest.mark.clause("TC-9.3b", "LAW-CCR32", "TC-9.7.2")
def test_a_notice_in_the_portal_counts_at_its_instant_and_is_acknowledged_with_it(
    buyer: User, webinar: Product
) -> None:
    line = line_of(invoiced(factories.order(buyer, [(webinar, 1)])))
    notice = give_up(line)
    assert (notice.sent_at, notice.told_at, notice.stage) == (NOON + DAY, NOON + DAY, PAID)
    assert (notice.total_pence, notice.clause) == (4500, "TC-9.3")
    assert notice.due_on == datetime(2026, 11, 17).date()
    letter = Message.objects.get(kind="shop.notice")
    assert letter.queued_at == NOON + DAY
    assert letter.to_email == line.order.email


@pytest.mark.clause("TC-9.3", "LAW-CCR29")
@pytest.mark.parametrize(("second", "is_in_time"), [(-1, True), (0, False)])
def test_a_letter_counts_when_it_was_sent(
    buyer: User, officer: User, webinar: Product, second: int, is_in_time: bool
) -> None:
    sent = datetime(2026, 11, 17, tzinfo=UTC) + timedelta(seconds=second)
    line = line_of(factories.order(buyer, [(webinar, 1)]))
    notice = give_up(line, at=NOON + 20 * DAY, sent_at=sent, channel=Channel.LETTER, by=officer)
    assert (notice.stage == PAID) is is_in_time
    assert (notice.told_by, notice.entered_by) == (buyer, officer)
    kind = "shop.notice" if is_in_time else "shop.decision"
    assert Message.objects.filter(kind=kind).count() == 1


@pytest.mark.clause("LAW-CCR32")
def test_a_notice_is_not_sent_after_it_came(buyer: User, officer: User, webinar: Product) -> None:
    line = line_of(factories.order(buyer, [(webinar, 1)]))
    with pytest.raises(Refused, match="not after"):
        give_up(line, at=NOON, sent_at=NOON + DAY, channel=Channel.PHONE, by=officer)


@pytest.mark.clause("TC-9.3")
def test_in_the_portal_a_refusal_writes_nothing(buyer: User, webinar: Product) -> None:
    line = line_of(factories.order(buyer, [(webinar, 1)]))
    with pytest.raises(Refused, match="That time is over"):
        give_up(line, at=NOON + 15 * DAY)
    assert not Cancellation.objects.exists()
    assert not Message.objects.exists()


@pytest.mark.clause("TC-13.2")
def test_nobody_but_buyer_beneficiary_and_staff_gives_a_notice(buyer: User, webinar: Product) -> None:
    line = line_of(factories.order(buyer, [(webinar, 2)]))
    with pytest.raises(Refused) as no:
        give_up(line, by=people.UserFactory())
    assert no.value.refusals[0].clause == "TC-13.2"
    line.beneficiary = people.UserFactory()
    line.save(update_fields=["beneficiary"])
    assert give_up(line, by=line.beneficiary).told_by == line.beneficiary


@pytest.mark.clause("TC-9.6")
def test_an_employer_who_pays_is_written_to_as_well(buyer: User, webinar: Product) -> None:
    line = line_of(factories.order(buyer, [(webinar, 1)], employer=True))
    give_up(line)
    assert set(Message.objects.values_list("to_email", flat=True)) == {line.order.email, "accounts@example.com"}


@pytest.mark.clause("TC-9.6b", "LAW-CCR36")
@pytest.mark.parametrize(("asked", "pence"), [(True, 19900 - 19900 * 2 // 6), (False, 19900)])
def test_a_course_begun_comes_back_less_its_share_only_if_an_early_start_was_asked_for(
    buyer: User, asked: bool, pence: int
) -> None:
    times = [(NOON + n * DAY, NOON + n * DAY + timedelta(hours=2)) for n in range(1, 7)]
    course = factories.product(Supply.SESSIONS, 19900, left=3, sessions=times)
    line = line_of(factories.order(buyer, [(course, 1)]))
    if asked:
        agree(line, ConsentTo.START_EARLY)
        agree(line, ConsentTo.LOSE_WHEN_DONE)
    notice = give_up(line, at=NOON + 2 * DAY + timedelta(hours=2))
    assert notice.total_pence == pence
    course.refresh_from_db()
    assert course.left == 4


@pytest.mark.clause("TC-9.2.2")
def test_an_on_demand_course_is_complete_once_staff_marked_all_of_it_as_viewed(buyer: User, officer: User) -> None:
    open_for = [(NOON, NOON + 90 * DAY)]
    course = factories.product(Supply.SESSIONS, 19900, sessions=open_for, mode="on_demand")
    line = line_of(factories.order(buyer, [(course, 1)]))
    agree(line, ConsentTo.START_EARLY)
    agree(line, ConsentTo.LOSE_WHEN_DONE)
    booked = line.sessions.get()
    fulfilment.mark(session_id=booked.session_id, came=[], by=officer, at=NOON + DAY)
    assert facts_of([line])[line.pk].course.viewed_at is None
    fulfilment.mark(session_id=booked.session_id, came=[booked.pk], by=officer, at=NOON + 2 * DAY)
    with pytest.raises(Refused, match="nothing left to give up"):
        give_up(line, at=NOON + 3 * DAY)


@pytest.mark.clause("TC-9.2.1", "LAW-CCR37")
def test_a_download_is_given_up_until_it_is_opened_after_both_ticks_and_their_confirmation(
    buyer: User, webinar: Product
) -> None:
    line = line_of(factories.order(buyer, [(webinar, 1)]))
    agree(line, ConsentTo.DOWNLOAD_NOW)
    agree(line, ConsentTo.LOSE_WHEN_STARTED)
    gate = Access.objects.create(line=line, ready_at=NOON, confirmed_at=NOON, first_opened_at=NOON + DAY)
    with pytest.raises(Refused) as no:
        give_up(line, at=NOON + DAY)
    assert no.value.refusals[0].clause == "TC-9.2.1"
    Access.objects.filter(pk=gate.pk).update(confirmed_at=None)
    give_up(line, at=NOON + DAY)
    gate.refresh_from_db()
    assert gate.ended_at == NOON + DAY


@pytest.mark.clause("TC-9.4", "TC-9.4a", "TC-9.4b")
def test_goods_sent_out_come_back_first_and_goods_still_here_are_not_sent(
    buyer: User, officer: User, book: Product
) -> None:
    here = line_of(factories.order(buyer, [(book, 1)], delivery_pence=395))
    notice = give_up(here)
    assert (notice.stage, notice.total_pence) == (PAID, 2499 + 395)
    book.refresh_from_db()
    assert book.left == 4
    away = line_of(factories.order(buyer, [(book, 1)], delivery_pence=395))
    send(away.order, officer, delivered=NOON + DAY)
    notice = give_up(away, at=NOON + 2 * DAY)
    assert (notice.stage, notice.due_on) == (CancellationStage.RETURN, None)
    assert notice.goods.send_by == datetime(2026, 11, 18).date()
    book.refresh_from_db()
    assert book.left == 4


@pytest.mark.clause("TC-9.6")
def test_delivery_comes_back_with_the_last_goods_and_not_before(buyer: User, book: Product) -> None:
    other = factories.product(Supply.GOODS, 1000, left=2)
    order = factories.order(buyer, [(book, 2), (other, 1)], delivery_pence=395)
    assert give_up(line_of(order, 0)).total_pence == 2499
    assert give_up(line_of(order, 1)).total_pence == 1000
    assert give_up(line_of(order, 0)).total_pence == 2499 + 395


@pytest.mark.clause("TC-9.2.3", "TC-4.4")
def test_a_paid_fee_stays_and_an_unpaid_one_is_withdrawn_and_credited(buyer: User) -> None:
    fee = factories.product(Supply.FEE, 14500)
    with pytest.raises(Refused) as no:
        give_up(line_of(factories.order(buyer, [(fee, 1)])))
    assert no.value.refusals[0].clause == "TC-9.2.3"
    unpaid = invoiced(factories.order(buyer, [(fee, 1)], paid=False))
    notice = give_up(line_of(unpaid))
    assert (notice.stage, notice.total_pence) == (CancellationStage.SETTLED, 0)
    assert (credited(unpaid), refunded(unpaid)) == (14500, 0)


@pytest.mark.clause("TC-9.1.5", "TC-9.1.3", "TC-9.5")
@pytest.mark.parametrize("ground", [Ground.WRONGDOING, Ground.FAULTY, Ground.DELAY])
def test_a_claim_needs_words_and_an_officer(buyer: User, officer: User, webinar: Product, ground: Ground) -> None:
    line = line_of(factories.order(buyer, [(webinar, 1)]))
    with pytest.raises(Refused, match="Say what is wrong"):
        give_up(line, ground=ground)
    notice = give_up(line, ground=ground, words="The sound is missing.", at=NOON + 60 * DAY)
    assert (notice.stage, notice.total_pence) == (OFFICER, 4500)
    with pytest.raises(Refused, match="Give the reason"):
        cancelling.decide(cancellation_id=notice.pk, allow=True, why=" ", by=officer, at=NOON)
    decided = cancelling.decide(cancellation_id=notice.pk, allow=True, why="It is so.", by=officer, at=NOON + 61 * DAY)
    assert decided.stage == PAID
    with pytest.raises(Refused, match="decided already"):
        cancelling.decide(cancellation_id=notice.pk, allow=False, why="No.", by=officer, at=NOON)


def test_what_an_officer_refuses_can_be_asked_again(buyer: User, officer: User, webinar: Product) -> None:
    line = line_of(factories.order(buyer, [(webinar, 1)]))
    notice = give_up(line, ground=Ground.FAULTY, words="It is not what I thought.")
    refused = cancelling.decide(cancellation_id=notice.pk, allow=False, why="It is as described.", by=officer, at=NOON)
    assert (refused.stage, refused.due_on) == (CancellationStage.REFUSED, None)
    assert give_up(line).stage == PAID


@pytest.mark.clause("TC-9.1", "TC-9.1.4", "TC-7.4a")
@pytest.mark.parametrize("as_credit", [False, True])
def test_a_suspended_course_comes_back_in_full_or_as_credit_of_the_same_pence(
    buyer: User, officer: User, course: Product, as_credit: bool
) -> None:
    order = invoiced(factories.order(buyer, [(course, 1)]))
    line = line_of(order)
    news = Announcement.objects.create(
        product=course, kind=AnnouncementKind.SUSPENDED, text="It cannot be held.", announced_at=NOON + DAY,
        announced_by=officer,
    )  # fmt: skip
    told = Told.objects.create(announcement=news, line=line, told_at=NOON + DAY)
    with pytest.raises(Refused, match="Nothing was announced"):
        give_up(line, ground=Ground.COURSE_SUSPENDED)
    notice = give_up(line, ground=Ground.COURSE_SUSPENDED, told_id=told.pk, as_credit=as_credit, at=NOON + 30 * DAY)
    told.refresh_from_db()
    if not as_credit:
        assert (notice.stage, notice.total_pence, told.choice) == (PAID, 19900, Choice.REFUND)
        return
    assert (notice.stage, notice.total_pence, told.choice) == (CancellationStage.SETTLED, 19900, Choice.CREDIT)
    credit = Credit.objects.get()
    assert (credit.owner, credit.pence, credited(order), refunded(order)) == (buyer, 19900, 19900, 19900)


def test_no_more_units_are_given_up_than_were_ordered(buyer: User, webinar: Product) -> None:
    line = line_of(factories.order(buyer, [(webinar, 2)]))
    give_up(line, quantity=2)
    with pytest.raises(Refused, match="All of it has been given up"):
        give_up(line)
    row = Cancellation.objects.get()
    with (
        pytest.raises(IntegrityError, match="more units given up"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(
            "INSERT INTO shop_cancellation"
            " (uuid, line_id, quantity, ground, channel, sent_at, told_at, told_by_id, words,"
            " stage, clause, sentence, parts, as_credit, decided_why) SELECT gen_random_uuid(), line_id, 1, ground,"
            " channel, sent_at, told_at, told_by_id, words, 'officer', clause, sentence, parts, false, ''"
            " FROM shop_cancellation WHERE id = %s",
            [row.pk],
        )


def test_a_sum_that_changed_is_shown_again(buyer: User, webinar: Product) -> None:
    line = line_of(factories.order(buyer, [(webinar, 1)]))
    with pytest.raises(Refused, match=r"The sum is now £45\.00"):
        give_up(line, seen_pence=4499)


def test_an_order_that_was_not_accepted_is_no_contract(buyer: User, webinar: Product) -> None:
    line = line_of(factories.order(buyer, [(webinar, 1)], accepted_at=None))
    with pytest.raises(Refused) as no:
        give_up(line)
    assert no.value.refusals[0].clause == "TC-3.1"
