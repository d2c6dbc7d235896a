"""The case page at the officer's desk, and what opens from it. Each opening is written down."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from applications.enums import PaperKind, SeenBy, StepKind
from applications.forms.desk_case import NoteForm, PostedForm
from applications.models import Case
from applications.queries import case as queries
from applications.queries import case_notes, case_submission, case_timeline, who_looked
from applications.services import noting, papers
from applications.views.desk_acts import acts_on
from cilexportal.foundation import london
from cilexportal.foundation.correspondence.models import MessageState
from cilexportal.foundation.correspondence.views.letter import letter_page
from cilexportal.foundation.documents.views import shown
from cilexportal.foundation.idempotency.acting import act_once
from cilexportal.foundation.idempotency.web import shown_to_copy

A_PAGE = 20
POSTABLE = ["GET", "HEAD", "POST"]


def opened(request: HttpRequest, uuid: UUID) -> Case:
    """[HB-26] The case of an address. Raises Http404, and so it does for its applicant, referees and supervisors."""
    case = queries.opened(uuid, by=request.user)
    if case is None:
        raise Http404
    return case


def _looked(request: HttpRequest, case: Case, what: str) -> None:
    noting.looked(case=case, what=what, by=request.user, at=london.now())


@require_safe
def case(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """[HB-26] The case whole; its timeline, notes, letters and readings page by page."""
    found = opened(request, uuid)
    _looked(request, found, who_looked.CASE)
    roles, asked, today = request.user.roles, request.GET, london.today()
    read = queries.case_file(found, today=today)
    context: dict[str, Any] = {
        "case": found, "application": found.application, "file": read, "facts": read.facts,
        "is_officer": case_notes.is_officer(roles), "acts": acts_on(read, roles=roles), "now": london.now(),
        "timeline": case_timeline.page(found, asked.get("page")),
        "notes": Paginator(case_notes.notes(found, roles=roles), A_PAGE).get_page(asked.get("notes")),
        "letters": Paginator(queries.letters(found, roles=roles), A_PAGE).get_page(asked.get("letters")),
        "looks": who_looked.page(found, asked.get("looks")),
    }  # fmt: skip
    return render(request, "applications/desk/case.html", context)


@require_safe
def submission(request: HttpRequest, uuid: UUID, number: int) -> HttpResponse:
    """[HB-22] What was submitted, frozen, with what is new in it."""
    found = opened(request, uuid)
    told = case_submission.told(found, number)
    if told is None:
        raise Http404
    _looked(request, found, f"{who_looked.SUBMISSION}:{number}")
    return render(request, "applications/desk/case_submission.html", {"case": found, "told": told})


@require_safe
def paper(request: HttpRequest, uuid: UUID, paper: UUID) -> HttpResponseBase:
    """[HB-15] A file of the case, in the browser where it can be drawn. Raises Http404 for one that is not checked."""
    found = opened(request, uuid)
    kept = queries.paper(found, paper)
    if kept is None:
        raise Http404
    answer = shown(kept.document)
    _looked(request, found, f"{who_looked.PAPER}:{paper}")
    return answer


@require_safe
def answer(request: HttpRequest, uuid: UUID, asked: UUID, number: int) -> HttpResponseBase:
    """[HB-26] A file that the applicant answered with. Raises Http404 for one that is not checked."""
    found = opened(request, uuid)
    item = queries.answers(found).filter(request__uuid=asked, number=number).first()
    if item is None or item.document is None:
        raise Http404
    file = shown(item.document)
    _looked(request, found, f"{who_looked.ANSWER}:{asked}:{number}")
    return file


@require_safe
def reference(request: HttpRequest, uuid: UUID, asked: UUID) -> HttpResponse:
    """[HB-24] [HB-25] A signed reference, given in confidence."""
    found = opened(request, uuid)
    received = queries.reference(found, asked, today=london.today())
    if received is None:
        raise Http404
    _looked(request, found, f"{who_looked.REFERENCE}:{asked}")
    return render(request, "applications/desk/case_reference.html", {"case": found, "one": received})


@require_safe
def reference_letter(request: HttpRequest, uuid: UUID, asked: UUID) -> HttpResponseBase:
    """[HB-25] The letter on headed paper that came with a reference."""
    found = opened(request, uuid)
    received = queries.reference(found, asked, today=london.today())
    if received is None or received.reference.letter is None:
        raise Http404
    answer = shown(received.reference.letter)
    _looked(request, found, f"{who_looked.LETTER}:{asked}")
    return answer


@require_safe
def message(request: HttpRequest, uuid: UUID, message: UUID) -> HttpResponse:
    """[HB-26a] A letter about the case as it was sent, and what became of it."""
    found = opened(request, uuid)
    written = queries.letters(found, roles=request.user.roles).exclude(state=MessageState.QUEUED)
    one = get_object_or_404(written.defer(None), uuid=message)
    _looked(request, found, who_looked.MESSAGE)
    more = [("Case", found.application.reference)]
    return letter_page(request, one, template="applications/desk/case_message.html", more=more)


@shown_to_copy
@require_http_methods(POSTABLE)
def note(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """[HB-26] A note about the case: who reads it, and who is told."""
    found = opened(request, uuid)
    to = f"{_address(found)}#notes"
    colleagues = case_notes.colleagues(found, but=request.user)
    form = NoteForm(request.POST or None, colleagues=colleagues, back=to)
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        url = act_once(
            request, form,
            lambda: noting.note(
                case_id=found.pk, words=said["words"], seen_by=SeenBy(said["seen_by"]), to=form.told(),
                by=request.user, at=london.now(),
            ),
            said="The note is kept.", to=to,
        )  # fmt: skip
        if url:
            return redirect(url)
    context = {"case": found, "form": form, "back": to, "waiting": case_notes.waiting(found)}
    return render(request, "applications/desk/case_note.html", context, status=422 if form.errors else 200)


@shown_to_copy
@require_http_methods(POSTABLE)
def posted(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """[HB-23] Files the scan of what came by post."""
    found = opened(request, uuid)
    to = f"{_address(found)}#papers"
    form = PostedForm(
        request.POST or None, request.FILES or None, back=to, of_knowledge=found.kind == StepKind.KNOWLEDGE
    )
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        url = act_once(
            request, form,
            lambda: papers.posted(
                case_id=found.pk, kind=PaperKind(said["kind"]), label=said["label"], received_on=said["received_on"],
                upload=said["file"], certified=form.certified(), by=request.user, at=london.now(),
            ),
            said="It is filed on the case, and being checked.", to=to,
        )  # fmt: skip
        if url:
            return redirect(url)
    context = {"case": found, "form": form, "back": to}
    return render(request, "applications/desk/case_posted.html", context, status=422 if form.errors else 200)


def _address(case: Case) -> str:
    return reverse("applications_desk:case", args=[case.uuid])
