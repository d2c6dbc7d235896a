"""What the membership body sees of conduct: who has declared and whether it waits; and what it hands over."""

from __future__ import annotations

from typing import Any

from django.core.paginator import Paginator
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_safe

from cilexportal.foundation import london
from cilexportal.foundation.idempotency.acting import act_once
from cilexportal.foundation.idempotency.web import shown_to_copy
from cilexportal.foundation.ui.fields import without_nul
from standing.enums import ReferredFor
from standing.forms.conduct import ReferForm
from standing.forms.renewals import FindForm
from standing.queries import conduct as queries
from standing.rules.conduct import seen_by_membership
from standing.services import referring

A_PAGE = 50


@require_safe
def declared(request: HttpRequest) -> HttpResponse:
    """[LAW-ART10] Who has declared for a year, and whether it is accepted or waits: no more is shown here."""
    years = list(queries.years_of(london.today()))
    form = FindForm(request.GET, years=years)
    said: dict[str, Any] = form.cleaned_data if form.is_valid() else {}
    year, words = said.get("year") or years[0], without_nul(said.get("q") or "").strip()
    rows = queries.states(year)
    if words:
        rows = rows.filter(Q(user__full_name__icontains=words) | Q(user__member__number=words))
    page = Paginator(rows, A_PAGE).get_page(request.GET.get("page"))
    shown = [(one, seen_by_membership(one.verdict)) for one in page]
    return render(request, "standing/desk/declared.html", {"form": form, "year": year, "page": page, "rows": shown})


@shown_to_copy
@sensitive_post_parameters("words")
@require_http_methods(["GET", "HEAD", "POST"])
def refer(request: HttpRequest) -> HttpResponse:
    """[TC-4.2] Hands the behaviour of a member to the regulator, and shows what was handed over before."""
    form = ReferForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        url = act_once(
            request, form,
            lambda: referring.refer(
                number=said["number"], reason=ReferredFor(said["reason"]), words=said["words"], by=request.user,
                at=london.now(),
            ),
            said="Handed to the regulator, and logged for both.", to=reverse("standing_desk:refer"),
        )  # fmt: skip
        if url:
            return redirect(url)
    page = Paginator(queries.referrals(but_of=request.user.pk), A_PAGE).get_page(request.GET.get("page"))
    return render(request, "standing/desk/refer.html", {"form": form, "page": page})
