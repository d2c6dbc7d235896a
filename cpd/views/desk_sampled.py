"""One sampled member at the desk: records beside documents, the assessment, documents asked for, and what follows."""

from __future__ import annotations

import uuid as uuids
from collections.abc import Callable

from django.contrib import messages
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from cilexportal.foundation import london
from cilexportal.foundation.documents.views import attachment
from cilexportal.foundation.idempotency.acting import answer_once
from cpd.enums import Reading
from cpd.forms.sampling import ASK, MORE_TIME, TAKE_BACK, AssessForm, MoreTimeForm, PapersForm, RefuseForm, TakeBackForm
from cpd.models import Sampled
from cpd.queries import sampled as queries
from cpd.rules.sampling import may_read
from cpd.services import sampling as services
from cpd.services.sampling.refusing import refusable

YES = "yes"


@require_http_methods(["GET", "HEAD", "POST"])
def one(request: HttpRequest, uuid: uuids.UUID) -> HttpResponse:
    """[CPD-16d] [REC-28] A sampled member with records, documents and timeline, and the assessment."""
    found = _sampled(uuid)
    if found.member.user_id == request.user.pk and not found.outcome:
        # What an assessor thinks before the end is not said to whom it is about, officer or not.
        return redirect("cpd:sampled", uuid=uuid)
    records, requests = queries.records_of(found), queries.requests_of(found)
    refusal = may_read(queries.so_far(found), by=request.user.pk, today=london.today())
    second = found.first_by_id is not None
    if request.method == "POST":
        second = request.POST.get("second") == YES
    form = AssessForm(request.POST or None, records=records, second=second)
    if request.method == "POST" and form.is_valid() and (answer := _assess(request, found, form, second=second)):
        return answer
    word, colour = queries.shown(found)
    is_refused = found.outcome == Reading.NOT_ACCEPTED
    context = {
        "found": found, "records": records, "requests": requests, "word": word, "colour": colour,
        "refusal": refusal, "form": form if refusal is None or request.method == "POST" else None,
        "readings": queries.readings(found), "events": queries.timeline(found, requests), "today": london.today(),
        "refusable": is_refused and found.member.user_id != request.user.pk and bool(refusable(found)),
        "now": london.now(),
    }  # fmt: skip
    status = 422 if request.method == "POST" else 200
    return render(request, "cpd/desk/sampling_member.html", context, status=status)


def _sampled(uuid: uuids.UUID) -> Sampled:
    found = queries.sampled_of(uuid)
    if found is None:
        raise Http404
    return found


def _assess(request: HttpRequest, found: Sampled, form: AssessForm, *, second: bool) -> HttpResponse | None:
    """Sends the assessment once; None where it was refused, with the reasons on the form."""

    def act() -> None:
        outcome = services.assess(
            sampled_id=found.pk, second=second, reading=Reading(form.cleaned_data["reading"]), marks=form.marks(),
            words=form.cleaned_data["words"].strip(), by=request.user, at=london.now(),
        )  # fmt: skip
        told = f"Decided: {outcome.label.lower()}. {found.member.full_name} is written to." if outcome else ""
        messages.success(request, told or "Sent. Another assessor has the last word; nobody is written to yet.")

    return _once(request, found, form, act, scope="assess")


def _once(
    request: HttpRequest, found: Sampled, form: Form, act: Callable[[], None], *, scope: str
) -> HttpResponse | None:
    """Does one thing once and goes back to the sample; None where it was refused, which the form then says."""

    def answer() -> str:
        act()
        return reverse("cpd:desk_sampled", args=[found.uuid])

    url = answer_once(request, form, answer, scope=f"cpd.sampling.{scope}")
    return redirect(url) if url else None


@require_http_methods(["GET", "HEAD", "POST"])
def papers(request: HttpRequest, uuid: uuids.UUID) -> HttpResponse:
    """[CPD-16d] Asks a sampled member for documents; gives more time for them; takes the request back."""
    found, back = _sampled(uuid), reverse("cpd:desk_sampled", args=[uuid])
    do = request.POST.get("do", "")
    forms: dict[str, Form] = {
        ASK: PapersForm(request.POST if do == ASK else None, url=back),
        MORE_TIME: MoreTimeForm(request.POST if do == MORE_TIME else None),
        TAKE_BACK: TakeBackForm(request.POST if do == TAKE_BACK else None),
    }
    if do in forms and forms[do].is_valid():
        answer = _once(request, found, forms[do], lambda: _about_papers(request, found, do, forms[do]), scope=do)
        if answer:
            return answer
    awaited = queries.state_of(found) == queries.PAPERS
    context = {"found": found, "awaited": awaited, "forms": forms, "today": london.today(), "now": london.now()}
    return render(request, "cpd/desk/sampling_papers.html", context, status=422 if do else 200)


def _about_papers(request: HttpRequest, found: Sampled, do: str, form: Form) -> None:
    typed, told = form.cleaned_data, {"sampled_id": found.pk, "by": request.user, "at": london.now()}
    if do == ASK:
        made = services.ask(items=typed["items"], why=typed["why"], **told)
        messages.success(
            request, f"Asked for, until the end of {london.in_words(made.due_on)}. The letter is on its way."
        )
    elif do == MORE_TIME:
        services.give_time(until=typed["until"], **told)
        messages.success(request, f"The new last day is {london.in_words(typed['until'])}. The member is told.")
    else:
        services.take_back(why=typed["why"], **told)
        messages.success(request, "Taken back. The member is told.")


@require_http_methods(["GET", "HEAD", "POST"])
def refuse(request: HttpRequest, uuid: uuids.UUID) -> HttpResponse:
    """[CPD-16d] The review step before records are refused and the year is judged again, and the judging."""
    found = _sampled(uuid)
    ids = refusable(found) if found.outcome == Reading.NOT_ACCEPTED else set()
    records = [one for one in queries.records_of(found) if one.record.pk in ids]
    form = RefuseForm(request.POST or None, records=records, url=reverse("cpd:desk_sampled", args=[uuid]))

    def act() -> None:
        chosen = [int(pk) for pk in form.cleaned_data["records"]]
        reason = form.cleaned_data["reason"]
        result = services.refuse_records(
            sampled=found, record_ids=chosen, reason=reason, by=request.user, at=london.now()
        )
        messages.success(request, f"Judged again: {result.get_outcome_display()}. Both results are kept.")

    if request.method == "POST" and form.is_valid() and (answer := _once(request, found, form, act, scope="refuse")):
        return answer
    context = {"found": found, "records": records, "form": form}
    return render(request, "cpd/desk/sampling_refuse.html", context, status=422 if request.method == "POST" else 200)


@require_safe
def evidence(request: HttpRequest, uuid: uuids.UUID, pk: int) -> HttpResponse:
    """A checked document on a sampled record."""
    file = queries.file_of(_sampled(uuid), evidence_id=pk)
    if file is None:
        raise Http404
    return attachment(file.document)


@require_safe
def paper(request: HttpRequest, uuid: uuids.UUID, asked: uuids.UUID, number: int) -> HttpResponse:
    """A checked document that the member sent when asked."""
    item = queries.paper_of(_sampled(uuid), asked, number)
    if item is None or item.document is None:
        raise Http404
    return attachment(item.document)
