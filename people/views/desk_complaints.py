"""The officers' queue of complaints about data protection, and what they do with one."""

from __future__ import annotations

import uuid as uuids
from collections.abc import Callable
from dataclasses import dataclass

from django import forms
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from cilexportal.foundation import london
from cilexportal.foundation.idempotency.sent import sent, status_of
from cilexportal.foundation.idempotency.web import gives_back
from people.enums import ComplaintState
from people.forms.data_rights import InquiryForm, OutcomeForm, TellForm
from people.models import Complaint, ComplaintStep
from people.queries import complaints as queries
from people.services import complaints
from people.views.acting import act_and_go

A_PAGE = 25


@dataclass(frozen=True, slots=True)
class Step:
    """One thing an officer does with a complaint: its title, its form, and what carries it out."""

    title: str
    form: type[forms.Form]
    act: Callable[..., ComplaintStep]
    said: str


STEPS = {
    "inquiry": Step("Note an inquiry", InquiryForm, complaints.inquire, "The note is kept."),
    "tell": Step("Tell how far it is", TellForm, complaints.tell, "The person is written to."),
    "outcome": Step("Tell the outcome", OutcomeForm, complaints.conclude, "The outcome is on its way."),
}


@require_safe
def desk(request: HttpRequest) -> HttpResponse:
    """[LAW-DPCOMP] What has no outcome yet, what is not acknowledged first; or what was answered."""
    done = request.GET.get("show") == "answered"
    page = Paginator(queries.answered() if done else queries.open_ones(), A_PAGE).get_page(request.GET.get("page"))
    today = london.today()
    rows = [(one, (today - one.received_on).days, one.acknowledged_at is None and today > one.due_on) for one in page]
    return render(request, "people/desk/complaints.html", {"page": page, "rows": rows, "done": done})


@require_safe
def one(request: HttpRequest, uuid: uuids.UUID) -> HttpResponse:
    """[LAW-DPCOMP] One complaint, what was done about it, and what can be done."""
    found = _complaint(uuid)
    may_act = found.state != ComplaintState.ANSWERED and found.person_id != request.user.pk
    context = {
        "found": found,
        "done": found.steps.select_related("by"),
        "steps": _steps(found) if may_act else [],
        "late": found.acknowledged_at is None and london.today() > found.due_on,
    }
    return render(request, "people/desk/complaint_one.html", context)


@gives_back
@require_http_methods(["GET", "HEAD", "POST"])
def act(request: HttpRequest, uuid: uuids.UUID, do: str) -> HttpResponse:
    """[LAW-DPCOMP] One step: its form, and taking it."""
    found, step = _complaint(uuid), STEPS.get(do)
    if step is None:
        raise Http404
    form = step.form(sent(request))
    if request.method == "POST" and form.is_valid():
        done = act_and_go(
            request, form,
            lambda: step.act(complaint_id=found.pk, by=request.user, at=london.now(), **form.cleaned_data),
            scope="complaint_step",
            said=step.said, to=reverse("people:complaint", args=[uuid]),
        )  # fmt: skip
        if done:
            return done
    context = {"found": found, "form": form, "title": step.title}
    return render(request, "people/desk/complaint_act.html", context, status=status_of(request, form))


def _steps(found: Complaint) -> list[tuple[str, str]]:
    """What can be done: the outcome is not told before the complaint is acknowledged."""
    held = () if found.acknowledged_at else ("outcome",)
    return [(name, step.title) for name, step in STEPS.items() if name not in held]


def _complaint(uuid: uuids.UUID) -> Complaint:
    """The complaint of an address. Raises Http404."""
    return get_object_or_404(Complaint.objects.select_related("person"), uuid=uuid)
