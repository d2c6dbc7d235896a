"""Officers give out the archive of a case, see how long its parts are kept, and read figures that identify nobody."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from admission.models import ArchiveState, CaseArchive
from admission.queries.archive import asked_by, decided_on, keeping_of
from admission.queries.figures import figures as figures_of
from admission.rules.figures import LEAST, LEAST_TIMES
from admission.services import archives
from admission.views.desk import case_opened
from cilexportal.foundation import london, private_files
from cilexportal.foundation.idempotency.acting import act_once
from cilexportal.foundation.ui.forms import NoQuestion

SHOWN = 20
NONE = "There is no archive of yours to download. Ask for one."


@require_http_methods(["GET", "HEAD", "POST"])
def archive(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """[HB-28b] [HB-39a] What the archive of a case holds, who had it, and how long each class of it is kept. It is
    asked for here, and made by the worker."""
    case, page = case_opened(request, uuid), reverse("admission_desk:archive", args=[uuid])
    form = NoQuestion(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        url = act_once(
            request, form, lambda: archives.ask(case_id=case.pk, by=request.user, at=london.now()),
            said="The archive is being made.", to=page,
        )  # fmt: skip
        if url:
            return redirect(url)
    given = CaseArchive.objects.filter(case=case).select_related("by")[:SHOWN]
    context = {
        "case": case, "given": given, "kept": keeping_of(case), "decided_on": decided_on(case), "form": form,
        "asked": asked_by(request.user, case),
    }  # fmt: skip
    return render(request, "admission/archive.html", context, status=422 if form.errors else 200)


@require_safe
def archive_file(request: HttpRequest, uuid: UUID) -> HttpResponseBase:
    """[HB-28b] The archive itself, for whoever asked for it and nobody else, until its day is over."""
    case = case_opened(request, uuid)
    asked = asked_by(request.user, case)
    if asked is None or asked.state != ArchiveState.READY or not asked.expires_at or asked.expires_at <= london.now():
        messages.error(request, NONE)
        return redirect("admission_desk:archive", uuid=uuid)
    name = f"{case.application.reference}-{london.date_of(asked.asked_at).isoformat()}.zip"
    return private_files.download(asked.file.name or "", filename=name, media_type="application/zip")


@require_safe
def figures(request: HttpRequest) -> HttpResponse:
    """[HB-39a] How long steps take, how often each criterion is met, and how often more is asked for."""
    context = {"figures": figures_of(today=london.today()), "least": LEAST, "least_times": LEAST_TIMES}
    return render(request, "admission/figures.html", context)
