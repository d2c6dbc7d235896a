"""Whether a certificate is valid: for everybody who has its number, and nothing for those who have not."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from cilexportal.foundation import london, ratelimit
from standing.forms.certificates import CheckForm
from standing.queries import certificates
from standing.rules.numbers import as_number

MOST, SECONDS = 60, 3600
TOO_MANY = 429
NOT_FOUND = 404


@require_safe
def check(request: HttpRequest) -> HttpResponse:
    """[CPD-15] The box for a number; a whole number leads to its own page."""
    form = CheckForm(request.GET if "number" in request.GET else None)
    if form.is_valid():
        number = as_number(form.cleaned_data["number"])
        if number:
            return redirect("standing:certificate", number=number)
        form.add_error("number", "Enter the whole number: PC, the year, and eight letters or figures")
    return render(request, "standing/check.html", {"form": form})


@require_safe
def certificate(request: HttpRequest, number: str) -> HttpResponse:
    """[CPD-15] Name, status and days of one certificate. An address may ask sixty times an hour."""
    if not ratelimit.may(request, "standing.certificate", most=MOST, seconds=SECONDS):
        return render(request, "standing/check_too_often.html", status=TOO_MANY)
    found = certificates.by_number(number, today=london.today())
    if found is None:
        return render(request, "standing/check_unknown.html", {"form": CheckForm()}, status=NOT_FOUND)
    return render(request, "standing/certificate.html", {"found": found, "now": london.now()})
