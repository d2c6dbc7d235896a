"""An applicant's page for having a decision looked at again."""

from __future__ import annotations

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from applications.enums import Body, Stage
from applications.forms.ledger import first_shown
from applications.forms.reconsidering import AgainForm
from applications.forms.typing import Keeps
from applications.models import Case
from applications.queries import reconsidering as queries
from applications.queries.committee import told_of
from applications.queries.pathways import data_by_id
from applications.queries.references import case_of
from applications.queries.typed import form_of
from applications.services import reconsidering
from cilexportal.foundation import london
from cilexportal.foundation.idempotency.acting import act_once
from cilexportal.foundation.idempotency.sent import sent, status_of
from cilexportal.foundation.idempotency.web import gives_back

SAID = "We have received your request. Your case goes before the {body}, and you are told the date."


@gives_back
@require_http_methods(["GET", "HEAD", "POST"])
def again(request: HttpRequest, uuid: UUID, step: str) -> HttpResponse:
    """[HB-28b] Until when a decision can be looked at again and by whom, and the form that asks for it. What comes too
    late is told so, and what was typed stays."""
    case = case_of(request.user.pk, uuid, step)
    if case is None:
        raise Http404
    found = queries.again(case, today=london.today())
    page = queries.page_of(case)
    typed = form_of(application_id=case.application_id, page=page, saved={})
    keeps = Keeps(reverse("applications:keep", args=[uuid, page]), typed.version, typed.typed_at)
    form = AgainForm(
        sent(request),
        body=found.to,
        back=reverse("applications:mine", args=[uuid]),
        keeps=keeps.attrs(london.now()),
        initial={**first_shown(typed.fields), "to": found.to, "revision": case.revision},
    )
    if request.method == "POST" and form.is_valid() and (url := _ask(request, form, case)):
        return redirect(url)
    context = {
        "case": case, "application": case.application, "step": data_by_id(case.application.version_id).step(step),
        "found": found, "asked": queries.asked_of(case), "form": form, "now": london.now(),
        "waits": case.stage == Stage.COMMITTEE, "meets_on": told_of([case]).get(case.pk),
        "is_open": not found.refusals and (found.late is None or form.is_bound),
    }  # fmt: skip
    return render(request, "applications/again.html", context, status=status_of(request, form))


def _ask(request: HttpRequest, form: AgainForm, case: Case) -> str:
    """Asks, once, and gives the address to go on to; empty where it was refused, which the form says."""
    typed = form.cleaned_data
    to = Body(typed["to"])
    return act_once(
        request, form,
        lambda: reconsidering.ask(
            case_id=case.pk, to=to, reasons=typed["reasons"], by=request.user, at=london.now(),
            wants_hearing=typed["wants_hearing"], revision=typed["revision"],
        ),
        said=SAID.format(body=to.label), to=request.path,
    )  # fmt: skip
