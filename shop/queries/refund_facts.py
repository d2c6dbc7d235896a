"""What the refund rules need to know of order lines."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime

from shop.enums import Choice, ConsentTo, Mode, ShareUnit, Supply
from shop.models import OrderedSession, OrderLine, Told
from shop.queries.order_rows import OrderRows, rows_of
from shop.rules import refunding, windows
from shop.rules.ending import Announced, Move
from shop.rules.facts import Delivery, Gate, Goods, LineFacts, PartOf
from shop.rules.supplied import Course, Session


def facts_of(lines: Sequence[OrderLine], *, units: Mapping[int, int] | None = None) -> dict[int, LineFacts]:
    """[TC-9.2] The facts of each line by its id, about all units left or about so many of them as `units` says."""
    found = rows_of({line.order_id for line in lines})
    return {
        line.pk: line_facts(found[line.order_id], found[line.order_id].lines[line.pk], units=(units or {}).get(line.pk))
        for line in lines
    }


def line_facts(rows: OrderRows, line: OrderLine, *, units: int | None = None, but: int | None = None) -> LineFacts:
    """[TC-9.2] The facts of one line about so many units, by default all that are left.

    `but` is a notice that is looked at as if it had not been given: the one these units belong to.
    """
    asked = rows.units_left(line, but=but) if units is None else units
    pence = rows.pence_of_units(line, units=asked, but=but)
    delivery = _delivery(rows, line, asked=asked, but=but)
    with_delivery = pence
    if line.supply == Supply.GOODS:
        with_delivery += refunding.delivery_back(delivery, policy=rows.policy)
    return LineFacts(
        title=line.title,
        supply=Supply(line.supply),
        pence=pence,
        confirmed_at=rows.order.confirmed_at,
        told_at=_told_at(rows, line),
        unpaid_pence=min(rows.unpaid_pence, with_delivery),
        payer=rows.order.payer.kind,
        method=rows.method,
        goods=_goods(rows, line, asked=asked, but=but),
        delivery=delivery,
        gate=_gate(rows, line),
        course=_course(rows, line),
    )


def _told_at(rows: OrderRows, line: OrderLine) -> datetime | None:
    """[LAW-CCR31] When the buyer was told of the right to give this line up."""
    order = rows.order
    return windows.told_of_right_at(
        at_check_out=order.placed_at if line.told_of_right else None,
        confirmed_at=order.confirmed_at,
        came_back_at=order.came_back_at,
        told_again_at=order.told_again_at,
    )


def _goods(rows: OrderRows, line: OrderLine, *, asked: int, but: int | None) -> Goods:
    """Where the goods are. Anything not sent out yet keeps the period of the whole order open [TC-9.3a]."""
    if line.supply != Supply.GOODS:
        return Goods()
    goods = [other for other in rows.lines.values() if other.supply == Supply.GOODS]
    received: list[date | None] = [parcel.delivered_on for parcel in rows.parcels]
    if any(rows.unsent(other, but=but) for other in goods):
        received.append(None)
    return Goods(
        received_on=tuple(received),
        dispatched=asked > rows.unsent(line, but=but),
        told_return_cost=line.told_return_cost,
    )


def _delivery(rows: OrderRows, line: OrderLine, *, asked: int, but: int | None) -> Delivery:
    """The delivery charge: one sum for an order, however much of it is sent."""
    charge = sum(rows.price_of(other).pence for other in rows.delivery_lines)
    back = sum(pence_of(notice.parts, PartOf.DELIVERY) for notice in rows.live(but=but))
    kept = sum(
        rows.units_left(other, but=but) - (asked if other.pk == line.pk else 0)
        for other in rows.lines.values()
        if other.supply == Supply.GOODS
    )
    return Delivery(left_pence=max(0, charge - back), for_the_rest_pence=charge, all_goods_go=kept == 0)


def pence_of(parts: Iterable[Sequence[object]], of: PartOf) -> int:
    """The pence of the kept parts of a notice that are about one thing."""
    return sum(int(str(part[1])) for part in parts if part[3] == of)


def _gate(rows: OrderRows, line: OrderLine) -> Gate:
    """What the gate of a download recorded."""
    access = rows.accesses.get(line.pk)
    return Gate(
        consented_at=_agreed(rows, line, ConsentTo.DOWNLOAD_NOW),
        acknowledged_at=_agreed(rows, line, ConsentTo.LOSE_WHEN_STARTED),
        confirmed_at=access.confirmed_at if access else None,
        started_at=access.first_opened_at if access else None,
    )


def _course(rows: OrderRows, line: OrderLine) -> Course:
    """The sessions as they now stand. A suspended course holds none that would end later."""
    stopped = line.product.suspended_at
    all_booked = rows.sessions.get(line.pk, [])
    sessions = [booked.session for booked in all_booked]
    return Course(
        sessions=tuple(
            Session(
                starts_at=session.starts_at,
                ends_at=session.ends_at,
                held=stopped is None or session.ends_at <= stopped,
            )
            for session in sessions
        ),
        unit=ShareUnit(line.share_unit),
        asked_early=_agreed(rows, line, ConsentTo.START_EARLY) is not None,
        accepted_loss=_agreed(rows, line, ConsentTo.LOSE_WHEN_DONE) is not None,
        told_to_pay=line.told_of_right,
        viewed_at=_viewed_at(line, all_booked),
    )


def _viewed_at(line: OrderLine, booked: Sequence[OrderedSession]) -> datetime | None:
    """[TC-9.2.2] When all of an on-demand course had been viewed, as staff marked it; None for any other course."""
    if line.product.mode != Mode.ON_DEMAND or not all(one.attended for one in booked):
        return None
    return max((one.marked_at for one in booked if one.marked_at is not None), default=None)


def _agreed(rows: OrderRows, line: OrderLine, to: ConsentTo) -> datetime | None:
    """When somebody first agreed to something for this line, or for the order as a whole."""
    given = [found.given_at for found in rows.consents if found.to == to and found.line_id in (None, line.pk)]
    return min(given) if given else None


def announced(rows: OrderRows, told: Told) -> Announced:
    """[TC-9.1] What a buyer was told, as the rules take it."""
    booked = {session.session_id for session in rows.sessions.get(told.line_id, [])}
    moves = [m for m in rows.moved if m.announcement_id == told.announcement_id and m.session_id in booked]
    return Announced(
        kind=told.announcement.kind,
        told_at=told.told_at,
        effective_at=told.announcement.effective_at,
        ended_at=told.announcement.ended_at,
        substantial=told.announcement.substantial,
        moves=tuple(Move(old_starts_at=m.old_starts_at, new_starts_at=m.new_starts_at) for m in moves),
        kept_at=told.chosen_at if told.choice == Choice.KEEP else None,
    )
