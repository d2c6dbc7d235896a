"""Submitting a step, paying its fee, and what is known of both afterwards."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from applications.enums import Stage, StepKind
from applications.forms.paying import FeeForm, SubmitForm, TakeBackForm
from applications.models import Case
from applications.queries import clocks, ledger
from applications.queries.pathways import data_by_id
from applications.queries.submitted import can_be_submitted
from applications.rules import fees as rules
from applications.rules.pathway import Step
from applications.rules.stages import WITH_APPLICANT
from applications.services import fees, submitting
from applications.views.around import SUBMIT, pages_of
from cilexportal.foundation import london
from cilexportal.foundation.idempotency.acting import act_once, answer_once
from cilexportal.foundation.idempotency.sent import sent, status_of
from cilexportal.foundation.idempotency.web import gives_back


@gives_back
@require_http_methods(["GET", "HEAD", "POST"])
def submit(request: HttpRequest, uuid: UUID, step: str) -> HttpResponse:
    """[HB-11a] [HB-22] [HB-23] What is wanting, or the form that submits with the fee named first; afterwards where the
    submission stands. A form that comes too late is told so and loses nothing."""
    case = _own(request, uuid, step)
    about = _step(case)
    if case.stage not in WITH_APPLICANT:
        if request.method == "POST":
            messages.error(request, f"{submitting.NOT_OPEN} Nothing was sent twice.")
            return redirect(request.path)
        return _show_paid(request, case, about)
    fee = fees.facts_of(fees.standing(case.pk))
    bills = rules.needs_bill(about, fee)
    pence = fees.price_of(about, today=london.today()) if bills else None
    form = _form(request, case, bills=bills, pence=pence)
    if request.method == "POST" and form.is_valid() and (url := _submit(request, form, case)):
        return redirect(url)
    wanting = submitting.why_not(case, at=london.now())
    context = {
        "case": case, "application": case.application, "step": about, "form": form, "wanting": wanting,
        "beside": pages_of(case, here=SUBMIT), "bills": bills, "pence": pence,
        "not_set": rules.NOT_SET if bills and not pence else "", "claimed": _claimed(case),
    }  # fmt: skip
    return render(request, "applications/submit.html", context, status=status_of(request, form))


@require_POST
def take_back(request: HttpRequest, uuid: UUID, step: str) -> HttpResponse:
    """[HB-22] A submission that is not paid becomes a draft again."""
    case = _own(request, uuid, step)
    to = reverse("applications:submit", args=[uuid, step])
    form, url = TakeBackForm(request.POST), ""
    if form.is_valid():
        seen = form.cleaned_data["revision"]
        url = act_once(
            request, form,
            lambda: submitting.take_back(case_id=case.pk, revision=seen, by=request.user, at=london.now()),
            said="It is a draft again. Nothing was charged, and everything you entered is still there.", to=to,
        )  # fmt: skip
    for error in form.non_field_errors():
        messages.error(request, error)
    return redirect(url or to)


def _own(request: HttpRequest, uuid: UUID, step: str) -> Case:
    """The signed-in person's own case. Raises Http404."""
    mine = Case.objects.filter(application__user=request.user.pk, application__uuid=uuid, step=step)
    found = mine.select_related("application__user").first()
    if found is None or not can_be_submitted(found):
        raise Http404
    return found


def _claimed(case: Case) -> ledger.Reckoned | None:
    """[HB-18] What the ledger comes to today; None for a step without one."""
    if case.kind != StepKind.EXPERIENCE:
        return None
    figures = data_by_id(case.application.version_id).hours
    return ledger.reckon(ledger.claimed(case), figures=figures, today=london.today())


def _step(case: Case) -> Step:
    return data_by_id(case.application.version_id).step(case.step)


def _form(request: HttpRequest, case: Case, *, bills: bool, pence: int | None) -> forms.Form:
    data, initial = sent(request), {"revision": case.revision}
    if bills:
        return FeeForm(data, pence=pence or 0, name=request.user.full_name, initial=initial)
    return SubmitForm(data, initial=initial)


def _submit(request: HttpRequest, form: forms.Form, case: Case) -> str:
    """Submits, once, and gives the address to go on to; empty where it was refused, which the form says."""
    payer = form.bill_to(email=request.user.email) if isinstance(form, FeeForm) else None

    def answer() -> str:
        fee = submitting.submit(
            case_id=case.pk, revision=form.cleaned_data["revision"], by=request.user, payer=payer,
            seen_pence=form.cleaned_data.get("seen_pence"), at=london.now(),
        )  # fmt: skip
        return reverse("shop:pay", args=[fee.order.uuid]) if fee else request.path

    return answer_once(request, form, answer, scope="applications.submit")


def _show_paid(request: HttpRequest, case: Case, about: Step) -> HttpResponse:
    """Where a submission stands: its fee, its clock, and what was sent."""
    fee, today = fees.standing(case.pk), london.today()
    facts = fees.facts_of(fee)
    refusal = rules.may_take_back(Stage(case.stage), facts)
    context: dict[str, Any] = {
        "case": case, "application": case.application, "step": about, "fee": fee,
        "beside": pages_of(case, here=SUBMIT),
        "is_assessed": rules.may_assess(about, facts), "words": clocks.words_of([case], today=today)[case.pk],
        "submissions": case.submissions.defer("content"),
        "take_back": None if refusal else TakeBackForm(initial={"revision": case.revision}),
    }  # fmt: skip
    return render(request, "applications/paid.html", context)
