"""The list of members who have not met a year, and the officer's signature under it."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from cilexportal.foundation import london, tables
from cilexportal.foundation.idempotency.acting import press_once
from cpd.queries import close as queries
from cpd.queries import desk as desk_queries
from cpd.rules.signing import loss_begins
from cpd.rules.typed import tidied
from cpd.services import close
from cpd.views.officer import named
from members.doors import needs_recent_sign_in

A_PAGE = 50


@require_safe
def listed(request: HttpRequest, slug: str) -> HttpResponse:
    """The list by name; `?grade=fellow` has one grade."""
    year = named(slug)
    grade = _grade(request)
    page = Paginator(queries.not_met(year, grade=grade), A_PAGE).get_page(request.GET.get("page"))
    context = {
        "year": year,
        "grade": grade,
        "grades": desk_queries.grades_of(queries.not_met(year), year=year),
        "page": page,
        "lines": list(desk_queries.not_met_lines(page.object_list, year=year)),
    }
    return render(request, "cpd/desk/not_met.html", context)


@require_safe
def as_csv(request: HttpRequest, slug: str) -> HttpResponse:
    """The same list as a table for spreadsheets."""
    year = named(slug)
    results = queries.not_met(year, grade=_grade(request)).iterator(chunk_size=1000)
    disposition = f'attachment; filename="cpd-{year.slug}-not-met.csv"'
    answer = HttpResponse(content_type="text/csv; charset=utf-8", headers={"Content-Disposition": disposition})
    answer.write("\ufeff")
    lines = desk_queries.not_met_lines(results, year=year)
    tables.write(answer, desk_queries.NOT_MET_HEADINGS, desk_queries.not_met_cells(lines))
    return answer


def _grade(request: HttpRequest) -> str:
    """The grade asked for, without characters that no database keeps."""
    return tidied(request.GET.get("grade", ""))


@require_http_methods(["GET", "HEAD", "POST"])
@needs_recent_sign_in
def sign(request: HttpRequest, slug: str) -> HttpResponse:
    """[CPD-13] The review step before the signature, and the signature."""
    year = named(slug)
    if request.method == "POST":
        return press_once(
            request, lambda: close.sign(year=year, by=request.user, at=london.now()),
            said=f"You have signed the not-met results of {year.label}.",
            to=reverse("cpd:desk_year", args=[year.slug]), scope="cpd.sign",
        )  # fmt: skip
    context = {
        "year": year,
        "grades": desk_queries.grades_of(queries.unsigned(year), year=year),
        "members": queries.unsigned(year).count(),
        "refusal": queries.why_not_signed(year),
        "loss_from": loss_begins(loss_on=year.loss_on, ends_on=year.ends_on, closes_at=year.closes_at),
    }
    return render(request, "cpd/desk/sign.html", context)
