"""The print-outs of admission. Declared to documents by cilexportal/wiring.py."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.urls import reverse

from admission.models import Title
from admission.services.granting import PRINTOUT
from cilexportal.foundation.documents.printouts import Kind, Page
from cilexportal.foundation.sealing import seal


def certificate(params: dict[str, Any]) -> Page:
    """[HB-2] A certificate of admission, from the title's own row alone. `params`: title by id."""
    found = Title.objects.get(pk=params["title"])
    context = {"title": found, "address": settings.BASE_URL + reverse("titles:title", args=[found.number])}
    return Page("print/admission.certificate.html", context, f"Certificate of admission, {found.holder}")


KINDS = (Kind(PRINTOUT, certificate, seal=seal),)
