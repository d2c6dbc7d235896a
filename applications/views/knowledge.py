"""The page of the knowledge step: which qualification, its certified copy, and its files."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from applications.enums import PaperKind, Stage
from applications.forms.knowledge import LATER, KnowledgeForm, Page
from applications.models import Case, CasePaper
from applications.queries import knowledge as queries
from applications.queries.pathways import data_of
from applications.queries.submitted import page_of
from applications.queries.typed import Form, form_of
from applications.rules.knowledge import may_change
from applications.services import knowledge, papers, submitting, typing
from applications.services.knowledge import PAGE
from applications.views.around import KNOWLEDGE, pages_of
from cilexportal.foundation import london
from cilexportal.foundation.documents.views import attachment
from cilexportal.foundation.idempotency import keys
from cilexportal.foundation.idempotency.acting import act_once
from cilexportal.foundation.idempotency.sent import sent, status_of
from cilexportal.foundation.idempotency.web import gives_back, once
from cilexportal.foundation.rulebook.refusal import Refused

POSTABLE = ["GET", "HEAD", "POST"]
ELSEWHERE = (
    "This was changed in another tab or on another device. Open the page anew to see it; your text is here still."
)


@gives_back
@require_http_methods(POSTABLE)
def page(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """[HB-12] [HB-15] The form while it is the applicant's move, and what was submitted afterwards."""
    case = _case(request, uuid)
    form = _form(case, sent(request), request)
    if request.method == "POST":
        url = _later(request, case, form) if request.POST.get("do") == LATER else _save(request, case, form)
        if url:
            return redirect(url)
        case.refresh_from_db()
        form.again(revision=case.revision, version=_typed(case).version)
    return _show(request, case, form, status=status_of(request, form))


@require_safe
def paper(request: HttpRequest, uuid: UUID, paper: UUID) -> FileResponse:
    """[HB-15] A checked file of one's own application, as a download."""
    return attachment(_paper(request, uuid, paper).document)


@require_POST
def paper_remove(request: HttpRequest, uuid: UUID, paper: UUID) -> HttpResponse:
    """[HB-15] Takes a file away again, and goes back to the step it was on."""
    found = _paper(request, uuid, paper)
    with once(request, scope="applications.paper_remove") as turn:
        if turn.first:
            try:
                papers.remove(paper_id=found.pk, by=request.user, at=london.now())
                messages.info(request, f"{found.document.filename} is removed.")
            except Refused as no:
                messages.warning(request, str(no.refusals[0]))
            turn.answer(_back(found.case, uuid))
    return redirect(turn.url)


def _save(request: HttpRequest, case: Case, form: KnowledgeForm) -> str:
    """Adds the file, keeps the rest, and gives the address to go on to; empty where the form says what is wrong."""
    valid, at = form.is_valid(), london.now()
    revision = form.cleaned_data.get("revision") or 0
    if (upload := form.upload()) and "revision" not in form.errors:
        added: list[CasePaper] = []
        kind = PaperKind.CERTIFICATE if form.is_accredited() else PaperKind.RECOGNITION
        act_once(
            request, form,
            lambda: added.append(
                papers.add(case_id=case.pk, revision=revision, kind=kind, upload=upload, by=request.user, at=at)
            ),
            said=f"{upload.name} is added, and being checked.", to=request.path, scope="applications.paper",
        )  # fmt: skip
        revision = added[0].case.revision if added else revision
    if not valid or form.errors:
        return ""
    return act_once(
        request, form,
        lambda: knowledge.keep(
            case_id=case.pk, revision=revision, named=form.named(), certified=form.certified(), by=request.user, at=at
        ),
        said="Saved. It is not submitted yet.", to=request.path,
    )  # fmt: skip


def _later(request: HttpRequest, case: Case, form: KnowledgeForm) -> str:
    """Keeps the boxes as they are, whole or not, and leads back to the steps."""
    key = keys.read(request.POST.get(keys.FIELD, ""))
    application = case.application
    try:
        typing.keep_form(
            uuid=application.uuid, user_id=request.user.pk, page=PAGE, version=_number(request, "version"),
            page_key=key.key if key else "", fields=form.boxes(), at=london.now(),
        )  # fmt: skip
    except typing.Stale:
        form.add_error(None, ELSEWHERE)
        return ""
    except Refused as no:
        form.add_error(None, str(no.refusals[0]))
        return ""
    messages.info(request, "Your words are kept, and nothing is submitted. A file has to be chosen when you save.")
    return reverse("applications:mine", args=[application.uuid])


def _show(request: HttpRequest, case: Case, form: KnowledgeForm, *, status: int = 200) -> HttpResponse:
    at = london.now()
    closed = may_change(Stage(case.stage), is_over=case.application.ended_at is not None)
    typed = _typed(case)
    context: dict[str, Any] = {
        "case": case, "application": case.application, "data": data_of(case.application.version), "form": form,
        "closed": closed, "kept": queries.qualification_of(case), "beside": pages_of(case, here=KNOWLEDGE),
        "papers": queries.papers_of(case), "typed_at": typed.typed_at,
        "missing": [] if closed else submitting.why_not(case, at=at),
    }  # fmt: skip
    return render(request, "applications/knowledge.html", context, status=status)


def _form(case: Case, data: Any, request: HttpRequest | None = None) -> KnowledgeForm:
    typed, application = _typed(case), case.application
    seconds = int((london.now() - typed.typed_at).total_seconds()) if typed.typed_at else None
    known = Page(
        accredited=data_of(application.version).qualifications,
        autosave_url=reverse("applications:keep", args=[application.uuid, PAGE]),
        back_url=reverse("applications:mine", args=[application.uuid]), version=typed.version,
        revision=case.revision, saved_seconds=seconds,
    )  # fmt: skip
    files = request.FILES if request is not None and request.method == "POST" else None
    return KnowledgeForm(data, files, page=known, boxes=typed.fields)


def _typed(case: Case) -> Form:
    saved = queries.boxes_of(queries.qualification_of(case))
    return form_of(application_id=case.application_id, page=PAGE, saved=saved)


def _case(request: HttpRequest, uuid: UUID) -> Case:
    """The knowledge case of one's own application. Raises Http404."""
    found = queries.case_of(request.user.pk, uuid)
    if found is None:
        raise Http404
    return found


def _paper(request: HttpRequest, uuid: UUID, paper: UUID) -> CasePaper:
    """A file of one's own application. Raises Http404."""
    found = queries.paper_of(request.user.pk, uuid, paper)
    if found is None:
        raise Http404
    return found


def _number(request: HttpRequest, name: str) -> int:
    text = request.POST.get(name, "")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else 0


def _back(case: Case, uuid: UUID) -> str:
    """The page of the step that a file is on."""
    if above := page_of(case):
        return above
    name = {"knowledge": "applications:knowledge", "experience": "applications:ledger"}[case.kind]
    return reverse(name, args=[uuid])
