"""The desk page of correspondence that ends: proposed, agreed to by a second officer, kept on, lifted."""

from __future__ import annotations

import uuid as uuids
from collections.abc import Callable

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from cilexportal.foundation import london
from cilexportal.foundation.idempotency.acting import act_once
from cilexportal.foundation.idempotency.web import shown_to_copy
from people.forms.restrictions import AGREE, KEEP, AgreeForm, KeepForm, LiftForm, ProposeForm
from people.models import Restriction
from people.queries import restrictions as queries
from people.rules.restrictions import ALWAYS
from people.services import restrictions

LATEST = 10
POSTABLE = ["GET", "HEAD", "POST"]


@require_safe
def desk(request: HttpRequest) -> HttpResponse:
    """[TC-4.3] What is proposed, in force, and has ended lately."""
    context = {"live": queries.live(), "lifted": queries.lifted()[:LATEST], "today": london.today()}
    return render(request, "people/desk/restrictions.html", context)


@shown_to_copy
@require_http_methods(POSTABLE)
def propose(request: HttpRequest) -> HttpResponse:
    """[TC-4.3] Puts one before a second officer."""
    back = reverse("people:restrictions")
    form = ProposeForm(request.POST or None, back=back)
    if request.method == "POST" and form.is_valid():
        whom = queries.person_called(form.cleaned_data["whom"])
        if whom is None:
            form.add_error("whom", "Nobody has this number or this address.")
        elif url := act_once(
            request, form,
            lambda: restrictions.propose(
                user=whom, matter=form.cleaned_data["matter"], why=form.cleaned_data["why"],
                review_on=form.cleaned_data["review_on"], by=request.user, at=london.now(),
            ),
            said="It is put before a second officer. Nothing has changed yet.", to=back,
        ):  # fmt: skip
            return redirect(url)
    status = 422 if form.errors else 200
    return render(request, "people/desk/restriction_new.html", {"form": form, "always": ALWAYS}, status=status)


@shown_to_copy
@require_http_methods(POSTABLE)
def one(request: HttpRequest, uuid: uuids.UUID) -> HttpResponse:
    """[TC-4.3] One of them: agree, keep it on, or lift it."""
    found = queries.one(uuid)
    if found is None:
        raise Http404
    do = request.POST.get("do", "")
    given = [request.POST] if request.method == "POST" else []
    offered: dict[str, forms.Form] = {
        "agree": AgreeForm(*(given if do == AGREE else [])),
        "keep": KeepForm(*(given if do == KEEP else []), prefix="keep"),
        "lift": LiftForm(*(given if do not in (AGREE, KEEP) else []), prefix="lift"),
    }
    pressed = next((form for form in offered.values() if form.is_bound), None)
    if pressed is not None and pressed.is_valid() and (url := _act(request, found, pressed)):
        return redirect(url)
    context = {"found": found, "mine": found.proposed_by_id == request.user.pk, "today": london.today(), **offered}
    status = 422 if pressed is not None and pressed.errors else 200
    return render(request, "people/desk/restriction.html", context, status=status)


def _act(request: HttpRequest, found: Restriction, form: forms.Form) -> str:
    """Carries out the button that was pressed, once."""
    by, at = request.user, london.now()
    acts: dict[type[forms.Form], tuple[Callable[[], object], str]] = {
        AgreeForm: (
            lambda: restrictions.agree(restriction_id=found.pk, by=by, at=at),
            "It is in force, and the letter is on its way.",
        ),
        KeepForm: (
            lambda: restrictions.keep_on(
                restriction_id=found.pk, review_on=form.cleaned_data["review_on"], by=by, at=at
            ),
            "It is kept on, and the letter is on its way.",
        ),
        LiftForm: (
            lambda: restrictions.lift(restriction_id=found.pk, why=form.cleaned_data["why"], by=by, at=at),
            "It is lifted.",
        ),
    }
    act, said = acts[type(form)]
    return act_once(request, form, act, said=said, to=reverse("people:restrictions"))
