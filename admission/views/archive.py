"""Officers give out the archive of a case, see how long its parts are kept, and read figures that identify nobody."""

from __future__ import annotations

from uuid import UUID

from django.conf import settings
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.views.decorators.http import require_safe

from admission.models import CaseArchive
from admission.queries.archive import decided_on, keeping_of
from admission.queries.figures import figures as figures_of
from admission.services import exporting
from applications.enums import StepKind
from applications.models import Case
from applications.queries.case import opened
from applications.services import noting
from cilexportal.foundation import london

SHOWN = 20
ARCHIVE = "archive"


@require_safe
def archive(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """[HB-28b] [HB-39a] What the archive of a case holds, who had it, and how long each class of it is kept."""
    case = _case(request, uuid)
    given = CaseArchive.objects.filter(case=case).select_related("by")[:SHOWN]
    context = {"case": case, "given": given, "kept": keeping_of(case), "decided_on": decided_on(case)}
    return render(request, "admission/archive.html", context)


@require_safe
def archive_file(request: HttpRequest, uuid: UUID) -> HttpResponseBase:
    """[HB-28b] The archive itself, made as it is asked for; who had it is written down."""
    case, now = _case(request, uuid), london.now()
    noting.looked(case=case, what=ARCHIVE, by=request.user, at=now)
    _, whole = exporting.export(case=case, organisation=settings.SITE["organisation"], by=request.user, at=now)
    name = f"{case.application.reference}-{london.date_of(now).isoformat()}.zip"
    answer = FileResponse(whole, as_attachment=True, filename=name, content_type="application/zip")
    answer["Cache-Control"], answer["X-Content-Type-Options"] = "private, no-store", "nosniff"
    return answer


@require_safe
def figures(request: HttpRequest) -> HttpResponse:
    """[HB-39a] How long steps take, how often each criterion is met, and how often more is asked for."""
    today = london.today()
    return render(request, "admission/figures.html", {"figures": figures_of(today=today), "today": today})


def _case(request: HttpRequest, uuid: UUID) -> Case:
    """A final application at the desk. Raises Http404, and so it does for whoever has a part in it."""
    case = opened(uuid, by=request.user)
    if case is None or case.kind != StepKind.ADMISSION:
        raise Http404
    return case
