"""The gate of downloads: opened by payment, passed by two ticks and their confirmation, shut when given up."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import F

from cilexportal.foundation.correspondence import services as correspondence
from cilexportal.foundation.documents.models import Document
from cilexportal.foundation.rulebook.refusal import Refused
from members.models import User
from shop.enums import ConsentTo, Supply
from shop.models import Access, Consent, OrderLine, ProductFile
from shop.queries import access as queries
from shop.queries.order_rows import rows_of
from shop.queries.refund_facts import line_facts

MISSING = {
    ConsentTo.DOWNLOAD_NOW: "Tick that you want it now.",
    ConsentTo.LOSE_WHEN_STARTED: "Tick that you know what you lose.",
}


class NoSuchFile(LookupError):
    """The line's product has no checked file of this id."""


def open_access(*, line_id: int, at: datetime) -> Access | None:
    """[TC-6.4] Readies the gate of a line once it is accepted and paid; None for a line that is no download."""
    line = OrderLine.objects.select_related("order").get(pk=line_id)
    return _access(line) if line.supply == Supply.DIGITAL else None


def pass_gate(*, line_id: int, by: User, ticks: Collection[ConsentTo], at: datetime) -> Access:
    """[TC-9.2.1] [LAW-CCR37] Keeps both ticks with their words, and sends the confirmation that opens the gate.

    Ticking again changes nothing. Raises Refused where a box is empty, or the line is not ready or has been given up.
    """
    with transaction.atomic():
        line, access, refusal = _looked_at(line_id, at=at)
        if refusal is None or refusal.clause == "LAW-CCR37":
            return access
        if refusal.clause != "TC-9.2.1":
            raise Refused(refusal)
        for to in queries.TICKS:
            if to not in ticks:
                raise Refused.because("TC-9.2.1", MISSING[to])
        wordings = queries.words(at=at)
        Consent.objects.bulk_create(
            (
                Consent(order=line.order, line=line, to=to, wording=wordings[to], given_at=at, given_by=by)
                for to in queries.TICKS
            ),
            ignore_conflicts=True,
        )
        _confirm(line, by=by, at=at)
        return access


def confirmed(context: dict[str, Any], at: datetime) -> None:
    """[LAW-CCR37] The confirmation of both ticks went out: from this instant the file may be served."""
    Access.objects.filter(line=context["line"], confirmed_at=None).update(confirmed_at=at)


def serve(*, line_id: int, file_id: int, at: datetime, goes_on: bool = False) -> Document:
    """[LAW-CCR37] [TC-9.2.1] The file to be handed out now; the first time is kept, and ends the right.

    A player asks for one recording in many pieces: the later ones of them `goes_on`, which opens nothing anew.
    Raises Refused while the gate is shut, and NoSuchFile for a file that is not there or not checked.
    """
    with transaction.atomic():
        line, access, refusal = _looked_at(line_id, at=at)
        if refusal is not None:
            raise Refused(refusal)
        file = next((file for file in queries.files_of(line) if file.pk == file_id), None)
        if file is None:
            raise NoSuchFile
        Access.objects.filter(pk=access.pk, first_opened_at=None).update(first_opened_at=at)
        if not goes_on:
            Access.objects.filter(pk=access.pk).update(times_opened=F("times_opened") + 1)
        return file.document


def add_file(*, product_id: int, document: Document, at: datetime, transcript: str = "") -> ProductFile:
    """[TC-7.2] Puts a received file on a product, beside its older ones; nobody gets it before it is checked.

    `transcript` is the address where the words of a recording can be read.
    """
    return ProductFile.objects.create(product_id=product_id, document=document, added_at=at, transcript=transcript)


def _looked_at(line_id: int, *, at: datetime) -> tuple[OrderLine, Access, Any]:
    """The line, its gate, locked, and why no file may leave."""
    line = OrderLine.objects.select_related("order", "product").get(pk=line_id)
    access = Access.objects.select_for_update().get(pk=_access(line).pk)
    rows = rows_of([line.order_id])[line.order_id]
    return line, access, queries.may_serve(line, rows, line_facts(rows, line), access, at=at)


def _access(line: OrderLine) -> Access:
    """The gate of a line, made where it is missing; from when it is ready is kept as soon as it is known."""
    access, _ = Access.objects.get_or_create(line=line)
    ready_at = queries.ready_at(line)
    if access.ready_at is None and ready_at is not None:
        Access.objects.filter(pk=access.pk).update(ready_at=ready_at)
        access.ready_at = ready_at
    return access


def _confirm(line: OrderLine, *, by: User, at: datetime) -> None:
    """Queues the message that says both things back to the buyer on paper of their own."""
    correspondence.queue(
        kind=queries.AGREED, to_user_id=by.pk, to_name=str(by), to_email=line.order.email,
        context={"line": line.pk}, dedupe_key=queries.letter_key(line), at=at,
    )  # fmt: skip
