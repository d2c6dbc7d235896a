"""Each paper goes to whoever pays and to the buyer, as a PDF beside a letter."""

from __future__ import annotations

from datetime import datetime

from cilexportal.foundation.correspondence.services import queue
from cilexportal.foundation.documents.models import Printout
from cilexportal.foundation.documents.services import request_printout
from shop.models import CreditNote, Invoice, Order
from shop.queries.papers import CREDIT_NOTE, INVOICE


def send(paper: Invoice | CreditNote, *, order: Order, at: datetime) -> None:
    """[TC-5.5a] Queues a paper to the payer and, where that is somebody else, to the buyer; once each, ever."""
    kind = INVOICE if isinstance(paper, Invoice) else CREDIT_NOTE
    print_out(paper, order=order, at=at)
    payer, buyer = order.payer, order.buyer
    people = {
        order.email: (buyer.pk, buyer.full_name),
        payer.email: (payer.user_id, payer.contact or payer.name),
    }
    for email, (user_id, name) in people.items():
        queue(
            kind=kind,
            to_user_id=user_id,
            to_name=name,
            to_email=email,
            context={"paper": paper.pk},
            dedupe_key=f"{kind}:{paper.pk}:{email}",
            at=at,
        )


def print_out(paper: Invoice | CreditNote, *, order: Order, at: datetime) -> Printout:
    """Has the worker make the PDF that buyer and payer download: one for each paper, tried anew where it failed."""
    return request_printout(
        owner=order.buyer,
        kind=INVOICE if isinstance(paper, Invoice) else CREDIT_NOTE,
        key=paper.number,
        params={"paper": paper.pk},
        filename=f"{paper.number.lower()}.pdf",
        at=at,
        unasked=True,
    )
