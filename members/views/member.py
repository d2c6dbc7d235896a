"""What a person sees of themselves."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from cilexportal.foundation import london
from members import queries


@require_safe
def details(request: HttpRequest) -> HttpResponse:
    """Name, number, grades and letters as the portal holds them, and the doors to change how one signs in."""
    facts = queries.my_details(user_id=request.user.pk, today=london.today())
    return render(request, "members/details.html", {"details": facts})
