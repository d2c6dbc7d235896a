"""Goods on their way back: whose clock runs from when, what is late, what goes back on the shelf."""

from __future__ import annotations

from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, connection, transaction

from cilexportal.foundation.documents.models import Document, DocumentState
from cilexportal.foundation.rulebook.refusal import Refused
from members.models import User
from shop.enums import CancellationStage, Channel
from shop.letters import refunds as letters
from shop.models import Cancellation, Product, Return
from shop.queries import refund_desk
from shop.queries.order_rows import rows_of
from shop.services import returns
from tests import factories as people
from tests.shop import factories
from tests.shop.refund_steps import DAY, NOON, give_up, invoiced, line_of, pay_back, send
from tests.shop.test_give_up_views import PNG


@pytest.fixture
def officer(db: None) -> User:
    return people.staff("finance")


@pytest.fixture
def away(buyer: User, officer: User, book: Product) -> Cancellation:
    """A book given up on 3 November, the day after it came: to be sent back by the 17th."""
    order = invoiced(factories.order(buyer, [(book, 1)]))
    send(order, officer, at=NOON, delivered=NOON)
    return give_up(line_of(order))


def proof() -> SimpleUploadedFile:
    return SimpleUploadedFile("receipt.png", PNG)


@pytest.mark.clause("TC-9.7.1", "LAW-CCR34", "TC-9.4")
def test_the_clock_runs_from_the_proof_or_the_goods_whichever_was_first(away: Cancellation, officer: User) -> None:
    buyer, line = away.told_by, away.line
    returns.sent(cancellation_id=away.pk, sent_on=date(2026, 11, 4), proof=None, by=buyer, at=NOON + 3 * DAY)
    away.refresh_from_db()
    assert (away.stage, away.due_on) == (CancellationStage.RETURN, None)
    returns.sent(cancellation_id=away.pk, sent_on=date(2026, 11, 4), proof=proof(), by=buyer, at=NOON + 4 * DAY)
    away.refresh_from_db()
    assert (away.stage, away.due_on) == (CancellationStage.PAYABLE, date(2026, 11, 20))
    found = returns.Found(received_on=date(2026, 11, 12))
    returns.received(cancellation_id=away.pk, found=found, photo=None, by=officer, at=NOON + 10 * DAY)
    away.refresh_from_db()
    assert away.due_on == date(2026, 11, 20)
    line.product.refresh_from_db()
    assert line.product.left == 4


@pytest.mark.clause("TC-9.4b", "LAW-CCR35")
@pytest.mark.parametrize(
    ("sent_on", "stage"),
    [(date(2026, 11, 17), CancellationStage.PAYABLE), (date(2026, 11, 18), CancellationStage.OFFICER)],
)
def test_sent_on_the_last_day_is_in_time_and_a_day_later_goes_to_an_officer(
    away: Cancellation, sent_on: date, stage: CancellationStage
) -> None:
    returns.sent(cancellation_id=away.pk, sent_on=sent_on, proof=proof(), by=away.told_by, at=NOON + 17 * DAY)
    away.refresh_from_db()
    assert away.stage == stage


@pytest.mark.clause("TC-9.4b")
def test_a_letter_typed_in_late_leaves_the_buyer_fourteen_days_from_our_answer(
    buyer: User, officer: User, book: Product
) -> None:
    order = invoiced(factories.order(buyer, [(book, 1)]))
    send(order, officer, at=NOON, delivered=NOON)
    typed = NOON + 20 * DAY
    notice = give_up(
        line_of(order), by=officer, channel=Channel.LETTER, sent_at=NOON + DAY, received_at=NOON + 2 * DAY, at=typed
    )
    assert notice.goods.send_by == date(2026, 12, 6)
    sent = date(2026, 12, 6)
    returns.sent(cancellation_id=notice.pk, sent_on=sent, proof=proof(), by=buyer, at=NOON + 35 * DAY)
    notice.refresh_from_db()
    assert notice.stage == CancellationStage.PAYABLE


@pytest.mark.clause("TC-9.4b")
def test_goods_are_not_sent_back_before_the_notice(away: Cancellation) -> None:
    with pytest.raises(Refused, match="when you told us"):
        returns.sent(cancellation_id=away.pk, sent_on=date(2026, 10, 1), proof=None, by=away.told_by, at=NOON + 3 * DAY)


@pytest.mark.clause("TC-9.6a")
def test_what_is_damaged_does_not_go_back_on_the_shelf_and_can_be_looked_at_again(
    away: Cancellation, officer: User
) -> None:
    with pytest.raises(Refused, match="Nothing is taken off"):
        returns.object_to(cancellation_id=away.pk, words="No.", by=away.told_by, at=NOON)
    for damage, total in ((2499, 0), (500, 1999)):
        found = returns.Found(received_on=date(2026, 11, 6), damage_pence=damage, damage_why="Wet.")
        returns.received(cancellation_id=away.pk, found=found, photo=None, by=officer, at=NOON + 4 * DAY)
        away.refresh_from_db()
        assert away.total_pence == total
    away.line.product.refresh_from_db()
    assert away.line.product.left == 3
    pay_back(away, officer)
    with pytest.raises(Refused, match="Nothing about these goods can be changed"):
        returns.received(cancellation_id=away.pk, found=found, photo=None, by=officer, at=NOON + 5 * DAY)


