"""The papers of the shop that the worker makes."""

from __future__ import annotations

from typing import Any

from cilexportal.foundation.documents.printouts import Kind, Page
from shop.queries import papers


def invoice(params: dict[str, Any]) -> Page:
    """[LAW-VATINV] An invoice, from its own rows alone. `params`: paper by id."""
    return _printed(papers.by_kind(papers.INVOICE, params["paper"]))


def credit_note(params: dict[str, Any]) -> Page:
    """[LAW-VATCN] A credit note, from its own rows alone. `params`: paper by id."""
    return _printed(papers.by_kind(papers.CREDIT_NOTE, params["paper"]))


def _printed(paper: papers.Paper) -> Page:
    page = papers.page_of(paper)
    return Page("print/shop.paper.html", {"page": page}, page.title)


KINDS: tuple[Kind, ...] = (Kind(papers.INVOICE, invoice), Kind(papers.CREDIT_NOTE, credit_note))
