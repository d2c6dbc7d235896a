"""What follows an order by hand, as staff read it: what the buyer was asked, claims of harm, notes, stuck letters."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Case, Q, QuerySet, Value, When

from cilexportal.foundation.asking import queries as asking
from cilexportal.foundation.asking import rules
from cilexportal.foundation.asking.models import Item, Request, Stage
from cilexportal.foundation.correspondence.models import ARRIVED, STUCK, Message
from shop.enums import PayerKind
from shop.enums import Stage as OrderStage
from shop.models import HarmClaim, Order, OrderLine, OrderNote
from shop.rules import ordering, paying

PREFIX = "shop line "
ACCEPTED, ACCEPTED_PAYER = "shop.accepted", "shop.accepted_payer"


@dataclass(frozen=True, slots=True)
class Asked:
    """A request about a line, whether its last day is over, and how many days were waited for its buyer so far."""

    request: Request
    overdue: bool
    waited: int


@dataclass(frozen=True, slots=True)
class Aftercare:
    """Of one order: requests by line, claims by line, notes, and what to do about an acceptance that did not arrive.

    `untold` are the parties who have not got their confirmation.
    """

    asked: list[tuple[OrderLine, Asked]]
    claims: list[HarmClaim]
    notes: list[OrderNote]
    bounced: str
    untold: list[str]


def key_of(line_id: int) -> str:
    """What requests about a line are called."""
    return f"{PREFIX}{line_id}"


def line_called(uuid: UUID) -> OrderLine | None:
    """The line of an address with its order and buyer."""
    return OrderLine.objects.select_related("order__buyer", "order__payer").filter(uuid=uuid).first()


def own_line(user_id: int, uuid: UUID) -> OrderLine | None:
    """A line that the person ordered; None for any other."""
    return OrderLine.objects.select_related("order__buyer").filter(uuid=uuid, order__buyer=user_id).first()


def of_order(order: Order, lines: Iterable[OrderLine], *, today: date) -> Aftercare:
    """Everything of an order and its lines; the same number of statements for any number of them."""
    by_key = {key_of(line.pk): line for line in lines}
    found = asking.about(by_key)
    acceptances = _acceptances(order)
    claims = HarmClaim.objects.filter(line__order=order).select_related("line", "document", "decided_by")
    return Aftercare(
        asked=[(line, _asked(one, today)) for key, line in by_key.items() for one in found.get(key, ())],
        claims=list(claims),
        notes=list(OrderNote.objects.filter(order=order).select_related("by")),
        bounced=_bounced(order, acceptances),
        untold=_untold(order, acceptances),
    )


def _acceptances(order: Order) -> list[Message]:
    """The letters of acceptance to the buyer and to an employer who pays, the latest first."""
    to_buyer = Q(kind=ACCEPTED, to_user_id=order.buyer_id, context__order=order.pk)
    return list(Message.objects.filter(to_buyer | Q(dedupe_key=f"{ACCEPTED_PAYER}:{order.pk}")).order_by("-id"))


def _bounced(order: Order, acceptances: list[Message]) -> str:
    """[TC-2.2] What staff have to do about an acceptance that did not arrive; empty where it did."""
    stuck = next((one for one in acceptances if one.kind == ACCEPTED and one.state in STUCK), None)
    back = order.came_back_at is not None and order.told_again_at is None
    found = ordering.contact(
        order_email=order.email, profile_email=order.buyer.email, bounced=back or stuck is not None
    )
    return f"{stuck.error} {found.task}".strip() if stuck else found.task


def _untold(order: Order, acceptances: list[Message]) -> list[str]:
    """[TC-5.5a] Who of the two has not got the confirmation of an accepted order yet."""
    if order.stage != OrderStage.ACCEPTED:
        return []
    told = [PayerKind.BUYER] if order.confirmed_at and (order.came_back_at is None or order.told_again_at) else []
    if any(one.kind == ACCEPTED_PAYER and one.state in ARRIVED for one in acceptances):
        told.append(PayerKind.EMPLOYER)
    return [kind.label for kind in paying.not_told(PayerKind(order.payer.kind), told=told)]


def _asked(one: Request, today: date) -> Asked:
    """[TC-6.10b] A request with the days waited for it, which are no delay of CILEX's."""
    since = one.waiting.since
    waited = rules.days_waited([one.waiting], since=since, until=one.waiting.until or today)
    return Asked(one, one.is_overdue(today), waited)


def waiting_for_buyers() -> QuerySet[Request]:
    """[TC-6.10a] What buyers were asked and have not answered, the first to end first."""
    return asking.open_about(PREFIX)


def orders_of(requests: list[Request]) -> dict[int, OrderLine]:
    """Request -> the line it is about."""
    ids = {one.pk: int(one.about.removeprefix(PREFIX)) for one in requests}
    lines = OrderLine.objects.select_related("order").in_bulk(ids.values())
    return {pk: lines[line_id] for pk, line_id in ids.items() if line_id in lines}


def request_of_line(uuid: UUID) -> tuple[Request, OrderLine] | None:
    """A request about a line of the shop, with the line; None for any other."""
    found = Request.objects.filter(uuid=uuid, about__startswith=PREFIX).first()
    line = orders_of([found]).get(found.pk) if found else None
    return (found, line) if found and line else None


def sent_file(uuid: UUID, number: int) -> Item | None:
    """A file that a buyer sent with the answers about a line, once they are sent."""
    item = asking.file_of(uuid, number)
    fits = item is not None and item.request.about.startswith(PREFIX) and item.request.stage == Stage.ANSWERED
    return item if fits else None


def claims() -> QuerySet[HarmClaim]:
    """[TC-12.3] Claims of harm: those that wait, then those to be paid, then the rest, the oldest first."""
    waits = Case(
        When(decided_at=None, then=Value(0)),
        When(sum_pence__isnull=False, paid_on=None, then=Value(1)),
        default=Value(2),
    )
    return HarmClaim.objects.select_related("line__order__buyer").order_by(waits, "made_at", "id")


def claim_called(uuid: UUID) -> HarmClaim | None:
    """The claim of an address with its order and file."""
    found = HarmClaim.objects.select_related("line__order__buyer", "document", "decided_by", "paid_entered_by")
    return found.filter(uuid=uuid).first()
