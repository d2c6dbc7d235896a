"""Giving up lines: a notice is taken, answered by the rules, acknowledged at once, and where it must be, decided."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

from django.db import transaction

from cilexportal.foundation.rulebook.refusal import Refused, refuse_if_any
from members.models import User
from shop.enums import CancellationStage, Channel, Choice, Ground, Supply
from shop.models import Access, Cancellation, OrderLine, Told
from shop.queries import giving_up
from shop.queries.order_rows import OrderRows, rows_of
from shop.queries.refund_facts import line_facts
from shop.rules import ending, moves, ordering, paying, supplied, windows
from shop.rules.facts import Answer
from shop.rules.moves import GivenUp
from shop.services import holding, refunds, returns, telling


@dataclass(frozen=True, slots=True, kw_only=True)
class Notice:
    """A notice as it came: what about, why, how, when it was sent and when it reached CILEX, from whom.

    `at` is now, when it is taken or typed in.
    """

    line: OrderLine
    quantity: int
    ground: Ground
    channel: Channel
    sent_at: datetime
    received_at: datetime
    by: User
    words: str
    at: datetime
    told: Told | None = None
    as_credit: bool = False
    rows: OrderRows = field(repr=False)


def give_up(
    *,
    line_id: int,
    quantity: int,
    ground: Ground,
    channel: Channel,
    sent_at: datetime,
    by: User,
    words: str,
    at: datetime,
    received_at: datetime | None = None,
    told_id: int | None = None,
    as_credit: bool = False,
    seen_pence: int | None = None,
) -> Cancellation:
    """[TC-9.3b] [LAW-CCR32] Takes a notice about some units of a line, and acknowledges it with the same instant.

    `sent_at` is what counts; in the portal it is `at` itself. `received_at` is when a notice by other ways reached
    CILEX, from which the refund's days run, however late it is typed in; left out, now. `told_id` names the
    announcement it answers, `seen_pence` the refund that was shown. Raises Refused; a notice by e-mail, letter or phone
    that the rules refuse is kept as refused and answered, because it came.
    """
    with transaction.atomic():
        rows, line = _locked(line_id, told_id)
        notice = Notice(
            line=line, quantity=quantity, ground=ground, channel=channel, sent_at=sent_at,
            received_at=received_at or at, by=by, words=words.strip(), at=at, told=_told(rows, line, told_id),
            as_credit=as_credit, rows=rows,
        )  # fmt: skip
        came = windows.Notice(channel=channel, sent_at=sent_at, received_at=notice.received_at)
        _check(notice, came)
        found = giving_up.answer(
            rows, line, units=quantity, ground=notice.ground, at=windows.given_at(came), told=notice.told,
            as_credit=as_credit,
        )  # fmt: skip
        if found.refusal and channel == Channel.PORTAL:
            raise Refused(found.refusal)
        if seen_pence is not None:
            refuse_if_any(filter(None, [paying.stale_sum(seen_pence=seen_pence, pence=found.refund_pence)]))
        return _take(notice, found)


def decide(*, cancellation_id: int, allow: bool, why: str, by: User, at: datetime) -> Cancellation:
    """[TC-9.1.5] [TC-9.4b] What an officer decides where a rule says that one has to, with the reason the buyer reads.

    Raises Refused where nothing waits for a decision, or without a reason.
    """
    with transaction.atomic():
        rows, notice = refunds.locked(cancellation_id)
        if notice.stage != CancellationStage.OFFICER:
            raise Refused.because("TC-9.2", "This has been decided already. Look at it again.")
        if not why.strip():
            raise Refused.because("TC-9.1", "Give the reason: the buyer reads it.")
        notice.decided_at, notice.decided_by, notice.decided_why = at, by, why.strip()
        if allow:
            _allow(rows, notice, at=at)
        else:
            notice.stage, notice.due_on = CancellationStage.REFUSED, None
            notice.save()
        telling.about(notice, order=rows.order, kind="shop.decision", at=at)
        return notice


def _allow(rows: OrderRows, notice: Cancellation, *, at: datetime) -> None:
    """Goes on as if no officer had been needed. Goods that have come back in the meantime keep what was found."""
    goods = getattr(notice, "goods", None)
    if goods is not None:
        returns.settle_stage(rows=rows, notice=notice, goods=goods)
        notice.save()
        return
    line = rows.lines[notice.line_id]
    found = giving_up.answer(
        rows, line, units=notice.quantity, ground=Ground(notice.ground), at=notice.sent_at, told=notice.announcement,
        as_credit=notice.as_credit, but=notice.pk,
    )  # fmt: skip
    notice.parts, notice.total_pence = giving_up.kept(found.parts), found.refund_pence
    notice.stage = _stage(found, decided=True)
    notice.due_on = giving_up.due_day(rows, found.goods_back, told_at=notice.told_at)
    notice.save()
    _carry_out(rows, notice, found, at=at)


def _locked(line_id: int, told_id: int | None) -> tuple[OrderRows, OrderLine]:
    """The line with its order, which is locked: notices about one order come one after the other.

    An announcement that is answered is locked before the order, as the page of choices does it: never in a ring.
    """
    list(Told.objects.select_for_update().only("pk").filter(pk=told_id))
    order_id = OrderLine.objects.values_list("order_id", flat=True).get(pk=line_id)
    refunds.lock_order(order_id)
    rows = rows_of([order_id])[order_id]
    return rows, rows.lines[line_id]


def _told(rows: OrderRows, line: OrderLine, told_id: int | None) -> Told | None:
    """The announcement a notice answers. Raises Told.DoesNotExist for one about another line."""
    if told_id is None:
        return None
    found = next((told for told in rows.told.get(line.pk, []) if told.pk == told_id), None)
    if found is None:
        raise Told.DoesNotExist
    return found


def _check(notice: Notice, came: windows.Notice) -> None:
    """What is wrong with a notice whatever its ground. Raises Refused."""
    asker = giving_up.asker(notice.by, notice.rows, notice.line)
    wrong = windows.bad_notice(came, placed_at=notice.rows.order.placed_at, at=notice.at)
    refuse_if_any(filter(None, [ordering.may_give_up(asker, policy=notice.rows.policy), wrong]))
    left = notice.rows.units_left(notice.line)
    if not 1 <= notice.quantity <= left:
        said = f"You can give up {left} of it. Enter {left} or fewer." if left else "All of it has been given up."
        raise Refused.because("TC-9.2", said)
    if notice.ground in giving_up.CLAIMED and notice.told is None and not notice.words:
        raise Refused.because(ending.CAUSES[notice.ground][0], "Say what is wrong: an officer reads it.")
    if notice.told is not None and ending.ground_of(notice.told.announcement) != notice.ground:
        raise Refused.because("TC-9.1", "The reason does not go with what was announced.")


def _stage(found: Answer, *, decided: bool = False) -> CancellationStage:
    """How far a notice is once it has been answered."""
    return moves.stage_of_cancellation(
        GivenUp(
            refused=not found.allowed, needs_officer=bool(found.review), decided=decided, goods_back=found.goods_back
        )
    )


def _take(notice: Notice, found: Answer) -> Cancellation:
    """Writes the notice with its answer, does what follows at once, and acknowledges it."""
    stage = _stage(found)
    taken = Cancellation.objects.create(
        line=notice.line, quantity=notice.quantity, ground=notice.ground, channel=notice.channel,
        sent_at=notice.sent_at, told_at=notice.received_at, told_by=_teller(notice),
        entered_by=None if notice.channel == Channel.PORTAL else notice.by, words=notice.words,
        announcement=notice.told, stage=stage, clause=found.clause, sentence=found.sentence,
        parts=giving_up.kept(found.parts), total_pence=found.refund_pence if found.allowed else None,
        due_on=giving_up.due_day(notice.rows, found.goods_back, told_at=notice.received_at) if found.allowed else None,
        as_credit=notice.as_credit,
    )  # fmt: skip
    if found.allowed:
        _note_choice(notice)
    kind = "shop.notice" if found.allowed else "shop.decision"
    telling.about(taken, order=notice.rows.order, kind=kind, at=notice.at)
    if stage in (CancellationStage.RETURN, CancellationStage.PAYABLE):
        _carry_out(notice.rows, taken, found, at=notice.at)
    return taken


def _teller(notice: Notice) -> User:
    """Who gave the notice: what staff type in came from the buyer."""
    is_own = giving_up.asker(notice.by, notice.rows, notice.line) != ordering.Asker.STAFF
    return notice.by if is_own else notice.rows.order.buyer


def _note_choice(notice: Notice) -> None:
    """Keeps on the announcement that the buyer goes, where that is not kept yet."""
    if notice.told is not None:
        choice = Choice.CREDIT if notice.as_credit else Choice.REFUND
        Told.objects.filter(pk=notice.told.pk).exclude(choice__in=[Choice.CREDIT, Choice.REFUND]).update(
            choice=choice, chosen_at=notice.at, chosen_by=notice.by
        )


def _carry_out(rows: OrderRows, notice: Cancellation, found: Answer, *, at: datetime) -> None:
    """[TC-9.1] The contract about these units is over: shuts the gate, frees seats, sets goods or money in motion."""
    shut(rows=rows, notice=notice, at=at)
    if notice.stage == CancellationStage.RETURN:
        returns.begin(notice=notice, policy=rows.policy, at=at)
    elif notice.as_credit or found.refund_pence == 0:
        refunds.make(cancellation_id=notice.pk, by=None, at=at)
        notice.refresh_from_db()


def shut(*, rows: OrderRows, notice: Cancellation, at: datetime) -> None:
    """Ends access to what was given up, and gives back what somebody else can still have."""
    line = rows.lines[notice.line_id]
    if rows.units_left(line, but=notice.pk) == notice.quantity:
        Access.objects.filter(line=line, ended_at=None).update(ended_at=at)
    facts = line_facts(rows, line, units=notice.quantity, but=notice.pk)
    is_over = line.supply == Supply.SESSIONS and supplied.is_finished(facts.course, at=at)
    if not facts.goods.dispatched and not is_over:
        holding.give_back(product_id=line.product_id, quantity=notice.quantity)
