"""An applicant's page of references: whom they asked and how far it is, and never what was written."""

from __future__ import annotations

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from applications.enums import StepKind
from applications.forms.references import AskForm, EndForm
from applications.models import Case, ReferenceAsked
from applications.queries import references as queries
from applications.queries.pathways import data_by_id
from applications.rules.links import BY_APPLICANT
from applications.rules.supervisors import WITH_REFERENCES
from applications.services import references
from applications.views.around import REFERENCES, pages_of
from cilexportal.foundation import london, ratelimit
from cilexportal.foundation.idempotency.acting import act_once
from cilexportal.foundation.idempotency.sent import sent, status_of
from cilexportal.foundation.idempotency.web import gives_back
from cilexportal.foundation.ui.forms import NoQuestion

POSTABLE = ["GET", "HEAD", "POST"]
# So many links an hour may go out from a network address.
MOST, SECONDS = 10, 3600
TOO_MANY = "Ten links have been sent from your network in the last hour. Wait an hour."


@require_safe
def mine(request: HttpRequest, uuid: UUID, step: str) -> HttpResponse:
    """[HB-21] Whom I asked, what became of it, and what I can do about it."""
    case, now = _case(request, uuid, step), london.now()
    context = {
        "case": case, "told": queries.told(case, at=now), "may_ask": case.stage in BY_APPLICANT, "now": now,
        "heads": data_by_id(case.application.version_id).heads, "beside": pages_of(case, here=REFERENCES),
    }  # fmt: skip
    return render(request, "applications/references.html", context)


@gives_back
@require_http_methods(POSTABLE)
def ask(request: HttpRequest, uuid: UUID, step: str) -> HttpResponse:
    """[HB-21] [HB-24] Names a supervisor, who gets a link."""
    case = _case(request, uuid, step)
    roles, back = list(case.roles.all()), _page(case)
    initial = {"revision": case.revision, "roles": [str(role.uuid) for role in roles]}
    form = AskForm(sent(request), roles=roles, back=back, initial=initial)
    if request.method == "POST" and form.is_valid():
        if not ratelimit.may(request, "applications.reference", most=MOST, seconds=SECONDS):
            form.add_error(None, TOO_MANY)
        elif url := _ask(request, case, form):
            return redirect(url)
    context = {"form": form, "case": case, "needs_role": case.kind == StepKind.EXPERIENCE and not roles, "back": back}
    return render(request, "applications/reference_ask.html", context, status=status_of(request, form))


@require_http_methods(POSTABLE)
def again(request: HttpRequest, asked: UUID) -> HttpResponse:
    """[HB-21] Sends a new link; the one before is dead."""
    found = _asked(request, asked)
    back, form = _page(found.case), NoQuestion(request.POST or None)
    if request.method == "POST":
        if not ratelimit.may(request, "applications.reference", most=MOST, seconds=SECONDS):
            form.add_error(None, TOO_MANY)
        elif url := act_once(
            request, form,
            lambda: references.again(asked_id=found.pk, by=request.user, at=london.now()),
            said=f"A new link is on its way to {found.name}. The old one no longer works.", to=back,
        ):  # fmt: skip
            return redirect(url)
    context = {"form": form, "asked": found, "back": back}
    return render(request, "applications/reference_again.html", context, status=status_of(request, form))


@require_http_methods(POSTABLE)
def end(request: HttpRequest, asked: UUID) -> HttpResponse:
    """[HB-21] Asks this supervisor no longer."""
    found = _asked(request, asked)
    back = _page(found.case)
    form = EndForm(sent(request), back=back)
    if request.method == "POST" and form.is_valid():
        url = act_once(
            request, form,
            lambda: references.end(
                asked_id=found.pk, why=form.cleaned_data["why"], by=request.user, at=london.now()
            ),
            said=f"The request to {found.name} is cancelled, and they have been told.", to=back,
        )  # fmt: skip
        if url:
            return redirect(url)
    context = {"form": form, "asked": found, "back": back}
    return render(request, "applications/reference_end.html", context, status=status_of(request, form))


def _ask(request: HttpRequest, case: Case, form: AskForm) -> str:
    said = form.cleaned_data
    return act_once(
        request, form,
        lambda: references.ask(
            case_id=case.pk, revision=said["revision"], name=said["name"], email=said["email"],
            roles=[UUID(one) for one in said.get("roles", [])], by=request.user, at=london.now(),
            headed_paper=case.kind == StepKind.ADMISSION,
        ),
        said=f"A link is on its way to {said['email']}.", to=_page(case),
    )  # fmt: skip


def _page(case: Case) -> str:
    return reverse("applications:references", args=[case.application.uuid, case.step])


def _case(request: HttpRequest, uuid: UUID, step: str) -> Case:
    """The person's own case of a step that takes references. Raises Http404 for any other."""
    found = queries.case_of(request.user.pk, uuid, step)
    if found is None or found.kind not in WITH_REFERENCES:
        raise Http404
    return found


def _asked(request: HttpRequest, uuid: UUID) -> ReferenceAsked:
    """The person's own request. Raises Http404 for any other."""
    found = queries.one_of(request.user.pk, uuid)
    if found is None:
        raise Http404
    return found
