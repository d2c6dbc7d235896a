"""What officers do by hand about an order: notes, declining, sending again, and asking the buyer for particulars."""

from __future__ import annotations

import uuid as uuids
from collections.abc import Callable

from django.core.paginator import Paginator
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from cilexportal.foundation import london
from cilexportal.foundation.asking import services as asking
from cilexportal.foundation.documents.views import attachment
from cilexportal.foundation.idempotency.acting import act_once
from shop.enums import DeclineReason, Stage
from shop.forms.aftercare import CameBackForm, DeclineForm, NoteForm, ParticularsForm, ResendForm, WithdrawForm
from shop.models import Order
from shop.queries import aftercare, refund_desk
from shop.services import noting, orders, particulars, resending

POSTABLE = ["GET", "HEAD", "POST"]
A_PAGE = 25


@require_http_methods(POSTABLE)
def note(request: HttpRequest, uuid: uuids.UUID) -> HttpResponse:
    """Adds a note to an order."""
    order = _order(uuid)
    form = NoteForm(request.POST or None, back=_url(order))
    return _acted(
        request, order, form, title="Add a note", said="The note is added.",
        act=lambda: noting.note(order=order, words=form.cleaned_data["words"], by=request.user, at=london.now()),
    )  # fmt: skip


@require_http_methods(POSTABLE)
def decline(request: HttpRequest, uuid: uuids.UUID) -> HttpResponse:
    """[TC-3.2] Declines an order that waits, for a coded reason: it is never charged, and the buyer is told."""
    order = _order(uuid)
    if order.stage != Stage.PLACED:
        return redirect(_url(order))
    form = DeclineForm(request.POST or None, back=_url(order))
    return _acted(
        request, order, form, title="Decline the order", clause="TC-3.2",
        said="The order is declined, and the letter is on its way.",
        words="Nothing is charged: what is held on a card is let go, stock and places are free again, and whoever "
        "ordered and whoever pays are told. It cannot be taken back.",
        act=lambda: orders.decline(
            order_id=order.pk, reason=DeclineReason(form.cleaned_data["reason"]), by=request.user, at=london.now()
        ),
    )  # fmt: skip


@require_http_methods(POSTABLE)
def resend(request: HttpRequest, uuid: uuids.UUID) -> HttpResponse:
    """[TC-2.2] [TC-3.1] Sends the acceptance again, to an address that works."""
    order = _order(uuid)
    form = ResendForm(request.POST or None, back=_url(order), initial={"email": order.email})
    return _acted(
        request, order, form, title="Send the acceptance again", clause="TC-3.1", said="It is on its way.",
        words="Where an acceptance did not arrive or came back, correct the address with the buyer first.",
        act=lambda: resending.send_acceptance_again(
            order_id=order.pk, email=form.cleaned_data["email"], by=request.user, at=london.now()
        ),
    )  # fmt: skip


@require_http_methods(POSTABLE)
def acceptance_back(request: HttpRequest, uuid: uuids.UUID) -> HttpResponse:
    """[LAW-CCR31] Notes that the acceptance bounced, so that nobody has told the buyer of the right to give it up."""
    order = _order(uuid)
    form = CameBackForm(request.POST or None, back=_url(order))
    return _acted(
        request, order, form, title="The acceptance came back", clause="LAW-CCR31",
        said="It is noted. Send the acceptance again to a corrected address.",
        words="The contract keeps its day. Until the acceptance is sent again, the time for a change of mind runs for "
        "twelve months more; from then on, for fourteen days.",
        act=lambda: resending.came_back(order_id=order.pk, by=request.user, at=london.now()),
    )  # fmt: skip


@require_http_methods(POSTABLE)
def ask(request: HttpRequest, uuid: uuids.UUID) -> HttpResponse:
    """[TC-6.10] Asks the buyer of a line for particulars."""
    line = aftercare.line_called(uuid)
    if line is None:
        raise Http404
    form = ParticularsForm(request.POST or None, back=_url(line.order))
    return _acted(
        request, line.order, form, title=f"Ask about {line.title}", clause="TC-6.10a", said="The buyer is asked.",
        words="The buyer has 28 days, and is reminded 14 and 7 days before the end. Nothing happens by itself then.",
        act=lambda: particulars.ask(
            line=line, why=form.cleaned_data["why"], items=form.items(), by=request.user, at=london.now()
        ),
    )  # fmt: skip


@require_http_methods(POSTABLE)
def withdraw(request: HttpRequest, uuid: uuids.UUID) -> HttpResponse:
    """[TC-6.10] Asks for something no longer."""
    found = aftercare.request_of_line(uuid)
    if found is None:
        raise Http404
    asked, line = found
    form = WithdrawForm(request.POST or None, back=_url(line.order))
    return _acted(
        request, line.order, form, title="Withdraw the request", clause="TC-6.10", said="It is asked no longer.",
        act=lambda: asking.withdraw(
            request_id=asked.pk, why=form.cleaned_data["why"], by=request.user, at=london.now()
        ),
    )  # fmt: skip


@require_safe
def asked_list(request: HttpRequest) -> HttpResponse:
    """[TC-6.10a] What buyers were asked and have not answered; what is overdue waits for a person's decision."""
    page = Paginator(aftercare.waiting_for_buyers(), A_PAGE).get_page(request.GET.get("page"))
    today = london.today()
    lines = aftercare.orders_of(list(page.object_list))
    rows = [(one, lines.get(one.pk), one.is_overdue(today)) for one in page.object_list]
    return render(request, "shop/desk/asked.html", {"page": page, "rows": rows})


@require_safe
def asked_file(request: HttpRequest, uuid: uuids.UUID, number: int) -> FileResponse:
    """A file that a buyer sent with an answer."""
    item = aftercare.sent_file(uuid, number)
    if item is None or item.document is None:
        raise Http404
    return attachment(item.document)


def _order(uuid: uuids.UUID) -> Order:
    found = refund_desk.order_called(uuid)
    if found is None:
        raise Http404
    return found


def _url(order: Order) -> str:
    return reverse("shop_desk:order", args=[order.uuid])


def _acted(
    request: HttpRequest, order: Order, form: NoteForm | DeclineForm | ResendForm | ParticularsForm | WithdrawForm, *,
    title: str, said: str, act: Callable[[], object], words: str = "", clause: str = "",
) -> HttpResponse:  # fmt: skip
    """Shows a form about an order, or carries it out once and goes back to the order."""
    if request.method == "POST" and form.is_valid() and (to := act_once(request, form, act, said=said, to=_url(order))):
        return redirect(to)
    context = {"form": form, "order": order, "title": title, "words": words, "clause_id": clause, "url": _url(order)}
    return render(request, "shop/desk/act.html", context, status=422 if form.errors else 200)
