"""A person's own letters, as they were sent. Those of others do not exist here."""

from __future__ import annotations

import uuid

from django.core.paginator import Paginator
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from cilexportal.foundation.correspondence import queries
from cilexportal.foundation.correspondence.views.letter import letter_page, letter_pdf

A_PAGE = 25


@require_safe
def mine(request: HttpRequest) -> HttpResponse:
    """Every letter sent to this person, the latest first."""
    page = Paginator(queries.of_person(request.user.pk), A_PAGE).get_page(request.GET.get("page"))
    return render(request, "correspondence/mine.html", {"page": page})


@require_safe
def letter(request: HttpRequest, message: uuid.UUID) -> HttpResponse:
    """One of this person's letters."""
    found = get_object_or_404(queries.of_person(request.user.pk).defer(None), uuid=message)
    return letter_page(request, found, template="correspondence/my_letter.html")


@require_safe
def pdf(request: HttpRequest, message: uuid.UUID) -> FileResponse:
    """The PDF of one of this person's letters."""
    return letter_pdf(get_object_or_404(queries.of_person(request.user.pk), uuid=message))
