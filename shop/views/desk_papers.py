"""Finance: invoices and credit notes of some days, as a list and as a table for spreadsheets."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from cilexportal.foundation import london, tables
from shop.forms.papers import PapersFilter
from shop.queries import papers, papers_table
from shop.queries.papers import Paper

A_PAGE = 50
MONTH = timedelta(days=31)


@require_safe
def desk(request: HttpRequest) -> HttpResponse:
    """Invoices, or credit notes, issued in the last month or in the days asked for."""
    form, first, last = _days(request)
    is_notes = request.GET.get("show") == "credit_notes"
    words = form.cleaned_data.get("words", "") if form.is_bound and form.is_valid() else ""
    found: Any = papers_table.credit_notes if is_notes else papers_table.invoices
    page = Paginator(found(first, last, words=words), A_PAGE).get_page(request.GET.get("page"))
    context = {"page": page, "form": form, "first": first, "last": last, "is_notes": is_notes}
    return render(request, "shop/desk/papers.html", context)


@require_safe
def paper(request: HttpRequest, number: str) -> HttpResponse:
    """One paper as it was issued."""
    return render(request, "shop/desk/paper.html", {"page": papers.page_of(_named(number))})


@require_safe
def csv(request: HttpRequest) -> HttpResponse:
    """[LAW-VATINV] Every line of every paper of the days asked for; no spreadsheet takes a cell for a formula."""
    _, first, last = _days(request)
    answer = HttpResponse(
        content_type="text/csv; charset=utf-8",
        headers={
            "Content-Disposition": f'attachment; filename="invoices-{first}-{last}.csv"',
            "Cache-Control": "private, no-store",
            "X-Content-Type-Options": "nosniff",
        },
    )
    answer.write("\ufeff")
    tables.write(answer, papers_table.HEADINGS, papers_table.rows(first, last))
    return answer


def _days(request: HttpRequest) -> tuple[PapersFilter, date, date]:
    """The filter, and the days it asks for; the last month where it asks for none that can be read."""
    today = london.today()
    form = PapersFilter(request.GET if request.GET else None)
    given = form.cleaned_data if form.is_bound and form.is_valid() else {}
    last = given.get("last") or today
    return form, given.get("first") or last - MONTH, last


def _named(number: str) -> Paper:
    """The paper of this number. Raises Http404."""
    found = papers.numbered(number, orders=papers.Order.objects.all())
    if found is None:
        raise Http404
    return found
