"""The supervisors of the work in a portfolio: the list, somebody new, somebody changed or taken off."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from cilexportal.foundation import london
from cilexportal.foundation.idempotency.acting import act_once
from cilexportal.foundation.idempotency.sent import sent, status_of
from cilexportal.foundation.idempotency.web import gives_back, once
from cilexportal.foundation.rulebook.refusal import Refused
from portfolio.forms.supervisors import SupervisorForm
from portfolio.models import Portfolio, Supervisor
from portfolio.queries import supervisors as queries
from portfolio.queries.leaving import supervisor_of
from portfolio.queries.owner import data_of
from portfolio.rules.marks import mark_of
from portfolio.services import supervisors as services
from portfolio.services.supervisors import Details
from portfolio.views.around import around, owned

POSTABLE = ["GET", "HEAD", "POST"]


@require_safe
@owned
def supervisors(request: HttpRequest, portfolio: Portfolio) -> HttpResponse:
    """[HB-46e] Everybody on the list, with the examples that name them."""
    context = around(portfolio, here="supervisors") | {"listed": queries.listed(portfolio)}
    return render(request, "portfolio/supervisors.html", context)


@gives_back
@require_http_methods(POSTABLE)
@owned
def add(request: HttpRequest, portfolio: Portfolio) -> HttpResponse:
    """[HB-46e] Somebody new on the list."""
    form = _form(request, portfolio, button="Add this supervisor")
    if request.method == "POST" and form.is_valid():
        details = _details(form)
        url = act_once(
            request, form,
            lambda: services.add(portfolio=portfolio, details=details, by=request.user, at=london.now()),
            said=f"{details.name} is on your list. Choose them on the sheets of their work.", to=_list(portfolio),
            scope="portfolio.supervisor.add",
        )  # fmt: skip
        if url:
            return redirect(url)
    context = around(portfolio, here="supervisors") | {"form": form, "known": None, "back": _list(portfolio)}
    return render(request, "portfolio/supervisor_edit.html", context, status=status_of(request, form))


@gives_back
@require_http_methods(POSTABLE)
@owned
def change(request: HttpRequest, portfolio: Portfolio, supervisor: UUID) -> HttpResponse:
    """[HB-46e] [HB-53b] What is known of somebody on the list."""
    known = _known(portfolio, supervisor)
    form = _form(request, portfolio, button="Save", boxes=queries.boxes_of(known))
    if request.method == "POST" and form.is_valid():
        details, seen = _details(form), form.cleaned_data["version"]
        url = act_once(
            request, form,
            lambda: services.change(
                portfolio=portfolio, uuid=supervisor, details=details, seen=seen, by=request.user, at=london.now()
            ),
            said=f"What you know of {details.name} is saved.", to=_list(portfolio), scope="portfolio.supervisor.change",
        )  # fmt: skip
        if url:
            return redirect(url)
        known = _known(portfolio, supervisor)
        boxes = queries.boxes_of(known)
        form.send_again(version=mark_of(boxes), over=boxes)
    context = around(portfolio, here="supervisors") | {"form": form, "known": known, "back": _list(portfolio)}
    return render(request, "portfolio/supervisor_edit.html", context, status=status_of(request, form))


@require_POST
@owned
def remove(request: HttpRequest, portfolio: Portfolio, supervisor: UUID) -> HttpResponse:
    """[HB-46e] [HB-53b] Takes somebody off the list, unless examples name them or they have signed."""
    known = _known(portfolio, supervisor)
    with once(request, scope="portfolio.supervisor.remove") as turn:
        if turn.first:
            try:
                services.remove(portfolio=portfolio, uuid=supervisor, by=request.user, at=london.now())
                messages.info(request, f"{known.name} is off your list.")
            except Refused as no:
                messages.warning(request, str(no.refusals[0]))
            turn.answer(_list(portfolio))
    return redirect(turn.url)


def _form(
    request: HttpRequest, portfolio: Portfolio, *, button: str, boxes: dict[str, str] | None = None
) -> SupervisorForm:
    back, pathway = _list(portfolio), data_of(portfolio)
    return SupervisorForm(sent(request), boxes=boxes or {}, pathway=pathway, back=back, button=button)


def _details(form: SupervisorForm) -> Details:
    return Details(**{name: form.cleaned_data[name] for name in queries.KNOWN})


def _known(portfolio: Portfolio, uuid: UUID) -> Supervisor:
    """Somebody on the list. Raises Http404."""
    found = supervisor_of(portfolio, uuid)
    if found is None:
        raise Http404
    return found


def _list(portfolio: Portfolio) -> str:
    return reverse("portfolio:supervisors", args=[portfolio.case.application.uuid])
