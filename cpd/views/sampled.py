"""What a member sees of the sampling of their own year."""

from __future__ import annotations

import uuid as uuids

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from cilexportal.foundation import london
from cpd.permissions import member_of
from cpd.queries import sampled as queries


@require_safe
def one(request: HttpRequest, uuid: uuids.UUID) -> HttpResponse:
    """[CPD-16d] What is sampled, what is asked and by when, and in the end exactly what the assessor wrote."""
    member = member_of(request.user)
    found = queries.sampled_of(uuid, member=member)
    if found is None:
        raise Http404
    context = {
        "found": found, "mine": queries.Mine(found, london.today()), "records": queries.records_of(found),
        "requests": queries.requests_of(found), "today": london.today(), "now": london.now(),
    }  # fmt: skip
    return render(request, "cpd/sampled.html", context)
