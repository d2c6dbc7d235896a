"""The regulation officer's desk of prior conduct: what waits, one declaration read with a reason, and the decision."""

from __future__ import annotations

import uuid as uuids
from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_safe

from cilexportal.foundation import london
from cilexportal.foundation.idempotency.acting import act_once, say_no
from cilexportal.foundation.idempotency.web import shown_to_copy
from cilexportal.foundation.rulebook.refusal import Refused
from standing.enums import Verdict
from standing.forms.conduct import VerdictForm, WhyForm
from standing.models import Declaration, Referral
from standing.queries import conduct as queries
from standing.services import conduct, reading, referring

A_PAGE = 50
POSTABLE = ["GET", "HEAD", "POST"]


@require_safe
def desk(request: HttpRequest) -> HttpResponse:
    """[CPD-15b] Declarations that wait, oldest first, and what CILEX has handed over."""
    today = london.today()
    page = Paginator(queries.to_decide(), A_PAGE).get_page(request.GET.get("page"))
    context = {
        "page": page,
        "rows": [(one, (today - london.date_of(one.made_at)).days) for one in page],
        "referrals": queries.referrals(but_of=request.user.pk)[:A_PAGE],
    }
    return render(request, "standing/desk/conduct.html", context)


@require_http_methods(POSTABLE)
def one(request: HttpRequest, uuid: uuids.UUID) -> HttpResponse:
    """[LAW-ART10] One declaration: what is sealed is shown for a reason, and each time the reason is kept."""
    found, opened = _declaration(uuid), None
    form = WhyForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            opened = reading.open_for(
                declaration_id=found.pk, by=request.user, why=form.cleaned_data["why"], at=london.now()
            )  # fmt: skip
        except Refused as no:
            say_no(form, no)
    context = _context(request, found) | {"form": form, "opened": opened, "verdict_form": _verdict_form(found)}
    return render(request, "standing/desk/conduct_one.html", context)


@shown_to_copy
@sensitive_post_parameters("words")
@require_http_methods(POSTABLE)
def decide(request: HttpRequest, uuid: uuids.UUID) -> HttpResponse:
    """[CPD-15b] The decision with its reason."""
    found = _declaration(uuid)
    form = VerdictForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        verdict, words = Verdict(form.cleaned_data["verdict"]), form.cleaned_data["words"]
        url = act_once(
            request, form,
            lambda: conduct.decide(
                declaration_id=found.pk, verdict=verdict, words=words, by=request.user, at=london.now()
            ),
            said=f"{verdict.label}. {found.user.full_name} is written to.", to=reverse("standing_desk:conduct"),
        )  # fmt: skip
        if url:
            return redirect(url)
    return render(request, "standing/desk/conduct_decide.html", {"found": found, "form": form})


@require_http_methods(POSTABLE)
def referral(request: HttpRequest, uuid: uuids.UUID) -> HttpResponse:
    """[TC-4.2] What CILEX has handed over, with the log of both bodies."""
    found = get_object_or_404(Referral.objects.select_related("about").defer("sealed"), uuid=uuid)
    form, words = WhyForm(request.POST or None), ""
    if request.method == "POST" and form.is_valid():
        try:
            why = form.cleaned_data["why"]
            words = referring.read_pack(referral_id=found.pk, by=request.user, why=why, at=london.now())
        except Refused as no:
            say_no(form, no)
    entries = found.entries.select_related("by")
    return render(
        request, "standing/desk/referral.html", {"found": found, "form": form, "words": words, "entries": entries}
    )  # fmt: skip


def _verdict_form(found: Declaration) -> VerdictForm:
    """The form of the decision, sent to an address of its own wherever it is shown."""
    form = VerdictForm()
    form.helper.form_action = reverse("standing_desk:conduct_decide", args=[found.uuid])
    return form


def _declaration(uuid: uuids.UUID) -> Declaration:
    """The declaration of an address. Raises Http404."""
    return get_object_or_404(Declaration.objects.select_related("user", "decided_by"), uuid=uuid)


def _context(request: HttpRequest, found: Declaration) -> dict[str, Any]:
    """What can be seen of a declaration without opening it."""
    return {
        "found": found,
        "others": queries.own(found.user_id).exclude(pk=found.pk),
        "readings": found.readings.select_related("by"),
        "notes": found.notes.select_related("by").defer("sealed"),
        "is_own": found.user_id == request.user.pk,
        "can_decide": found.superseded_at is None and found.verdict != Verdict.ACCEPTED,
    }
