"""Asking for more time, for no CPD, or for five outcomes; and the page of one's own request."""

from __future__ import annotations

import uuid as uuids
from datetime import datetime
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from cilexportal.foundation import london
from cilexportal.foundation.documents.views import attachment
from cilexportal.foundation.idempotency.acting import act_once, answer_once, press_once
from cpd.enums import Ask
from cpd.forms.asking import SEND, AskForm, EvidenceForm
from cpd.models import CpdYear, Request
from cpd.permissions import member_of, own_request
from cpd.queries import asking as queries
from cpd.queries.years import YearOfMember, years_of
from cpd.rules.asking import CLAUSES, in_time, may_ask
from cpd.services import asking as services
from members.models import Member

SAID = {
    Ask.EXTENSION: "You have asked for more time. We write to you when an officer has answered.",
    Ask.DISPENSATION: "You have asked to owe no CPD for this year. Now add what shows your dates.",
    Ask.REDUCTION: "You have asked for five outcomes. We write to you when an officer has answered.",
}


@require_http_methods(["GET", "HEAD", "POST"])
def ask(request: HttpRequest, slug: str, kind: str) -> HttpResponse:
    """[CPD-11] [CPD-16a] [CPD-16b] The form of one kind of request for one year."""
    member, at = member_of(request.user), london.now()
    wanted, year = asked(kind), _year(member, slug, at=at).year
    form = AskForm(request.POST or None, ask=wanted, url=reverse("cpd:home"))
    is_sent = request.method == "POST" and request.POST.get("do") == SEND
    if is_sent and form.is_valid() and (answer := _send(request, form, member, year, at=at)):
        return answer
    refusal = None if form.is_bound else may_ask(wanted, queries.standing_of(wanted, member, year), at=at)
    context = {
        "kind": kind, "year": year, "form": form, "refusal": refusal, "clause": CLAUSES[wanted],
        "is_late": not in_time(at=at, ask_by=year.ask_by), "title": wanted.label, "now": at,
        "ask_by_end": london.end_of_day(year.ask_by),
    }  # fmt: skip
    return render(request, "cpd/asking/ask.html", context)


def asked(kind: str) -> Ask:
    """The kind of an address. Raises Http404."""
    if kind not in Ask.values:
        raise Http404
    return Ask(kind)


def _year(member: Member, slug: str, *, at: datetime) -> YearOfMember:
    found = years_of(member.pk, at=at).by_slug(slug)
    if found is None:
        raise Http404
    return found


def _send(request: HttpRequest, form: AskForm, member: Member, year: CpdYear, *, at: datetime) -> HttpResponse | None:
    """Sends the request once; None where it was refused, with the reason at its field."""

    def answer() -> str:
        made = _made(form, {"member": member, "year": year, "reason": form.cleaned_data["reason"], "at": at})
        messages.success(request, SAID[form.ask])
        return reverse("cpd:request", args=[form.ask, made.uuid])

    url = answer_once(request, form, answer, scope="cpd.ask", field=form.field_of)
    return redirect(url) if url else None


def _made(form: AskForm, told: dict[str, Any]) -> Request:
    match form.ask:
        case Ask.EXTENSION:
            return services.ask_for_time(**told)
        case Ask.DISPENSATION:
            return services.ask_to_owe_nothing(spells=form.spells(), **told)
        case _:
            return services.ask_for_less(**told)


@require_http_methods(["GET", "HEAD", "POST"])
def one(request: HttpRequest, kind: str, uuid: uuids.UUID) -> HttpResponse:
    """One's own request: what was asked and answered; documents are added to it here [CPD-16a]."""
    found = own_request(member_of(request.user), asked(kind), uuid)
    form = None
    if found.kind == Ask.DISPENSATION and (request.method == "POST" or found.is_pending):
        form = EvidenceForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form and form.is_valid() and (answer := _add(request, form, found)):
        return answer
    return render(request, "cpd/asking/request.html", {**about(found), "form": form})


def about(found: Any) -> dict[str, Any]:
    """What a page about a request shows, to its member and to an officer."""
    word, colour = queries.state_of(found)
    is_absence = found.kind == Ask.DISPENSATION
    return {
        "found": found, "word": word, "colour": colour, "kind": str(found.kind), "title": found.kind.label,
        "year": found.year, "clause": CLAUSES[found.kind], "ground": queries.ground_of(found),
        "out": queries.time_out(found) if is_absence else None,
        "files": list(queries.evidence_of(found)) if is_absence else [],
    }  # fmt: skip


def _add(request: HttpRequest, form: EvidenceForm, found: Any) -> HttpResponse | None:
    url = act_once(
        request, form,
        lambda: services.add_evidence(
            request=found, by=request.user, upload=form.cleaned_data["document"], at=london.now()
        ),
        said="The document is added and being checked.", to=reverse("cpd:request", args=[found.kind, found.uuid]),
        field="document",
    )  # fmt: skip
    return redirect(url) if url else None


@require_safe
def file(request: HttpRequest, uuid: uuids.UUID, pk: int) -> HttpResponse:
    """A checked document of one's own request."""
    return download(own_request(member_of(request.user), Ask.DISPENSATION, uuid), pk)


def download(found: Any, pk: int) -> HttpResponse:
    """A document of a request as a download. Raises Http404."""
    document = queries.document_of(found, evidence_id=pk)
    if document is None:
        raise Http404
    return attachment(document)


@require_POST
def take_back(request: HttpRequest, kind: str, uuid: uuids.UUID) -> HttpResponse:
    """[CPD-11] Takes one's own waiting request back."""
    found = own_request(member_of(request.user), asked(kind), uuid)
    return press_once(
        request, lambda: services.take_back(request=found, by=request.user, at=london.now()),
        said="You have taken the request back.", to=reverse("cpd:request", args=[kind, uuid]),
        scope="cpd.ask.take_back",
    )  # fmt: skip
