"""A buyer's claim that a download did harm, and how it stands."""

from __future__ import annotations

import uuid as uuids

from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from cilexportal.foundation import london
from cilexportal.foundation.documents.views import attachment
from cilexportal.foundation.idempotency.acting import act_once
from shop.enums import Stage, Supply
from shop.forms.aftercare import HarmForm
from shop.models import HarmClaim
from shop.queries import aftercare
from shop.services import harm


@require_http_methods(["GET", "HEAD", "POST"])
def claim(request: HttpRequest, uuid: uuids.UUID) -> HttpResponse:
    """[TC-12.3] The claims about one's own download with their answers, and the form for one."""
    line = aftercare.own_line(request.user.pk, uuid)
    if line is None or line.supply != Supply.DIGITAL or line.order.stage != Stage.ACCEPTED:
        raise Http404
    form = HarmForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        words, file = form.cleaned_data["words"], form.cleaned_data["file"]

        def act() -> HarmClaim:
            return harm.claim(line=line, words=words, file=file, by=request.user, at=london.now())

        to = reverse("shop:harm", args=[uuid])
        if url := act_once(request, form, act, said="Your claim is here. We write to you once it is answered.", to=to):
            return redirect(url)
    claims = list(line.harm_claims.select_related("document"))
    context = {
        "line": line,
        "order": line.order,
        "claims": claims,
        "form": None if any(one.decided_at is None for one in claims) and not form.errors else form,
    }
    return render(request, "shop/harm.html", context, status=422 if form.errors else 200)


@require_safe
def file(request: HttpRequest, uuid: uuids.UUID) -> FileResponse:
    """The file that a buyer sent with a claim of their own."""
    found = aftercare.claim_called(uuid)
    if found is None or found.document is None or found.line.order.buyer_id != request.user.pk:
        raise Http404
    return attachment(found.document)
