"""The form for complaints about data protection, for everybody."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_safe

from cilexportal.foundation import london, ratelimit
from cilexportal.foundation.idempotency.web import FormConflict
from people.forms.data_rights import ComplaintForm
from people.queries.data_figures import figures_on
from people.services import complaints

MOST, SECONDS = 5, 3600
TOO_OFTEN = "Five complaints have come from your network in the last hour. Your words are kept below: send them later."


@sensitive_post_parameters("words")
@require_http_methods(["GET", "HEAD", "POST"])
def complain(request: HttpRequest) -> HttpResponse:
    """[LAW-DPCOMP] The form. What is refused stays in the boxes; sent twice, it is one complaint."""
    if request.method != "POST":
        known = request.user.is_authenticated
        form = ComplaintForm(initial={"name": str(request.user), "email": request.user.email} if known else None)
        return _show(request, form)
    form = ComplaintForm(request.POST)
    if not form.is_valid():
        return _show(request, form, status=422)
    if not ratelimit.may(request, "people.complaint", most=MOST, seconds=SECONDS):
        form.add_error(None, TOO_OFTEN)
        return _show(request, form, status=429)
    said = {name: form.cleaned_data[name] for name in ("form_key", "name", "email", "words")}
    try:
        complaints.complain(**said, person=request.user if request.user.is_authenticated else None, at=london.now())
    except complaints.SameFormOtherWords as other:
        raise FormConflict from other
    return redirect("me:complaint_sent")


@require_safe
def sent(request: HttpRequest) -> HttpResponse:
    """What happens next."""
    return render(request, "people/data/complaint_sent.html")


def _show(request: HttpRequest, form: ComplaintForm, *, status: int = 200) -> HttpResponse:
    days = figures_on(london.today()).complaint_days
    return render(request, "people/data/complaint.html", {"form": form, "days": days}, status=status)
