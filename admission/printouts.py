"""The print-outs of admission. Declared to documents by cilexportal/wiring.py."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.urls import reverse

from admission.models import Declaration, Title
from admission.queries.declared_page import PAPER, called, numbers_of
from admission.services.granting import PRINTOUT
from cilexportal.foundation.documents.printouts import Kind, Page
from cilexportal.foundation.sealing import seal


def certificate(params: dict[str, Any]) -> Page:
    """[HB-2] A certificate of admission, from the title's own row alone. `params`: title by id."""
    found = Title.objects.get(pk=params["title"])
    context = {"title": found, "address": settings.BASE_URL + reverse("titles:title", args=[found.number])}
    return Page("print/admission.certificate.html", context, f"Certificate of admission, {found.holder}")


def signature(params: dict[str, Any]) -> Page:
    """[HB-47] The record of a signature as people read it. `params`: declaration by id."""
    found = Declaration.objects.select_related("signature", "supervisor", "case__application__user")
    row = found.prefetch_related("exclusions").get(pk=params["declaration"])
    excluded = list(row.exclusions.all())
    context = {
        "row": row, "signature": row.signature, "application": row.case.application, "user": row.case.application.user,
        "examples": [(name, row.signature.seals[code]) for code, name in called(row.case, row.signature.seals)],
        "left_out": [(numbers_of(row.case, [one.slot])[0], one.why) for one in excluded],
    }  # fmt: skip
    return Page("print/admission.signature.html", context, f"Record of a signature, {row.case.application.reference}")


KINDS = (Kind(PRINTOUT, certificate, seal=seal), Kind(PAPER, signature, seal=seal, guarded=True))
