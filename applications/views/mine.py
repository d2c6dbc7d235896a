"""An applicant's list of steps, and withdrawing the application."""

from __future__ import annotations

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from applications.enums import Actor, Stage, StepKind
from applications.forms.mine import WithdrawForm
from applications.queries import case_notes, decided
from applications.queries import mine as queries
from applications.queries.mine import Mine, StepNow
from applications.queries.submitted import page_of
from applications.rules.numbers import letter_number
from applications.rules.stages import WITH_APPLICANT
from applications.rules.tasks import Act
from applications.services import ending
from cilexportal.foundation import london
from cilexportal.foundation.idempotency.acting import act_once
from cilexportal.foundation.idempotency.sent import sent, status_of
from cilexportal.foundation.idempotency.web import gives_back

VERBS = {
    Act.ANSWER: "Answer our questions", Act.SIGN: "Read and sign", Act.PAY: "Pay the fee",
    Act.SUBMIT: "Check and submit", Act.AGAIN: "Read the decision and go on",
    Act.REFERENCE: "See to the reference", Act.WORK: "Go on",
}  # fmt: skip
NOTES = 20
# Where a kind of step is worked on.
PAGES = {StepKind.KNOWLEDGE: "applications:knowledge", StepKind.EXPERIENCE: "applications:ledger"}


@require_safe
def mine(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """[HB-8] [HB-11] The steps with their status, what each waits for, and what to do next."""
    found = queries.mine(user_id=request.user.pk, uuid=uuid, today=london.today())
    if found is None:
        raise Http404
    context = {
        "mine": found, "application": found.application, "tasks": [_task(found, one) for one in found.steps],
        "next": _next(found), "decided": decided.of_application(found.application, found.again),
        "may_ask": any(again is not None and again.late is None for again in found.again.values()),
        "events": [
            {"title": f"{step}: {happening.get_kind_display()}", "at": happening.at, "by": Actor(happening.who).label}
            for happening, step in found.latest
        ],
        "notes": case_notes.to_applicant(found.application)[:NOTES],
    }  # fmt: skip
    return render(request, "applications/mine.html", context)


@gives_back
@require_http_methods(["GET", "HEAD", "POST"])
def withdraw(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """[HB-8] [HB-11b] What withdrawing means, and the button that does it."""
    application = queries.own(user_id=request.user.pk, uuid=uuid)
    if application is None:
        raise Http404
    to = reverse("applications:mine", args=[uuid])
    form = WithdrawForm(sent(request), back=to)
    if request.method == "POST" and form.is_valid():
        why = form.cleaned_data["why"]
        url = act_once(
            request, form,
            lambda: ending.withdraw(application_id=application.pk, user=request.user, why=why, at=london.now()),
            said="Your application is withdrawn.", to=to,
        )  # fmt: skip
        if url:
            return redirect(url)
    context = {"application": application, "form": form}
    return render(request, "applications/withdraw.html", context, status=status_of(request, form))


@require_safe
def letter(request: HttpRequest, uuid: UUID, number: int) -> HttpResponse:
    """[HB-26a] A letter as it was sent."""
    found = decided.letter_of(user_id=request.user.pk, uuid=uuid, number=number)
    if found is None:
        raise Http404
    said = letter_number(found.application.reference, number)
    return render(request, "applications/letter.html", {"letter": found, "number": said})


def _task(found: Mine, one: StepNow) -> dict[str, str]:
    """A step as the list of tasks shows it. Steps of an application that has ended lead nowhere."""
    url = "" if found.application.ended_at else _url(one)
    todo = one.todo
    return {"title": one.step.title, "url": url, "hint": todo.words, "status": todo.status, "colour": todo.colour}


def _next(found: Mine) -> dict[str, str] | None:
    """The button that goes on with the most useful step."""
    if found.next is None:
        return None
    act = found.next.todo.act
    return {"verb": VERBS[act], "url": _url(found.next), "step": found.next.step.title, "words": found.next.todo.words}


def _url(one: StepNow) -> str:
    """Where an applicant goes on with a step, or reads of it; nowhere for what is not offered."""
    return _to_do(one) or _to_read(one)


def _to_do(one: StepNow) -> str:
    """Where there is something to do about a step; empty where it can only be read."""
    application, above = one.case.application.uuid, page_of(one.case)
    if one.todo.act == Act.ANSWER and one.request is not None:
        return reverse("asking:one", args=[one.request.uuid])
    if one.todo.act == Act.SIGN:
        return reverse("admission:declarations", args=[application])
    if one.todo.act == Act.AGAIN:
        return f"{reverse('applications:mine', args=[application])}#decided-{one.step.code}"
    if above and one.todo.act in (Act.SUBMIT, Act.WORK):
        return above
    if one.case.stage == Stage.FEE or one.todo.act == Act.SUBMIT:
        return reverse("applications:submit", args=[application, one.step.code])
    if one.todo.act == Act.REFERENCE:
        return reverse("applications:references", args=[application, one.step.code])
    return ""


def _to_read(one: StepNow) -> str:
    """A step that cannot be begun yet leads nowhere; one that was sent can be read."""
    if one.examples is not None:
        return one.examples.path
    page = PAGES.get(StepKind(one.case.kind))
    if page:
        return reverse(page, args=[one.case.application.uuid])
    return "" if one.case.stage in WITH_APPLICANT else page_of(one.case)
