"""Declarations at the officers' desk: how far each is, sent again, somebody else asked, an example let go on."""

from __future__ import annotations

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from admission.forms.declare import PassForm, ReplaceForm
from admission.models import Declaration, Exclusion
from admission.queries import declared
from admission.queries import declared_page as queries
from admission.queries.owner import data_of
from admission.rules.signing import may_ask, may_let_pass
from admission.services import declaring as services
from admission.views.declare import record_file
from admission.views.desk import case_opened
from applications.enums import Stage
from applications.models import Case
from cilexportal.foundation import london
from cilexportal.foundation.idempotency.acting import act_once
from cilexportal.foundation.idempotency.sent import sent, status_of
from cilexportal.foundation.idempotency.web import gives_back
from cilexportal.foundation.ui.forms import NoQuestion

POSTABLE = ["GET", "HEAD", "POST"]


@require_safe
def declarations(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """[HB-47] [HB-S4.1a] Every declaration of a case with what was left out, and what an officer can do."""
    case = case_opened(request, uuid)
    found = declared.standing_of(case)
    context = {
        "case": case, "application": case.application, "lines": queries.lines_of(case, found),
        "said": queries.SAID_AT_DESK[found.ready],
        "altered": queries.numbers_of(case, set(found.altered) & set(found.seals)),
        "may_ask": may_ask(Stage(case.stage)) is None, "may_let_pass": may_let_pass(Stage(case.stage)) is None,
        "now": london.now(),
    }  # fmt: skip
    return render(request, "admission/desk_declarations.html", context)


@require_http_methods(["POST"])
def again(request: HttpRequest, uuid: UUID, declaration: UUID) -> HttpResponse:
    """[HB-47] Sends what is asked once more, by a new link."""
    row = _row(case_opened(request, uuid), declaration)
    form = NoQuestion(request.POST)
    form.is_valid()
    url = act_once(
        request, form,
        lambda: services.send_again(declaration_id=row.pk, by=request.user, at=london.now()),
        said="It was sent again.", to=_page(uuid), scope="admission.send_again",
    )  # fmt: skip
    if url:
        return redirect(url)
    context = {"case": row.case, "application": row.case.application, "form": form, "row": row, "back": _page(uuid)}
    return render(request, "admission/desk_declaration.html", context, status=422)


@gives_back
@require_http_methods(POSTABLE)
def replace(request: HttpRequest, uuid: UUID, declaration: UUID) -> HttpResponse:
    """[HB-S4.1a] Another authorised person is asked in a supervisor's place."""
    case = case_opened(request, uuid)
    row = _row(case, declaration)
    form = ReplaceForm(sent(request), data_of=data_of(case), back=_page(uuid))
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        person = services.Person(name=said["name"], email=said["email"], kind=said["kind"], number=said["number"])
        url = act_once(
            request, form,
            lambda: services.replace(
                declaration_id=row.pk, person=person, why=said["why"], by=request.user, at=london.now()
            ),
            said=f"{person.name} is asked to sign.", to=_page(uuid),
        )  # fmt: skip
        if url:
            return redirect(url)
    context = {"case": case, "application": case.application, "form": form, "row": row, "back": _page(uuid)}
    return render(request, "admission/desk_declaration.html", context, status=status_of(request, form))


@gives_back
@require_http_methods(POSTABLE)
def let_pass(request: HttpRequest, uuid: UUID, exclusion: int) -> HttpResponse:
    """[HB-S4.1a] An example goes on that its supervisor left out."""
    case = case_opened(request, uuid)
    found = Exclusion.objects.select_related("declaration").filter(pk=exclusion, declaration__case=case).first()
    if found is None:
        raise Http404
    form = PassForm(sent(request), back=_page(uuid))
    if request.method == "POST" and form.is_valid():
        url = act_once(
            request, form,
            lambda: services.let_pass(
                exclusion_id=found.pk, why=form.cleaned_data["why"], by=request.user, at=london.now()
            ),
            said="The example goes on.", to=_page(uuid),
        )  # fmt: skip
        if url:
            return redirect(url)
    context = {
        "case": case, "application": case.application, "form": form, "row": found.declaration, "exclusion": found,
        "number": queries.numbers_of(case, [found.slot])[0], "back": _page(uuid),
    }  # fmt: skip
    return render(request, "admission/desk_declaration.html", context, status=status_of(request, form))


@require_safe
def record(request: HttpRequest, uuid: UUID, declaration: UUID) -> HttpResponseBase:
    """[HB-47] The sealed record of a signature."""
    return record_file(request, _row(case_opened(request, uuid), declaration))


def _row(case: Case, uuid: UUID) -> Declaration:
    found = queries.of_case(case, uuid)
    if found is None:
        raise Http404
    return found


def _page(uuid: UUID) -> str:
    return reverse("admission_desk:declarations", args=[uuid])
