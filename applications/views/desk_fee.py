"""A case's fee as finance sees it: the order, and nothing of the case but its step; reversed where taken in error."""

from __future__ import annotations

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from applications.forms.paying import ReverseForm
from applications.models import Case
from applications.queries.pathways import data_by_id
from applications.rules.fees import may_reverse
from applications.services import fees
from cilexportal.foundation import london
from cilexportal.foundation.idempotency.acting import act_once

ANY_WORDS = "An error."


@require_http_methods(["GET", "HEAD", "POST"])
def fee(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """[HB-11b] What was billed and paid, and the form that notes an error; the money goes back in the shop."""
    case = Case.objects.select_related("application__user").filter(uuid=uuid).first()
    found = fees.standing(case.pk) if case else None
    if case is None or found is None:
        raise Http404
    to = reverse("applications_desk:fee", args=[uuid])
    form = ReverseForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        url = act_once(
            request, form,
            lambda: fees.reverse(
                case_id=case.pk, why=form.cleaned_data["why"], by=request.user, at=london.now()
            ),
            said="The error is noted. Give the money back in the shop now.", to=to,
        )  # fmt: skip
        if url:
            return redirect(url)
    context = {
        "case": case, "fee": found, "form": form, "step": data_by_id(case.application.version_id).step(case.step),
        "refusals": may_reverse(
            fees.facts_of(found), is_own=case.application.user_id == request.user.pk, why=ANY_WORDS
        ),
    }  # fmt: skip
    status = 422 if form.errors else 200
    return render(request, "applications/desk/fee.html", context, status=status)
