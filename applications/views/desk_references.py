"""What officers do about references and about what an applicant was asked: ask, send again, end, accept."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from applications.enums import StepKind
from applications.forms.desk_decide import RequestEndForm, RequestTimeForm
from applications.forms.desk_references import DeskAskForm, DeskEndForm, ExceptionForm
from applications.models import Case, ReferenceAsked
from applications.queries.facts import about
from applications.rules.supervisors import WITH_REFERENCES
from applications.services import accepting, references, requesting
from applications.views.desk_decide import POSTABLE, act, opened, page_of
from cilexportal.foundation import london
from cilexportal.foundation.asking.models import Request
from cilexportal.foundation.idempotency.acting import act_once
from cilexportal.foundation.idempotency.sent import sent, status_of
from cilexportal.foundation.idempotency.web import gives_back
from cilexportal.foundation.ui.forms import NoQuestion

ANY_WORDS = "A reason."


@gives_back
@require_http_methods(POSTABLE)
def reference_ask(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """[HB-21] [HB-24] An officer asks another supervisor; the case waits for them meanwhile."""
    case = opened(request, uuid)
    if case.kind not in WITH_REFERENCES:
        raise Http404
    back, roles = page_of(case), list(case.roles.all())
    initial = {"revision": case.revision, "roles": [str(one.uuid) for one in roles]}
    form = DeskAskForm(sent(request), roles=roles, back=back, initial=initial)
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        url = act(
            request, form, case,
            lambda: references.ask(
                case_id=case.pk, revision=said["revision"], name=said["name"], email=said["email"],
                roles=[UUID(one) for one in said.get("roles", [])], by=request.user, at=london.now(), as_officer=True,
                headed_paper=case.kind == StepKind.ADMISSION,
            ),
            said=f"A link is on its way to {said['email']}.", to=back,
        )  # fmt: skip
        if url:
            return redirect(url)
    return _show(request, case, form, "Ask a supervisor", "ask")


@require_http_methods(POSTABLE)
def reference_again(request: HttpRequest, asked: UUID) -> HttpResponse:
    """[HB-21] An officer sends a new link; the one before is dead."""
    found, case = _asked(request, asked)
    form, back = NoQuestion(request.POST or None), page_of(case)
    if request.method == "POST" and (
        url := act_once(
            request, form,
            lambda: references.again(asked_id=found.pk, by=request.user, at=london.now(), as_officer=True),
            said=f"A new link is on its way to {found.name}. The old one no longer works.", to=back,
        )
    ):  # fmt: skip
        return redirect(url)
    return _show(request, case, form, f"Send {found.name} a new link", "again", asked=found)


@gives_back
@require_http_methods(POSTABLE)
def reference_end(request: HttpRequest, asked: UUID) -> HttpResponse:
    """[HB-21] An officer asks this supervisor no longer."""
    found, case = _asked(request, asked)
    back = page_of(case)
    form = DeskEndForm(sent(request), back=back)
    if request.method == "POST" and form.is_valid():
        why = form.cleaned_data["why"]
        url = act_once(
            request, form,
            lambda: references.end(asked_id=found.pk, why=why, by=request.user, at=london.now(), as_officer=True),
            said=f"The request to {found.name} is cancelled, and they have been told.", to=back,
        )  # fmt: skip
        if url:
            return redirect(url)
    return _show(request, case, form, f"Cancel the request to {found.name}", "end", asked=found)


@gives_back
@require_http_methods(POSTABLE)
def reference_exception(request: HttpRequest, asked: UUID) -> HttpResponse:
    """[HB-24] An officer takes a supervisor who is none of the authorised persons, and says why."""
    found, case = _asked(request, asked)
    form = ExceptionForm(sent(request), back=page_of(case), initial={"revision": case.revision})
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        url = act(
            request, form, case,
            lambda: accepting.take_by_exception(
                asked_id=found.pk, revision=said["revision"], why=said["why"], by=request.user, at=london.now()
            ),
            said=f"The reference of {found.name} is accepted by exception.", to=page_of(case),
        )  # fmt: skip
        if url:
            return redirect(url)
    refusals = accepting.why_not(found, why=ANY_WORDS)
    title = f"Accept the reference of {found.name} by exception"
    return _show(request, case, form, title, "exception", asked=found, refusals=refusals)


@gives_back
@require_http_methods(POSTABLE)
def request_end(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """[HB-26] An officer asks the applicant no longer, and goes on with what is there."""
    case = opened(request, uuid)
    form = RequestEndForm(sent(request), back=page_of(case), initial={"revision": case.revision})
    if request.method == "POST" and form.is_valid():
        why = form.cleaned_data["why"]
        url = act(
            request, form, case,
            lambda: requesting.take_back(case_id=case.pk, why=why, by=request.user, at=london.now()),
            said="The request to the applicant is cancelled, and they have been told.", to=page_of(case),
        )  # fmt: skip
        if url:
            return redirect(url)
    return _show(request, case, form, "Cancel the request to the applicant", "request", request_open=_open_of(case))


@gives_back
@require_http_methods(POSTABLE)
def request_time(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """[HB-26] An officer gives the applicant more time for an answer."""
    case = opened(request, uuid)
    form = RequestTimeForm(sent(request), back=page_of(case), initial={"revision": case.revision})
    if request.method == "POST" and form.is_valid():
        until = form.cleaned_data["until"]
        url = act(
            request, form, case,
            lambda: requesting.give_time(case_id=case.pk, until=until, by=request.user, at=london.now()),
            said=f"The applicant has until {london.in_words(until)}, and has been told.", to=page_of(case),
        )  # fmt: skip
        if url:
            return redirect(url)
    return _show(request, case, form, "Give the applicant more time", "request", request_open=_open_of(case))


def _asked(request: HttpRequest, uuid: UUID) -> tuple[ReferenceAsked, Case]:
    """A request for a reference with its case, as somebody at the desk may see it. Raises Http404."""
    found = ReferenceAsked.objects.select_related("case__application", "reference").filter(uuid=uuid).first()
    if found is None:
        raise Http404
    return found, opened(request, found.case.uuid)


def _open_of(case: Case) -> Request | None:
    """What the applicant is asked at the moment, with its questions."""
    return Request.objects.filter(about=about(case), ended_at=None).prefetch_related("items").first()


def _show(request: HttpRequest, case: Case, form: Any, title: str, what: str, **more: Any) -> HttpResponse:
    context = {"case": case, "form": form, "title": title, "what": what, "back": page_of(case), **more}
    return render(request, "applications/desk/letter_reference.html", context, status=status_of(request, form))
