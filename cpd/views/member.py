"""The member's logbook: this year at a glance, the list of records, and older years."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from cilexportal.foundation import london
from cilexportal.foundation.rulebook.refusal import Refusal
from cpd.enums import Outcome
from cpd.models import YearResult
from cpd.permissions import member_of
from cpd.queries.glance import Glance, glance
from cpd.queries.logbook import STATES, Filters, Listed, coverage, grouped, listed, rows
from cpd.queries.owed import Asked
from cpd.queries.results import decision_of
from cpd.queries.years import MemberYears, YearOfMember, years_of
from cpd.rules.typed import NO, TICKED, YES, tidied
from members.models import Member

NUDGE = 4
LONGEST_SEARCH = 100
PLANNED = {YES: True, NO: False}


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """The open years at a glance, then every record of them; the way into older years."""
    member, at = member_of(request), london.now()
    years = years_of(member.pk, at=at)
    shown = years.open or years.all[:1]
    glances = [glance(member, year, at=at) for year in shown]
    older = [year for year in years.all if year not in shown and year.year.ends_on >= member.joined_on]
    closed = next((year for year in older if year.outcome), None)
    filters = _filters(request)
    # A search looks in every year; without one the list is of the years that are open.
    records = listed(member, [year.year.pk for year in (years.all if filters.on else shown)])
    context = {
        "member": member,
        "now": at,
        "years": [_panel(one) for one in glances],
        "areas": coverage(records, glances[-1].year.pk) if glances else [],
        "areas_year": glances[-1].label if glances else "",
        "closed": closed,
        "missing": _missing(closed, member) if closed else (),
        "older": older,
        **_list(member, records, years, glances, filters),
    }
    return render(request, "cpd/home.html", context)


@require_safe
def year(request: HttpRequest, slug: str) -> HttpResponse:
    """One year with its records; a closed one is read-only and shows its result."""
    member, at = member_of(request), london.now()
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
        "missing": _missing(found, member),
        "over": not one.is_open,
        **_list(member, records, years, [one] if one.is_open else [], filters),
    }
    return render(request, "cpd/year.html", context)


def _missing(year: YearOfMember, member: Member) -> tuple[Refusal, ...]:
    """What was missing when the year closed, from the result's own figures."""
    if year.outcome != Outcome.NOT_MET:
        return ()
    result = YearResult.objects.select_related("requirement", "run")
    return decision_of(result.get(member=member, year=year.year, superseded_at=None)).missing


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
