"""Finance's desk of orders: the list that is searched, one order in full, what is unpaid, and the tables for sheets."""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator, Sequence
from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.utils.http import urlencode
from django.views.decorators.http import require_safe

from cilexportal.foundation import london, tables
from shop.forms.desk import FindOrders
from shop.queries import aftercare, desk, desk_order, desk_unpaid

A_PIECE = 500


@require_safe
def orders(request: HttpRequest) -> HttpResponse:
    """Orders by number, name, e-mail, state, day and payer, the newest first."""
    form = FindOrders(request.GET or None)
    found = desk.found(form.wanted())
    page = desk.sliced(found, older=request.GET.get("older", ""), newer=request.GET.get("newer", ""))
    count = desk.counted(found)
    asked = _asked(request)
    context = {
        "form": form,
        "chips": _chips(form, asked),
        "rows": desk.rows(page.orders),
        "page": page,
        "count": min(count, desk.MOST_COUNTED),
        "more": count > desk.MOST_COUNTED,
        "asked": urlencode(asked),
        "unpaid": desk_unpaid.paginated().count,
    }
    return render(request, "shop/desk/orders.html", context)


def _asked(request: HttpRequest) -> dict[str, str]:
    """What the address asks for, without places and empty answers."""
    return {name: value for name, value in request.GET.items() if value and name not in ("older", "newer")}


def _chips(form: FindOrders, asked: dict[str, str]) -> list[dict[str, str]]:
    """The filters that are on, each with the address without it."""
    if not form.is_valid():
        return []
    texts = {
        "words": form.cleaned_data["words"],
        "state": dict(form.fields["state"].choices).get(form.cleaned_data["state"], ""),
        "payer": dict(form.fields["payer"].choices).get(form.cleaned_data["payer"], ""),
        "from_day": form.cleaned_data["from_day"] and f"from {london.in_words(form.cleaned_data['from_day'])}",
        "to_day": form.cleaned_data["to_day"] and f"to {london.in_words(form.cleaned_data['to_day'])}",
    }
    on = {name: text for name, text in texts.items() if form.cleaned_data[name]}
    return [{"text": str(text), "url": f"?{urlencode(_without(asked, name))}"} for name, text in on.items()]


def _without(asked: dict[str, str], field: str) -> dict[str, str]:
    """The answers without those of one field; a day has three boxes."""
    return {name: value for name, value in asked.items() if name != field and not name.startswith(f"{field}_")}


@require_safe
def order(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """One order with all that is known of it."""
    at = london.now()
    found = desk_order.in_full(uuid, at=at)
    if found is None:
        raise Http404
    after = aftercare.of_order(found.order, [one.line for one in found.lines], today=london.date_of(at))
    return render(request, "shop/desk/order.html", {"found": found, "order": found.order, "after": after, "now": at})


@require_safe
def unpaid(request: HttpRequest) -> HttpResponse:
    """[TC-9.8.2] What is accepted and not paid, the longest waiting first."""
    page = desk_unpaid.paginated().get_page(request.GET.get("page"))
    at = london.now()
    lines = desk_unpaid.with_reminders(list(page.object_list), at=at)
    return render(request, "shop/desk/unpaid_list.html", {"page": page, "lines": lines, "now": at})


@require_safe
def orders_csv(request: HttpRequest) -> StreamingHttpResponse:
    """The orders that the list's filters find, as a table for spreadsheets, sent while it is read."""
    found = desk.found(FindOrders(request.GET or None).wanted())
    return as_csv("orders.csv", desk.CSV_HEADINGS, desk.csv_lines(found))


def as_csv(name: str, headings: Sequence[str], rows: Iterable[Sequence[Any]]) -> StreamingHttpResponse:
    """A table for spreadsheets that is sent piece by piece, however long it is."""
    return StreamingHttpResponse(
        _pieces(headings, rows),
        content_type="text/csv; charset=utf-8",
        headers={
            "Content-Disposition": f'attachment; filename="{name}"',
            "Cache-Control": "private, no-store",
            "X-Content-Type-Options": "nosniff",
        },
    )


def _pieces(headings: Sequence[str], rows: Iterable[Sequence[Any]]) -> Iterator[str]:
    """The table in pieces of some hundred lines, each written with safe cells."""
    out = io.StringIO("\ufeff")
    out.seek(0, io.SEEK_END)
    tables.write(out, headings, ())
    for number, row in enumerate(rows, 1):
        tables.write_line(out, row)
        if number % A_PIECE == 0:
            yield out.getvalue()
            out = io.StringIO()
    yield out.getvalue()
