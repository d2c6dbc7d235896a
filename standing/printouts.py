"""The print-outs of standing. Declared to documents by cilexportal/wiring.py."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.conf import settings
from django.urls import reverse

from cilexportal.foundation import london
from cilexportal.foundation.documents.printouts import Kind, Page
from cilexportal.foundation.sealing import seal
from standing.models import Certificate
from standing.services.certificates import PRINTOUT


def certificate(params: dict[str, Any]) -> Page:
    """[CPD-15] A practising certificate, from its own row alone. `params`: certificate by id."""
    found = Certificate.objects.select_related("member").get(pk=params["certificate"])
    context = {
        "certificate": found,
        "member": found.member,
        "last_day": found.until_date - timedelta(days=1),
        "issued_on": london.date_of(found.issued_at),
        "address": settings.BASE_URL + reverse("standing:certificate", args=[found.number]),
    }
    return Page("print/standing.certificate.html", context, f"Practising certificate {found.year_id}, {found.holder}")


KINDS = (Kind(PRINTOUT, certificate, seal=seal),)
