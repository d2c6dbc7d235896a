"""Letters about giving up and paying back: notices, decisions, goods that came back, money sent, contracts ended."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from cilexportal.foundation import london
from cilexportal.foundation.correspondence.kinds import Kind
from shop.enums import CancellationStage, Channel, Ground, Method, PayerKind
from shop.models import Cancellation, Return
from shop.queries import giving_up
from shop.rules import due, money
from shop.rules.refunding import repaid_to
from shop.services import returns

CAME = {
    Channel.PORTAL: "in the portal",
    Channel.EMAIL: "by email",
    Channel.LETTER: "by letter",
    Channel.PHONE: "by phone",
}


def notice(context: dict[str, Any]) -> dict[str, Any]:
    """[TC-9.3b] [LAW-CCR32] The acknowledgement: what came, when it counts as sent, and what follows from it."""
    found = _notice(context)
    return {
        **_about(found, context),
        "came": CAME[Channel(found.channel)],
        "sent": london.at_in_words(found.sent_at),
        "is_error": found.ground == Ground.PAID_IN_ERROR,
        "waits_for_officer": found.stage == CancellationStage.OFFICER,
        "as_credit": found.as_credit,
        **_goods(found),
    }


def decision(context: dict[str, Any]) -> dict[str, Any]:
    """[TC-9.1.5] What was decided about a notice, by a rule or by an officer, and why."""
    found = _notice(context)
    return {
        **_about(found, context),
        "sent": london.at_in_words(found.sent_at),
        "refused": found.stage == CancellationStage.REFUSED,
        "why": found.decided_why or found.sentence,
        "clause": found.clause,
        **_goods(found),
    }


def goods_back(context: dict[str, Any]) -> dict[str, Any]:
    """[TC-9.6a] [TC-9.7.1] What came back, what is taken off for damage and why, and by when the money is due."""
    found = _notice(context)
    goods = found.goods
    damage = money.in_pounds(goods.damage_pence) if goods.damage_pence else ""
    return {
        **_about(found, context),
        "is_paid": returns.is_paid(found),
        "demand": damage if returns.is_demand(found) else "",
        "received": london.in_words(goods.received_on) if goods.received_on else "",
        "damage": damage,
        "damage_why": goods.damage_why,
        "waits_for_officer": found.stage == CancellationStage.OFFICER,
    }


def refund_paid(context: dict[str, Any]) -> dict[str, Any]:
    """[TC-9.6] What went back, to whom and how; the payer and the buyer read the same."""
    found = _notice(context)
    kind = found.line.order.payer.kind
    sent = [
        {"sum": money.in_pounds(refund.pence), "to": repaid_to(kind, refund.payment.method, reader=context["to"])}
        for refund in found.refunds.select_related("payment", "credit_note")
    ]
    notes = {refund.credit_note.number for refund in found.refunds.all() if refund.credit_note}
    return {**_about(found, context), "sent": sent, "credit_notes": sorted(notes), "as_credit": found.as_credit}


def refund_came_back(context: dict[str, Any]) -> dict[str, Any]:
    """[TC-9.6] That money did not arrive, that it is still owed, and what whoever paid should tell CILEX."""
    found = _notice(context)
    refund = found.refunds.select_related("payment").get(pk=context["refund"])
    payer = found.line.order.payer.kind
    return {
        **_about(found, context),
        "sum": money.in_pounds(refund.pence),
        "came_back": london.in_words(london.date_of(refund.came_back_at)) if refund.came_back_at else "",
        "sent_to": repaid_to(payer, refund.payment.method, reader=context["to"]),
        "by_bank": refund.payment.method == Method.BANK,
        "is_payer": context["to"] == payer,
    }


def ended(context: dict[str, Any]) -> dict[str, Any]:
    """[TC-9.8] [TC-9.9] That CILEX ends a contract, and what of the money goes back or is still owed."""
    found = list(_notices().filter(pk__in=context["cancellations"]).order_by("pk"))
    lines = [{"title": one.line.title, "parts": shown(one.parts)} for one in found]
    numbers = [one.goods.number for one in found if hasattr(one, "goods")]
    return ending_words(
        one=found[0],
        lines=lines,
        refund_pence=context["refund"],
        owed_pence=context["owed"],
        to=context["to"],
        returns=numbers,
    )


def ending_words(
    *, one: Cancellation, lines: list[dict[str, Any]], refund_pence: int, owed_pence: int, to: str,
    returns: Sequence[str] = (),
) -> dict[str, Any]:  # fmt: skip
    """The words of that letter, from notices that are written or only drawn up: the preview is the letter."""
    order = one.line.order
    return {
        "order": order.number,
        "ended": london.at_in_words(one.sent_at),
        "clause": one.clause,
        "ground": one.get_ground_display().removeprefix("CILEX ended it: "),
        "why": one.words,
        "lines": lines,
        "refund": money.in_pounds(refund_pence) if refund_pence else "",
        "repaid_to": repaid_to(order.payer.kind, _method(one), reader=PayerKind(to)),
        "owed": money.in_pounds(owed_pence) if owed_pence else "",
        "returns": list(returns),
        "to_employer": to == PayerKind.EMPLOYER,
        "buyer": str(order.buyer),
        "path": f"/shop/orders/{order.uuid}/",
    }


def shown(parts: giving_up.Parts) -> list[dict[str, str]]:
    """The shown sum as a letter has it."""
    return [{"label": str(p[0]), "sum": money.in_pounds(int(str(p[1]))), "clause": str(p[2])} for p in parts]


def _notices() -> Any:
    return Cancellation.objects.select_related(
        "line__order__payer", "line__order__buyer", "line__order__policy", "goods"
    )


def _notice(context: dict[str, Any]) -> Cancellation:
    found: Cancellation = _notices().get(pk=context["cancellation"])
    return found


def _about(found: Cancellation, context: dict[str, Any]) -> dict[str, Any]:
    """What every one of these letters says."""
    order = found.line.order
    return {
        "order": order.number,
        "title": found.line.title,
        "quantity": found.quantity,
        "ground": found.get_ground_display(),
        "parts": shown(found.parts),
        "total": money.in_pounds(found.total_pence) if found.total_pence else "",
        "repaid_to": repaid_to(order.payer.kind, _method(found), reader=context["to"]),
        "due": london.in_words(found.due_on) if found.due_on else "",
        "to_employer": context["to"] == PayerKind.EMPLOYER,
        "buyer": str(order.buyer),
        "path": f"/shop/given-up/{found.uuid}/",
    }


def _method(found: Cancellation) -> Any:
    """How the order was paid, last."""
    taken = found.line.order.payments.filter(state="captured").order_by("pk").last()
    return taken.method if taken else "bank" if found.line.order.by_transfer else "stripe"


def _goods(found: Cancellation) -> dict[str, Any]:
    """[TC-9.4a] Where and by when goods are to be sent, and who bears the postage."""
    goods: Return | None = getattr(found, "goods", None)
    if goods is None:
        return {"return_number": ""}
    told = found.line.told_return_cost
    return {
        "return_number": goods.number,
        "send_by": london.in_words(goods.send_by),
        "cilex_pays": due.cilex_pays_return(Ground(found.ground), told_return_cost=told),
    }


KINDS = (
    Kind(code="shop.notice", build=notice),
    Kind(code="shop.decision", build=decision),
    Kind(code="shop.goods_back", build=goods_back),
    Kind(code="shop.refund_paid", build=refund_paid),
    Kind(code="shop.refund_came_back", build=refund_came_back),
    Kind(code="shop.ended", build=ended),
)
