"""What officers enter about an order: notices that came by other ways, endings by CILEX, and money paid in error."""

from __future__ import annotations

import uuid as uuids
from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from cilexportal.foundation import london
from cilexportal.foundation.idempotency.acting import act_once, say_no
from cilexportal.foundation.rulebook.refusal import Refused
from shop.enums import Channel, Ground
from shop.forms.decisions import EndingForm, ErrorForm, NoticeForm
from shop.forms.give_up import CHANGE, CLAIMS
from shop.letters.refunds import ending_words, shown
from shop.models import Cancellation, Order
from shop.queries import giving_up, order_page
from shop.queries import refund_desk as queries
from shop.queries.order_rows import rows_of
from shop.services import cancelling, ending, refunds
from shop.services.ending import Case, Draft

POSTABLE = ["GET", "HEAD", "POST"]


@require_http_methods(POSTABLE)
def notice(request: HttpRequest, uuid: uuids.UUID) -> HttpResponse:
    """[LAW-CCR32] [TC-9.3b] Enters a notice that came by e-mail, letter or phone, with its own time of sending."""
    line = queries.line_called(uuid)
    if line is None:
        raise Http404
    at = london.now()
    rows = rows_of([line.order_id])[line.order_id]
    view = order_page.line_view(rows, rows.lines[line.pk], at=at)
    url = reverse("shop_desk:order", args=[rows.order.uuid])
    if view.answer is None:
        return redirect(url)
    choices = [(CHANGE, "Change of mind"), *CLAIMS]
    form = NoticeForm(request.POST or None, left=view.left, choices=choices, url=url)
    if form.is_valid():
        typed = form.cleaned_data

        def act() -> Cancellation:
            return cancelling.give_up(
                line_id=line.pk, quantity=typed["units"], ground=Ground(typed["why"]), at=at, by=request.user,
                channel=Channel(typed["channel"]), sent_at=form.sent_at(), received_at=form.received_at(),
                words=typed["words"],
            )  # fmt: skip

        if to := act_once(request, form, act, said="The notice is entered, and the buyer is told.", to=url):
            return redirect(to)
    return render(
        request, "shop/desk/refund_notice.html", {"form": form, "view": view, "order": rows.order, "url": url}
    )


def _order(uuid: uuids.UUID) -> Order:
    """The order of an address. Raises Http404."""
    found = queries.order_called(uuid)
    if found is None:
        raise Http404
    return found


@require_http_methods(POSTABLE)
def paid_in_error(request: HttpRequest, uuid: uuids.UUID) -> HttpResponse:
    """[TC-4.4] Opens the refund of money that was paid beyond what was charged."""
    order = _order(uuid)
    rows = rows_of([order.pk])[order.pk]
    url = reverse("shop_desk:order", args=[uuid])
    form = ErrorForm(request.POST or None, url=url)
    if form.is_valid():
        words = form.cleaned_data["words"]

        def act() -> Cancellation:
            return refunds.paid_in_error(order_id=order.pk, words=words, by=request.user, at=london.now())

        if to := act_once(request, form, act, said="The refund waits to be paid.", to=reverse("shop_desk:refunds")):
            return redirect(to)
    context = {"form": form, "order": rows.order, "surplus": refunds.surplus(rows), "url": url}
    return render(request, "shop/desk/refund_error.html", context)


@require_http_methods(POSTABLE)
def end(request: HttpRequest, uuid: uuids.UUID) -> HttpResponse:
    """[TC-9.8] [TC-9.9] Ends a contract: the reason with its costs, the letter as it will be, and then the act."""
    order = _order(uuid)
    at = london.now()
    url = reverse("shop_desk:order", args=[uuid])
    form = EndingForm(request.POST or None, url=url)
    context: dict[str, Any] = {"form": form, "order": order, "url": url, "now": at}
    if form.is_valid():
        case = form.case()
        if request.POST.get("do") == "end" and (to := _end(request, form, order, case)):
            return redirect(to)
        context |= _preview(form, order, case)
    return render(request, "shop/desk/ending.html", context)


def _end(request: HttpRequest, form: EndingForm, order: Order, case: Case) -> str:
    """Carries it out once; empty where it was refused."""
    seen = request.POST.get("seen", "")
    pence = int(seen) if seen.isascii() and seen.isdigit() and len(seen) < 10 else -1
    return act_once(
        request, form,
        lambda: ending.end(order_id=order.pk, case=case, by=request.user, at=london.now(), seen_pence=pence),
        said="The contract is ended, and the letter is on its way.", to=reverse("shop_desk:order", args=[order.uuid]),
    )  # fmt: skip


def _preview(form: EndingForm, order: Order, case: Case) -> dict[str, Any]:
    """The letter as it will be; nothing where the ground is not open, which the form then says."""
    try:
        draft = ending.draw_up(order_id=order.pk, case=case, at=london.now())
    except Refused as no:
        if not form.non_field_errors():
            say_no(form, no)
        return {}
    return {"draft": draft, "letter": _letter(draft, case), "typed": _typed(form)}


def _letter(draft: Draft, case: Case) -> str:
    """The body of the letter from what is only drawn up."""
    first = draft.lines[0]
    one = Cancellation(
        line=first.line, ground=case.ground, words=case.why, clause=ending.CLAUSE_OF[case.ground], sent_at=london.now()
    )
    lines = [{"title": x.line.title, "parts": shown(giving_up.kept(x.answer.parts))} for x in draft.lines]
    context = ending_words(
        one=one, lines=lines, refund_pence=draft.refund_pence, owed_pence=draft.owed_pence, to="buyer"
    )
    return render_to_string("letters/shop.ended.body.html", {**context, "site": settings.SITE})


def _typed(form: EndingForm) -> list[tuple[str, str]]:
    """What was typed, to be posted along with the act itself."""
    left_out = {"csrfmiddlewaretoken", "once", "do", "seen"}
    return [(name, value) for name, value in form.data.items() if name not in left_out]
