"""The log of the wall, for the administrator."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from people.models import Crossing

A_PAGE = 50


@require_safe
def log(request: HttpRequest) -> HttpResponse:
    """[LAW-ART10] Who of which body looked at whom, at what, why and when, the latest first."""
    rows = Crossing.objects.select_related("by", "member", "user")
    page = Paginator(rows, A_PAGE).get_page(request.GET.get("page"))
    return render(request, "people/desk/wall.html", {"page": page})
