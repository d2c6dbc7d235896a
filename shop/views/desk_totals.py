"""Money by day for finance: the drawn totals, the reconciliation with its differences, and the refunds as a table."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.utils.http import urlencode
from django.views.decorators.http import require_safe

from cilexportal.foundation import london
from shop.forms.desk import ChooseDays
from shop.queries import desk_totals
from shop.views.desk_orders import as_csv


@require_safe
def totals(request: HttpRequest) -> HttpResponse:
    """What was taken and paid back on each day, drawn and as a table."""
    context = _chosen(request)
    days = desk_totals.days(context["from_day"], context["to_day"])
    context |= {"days": days, "total": desk_totals.sum_of(days), "bars": desk_totals.bars(days)}
    return render(request, "shop/desk/totals.html", context)


@require_safe
def reconciliation(request: HttpRequest) -> HttpResponse:
    """Payments against invoices, credit notes and refunds by day, and every order on which they do not agree."""
    context = _chosen(request)
    period = context["from_day"], context["to_day"]
    days = desk_totals.days(*period)
    differences, more = desk_totals.differences(*period)
    context |= {
        "days": [day for day in days if day.taken or day.invoiced or day.credited or day.repaid],
        "total": desk_totals.sum_of(days),
        "differences": differences,
        "more": more,
        "unexplained": sum(1 for one in differences if not one.why),
        "unknown": desk_totals.unknown_payments(),
        "messages_refused": desk_totals.messages_refused(*period),
    }
    return render(request, "shop/desk/reconciliation.html", context)


@require_safe
def refunds_csv(request: HttpRequest) -> StreamingHttpResponse:
    """The refunds made on the chosen days."""
    from_day, to_day = ChooseDays(request.GET or None).days(today=london.today())
    lines = desk_totals.refund_lines(desk_totals.refunds(from_day, to_day))
    return as_csv(f"refunds-{from_day}-{to_day}.csv", desk_totals.REFUND_HEADINGS, lines)


def _chosen(request: HttpRequest) -> dict[str, Any]:
    """The form with the days that were chosen."""
    today = london.today()
    form = ChooseDays(request.GET or None)
    from_day, to_day = form.days(today=today)
    if not form.is_bound:
        form = ChooseDays(initial={"from_day": from_day, "to_day": to_day})
    asked = {name: value for name, value in request.GET.items() if value}
    return {"form": form, "from_day": from_day, "to_day": to_day, "asked": urlencode(asked)}
