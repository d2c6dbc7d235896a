"""The officers' queue: the list with its filters, giving cases to officers, and holding them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from urllib.parse import parse_qsl
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from applications.enums import HoldReason
from applications.forms.desk_queue import AssignForm, FindCases, HoldForm, ReleaseForm, SaveFilter
from applications.models import Case, SavedFilter
from applications.queries import queue as queries
from applications.queries import workload as work
from applications.queries.clocks import shown
from applications.queries.desk import chosen, held, kept, rows
from applications.services import desk, filters, holding
from applications.views.desk_decide import act, opened, page_of
from cilexportal.foundation import london
from cilexportal.foundation.idempotency.acting import act_once
from cilexportal.foundation.idempotency.sent import sent, status_of
from cilexportal.foundation.idempotency.web import gives_back
from cilexportal.foundation.ui.words import counted
from members.enums import Role

POSTABLE = ["GET", "HEAD", "POST"]
# label, what the address then says
MINE = ("Mine", "officer=me")  # of officers alone: nobody else is given cases
VIEWS = (
    ("All open", ""),
    MINE,
    ("Nobody's yet", "officer=nobody"),
    ("Overdue", "overdue=on"),
    ("Messages", "message=on"),
)


@require_safe
def queue(request: HttpRequest) -> HttpResponse:
    """[HB-26] Cases, those that came first at the top, by any of the filters."""
    return _queue(request, SaveFilter(initial={"query": _asked(request)}))


@require_safe
def workload(request: HttpRequest) -> HttpResponse:
    """[HB-26] How the open cases are spread over officers, and how long they have waited."""
    today = london.today()
    context = {"officers": work.per_officer(today=today), "ages": work.ages(today=today), "today": today}
    return render(request, "applications/desk/queue_workload.html", context)


@gives_back
@require_http_methods(POSTABLE)
def assign(request: HttpRequest) -> HttpResponse:
    """[HB-26] Gives the cases that the address names, or the form that was sent, to an officer: all or none."""
    typed = sent(request)
    named = request.GET.getlist("case") or [one.partition(":")[0] for one in (typed or {}).get("seen", "").split(",")]
    cases = chosen(_uuids(named), but_of=request.user.pk)
    if not cases:
        messages.info(request, "Tick the cases that you want to give to an officer.")
        return redirect("applications_desk:queue")
    form = AssignForm(typed, initial={"seen": _seen(cases)})
    if request.method == "POST" and form.is_valid():
        seen, officer = form.cleaned_data["seen"], form.chosen()
        if not seen.keys() <= {case.uuid for case in cases}:
            raise Http404
        url = act_once(
            request, form, lambda: _give(request, seen=seen, officer=officer),
            said=f"{counted(len(seen), 'case')}: {f'given to {officer}' if officer else 'back with nobody'}.",
            to=_back_to(request, cases),
        )  # fmt: skip
        if url:
            return redirect(url)
        cases = chosen([case.uuid for case in cases], but_of=request.user.pk)
        form.carry(seen=_seen(cases))
    context = {"rows": rows(cases, today=london.today()), "form": form}
    return render(request, "applications/desk/assign.html", context, status=status_of(request, form))


@gives_back
@require_http_methods(POSTABLE)
def hold(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """[HB-26] Puts a case on hold, with a reason."""
    case = opened(request, uuid)
    form = HoldForm(sent(request), back=page_of(case), initial={"revision": case.revision})
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        url = act(
            request, form, case,
            lambda: holding.hold(
                case_id=case.pk, revision=said["revision"], reason=HoldReason(said["reason"]), note=said["note"],
                by=request.user, at=london.now(),
            ),
            said="The case is on hold. Its clock goes on.", to=page_of(case),
        )  # fmt: skip
        if url:
            return redirect(url)
    return _hold_page(request, "applications/desk/hold.html", case, form)


@gives_back
@require_http_methods(POSTABLE)
def release(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """[HB-26] Takes a case off hold."""
    case = opened(request, uuid)
    form = ReleaseForm(sent(request), back=page_of(case), initial={"revision": case.revision})
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        url = act(
            request, form, case,
            lambda: holding.release(
                case_id=case.pk, revision=said["revision"], note=said["note"], by=request.user, at=london.now()
            ),
            said="The case is off hold.", to=page_of(case),
        )  # fmt: skip
        if url:
            return redirect(url)
    return _hold_page(request, "applications/desk/hold_release.html", case, form)


@require_POST
def keep_filter(request: HttpRequest) -> HttpResponse:
    """Keeps the filters that are on under a name; one of that name is replaced."""
    form = SaveFilter(request.POST)
    if form.is_valid():
        name, query = form.cleaned_data["name"], _cleaned(form.cleaned_data["query"])
        url = act_once(
            request, form, lambda: filters.keep(user=request.user, name=name, query=query, at=london.now()),
            said=f"“{name}” is kept.", to=f"{reverse('applications_desk:queue')}?{query}",
        )  # fmt: skip
        if url:
            return redirect(url)
    request.GET = request.GET.copy()
    for key, value in parse_qsl(_cleaned(request.POST.get("query", ""))):
        request.GET[key] = value
    return _queue(request, form, status=422)


@require_POST
def drop_filter(request: HttpRequest, pk: int) -> HttpResponse:
    """Takes a kept view away. One's own only."""
    found = SavedFilter.objects.filter(pk=pk, user=request.user).first()
    if found is None:
        raise Http404
    form = SaveFilter(request.POST)
    url = act_once(
        request, form, lambda: filters.drop(filter_id=found.pk), scope="applications.drop_filter",
        said=f"“{found.name}” is kept no longer.", to=reverse("applications_desk:queue"),
    )  # fmt: skip
    return redirect(url)


