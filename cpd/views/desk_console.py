"""The officer's console of a year: how far it is, what it comes to, and what is foreseen, drawn."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from cilexportal.foundation import london
from cpd.queries import console as queries
from cpd.views.officer import named


@require_safe
def console(request: HttpRequest, slug: str) -> HttpResponse:
    """[CPD-10] One year in figures and drawings, as of now."""
    at = london.now()
    found = queries.console(named(slug), at=at)
    context = {"console": found, "members": found.members, "year": found.year, "years": queries.years_begun(at=at)}
    return render(request, "cpd/desk/console.html", context)
