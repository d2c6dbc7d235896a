"""CILEX ends a contract: unlocked by a rule, drawn up with its costs, read as the letter will be, then carried out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from django.db import transaction

from cilexportal.foundation import london
from cilexportal.foundation.rulebook.refusal import Refusal, Refused, refuse_if_any
from members.models import User
from shop.enums import ENDED_BY_CILEX, CancellationStage, Channel, Ground, Stage, Supply
from shop.models import Cancellation, ContactAttempt, OrderLine, PaymentReminder
from shop.queries import giving_up
from shop.queries.order_rows import OrderRows, rows_of
from shop.queries.refund_facts import line_facts
from shop.rules import defaulting, money, paying
from shop.rules.defaulting import Cost
from shop.rules.facts import Answer, Part, PartOf
from shop.services import cancelling, refunds, returns, telling

CLAUSE_OF = {
    Ground.BREACH: "TC-9.8.1",
    Ground.NON_PAYMENT: "TC-9.8.2",
    Ground.NO_INFORMATION: "TC-9.8.3",
    Ground.NO_DELIVERY: "TC-9.8.4",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """What an officer entered: the ground, the decision or the facts behind it, and the net costs one by one.

    `asked_on` and `reminded_on` are of information that was asked for and did not come.
    """

    ground: Ground
    why: str
    costs: tuple[Cost, ...] = ()
    asked_on: date | None = None
    reminded_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class EndedLine:
    """One line that the ending is about, so many units of it, and what it comes to."""

    line: OrderLine
    units: int
    answer: Answer


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """What ending an order comes to. Sums are pence: `refund_pence` goes back, `owed_pence` is still to be paid."""

    lines: tuple[EndedLine, ...]
    refund_pence: int
    owed_pence: int

    @property
    def credit_pence(self) -> int:
        """What is taken off the charge."""
        return sum(one.answer.credit_pence for one in self.lines)


def unlocked(*, rows: OrderRows, case: Case, at: datetime) -> Refusal | None:
    """[TC-9.8] Whether this ground is open at `at`; the sentence says what has to happen first."""
    if case.ground not in ENDED_BY_CILEX:
        return Refusal("TC-9.8", "Choose one of the four reasons for which CILEX may end a contract.")
    if case.ground == Ground.NON_PAYMENT:
        sent = PaymentReminder.objects.filter(order=rows.order, sent_at__isnull=False)
        reminded_at = sent.order_by("sent_at").values_list("sent_at", flat=True).last()
        return defaulting.not_paid(owed_pence=rows.owed_pence, reminded_at=reminded_at, policy=rows.policy, at=at)
    if case.ground == Ground.NO_DELIVERY:
        attempts = ContactAttempt.objects.filter(order=rows.order).values_list("at", flat=True)
        return defaulting.no_delivery(attempts=list(attempts), policy=rows.policy)
    if case.ground == Ground.NO_INFORMATION:
        due_on = defaulting.information_due(asked_on=case.asked_on, policy=rows.policy) if case.asked_on else None
        reminded = case.reminded_on is not None
        return defaulting.no_information(due_on=due_on, reminded=reminded, today=london.date_of(at))
    return defaulting.breach(decision=case.why)


def draw_up(*, order_id: int, case: Case, at: datetime) -> Draft:
    """[TC-9.8] [TC-9.9] What ending an order now would come to, line by line. Raises Refused where it is not open."""
    return _draw_up(rows_of([order_id])[order_id], case, at=at)


def end(*, order_id: int, case: Case, by: User, at: datetime, seen_pence: int) -> list[Cancellation]:
    """[TC-9.8] [TC-9.9] Ends an order by an officer's act and writes the letter that was previewed.

    `seen_pence` is the refund in that preview. Raises Refused where the ground is not open or the sum has changed.
    """
    with transaction.atomic():
        refunds.lock_order(order_id)
        draft = _draw_up(rows_of([order_id])[order_id], case, at=at)
        refuse_if_any(filter(None, [paying.stale_sum(seen_pence=seen_pence, pence=draft.refund_pence)]))
        ids = [_write(one, case, by=by, at=at).pk for one in draft.lines]
        rows = rows_of([order_id])[order_id]
        ended = [found for found in rows.cancellations if found.pk in ids]
        context = {"cancellations": ids, "refund": draft.refund_pence, "owed": draft.owed_pence}
        telling.both(order=rows.order, kind="shop.ended", context=context, key=str(ended[0].uuid), at=at)
        for notice in ended:
            _carry_out(rows, notice, at=at)
        return ended


def _draw_up(rows: OrderRows, case: Case, *, at: datetime) -> Draft:
    """The answer for each line that is not given up yet; each is looked at as if those before it had gone."""
    if rows.order.stage != Stage.ACCEPTED:
        raise Refused.because("TC-3.1", "The order was not accepted, so there is no contract to end.")
    refuse_if_any(
        filter(None, [unlocked(rows=rows, case=case, at=at), defaulting.bad_costs(case.costs), _no_words(case)])
    )
    lines = [one for one in rows.lines.values() if one.supply != Supply.DELIVERY and rows.units_left(one)]
    if not lines:
        raise Refused.because("TC-9.8", "Nothing of this order is left to end.")
    plain = []
    for line in lines:
        plain.append(_line(rows, line, at=at))
        rows.cancellations.append(_as_if_gone(plain[-1], case))
    drawn = _with_costs(plain, case.costs)
    credit, unpaid = sum(one.answer.credit_pence for one in drawn), rows.unpaid_pence
    return Draft(lines=tuple(drawn), refund_pence=max(0, credit - unpaid), owed_pence=max(0, rows.owed_pence - credit))


def _no_words(case: Case) -> Refusal | None:
    """[TC-9.8] The letter says why."""
    return None if case.why.strip() else Refusal("TC-9.8", "Say what happened: the buyer reads it in the letter.")


def _line(rows: OrderRows, line: OrderLine, *, at: datetime) -> EndedLine:
    """One line before costs; what is unpaid is settled for the order as a whole."""
    facts = replace(line_facts(rows, line), unpaid_pence=0)
    answer = defaulting.ended_by_cilex(facts, (), policy=rows.policy, at=at)
    return EndedLine(line=line, units=rows.units_left(line), answer=answer)


def _as_if_gone(one: EndedLine, case: Case) -> Cancellation:
    """A notice that is not written, so that the next line sees this one gone: the last goods bring delivery back."""
    parts = giving_up.kept(one.answer.parts)
    return Cancellation(line=one.line, quantity=one.units, ground=case.ground, stage="payable", parts=parts)


def _with_costs(plain: Sequence[EndedLine], costs: Sequence[Cost]) -> list[EndedLine]:
    """[TC-9.9] Net costs over the lines, in proportion to what each brings back. Raises Refused for more than that."""
    back = [one.answer.credit_pence for one in plain]
    total = sum(cost.pence for cost in costs)
    if total > sum(back):
        limit = money.in_pounds(sum(back))
        raise Refused.because("TC-9.9", f"Enter costs of {limit} or less: that is what was not provided.")
    if not total:
        return list(plain)
    shares = money.split(total, back)
    left = [[cost.label, cost.pence] for cost in costs]
    return [_less(one, _take(left, share)) for one, share in zip(plain, shares, strict=True)]


def _take(left: list[list[Any]], pence: int) -> list[Part]:
    """So many pence out of the costs that are left, in their order."""
    parts = []
    for cost in left:
        taken = min(pence, cost[1])
        if taken:
            parts.append(Part(of=PartOf.COSTS, label=str(cost[0]), pence=-taken, clause="TC-9.9"))
        cost[1] -= taken
        pence -= taken
    return parts


def _less(one: EndedLine, costs: Sequence[Part]) -> EndedLine:
    return replace(one, answer=replace(one.answer, parts=(*one.answer.parts, *costs)))


def _write(one: EndedLine, case: Case, *, by: User, at: datetime) -> Cancellation:
    """The notice of one line. An officer has decided by this very act."""
    found = one.answer
    return Cancellation.objects.create(
        line=one.line, quantity=one.units, ground=case.ground, channel=Channel.LETTER, sent_at=at, told_at=at,
        told_by=by, entered_by=by, words=case.why.strip(),
        stage=CancellationStage.RETURN if found.goods_back else CancellationStage.PAYABLE,
        clause=CLAUSE_OF[case.ground], sentence="CILEX ended this contract.", parts=giving_up.kept(found.parts),
        total_pence=found.credit_pence, decided_at=at, decided_by=by, decided_why=case.why.strip(),
    )  # fmt: skip


def _carry_out(rows: OrderRows, notice: Cancellation, *, at: datetime) -> None:
    """[TC-9.4] Shuts what is open and has the goods come back, or puts the money into the queue."""
    cancelling.shut(rows=rows, notice=notice, at=at)
    awaits_goods = notice.stage == CancellationStage.RETURN
    notice.due_on = giving_up.due_day(rows, awaits_goods, told_at=at)
    notice.total_pence = refunds.refundable(rows=rows, notice=notice)
    notice.save(update_fields=["due_on", "total_pence"])
    if awaits_goods:
        returns.begin(notice=notice, policy=rows.policy, at=at)
    elif not notice.total_pence:
        refunds.make(cancellation_id=notice.pk, by=None, at=at)
