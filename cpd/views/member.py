"""The member's logbook: this year at a glance, the list of records, and older years."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from cilexportal.foundation import london
from cpd.permissions import member_of
from cpd.queries import asking, sampled
from cpd.queries.glance import Glance, glance
from cpd.queries.logbook import STATES, Filters, Listed, coverage, grouped, listed, rows
from cpd.queries.owed import Asked
from cpd.queries.results import Closed, closed_year
from cpd.queries.years import MemberYears, YearOfMember, years_of
from cpd.rules.typed import NO, TICKED, YES, tidied
from members.models import Member

NUDGE = 4
LONGEST_SEARCH = 100
PLANNED = {YES: True, NO: False}


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """The open years at a glance, then every record of them; the way into older years."""
    member, at = member_of(request.user), london.now()
    years = years_of(member.pk, at=at)
    shown = years.open or years.all[:1]
    glances = [glance(member, year, at=at) for year in shown]
    older = [year for year in years.all if year not in shown and year.holds_something]
    closed = next((year for year in older if year.outcome), None)
    filters = _filters(request)
    # A search looks in every year; without one the list is of the years that are open.
    records = listed(member, [year.year.pk for year in (years.all if filters.on else shown)])
    context = {
        "member": member,
        "now": at,
        "years": [_panel(one) for one in glances],
        "coverages": [(one.label, coverage(records, one.year.pk)) for one in glances],
        "owes": any(one.owes for one in glances),
        "closed": closed,
        **_closed(closed, member),
        "older": older,
        "requests": asking.mine(member),
        "samples": sampled.mine(member, today=london.date_of(at)),
        **_list(member, records, years, glances, filters),
    }
    return render(request, "cpd/home.html", context)


@require_safe
def year(request: HttpRequest, slug: str) -> HttpResponse:
    """One year with its records; a closed one is read-only and shows its result."""
    member, at = member_of(request.user), london.now()
    years = years_of(member.pk, at=at)
    found = years.by_slug(slug)
    if found is None:
        raise Http404
    one = glance(member, found, at=at)
    filters = _filters(request)
    records = listed(member, [found.year.pk])
    context = {
        "member": member,
        "now": at,
        "glance": one,
        "closed": found,
        **_closed(found, member),
        "over": not one.is_open,
        **_list(member, records, years, [one] if one.is_open else [], filters),
    }
    return render(request, "cpd/year.html", context)


def _closed(year: YearOfMember | None, member: Member) -> dict[str, Any]:
    """What was missing when a year closed, the letter about it, and the open year in which one goes on."""
    found = closed_year(member, year.year) if year and year.outcome else Closed()
    return {"missing": found.missing, "letter": found.letter}


def _list(
    member: Member,
    records: list[Listed],
    years: MemberYears,
    glances: list[Glance],
    filters: Filters,
) -> dict[str, Any]:
    """The list and its filters. `glances` are of the open years, whose drafts say what they lack."""
    asked = {one.year.pk: Asked(one.scheme, member.specialism_id is not None) for one in glances}
    found = rows(member, records, filters, years=years, asked=asked)
    return {
        "groups": grouped(found, years),
        "found": len(found),
        "filters": filters,
        "filters_on": filters.on,
        "states": STATES,
    }


def _filters(request: HttpRequest) -> Filters:
    """The filters sent; what makes no sense is no filter."""
    sent = request.GET
    return Filters(
        words=tidied(sent.get("q", ""))[:LONGEST_SEARCH],
        state=sent.get("state", "") if sent.get("state") in dict(STATES) else "",
        planned=PLANNED.get(sent.get("planned", "")),
        professionalism=sent.get("professionalism") == TICKED,
    )


def _panel(one: Glance) -> dict[str, Any]:
    """What the panel of a year shows; the nudge is good practice and never a rule [REC-24]."""
    return {"glance": one, "nudged": one.is_open and one.owes and one.recorded < NUDGE}
