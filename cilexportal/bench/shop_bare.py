"""The least that a Django page with one query can be for a visitor: the floor of the catalogue and of an order."""

from __future__ import annotations

from django.core.handlers.wsgi import WSGIRequest
from django.http import HttpRequest, HttpResponse
from django.template import Context, Engine
from django.test import override_settings
from django.urls import path
from django.views.decorators.http import require_safe

from cilexportal.bench import bare
from shop.models import Product

PAGE = Engine().from_string("""<!DOCTYPE html><html lang="en"><title>Shop</title><h1>Shop</h1>
<p>{{ products }} products</p></html>""")


@require_safe
def page(request: HttpRequest) -> HttpResponse:
    """How many products there are, by one query."""
    return HttpResponse(PAGE.render(Context({"products": Product.objects.count()})))


urlpatterns = [path("page/", page)]


class VisitorsRequest(WSGIRequest):
    """A request for the one address above."""

    urlconf = __name__


class VisitorsHandler(bare.BareHandler):
    """A server of it behind no more than Django's own middleware."""

    request_class = VisitorsRequest


def handler() -> VisitorsHandler:
    """The floor, ready to be called as a server calls it."""
    with override_settings(MIDDLEWARE=bare.MIDDLEWARE):
        return VisitorsHandler()
