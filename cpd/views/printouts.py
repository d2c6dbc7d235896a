"""Print-outs of the logbook: asked for here, made by the worker, waited for on a small page, downloaded."""

from __future__ import annotations

import uuid as uuids
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from cilexportal.foundation import london
from cilexportal.foundation.documents.models import Printout
from cilexportal.foundation.documents.services import request_printout
from cilexportal.foundation.documents.views import printed
from cilexportal.foundation.idempotency.acting import lead_once
from cpd import printouts
from cpd.enums import Outcome
from cpd.models import CpdYear
from cpd.permissions import member_of, own_record
from cpd.queries.printouts import is_ready, printout_of
from cpd.queries.results import live_result
from cpd.queries.years import years_of


@require_POST
def print_year(request: HttpRequest, slug: str) -> HttpResponse:
    """Asks for a year of records as a PDF, as it stands now."""
    member, at = member_of(request.user), london.now()
    year = _year(request, slug)
    params = {"member": member.pk, "year": year.pk, "made_on": london.at_in_words(at)}
    return _ask(request, printouts.YEAR.code, params, key=f"{year.slug}-{at:%Y%m%d%H%M%S}", filename=f"cpd-{slug}.pdf")


@require_POST
def print_certificate(request: HttpRequest, slug: str) -> HttpResponse:
    """Asks for the certificate of a year that was met; there is one for each result."""
    member, year = member_of(request.user), _year(request, slug)
    result = live_result(member, year)
    if result is None or result.outcome != Outcome.MET:
        raise Http404
    name = f"cpd-certificate-{slug}.pdf"
    return _ask(request, printouts.CERTIFICATE.code, {"result": result.pk}, key=str(result.pk), filename=name)


@require_POST
def print_sheet(request: HttpRequest) -> HttpResponse:
    """Asks for an evaluation sheet, blank or filled from one of the member's own records."""
    member, at = member_of(request.user), london.now()
    sheet = request.POST.get("sheet", "")
    if sheet not in printouts.SHEETS:
        raise Http404
    params: dict[str, Any] = {"member": member.pk, "sheet": sheet}
    key = sheet
    if request.POST.get("record"):
        try:
            record = own_record(member, uuids.UUID(request.POST["record"]))
        except ValueError as no_uuid:
            raise Http404 from no_uuid
        params["record"] = record.pk
        key = f"{sheet}-{record.pk}-{at:%Y%m%d%H%M%S}"
    return _ask(request, printouts.SHEET.code, params, key=key, filename=f"cpd-{sheet}-sheet.pdf")


def _year(request: HttpRequest, slug: str) -> CpdYear:
    """The year of this address, if it has begun."""
    found = years_of(member_of(request.user).pk, at=london.now()).by_slug(slug)
    if found is None:
        raise Http404
    return found.year


def _ask(request: HttpRequest, kind: str, params: dict[str, Any], *, key: str, filename: str) -> HttpResponse:
    """Asks for the print-out once, and leads to the page that waits for it, or to the logbook that says why not."""

    def ask() -> str:
        printout = request_printout(
            owner=request.user, kind=kind, key=key, params=params, filename=filename, at=london.now()
        )
        return reverse("cpd:printout", args=[printout.uuid])

    return lead_once(request, ask, back=reverse("cpd:home"), scope=kind)


@require_safe
def progress(request: HttpRequest, uuid: uuids.UUID) -> HttpResponse:
    """Whether the print-out is ready; the page's script asks for the middle part only."""
    printout = _own(request, uuid)
    is_part = request.headers.get("X-Requested-With") == "fetch"
    template = "cpd/printout/state.html" if is_part else "cpd/printout/page.html"
    return render(request, template, {"printout": printout})


@require_safe
def download(request: HttpRequest, uuid: uuids.UUID) -> HttpResponse:
    """The finished print-out, for the person who asked for it."""
    printout = _own(request, uuid)
    if not is_ready(printout):
        raise Http404
    return printed(printout)


def _own(request: HttpRequest, uuid: uuids.UUID) -> Printout:
    """The print-out of this address, for the person who asked for it. Raises Http404."""
    found = printout_of(request.user, uuid)
    if found is None:
        raise Http404
    return found
