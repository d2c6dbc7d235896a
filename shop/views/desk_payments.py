"""Finance's desk of money coming in: what needs a look, transfers, and what is owed on one order."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from cilexportal.foundation import london
from cilexportal.foundation.idempotency.acting import act_once, press_once
from shop.enums import Stage
from shop.forms.payments import MatchForm, TransferForm, WriteOffForm
from shop.models import Order, PaymentReminder, Transfer
from shop.queries import desk_unpaid, orders_state
from shop.queries import payments as queries
from shop.queries.order_rows import rows_of
from shop.services import reminders, transfers

A_PAGE = 25
TAKE_OUT = "take_out"
POSTABLE = ["GET", "HEAD", "POST"]


@require_safe
def payments(request: HttpRequest) -> HttpResponse:
    """Payments whose outcome is not known, letters that did not arrive, and messages that were not true."""
    undelivered = list(queries.undelivered()[:A_PAGE])
    orders = queries.orders_of(undelivered)
    context = {
        "unsettled": Paginator(queries.unsettled(), A_PAGE).get_page(request.GET.get("page")),
        "undelivered": [(message, orders.get(message.pk)) for message in undelivered],
        "suspicious": list(queries.suspicious()[:A_PAGE]),
        "now": london.now(),
    }
    return render(request, "shop/desk/payments.html", context)


@require_http_methods(POSTABLE)
def transfer_list(request: HttpRequest) -> HttpResponse:
    """Transfers that belong to no order yet, and the form for one more."""
    form = TransferForm(request.POST or None)
    to = reverse("shop_desk:transfers")
    if request.method == "POST" and form.is_valid():
        url = act_once(request, form, lambda: _enter(request, form), said="The transfer is entered.", to=to)
        if url:
            return redirect(url)
    page = Paginator(queries.unmatched(), A_PAGE).get_page(request.GET.get("page"))
    return render(request, "shop/desk/transfers.html", {"page": page, "form": form})


def _enter(request: HttpRequest, form: TransferForm) -> None:
    transfers.enter(**form.cleaned_data, by=request.user, at=london.now())


@require_http_methods(POSTABLE)
def transfer(request: HttpRequest, pk: int) -> HttpResponse:
    """One transfer, and the orders it may be for; one that is for none is taken out."""
    to = reverse("shop_desk:transfers")
    if request.POST.get("do") == TAKE_OUT:
        return press_once(
            request, lambda: transfers.take_out(transfer_id=pk), said="The transfer is taken out.", to=to,
            scope="shop.transfer_out",
        )  # fmt: skip
    found = Transfer.objects.select_related("payment__order", "entered_by").filter(pk=pk).first()
    if found is None:
        raise Http404
    form = MatchForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        url = act_once(request, form, lambda: _match(found, form), said="The transfer is matched.", to=to)
        if url:
            return redirect(url)
    number = request.GET.get("number", "").replace("\0", "")[:40]
    return render(request, "shop/desk/transfers_one.html", {"form": form, **_match_page(found, number)})


def _match(found: Transfer, form: MatchForm) -> None:
    typed = form.cleaned_data
    if not Order.objects.filter(pk=typed["order"], stage=Stage.ACCEPTED).exists():
        raise Http404
    transfers.match(
        transfer_id=found.pk, order_id=typed["order"], seen_owed_pence=typed["seen_owed_pence"], at=london.now()
    )


def _match_page(found: Transfer, number: str) -> dict[str, Any]:
    """The orders a transfer may be for, each with what is owed."""
    named = queries.order_numbered(number) if number else None
    likely = [named] if named else queries.suggested(found) if found.payment is None else []
    rows = rows_of([order.pk for order in likely])
    owed = [(order, rows[order.pk].owed_pence) for order in likely]
    return {"transfer": found, "orders": owed, "number": number, "not_found": bool(number) and named is None}


@require_http_methods(POSTABLE)
def owed(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """What is owed on one order: reminders, when the contract may be ended, and giving the debt up."""
    order = Order.objects.filter(uuid=uuid, stage=Stage.ACCEPTED).first()
    if order is None:
        raise Http404
    pence = orders_state.rows_for(order).owed_pence
    to = reverse("shop_desk:owed", args=[uuid])
    writes_off = request.POST.get("do") == "write_off"
    form = WriteOffForm(request.POST if writes_off else None, initial={"seen_owed_pence": pence}, url=to)
    if writes_off and form.is_valid():
        url = act_once(request, form, lambda: _write_off(request, order, form), said="The debt is given up.", to=to)
        if url:
            return redirect(url)
    context = {
        "line": desk_unpaid.with_reminders([order], at=london.now())[0],
        "asked": list(order.reminders.select_related("asked_by")),
        "write_offs": list(order.write_offs.select_related("by")),
        "form": form,
        "now": london.now(),
    }
    return render(request, "shop/desk/unpaid_one.html", context)


def _write_off(request: HttpRequest, order: Order, form: WriteOffForm) -> None:
    reminders.write_off(order_id=order.pk, **form.cleaned_data, by=request.user, at=london.now())


@require_POST
def remind(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Reminds the payer."""
    order = Order.objects.filter(uuid=uuid, stage=Stage.ACCEPTED).first()
    if order is None:
        raise Http404
    return press_once(
        request, lambda: reminders.remind(order_id=order.pk, by=request.user, at=london.now()),
        said="The reminder is on its way. The ten days begin on the day it goes out.",
        to=reverse("shop_desk:owed", args=[uuid]), scope="shop.remind",
    )  # fmt: skip


@require_POST
def came_back(request: HttpRequest, pk: int) -> HttpResponse:
    """Notes that a reminder bounced: it counts for nothing."""
    reminder = PaymentReminder.objects.select_related("order").filter(pk=pk).first()
    if reminder is None:
        raise Http404
    return press_once(
        request, lambda: reminders.came_back(reminder_id=pk), said="It is noted: this reminder counts for nothing.",
        to=reverse("shop_desk:owed", args=[reminder.order.uuid]), scope="shop.came_back",
    )  # fmt: skip
