"""What a buyer answers: to an announcement about a line of theirs, and to the quote for a change they asked for."""

from __future__ import annotations

import uuid as uuids
from collections.abc import Callable

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from cilexportal.foundation import london
from cilexportal.foundation.idempotency.acting import act_once
from shop.enums import Choice
from shop.forms.announcements import AnswerForm, AskForm, ChoiceForm
from shop.models import ChangeRequest, OrderLine, Told
from shop.queries import announcements as queries
from shop.services import announcements, changes

POSTABLE = ["GET", "HEAD", "POST"]
CHOSEN = {
    Choice.KEEP: "You keep it.",
    Choice.REFUND: "You have given it up. The refund goes to whoever paid.",
    Choice.CREDIT: "You have given it up. The credit is yours to spend on another course.",
}


@require_http_methods(POSTABLE)
def choice(request: HttpRequest, pk: int) -> HttpResponse:
    """[TC-7.4a] What was announced about a line, and what each choice comes to."""
    told, at = queries.own_told(request.user.pk, pk), london.now()
    if told is None:
        raise Http404
    offer = queries.offer_of(told, at=at)
    form = ChoiceForm(request.POST or None, offer=offer) if offer.refund else None
    if request.method == "POST" and form is not None and form.is_valid():
        chosen = Choice(form.cleaned_data["choice"])
        url = act_once(
            request, form, lambda: _choose(request, told, chosen, form), said=CHOSEN[chosen], to=request.path
        )
        if url:
            return redirect(url)
    return render(request, "shop/choices/choice.html", {"offer": offer, "form": form, "said": told.announcement})


def _choose(request: HttpRequest, told: Told, chosen: Choice, form: ChoiceForm) -> None:
    announcements.choose(
        told_id=told.pk, choice=chosen, by=request.user, at=london.now(), seen_pence=form.cleaned_data["seen_pence"]
    )


@require_http_methods(POSTABLE)
def ask(request: HttpRequest, uuid: uuids.UUID) -> HttpResponse:
    """[TC-5.7] Asks for something else in place of what was ordered, and shows what was asked before."""
    line = OrderLine.objects.filter(uuid=uuid, order__buyer=request.user.pk).select_related("order").first()
    if line is None:
        raise Http404
    form = AskForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        text = form.cleaned_data["text"]
        url = act_once(
            request, form, lambda: changes.ask(line_id=line.pk, text=text, by=request.user, at=london.now()),
            said="We have your wish, and write to you. Until then your order stays as it is.", to=request.path,
        )  # fmt: skip
        if url:
            return redirect(url)
    return render(request, "shop/choices/ask.html", {"line": line, "form": form, "asked": queries.changes_of(line.pk)})


@require_http_methods(POSTABLE)
def change(request: HttpRequest, pk: int) -> HttpResponse:
    """[TC-5.7] [TC-5.7a] The quote for a change: yes, no, or giving the thing up as on the day of asking."""
    found, at = queries.own_change(request.user.pk, pk), london.now()
    if found is None:
        raise Http404
    form = AnswerForm(request.POST or None, can_accept=bool(found.possible))
    if request.method == "POST" and form.is_valid():
        act, said = _answer(request, found)
        if url := act_once(request, form, act, said=said, to=request.path):
            return redirect(url)
    end = queries.end_of_change(found) if changes.may_end(found, at=at) else None
    context = {"change": found, "form": form, "closed": changes.why_closed(found, at=at), "end": end}
    return render(request, "shop/choices/change.html", context)


def _answer(request: HttpRequest, found: ChangeRequest) -> tuple[Callable[[], object], str]:
    """What the button pressed does, and what is said afterwards."""
    at, pressed = london.now(), request.POST.get("answer")
    if pressed == "end":
        seen = request.POST.get("seen_pence", "")
        pence = int(seen) if seen.isascii() and seen.isdigit() and len(seen) < 10 else -1
        return (
            lambda: changes.end_instead(change_id=found.pk, by=request.user, at=at, seen_pence=pence),
            "You have given it up, as on the day you asked.",
        )
    accept = pressed == "yes"
    said = "We change it as quoted." if accept else "Your order stays as it is."
    return lambda: changes.answer(change_id=found.pk, accept=accept, by=request.user, at=at), said
