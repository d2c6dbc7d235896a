"""Each paper goes to whoever pays and to the buyer, as a PDF beside a letter."""

from __future__ import annotations

from datetime import datetime

from cilexportal.foundation.correspondence.services import queue
from shop.models import CreditNote, Invoice, Order

INVOICE_LETTER, CREDIT_LETTER = "shop.invoice", "shop.credit_note"


def send(paper: Invoice | CreditNote, *, order: Order, at: datetime) -> None:
    """[TC-5.5a] Queues a paper to the payer and, where that is somebody else, to the buyer; once each, ever."""
    kind = INVOICE_LETTER if isinstance(paper, Invoice) else CREDIT_LETTER
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
