"""Where gateways write to. Nobody is signed in: the signature over the raw bytes is the proof, and nothing else is."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from cilexportal.foundation import london
from shop.enums import EventVerdict
from shop.gateways import choose
from shop.services import payments


@csrf_exempt
@require_POST
def webhook(request: HttpRequest, gateway: str) -> HttpResponse:
    """One message. What is no longer news is thanked for like news, so that it is not sent again."""
    try:
        verdict = payments.receive(method=gateway, body=request.body, headers=request.headers, at=london.now())
    except choose.NoGateway:
        raise Http404 from None
    return HttpResponse(status=400 if verdict == EventVerdict.FORGED else 200, content_type="text/plain")
