"""The officers' queue: the list with its filters, giving cases to officers, and holding them."""

from __future__ import annotations

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_http_methods, require_POST, require_safe


@require_safe
def queue(request: HttpRequest) -> HttpResponse:
    """[HB-26] The queue."""
    raise Http404


@require_http_methods(["GET", "HEAD", "POST"])
def assign(request: HttpRequest) -> HttpResponse:
    """[HB-26] Gives the cases named `case` in the address to an officer."""
    raise Http404


@require_http_methods(["GET", "HEAD", "POST"])
def hold(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """[HB-26] Puts a case on hold."""
    raise Http404


@require_http_methods(["GET", "HEAD", "POST"])
def release(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """[HB-26] Takes a case off hold."""
    raise Http404


@require_POST
def save_filter(request: HttpRequest) -> HttpResponse:
    """Keeps a view of the queue under a name."""
    raise Http404


@require_POST
def drop_filter(request: HttpRequest, pk: int) -> HttpResponse:
    """Takes a kept view away."""
    raise Http404