def _queue(request: HttpRequest, save: SaveFilter, *, status: int = 200) -> HttpResponse:
    today, asked = london.today(), _asked(request)
    form = FindCases(request.GET or None, user=request.user)
    page = queries.found(
        form.wanted(), but_of=request.user.pk, today=today, after=request.GET.get("after", ""),
        before=request.GET.get("before", ""),
    )  # fmt: skip
    context = {
        "form": form, "chips": _chips(form, asked), "page": page, "rows": rows(page.cases, today=today),
        "asked": asked, "save": save, "kept": kept(request.user.pk), "can_assign": _may_assign(request),
        "views": VIEWS if _may_assign(request) else [one for one in VIEWS if one != MINE],
        "widest": _without(asked, "stage") + ("&" if _without(asked, "stage") else "") + f"stage={queries.ANY}",
    }  # fmt: skip
    return render(request, "applications/desk/queue.html", context, status=status)


def _hold_page(request: HttpRequest, template: str, case: Case, form: Any) -> HttpResponse:
    today = london.today()
    context = {
        "case": case, "form": form, "back": page_of(case), "clock": shown([case], today=today)[case.pk],
        "hold": held([case]).get(case.pk),
    }  # fmt: skip
    return render(request, template, context, status=status_of(request, form))


def _give(request: HttpRequest, *, seen: dict[UUID, int], officer: Any) -> None:
    try:
        desk.assign(seen=seen, officer=officer, by=request.user, at=london.now())
    except Case.DoesNotExist as gone:
        raise Http404 from gone


def _may_assign(request: HttpRequest) -> bool:
    return Role.REGULATION_OFFICER in request.user.roles


def _back_to(request: HttpRequest, cases: Sequence[Case]) -> str:
    """The case where one was given, the queue as it was filtered where several were."""
    if len(cases) == 1:
        return page_of(cases[0])
    asked = _cleaned(request.GET.get("back", ""))
    return f"{reverse('applications_desk:queue')}{f'?{asked}' if asked else ''}"


def _seen(cases: Sequence[Case]) -> str:
    return ",".join(f"{case.uuid}:{case.revision}" for case in cases)


def _uuids(sent: Sequence[str]) -> list[UUID]:
    """The ids among what an address says, as many as can be given at once."""
    found = []
    for one in sent[: desk.MOST]:
        try:
            found.append(UUID(one))
        except ValueError:
            continue
    return found


def _asked(request: HttpRequest) -> str:
    """The filters that are on, as in the address, without places."""
    return _cleaned(request.GET.urlencode())


def _cleaned(query: str) -> str:
    """Of a query no more than filters that say something."""
    pairs = [(name, value) for name, value in parse_qsl(query[:1000]) if name in FindCases.base_fields and value]
    return urlencode(dict(pairs))


def _without(asked: str, name: str) -> str:
    return urlencode([(one, value) for one, value in parse_qsl(asked) if one != name])


def _chips(form: FindCases, asked: str) -> list[dict[str, str]]:
    """The filters that are on, each with the address without it."""
    return [{"text": words, "url": f"?{_without(asked, name)}"} for name, words in form.said().items()]
