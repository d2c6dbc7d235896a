"""The buyer's page of one order: what was ordered and how it stands, and what giving up any of it would come to now."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db.models import Q

from cilexportal.foundation import london
from shop.enums import CancellationStage, Ground, Kind, PaymentState, Stage, Supply
from shop.models import Access, Cancellation, Order, OrderedSession, OrderLine, Refund, Told
from shop.queries import giving_up
from shop.queries.desk import state_of
from shop.queries.order_list import STATES
from shop.queries.order_rows import OrderRows, own_rows
from shop.rules import due
from shop.rules.facts import Answer
from shop.rules.refunding import repaid_to

# A notice as its buyer reads it until finance sends money: words and colour.
NOTICE_WORDS = {
    CancellationStage.OFFICER: ("An officer decides", "amber"),
    CancellationStage.RETURN: ("Waiting for the goods", "amber"),
    CancellationStage.PAYABLE: ("To be paid back", "blue"),
    CancellationStage.SETTLED: ("Done", "green"),
    CancellationStage.REFUSED: ("Not accepted", "grey"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class NoticeView:
    """One notice with its words; `sum` is what it brings back, in pence."""

    notice: Cancellation
    word: str
    colour: str
    goods: Any = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Way:
    """An announcement that lets the buyer go, and what that would come to."""

    told: Told
    answer: Answer


@dataclass(frozen=True, slots=True, kw_only=True)
class LineView:
    """One line: what it is and how it stands, and the answer to "what if I give it up now". Money is pence.

    `answer` is None where nothing is left to give up; `due_on` is the last day for the money if told now.
    """

    line: OrderLine
    kind: str
    left: int
    answer: Answer | None
    repaid_to: str
    due_on: date | None
    ways: list[Way]
    notices: list[NoticeView]
    sessions: list[OrderedSession]
    access: Access | None
    sent: int
    arrived: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """Everything the page of an order shows."""

    order: Order
    rows: OrderRows
    lines: list[LineView]
    delivery: list[OrderLine]
    papers: list[Any]
    word: str
    colour: str
    is_checking: bool
    refunds: list[Refund] = field(default_factory=list)


def own_line(user_id: int, uuid: Any) -> OrderLine | None:
    """[TC-13.2] A line that this person ordered, or that was ordered for them."""
    mine = Q(order__buyer_id=user_id) | Q(beneficiary_id=user_id)
    return OrderLine.objects.filter(mine, uuid=uuid).exclude(supply=Supply.DELIVERY).first()


def own_notice(user_id: int, uuid: Any) -> Cancellation | None:
    """[TC-13.2] A notice about such a line."""
    mine = Q(line__order__buyer_id=user_id) | Q(line__beneficiary_id=user_id)
    return Cancellation.objects.filter(mine, uuid=uuid).first()


def own_page(user_id: int, uuid: UUID, *, at: datetime) -> Page | None:
    """[TC-13.2] The page of the person's own order as of `at`, by one statement for any number of lines; anybody
    else's is not there."""
    rows = own_rows(user_id, uuid)
    if rows is None:
        return None
    is_checking = any(payment.state == PaymentState.UNKNOWN for payment in rows.payments)
    rows.order.checking, rows.order.given_up = is_checking, rows.is_given_up
    word, colour = STATES[state_of(rows.order)]
    return Page(
        order=rows.order,
        word=word,
        colour=colour,
        rows=rows,
        lines=[line_view(rows, line, at=at) for line in rows.lines.values() if line.supply != Supply.DELIVERY],
        delivery=rows.delivery_lines,
        papers=rows.papers,
        is_checking=is_checking,
        refunds=rows.refunds,
    )


def line_view(rows: OrderRows, line: OrderLine, *, at: datetime) -> LineView:
    """One line with its answer at `at`, from rows that are gathered already."""
    left = rows.units_left(line)
    found = None
    if left and rows.order.stage == Stage.ACCEPTED:
        found = giving_up.answer(rows, line, units=left, ground=Ground.CHANGE_OF_MIND, at=at)
    return LineView(
        line=line,
        kind=Kind(line.kind).label,
        left=left,
        answer=found,
        repaid_to=repaid_to(rows.order.payer.kind, rows.method),
        due_on=giving_up.due_day(rows, found.goods_back, told_at=at) if found else None,
        ways=[Way(told=told, answer=one) for told, one in giving_up.ways_out(rows, line, at=at)] if found else [],
        notices=[notice_view(rows, notice) for notice in rows.cancellations if notice.line_id == line.pk],
        sessions=rows.sessions.get(line.pk, []),
        access=rows.accesses.get(line.pk),
        sent=rows.sent[line.pk],
        arrived=rows.arrived.get(line.pk),
    )


def notice_view(rows: OrderRows, notice: Cancellation) -> NoticeView:
    """A notice with its words and its goods."""
    word, colour = _words(rows, notice)
    return NoticeView(notice=notice, word=word, colour=colour, goods=getattr(notice, "goods", None))


def _words(rows: OrderRows, notice: Cancellation) -> tuple[str, str]:
    """[TC-9.7] How a notice stands; money is under way only once finance has sent it off."""
    stage = CancellationStage(notice.stage)
    word, colour = NOTICE_WORDS[stage]
    is_sent = any(refund.cancellation_id == notice.pk for refund in rows.refunds)
    if stage == CancellationStage.PAYABLE and is_sent:
        word = f"Being paid back, by {london.in_words(notice.due_on)}" if notice.due_on else "Being paid back"
    elif stage == CancellationStage.SETTLED and notice.settled_at and notice.total_pence and not notice.as_credit:
        word = f"Paid back on {london.in_words(london.date_of(notice.settled_at))}"
    return word, colour


def cilex_bears_postage(notice: Cancellation) -> bool:
    """[TC-9.5] [LAW-CCR35] Whether sending the goods of a notice back costs the buyer nothing."""
    return due.cilex_pays_return(Ground(notice.ground), told_return_cost=notice.line.told_return_cost)


def send_back_by(rows: OrderRows, *, at: datetime) -> date:
    """[TC-9.4b] The last day for sending goods back if told now."""
    return due.send_back_by(at, policy=rows.policy)
