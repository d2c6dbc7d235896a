"""Finance's desk of supply: goods to send and parcels on their way, who came to sessions, files behind the gate."""

from __future__ import annotations

import uuid as uuids
from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from cilexportal.foundation import london
from cilexportal.foundation.documents.services import receive
from cilexportal.foundation.idempotency.acting import act_once
from shop.forms.fulfilment import ArrivalForm, AttemptForm, AttendanceForm, DispatchForm, ProductFileForm
from shop.queries import parcels as queries
from shop.services import access, fulfilment

A_PAGE = 25
POSTABLE = ["GET", "HEAD", "POST"]


@require_safe
def parcels(request: HttpRequest) -> HttpResponse:
    """Goods still to be sent, the earliest estimate first, and parcels that have not arrived."""
    page = Paginator(queries.lines_to_send(), A_PAGE).get_page(request.GET.get("page"))
    out = queries.parcels_out()
    context = {"page": page, "today": london.today(), "out": out[:A_PAGE], "out_count": out.count()}
    return render(request, "shop/desk/parcels.html", context)


@require_http_methods(POSTABLE)
def sending(request: HttpRequest, uuid: uuids.UUID) -> HttpResponse:
    """One order's goods: send a parcel, and record an attempt to reach the buyer."""
    found = _sending(uuid)
    sends, tries = "send" in request.POST, "attempt" in request.POST
    form = DispatchForm(request.POST if sends else None, to_send=found.to_send)
    attempt = AttemptForm(request.POST if tries else None)
    to = reverse("shop_desk:sending", args=[uuid])
    if sends and form.is_valid() and (url := act_once(
        request, form, lambda: _dispatch(request, found, form), said="The parcel is on its way; the buyer is told.",
        to=to,
    )):  # fmt: skip
        return redirect(url)
    if tries and attempt.is_valid() and (url := act_once(
        request, attempt, lambda: _attempt(request, found, attempt), said="The attempt is recorded.", to=to,
    )):  # fmt: skip
        return redirect(url)
    return render(request, "shop/desk/parcels_order.html", {"found": found, "form": form, "attempt": attempt})


def _dispatch(request: HttpRequest, found: queries.Sending, form: DispatchForm) -> None:
    typed = form.cleaned_data
    fulfilment.dispatch(
        order_id=found.order.pk, units=form.units(), carrier=typed["carrier"], tracking=typed["tracking"],
        by=request.user, at=london.now(),
    )  # fmt: skip


def _attempt(request: HttpRequest, found: queries.Sending, form: AttemptForm) -> None:
    fulfilment.record_attempt(
        order_id=found.order.pk, note=form.cleaned_data["note"], by=request.user, at=london.now()
    )  # fmt: skip


@require_http_methods(POSTABLE)
def parcel(request: HttpRequest, uuid: uuids.UUID, pk: int) -> HttpResponse:
    """What became of one parcel: delivered, or nobody was there."""
    found = queries.parcel_of(uuid, pk)
    if found is None:
        raise Http404
    form = ArrivalForm(request.POST or None)
    to = reverse("shop_desk:sending", args=[uuid])
    if request.method == "POST" and form.is_valid():
        url = act_once(request, form, lambda: _arrive(request, pk, form), said="It is recorded.", to=to)
        if url:
            return redirect(url)
    return render(request, "shop/desk/parcels_parcel.html", {"parcel": found, "form": form, "back_url": to})


def _arrive(request: HttpRequest, pk: int, form: ArrivalForm) -> None:
    """Delivered or failed, as the button pressed says."""
    typed: dict[str, Any] = {"parcel_id": pk, "on": form.cleaned_data["on"], "by": request.user, "at": london.now()}
    if request.POST.get("what") == "failed":
        fulfilment.fail_delivery(**typed)
    else:
        fulfilment.deliver(by_carrier=form.cleaned_data["by_carrier"], **typed)


@require_safe
def sessions(request: HttpRequest) -> HttpResponse:
    """Sessions to come, or with `?show=past` those that have begun."""
    past = request.GET.get("show") == "past"
    page = Paginator(queries.sessions_near(at=london.now(), past=past), A_PAGE).get_page(request.GET.get("page"))
    return render(request, "shop/desk/sessions.html", {"page": page, "past": past})


@require_http_methods(POSTABLE)
def attendance(request: HttpRequest, pk: int) -> HttpResponse:
    """Who came to one session."""
    session = queries.session_of(pk)
    if session is None:
        raise Http404
    booked, at = queries.attending(pk), london.now()
    form = AttendanceForm(request.POST or None, booked=booked)
    if request.method == "POST" and form.is_valid():
        came = [int(one) for one in form.cleaned_data["came"]]
        url = act_once(
            request, form, lambda: fulfilment.mark(session_id=pk, came=came, by=request.user, at=at),
            said=f"{len(came)} of {len(booked)} came.", to=reverse("shop_desk:sessions") + "?show=past",
        )  # fmt: skip
        if url:
            return redirect(url)
    context = {"session": session, "booked": booked, "form": form, "has_begun": session.starts_at <= at}
    return render(request, "shop/desk/sessions_session.html", context)


@require_http_methods(POSTABLE)
def files(request: HttpRequest, slug: str) -> HttpResponse:
    """[TC-7.2] The files behind the gate of a product, and one more."""
    product = queries.product_of(slug)
    if product is None:
        raise Http404
    form = ProductFileForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        url = act_once(
            request, form, lambda: _add_file(request, product.pk, form),
            said="The file is being checked. Buyers see it once it is clean.", to=request.path,
        )  # fmt: skip
        if url:
            return redirect(url)
    kept = product.files.select_related("document")
    return render(request, "shop/desk/parcels_files.html", {"product": product, "files": kept, "form": form})


def _add_file(request: HttpRequest, product_id: int, form: ProductFileForm) -> None:
    at = london.now()
    typed = form.cleaned_data
    document = receive(owner=request.user, upload=typed["file"], at=at, recordings=True)
    access.add_file(product_id=product_id, document=document, at=at, transcript=typed["transcript"])


def _sending(uuid: uuids.UUID) -> queries.Sending:
    """The goods of an accepted order. Raises Http404."""
    found = queries.sending(uuid, at=london.now())
    if found is None:
        raise Http404
    return found
