"""What a page of marks fetches besides: pictures of evidence, the files whole, and what is typed kept at each pause."""

from __future__ import annotations

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods, require_safe

from admission.forms.assess import MOST_TYPED
from admission.queries.intact import is_intact
from admission.queries.marked_examples import Beside, Example, example_of
from admission.services import marks_typed
from admission.views.assess import EVIDENCE, SECOND, example_url
from admission.views.changed import changed
from admission.views.desk import case_opened
from applications.enums import Stage
from applications.models import Case, Submission
from applications.queries.pathways import data_by_id
from applications.rules.typed import TooMuch
from applications.services import noting
from cilexportal.foundation import london
from cilexportal.foundation.documents import pages, sandbox
from cilexportal.foundation.documents.inspection.finding import Unwelcome
from cilexportal.foundation.documents.models import DocumentState
from cilexportal.foundation.documents.views import shown
from cilexportal.foundation.ui import autosave

NOT_DRAWN = (Unwelcome, sandbox.Broken, FileNotFoundError)


@require_safe
def picture(request: HttpRequest, uuid: UUID, slot: str, key: str, page: int) -> HttpResponse:
    """[HB-31] [HB-39a] A page of a submitted file as a picture. Who opened the file is written down."""
    case, file = _file(request, uuid, slot, key)
    if not is_intact(file.document):
        return changed()
    try:
        drawn = pages.picture(file.document, page=page, boxes=())
    except NOT_DRAWN:
        raise Http404 from None
    noting.looked(case=case, what=f"{EVIDENCE}:{key}", by=request.user, at=london.now())
    answer = HttpResponse(drawn, content_type="image/jpeg")
    answer["Cache-Control"] = "private, no-store"
    answer["X-Content-Type-Options"] = "nosniff"
    return answer


@require_safe
def whole(request: HttpRequest, uuid: UUID, slot: str, key: str) -> HttpResponseBase:
    """[HB-39a] A submitted file whole."""
    case, file = _file(request, uuid, slot, key)
    if not is_intact(file.document):
        return changed()
    answer = shown(file.document)
    noting.looked(case=case, what=f"{EVIDENCE}:{key}", by=request.user, at=london.now())
    return answer


@require_http_methods(["GET", "HEAD", "PUT"])
def keep(request: HttpRequest, uuid: UUID, slot: str) -> HttpResponse:
    """[REC-17] Keeps what an assessor is typing of an example. Opened after signing in, it leads back to it."""
    case = case_opened(request, uuid)
    (submission, _), is_second = _example(case, slot), SECOND in request.GET
    back_to, too_much = example_url(case, slot, is_second=is_second), TooMuch().refusal.sentence
    if request.method != "PUT":
        return redirect(back_to)
    if case.stage != Stage.ASSESSMENT:
        return autosave.sentence("Not kept: the case is not being assessed now.", status=422)
    at = london.now()
    try:
        typed = autosave.read(request, back_to=back_to, most=MOST_TYPED, too_much=too_much)
        kept = marks_typed.keep(
            submission=submission, slot=slot, is_second=is_second, by=request.user,
            version=typed.version, page_key=typed.page_key, fields=typed.fields, at=at,
        )  # fmt: skip
    except autosave.NotRead as no:
        return no.answer
    except TooMuch as no:
        return autosave.sentence(no.refusal.sentence, status=413)
    except marks_typed.Stale as other:
        theirs = autosave.in_shape_of(typed.fields, other.fields)
        answer = {"version": other.version, "fields": theirs, "saved_at": other.saved_at.isoformat()}
        return JsonResponse(answer, status=409)
    return JsonResponse({"version": kept, "saved_at": at.isoformat(), "seconds": 0})


def _file(request: HttpRequest, uuid: UUID, slot: str, key: str) -> tuple[Case, Beside]:
    """A file of a submitted example, as it was submitted: nothing else of the case is read. Raises Http404."""
    case = case_opened(request, uuid)
    found = _example(case, slot)[1].file(key)
    if found is None or found.document.state != DocumentState.CLEAN:
        raise Http404
    return case, found


def _example(case: Case, slot: str) -> tuple[Submission, Example]:
    found = example_of(case, slot, data_by_id(case.application.version_id).competencies)
    if found is None:
        raise Http404
    return found