@pytest.mark.clause("TC-9.6a", "LAW-CCR34", "TC-9.4")
@pytest.mark.parametrize(("damage", "left"), [(0, 4), (500, 3)])
def test_goods_that_come_after_a_refund_on_proof_are_recorded_and_the_refund_stands(
    away: Cancellation, officer: User, damage: int, left: int
) -> None:
    returns.sent(cancellation_id=away.pk, sent_on=date(2026, 11, 4), proof=proof(), by=away.told_by, at=NOON + 3 * DAY)
    checked(away, DocumentState.CLEAN)
    made = pay_back(away, officer, at=NOON + 4 * DAY)
    away.refresh_from_db()
    before = (away.parts, away.total_pence, away.due_on, away.stage)
    assert away in refund_desk.queue("goods")
    found = returns.Found(received_on=date(2026, 11, 12), damage_pence=damage, damage_why="Wet." if damage else "")
    returns.received(cancellation_id=away.pk, found=found, photo=None, by=officer, at=NOON + 10 * DAY)
    away = Cancellation.objects.get(pk=away.pk)
    assert (away.parts, away.total_pence, away.due_on, away.stage) == before
    assert (away.goods.received_on, away.goods.damage_pence) == (date(2026, 11, 12), damage)
    assert sum(one.pence for one in away.refunds.all()) == sum(one.pence for one in made) == 2499
    assert away.line.product.left == left
    assert away not in refund_desk.queue("goods")
    said = letters.goods_back({"cancellation": away.pk, "to": "buyer"})
    assert said["demand"] == ("£5.00" if damage else "")
    order_id = away.line.order_id
    assert rows_of([order_id])[order_id].owed_pence == 0, "asked for, and not charged"
    if damage:
        returns.object_to(cancellation_id=away.pk, words="It was dry.", by=away.told_by, at=NOON + 11 * DAY)
        found = returns.Found(received_on=date(2026, 11, 12))
        returns.received(cancellation_id=away.pk, found=found, photo=None, by=officer, at=NOON + 12 * DAY)
    with pytest.raises(Refused, match="Nothing about these goods can be changed"):
        returns.received(cancellation_id=away.pk, found=found, photo=None, by=officer, at=NOON + 12 * DAY)


@pytest.mark.parametrize(
    ("statement", "why"),
    [
        ("UPDATE shop_return SET damage_pence = 5", "damage_says_why"),
        ("UPDATE shop_return SET received_on = '2026-11-06'", "goods_received_by_and_when"),
        ("UPDATE shop_return SET cost_paid_at = now()", "postage_paid_by_and_when"),
    ],
)
def test_by_raw_sql_findings_have_a_reason_and_a_name(away: Cancellation, statement: str, why: str) -> None:
    refused = pytest.raises(IntegrityError, match=why)
    with refused, transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)


def checked(notice: Cancellation, state: DocumentState) -> None:
    """The check of the proof has come to an end."""
    document = Document.objects.filter(pk=Return.objects.get(cancellation=notice).proof_id)
    document.update(state=state, checked_at=NOON, reason="It cannot be opened.", clean_size=1, clean_sha256="0" * 64)
    returns.proof_checked(document.get().pk)


@pytest.mark.clause("LAW-CCR34", "TC-9.7.1")
def test_a_file_that_is_not_taken_is_no_proof_and_another_can_be_shown(away: Cancellation, officer: User) -> None:
    told = {"cancellation_id": away.pk, "sent_on": date(2026, 11, 4), "by": away.told_by}
    returns.sent(**told, proof=proof(), at=NOON + 3 * DAY)
    with pytest.raises(Refused, match="is not checked yet"):
        pay_back(away, officer, at=NOON + 3 * DAY)
    checked(away, DocumentState.REFUSED)
    away.refresh_from_db()
    assert (away.stage, away.due_on) == (CancellationStage.RETURN, None)
    returns.sent(**told, proof=proof(), at=NOON + 5 * DAY)
    checked(away, DocumentState.CLEAN)
    away.refresh_from_db()
    assert (away.stage, away.due_on) == (CancellationStage.PAYABLE, date(2026, 11, 21))
    assert pay_back(away, officer, at=NOON + 5 * DAY)


def test_a_proof_that_is_refused_after_the_refund_changes_nothing(away: Cancellation, officer: User) -> None:
    returns.sent(cancellation_id=away.pk, sent_on=date(2026, 11, 4), proof=proof(), by=away.told_by, at=NOON + 3 * DAY)
    checked(away, DocumentState.CLEAN)
    pay_back(away, officer, at=NOON + 4 * DAY)
    before = Cancellation.objects.values().get(pk=away.pk)
    checked(away, DocumentState.REFUSED)
    assert Cancellation.objects.values().get(pk=away.pk) == before
