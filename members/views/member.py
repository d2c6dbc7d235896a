"""What a person sees of themselves."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from cilexportal.foundation import london
from members import more, queries
from members.queries import MyDetails

Rows = list[dict[str, str]]


@require_safe
def details(request: HttpRequest) -> HttpResponse:
    """Name, number and grade as the portal holds them, and what other apps keep. How one signs in has its own page."""
    today = london.today()
    facts = queries.my_details(user_id=request.user.pk, today=today)
    rows = [*_facts(facts), *more.rows_of(request.user.pk, today=today)]
    return render(request, "members/details.html", {"details": facts, "rows": rows})


def _facts(facts: MyDetails) -> Rows:
    rows = [("Name", facts.full_name), ("Membership number", facts.number)]
    if facts.title:
        since = f"\nsince {london.in_words(facts.since)}" if facts.since else ""
        rows += [("Grade", f"{facts.title.name}{since}")]
    rows += [("Specialism", facts.specialism), ("Email address", facts.email)]
    return [{"key": key, "value": value} for key, value in rows if value]
