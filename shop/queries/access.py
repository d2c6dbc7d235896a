"""Downloads and streams of a buyer: what stands on the shelf, and how far the gate in front of each has opened."""

from __future__ import annotations

import uuid as uuids
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet

from cilexportal.foundation import london
from cilexportal.foundation.correspondence.models import STUCK, Message
from cilexportal.foundation.documents.models import DocumentState
from cilexportal.foundation.rulebook.refusal import Refusal
from shop.enums import ConsentTo, Stage, Supply
from shop.models import Access, OrderLine, ProductFile, Wording
from shop.queries.order_rows import OrderRows, rows_of
from shop.queries.refund_facts import line_facts
from shop.rules import gating, ordering, refunding
from shop.rules.facts import LineFacts

AGREED = "shop.download_agreed"
TICKS = (ConsentTo.DOWNLOAD_NOW, ConsentTo.LOSE_WHEN_STARTED)


@dataclass(frozen=True, slots=True, kw_only=True)
class Gate:
    """The gate of one line at an instant. `refusal` says why no file may leave yet, None for an open gate.

    `asks` says that the two boxes have to be shown, `waits` that their confirmation is on its way, `stuck` that it
    cannot go out. `right_until` is the last minute in which the buyer may change their mind, in words.
    """

    line: OrderLine
    refusal: Refusal | None
    asks: bool
    waits: bool
    stuck: bool
    right_until: str
    access: Access | None
    files: Sequence[ProductFile]


def lines_of(user_id: int) -> QuerySet[OrderLine]:
    """The downloads and streams of a person's accepted orders, the latest first."""
    found = OrderLine.objects.filter(order__buyer=user_id, order__stage=Stage.ACCEPTED, supply=Supply.DIGITAL)
    return found.select_related("order", "product", "access").order_by("-order__accepted_at", "-pk")


def line_of(user_id: int, uuid: uuids.UUID) -> OrderLine | None:
    """One of those, by the uuid of its line."""
    return lines_of(user_id).filter(uuid=uuid).first()


def ready_at(line: OrderLine) -> datetime | None:
    """[TC-6.4] From when a line can be opened: accepted and paid; None until then."""
    return ordering.access_from(confirmed_at=line.order.confirmed_at, paid_at=line.order.paid_at)


def access_of(line: OrderLine) -> Access | None:
    """What the gate of a line has recorded, as it stands now."""
    return Access.objects.filter(line=line).first()


def gate_of(line: OrderLine, *, at: datetime) -> Gate:
    """[TC-6.4] [TC-9.2.1] [LAW-CCR37] How far the gate of a line has opened, and what it shows."""
    rows, access = rows_of([line.order_id])[line.order_id], access_of(line)
    facts = line_facts(rows, line)
    refusal = may_serve(line, rows, facts, access, at=at)
    clause = refusal.clause if refusal else ""
    return Gate(
        line=line,
        refusal=refusal,
        asks=clause == "TC-9.2.1",
        waits=clause == "LAW-CCR37",
        stuck=clause == "LAW-CCR37" and _is_stuck(line),
        right_until=refunding.window_of(facts, policy=rows.policy).in_words(),
        access=access,
        files=files_of(line) if refusal is None else [],
    )


def may_serve(
    line: OrderLine, rows: OrderRows, facts: LineFacts, access: Access | None, *, at: datetime
) -> Refusal | None:
    """[LAW-CCR37] Why no file of a line may leave at `at`; None where it may. A line given up whole is shut."""
    ended_at = access.ended_at if access else None
    if ended_at is None and rows.units_left(line) == 0:
        ended_at = max(notice.told_at for notice in rows.live(line.pk))
    return gating.may_serve(facts, ready_at=ready_at(line), ended_at=ended_at, policy=rows.policy, at=at)


def files_of(line: OrderLine) -> list[ProductFile]:
    """[TC-7.2] The checked files of a line's product, the latest first; older versions stay."""
    found = ProductFile.objects.filter(product=line.product_id, document__state=DocumentState.CLEAN)
    return list(found.select_related("document"))


def words(*, at: datetime) -> Mapping[ConsentTo, Wording]:
    """The words beside the two boxes that hold on the day of `at`. Raises KeyError where one is missing."""
    held = Wording.objects.filter(code__in=[to.value for to in TICKS], from_date__lte=london.date_of(at))
    newest = {ConsentTo(wording.code): wording for wording in held.order_by("version")}
    return {to: newest[to] for to in TICKS}


def letter_key(line: OrderLine) -> str:
    """Under which the confirmation of a line's ticks is queued, once."""
    return f"{AGREED}:{line.pk}"


def _is_stuck(line: OrderLine) -> bool:
    """Whether the confirmation could not be sent, or has nowhere to go."""
    return Message.objects.filter(dedupe_key=letter_key(line), state__in=STUCK).exists()
