"""The page on which an applicant plans, with their supervisors, how each outcome will be shown."""

from __future__ import annotations

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from applications.forms.ledger import first_shown
from applications.forms.planning import PlanForm
from applications.forms.typing import Keeps
from applications.models import Application
from applications.queries import mine
from applications.queries.pathways import data_by_id
from applications.queries.planning import boxes_of, plan_of
from applications.queries.typed import form_of
from applications.services import planning
from cilexportal.foundation import london
from cilexportal.foundation.idempotency.acting import say_no
from cilexportal.foundation.idempotency.sent import sent, status_of
from cilexportal.foundation.idempotency.web import gives_back, once
from cilexportal.foundation.rulebook.refusal import Refused

SAYS = "Kept {ago}; it is in your plan once you press Save."


@gives_back
@require_http_methods(["GET", "HEAD", "POST"])
def plan(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """[HB-10a] For each outcome how it will be shown, with which supervisor, and since when that is agreed."""
    application = mine.own(user_id=request.user.pk, uuid=uuid)
    data = data_by_id(application.version_id) if application else None
    if application is None or data is None or not data.competencies:
        raise Http404
    kept = plan_of(application)
    typed = form_of(application_id=application.pk, page=planning.PAGE, saved={})
    keeps = Keeps(
        reverse("applications:keep", args=[uuid, planning.PAGE]), typed.version, typed.typed_at, says=SAYS
    )  # fmt: skip
    form = PlanForm(
        sent(request), competencies=data.competencies, plan=kept, back=reverse("applications:mine", args=[uuid]),
        keeps=keeps.attrs(london.now()), initial=first_shown(typed.fields if typed.page_key else boxes_of(kept)),
    )  # fmt: skip
    if request.method == "POST" and form.is_valid() and (url := _save(request, application, form)):
        return redirect(url)
    # Nobody's admission depends on an optional outcome, so none is missing from what is agreed.
    asked = [one.number for one in form.outcomes() if not one.optional]
    agreed = sum(number in kept and kept[number].agreed_on is not None for number in asked)
    context = {"application": application, "form": form, "agreed": agreed, "count": len(asked)}
    return render(request, "applications/plan.html", context, status=status_of(request, form))


def _save(request: HttpRequest, application: Application, form: PlanForm) -> str:
    """Keeps the plan, once, and gives the address to go on to; empty where it was refused, which the form says."""
    try:
        with once(request, scope="applications.plan") as turn:
            if turn.first:
                planning.keep(
                    application_id=application.pk, plan=form.planned(), seen=form.cleaned_data["seen"],
                    by=request.user, at=london.now(),
                )  # fmt: skip
                turn.answer(request.path)
    except planning.Faulty as no:
        for number, name, refusal in no.faults:
            form.say(number, name, refusal)
        form.carry(seen=form.initial["seen"])
        return ""
    except Refused as no:
        say_no(form, no)
        return ""
    return turn.url
