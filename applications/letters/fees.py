"""The letters about a case's fee: that it is paid and the clock runs, and that an order ended unpaid."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from applications.enums import Stage
from applications.models import CaseFee
from applications.queries.pathways import data_by_id
from applications.services.fees import PAID, UNPAID
from cilexportal.foundation import london
from cilexportal.foundation.correspondence.kinds import Kind
from shop.templatetags.shop import pounds


def built(context: dict[str, Any]) -> dict[str, Any]:
    """[HB-22] [HB-26] The step, its fee, when it was paid and by when we aim to decide."""
    fee = CaseFee.objects.select_related("case__application", "order").get(pk=context["fee"])
    case = fee.case
    data = data_by_id(case.application.version_id)
    return {
        "number": case.application.reference, "step": data.step(case.step).title,
        "sum": pounds(fee.order.total_pence), "paid": london.in_words(london.date_of(fee.paid_at or fee.billed_at)),
        "target": data.clocks.target_days, "due": london.in_words(case.due_on) if case.due_on else "",
        "path": f"/applications/{case.application.uuid}/{case.step}/submit/",
    }  # fmt: skip


def still_unpaid(context: dict[str, Any], at: datetime) -> bool:
    """[HB-22] Whether the step is still the draft that it became again."""
    return CaseFee.objects.filter(pk=context["fee"], case__stage=Stage.DRAFT).exists()


KINDS = (Kind(PAID, build=built), Kind(UNPAID, build=built, still_needed=still_unpaid))
