"""The letters that carry invoices and credit notes; the paper itself goes along as a PDF."""

from __future__ import annotations

from typing import Any

from cilexportal.foundation.correspondence.kinds import Kind
from shop.queries.papers import CREDIT_NOTE, INVOICE, by_kind, page_of


def invoice(context: dict[str, Any]) -> dict[str, Any]:
    """The page of an invoice, from its own rows. `context`: paper by id."""
    page = page_of(by_kind(INVOICE, context["paper"]))
    return {"page": page, "title": page.title}


def credit_note(context: dict[str, Any]) -> dict[str, Any]:
    """The page of a credit note, from its own rows. `context`: paper by id."""
    page = page_of(by_kind(CREDIT_NOTE, context["paper"]))
    return {"page": page, "title": page.title}


KINDS = (Kind(code=INVOICE, build=invoice), Kind(code=CREDIT_NOTE, build=credit_note))
