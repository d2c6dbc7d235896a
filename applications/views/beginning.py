"""Choosing a pathway, the questions before beginning, and the page for the employer."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from applications.forms.beginning import QuestionsForm
from applications.models import PathwayVersion
from applications.queries import beginning as queries
from applications.queries.pathways import data_of
from applications.rules.eligibility import may_begin, told
from applications.services import beginning as services
from cilexportal.foundation import london
from cilexportal.foundation.idempotency.sent import sent, status_of
from cilexportal.foundation.idempotency.web import gives_back, once
from cilexportal.foundation.rulebook.refusal import Refusal, Refused

POSTABLE = ["GET", "HEAD", "POST"]


@require_safe
def choose(request: HttpRequest) -> HttpResponse:
    """[HB-1] [HB-6] The pathways that can be begun today, and the applications that somebody has."""
    versions, mine = queries.open_versions(today=london.today()), list(queries.of_person(request.user.pk))
    context = {
        "pathways": [(version.pathway_id, data_of(version)) for version in versions],
        "mine": mine,
        "live": {one.pathway_id for one in mine if not one.end},
    }
    return render(request, "applications/choose.html", context)


@gives_back
@require_http_methods(POSTABLE)
def begin(request: HttpRequest, pathway: str) -> HttpResponse:
    """[HB-1] [HB-4] [HB-5] The questions, what follows from the answers, and the button that begins."""
    version = _version(pathway)
    data = data_of(version)
    form = QuestionsForm(sent(request), questions=data.questions, back=reverse("applications:choose"))
    refusals = may_begin(
        queries.person(request.user, pathway=pathway), version=queries.days_of(version), today=london.today()
    )
    follows = None
    if request.method == "POST" and form.is_valid():
        if form.is_told():
            url, refusals = _begin(request, form, pathway)
            if url:
                return redirect(url)
        follows = list(told(data.questions, form.answers()))
        form = form.telling() if not refusals else form
    context = {
        "data": data, "pathway": pathway, "form": form, "refusals": refusals, "follows": follows,
        "checked": follows is not None and not refusals,
    }  # fmt: skip
    status = 422 if request.method == "POST" and refusals else status_of(request, form)
    return render(request, "applications/begin.html", context, status=status)


@require_safe
def brief(request: HttpRequest, pathway: str) -> HttpResponse:
    """[HB-10] [HB-10a] What the supervisor will be asked for, to print and to talk through with the employer."""
    data = data_of(_version(pathway))
    return render(request, "applications/brief.html", {"data": data, "pathway": pathway})


def _begin(request: HttpRequest, form: QuestionsForm, pathway: str) -> tuple[str, list[Refusal]]:
    """Begins once, and the address of the application; or why not."""
    try:
        with once(request, scope="applications.begin") as turn:
            if turn.first:
                made = services.begin(user=request.user, pathway=pathway, answers=form.answers(), at=london.now())
                turn.answer(reverse("applications:mine", args=[made.uuid]))
    except Refused as no:
        return "", list(no.refusals)
    return turn.url, []


def _version(pathway: str) -> PathwayVersion:
    """The version of today, or the latest one. Raises Http404."""
    found = queries.version_of(pathway, today=london.today())
    if found is None:
        raise Http404
    return found
