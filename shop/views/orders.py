"""The buyer's page of one order, and the model form for cancelling."""

from __future__ import annotations

import uuid as uuids

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from cilexportal.foundation import london
from shop.queries import order_page


@require_safe
def order(request: HttpRequest, uuid: uuids.UUID) -> HttpResponse:
    """[TC-9.2] One's own order: how it stands, and for each line what giving it up now would come to."""
    at = london.now()
    page = order_page.own_page(request.user.pk, uuid, at=at)
    if page is None:
        raise Http404
    return render(request, "shop/order.html", {"page": page, "order": page.order, "now": at})


@require_safe
def model_form(request: HttpRequest) -> HttpResponse:
    """[LAW-CCR16] The form that a buyer may print, fill in and send instead of asking in the portal."""
    return render(request, "shop/give_up_model_form.html")
