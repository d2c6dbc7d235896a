"""The letters about claims that a download did harm: that one came, and how it is answered."""

from __future__ import annotations

from typing import Any

from cilexportal.foundation import london
from cilexportal.foundation.correspondence.kinds import Kind
from shop.models import HarmClaim
from shop.rules import money
from shop.services import harm


def claim(context: dict[str, Any]) -> dict[str, Any]:
    """[TC-12.3] A claim with its answer, where there is one. `context`: claim by id."""
    found = HarmClaim.objects.select_related("line__order").get(pk=context["claim"])
    return {
        "title": found.line.title,
        "order": found.line.order.number,
        "made": london.in_words(london.date_of(found.made_at)),
        "answer": found.answer,
        "why": found.why,
        "sum": money.in_pounds(found.sum_pence) if found.sum_pence else "",
        "path": f"/shop/lines/{found.line.uuid}/harm/",
    }


KINDS = (Kind(code=harm.CAME, build=claim), Kind(code=harm.ANSWERED, build=claim))
