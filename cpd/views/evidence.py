"""Supporting documents of a record: add, open, remove."""

from __future__ import annotations

import uuid as uuids

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from cilexportal.foundation import london
from cilexportal.foundation.documents.views import attachment
from cilexportal.foundation.idempotency.acting import press_once
from cilexportal.foundation.rulebook.refusal import Refused
from cpd.permissions import member_of, own_record, refuse_somebody_elses
from cpd.queries.record import document_of
from cpd.services import evidence as services
from cpd.services.typing import NotYours


@require_POST
def add(request: HttpRequest, uuid: uuids.UUID) -> HttpResponse:
    """Takes one file at once, sent by the form's script, and answers what became of it."""
    member, at = member_of(request.user), london.now()
    upload = request.FILES.get("files")
    refuse_somebody_elses(member, uuid)
    if upload is None:
        return JsonResponse({"name": "", "state": "refused", "sentence": "no file came with this"}, status=422)
    try:
        added = services.attach(
            member=member, by=request.user, uuid=uuid, year=request.GET.get("year", ""), upload=upload, at=at
        )
    except Refused as no:
        sentence = f"not added. {no.refusals[0].sentence}"
        return JsonResponse({"name": upload.name, "state": "refused", "sentence": sentence}, status=422)
    return JsonResponse({"name": upload.name, "state": added.document.state, "sentence": "added, being checked"})


@require_safe
def download(request: HttpRequest, uuid: uuids.UUID, pk: int) -> HttpResponse:
    """A checked file of the member's own record, as a download."""
    record = own_record(member_of(request.user), uuid)
    document = document_of(record, evidence_id=pk)
    if document is None:
        raise Http404
    return attachment(document)


@require_POST
def remove(request: HttpRequest, uuid: uuids.UUID, pk: int) -> HttpResponse:
    """Takes a file off the record."""
    member, at = member_of(request.user), london.now()
    own_record(member, uuid)
    try:
        return press_once(
            request, lambda: services.detach(member=member, uuid=uuid, evidence_id=pk, at=at),
            said="The file is removed from this record.", to=reverse("cpd:record_edit", args=[uuid]) + "#files",
            scope="cpd.evidence.remove",
        )  # fmt: skip
    except NotYours as nobody:
        raise Http404 from nobody
