"""A year of records as a table for spreadsheets."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from cilexportal.foundation import london, tables
from cpd.permissions import member_of
from cpd.queries.export import HEADINGS, lines
from cpd.queries.years import years_of


@require_safe
def records_csv(request: HttpRequest, slug: str) -> HttpResponse:
    """[CPD-16e] Every record of a year that is not deleted, drafts marked as such, one line each."""
    member, at = member_of(request.user), london.now()
    year = years_of(member.pk, at=at).by_slug(slug)
    if year is None:
        raise Http404
    answer = HttpResponse(
        content_type="text/csv; charset=utf-8",
        headers={
            "Content-Disposition": f'attachment; filename="cpd-{slug}.csv"',
            "Cache-Control": "private, no-store",
            "X-Content-Type-Options": "nosniff",
        },
    )
    answer.write("\ufeff")
    tables.write(answer, HEADINGS, lines(member, year.year.pk))
    return answer
