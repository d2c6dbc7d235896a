"""The member's logbook: this year at a glance, the list of records, and older years."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from cilexportal.foundation import london
from cpd.forms import FilterForm
from cpd.permissions import member_of
from cpd.queries.glance import Glance, glance
from cpd.queries.logbook import Filters, coverage, grouped, rows
from cpd.queries.owed import Asked
from cpd.queries.years import MemberYears, YearOfMember, years_of
from cpd.rules.typed import NO, YES
from members.models import Member

NUDGE = 4
PLANNED = {YES: True, NO: False}


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """The open years at a glance, then every record of them; the way into older years."""
    member, at = member_of(request), london.now()
    years = years_of(member.pk, at=at)
    shown = years.open or years.all[:1]
    glances = [glance(member, year, at=at) for year in shown]
    context = _list(request, member, years, glances)
    older = [year for year in years.all if year not in shown]
    return render(
        request,
        "cpd/home.html",
        {
            "member": member,
            "now": at,
            "years": [_panel(one, at=at) for one in glances],
            "areas": coverage(member, glances[-1].year.pk) if glances else [],
            "areas_year": glances[-1].label if glances else "",
            "nudge": NUDGE,
            "closed": _last_closed(older),
            "older": older,
            **context,
        },
    )


@require_safe
def year(request: HttpRequest, slug: str) -> HttpResponse:
    """One year with its records; a closed one is read-only and shows its result."""
    member, at = member_of(request), london.now()
    years = years_of(member.pk, at=at)
    found = years.by_slug(slug)
    if found is None:
        raise Http404
    one = glance(member, found, at=at)
    context = _list(request, member, years, [one], year_id=found.year.pk)
    return render(
        request,
        "cpd/year.html",
        {"member": member, "now": at, "year": _panel(one, at=at), "closed": found, **context},
    )


def _list(
    request: HttpRequest, member: Member, years: MemberYears, glances: list[Glance], *, year_id: int | None = None
) -> dict[str, Any]:
    """The list with its filters. Without a filter the home page lists the open years; a search looks in all."""
    form = FilterForm(request.GET)
    filters = _filters(form, year_id=year_id)
    asked = {one.year.pk: Asked(one.scheme, member.specialism_id is not None) for one in glances}
    found = rows(member, years, filters, asked=asked)
    if year_id is None and not filters.on:
        found = [row for row in found if row.year_id in asked]
    return {
        "groups": grouped(found, years),
        "found": len(found),
        "filters": form,
        "filters_on": filters.on,
        "deleted_shown": filters.state == "deleted",
    }


def _filters(form: FilterForm, *, year_id: int | None) -> Filters:
    """The filters sent; what makes no sense is no filter."""
    form.is_valid()
    sent = form.cleaned_data
    return Filters(
        words=sent.get("q", ""),
        state=sent.get("state", ""),
        planned=PLANNED.get(sent.get("planned", "")),
        professionalism=sent.get("professionalism", False),
        year_id=year_id,
    )


def _panel(one: Glance, *, at: datetime) -> dict[str, Any]:
    """What the panel of a year shows."""
    return {"glance": one, "nudged": one.is_open and one.owes and one.recorded < NUDGE}


def _last_closed(older: list[YearOfMember]) -> YearOfMember | None:
    """The newest year that is closed with a result, for the notice above the list."""
    return next((year for year in older if year.outcome), None)
