"""Giving a line up: one page that asks, says what it comes to and takes the notice; and the page of that notice."""

from __future__ import annotations

import uuid as uuids
from dataclasses import dataclass
from datetime import datetime

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from cilexportal.foundation import london
from cilexportal.foundation.idempotency.acting import answer_once
from members.models import User
from shop.enums import Channel, Ground, Supply
from shop.forms.give_up import CHANGE, CLAIM_HINTS, CLAIMS, AskForm, ObjectForm, SentForm
from shop.models import Cancellation, Told
from shop.queries import giving_up, order_page
from shop.queries.order_page import LineView
from shop.queries.order_rows import OrderRows, rows_of
from shop.rules import due, ending
from shop.rules.facts import Answer
from shop.services import cancelling, returns

REFUND, CREDIT = "refund", "credit"


@dataclass(frozen=True, slots=True)
class Reason:
    """What a chosen reason stands for."""

    ground: Ground
    told: Told | None = None
    as_credit: bool = False


@require_http_methods(["GET", "HEAD", "POST"])
def give_up(request: HttpRequest, uuid: uuids.UUID) -> HttpResponse:
    """[TC-9.3b] Asks how many and why, shows what it comes to, and takes the notice at the instant it is confirmed."""
    at = london.now()
    rows, view = _line(request.user, uuid, at=at)
    url = order_url(request.user, rows)
    if view.answer is None:
        messages.info(request, "Nothing of this line is left to give up.")
        return redirect(url)
    reasons, labels, hints = _reasons(view)
    if not labels:
        return render(request, "shop/give_up.html", {"view": view, "order": rows.order, "url": url, "now": at})
    form = AskForm(request.POST or None, left=view.left, choices=labels, hints=hints, url=url)
    is_confirmed = form.is_valid() and request.POST.get("do") == "confirm"
    if is_confirmed and (answer := _confirm(request, form, view, reasons, at=at)):
        return answer
    found = _answer(form, rows, view, reasons, at=at)
    context = {
        "form": form, "view": view, "order": rows.order, "found": found, "url": url, "now": at,
        "due_on": giving_up.due_day(rows, found.goods_back, told_at=at) if found else None,
        "send_by": order_page.send_back_by(rows, at=at),
        "cilex_pays": _postage_is_ours(form, view, reasons),
    }  # fmt: skip
    return render(request, "shop/give_up.html", context)


def _line(user: User, uuid: uuids.UUID, *, at: datetime) -> tuple[OrderRows, LineView]:
    """The person's own line with what is known of its order. Raises Http404."""
    line = order_page.own_line(user.pk, uuid)
    if line is None:
        raise Http404
    rows = rows_of([line.order_id])[line.order_id]
    return rows, order_page.line_view(rows, rows.lines[line.pk], at=at)


def order_url(user: User, rows: OrderRows) -> str:
    """Where this person goes back to: whoever it was ordered for has no page of the order."""
    return reverse("shop:order", args=[rows.order.uuid]) if rows.order.buyer_id == user.pk else reverse("home")


def _reasons(view: LineView) -> tuple[dict[str, Reason], list[tuple[str, str]], dict[str, str]]:
    """The reasons that are open: what was announced, a change of mind where it is allowed, and claims."""
    found: dict[str, Reason] = {}
    labels: list[tuple[str, str]] = []
    hints = dict(CLAIM_HINTS)
    for way in view.ways:
        ground = ending.GROUND_OF[way.told.announcement.kind]
        for choice, words in ((REFUND, "refund"), (CREDIT, "credit for another course")):
            if choice == CREDIT and ground not in (Ground.COURSE_MOVED, Ground.COURSE_SUSPENDED):
                continue
            code = f"{way.told.pk}-{choice}"
            found[code] = Reason(ground, told=way.told, as_credit=choice == CREDIT)
            labels.append((code, f"{ground.label}: {words}"))
            hints[code] = way.told.announcement.text
    if view.answer is not None and view.answer.allowed:
        found[CHANGE] = Reason(Ground.CHANGE_OF_MIND)
        labels.append((CHANGE, "I changed my mind"))
    claims = CLAIMS[1:2] if view.line.supply == Supply.FEE else CLAIMS
    has_come = view.arrived is not None and view.sent >= view.left
    for code, words in claims:
        if has_come and code == Ground.DELAY:
            continue
        found[code] = Reason(Ground(code))
        labels.append((code, words))
    return found, labels, hints


def _answer(
    form: AskForm, rows: OrderRows, view: LineView, reasons: dict[str, Reason], *, at: datetime
) -> Answer | None:
    """What the chosen reason and number come to; None while they cannot be read."""
    values = form.cleaned_data if form.is_bound else form.initial
    reason, units = reasons.get(values.get("why", "")), values.get("units")
    if reason is None or not units or not 1 <= units <= view.left:
        return None
    return giving_up.answer(
        rows, view.line, units=units, ground=reason.ground, at=at, told=reason.told, as_credit=reason.as_credit
    )


def _postage_is_ours(form: AskForm, view: LineView, reasons: dict[str, Reason]) -> bool:
    """[TC-9.5] Whether CILEX bears the postage of the chosen reason."""
    reason = reasons.get((form.cleaned_data if form.is_bound else form.initial).get("why", ""))
    return reason is not None and due.cilex_pays_return(reason.ground, told_return_cost=view.line.told_return_cost)


def _confirm(
    request: HttpRequest, form: AskForm, view: LineView, reasons: dict[str, Reason], *, at: datetime
) -> HttpResponse | None:
    """Takes the notice once; None where it was refused, with the reasons on the form."""
    reason = reasons[form.cleaned_data["why"]]

    def give_up() -> str:
        notice = cancelling.give_up(
            line_id=view.line.pk, quantity=form.cleaned_data["units"], ground=reason.ground, channel=Channel.PORTAL,
            sent_at=at, by=request.user, words=form.cleaned_data["words"], at=at,
            told_id=reason.told.pk if reason.told else None, as_credit=reason.as_credit, seen_pence=_seen(request),
        )  # fmt: skip
        messages.success(request, f"We have your notice of {london.at_in_words(at)}, London time.")
        return reverse("shop:notice", args=[notice.uuid])

    url = answer_once(request, form, give_up, scope="shop.give_up")
    return redirect(url) if url else None


def _seen(request: HttpRequest) -> int:
    """The sum that the page showed, in pence; one that cannot be read is no sum at all."""
    typed = request.POST.get("seen", "")
    return int(typed) if typed.isascii() and typed.isdigit() and len(typed) < 10 else -1


@require_safe
def notice(request: HttpRequest, uuid: uuids.UUID) -> HttpResponse:
    """[TC-9.4a] [LAW-CCR32] One's own notice: when it counts, what it waits for, and what comes back by when."""
    return show_notice(request, own_notice(request.user, uuid))


def own_notice(user: User, uuid: uuids.UUID) -> Cancellation:
    """The person's own notice. Raises Http404."""
    found = order_page.own_notice(user.pk, uuid)
    if found is None:
        raise Http404
    return found


def show_notice(
    request: HttpRequest, found: Cancellation, *, sent: SentForm | None = None, objection: ObjectForm | None = None
) -> HttpResponse:
    """The page of a notice, with a form that could not be taken where there is one."""
    order_id = found.line.order_id
    rows = rows_of([order_id])[order_id]
    view = order_page.notice_view(rows, next(one for one in rows.cancellations if one.pk == found.pk))
    refunds = found.refunds.select_related("payment", "credit_note").order_by("pk")
    context = {
        "view": view, "notice": view.notice, "goods": view.goods, "line": rows.lines[found.line_id],
        "order": rows.order, "refunds": refunds, "url": order_url(request.user, rows), "now": london.now(),
        "repaid_to": order_page.repaid_to(rows.order.payer.kind, rows.method),
        "is_demand": returns.is_demand(found), "cilex_pays": order_page.cilex_bears_postage(view.notice),
        "sent_form": sent or SentForm(), "object_form": objection or ObjectForm(),
    }  # fmt: skip
    return render(request, "shop/give_up_notice.html", context)
